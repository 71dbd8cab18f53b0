using System.Globalization;
using System.Text.RegularExpressions;
using LiveConsole.Shows;

namespace LiveConsole.Features.Together;

/// <summary>"Q41" in what people write.</summary>
internal static partial class ItemNumbers
{
    /// <returns>The first one that is an item's; null: none is named.</returns>
    public static int? First(string text, ShowView view) => Parts(text, view).Select(p => p.Number).FirstOrDefault(n => n is not null);

    /// <summary>The text cut where it names an item: the pieces joined are the text.</summary>
    public static IEnumerable<(string Text, int? Number)> Parts(string text, ShowView view)
    {
        var at = 0;
        foreach (Match match in Named().Matches(text))
        {
            var number = int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
            if (view.Item(number) is null) continue;
            if (match.Index > at) yield return (text[at..match.Index], null);
            yield return (match.Value, number);
            at = match.Index + match.Length;
        }

        if (at < text.Length) yield return (text[at..], null);
    }

    [GeneratedRegex(@"\b[Qq](?<number>[0-9]{1,6})\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();
}
