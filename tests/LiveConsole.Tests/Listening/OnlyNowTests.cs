using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Listening;
using LiveConsole.Rehearsal.Night;

namespace LiveConsole.Tests.Listening;

/// <summary>Questions about the very moment are proposed as such.</summary>
public sealed class OnlyNowTests
{
    [Theory]
    [InlineData("has it landed ?")]
    [InlineData("how long left?")]
    [InlineData("il est posé ?")]
    [InlineData("c'est quand l'atterrissage ?")]
    [InlineData("ça commence à quelle heure ?")]
    [InlineData("c'est en direct là ?")]
    [InlineData("why is there no signal?")]
    [InlineData("le parachute est sorti ?")]
    [InlineData("did the left leg open?")]
    [InlineData("on est à combien de mètres là ?")]
    [InlineData("is the sound gone for everyone or just me?")]
    public void What_asks_about_the_moment_is(string text)
    {
        var judged = MessageJudge.Judge(text, ShowVocabulary.None);

        Assert.Equal((true, true), (judged.Question, judged.OnlyNow));
    }

    [Theory]
    [InlineData("why is Mars red?")]
    [InlineData("qui a lancé le programme ?")]
    [InlineData("when did Apollo land?")]
    [InlineData("how cold is it there?")]
    [InlineData("combien de roues a le rover ?")]
    [InlineData("how long does the signal take to come back to us?")]
    [InlineData("qui a construit le parachute ?")]
    [InlineData("C’est qui le ministre des postes maintenant ?")]
    [InlineData("il reste un autre type de lettre non ?")]
    public void What_asks_about_the_world_is_not(string text)
    {
        var judged = MessageJudge.Judge(text, ShowVocabulary.None);

        Assert.Equal((true, false), (judged.Question, judged.OnlyNow));
    }

    [Fact]
    public void What_asks_nothing_is_not()
    {
        Assert.False(MessageJudge.Judge("right now this is the best night ever", ShowVocabulary.None).OnlyNow);
    }

    [Fact]
    public void Of_the_nights_questions_most_that_are_about_the_moment_are_proposed_and_few_others()
    {
        var night = new LandingNight(new NightOptions { Programme = Programme.Night, Viewers = 20_000, HeldOutWordings = true });
        var (from, to) = (night.TZero - TimeSpan.FromMinutes(40), night.TZero + TimeSpan.FromMinutes(30));
        var truth = night.Truth(from, to).Where(t => t.Ask).DistinctBy(t => (t.Platform, t.Id)).ToDictionary(t => (t.Platform, t.Id));
        var judged = night.Timeline(from).TakeWhile(l => l.At < to).OfType<RecordedMessage>().DistinctBy(m => m.Message.Ref)
            .Where(m => truth.ContainsKey((m.Message.Platform, m.Message.Id)))
            .Select(m => (truth[(m.Message.Platform, m.Message.Id)].OnlyNow, Judgement: MessageJudge.Judge(m.Message, ShowVocabulary.None), m.Message.Text))
            .Where(m => m.Judgement is { Question: true, Language: "fr" or "en" }).ToList();

        var (about, others) = (judged.Where(j => j.OnlyNow).ToList(), judged.Where(j => !j.OnlyNow).ToList());
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{about.Count(j => j.Judgement.OnlyNow)} of {about.Count} proposed, {others.Count(j => j.Judgement.OnlyNow)} of {others.Count} others; missed: {string.Join(" | ", about.Where(j => !j.Judgement.OnlyNow).Select(j => j.Text).Take(25))}; wrong: {string.Join(" | ", others.Where(j => j.Judgement.OnlyNow).Select(j => j.Text).Take(25))}"));
        Assert.True(about.Count > 200 && others.Count > 500);
        Assert.True(about.Count(j => j.Judgement.OnlyNow) >= 0.8 * about.Count, "too few are proposed");
        Assert.True(others.Count(j => j.Judgement.OnlyNow) <= 0.08 * others.Count, "too many others are proposed");
    }
}
