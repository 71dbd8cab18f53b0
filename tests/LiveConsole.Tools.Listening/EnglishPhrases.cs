namespace LiveConsole.Tools.Listening;

/// <summary>English chat written for training: choices in braces, slots in angles.</summary>
internal static class EnglishPhrases
{
    public static readonly (string Slot, string Words)[] Slots =
    [
        ("thing", "the game|the map|the stream|this song|the rocket|the match|the vod|the boss|the update|the trailer|the new one|the sound|the drop|the code|the tournament|the next round|your mic|that clip|the rover|the launch|the patch|the demo|this level|the score|the giveaway|the show|chat|the video|the server|your setup|the movie|the vote|the keyboard|the build|switch|the dlc"),
        ("who", "he|she|they|the guy|the coach|mike|that player|the host|the mods|anna|the team|the other team|sarah|the devs|nasa|your brother|that dude|the president|nintendo"),
        ("do", "play|start|win|watch|land|stop|talk|finish|leave|buy it|try it|stream|come back|lose|join|sleep|eat|vote|switch|move"),
        ("place", "on mars|in the game|in europe|on pc|on youtube|in tokyo|at home|on stage|in chat|on switch|in finals|on the left"),
        ("adj", "real|live|free|over|ready|new|good|worth it|delayed|down|fake|safe|legal|normal|open|out|rigged|better|canceled"),
    ];

