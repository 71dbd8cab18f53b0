using System.Collections.Frozen;
using System.Collections.Immutable;
using System.IO.Compression;

namespace LiveConsole.Domain.Listening;

/// <summary>Mark: it marks. Aim: what comes after it is meant for somebody. Bait: with a link it is a scam. Innocent: what stands inside is none of the others.</summary>
internal enum TermRole : byte { Mark, Aim, Bait, Innocent }

/// <summary>A word or turn of phrase of a list, folded: small letters without accents, one blank between words.</summary>
/// <param name="Only">It counts only in messages known to be in the list's language.</param>
/// <param name="Aimed">It counts only when it is meant for somebody.</param>
/// <param name="Never">Languages in which it is an innocent word.</param>
internal sealed record SafetyTerm(string Text, string List, TermRole Role, MarkKind Kind, MarkSeverity Severity, bool Only = false, bool Aimed = false, ImmutableArray<string> Never = default)
{
    /// <summary>Of the list's name ("fr.slurs"); null for the show's own words that are for any language.</summary>
    public string? Language { get; init; }

    public int Letters { get; } = Text.Count(l => l != ' ');

    public bool CountsIn(string? language) => language is null ? !Only : (!Only || language == Language) && (Never.IsDefault || !Never.Contains(language));
}

/// <summary>
/// The lists that ship: one embedded resource (Brotli around text), made by tests/listening lists from its sources there. Lines: "[list role kind severity]" begins a list, then a
/// term a line; "=" before it: only in the list's language, "+": only when aimed, "!xx" after it: never in that language.
/// </summary>
public static class SafetyLists
{
    /// <summary>Every list that can be switched off, in the order a page shows them: "fr.slurs", "en.insults"...</summary>
    public static ImmutableArray<string> Keys { get; }

    internal static ImmutableArray<SafetyTerm> Shipped { get; }

    private static readonly FrozenDictionary<string, (int Count, MarkSeverity Severity)> s_about;

    static SafetyLists()
    {
        using var resource = typeof(SafetyLists).Assembly.GetManifestResourceStream("safety.lists") ?? throw new InvalidOperationException("The word lists are missing from the program.");
        using var brotli = new BrotliStream(resource, CompressionMode.Decompress);
        using var reader = new StreamReader(brotli);
        Shipped = [.. Read(reader)];
        s_about = Shipped.GroupBy(t => t.List).ToFrozenDictionary(g => g.Key, g => (g.Count(), g.First().Severity));
        Keys = [.. Shipped.Where(t => t.Role == TermRole.Mark).Select(t => t.List).Distinct()];
    }

    internal static void Write(Stream to, string lists)
    {
        using var brotli = new BrotliStream(to, CompressionLevel.SmallestSize, leaveOpen: true);
        brotli.Write(System.Text.Encoding.UTF8.GetBytes(lists));
    }

    /// <summary>How many turns of phrase stand on it.</summary>
    public static int CountOf(string list) => s_about.GetValueOrDefault(list).Count;

    /// <summary>What it marks with, unless a word is meant for somebody.</summary>
    public static MarkSeverity SeverityOf(string list) => s_about.GetValueOrDefault(list).Severity;

    /// <exception cref="InvalidDataException">A line that is neither a list's head nor a term of one.</exception>
    internal static IEnumerable<SafetyTerm> Read(TextReader from)
    {
        SafetyTerm? head = null;
        while (from.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '[')
            {
                head = Head(line);
                continue;
            }

            if (head is null) throw new InvalidDataException($"Word lists: \"{line}\" stands before any list.");
            var pieces = line.Split(" !");
            var text = pieces[0].TrimStart('=', '+');
            yield return new SafetyTerm(text, head.List, head.Role, head.Kind, head.Severity, Only: line[0] == '=', Aimed: line[0] == '+', Never: [.. pieces[1..]]) { Language = head.Language };
        }
    }

    private static SafetyTerm Head(string line)
    {
        var words = line.Trim('[', ']').Split(' ');
        if (words is not [var list, var role, var kind, var severity] || !Enum.TryParse<TermRole>(role, out var asRole) || !Enum.TryParse<MarkKind>(kind, out var asKind) || !Enum.TryParse<MarkSeverity>(severity, out var asSeverity))
            throw new InvalidDataException($"Word lists: \"{line}\" is no head of a list.");
        return new SafetyTerm("", list, asRole, asKind, asSeverity) { Language = list[..2] };
    }

    /// <summary>As terms are kept: accents, capitals, fancy letters and signs fall away.</summary>
    public static string Folded(string text)
    {
        var folded = new System.Text.StringBuilder(text.Length);
        foreach (var rune in text.Normalize(System.Text.NormalizationForm.FormC).EnumerateRunes())
        {
            var letter = SafetyAlikes.Plain(rune);
            if (letter != '\0') folded.Append(letter);
            else if (!SafetyAlikes.Unseen(rune) && folded is not [.., ' '] && folded.Length > 0) folded.Append(' ');
        }

        return folded.ToString().Trim();
    }
}
