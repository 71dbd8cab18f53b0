using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Journal;

/// <summary>What was removed on its platform or hidden here: struck, and what is shown again.</summary>
public sealed partial record ShowState
{
    /// <summary>Removals of the messages in <see cref="Recent"/>, by sequence: of each all that stand (<see cref="Removal.Also"/>).</summary>
    public ImmutableDictionary<long, Removal> Struck { get; init; } = ImmutableDictionary<long, Removal>.Empty;

    public RemovalMemory Removed { get; init; } = RemovalMemory.Empty;

    /// <summary>Somebody removed or hid it. What a rule of the show alone hides is nobody's decision.</summary>
    public bool IsRemoved(long sequence) => Struck.TryGetValue(sequence, out var stands) && Removals.ByRule(stands) is null;

    /// <summary>
    /// This removal is in the journal already, told by the other transport or from a history read twice. Struck by a whole-chat clear is not removed by itself: that still
    /// withdraws. And what we only asked for is told by nobody yet: it may fail, and then another's stands.
    /// </summary>
    public bool WasTold(MessagesRemoved removed) => Removals.All(KnownRemoval(removed)).Any(r => !IsAsked(removed, r) && Says(r, removed));

    /// <summary>It was told (<see cref="WasTold"/>) by who did not know who did it: this one does.</summary>
    public bool LearnsWho(MessagesRemoved removed) => removed.Removal.By is not null && Removals.All(KnownRemoval(removed)).Any(r => Removals.Named(r, removed.Removal) != r);

    private static bool Says(Removal known, MessagesRemoved told) => told.MessageId is not null
        ? known.Scope != RemovalScope.Channel && !Removals.Supersedes(known, told.Removal)
        : Removals.IsSame(known, told.Removal);

    /// <summary>One of our own people's: struck here when it was asked of the platform.</summary>
    private bool IsAsked(MessagesRemoved of, Removal removal)
    {
        if (removal.Here || removal.By is null) return false;
        var last = of.MessageId is { } id ? Effects.Of(new MessageRef(of.Platform, id)) : of.ViewerId is { } viewer ? Effects.BanOf(new ViewerRef(of.Platform, viewer)) : null;
        return (last is not null && last.At == removal.At && last.By.Name == removal.By) || Effects.IsAsked(removal);
    }

    private Removal? KnownRemoval(MessagesRemoved removed) =>
        removed.MessageId is { } id && Recent.Find(new MessageRef(removed.Platform, id)) is { } row ? Struck.GetValueOrDefault(row.Sequence) : Removed.Known(removed);

    private ShowState WithRemoval(StoredEntry stored, MessagesRemoved e)
    {
        if (e.Removal.Rule is not null) return WithHidden(e);
        var struck = Struck.ToBuilder();
        var found = false;
        for (var i = 0; i < Recent.Count; i++)
        {
            var row = Recent[i];
            if (!Removals.Reaches(e, row.Message)) continue;
            found = true;
            struck[row.Sequence] = Removals.Next(struck.GetValueOrDefault(row.Sequence), e.Removal);
        }

        var state = this with { Struck = struck.ToImmutable(), Removed = Removed.With(e, found), Lanes = CallAnswered(stored, e, Lanes.Without(e)) };
        // What asks and was struck before stays so when that is lifted; what is struck by this one is told by an entry of its own. A whole-chat clear strikes no ask.
        if (e.Removal.Scope != RemovalScope.Channel) state = state.WithAsks(a => a.Removed is { } known && Removals.Reaches(e, a) ? Removals.Next(known, e.Removal) : a.Removed);
        return stored is { Command: { } command, By: { } by } ? state.WithRecord(command, stored.Verb ?? "", by, stored.At, r => r).WithStruck(command, e) : state;
    }

    /// <summary>
    /// A rule of the show hides one message, mostly the newest: thousands a second may be, so nothing is walked through. Nothing asks it. It waits for a person, unless one has decided: then this
    /// puts back what that took away, and the lanes with it.
    /// </summary>
    private ShowState WithHidden(MessagesRemoved e)
    {
        if (Recent.Find(new MessageRef(e.Platform, e.MessageId!)) is not { } row) return this with { Removed = Removed.With(e, found: false) };
        var state = this with { Struck = Struck.SetItem(row.Sequence, Removals.Next(Struck.GetValueOrDefault(row.Sequence), e.Removal)) };
        return Removals.ByRule(state.Struck[row.Sequence]) is { } hidden && Recent.FindKept(row.Sequence) is not null && IsUndecided(row) ? state with { Lanes = Lanes.Hide(row, hidden) } : state;
    }