    public const string Questions = """
        {what|whats|what's} {is |}{<thing>|the name of <thing>|the score|the plan|your favorite <thing>|this called}
        what {is|was} {this|that} {song|game|thing|noise|place|called}
        what {time|day|year} {does <thing> start|is it|is <thing>|are they playing}
        what {do you|do u|did you|will you|would you} {think of <thing>|play next|recommend|do after|mean|eat}
        what {happened|happens} {to|with|if} {<thing>|<who>|we lose}
        {when|when's|whens} {is |does |}{<thing>|the next one|<thing> start|<thing> come out|<who> play}
        {where|wheres|where's} {is |can i |do you |}{<who>|find <thing>|get <thing>|watch this|live}
        why {is|are|was|did|does|do} {<who>|<thing>|it|you|people} {so <adj>|not <do>|saying that|<do>|doing that|lagging}
        why {no|so many} {sound|music|people|ads|cameras|video}
        why {cant|can't|dont|don't|wont} {you|we|i|<who>} {<do>|see <thing>|hear anything}
        who {is|are|was} {<who>|playing|this guy|winning|that|the best player|on the left|your favorite}
        who {won|wins|made this|plays next|is he talking to|did the art}
        how {do|can|does|did|would} {you|i|we|u|he|it} {<do>|get <thing>|join|work|make that|know that}
        how {long|many|much|old|often|far|big|cold|fast|tall} {is|are|does|do|until|till|was} {<thing>|you|it|the break|left|players|this}
        how {is|was|are} {your day|<thing>|everyone|it going|you|the weather}
        how come {<who>|you|it} {<do>|is <adj>|never <do>|dont <do>}
        {is|are|was} {this|it|that|<thing>|<who>} {<adj>|live|a game|from <place>|gonna <do>|still <adj>}
        {is|are} there {a|any} {vod|replay|break|way to <do>|chance|prize|update|discord|more}
        {do|did|does|will|would|could|can|should|have|has} {you|u|they|we|he|i|it} {<do>|like <thing>|see <thing>|know <who>|ever <do>|win|play <place>}
        {are|r} {you|u|they|we} {<adj>|playing <thing>|going to <do>|watching <thing>|live|from <place>}
        {can|could|can't} {you|u|someone|anyone} {explain <thing>|tell me the score|hear that|show <thing>|turn it up|say that again}
        {does|do|did} {anyone|anybody|someone} {know|have|remember} {what|when|where|why|the name of|if} {<thing>|this is|it starts|he said}
        {anyone|anybody} know {what|when|why|if} {<thing> is|it starts|this is <adj>|he is late}
        {which|what} {game|one|map|player|keyboard|team|version|language|platform} {is|do you use|is better|are you on|should i get}
        {have|has} {you|they|he|it} {been|ever|already|started|seen} {<do>|to japan|<thing>|yet}
        {so|wait|but} {is|are|does|did} {<who>|it|this} {<adj>|<do>|the final|coming back}
        {so|wait|ok} {what|why|how} {is|does|did} {<thing>|it|he} {<do>|<adj>|mean}
        {it's|its|that's|thats|he is|you are} {<adj>|on <place>|the same game|a video game|in season 2} {right|no|correct}
        {you|u} {play|like|watch|use|have|think|know|gonna} {<thing>|this|it|<do>}
        {hi|hey|hello} {<who>|}, {how are you|what game is this|where are you from|when is <thing>|do you like <thing>}
        {is|are} {<thing>|you|it} {coming|going|moving} to {pc|europe|switch|twitch}
        {any|got any} {tips for <thing>|news on <thing>|plans for today|idea when it starts|advice for <do>}
        {what|how} about {<thing>|the other one|the sound|next week}
        {just got here|i missed it|late}, {what happened|who won|what did i miss|is it over}
        what did {i miss|he say|they say|you say|we win}
        {is it|was it|will it be} {possible|hard|worth it|easy|allowed} to {<do>|get <thing>}
        {when|where|how} {can|will|do} {we|i|you} {see|get|watch|<do>} <thing>
        {whose|which} {turn|side|idea|mic} is {it|that|this}
        {why|how|when|what} {not |}{start|use|play|wear|choose} <thing>
        {should|can} {i|we} {buy|skip|get|try} <thing> {or wait|first|now|}
        {sub|stream|game|video} {tomorrow|down for you too|is gone|on sunday}
        {how|hows|how's} {are you|u doing|ya doin|it going|everyone|everybody|you all|life|things} {today|tonight|guys|}
        {where|wher|were} {are|r|is|ru} {you|u|ya|he|everyone|all of you} {from|at|now|going|watching from|located}
        {so |}where {from|you from|u at|to|is that|do i sign up}
        {what|wat|whats|what're} {are |r |}{you|u|ya} {doing|up to|playing|eating|listening to|gonna do|wearing|drinking|talking about}
        {what'd|whatd|what did|wat did} {i|we|u|he} {miss|do|say|get|buy}
        {have|has|did|do|does} {u|ya|you|she|he|any of you} {seen|see|hear|heard|remember|want|need|know|got} {mary|<thing>|me|that|about <thing>|<who>}
        {you|u|he|she|they|it|that|there} {got|have|is|are|was|want|going|need|wanna} {<adj>|<thing>|a cold|any more|to <do>|<place>|enough}
        {i am|am i|m i|i'm} {missing something|late|<adj>|muted|the only one with lag|allowed to <do>|blind or is it gone}
        {can|could|may} i {<do>|ask something|get <thing>|pm you|have that}
        {why|y} {didnt|didn't|dont|wont|not|cant|isnt|arent|is|are|r|u} {you|ya|u|he|we|it|<who>} {<do>|say so|<adj>|here|in <place>|gone}
        {what|who|where} {is|was|are} {that|those|he|she|these|wrong} {for|with|with <thing>|about|called|over there|again|}
        {really|ok|oh|and|hmm|lol|so|well} {what|how|why|who|is|are|did|do} {is|you|it|<thing>|about} {<adj>|<do>|doing|with you|now|so <adj>}
        {there's|theres|is there|are there} {purple ones|<thing>|one|a second one|more than one|food} {<place>|too|}
        {was|is|were|are} {he|she|it|that|they|u} {56|<adj>|<place>|alone|ok|the winner|mad|human}
        {u|you} {calling|making|talking} {me|us|to me|fun of <who>} {a liar|that|or what|}
        {do|does|is|are} {<who>|<thing>|the mods|people|they|we} {still |ever |really |}{<do>|<adj>|<place>|do that|work|get paid}
        {what|which} {kind|type|part|sort} of {<thing>|music|food|person} {is it|do you like|is that|are you}
        {tell me|please}, {what|who|when|how} {is <thing>|do i <do>|can we <do>}
        """;

