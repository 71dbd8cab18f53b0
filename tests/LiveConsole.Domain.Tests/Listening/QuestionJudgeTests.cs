using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Listening;

namespace LiveConsole.Domain.Tests.Listening;

/// <summary>What a moderator would be astonished to see judged otherwise. How good it is on real chats is measured, not tested: docs/listening.md.</summary>
public sealed class QuestionJudgeTests
{
    private static readonly ShowVocabulary Show = new(hosts: ["maud", "Idris", "agence_orbite"], experts: ["Inès"], watchWords: ["micro"]);

    [Theory]
    [InlineData("pourquoi y a 11 min de décalage ?")]
    [InlineData("c'est quoi la température au sol ?")]
    [InlineData("quand est-ce qu'on voit la première photo ?")]
    [InlineData("COMBIEN DE TEMPS LES PHOTOS ?")]
    [InlineData("pk on reçoit tout en retard ?")]
    [InlineData("peut-on voir le replay demain ?")]
    [InlineData("bonsoir, c'est à quelle heure l'atterrissage ?")]
    [InlineData("how long does the signal take?")]
    [InlineData("what time is touchdown")]
    [InlineData("does it have a mic?")]
    [InlineData("why is there no sound KEKW ?")]
    [InlineData("¿cuándo hay fotos a color?")]
    [InlineData("wann landet er?")]
    [InlineData("quando saem as fotos?")]
    [InlineData("quando comincia la partita?")]
    [InlineData("hoe laat landt hij?")]
    [InlineData("когда посадка?")]
    [InlineData("着陸は何時ですか？")]
    [InlineData("متى الهبوط؟")]
    [InlineData("τι ώρα προσγειώνεται;")]
    [InlineData("πόσο ζυγίζει το ρόβερ\u037e")]
    [InlineData("מתי הנחיתה?")]
    [InlineData("o której ląduje?")]
    [InlineData("रोवर कब उतरेगा?")]
    [InlineData("a\u0300 quelle heure est pre\u0301vu l'atterrissage ?")]
    [InlineData("ｗｈｙ ｉｓ ｉｔ ｄａｒｋ？")]
    [InlineData("anyone from Lyon?")]
    [InlineData("il y a un replay ?")]
    public void A_question_is_seen(string text) => Assert.True(Judge(text).Question, $"{Judge(text)}");

    [Theory]
    [InlineData("sérieux ???")]
    [InlineData("vraiment ??")]
    [InlineData("203 jours déjà ???")]
    [InlineData("quoi ???")]
    [InlineData("really?")]
    [InlineData("what???")]
    [InlineData("are you kidding me?")]
    [InlineData("who is cutting onions?")]
    [InlineData("le kebab ?")]
    [InlineData("zelda?")]
    [InlineData("LETS GOOOO")]
    [InlineData("KEKW KEKW ??")]
    [InlineData("🚀🚀🚀 ?")]
    [InlineData("???")]
    [InlineData("bonsoir à tous !")]
    [InlineData("on l'a fait, j'ai des frissons")]
    [InlineData("hello from leeds")]
    [InlineData("je sais pas pourquoi il fait ça")]
    [InlineData("i don't know why he did that")]
    [InlineData("おめでとう")]
    [InlineData("مبروك من تونس")]
    [InlineData("καλησπέρα από την Αθήνα")]
    [InlineData("so nice; we love it")]
    [InlineData("\u0301\u0301\u0301")]
    [InlineData("")]
    public void What_asks_nothing_is_not(string text) => Assert.False(Judge(text).Question, $"{Judge(text)}");

    [Theory]
    [InlineData("really??")]
    [InlineData("vraiment ??")]
    [InlineData("zelda?")]
    [InlineData("any girls wanna chat")]
    [InlineData("how r u")]
    public void What_awaits_an_answer_of_anybody_is_another_reading(string text) => Assert.True(QuestionJudge.AsksAnybody(text) >= QuestionJudge.Threshold);

    [Theory]
    [InlineData("")]
    [InlineData("🚀🚀")]
    [InlineData("hello everyone")]
    [InlineData("on l'a fait, j'ai des frissons")]
    public void And_what_awaits_none_is_none_in_that_reading_either(string text) => Assert.True(QuestionJudge.AsksAnybody(text) < QuestionJudge.Threshold);

