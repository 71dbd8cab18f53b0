using System.Globalization;
using System.Text;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Rehearsal.Night;

/// <summary>The scenes, one method each.</summary>
internal sealed partial class Scenes
{
    private static readonly Wordings s_noSound = new("y a plus de son", "no audio?", "son ???", "plus de son", "{le|du} son svp", "no sound", "sound?", "{on entend|j'entends} plus rien", "c'est muet chez vous ?", "audio gone", "SON !!!", "sin sonido", "c'est moi ou y a plus de son ?", "is it muted?", "kein Ton", "le son est coupé");

    private static readonly Wordings s_raiders = new("coucou de la part de {la team mirabelle|mirabelle_plays}", "RAID {mirabelle|mirabelleHype|de l'espace} 💜^", "on débarque~", "bonsoir de chez mirabelle_plays", "raid raid raid", "💜^", "hello from the mirabelle crew", "c'est ici {mars|la fusée} ?", "salut les spationautes");

    // Three templates; spacing and look-alike letters are put in afterwards, as those who hide from filters do.
    private static readonly string[] s_hate = ["rentrez chez vous sale race", "les femmes dehors sales chiennes", "go die you filthy animals"];

    private static void NoSound(Stage stage)
    {
        // 90 a minute for four minutes, YouTube only; it comes within a minute and ends as fast when the sound is back.
        foreach (var _ in Enumerable.Range(0, stage.Many(360)))
        {
            var text = s_noSound.Say(stage.Dice, heldOutToo: false);
            stage.Say(Channel.YouTube, stage.Newcomer(Channel.YouTube), text, stage.At + Script.YouTubeDelay + 240 * stage.Dice.Unit(), new TruthRow("", "", Ask: true, Group: "G40", OnlyNow: true));
        }
    }

    private static void Scam(Stage stage)
    {
        string[] words = ["prime officielle orbite-cadeau.example", "🎁 PRIME OFFICIELLE 👉 orbite-cadeau.example", "free drop, scan in bio", "free drop 🚀 scan in bio", "Agence Orbite offre 500 € orbite-cadeau.example", "claim your alcyon token orbite-cadeau.example"];
        for (var account = 0; account < 60; account++)
        {
            var channel = account % 3 == 0 ? Channel.Twitch : Channel.YouTube;
            var author = stage.Newcomer(channel);
            foreach (var turn in Enumerable.Range(0, stage.Dice.Between(1, 3)))
                stage.Say(channel, author, stage.Dice.Of(words), stage.At + 90 * stage.Dice.Unit() + turn, new TruthRow("", "", Language: "fr", Spam: true, RemovalExpected: true), first: turn == 0);
        }
    }

    private static void PrivateData(Stage stage) =>
        stage.Say(Channel.YouTube, Names.YouTube("Léo 8 ans", stage.Dice), "j'ai 8 ans j'habite 12 rue des Lilas à Rouvre appelez moi 06 00 00 00 12", stage.At, new TruthRow("", "", Language: "fr", RemovalExpected: true));

    private static void CopyFlood(Stage stage)
    {
        foreach (var _ in Enumerable.Range(0, stage.Many(700)))
        {
            var channel = stage.Dice.Chance(0.35) ? Channel.Twitch : Channel.YouTube;
            stage.Say(channel, stage.Newcomer(channel), "🟥🟥⬜ ALCYON ⬜🟥🟥", stage.At + 20 * stage.Dice.Unit(), new TruthRow("", ""));
        }
    }

    private static void Spoiler(Stage stage)
    {
        string[] words = ["TOUCHDOWN", "TOUCHDOWN TOUCHDOWN", "IL EST POSÉ", "touchdown confirmed on the radio feed", "posé posé posé", "ITS DOWN", "TOUCHDOWNNNN"];
        foreach (var _ in Enumerable.Range(0, stage.Many(40)))
            stage.Say(Channel.Twitch, stage.Newcomer(Channel.Twitch), stage.Dice.Of(words), stage.At + 19 + 12 * stage.Dice.Unit(), new TruthRow("", ""));
    }

    private static void Slur(Stage stage)
    {
        var author = stage.Newcomer(Channel.Twitch);
        var line = stage.Say(Channel.Twitch, author, "maud ferme ta gueule sale chienne", stage.At, new TruthRow("", "", Language: "fr", Abuse: 3, RemovalExpected: true), first: true);
        stage.Remove(stage.At + 14, "twitch", RemovalScope.Message, line.Message.Id, by: "orbite_modo");
    }

    private static void Raid(Stage stage)
    {
        var leader = Names.Twitch("mirabelle_plays", stage.Dice);
        stage.Say(Channel.Twitch, leader, "640 raiders from mirabelle_plays have joined!", stage.At, new TruthRow("", "", Language: "en"), message => message with { Kind = MessageKind.Raid, Event = new ChatEvent(EventKinds.Raid, 640, Words: message.Text) });
        for (var i = 0; i < 90; i++)
            stage.Say(Channel.Twitch, stage.Newcomer(Channel.Twitch), s_raiders.Say(stage.Dice, heldOutToo: false), stage.At + 2 - 25 * Math.Log(1 - stage.Dice.Unit()), new TruthRow("", "", Language: "fr"), first: stage.Dice.Chance(0.8));
    }

