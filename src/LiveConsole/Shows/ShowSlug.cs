using System.Globalization;
using System.Text;

namespace LiveConsole.Shows;

/// <summary>A show's name in addresses.</summary>
public static class ShowSlug
{
    private const int Longest = 60;

    // No pattern with a time limit: it is asked at a start, when the machine may be so busy that the limit is passed by waiting alone.
    public static bool IsOne(string slug) => slug is { Length: > 0 and <= Longest } && slug[0] != '-' && slug[^1] != '-'
        && slug.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>"Soirée d'atterrissage n° 2" gives "soiree-d-atterrissage-n-2"; letters of other scripts are left out.</summary>
    /// <returns>Empty where nothing of the title can be one.</returns>
    public static string Of(string title)
    {
        var slug = new StringBuilder();
        foreach (var letter in title.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter)) slug.Append(letter);
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        return (slug.Length > Longest ? slug.ToString(0, Longest) : slug.ToString()).Trim('-');
    }

    /// <summary>As <see cref="Of(string)"/>, with a number behind it while that one is taken.</summary>
    public static string Of(string title, IReadOnlySet<string> taken)
    {
        var slug = Of(title);
        if (slug.Length == 0 || !taken.Contains(slug)) return slug;
        for (var n = 2; ; n++)
        {
            var tail = string.Create(CultureInfo.InvariantCulture, $"-{n}");
            var numbered = slug[..Math.Min(slug.Length, Longest - tail.Length)].TrimEnd('-') + tail;
            if (!taken.Contains(numbered)) return numbered;
        }
    }
}