    [Fact]
    public void A_greeting_from_somewhere_is_said_to_hold_no_question_word() => Assert.DoesNotContain(Reasons.Interrogative, Judge("مبروك من تونس").Reasons);

    [Theory]
    [InlineData("什么时候开始", true)]
    [InlineData("언제 시작해요?", true)]
    [InlineData("สวัสดี", false)]
    [InlineData("本当？", false)]
    public void A_script_without_blanks_is_judged_by_its_signs(string text, bool question) => Assert.Equal(question, Judge(text).Question);

    [Fact]
    public void A_question_to_another_viewer_is_not_one_to_the_show_and_to_a_host_it_is()
    {
        var (viewer, host) = (Judge("@tibo_lac tu viens d'où ?"), Judge("@Maud il fait combien là-bas ?"));

        Assert.False(viewer.Question);
        Assert.Contains(Reasons.ToViewer, viewer.Reasons);
        Assert.True(host.Question);
        Assert.Contains(Reasons.ToShow, host.Reasons);
    }

    [Fact]
    public void A_host_is_known_with_and_without_accents_capitals_and_the_sign()
    {
        foreach (var name in new[] { "@INES", "@inès", "inès", "@Idris" })
            Assert.Contains(Reasons.ToShow, Judge($"{name} comment marche le parachute ?").Reasons);
    }

    [Fact]
    public void A_show_that_names_nobody_takes_an_address_as_a_doubt_alone()
    {
        var judgement = QuestionJudge.Judge("@quelquun à quelle heure est l'atterrissage ?", ShowVocabulary.None);

        Assert.Contains(Reasons.Mention, judgement.Reasons);
        Assert.True(judgement.Score > Judge("@quelquun à quelle heure est l'atterrissage ?").Score);
    }

    [Fact]
    public void A_reply_counts_less_and_says_so()
    {
        var message = new ChatMessage("twitch", "agence_orbite", "1", default, default, new Author("1", "a"), "how long does the signal take?");

        var reply = QuestionJudge.Judge(message with { ReplyTo = new ReplyTo("0") }, Show);

        Assert.True(reply.Score < QuestionJudge.Judge(message, Show).Score);
        Assert.Contains(Reasons.Reply, reply.Reasons);
    }

    [Fact]
    public void The_shows_question_command_makes_a_question_and_other_commands_are_for_bots()
    {
        Assert.True(Judge("!q la couleur des photos").Question);
        Assert.Contains(Reasons.Command, Judge("!q la couleur des photos").Reasons);
        Assert.False(Judge("!q").Question);
        Assert.False(Judge("!commands").Question);
        Assert.False(Judge("?cookie").Question);
        Assert.True(QuestionJudge.Judge("!demande la couleur", new ShowVocabulary(commands: ["!demande"])).Question);
    }

    [Fact]
    public void A_watch_word_marks_a_message_and_leaves_its_score()
    {
        var watched = Judge("il y a un micro ?");

        Assert.Contains(Reasons.WatchWord, watched.Reasons);
        Assert.Equal(QuestionJudge.Judge("il y a un micro ?", new ShowVocabulary(hosts: ["maud"])).Score, watched.Score);
    }

    [Fact]
    public void Emotes_that_the_platform_cut_are_no_words()
    {
        var message = new ChatMessage("twitch", "c", "1", default, default, new Author("1", "a"), "why why ?", Parts:
            [new MessagePart(PartType.Emote, "why", "1"), new MessagePart(PartType.Text, " "), new MessagePart(PartType.Emote, "why", "1"), new MessagePart(PartType.Text, " ?")]);

        Assert.False(QuestionJudge.Judge(message, Show).Question);
        Assert.Contains(Reasons.NoWords, QuestionJudge.Judge(message, Show).Reasons);
    }

    [Fact]
    public void Every_reason_has_its_words_in_both_languages()
    {
        Assert.All(Reasons.All, key => Assert.True(Reasons.Say(key) is { En.Length: > 3, Fr.Length: > 3 } words && words.En != words.Fr));
        Assert.Equal("unknown", Reasons.Say("unknown").Fr);
    }

    private static Judgement Judge(string text) => QuestionJudge.Judge(text, Show);
}
