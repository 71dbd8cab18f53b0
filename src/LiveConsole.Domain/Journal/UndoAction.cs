using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Journal;

/// <summary>
/// Puts back what one action changed, and only that, as new entries. Refused, saying who and what, when one of those fields was
/// changed since; other fields and new asks do not block it. TAKE for 10 s; CLEAR, SKIP and LATER (they empty the air) for 30 s. It never
/// brings back what a platform removed, nor a wording closer to the air than its approvals allow. Who has the hand stays.
/// </summary>
public sealed record UndoAction(Guid Action) : IShowCommand
{
    private static readonly TimeSpan TakeFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ClearFor = TimeSpan.FromSeconds(30);

    // After a whole-chat clear (AnswerClear): the one action that empties the air as a removal does.
    private const string Pull = "pull";

    public string Verb => "undo";

    /// <summary>Anybody at a desk; the right of the verb that is undone is looked at in <see cref="WhyNot"/>.</summary>
    public Permission Needs => Permission.Clear;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (!show.Actions.TryGetValue(Action, out var action)) return Refusals.NothingToUndo;
        if (WhyNot(show, action, by, now) is { } refusal) return refusal;
        var undone = Undone(show, action, by, now);
        List<Entry> entries = [.. undone?.Entries ?? []];
        // What counts again first: it says where its item may stand.
        if (undone is not null) show = show.Apply(entries.Select((e, i) => new StoredEntry(show.Sequence + 1 + i, now, e)));
        // The last change first: places in the rundown were counted with the earlier ones done.
        foreach (var changes in action.Before.GroupBy(b => b.Item, b => b.Before).Reverse().Where(c => undone is null || !ShowsRemoved(show.Items[c.Key], [.. c])))
            entries.Add(new ItemChanged(changes.Key, [.. WithApprovalsKept(show, show.Items[changes.Key], [.. changes.Select(c => OffAir(show, action, c))], now)]));
        foreach (var added in action.Added) entries.Add(new ItemChanged(added, [new StandingIs(Stage.Dismissed, Dismissed: DismissReason.Undone)]));
        if (action.Settings is { } settings) entries.Add(new ShowConfigured(settings.Sections.Aggregate(show.Settings!, (s, section) => s.With(section.Section, settings.Before))));
        if (action.Course is { } course) entries.Add(CourseBefore(show, course));
        if (action.AirBefore is { } air && !EmptiesAir(show, action))
        {
            entries.Add(new AirChanged(air with
            {
                Number = show.Air.Number + 1,
                Since = air.Item is null ? now : air.Since,
                Cause = AirCause.Undone,
                By = by,
                Previous = show.Air.Item == air.Item ? null : show.Air.Item,
            }));
        }

