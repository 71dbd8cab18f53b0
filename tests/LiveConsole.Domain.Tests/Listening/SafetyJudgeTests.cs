using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Listening;

namespace LiveConsole.Domain.Tests.Listening;

/// <summary>What is marked, how it may be hidden, and what only looks like it. The words are what a moderator reads every night.</summary>
public sealed class SafetyJudgeTests
{
    [Theory]
    [InlineData("sale race", MarkKind.Slur, MarkSeverity.Severe)]
    [InlineData("les femmes dehors", MarkKind.Slur, MarkSeverity.Severe)]
    [InlineData("go back to your country", MarkKind.Slur, MarkSeverity.Severe)]
    [InlineData("va te pendre", MarkKind.Threat, MarkSeverity.Severe)]
    [InlineData("kill yourself loser", MarkKind.Threat, MarkSeverity.Severe)]
    [InlineData("ferme ta gueule", MarkKind.Insult, MarkSeverity.Flagged)]
    [InlineData("fuck you and your rover", MarkKind.Insult, MarkSeverity.Flagged)]
    [InlineData("putain c'est beau", MarkKind.Profanity, MarkSeverity.Note)]
    [InlineData("holy shit it landed", MarkKind.Profanity, MarkSeverity.Note)]
    [InlineData("free nitro here", MarkKind.Scam, MarkSeverity.Flagged)]
    [InlineData("clique sur mon profil", MarkKind.Scam, MarkSeverity.Flagged)]
    [InlineData("sub4sub anyone", MarkKind.Advert, MarkSeverity.Note)]
    public void A_listed_turn_of_phrase_is_marked_by_its_kind(string text, MarkKind kind, MarkSeverity severity)
    {
        var mark = Assert.Single(Marks(text), m => m.Kind == kind);

        Assert.Equal(severity, mark.Severity);
        Assert.NotNull(mark.List);
        Assert.NotEqual(mark.Reason, Reasons.Say(mark.Reason).Fr);
    }

    [Theory]
    [InlineData("s a l e  r a c e")]
    [InlineData("s.a.l.e r.a.c.e")]
    [InlineData("s-a-l-e r-a-c-e")]
    [InlineData("sаlе rасе")]
    [InlineData("s а l e  r а с е")]
    [InlineData("ѕαle rαce")]
    [InlineData("ｓａｌｅ ｒａｃｅ")]
    [InlineData("𝓼𝓪𝓵𝓮 𝓻𝓪𝓬𝓮")]
    [InlineData("Ⓢⓐⓛⓔ ⓡⓐⓒⓔ")]
    [InlineData("s@le r4ce")]
    [InlineData("$al3 rac3")]
    [InlineData("sâlé ràcé")]
    [InlineData("saaaaale raaaaace")]
    [InlineData("s\u200bal\u200be ra\u2060ce")]
    [InlineData("s\u0336a\u0336l\u0336e\u0336 r\u0336a\u0336c\u0336e\u0336")]
    [InlineData("SALE   RACE !!!")]
    [InlineData("sa*e race")]
    [InlineData("ok 🔥sale race🔥")]
    [InlineData("sale\U000E0000 race\U000E0000")]
    [InlineData("salerace")]
    [InlineData("$@le race")]
    [InlineData("$4l3 r4c3")]
    public void What_is_typed_to_hide_it_hides_nothing(string text) =>
        Assert.Contains(Marks(text), m => m is { Kind: MarkKind.Slur, Severity: MarkSeverity.Severe });

    [Theory]
    [InlineData("Scunthorpe")]
    [InlineData("assassin, classe, passe, analyse, concours, document, constat")]
    [InlineData("Dick Cheney and Moby Dick")]
    [InlineData("le Niger et le Nigeria")]
    [InlineData("cul-de-sac")]
    [InlineData("j'ai du retard")]
    [InlineData("bite me")]
    [InlineData("mosquito bite")]
    [InlineData("un café con leche por favor")]
    [InlineData("chili con carne")]
    [InlineData("maine coon")]
    [InlineData("spic and span")]
    [InlineData("tapette à mouche")]
    [InlineData("un pique-nique")]
    [InlineData("ma petite chienne")]
    [InlineData("a chink of light")]
    [InlineData("the signal is retarded by the plasma")]
    [InlineData("c 0 n 5, 1337 et 80085")]
    [InlineData("la sonde va crever le nuage, rien va crever")]
    [InlineData("c o n c o u r s")]
    [InlineData("S C U N T H O R P E")]
    [InlineData("on est à 600k, 900k, 3D, 5G, 1080p, 10h30-11h45")]
    [InlineData("T-00:04:27")]
    [InlineData("le quai est sale. Race de Formule 1")]
    [InlineData("привет всем, ура")]
    [InlineData("bonsoir de Lyon ok.me c.est bien.de")]
    [InlineData("☺☺☺ lol ^^")]
    [InlineData("il fait noir, sale temps")]
    public void What_only_holds_its_letters_is_not_marked(string text) => Assert.Empty(Marks(text));