    private static void HateRaid(Stage stage)
    {
        var crowd = Enumerable.Range(0, 120).Select(_ => stage.Newcomer(Channel.Twitch)).ToArray();
        for (var i = 0; i < 240; i++)
        {
            var words = s_hate[i % s_hate.Length];
            stage.Say(Channel.Twitch, crowd[i % 120], Hidden(words, stage.Dice), stage.At + i / 10.0, new TruthRow("", "", Language: words.StartsWith("go", StringComparison.Ordinal) ? "en" : "fr", Abuse: 4, RemovalExpected: true), first: i < 120);
        }

        // The chat's own moderators close it to newcomers, and open it again when it is over.
        stage.Modes(stage.At + 12, new ChatModes(Slow: 30, Followers: 10), "orbite_modo");
        stage.Act(stage.At + 16, "warn", "orbite_modo", crowd[0], "propos haineux");
        stage.Modes(stage.At + 150, new ChatModes(Slow: 0, Followers: ChatModes.FollowersOff), "orbite_modo");
        for (var i = 0; i < 120; i++)
            stage.Remove(stage.At + 20 + i * 0.4, "twitch", RemovalScope.Viewer, viewer: crowd[i].Id, reason: "ban", by: "orbite_modo");
    }

    private static string Hidden(string words, Dice dice)
    {
        const string Plain = "aeiopcx", Alike = "аеіорсх";
        var hidden = new StringBuilder();
        var spaced = dice.Chance(0.4);
        foreach (var letter in words)
        {
            var place = Plain.IndexOf(letter, StringComparison.Ordinal);
            hidden.Append(place >= 0 && dice.Chance(0.35) ? Alike[place] : letter);
            if (spaced && char.IsLetter(letter)) hidden.Append(' ');
        }

        return hidden.ToString().TrimEnd();
    }

    private static void StudioRemoval(Stage stage, IReadOnlyList<MessageRef> victims)
    {
        // Removed in YouTube Studio: no event reaches a reader, only later reads miss them.
        foreach (var victim in victims.Take(3)) stage.Remove(stage.At, "youtube", RemovalScope.Message, victim.Id);
    }

    private void RemovedElsewhere(Stage stage)
    {
        var author = Names.Twitch("petite_fourmi_" + stage.Dice.Between(10, 99).ToString(CultureInfo.InvariantCulture), stage.Dice);
        var ask = stage.Say(Channel.Twitch, author, "est-ce que le rover peut voir les traces de son atterrissage ?", stage.At - 100, new TruthRow("", "", Ask: true, Group: "S01", Language: "fr", RemovalExpected: true));
        if (stage.Occurrence == 0) _named.TryAdd(RemovedAsk, ask.Message.Ref);
        stage.Remove(stage.At, "twitch", RemovalScope.Message, ask.Message.Id, by: "orbite_modo");
    }

    private void AskerBanned(Stage stage)
    {
        var author = Names.Twitch("grand_ecart_" + stage.Dice.Between(10, 99).ToString(CultureInfo.InvariantCulture), stage.Dice);
        var ask = stage.Say(Channel.Twitch, author, "combien de temps avant que les roues touchent vraiment le sol et roulent ?", stage.At - 240, new TruthRow("", "", Ask: true, Group: "S02", Language: "fr"));
        if (stage.Occurrence == 0) _named.TryAdd(BannedAsk, ask.Message.Ref);
        stage.Say(Channel.Twitch, author, "va crever idris", stage.At - 6, new TruthRow("", "", Language: "fr", Abuse: 3, RemovalExpected: true));
        stage.Remove(stage.At, "twitch", RemovalScope.Viewer, viewer: author.Id, reason: "ban", by: "orbite_modo");
    }

    private void WorthReading(Stage stage)
    {
        (string Language, string Text)[] comments =
        [
            ("fr", "Je regarde avec ma grand-mère de 91 ans, elle avait vu la Lune en direct"), ("fr", "Toute la classe de CM2 de Rouvre vous embrasse"), ("en", "Watching from a night shift, whole ward is around one phone"), ("fr", "j'ai dessiné un des supports de ce truc il y a six ans et je tremble"),
            ("en", "My daughter is six and has explained the sky to the whole bus tonight"), ("fr", "On est vingt autour d'une radio au refuge, merci pour la voix de Maud"), ("fr", "Le drone violet c'est mon dessin, je m'appelle Awa et j'ai 7 ans"), ("en", "Lighthouse keeper here. Your landing was the brightest thing tonight"),
        ];
        var (language, text) = comments[stage.Occurrence % comments.Length];
        var channel = stage.Occurrence % 3 == 2 ? Channel.Twitch : Channel.YouTube;
        var author = channel == Channel.Twitch ? Names.Twitch(new[] { "gardien_du_phare", "veilleuse_12", "bus_64_nuit" }[stage.Occurrence / 3 % 3], stage.Dice) : Names.YouTube(new[] { "Awa K", "MamieSonde", "Prof Lune", "Gaspard R" }[stage.Occurrence % 4], stage.Dice);
        var comment = stage.Say(channel, author, text, stage.At, new TruthRow("", "", Language: language));
        _named.TryAdd(Comment(stage.Occurrence), comment.Message.Ref);
    }