        if (show.Lanes.Decided.Exists(d => d.Action == Action && d is { ShowsAgain: true, Hidden: not null }))
            entries.AddRange([.. HidingByRule.HiddenAgain(show.Apply(entries.Skip(undone?.Entries.Length ?? 0).Select((e, i) => new StoredEntry(show.Sequence + 1 + i, now, e))), Action)]);
        return Decision.Of([.. entries, new ActionUndone(Action)]);
    }

    /// <summary>The clock of the phase is put back where that phase still is; one that began since keeps its own.</summary>
    private static Entry CourseBefore(ShowState show, CourseChange course)
    {
        var phase = course.Phase is { } was && show.Phase is { } now && was.Key == now.Key && was.Since == now.Since && was != now ? was : null;
        return course.Hold is { } hold ? new ShowHeld(hold, phase) : new ShowResumed(phase);
    }

    private static ItemChange OffAir(ShowState show, ActionRecord action, ItemChange before) => before is StandingIs standing && EmptiesAir(show, action) ? standing.OffAir() : before;

    /// <summary>A removal, or what pulls after a whole-chat clear: undone, the air stays as it is.</summary>
    private static bool EmptiesAir(ShowState show, ActionRecord action) => action.Verb == Pull || UndoneEffects.Concerns(show, action);

    /// <returns>Null: it asked nothing of a platform and struck nothing.</returns>
    private static UndoneEffects? Undone(ShowState show, ActionRecord action, Actor by, DateTimeOffset now) => UndoneEffects.Concerns(show, action) ? UndoneEffects.Of(show, action, by, now) : null;

    /// <summary>What undoing this leaves as it is, in words: of one that can be undone in part. Empty: nothing, or it is none that acts.</summary>
    public static IReadOnlyList<Words> Stays(ShowState show, ActionRecord action, Actor by, DateTimeOffset now) => Undone(show, action, by, now) is { } undone ? [.. undone.Stays.Select(s => s.Words)] : [];

    /// <returns>Null when it can be undone now; else why not, in words: shown before it is tried ("undoable" in the API).</returns>
    public static Refusal? WhyNot(ShowState show, ActionRecord action, Actor by, DateTimeOffset now)
    {
        if (action.Undone) return Refusals.UndoneAlready;
        if (action.Verb == "undo") return Refusals.UndoIsFinal;
        if (action.Verb is "invite" or "revoke-invitation" or "join" or "role" or "take-out") return Refusals.PeopleNotUndone;
        if (action.Verb == "unhide") return Refusals.HideAgain;
        if (action.Verb is "share" or "unshare") return Refusals.ShareAgain;
        if (action.Verb == "contingency") return Refusals.StandDownInstead;
        if (action.Verb == "stand-down") return Refusals.CallAgainInstead;
        if (ChangedNothing(show, action)) return Refusals.ChangedNothingToUndo;
        var undone = Undone(show, action, by, now);
        if (undone is null && Expired(action, now) is { } late) return late;
        if (!show.May(by, RightOf(show, action))) return Refusals.Forbidden(by.Role);
        if (undone is { Entries: [] }) return undone.Stays is [var why, ..] ? why : Refusals.ChangedNothingToUndo;
        // A call to the lead is ended by who made it, or by who has the lead's say.
        if (action.By.Id != by.Id && !show.May(by, Permission.Withdraw) && show.Lanes.Decided.Any(d => d.Action == action.Id && (d.Verb == "lead" || d.Call is not null))) return Refusals.Forbidden(by.Role);
        foreach (var changes in action.Before.GroupBy(b => b.Item, b => b.Before))
        {
            if (Blocked(show, action, show.Items[changes.Key], [.. changes], undone is not null) is { } blocked) return blocked;
        }

        foreach (var (section, _) in action.Settings?.Sections ?? [])
        {
            if (show.SettingsStamps.TryGetValue(section, out var stamp) && stamp.Action != action.Id) return Refusals.SettingsUndoBlocked(show, section, stamp);
        }

        if (action.Course is not null && show.CourseStamp is { } moved && moved.Action != action.Id) return Refusals.CourseMovedOn(show, moved);
        foreach (var id in action.Added)
        {
            if (LastSince(show.Items[id], action.Id) is { } since) return BlockedBy(show, show.Items[id], since);
        }

        foreach (var decided in show.Lanes.Decided.Where(d => d.Action == action.Id))
        {
            if (show.Lanes.LastDecision(decided.Sequence) is { } since && since.Action != action.Id) return Refusals.MessageMovedOn(show, since);
        }

        return action.AirBefore is not null && action.Verb != Pull && undone is null && show.AirStamp is { } air && air.Action != action.Id ? Refusals.AirMovedOn(show, air) : null;
    }

    private static bool ChangedNothing(ShowState show, ActionRecord action) =>
        action.Before.IsEmpty && action.Added.IsEmpty && action.AirBefore is null && action.Settings is null && action.Course is null
        && !UndoneEffects.Concerns(show, action) && show.Clears.All(c => c.Answer?.Action != action.Id) && !show.Lanes.Holds(action.Id) && show.SamePeople.All(p => p.Action != action.Id);

    private static Refusal? Blocked(ShowState show, ActionRecord action, Item item, List<ItemChange> before, bool acting)
    {
        foreach (var change in before)
        {
            if (item.Stamps.TryGetValue(change.Field, out var stamp) && stamp.Action != action.Id) return BlockedBy(show, item, stamp);
        }

        // What a removal withdrew stays where what it shows is gone for good.
        return !acting && ShowsRemoved(item, before) ? Refusals.ShownRemoved(show, item) : null;
    }

    private static bool ShowsRemoved(Item item, List<ItemChange> before) => Restored(item, before) is { ShowsRemoved: true, Stage: not (Stage.Withdrawn or Stage.Dismissed or Stage.Done or Stage.Merged) };

    /// <summary>Only people's changes can be undone "first"; a platform's removal cannot.</summary>
    private static Refusal BlockedBy(ShowState show, Item item, Stamp since) =>
        since.By.IsPerson ? Refusals.UndoBlocked(show, item, since) : Refusals.ShownRemoved(show, item);

    /// <summary>Approvals are for the very words that were seen: with other words put back, those that do not fit fall, and the standing with them.</summary>
    private static IEnumerable<ItemChange> WithApprovalsKept(ShowState show, Item item, List<ItemChange> before, DateTimeOffset now)
    {
        var restored = Restored(item, before);
        if (show.ApprovalsWanted == 0) return before;
        var fitting = new ApprovalsAre([.. restored.Approvals.Where(a => a.Of == restored.Wording)], restored.ApprovedWording == restored.Wording ? restored.Wording : null);
        if (!fitting.Equals(new ApprovalsAre(restored.Approvals, restored.ApprovedWording)))
        {
            before = [.. before.Where(c => c is not ApprovalsAre), fitting];
            restored = Restored(item, before);
        }

        var asItWas = before.OfType<StandingIs>().FirstOrDefault();
        var standing = asItWas ?? new StandingIs(restored.Stage, null, restored.Mark, restored.MarkedAt, restored.WasOnAirFor, restored.Dismissed, restored.AiredAt);
        var honest = standing.Honest(show, restored, now);
        return honest == standing ? before : [.. before.Where(c => c is not StandingIs), honest];
    }

    private static Item Restored(Item item, List<ItemChange> before) => before.Aggregate(item, (i, change) => change.ApplyTo(i));

    private static Permission RightOf(ShowState show, ActionRecord action) => action.Verb switch
    {
        _ when show.Effects.OfAction(action.Id).FirstOrDefault() is { } effect => Asking.RightOf(show, effect.Deed),
        "remove" or "hide" or "unhide" => Permission.Moderate,
        "show-overlay" or "hide-overlay" => Permission.Overlay,
        Pull or "keep" => Permission.Withdraw,
        _ when action.Course is not null => Permission.Moments,
        // A lead's choice, too, though it stands in the settings.
        "act-as" => Permission.Modes,
        _ when action.Settings is not null => Permission.Configure,
        _ when action.AirBefore is not null => Permission.Take, // it puts something on air, or what stood there before
        "claim" or "release" => Permission.Claim,
        "queue" or "move" or "dequeue" or "approve" or "unapprove" => Permission.Rundown,
        _ => Permission.Triage,
    };

    private static Refusal? Expired(ActionRecord action, DateTimeOffset now) => action switch
    {
        { AirBefore: null } or { Verb: Pull or "show-overlay" or "hide-overlay" } => null, // refused anyway once the air changed again
        { Verb: "take" } => now - action.At > TakeFor ? Refusals.TooLateToUndo("TAKE", 10) : null,
        _ => now - action.At > ClearFor ? Refusals.TooLateToUndo(action.Verb switch { "skip" => "SKIP", "later" => "LATER", "signal" => "SKIP / LATER", _ => "CLEAR" }, 30) : null,
    };

    private static Stamp? LastSince(Item item, Guid action) =>
        item.Stamps.Values.Where(s => s.Action != action).Aggregate((Stamp?)null, (last, s) => last is null || s.At > last.At ? s : last);
}
