using System.Collections.Immutable;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Journal;

/// <summary>What people did, as undo and a repeated command need it.</summary>
public sealed partial record ShowState
{
    /// <summary>Actions remembered for undo and for answering a repeated command again.</summary>
    public const int ActionsKept = 1_000;

    /// <summary>Messages remembered for undo, of all actions together.</summary>
    public const int StruckKept = 20_000;

    public ImmutableDictionary<Guid, ActionRecord> Actions { get; init; } = ImmutableDictionary<Guid, ActionRecord>.Empty;

    public ImmutableQueue<Guid> ActionOrder { get; init; } = [];

    private ShowState WithAction(Guid id, string verb, Actor by, DateTimeOffset at) => Actions.ContainsKey(id) ? this : WithRecord(id, verb, by, at, r => r);

    private ShowState WithRecord(Guid id, string verb, Actor by, DateTimeOffset at, Func<ActionRecord, ActionRecord> change)
    {
        if (Actions.TryGetValue(id, out var record)) return this with { Actions = Actions.SetItem(id, change(record)) };
        var (actions, order) = (Actions, ActionOrder.Enqueue(id));
        if (actions.Count >= ActionsKept)
        {
            order = order.Dequeue(out var oldest);
            actions = actions.Remove(oldest);
        }

        return this with { Actions = actions.SetItem(id, change(new ActionRecord(id, verb, by, at, [], null, []))), ActionOrder = order };
    }

    /// <summary>An item asks it, and that was not taken back.</summary>
    internal bool IsAsked(Chat.MessageRef message) => Asked.TryGetValue(message, out var id) && Items.GetValueOrDefault(id) is { } holder && holder is not { Stage: Stage.Dismissed, Dismissed: DismissReason.Undone };

    /// <summary>The fields that were put back count as changed by whoever had changed them before: undoing goes on step by step.</summary>
    private ShowState WithUndone(StoredEntry stored, Guid undone)
    {
        if (!Actions.TryGetValue(undone, out var action)) return this;
        var items = Items;
        foreach (var (id, before, stamp) in action.Before)
        {
            var item = items[id];
            if (item.Stamps.GetValueOrDefault(before.Field)?.Action != stored.Command) continue;
            items = items.SetItem(id, item with { Stamps = stamp is null ? item.Stamps.Remove(before.Field) : item.Stamps.SetItem(before.Field, stamp) });
        }

        var sections = SettingsStamps;
        foreach (var (section, stamp) in action.Settings?.Sections ?? [])
        {
            if (sections.GetValueOrDefault(section)?.Action == stored.Command) sections = stamp is null ? sections.Remove(section) : sections.SetItem(section, stamp);
        }

        var state = this with
        {
            Items = items,
            SettingsStamps = sections,
            // What empties the air by a removal is undone without the air.
            AirStamp = AirStamp?.Action == stored.Command ? action.AirStampBefore : AirStamp,
            CourseStamp = CourseStamp?.Action == stored.Command && action.Course is { } course ? course.Stamp : CourseStamp,
            // Asked again; and what was never cleared is asked no more.
            Clears = [.. Clears.Where(c => action.Verb != "clear-chat" || c.Answer is not null || c.At != action.At || c.By != action.By.Name).Select(c => c.Answer?.Action == undone ? c with { Answer = null } : c)],
            SamePeople = SamePeople.RemoveAll(p => p.Action == undone),
            // Long past the newest it is taken to be as it was.
            Lanes = Lanes.PutBack(undone, IsAsked, (sequence, was) => Recent.FindKept(sequence) is null ? was : Chat.Removals.ByRule(Struck.GetValueOrDefault(sequence))),
            Actions = Actions.SetItem(undone, action with { Undone = true }),
        };
        return Lanes.Decided.Where(d => d.Action == undone).Aggregate(state, (s, d) => s.WaitingAgain(d.Sequence));
    }

    /// <summary>What a rule of the show hides and nobody decides about any more waits for somebody who does, whatever became of it meanwhile.</summary>
    private ShowState WaitingAgain(long message) => Chat.Removals.ByRule(Struck.GetValueOrDefault(message)) is { } hidden && !Lanes.Waiting.ContainsKey(message) && Recent.FindKept(message) is { } row && IsUndecided(row)
        ? this with { Lanes = Lanes.HiddenStill(row, hidden) } : this;
}
