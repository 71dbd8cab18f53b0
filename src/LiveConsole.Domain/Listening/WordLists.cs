using System.Collections.Frozen;

namespace LiveConsole.Domain.Listening;

/// <summary>What a word can be to a question. A word may be several.</summary>
[Flags]
internal enum WordClasses : ushort
{
    None = 0,

    /// <summary>Asks by itself wherever it stands: "pourquoi", "when", "warum".</summary>
    Asking = 1,

    /// <summary>Asks, but has other uses: "que", "ou", "what", "come", "wie".</summary>
    MayAsk = 2,

    /// <summary>A verb that asks when it comes first: "is", "did", "peut", "hast", "hay".</summary>
    Verb = 4,

    /// <summary>Who the verb is about: "on", "you", "ihr".</summary>
    Pronoun = 8,

    /// <summary>The one spoken to: "vous", "ton", "you", "usted".</summary>
    Addressed = 16,

    /// <summary>Asks for confirmation at the end: "non", "hein", "right", "oder".</summary>
    Tag = 32,

    Laugh = 64,

    /// <summary>Alone with a mark, a reaction: "vraiment", "sérieux", "really", "wtf".</summary>
    Reaction = 128,

    /// <summary>Takes up what somebody said: "donc", "et", "but", "so".</summary>
    Joint = 256,

    /// <summary>Anybody of the chat: "quelqu'un", "anyone", "alguien".</summary>
    Anybody = 512,

    Greeting = 1024,

    /// <summary>Makes a clause of words: a verb in a person's form, or its subject. "la montre ?" has none, "elle marche ?" has.</summary>
    Clause = 2048,

    /// <summary>At the beginning, calls on whoever is there: "any", "anyone", "wanna", "quelqu'un", "alguien".</summary>
    Calls = 4096,
}

/// <summary>
/// Closed word lists, written by hand from grammars' common knowledge: with them a language that no sample was learned from is judged sanely.
/// Words stand without accents, as <see cref="ChatText.Folded"/> has them; "où" and the like, whose accent decides, are told apart by <see cref="ClassesOf"/>.
/// </summary>
internal static class WordLists
{
    private static readonly FrozenDictionary<uint, WordClasses> s_classes = Read(
    [
        (WordClasses.Asking, """
            comment pourquoi combien quand quel quelle quels quelles lequel laquelle lesquels lesquelles pk prk pkoi pourkoi pourquoi koi kan kand cb cmb combi comen cmt keske kesk kes esk eske keskon keski quoi
            when where why whom whose whens wheres whys whos hows howd wen wyd hbu wdym
            wann warum wieso weshalb wer wem wen welche welcher welches welchen wieviel woher wohin womit woran worauf wofur
            quando dove perche quale quali quanto quanta quanti quante onde donde cuando cual cuales cuanto cuanta cuantos cuantas quien quienes xq qual quais
            wanneer waar waarom welke hoe hoeveel hoelaat waarheen
            neden niye nasil kim hangi nerede kac kacta nereye nereden
            kiedy gdzie dlaczego ile czy czemu ktory ktora ktore ktorej ktorego jaki jaka jakie skad dokad
            kdy kolik ktery ktera ktere
            kapan dimana kenapa mengapa siapa bagaimana gimana berapa
            varfor vilken vilka hvorfor hvornar hvad hvem hvor nar hur
            когда где почему зачем как сколько какой какая какие куда откуда ли чей коли чому скільки який яка яке які
            هل متى كيف لماذا ماذا كم أين ليش وين آیا چرا چطور کجا چند
            क्या कब कैसे कहाँ क्यों कौन कितना कितने कितनी
            πότε ποτε πού πώς γιατί γιατι ποιος ποιός ποια ποιο ποιοι πόσο ποσο πόσα ποσα πόσος πόση πόσοι πόσες τι
            מתי איפה היכן למה מדוע כמה האם איך איזה איזו לאן מאיפה
            """),
        (WordClasses.MayAsk, """
            qui que ki ke kel kelle qd pq est-ce ou
            what who which how whats wat wut whos wtf asl
            was wie wo que como quem porque pq oq cosa che chi come cos wat wie welk
            co jak kto gdy apa mana kah mi mu ne ce cine cand unde cum vad var vem
            что кто що хто де як
            που πως מה מי چه
            """),
        (WordClasses.Verb, """
            is are was were do does did can could will would should shall has have had am isnt arent wasnt wont cant dont doesnt didnt couldnt wouldnt shouldnt hasnt havent r gonna
            peut peux pouvez peuvent pourra pourrait pourriez va allez vas vont sait savez sais est es etes sera serait faut avez as aura aurez aurait veut voulez pensez penses croyez dois doit devez
            ist sind bist seid hat haben habt hast kann kannst konnt konnen wird werden gibt darf muss ware
            hay esta estan estas tiene tienen puede puedes pueden va van sera son eres
            tem esta estao vai pode podem foi e
            e sono ha hai avete possiamo puo potete avra
            zijn heeft hebben kan kunnen komt wordt gaat is mag
            """),
        (WordClasses.Pronoun, """
            vous tu il elle on ils elles je nous ce t
            you u ya we they it he she i this that there these those
            ihr du sie es wir man er das ich
            """),
        (WordClasses.Addressed, """
            vous tu te t toi votre vos ton ta tes vs
            you u your ur ya yall yours
            du ihr euch dein deine euer sie
            usted ustedes vosotros tu tus vuestro voce voces seu sua
            tuo tua vostro jij je jullie uw
            """),
        (WordClasses.Tag, "non hein nan no nn right huh eh oder nicht verdad cierto vero ne toch sim yeah correct innit"),
        (WordClasses.Laugh, "mdr lol ptdr lmao lmfao xd haha hahaha jaja jajaja kek rofl mdrr lul jpp hihi hehe ahah ahaha haa lolol xdd mdddr kekw omegalul"),
        (WordClasses.Reaction, "vraiment serieux serieusement srx really seriously sah deja wtf omg quoi hein pardon huh already wait attends genre vrai what wat possible literally bruh euh ah oh oof wow ouch hello allo ready echt wirklich serio neta davvero"),
        (WordClasses.Joint, "et mais donc parce car alors and but so because cause then if si comme like or ou parceque y pero und aber e ma mas en maar when quand as"),
        (WordClasses.Anybody, "quelqu quelquun qqn qqun anyone anybody someone somebody everyone everybody jemand wer alguien alguem qualcuno iemand guys chat gens"),
        (WordClasses.Calls, "any anyone anybody ne ne1 anyone1 wanna quelqu quelquun qqn qqun qq jemand alguien alguem qualcuno iemand"),
        (WordClasses.Clause, """
            je j tu t il elle on nous vous ils elles c ca sa ce cest yen ya
            est es suis sommes etes sont etait etaient sera serait seront ete a ai as avons avez ont avait avaient aura aurait auront eu va vas vais allons allez vont allait irait fait fais faites font faisait fera ferait
            peut peux pouvez peuvent pourrait pourra pouvait doit dois devez doivent devrait faut faudra faudrait veut veux voulez veulent voulait voudrait sait sais savez savent savait dit dis dites disent disait
            vient viens venez viennent parle parles parlez parlent pense penses pensez pensent croit crois croyez croient prend prends prenez prennent met mets mettez mettent voit vois voyez voient joue joues jouez jouent
            passe passent marche marchent commence finit arrive arrivent reste restent existe existent coute coutent dure vaut valent sert servent vote votent gagne gagnent perd perdent change changent compte comptent connait connais connaissez regarde regardes regardez
            i im ive ill id you u youre youve he hes she shes it its we were weve they theyre theyve this thats theres
            is isnt are arent r was wasnt were werent be been am do does did dont doesnt didnt have has had havent hasnt can cant could couldnt will wont would wouldnt should shouldnt shall may might must
            get gets got go goes going gonna gotta wanna want wants need needs know knows think thinks like likes say says said see saw make makes made take come comes came give work works happen happens happened look looks mean means play plays win wins won lose feel
            er sie es ich du ihr wir man ist sind hat haben habt bist kann kommt gibt war wird yo tu el ella usted hay esta es son tiene va voce ele ela tem foi vai io lui lei ha sono fa ik jij hij zij heeft komt
            """),
        (WordClasses.Greeting, "salut bonjour bonsoir hello hi hey coucou yo bsr slt hola ciao hallo oi ola hoi bjr hiya"),
    ]);