    public const string Reactions = """
        {what|huh|really|seriously|already|no|yes|ok|wtf|hello|excuse me|um|hm|eh|wait|bruh|late|early|ready|again|pog|legit|closed|lag|ads|him|her|me}
        {what|wait|oh|um|bro|dude} {what|really|huh|no|excuse me|again|seriously|the hell}
        {20|3|100|21k|5 dollars|45 minutes|2 hours|two maps|40 kills|season 3} {already|only|more|now|}
        {<thing>|<who>|pizza|mario|zelda|persona|cheese|cube|free win|a plane|god|beer} {again|tho|anyone|instead|}
        {<thing>|mario|orb|no content|beta|blue|cat} or {cube|zelda|riot|dog|red|content}
        {in|on|at|for|with} {the movies|space|a sunday|this economy|dream|theaters|real life|public|his sleep}
        {no|another|more|free|new|old} {content|skins|blackout|ads|sound|stream|boss|one|trailer|hat}
        who {asked|cares|hurt you|let him cook|let this happen|is cutting onions|does that|needs sleep}
        {are you|r u|you} {kidding me|serious|joking|ok bro|blind|for real|mad|high}
        {is this|am i|are we} {real life|a joke|dreaming|having fun yet|the only one crying}
        how {is this|could you|dare you|is that} {real|even legal|possible|allowed|}
        what {is this|are those|even is this|was that|the hell|a play|on earth|are you doing bro|is he doing lol|in the world} {lol|LUL|man|}
        why {tho|though|me|so late|are we yelling|do i watch this|am i like this|would you do that|is he like this lol}
        {where my|where the} {aussies|boys|fans|girls} at
        {get|got} {rekt|it|that|gud|good} {son|bro|nerd}
        {right|remember|amirite|you know|see|get it}
        {imagine|you call that|is that supposed to be} {losing to that|a play|good|funny|aim}
        {can we|could you} {not|please not|be any slower|get an F|get some hype|get a W in chat}
        {did he just|did you just|did they just} {die|win|do that|say that|whiff|throw}
        {do you|do u|can you} {even lift|believe it|see that|not|smell that}
        not {new|mine|bad|again|today}, {its neat you know|right|huh}
        {hey|hi|hello|any} {any|guys|indians|mods} {girls|here|awake|alive}
        {have you heard of|ever heard of} {aim|defence|sleep|grass}
        {ez|rigged|scripted|cheats|hacks|aimbot|lag|monkas|sus}
        {ORB|RIOT|CUBE|LUL|PUBG|GO|LATE|POG}
        {so|and|but|because} {what|him|now|me|then|i suck|its pc}
        {is that|was that|that's|thats|this is} {it|all|real|a thing|his best|supposed to be good}
        {i thought|weren't we|wasn't it|didn't he} {we won|supposed to win|good at this|dead}, {what|huh|lol}
        {you|he|they} {think|thinks|thought} {this is a game|that's funny|i care|we forgot}
        {<who>|<thing>} {1v5|god|when|lag|ban|copy|rage quit|win}
        {why do i|how do i|what am i} {suck|hear boss music|doing with my life|still watch this|even}
        what {are you|r u|is he|is she} {doing|saying|thinking|buying} {<who>|man|bro|lol|??|dude}
        {hello|hi} {911|fbi|police|mom}, {can i go back|he did it|yes|i want to report a murder}
        """;

    public const string Statements = """
        {i|we} {don't|dont|never} know {why|how|what|when|who} {he did that|it works|this is|they won}
        {when|if|once} {you|he|<who>} {lose|win|play|<do>} {it hurts|thats it|everybody laughs|i cry}
        {when you|when the|when your} {win the game|boss is late|mom walks in|lag hits}
        {that|this|it} {is|was} {so good|insane|what i said|why i love this|how it works|not <adj>|the best game}
        {he|she|they|<who>} {is|are|was} {so good|throwing|cracked|washed|not <adj>|back}
        {what|how} a {play|game|night|legend|shot|clutch|joke|beautiful day}
        {i think|imo|pretty sure|i guess} {<thing> is <adj>|they lose|its over|he wins}
        {lets|let's} {go|gooo|get it|do this} {boys|team|<who>|}
        {gg|ez|wp|lol|lmao|rip|F|W|L} {guys|team|<who>|boys|}
        {love|hate|miss} {<thing>|this|you|the old map|the music}
        {yes|no|yeah|nah|yep} {it is|he did|i agree|not really|of course|its <adj>|we can}
        {can't|cant|could not} {wait|believe it|hear|stop laughing} {for <thing>|lol|}
        {do|did|does} {it|not do it|not buy that|that again} {pls|lol|!|}
        {is|was} {so good|the goat|on fire|throwing|such a good game}
        {are|were} {so cute|the best|going to win}
        {how|what} {people|bts|they|he} {explain|did|said} {was wild|is beyond me|..}
        {thanks|thank you|ty|hi|hello|gn|hey} {chat|everyone|for the stream|all|guys|mods}
        {who|whoever} {wins this|plays this|made that} {is a god|wins it all|deserves a raise}
        where {there's a will|we are|he was standing} {there's a way|it rains|was bad}
        {i|we} {just|already|still} {woke up|bought it|love it|want <thing>|watched it}
        {you|u} {are|r} {the best|amazing|wrong|right|a legend|so good at this}
        {should've|could've|would've} {won|bought it|used the other gun}
        {do|will} {you know|it} {later|tomorrow|in a bit}
        {has|have} {been|to be} {a good year|<adj>|fun|careful}
        {the|this|that} {sound|game|guy|team|chat|map} {is|looks|sounds} {<adj>|amazing|broken|weird|so good}
        which is {why i left|fine|better than nothing|weird}
        {i|we} {wonder|asked|know|forgot|see} {why|how|what|who|when} {it is <adj>|<who> <do>|that was}
        {good|great|nice|dumb} question
        """;
}
