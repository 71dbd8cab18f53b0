using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Listening;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Listening;

/// <summary>Whatever is typed: a judgement, the same one each time, on any thread, in bounded time and memory.</summary>
public sealed class JudgingAnythingTests
{
    private static readonly ShowVocabulary Show = new(hosts: ["maud"], watchWords: ["son"]);

    [Fact]
    public void Any_string_is_judged_and_always_alike() => Prop.ForAll<string>(text =>
    {
        var judgement = QuestionJudge.Judge(text ?? "", Show);
        return judgement.Score is >= 0 and <= 1 && judgement.Question == judgement.Score >= QuestionJudge.Threshold && !judgement.Reasons.IsDefault
            && judgement.Reasons.Length <= 6 && judgement.Equals(QuestionJudge.Judge(text ?? "", Show));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Signs_halves_of_characters_and_marks_in_any_order_are_judged() => Prop.ForAll(
        Gen.Elements("?", "¿", "!", "@", "@a", ":", ":a:", "\ud83d", "\ude80", "\u0301", "\u202e", "-", "t-il", "a", "À", "é", "ß", "?!", ".", ",", " ", "\n", "\0", "q", "!q", "9", "_", "http://", "www.", "何", "か", "؟", "ي", "İ", "ﬀ", "𝓌", "est", "ce", "que").ArrayOf().ToArbitrary(),
        pieces => QuestionJudge.Judge(string.Concat(pieces), Show).Score is >= 0 and <= 1).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("?")]
    [InlineData("a")]
    [InlineData("why ")]
    [InlineData("\ud83d")]
    [InlineData("@")]
    [InlineData(":a")]
    [InlineData("a-")]
    [InlineData("é\u0301")]
    [InlineData("何")]
    public void A_megabyte_is_judged_by_its_beginning(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_048_576 / piece.Length));
        var started = Stopwatch.GetTimestamp();

        QuestionJudge.Judge(text, Show);

        Assert.True(Stopwatch.GetElapsedTime(started) < Cap.Signal);
    }

    [Fact]
    public void All_threads_judge_alike()
    {
        string[] texts = ["pourquoi y a pas de son ?", "sérieux ???", "how cold is it there", "@maud bonsoir", "🚀", "着陸は何時ですか"];
        var alone = texts.Select(t => QuestionJudge.Judge(t, Show)).ToArray();

        Parallel.For(0, 2_000, i => Assert.Equal(alone[i % texts.Length], QuestionJudge.Judge(texts[i % texts.Length], Show)));
    }

    [Fact]
    public void A_judgement_takes_less_than_a_kilobyte()
    {
        const string Text = "bonsoir Maud, à quelle heure est prévu l'atterrissage, heure de Paris ? orbiteGo";
        QuestionJudge.Judge(Text, Show);
        // The least of some tries, as everywhere: another test's collection must not count.
        var least = Enumerable.Range(0, 10).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1_000; i++) QuestionJudge.Judge(Text, Show);
            return (GC.GetAllocatedBytesForCurrentThread() - before) / 1_000;
        });

        Assert.InRange(least, 0, 1_000);
    }
}