    private static void Distress(Stage stage) =>
        stage.Say(Channel.YouTube, Names.YouTube("Ombre", stage.Dice), "honnêtement je sais pas si j'ai envie d'être là demain", stage.At, new TruthRow("", "", Language: "fr"));

    private static void HostileText(Stage stage)
    {
        string[] texts =
        [
            "<script>alert('alcyon')</script>", "<img src=x onerror=alert(1)>", "=HYPERLINK(\"http://vilain.example\",\"clic\")", "@SUM(1+1)*cmd|' /C calc'!A0", "\u202Eesrever ne tircé tse icec", "'; DROP TABLE messages; --",
            "a" + string.Concat(Enumerable.Repeat("\u0301\u0327\u0334", 60)) + " zalgo", "{{7*7}} ${7*7} %s%s%n", "﷽﷽﷽﷽﷽", "🏴‍☠️👨‍👩‍👧‍👦🏳️‍🌈", "\u200B\u200B\u200B", "[clic](javascript:alert(1))", "&lt;b&gt;gras&lt;/b&gt; <b>gras</b>", "-2+3+cmd|' /C calc'!A0",
        ];
        string[] names = ["<b>gras</b>", "=1+1", "\u202Ednuor gniog", "a" + string.Concat(Enumerable.Repeat("\u0301", 40)), "\"><svg onload=alert(1)>"];
        for (var i = 0; i < 28; i++)
        {
            var channel = i % 2 == 0 ? Channel.YouTube : Channel.Twitch;
            var author = channel == Channel.YouTube ? Names.YouTube(names[i / 2 % names.Length], stage.Dice) : stage.Newcomer(channel);
            stage.Say(channel, author, texts[i % texts.Length], stage.At + i * 2, new TruthRow("", ""));
        }
    }

    private static void Money(Stage stage)
    {
        (string Currency, string Display, long[] Sums)[] moneys =
        [
            ("EUR", "{0},00 €", [2, 5, 10, 20, 50, 100]), ("USD", "${0}.00", [2, 5, 10, 20, 100]), ("GBP", "£{0}.00", [2, 5, 10, 50]), ("CAD", "CA${0}.00", [5, 10, 20]), ("CHF", "CHF {0}.00", [5, 10, 20]), ("BRL", "R${0}.00", [10, 20, 50]), ("JPY", "¥{0}", [200, 500, 1_000]),
        ];
        string[] words = ["Bravo à toute l'équipe !", "Go Alcyon!", "pour le café de Maud", "from my physics class", "de la part de la famille de Rouvre", "for the next rover", "", "🚀🚀🚀", "c'est quoi la suite après l'atterrissage ?"];
        for (var i = 0; i < 51; i++)
        {
            var (currency, display, sums) = moneys[i % moneys.Length];
            var sum = stage.Dice.Of(sums);
            var paid = new Paid(sum * 1_000_000, currency, string.Format(CultureInfo.InvariantCulture, display, sum));
            var kind = i % 5 == 4 ? MessageKind.Sticker : MessageKind.Paid;
            stage.Say(Channel.YouTube, stage.Newcomer(Channel.YouTube), kind == MessageKind.Sticker ? "une fusée qui décolle" : stage.Dice.Of(words), stage.At + 900 * stage.Dice.Unit(), new TruthRow("", ""), message => message with { Kind = kind, Paid = paid });
        }

        for (var i = 0; i < 20; i++)
            stage.Say(Channel.YouTube, stage.Newcomer(Channel.YouTube), "", stage.At + 900 * stage.Dice.Unit(), new TruthRow("", ""), message => message with { Kind = MessageKind.Member, Author = message.Author with { Roles = ["member"] } });
        for (var i = 0; i < 18; i++)
        {
            var bits = stage.Dice.Of(new[] { 1, 100, 100, 500, 1_000 });
            var cheer = "Cheer" + bits.ToString(CultureInfo.InvariantCulture);
            stage.Say(Channel.Twitch, stage.Newcomer(Channel.Twitch), cheer + " allez alcyon", stage.At + 900 * stage.Dice.Unit(), new TruthRow("", ""),
                message => message with { Bits = bits, Parts = [new(PartType.Cheermote, cheer), new(PartType.Text, " allez alcyon")] });
        }

        GiftWave(stage, stage.At + 300);
        Notices(stage, stage.At + 320);
    }
}
