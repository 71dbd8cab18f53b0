using System.Globalization;
using System.Text;

namespace LiveConsole.Domain.Questions;

/// <summary>The name on air made from a display name (desks.md, section 4): hostile text in, something a host can say out.</summary>
public static class ShownNames
{
    public const int Longest = 24;

    /// <returns>The display name without @, underscores and trailing digits, at most 24 characters; null ("a viewer") when nothing is left that is made of letters.</returns>
    public static string? Of(string displayName)
    {
        var kept = new StringBuilder();
        var text = displayName.Trim().TrimStart('@');
        // YouTube handles end in -7f, -k4ff0o: a suffix of the platform's own when the rest is a name.
        foreach (var rune in text.Replace('_', ' ').EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) continue;
            // Marks piled up on one letter: two are enough for any script's names.
            if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark && EndsInMarks(kept)) continue;
            kept.Append(rune.ToString());
        }

        var name = string.Join(' ', kept.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)).TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').TrimEnd();
        if (!name.EnumerateRunes().Any(Rune.IsLetter)) return null;
        var elements = new StringInfo(name);
        return elements.LengthInTextElements <= Longest ? name : elements.SubstringByTextElements(0, Longest - 1) + "…";
    }

    private static bool EndsInMarks(StringBuilder text) => text.Length >= 2
        && CharUnicodeInfo.GetUnicodeCategory(text[^1]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
        && CharUnicodeInfo.GetUnicodeCategory(text[^2]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
}
