namespace LiveConsole.Rehearsal.Night;

/// <summary>Short and long ways to say what is no question, in one language.</summary>
internal sealed record Talk(Wordings Short, Wordings Long, double ShortShare)
{
    /// <summary>Long and personal, told by few.</summary>
    public Wordings? Stories { get; init; }

    public string Say(Dice dice, bool heldOutToo) =>
        (Stories is not null && dice.Chance(0.09) ? Stories : dice.Chance(ShortShare) ? Short : Long).Say(dice, heldOutToo);
}

/// <summary>What the audience says when it asks nothing.</summary>
internal static class SmallTalk
{
    public static Talk FrenchGreetings { get; } = new(
        new("bonsoir{ !| 👋| à tous|}", "salut{ !| 👋|}", "coucou{ !| 👋|}", "hello", "yo", "bsr", "{bordeaux|lille|brest|nantes|lyon|toulouse|metz|liège|namur|genève|rouen|pau|caen|dijon|nice} ici", "bonsoir{ tlm| la team|}", "slt les gens", "👋^", "de {rennes|tours|nancy|reims|québec|dakar|tunis}", "présent{e|} !", "hey", "coucou 🚀^"),
        new("bonsoir {à tous|à toutes et tous|tout le monde|les amis} {!|🚀|depuis {la bretagne|le jura|montréal|la réunion|le canapé}|}", "coucou de {strasbourg|clermont|la rochelle|bruxelles|lausanne|cayenne} {!|👋|🚀}", "on regarde {en famille|à trois générations|avec les enfants} depuis {le vercors|angers|amiens|charleroi}", "bonsoir {maud|idris}{ et toute l'équipe| !|}",
            "salut {la commu|les passionnés|l'équipe} {ravi d'être là|trop hâte|🚀}", "premier live pour moi bonsoir {à tous|!}", "{pop corn|tisane|café|pizza} {prêt|prête|sur la table}, {bonsoir|on est bien|c'est parti}", "bonsoir depuis {le boulot|l'hôpital|le train|la caserne} {🚀|!|}"), 0.62);

    public static Talk EnglishGreetings { get; } = new(
        new("hi{ all|!| 👋|}", "hello{!| 👋|}", "hey{ chat|}", "hello {leeds|perth|here}", "{leeds|cork|oslo|perth|austin|dublin|york} here", "gm", "evening all", "howdy", "👋^", "hi from {ohio|wales|kent|texas|kerala}", "yo", "sup chat"),
        new("hello from {leeds|glasgow|wellington|nairobi|portland|galway|malmö} {!|👋|🚀}", "good evening {everyone|from belfast|from lagos}", "hi {all|everybody} {so excited|first time here|🚀}", "greetings from {bristol|the night shift|cape town|winnipeg|a very cold tent}",
            "watching from {denver|utrecht|bangalore|singapore} {with my dad|at work|at 4am|}", "hello {idris|maud} and {everyone|the team}", "hey {chat|everyone} what did i miss so far lol", "good {morning|night} from {brisbane|manila|auckland}"), 0.62);

    public static Talk FrenchJoy { get; } = new(
        new("ALLEZ~", "GO GO GO", "🚀^", "👏^", "❤️^", "allez~", "ouiii~", "OUI~", "gg", "GG~", "🔥^", "bravo{ !|}", "BRAVO~", "waouh~", "incroyable", "j'adore", "trop bien", "on y est", "😭^", "énorme", "🎉^", "je pleure", "magique", "yes~", "la classe", "wow", "🚀", "👏", "allez !", "🥹^", "c'est fou", "dingue", "🤞^", "chapeau", "allez allez", "💪^", "frissons", "masterclass", "go", "omg", "❤️", "hâte~", "😍^", "quelle folie"),
        new("j'ai des frissons", "GG les gens", "7 minutes les plus longues de ma vie", "chair de poule{ !|}", "allez {alcyon|petit rover|mon grand} {!|🚀|❤️}", "j'en {tremble|pleure} {!|😭|}", "{trop|tellement} {d'émotion|de stress|beau} {!|😭|🥹}", "merci {l'équipe|la team|à tous} {!|❤️|🚀}", "le cœur à {200|cent à l'heure}", "quelle {aventure|équipe|soirée} {!|🚀|}", "{je suis|on est} {trop content|aux anges|debout} {!|🎉|}"), 0.9);