    private static readonly FrozenSet<uint> s_emotes = Set("""
        lul lulw kekw omegalul pog pogu poggers pogchamp kappa keepo sadge pepega pepelaugh monkas monkaw monkahmm biblethump jebaited residentsleeper notlikethis copium hopium aware clueless
        sadge bedge madge weirdchamp 4head ez clap ezclap catjam widepeepohappy feelsbadman feelsgoodman feelsstrongman forsene trihard cmonbruh heyguys seemsgood pjsalt dansgame swiftrage wutface babyrage kreygasm
        failfish elegiggle lulwut icant nodders nopers peepo okayeg kekl kekwait pepehands pepejam gigachad stare despair susge yep
        """);

    // Written with a capital inside, and words all the same.
    private static readonly FrozenSet<uint> s_camelWords = Set("youtube iphone ipad imac tiktok paypal playstation github mcdonald mcdonalds spacex nasatv obs ios macos ebay whatsapp linkedin javascript powerpoint");

    public static WordClasses ClassesOf(uint foldedHash, ReadOnlySpan<char> letters)
    {
        var classes = s_classes.GetValueOrDefault(foldedHash);
        if (classes == WordClasses.None) return WordClasses.None;
        // Where the accent makes another word of it.
        if (letters.SequenceEqual("où")) return WordClasses.Asking;
        if (letters is ['o', 'u']) return WordClasses.Joint | WordClasses.MayAsk;
        if (letters is ['à' or 'é' or 'è' or 'ê', ..] && letters.Length == 1) return letters is ['é' or 'è'] ? WordClasses.Verb : WordClasses.None;
        return classes;
    }

    public static bool IsEmote(uint foldedHash) => s_emotes.Contains(foldedHash);

    public static bool IsCamelWord(uint foldedHash) => s_camelWords.Contains(foldedHash);

    private static FrozenDictionary<uint, WordClasses> Read((WordClasses Class, string Words)[] lists)
    {
        Dictionary<uint, WordClasses> classes = [];
        foreach (var (kind, words) in lists)
        {
            foreach (var word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                var hash = HashOf(word);
                classes[hash] = classes.GetValueOrDefault(hash) | kind;
            }
        }

        return classes.ToFrozenDictionary();
    }

    private static FrozenSet<uint> Set(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(HashOf).ToFrozenSet();

    private static uint HashOf(string word) => Hashing.Of(string.Concat(word.Select(c => ChatText.Folding(char.ToLowerInvariant(c)))));
}
