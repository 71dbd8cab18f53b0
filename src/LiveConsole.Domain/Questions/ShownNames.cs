using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LiveConsole.Domain.Questions;

/// <summary>The name on air made from a display name (desks.md, section 4): hostile text in, something a host can say out.</summary>
public static partial class ShownNames
{
    /// <summary>Characters as people count them (an accent or a flag is not one more).</summary>
    public const int Longest = 24;

    // No platform's name is longer; an intake's may be.
    private const int LongestRead = 500;

    /// <returns>The display name without @, underscores and trailing digits, at most 24 characters; null ("a viewer") when nothing is left that is made of letters, or when it is an address.</returns>
    public static string? Of(string displayName)
    {
        var name = Read(displayName).TrimStart('@');
        return FirstWording.HoldsAddress(name) ? null : Fitted(WithoutTail(Spaced(name.Replace('_', ' '))));
    }

    /// <returns>A name that one of the crew typed, as they typed it: "Léa, row 4" keeps its row. The same bounds hold, and an address is none.</returns>
    public static string? Typed(string name) => Read(name) is var read && FirstWording.HoldsAddress(read) ? null : Fitted(Spaced(read));

    private static string Read(string name) => Seen(name.Length > LongestRead ? name[..LongestRead] : name).Trim();

    private static string Spaced(string name) => string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string? Fitted(string name)
    {
        if (!name.EnumerateRunes().Any(Rune.IsLetter)) return null;
        var elements = new StringInfo(name);
        if (elements.LengthInTextElements > Longest) name = elements.SubstringByTextElements(0, Longest - 1).TrimEnd() + "…";
        // Some scripts' letters may be chained into one "character" without end.
        return name.Length <= Longest * 3 ? name : null;
    }

    /// <summary>"Ayse-7f", "jean-k4ff0": what YouTube hangs on a handle that was taken; then digits.</summary>
    private static string WithoutTail(string name)
    {
        var handle = HandleTail().Match(name);
        if (handle.Success && handle.ValueSpan.IndexOfAnyInRange('0', '9') >= 0) name = name[..handle.Index];
        var kept = name.AsSpan().TrimEnd().TrimEnd("0123456789").TrimEnd(" -.");
        return kept.Length == 0 ? name : kept.ToString();
    }

    private static string Seen(string text)
    {
        var kept = new StringBuilder(text.Length);
        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            // Marks piled up on one letter: two are enough for any script's names.
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark ? marks + 1 : 0;
            if (marks > 2 || rune.Value == 0xFFFD) continue;
            if (Rune.IsWhiteSpace(rune)) kept.Append(' ');
            else if (category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse)) kept.Append(rune.ToString());
        }

        return kept.ToString();
    }

    [GeneratedRegex("(?<=[a-z]{3})-[a-z0-9]{2,6}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex HandleTail();
}