    public static Talk EnglishJoy { get; } = new(
        new("LETS GO~", "🚀^", "LFG", "👏^", "wow~", "yes~", "YES~", "omg", "gg", "❤️^", "unreal", "im shaking", "🔥^", "GO GO GO", "amazing", "lets go~", "hype", "😭^", "so cool", "POG", "insane", "🎉^", "incredible", "beautiful", "woo~", "WOO~", "go baby go", "🤞^", "epic", "history", "nice", "love this", "goosebumps", "👏", "🚀", "holy moly", "sick", "so hyped", "🥹^", "W", "wow"),
        new("my kids are screaming", "{this is|what a} {unreal|so beautiful|moment}", "I'm {crying|shaking|so happy} {right now|😭|}", "{longest|best} {seven|7} minutes of my life", "go {alcyon|little rover} go {!|🚀|}", "well done {team|everyone|all} {!|👏|❤️}", "{cant|can't} {believe it|breathe|stop smiling}", "humanity {W|at its best}", "{goosebumps|chills} {everywhere|all over|man}", "so proud of {this team|everyone there}"), 0.9);

    public static Talk FrenchTalk { get; } = new(
        new("mdr", "lol", "oui", "non", "ah ok", "ptdr", "exact", "+1", "grave", "pareil", "ok merci", "xd", "c'est ça", "merci{ !|}", "ah mince", "👍", "😂^", "haha~", "bah oui", "idem", "ah d'accord", "c sûr", "mdr~", "oui oui", "non non", "chut", "ça marche", "bien vu", "tkt", "je sais pas", "jsp", "de rien"),
        new("non c'est du direct", "t'inquiète c'est prévu", "quelqu'un a le lien du replay", "chut ils parlent", "mute la musique de chez toi", "c'est {écrit|marqué} en {haut|bas|description}", "ils l'ont dit {tout à l'heure|au début|y a cinq minutes}", "{regarde|va voir} {la description|sur leur site}", "mets en {1080|720} ça marche mieux", "moi ça {lag|coupe|marche} {un peu|nickel}", "{arrêtez|arrête} de spammer {svp|un peu|}", "oui mais c'est {pas pareil|plus compliqué que ça}", "{je|j'} {reviens|vais chercher à boire}", "on se {retrouve|voit} après la {pub|pause}", "y a {du monde|un monde fou} ce soir", "c'est mon {fils|père|frère} qui tape là", "le chat va {trop vite|à mille à l'heure}", "{il|elle} a raison {lui|sur ce point|}", "j'ai {cours|école|boulot} demain à 8h {mdr|tant pis|}", "on est {d'accord|ensemble} les amis"), 0.4);

    public static Talk EnglishTalk { get; } = new(
        new("lol", "same", "yes", "no", "haha~", "lmao", "true", "yep", "ok ty", "thanks", "+1", "huh?", "what?", "really?", "same here", "oh ok", "nah", "ikr", "right?", "wait what?", "👍", "😂^", "fr", "nope", "you sure?", "ah i see", "yeah", "shh", "oh?", "rip", "and?", "gotcha"),
        new("same here lol", "no this is live", "they said that {earlier|already|at the start}", "chat is {too fast|going crazy|flying}", "it's in the {description|title}", "{works|fine} for me {in 1080|after refresh|}", "stop spamming {pls|guys|}", "{brb|back} {getting snacks|coffee|}", "anyone else {lagging|buffering} or just me?", "you guys {ok|awake|still here}?", "can't {hear|read} {anything|you all} lol", "wait {why is|is} everyone {typing|shouting}?", "my {cat|dog|mum} is {watching too|confused|asleep}", "it's {3|4|5}am here {lol|help|}", "{just joined|got here} {sorry|finally}", "that's {not|exactly} how it works {lol|though|}", "is it me or is chat {slow|wild} today?", "ok who {farted|ate my snacks} lol", "have they {started|said} already?", "you're {right|wrong} about that one"), 0.42);

