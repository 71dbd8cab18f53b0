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
    private static readonly ConcurrentDictionary<(string Language, string Of), MarkupString> All = new();

    private static readonly (string Act, string Letter, string Name)[] Acting = [("remove", "D", "Remove"), ("timeout", "T", "TimeOut"), ("ban", "B", "Ban"), ("question", "Q", "Question")];
    private static readonly (string Act, string Letter, string Name)[] Hiding = [("hide", "H", "Hide"), ("question", "Q", "Question")];
    private static readonly (string Act, string Letter, string Name)[] Deciding = [("fine", "A", "Allow"), ("remove", "D", "Deny")];

    public static MarkupString For(string platform, IStringLocalizer words) => PlatformDeeds.Can(platform, DeedKind.Remove) ? Made("acting", Acting, words) : Made("hiding", Hiding, words);

    /// <summary>Of what a platform holds back.</summary>
    public static MarkupString Held(IStringLocalizer words) => Made("held", Deciding, words);

    private static MarkupString Made(string of, (string Act, string Letter, string Name)[] deeds, IStringLocalizer words) => All.GetOrAdd((CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, of), _ =>
        new($"<span class=\"row-deeds\" aria-hidden=\"true\">{string.Concat(deeds.Select(d => $"<span data-act=\"{d.Act}\" title=\"{HtmlEncoder.Default.Encode(words["RowDeeds." + d.Name])}\">{d.Letter}</span>"))}</span>"));
}
