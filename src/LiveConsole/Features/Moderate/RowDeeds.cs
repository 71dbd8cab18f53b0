using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using LiveConsole.Domain.Effects;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace LiveConsole.Features.Moderate;

/// <summary>
/// A row's small buttons, for a pointer: a hand on the keyboard has the keys, and who listens to the page has the card's. So they are hidden from assistive
/// technology (an option of a list may hold no buttons), and, the same for every row of a platform, one piece of markup each: the row's id is the row's own.
/// </summary>
public static class RowDeeds
{
    private static readonly ConcurrentDictionary<(string Language, bool Acts), MarkupString> Made = new();

    public static MarkupString For(string platform, IStringLocalizer words) =>
        Made.GetOrAdd((CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, PlatformDeeds.Can(platform, DeedKind.Remove)), static (key, words) => Make(key.Acts, words), words);

    private static MarkupString Make(bool acts, IStringLocalizer words)
    {
        (string Act, string Letter, string Name)[] deeds = acts
            ? [("remove", "D", "Remove"), ("timeout", "T", "TimeOut"), ("ban", "B", "Ban"), ("question", "Q", "Question")]
            : [("hide", "H", "Hide"), ("question", "Q", "Question")];
        return new($"<span class=\"row-deeds\" aria-hidden=\"true\">{string.Concat(deeds.Select(d => $"<span data-act=\"{d.Act}\" title=\"{HtmlEncoder.Default.Encode(words["RowDeeds." + d.Name])}\">{d.Letter}</span>"))}</span>");
    }
}
