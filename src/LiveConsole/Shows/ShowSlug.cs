using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LiveConsole.Shows;

/// <summary>A show's name in addresses.</summary>
public static partial class ShowSlug
{
    private const int Longest = 60;

    public static bool IsOne(string slug) => Pattern().IsMatch(slug);

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

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Pattern();
}