    public static Talk FrenchComments { get; } = new(
        new("trop beau", "passionnant", "très clair", "bien expliqué", "intéressant", "top", "impressionnant", "superbe", "magnifique", "pas mal", "au top", "c'est beau", "émouvant", "fascinant", "nickel", "sacré boulot", "joli", "bel outil", "quel boulot", "génial"),
        new("Maud t'es {au top|la meilleure|trop forte|géniale}", "Idris {respire|souffle|bois un coup|tu vas y arriver}", "la veste d'Idris {fait du moiré|bouge toute seule|m'hypnotise|est vivante}", "le café de Maud {a disparu|est froid maintenant|a bougé|mérite un plan fixe}", "{très|vraiment} {belle|bonne} {émission|soirée} {!|merci|}", "{c'est|enfin} {bien|super bien} {expliqué|vulgarisé} {!|merci|}", "le {petit|gros} {drone|rover} est {trop mignon|adorable|magnifique}", "{respect|chapeau} aux {430 personnes|ingénieurs|équipes} {!|🙏|}", "{j'aime|j'adore} {la maquette|le décor|les animations|le compte à rebours|la musique}", "on voit {la passion|le travail|la fatigue|la joie} dans {leurs yeux|chaque mot|chaque plan}",
            "{mieux que|plus prenant que} {netflix|la télé|le foot|mes séries}", "{ma grand-mère|mon fils|ma classe|mon chat|mon coloc} {adore|est scotché devant|ne dort pas|a tout compris avant moi}", "{le schéma|l'animation|la maquette} {du parachute|de la descente|du bouclier} {est parfaite|m'a tout fait comprendre|passe crème}", "j'ai {appris|compris} {plus de choses|plus} {ce soir|en une heure} {qu'au lycée|qu'en dix ans}", "{11 minutes|11 min} de décalage ça {rend fou|fait tourner la tête|me dépasse}", "{980 kg|une tonne|une voiture} {posée|qui descend} {en douceur|sur mars} {c'est fou|quand même|j'en reviens pas}"), 0.14)
        { Stories = new("{mon père|mon oncle|mon grand-père} a travaillé {vingt|trente|quarante} ans {dans l'optique|sur des fusées|dans une fonderie} et ce soir il {pleure devant un caillou|tient la main de ma mère|ne dit plus un mot}, {je n'avais jamais vu ça|c'est beau à voir|on n'ose pas lui parler}", "Dans notre {refuge|foyer|phare|caserne|péniche} on est {sept|douze|quinze|vingt} autour d'un seul {téléphone|ordinateur|écran}, {silence total|personne ne parle|on a coupé la radio} depuis {dix minutes|le début de la descente|le compte à rebours}",
            "je regarde avec {ma grand-mère|mon arrière-grand-mère|ma voisine} de {84|88|93} ans, elle {se souvient de la Lune|a demandé à voir le drone de près|dit que c'était plus simple avant}", "{toute ma classe|le club astro|la chorale} de {Sarlac|Montferrand-le-Sec|Port-Aubert|Vieux-Moulin} {vous embrasse|vous dit bravo|regarde en pyjama}", "on a mis le réveil {au petit|aux enfants} pour {ça|le direct} et {personne ne regrette|il ne dort plus du tout}, merci pour {ce moment|la soirée} {à toute l'équipe|à tous|Maud et Idris}",
            "{infirmière|boulanger|routier|veilleur} de nuit, {je regarde d'un œil|je vous écoute depuis le début|vous êtes ma compagnie}, {ici tout le monde est au courant|même les collègues s'y mettent|bon courage à tous}", "{j'ai soudé|j'ai testé|ma sœur a dessiné} {un connecteur|un boulon|une équerre} de {cet engin|ce rover} il y a {cinq|six|huit} ans et {je tremble|je ne tiens plus en place|on n'en mène pas large}") };

