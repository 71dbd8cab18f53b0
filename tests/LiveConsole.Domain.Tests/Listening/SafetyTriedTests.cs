using System.Text;
using LiveConsole.Domain.Listening;

namespace LiveConsole.Domain.Tests.Listening;

/// <summary>
/// Sentences that a show's viewers might type, written around the lists by one who had not the lists before them; judged by rates, never one by one, so that none is
/// worth adding to a list for its own sake. Innocent ones hold a listed word's letters; abuse is typed in all the ways that hide it.
/// </summary>
public sealed class SafetyTriedTests
{
    private const string Sham = "асеорхуі", Real = "aceopxyi";

    private static readonly (string Name, Func<string, string> Hide)[] s_ways =
    [
        ("as it is", t => t),
        ("capitals by turns", t => string.Concat(t.Select((c, i) => i % 2 == 0 ? c : char.ToUpperInvariant(c)))),
        ("digits", t => Exchanged(t, "aeiot", "43107")),
        ("digits and drawn out", t => Drawn(Exchanged(t, "aeiot", "43107"))),
        ("dots", t => Spelled(t, ".", " ")),
        ("hyphens", t => Spelled(t, "-", " ")),
        ("low lines", t => Spelled(t, "_", " ")),
        ("blanks", t => Spelled(t, " ", "  ")),
        ("cyrillic and blanks", t => Spelled(Exchanged(t, Real, Sham), " ", "  ")),
        ("cyrillic", t => Exchanged(t, Real, Sham)),
        ("greek", t => Exchanged(t, "aoeupi", "αοευρι")),
        ("full width", t => string.Concat(t.Select(c => char.IsAsciiLetterLower(c) ? (char)(c - 'a' + 'ａ') : c))),
        ("mathematical", t => string.Concat(t.Select(c => char.IsAsciiLetterLower(c) ? char.ConvertFromUtf32(0x1D41A + c - 'a') : c.ToString()))),
        ("circled", t => string.Concat(t.Select(c => char.IsAsciiLetterLower(c) ? (char)(0x24D0 + c - 'a') : c))),
        ("unseen signs", t => string.Join("\u200b", t.ToCharArray())),
        ("struck through", t => string.Concat(t.Select(c => c == ' ' ? " " : c + "\u0336\u0301"))),
        ("accents", t => Exchanged(t, "aeioucn", "äëïöüçñ")),
        ("drawn out", Drawn),
        ("turned round", t => "\u202e" + t + "\u202c"),
        ("pictures between words", t => t.Replace(" ", "🔥", StringComparison.Ordinal)),
    ];

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public void Hardly_a_sentence_that_only_holds_the_letters_is_flagged(string language)
    {
        var texts = Tried($"innocent.{language}");
        var flagged = texts.Where(t => Worst(t) >= MarkSeverity.Flagged).ToArray();
        var severe = texts.Count(t => Worst(t) == MarkSeverity.Severe);

        Assert.InRange(flagged.Length, 0, texts.Length * 4 / 100);
        Assert.InRange(severe, 0, texts.Length * 2 / 100);
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public void Abuse_is_flagged_however_it_is_hidden(string language)
    {
        var texts = Tried($"abuse.{language}");
        foreach (var (name, hide) in s_ways)
        {
            var seen = texts.Count(t => Worst(hide(t)) >= MarkSeverity.Flagged);
            Assert.True(seen * 100 >= texts.Length * 95, $"{name}: {seen} of {texts.Length}");
        }
    }

    private static MarkSeverity? Worst(string text) => MessageJudge.Judge(text, ShowVocabulary.None).Marks is [var first, ..] ? first.Severity : null;

    private static string Spelled(string text, string between, string words) => string.Join(words, text.Split(' ').Select(w => string.Join(between, w.ToCharArray())));

    private static string Drawn(string text) => string.Concat(text.Select(c => "aeiouy".Contains(c, StringComparison.Ordinal) ? new string(c, 4) : c.ToString()));

    private static string Exchanged(string text, string from, string to)
    {
        var exchanged = new StringBuilder(text);
        for (var i = 0; i < from.Length; i++) exchanged.Replace(from[i], to[i]);
        return exchanged.ToString();
    }

    /// <summary>A sentence a line, without accents for what is exchanged letter by letter.</summary>
    private static string[] Tried(string name)
    {
        using var stream = typeof(SafetyTriedTests).Assembly.GetManifestResourceStream($"tried.{name}.txt") ?? throw new InvalidOperationException($"No tried.{name}.txt.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return name.StartsWith("abuse", StringComparison.Ordinal) ? [.. lines.Select(SafetyLists.Folded)] : lines;
    }
}
