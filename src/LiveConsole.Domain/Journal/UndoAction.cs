using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Journal;

/// <summary>
/// Puts back what one action changed, and only that, as new entries. Refused, saying who and what, when one of those fields was
/// changed since; other fields and new asks do not block it. TAKE for 10 s, CLEAR for 30 s.
/// </summary>
public sealed record UndoAction(Guid Action) : IShowCommand
{
    private static readonly TimeSpan TakeFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ClearFor = TimeSpan.FromSeconds(30);

    public string Verb => "undo";

    public Permission Needs => Permission.Triage;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (!show.Actions.TryGetValue(Action, out var action)) return Refusals.NothingToUndo;
        if (WhyNot(show, action, by, now) is { } refusal) return refusal;
        List<Entry> entries = [];
        foreach (var changes in action.Before.GroupBy(b => b.Item, b => b.Before)) entries.Add(new ItemChanged(changes.Key, [.. changes]));
        foreach (var added in action.Added) entries.Add(new ItemChanged(added, [new StandingIs(Stage.Dismissed, Dismissed: DismissReason.Undone)]));
        if (action.AirBefore is { } air) entries.Add(new AirChanged(air with { Number = show.Air.Number + 1, Cause = AirCause.Undone, By = by, Previous = show.Air.Item }));
        return entries.Count == 0 ? Refusals.NothingToUndo : Decision.Of([.. entries, new ActionUndone(Action)]);
    }

    /// <returns>Null when it can be undone now; else why not, in words: shown before it is tried ("undoable" in the API).</returns>
    public static Refusal? WhyNot(ShowState show, ActionRecord action, Actor by, DateTimeOffset now)
    {
        if (action.Undone) return Refusals.UndoneAlready;
        if (action.Before.IsEmpty && action.Added.IsEmpty && action.AirBefore is null) return Refusals.NothingToUndo;
        if (Expired(action, now) is { } late) return late;
        var needed = action.AirBefore is null ? Permission.Triage : Permission.Take;
        if (!Rights.Has(by.Role, needed)) return Refusals.Forbidden(by.Role);
        if (action.AirBefore is not null && show.AirStamp is { } air && air.Action != action.Id) return Refusals.AirMovedOn(show, air);
        foreach (var (id, before) in action.Before)
        {
            var item = show.Items[id];
            if (item.Stamps.TryGetValue(before.Field, out var stamp) && stamp.Action != action.Id) return Refusals.UndoBlocked(show, item, stamp);
            if (before is StandingIs { Stage: Stage.OnAir or Stage.Queued or Stage.Approved or Stage.New or Stage.Answered } && ShownWasRemoved(item))
                return Refusals.AllAsksGone(item);
        }

        foreach (var id in action.Added)
        {
            var item = show.Items[id];
            if (LastSince(item, action.Id) is { } since) return Refusals.UndoBlocked(show, item, since);
        }

        return null;
    }

    private static Refusal? Expired(ActionRecord action, DateTimeOffset now) => action switch
    {
        { AirBefore: null } => null,
        { Verb: "clear" } => now - action.At > ClearFor ? Refusals.TooLateToUndo("CLEAR", 30) : null,
        _ => now - action.At > TakeFor ? Refusals.TooLateToUndo("TAKE", 10) : null,
    };

    /// <summary>Undo never brings back what a platform removed meanwhile (product.md, rule 2).</summary>
    private static bool ShownWasRemoved(Item item) =>
        !item.Asks.IsEmpty && (item.LiveAsks.All(a => a.Message != item.Shown) && item.Asks.Any(a => a.Message == item.Shown && a.Removed is not null));

    private static Stamp? LastSince(Item item, Guid action) =>
        item.Stamps.Values.Where(s => s.Action != action).Aggregate((Stamp?)null, (last, s) => last is null || s.At > last.At ? s : last);
}
