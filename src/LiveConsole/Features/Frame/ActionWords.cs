using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;
using Microsoft.Extensions.Localization;

namespace LiveConsole.Features.Frame;

/// <summary>An action in the words of the status line: "Q41 to the rundown".</summary>
public static class ActionWords
{
    public static string Of(ActionRecord action, ShowView view, IStringLocalizer words)
    {
        if (About(action, view, words) is { } about) return about;
        if (Course(action, view, words) is { } course) return course;
        var text = words["Did." + action.Verb, Numbers(action, view)];
        return text.ResourceNotFound ? action.Verb : text;
    }

    /// <summary>Worth a line: somebody did something. A claim that goes on, a tap that only was recorded, the show's settings are not.</summary>
    public static bool IsDeed(ActionRecord action) => action.Verb is not ("signal" or "configure" or "act-as" or "renew") && (action.Verb != "claim" || !action.Before.IsEmpty);

    /// <summary>Who, as the crew sees them: "You", a name, or a played colleague's name with the word.</summary>
    public static string Who(Actor by, Actor me, IStringLocalizer words)
    {
        if (by.Id == me.Id) return words["You"];
        return by.Played ? words["PlayedName", by.Name] : by.Name;
    }

    /// <returns>Which phase began, which moment was marked; null: it is neither, or no longer known.</returns>
    private static string? Course(ActionRecord action, ShowView view, IStringLocalizer words) => action.Verb switch
    {
        "phase" when view.Phase is { } phase && phase.Since == action.At => words["Did.phase.to", new Words(phase.WordEn, phase.WordFr).In(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName)].Value,
        "moment" when view.Moments.LastOrDefault(m => m.At == action.At) is { } moment => words["Did.moment.of", moment.Text].Value,
        _ => null,
    };

    /// <returns>With whom it was about and where, as far as this reader may know; null: it is nothing that was asked of a platform.</returns>
    private static string? About(ActionRecord action, ShowView view, IStringLocalizer words)
    {
        var effects = view.Acting.OfAction(action.Id);
        var text = effects.Count switch
        {
            0 when action.Struck.Length > 1 => words[$"Did.{action.Verb}.many", action.Struck.Length],
            0 => null,
            1 when effects[0].Deed.Viewer is { } viewer => words[$"Did.{action.Verb}.of", viewer.Name, PlatformNames.Of(effects[0].Platform)],
            1 when effects[0].Deed is ShieldDeed shield => words[shield.On ? "Did.shield.up" : "Did.shield.down", PlatformNames.Of(effects[0].Platform)],
            1 => words[$"Did.{action.Verb}.on", PlatformNames.Of(effects[0].Platform)],
            var n => words[$"Did.{action.Verb}.many", n],
        };
        return text is null or { ResourceNotFound: true } ? null : text.Value;
    }

    private static string Numbers(ActionRecord action, ShowView view)
    {
        if (view.PostOf(action.Id) is { } post) return post.P;
        // TAKE changes what leaves before what comes: the last one is what it is about.
        ItemId? about = action.Added.IsEmpty
            ? action.Before.IsEmpty ? action.AirBefore?.Item ?? (view.Acting.OfAction(action.Id) is [var effect, ..] ? effect.Item : null) : action.Before[^1].Item
            : action.Added[0];
        return about is { } id && view.Item(id) is { } item ? item.Q : "";
    }
}