    [Fact]
    public void A_rude_word_is_flagged_when_it_is_meant_for_somebody()
    {
        Assert.Equal(MarkSeverity.Note, Assert.Single(Marks("quel temps débile")).Severity);
        Assert.Equal((MarkSeverity.Flagged, Reasons.InsultAimed), (Marks("bande de débiles")[0].Severity, Marks("bande de débiles")[0].Reason));
        Assert.Equal(MarkSeverity.Flagged, Marks("you are such a clown")[0].Severity);
        Assert.Empty(Marks("a clown fish"));
    }

    [Fact]
    public void A_word_that_another_language_has_too_counts_only_where_its_own_is_known()
    {
        Assert.Empty(SafetyJudge.Judge("bite", SafetyLexicon.Usual, language: null));
        Assert.Empty(SafetyJudge.Judge("bite", SafetyLexicon.Usual, "en"));
        Assert.Equal(MarkKind.Profanity, Assert.Single(SafetyJudge.Judge("bite", SafetyLexicon.Usual, "fr")).Kind);
        Assert.Empty(SafetyJudge.Judge("quel retard", SafetyLexicon.Usual, "fr"));
    }

    [Theory]
    [InlineData("https://youtube.com/watch?v=abc", MarkKind.Link, MarkSeverity.Note, Reasons.Link)]
    [InlineData("voir bit.ly/abc", MarkKind.Link, MarkSeverity.Flagged, Reasons.ShortenedLink)]
    [InlineData("dlscord.gift/abc", MarkKind.Scam, MarkSeverity.Flagged, Reasons.LookAlikeLink)]
    [InlineData("https://tw1tch.tv/login", MarkKind.Scam, MarkSeverity.Flagged, Reasons.LookAlikeLink)]
    [InlineData("twitch-drops.example", MarkKind.Scam, MarkSeverity.Flagged, Reasons.LookAlikeLink)]
    [InlineData("orbite-cadeau.example", MarkKind.Scam, MarkSeverity.Flagged, Reasons.LookAlikeLink)]
    [InlineData("PROMO -70% montres.example", MarkKind.Scam, MarkSeverity.Flagged, Reasons.BaitedLink)]
    public void A_link_is_marked_by_where_it_seems_to_lead(string text, MarkKind kind, MarkSeverity severity, string reason)
    {
        var mark = Assert.Single(SafetyJudge.Judge(text, new SafetyLexicon(new SafetySettings(), ["agence_orbite"]), null), m => m.Kind == kind);

        Assert.Equal((severity, reason), (mark.Severity, mark.Reason));
    }

    [Fact]
    public void A_link_in_a_viewers_first_message_is_flagged()
    {
        var message = Message("regardez https://orbite.example/direct");

        Assert.Equal((MarkSeverity.Note, Reasons.Link), (SafetyJudge.Judge(message, SafetyLexicon.Usual, "fr")[0].Severity, SafetyJudge.Judge(message, SafetyLexicon.Usual, "fr")[0].Reason));
        var first = Assert.Single(SafetyJudge.Judge(message with { First = true }, SafetyLexicon.Usual, "fr"));
        Assert.Equal((MarkSeverity.Flagged, Reasons.NewcomersLink), (first.Severity, first.Reason));
    }

    [Theory]
    [InlineData("appelez moi 06 00 00 00 12", Reasons.Phone)]
    [InlineData("06.12.34.56.78", Reasons.Phone)]
    [InlineData("+33 6 12 34 56 78", Reasons.Phone)]
    [InlineData("call 555-123-4567", Reasons.Phone)]
    [InlineData("leo.dupont@mail.example", Reasons.Mail)]
    public void What_looks_like_somebodys_number_or_address_is_flagged(string text, string reason) =>
        Assert.Equal(reason, Assert.Single(Marks(text), m => m.Kind == MarkKind.PrivateData).Reason);

    [Theory]
    [InlineData("à 21:55:06 le 12/03/2026, 1 000 000 000 km")]
    [InlineData("0000000000")]
    [InlineData("3.1415926535 v1.2.3.4")]
    public void Times_and_quantities_are_no_telephone_numbers(string text) => Assert.DoesNotContain(Marks(text), m => m.Kind == MarkKind.PrivateData);

