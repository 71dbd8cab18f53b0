using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Listening;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Listening;

/// <summary>Whatever is typed: marks within the text, the same each time, on any thread, in bounded time and memory.</summary>
public sealed class SafetyAnythingTests
{
    private static readonly string[] s_pieces =
    [
        "f", "u", "c", "k", "s", "a", "l", "e", "race", "sale", "you", "idiot", " ", "  ", "\n", ".", "-", "_", "*", "**", "#", "@", "@a", "$", "!", "|", "1", "0", "55", "'", "’", ":", ":a:", "+33", "06", "😀", "\ud83d", "\ude80",
        "\u0301", "\u200b", "\u202e", "а", "с", "ω", "ａ", "𝓪", "Ⓐ", "http://", "www.", "a.com/", "bit.ly/x", "何", "ي", "ﷺ", "\0", "é", "ß", "İ", "ﬀ",
    ];

    [Fact]
    public void Any_string_gets_marks_that_lie_within_it_and_always_the_same() => Prop.ForAll<string>(text => Holds(text ?? "")).QuickCheckThrowOnFailure();

    [Fact]
    public void What_hides_words_in_any_order_gets_marks_that_lie_within_it() =>
        Prop.ForAll(Gen.Elements(s_pieces).ArrayOf().ToArbitrary(), pieces => Holds(string.Concat(pieces))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a*")]
    [InlineData("*")]
    [InlineData("a *")]
    [InlineData("f.u.")]
    [InlineData("s a l e ")]
    [InlineData("1l|!")]
    [InlineData("you ")]
    [InlineData("a.com ")]
    [InlineData("\u0301")]
    [InlineData("@a")]
    [InlineData("06 ")]
    [InlineData("(")]
    [InlineData("аa")]
    public void A_megabyte_is_looked_at_by_its_beginning(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_048_576 / piece.Length));
        var started = Stopwatch.GetTimestamp();

        SafetyJudge.Judge(text, SafetyLexicon.Usual, null);

        Assert.True(Stopwatch.GetElapsedTime(started) < Cap.Signal);
    }

    [Fact]
    public void All_threads_mark_alike()
    {
        string[] texts = ["s a l e  r a c e", "bonsoir", "f*ck you", "free nitro a.com/x", "@a @b @c @d"];
        var alone = texts.Select(t => SafetyJudge.Judge(t, SafetyLexicon.Usual, null)).ToArray();

        Parallel.For(0, 2_000, i => Assert.Equal(alone[i % texts.Length], SafetyJudge.Judge(texts[i % texts.Length], SafetyLexicon.Usual, null)));
    }

    [Fact]
    public void A_message_without_a_mark_takes_nothing_and_one_with_three_little()
    {
        Assert.Equal(0, BytesOf("bonsoir Maud, à quelle heure est prévu l'atterrissage, heure de Paris ?"));
        Assert.InRange(BytesOf("putain sale race, voir bit.ly/x"), 1, 500);
    }

    private static long BytesOf(string text)
    {
        SafetyJudge.Judge(text, SafetyLexicon.Usual, "fr");
        // The least of some tries: a collection that another test causes empties the pool that buffers are rented from.
        return Enumerable.Range(0, 10).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1_000; i++) SafetyJudge.Judge(text, SafetyLexicon.Usual, "fr");
            return (GC.GetAllocatedBytesForCurrentThread() - before) / 1_000;
        });
    }

    private static bool Holds(string text)
    {
        var marks = SafetyJudge.Judge(text, SafetyLexicon.Usual, null);
        return marks.SequenceEqual(SafetyJudge.Judge(text, SafetyLexicon.Usual, null)) && marks.Length <= 6
            && marks.All(m => m.At >= 0 && m.Length >= 0 && m.At + m.Length <= text.Length && Reasons.All.Contains(m.Reason));
    }
}
