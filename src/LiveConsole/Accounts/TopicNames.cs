using System.Globalization;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Accounts;

/// <summary>A show's topics in the language of who reads.</summary>
public static class TopicNames
{
    /// <returns>A name a key; the key itself where the show has no such topic any more.</returns>
    public static IReadOnlyList<string> Of(ShowSettings? settings, IEnumerable<string> keys)
    {
        var french = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "fr";
        return [.. keys.Select(k => settings?.Listening.Topics.FirstOrDefault(t => t.Key == k) is { } topic ? french ? topic.NameFr : topic.NameEn : k)];
    }
}