    [Theory]
    [InlineData("TOUT LE MONDE AVEC MOI ALLEZ ALLEZ ALCYON", MarkKind.Caps)]
    [InlineData("raid raid raid raid raid raid raid raid", MarkKind.Repetition)]
    [InlineData("@ana @bob @carl @dora venez", MarkKind.MassMention)]
    [InlineData("a\u0301\u0327\u0334\u0301\u0327\u0334\u0301\u0327\u0334\u0301 z", MarkKind.OddSigns)]
    [InlineData("🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥", MarkKind.Emotes)]
    [InlineData("vоici un mоt mêlé", MarkKind.Disguise)]
    public void How_a_message_is_typed_is_a_signal(string text, MarkKind kind) => Assert.Contains(Marks(text), m => m.Kind == kind);

    [Fact]
    public void Emotes_and_mentions_of_the_platform_are_not_read_as_words()
    {
        var parts = ImmutableArray.Create(new MessagePart(PartType.Emote, "SaleRace"), new MessagePart(PartType.Text, " hello "), new MessagePart(PartType.Mention, "@idiot_of_old"));
        var message = Message("SaleRace hello @idiot_of_old") with { Parts = parts };

        Assert.Empty(SafetyJudge.Judge(message, SafetyLexicon.Usual, "en"));
    }

    [Fact]
    public void Who_runs_the_chat_may_post_links_and_shout_but_not_abuse()
    {
        var moderator = Message("REGARDEZ TOUS ICI MAINTENANT https://orbite.example/direct") with { Author = new Author("1", "Nora", Roles: ["moderator"]) };

        Assert.Empty(SafetyJudge.Judge(moderator, SafetyLexicon.Usual, "fr"));
        Assert.NotEmpty(SafetyJudge.Judge(moderator with { Text = "sale race" }, SafetyLexicon.Usual, "fr"));
    }

    [Fact]
    public void A_mark_says_where_it_was_seen_and_the_gravest_comes_first()
    {
        var text = "putain les gars sale race";
        var marks = Marks(text);

        Assert.Equal([MarkKind.Slur, MarkKind.Profanity], marks.Select(m => m.Kind));
        Assert.Equal(["sale race", "putain"], marks.Select(m => text.Substring(m.At, m.Length)));
    }

    [Fact]
    public void A_show_adds_words_allows_others_and_switches_lists_and_kinds_off()
    {
        var lists = new SafetyLexicon(new SafetySettings
        {
            Words = [new OwnWord("Faux Départ", MarkSeverity.Severe), new OwnWord("chat", MarkSeverity.Flagged, "fr")],
            Allowed = ["Putain", "quelle merde alors", "orbite.example"],
            ListsOff = ["en.insults"],
            KindsOff = [MarkKind.Caps],
        });

        Assert.Equal((MarkKind.OwnWord, MarkSeverity.Severe), (SafetyJudge.Judge("f4ux depart", lists, null)[0].Kind, SafetyJudge.Judge("f4ux depart", lists, null)[0].Severity));
        Assert.NotEmpty(SafetyJudge.Judge("le chat", lists, "fr"));
        Assert.Empty(SafetyJudge.Judge("the chat", lists, "en"));
        Assert.Empty(SafetyJudge.Judge("putain quelle merde alors", lists, "fr"));
        Assert.NotEmpty(SafetyJudge.Judge("quelle merde", lists, "fr"));
        Assert.Empty(SafetyJudge.Judge("voir www.orbite.example/direct", lists, "fr"));
        Assert.DoesNotContain(SafetyJudge.Judge("you dickhead", lists, "en"), m => m.Kind == MarkKind.Insult);
        Assert.Empty(SafetyJudge.Judge("TOUT LE MONDE AVEC MOI ALLEZ ALLEZ ALCYON", lists, "fr"));
    }

    [Fact]
    public void Every_reason_of_a_mark_has_words_in_both_languages()
    {
        foreach (var term in SafetyLists.Shipped.Where(t => t.Role == TermRole.Mark).DistinctBy(t => t.Kind))
        {
            foreach (var key in new[] { Reasons.OfWord(term.Kind, aimed: false, hidden: false), Reasons.OfWord(term.Kind, aimed: true, hidden: false), Reasons.OfWord(term.Kind, aimed: false, hidden: true) })
                Assert.NotEqual(Reasons.Say(key).En, Reasons.Say(key).Fr);
        }
    }

    [Fact]
    public void What_judges_a_message_says_its_marks_beside_its_question()
    {
        var judged = MessageJudge.Judge("pourquoi y a pas de son, bande de débiles ?", ShowVocabulary.None);

        Assert.True(judged.Question);
        Assert.Equal(MarkKind.Insult, Assert.Single(judged.Marks).Kind);
    }

    private static ImmutableArray<MessageMark> Marks(string text) => MessageJudge.Judge(text, ShowVocabulary.None).Marks;

    private static ChatMessage Message(string text) => new("twitch", "orbite", "1", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, new Author("1", "Lune"), text);
}