    /// <summary>As above, of what came so long ago that only the journal has it: the entry before has hidden it.</summary>
    private ShowState WithHiddenOlder(FeedRow row)
    {
        var state = this with { Recent = Recent.Replace(row) };
        return Removals.ByRule(Struck.GetValueOrDefault(row.Sequence) ?? Removed.OfItself(row.Message)) is { } hidden && IsUndecided(row) ? state with { Lanes = Lanes.Hide(row, hidden) } : state;
    }

    /// <summary>A rule of the show hides it, wherever it waits or does not.</summary>
    private WaitingMessage? HiddenAt(long sequence) => Removals.ByRule(Struck.GetValueOrDefault(sequence)) is { } hidden && Recent.FindKept(sequence) is { } row
        ? new WaitingMessage(row, Moderation.Lanes.Flagged) { Hidden = hidden } : null;

    /// <summary>Who has the lead's say removed what the lead was called for: that answers the call. Distress is no less for a volunteer's removal, or a platform's.</summary>
    private LaneBook CallAnswered(StoredEntry stored, MessagesRemoved e, LaneBook lanes) =>
        stored is { Command: { } action, Verb: "remove" and var verb, By: { } by } && e.MessageId is { } id && May(by, Permission.Modes)
            && Lanes.Calls.Values.FirstOrDefault(c => c.Message == new MessageRef(e.Platform, id)) is { } call ? lanes.Decide(call.Sequence, action, verb, by, stored.At) : lanes;

    /// <summary>Of very many the oldest actions' are forgotten, and how many they were is kept: undone, they say so.</summary>
    private ShowState WithStruck(Guid action, MessagesRemoved e)
    {
        if (e.MessageId is not { } id) return this;
        var actions = Actions;
        if (actions.Values.Sum(a => a.Struck.Length) >= StruckKept && ActionOrder.FirstOrDefault(a => a != action && !actions[a].Struck.IsEmpty) is var oldest && oldest != Guid.Empty)
            actions = actions.SetItem(oldest, actions[oldest] with { Struck = [] });
        var record = actions[action];
        return this with { Actions = actions.SetItem(action, record with { Struck = record.Struck.Add(new MessageRef(e.Platform, id)), StruckCount = record.StruckCount + 1 }) };
    }

    /// <summary>What is shown again waits in the lanes it belongs to, unless somebody has decided about it.</summary>
    private ShowState WithLifted(RemovalLifted e)
    {
        var state = this with { Removed = Removed.Without(e), Lanes = Lanes.Shown(e) };
        foreach (var row in Reached(e))
        {
            var known = Struck[row.Sequence];
            var rest = Removals.Without(known, e);
            if (ReferenceEquals(rest, known)) continue;
            state = state with { Struck = rest is null ? state.Struck.Remove(row.Sequence) : state.Struck.SetItem(row.Sequence, rest) };
            if (Recent.FindKept(row.Sequence) is null || !IsUndecided(row)) continue;
            if (rest is null) state = state with { Lanes = state.Lanes.With(row, LaneRules.Of(row.Message, row.Judgement)) };
            else if (Removals.ByRule(rest) is { } hidden) state = state with { Lanes = state.Lanes.HiddenStill(row, hidden) };
        }

        // That an ask counts again is told by an entry of its own.
        return state.WithAsks(a => a.Removed is { } known && IsOf(e, a) ? Removals.Without(known, e) ?? known : a.Removed);
    }

    /// <summary>Struck rows that this may show again.</summary>
    private IEnumerable<FeedRow> Reached(RemovalLifted e) => e.MessageId is { } id
        ? Recent.Find(new MessageRef(e.Platform, id)) is { } row && Struck.ContainsKey(row.Sequence) ? [row] : []
        : Struck.Keys.Order().Select(Recent.Find).OfType<FeedRow>()
            .Where(r => r.Message.Platform == e.Platform && (e.ViewerId is { } viewer ? r.Message.Author.Id == viewer : r.Message.Channel == e.Channel));

    private static bool IsOf(RemovalLifted e, Ask ask) => e.MessageId is { } id
        ? ask.Message.Platform == e.Platform && (ask.Message.Id == id || ask.Copies.Contains(id))
        : e.ViewerId is { } viewer && ask.Viewer == new ViewerRef(e.Platform, viewer);

    /// <summary>How asks are struck besides; that one is struck, or counts again, is an entry of its own.</summary>
    private ShowState WithAsks(Func<Ask, Removal?> removed)
    {
        var items = Items;
        foreach (var item in Items.Values)
        {
            if (item.Asks.Any(a => !ReferenceEquals(removed(a), a.Removed))) items = items.SetItem(item.Id, item with { Asks = [.. item.Asks.Select(a => a with { Removed = removed(a) })] });
        }

        return ReferenceEquals(items, Items) ? this : this with { Items = items };
    }
}