    public static Talk EnglishComments { get; } = new(
        new("so cool", "love this", "fascinating", "great show", "well said", "beautiful", "neat", "nice graphics", "good stuff", "stunning", "so clear", "great host", "top notch", "pretty", "impressive", "lovely", "wild", "so smart", "clever", "cute drone"),
        new("Idris {is the best|needs a nap|breathe mate|drink some water}", "Maud's coffee {is gone|vanished|must be cold by now|has moved}", "{great|really good} {explanation|show|stream} {so far|thanks|}", "the {little|tiny} drone is {adorable|so cute|stealing the show}", "{love|loving} {the model|these graphics|the hosts|the countdown|this music}", "{hats off|respect} to {the engineers|everyone involved|the 430} {!|👏|}", "better than {tv|any movie|football|my exams}", "my {daughter|son|grandpa|dog|flatmate} {loves this|is glued to the screen|asks for the drone}", "{first|second|third} landing i watch {live|with my kids|from work} {!|🚀|}", "that {jacket|suit} is {doing weird things on camera|hypnotic|alive}", "{learned|learning} more {tonight|in one hour} than {at school|in ten years}",
            "{11 minutes|eleven minutes} of delay {melts my brain|is wild|makes my head spin}", "{a ton|980 kg|a whole car} {coming down|on a parachute} {on mars|like that} {is nuts|still}", "{the animation|that diagram|the model} {of the chute|of the descent} {helped a lot|made it click|is perfect}"), 0.14)
        { Stories = new("{Grandma|My grandfather|Our neighbour} saw the moon landing on a {shop window tv|tiny black and white set|school projector} and is here with us {tonight|again}, {same smile|crying already|telling everyone to hush}", "We have {twenty|thirty|forty} kids in {pyjamas|blankets|paper helmets} in the {school gym|library|village hall} and not one of them is {asleep|quiet}, thank you for {this night|explaining so well}", "i {drive|work|bake} nights and this is the {best|only} {company|radio} i need, greetings to everybody who keeps {the lights on|watching|the ovens warm} tonight",
            "{night shift|night crew|last bus} here, {whole ward|the whole depot|all three of us} around {one phone|one cracked screen}, {nobody is working|don't tell the boss|fingers crossed}", "i helped {test|paint|ship} a {bracket|cable|valve} for this {six|eight} years ago and my hands are {shaking|no use tonight}", "watching from {a fishing boat|a tent|an airport floor} with {terrible|one bar of} signal and it is {worth every second|still the best night of the year}") };

    /// <summary>Looks like a question, asks the show nothing. The mark is put by the typing, here only where it belongs to the joke.</summary>
    public static Wordings FrenchRhetorical { get; } = new(
        "qui d'autre a la gorge nouée", "sérieux", "t'es d'où toi", "on est combien à avoir école demain", "vous êtes là les belges", "on y est ON Y EST", "203 jours déjà", "qui {pleure|stresse} aussi", "{non mais |}vous {voyez|réalisez} ça", "{mais |}{c'est|c'est pas} possible", "y a {des bretons|des suisses|des québécois} ici", "{elle est pas|c'est pas} belle la vie", "qui {regarde|est là} {depuis 18h|depuis le début}", "{mais |}pourquoi je {pleure|stresse} {moi|comme ça}", "{on|vous} dort quand {nous|les gens}", "qui a {des chips|du café}", "c'est moi ou {il fait chaud|le chat explose}", "qui est {au lit|en pyjama}", "{hein|quoi}", "{attends |}quoi");

    public static Wordings EnglishRhetorical { get; } = new(
        "who is cutting onions", "who else is {crying|shaking|nervous}", "where my {aussies|irish|canadians} at", "are you kidding me", "how is this {real|even possible}", "who needs sleep {anyway|}", "{seriously|really}", "203 days already", "anyone {else |}from {scotland|ohio|india}", "who's {still |}{awake|up}", "{why am i|am i the only one} {crying|so nervous}", "can you believe {it|this}", "is it just me or is it hot in here", "do you see {that|this}", "what is {life|sleep}", "who {else |}has {work|school} tomorrow", "ready", "how cool is {that|this}", "you serious", "what a time to be alive eh");

