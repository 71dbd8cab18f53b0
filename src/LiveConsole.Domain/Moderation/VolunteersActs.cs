using System.Collections.Immutable;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Moderation;

/// <summary>What a moderator who is no lead did, as the lead looks at it.</summary>
/// <param name="Effects">What it asked of the platforms, and how that stands; empty: it was done here alone.</param>
/// <param name="NotUndoable">Null: the lead can undo it, in part at least.</param>
/// <param name="Stays">What undoing it would leave as it is.</param>
public sealed record VolunteersAct(ActionRecord Action, ImmutableArray<Effect> Effects, Refusal? NotUndoable, IReadOnlyList<Words> Stays);

/// <summary>The volunteers' last half hour: they may ban, and the lead sees it (desks.md, sections 5 and 13).</summary>
public static class VolunteersActs
{
    public static readonly TimeSpan Listed = TimeSpan.FromMinutes(30);

    /// <summary>Newest first.</summary>
    /// <param name="by">Who looks: what they may undo is said of them.</param>
    public static IReadOnlyList<VolunteersAct> Of(ShowState show, Actor by, DateTimeOffset now)
    {
        var effects = show.Effects.All.Where(e => e.At >= now - Listed).ToLookup(e => e.Action);
        return [.. show.Actions.Values
            .Where(a => a.At >= now - Listed && a.By.IsPerson && !show.May(a.By, Permission.Modes) && a.Verb != "undo" && (effects.Contains(a.Id) || a.Verb is "remove" or "hide" or "unhide"))
            .OrderByDescending(a => a.At).ThenByDescending(a => effects[a.Id].Select(e => e.Id).DefaultIfEmpty().Max())
            .Select(a => new VolunteersAct(a, [.. effects[a.Id].OrderBy(e => e.Id)], UndoAction.WhyNot(show, a, by, now), UndoAction.Stays(show, a, by, now)))];
    }
}