    /// <summary>Other languages' small talk, each with its language.</summary>
    public static (string Language, Wordings Text)[] Elsewhere { get; } =
    [
        ("es", new("hola", "vamos~", "saludos desde {rosario|quito|sevilla|lima}", "felicidades{ desde Rosario|}", "qué emoción", "increíble", "fuerza equipo", "hola a todos", "muy bien")),
        ("de", new("hallo", "viel Glück{ aus Graz|}", "grüße aus {Bremen|Linz|Bern}", "wahnsinn", "super", "guten abend", "daumen drücken", "mega")),
        ("it", new("ciao", "in bocca al lupo", "forza~", "saluti da {bari|torino}", "bellissimo", "grandi", "che emozione", "evviva")),
        ("pt", new("oi", "boa sorte", "parabéns", "boa noite de {recife|braga}", "que lindo", "vamo~", "demais", "olá")),
        ("nl", new("hoi", "succes{ vanuit Gent|}", "groetjes uit {zwolle|brugge}", "geweldig", "spannend", "mooi", "hup", "wat gaaf")),
        ("ar", new("مبروك{ من تونس|}", "بالتوفيق", "رائع", "مساء الخير", "تحية من وهران", "ما شاء الله")),
        ("hi", new("भारत से शुभकामनाएं", "नमस्ते", "बहुत बढ़िया", "शुभकामनाएं", "वाह")),
        ("tr", new("tebrikler", "selam", "harika", "izmir'den selamlar", "başarılar", "muhteşem")),
        ("ja", new("おめでとう", "こんばんは", "すごい", "がんばれ", "88888", "きれい")),
        ("ru", new("удачи всем", "привет", "ура~", "круто", "поздравляю", "молодцы")),
    ];

    /// <summary>No language at all.</summary>
    public static Wordings Signs { get; } = new("🚀^", "👏^", "❤️^", "🔥^", "🎉^", "😭^", "!!!", "🤞^", "👾^", "✨^", "💪^", "🙏^", "😍^", "🥳^", "🪐^", "🔴^", "😂^", "gg", "o7", "🫡^");

    public static Wordings Spam { get; } = new(
        "gagne des abonnés sur boost-{viewers|fans}.example", "{FREE|cheap} followers {at|on} fans-up.example", "regarde ma chaîne {stp|svp} 🙏^", "sub4sub {anyone|go}", "check {my|this} channel {link in bio|pls}", "crypto x10 {sur|on} lune-{gain|coin}.example", "je vends un compte {rare|niveau 80}, {mp moi|06 00 00 00 4{1|2|3}}", "want real viewers {go to|see} viewbots.example", "{🔥^ |}PROMO -70% montres-orbite.example", "abonnez-vous à ma chaîne {je rends|merci} ❤️^");

    public static Wordings FrenchDoubts { get; } = new("c'est un studio", "encore un désert filtré orange", "{on voit|y a} pas d'étoiles {lol|bizarre|}", "faux", "image de synthèse {lol|mdr|}", "{tourné|filmé} {en studio|dans le sahara}", "fake", "et vous y croyez {mdr|lol|}");

    public static Wordings EnglishDoubts { get; } = new("fake, where are the stars", "fake", "nice {studio|cgi}", "filmed in {a desert|nevada}", "cgi {lol|again|}", "you {all|guys} {believe|fall for} this lol", "staged", "orange filter {again|lol|}");

    /// <summary>Abuse by level, 1 rude to 4 hate. Insults enough to test moderation; none names a real person.</summary>
    public static (int Level, string Language, Wordings Text)[] Abuse { get; } =
    [
        (1, "fr", new("c'est nul à chier", "putain {c'est long|quelle merde}", "on s'en fout", "ferme-la un peu", "quel naze")),
        (1, "en", new("this sucks", "boring as hell", "shut up already", "wtf is this crap", "who gives a damn")),
        (2, "fr", new("{idris|maud} tu sais pas parler espèce d'{idiote|abruti}", "bande de débiles", "vous êtes des guignols", "ta gueule {le chat|l'autre}", "gros nul")),
        (2, "en", new("you people are idiots", "shut your mouth {idris|maud}", "clowns all of you", "dumb chat", "what a moron")),
        (3, "fr", new("ferme ta gueule sale conne", "j'espère que {vous allez tous crever|il va s'écraser et vous avec}", "nique {ta race|vos mères}", "va te pendre")),
        (3, "en", new("hope you all die", "kill yourself {clown|loser}", "fuck you and your {rover|mother}", "stupid bitch")),
        (4, "fr", new("les femmes à la cuisine pas aux commandes", "r e n t r e z  chez vous les étrangers", "dеhоrs les étrangеrs", "sale race dégagez")),
        (4, "en", new("women can't fly anything get back in the kitchen", "g o  b a c k  to your country", "fоrеigners оut", "your kind does not belong here")),
    ];
}
