using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Journal;

/// <summary>What people work on: items, what asks them, the rundown.</summary>
public sealed partial record ShowState
{
    private const int HistoryKept = 30;

    public int LastNumber { get; init; }

    public ImmutableDictionary<ItemId, Item> Items { get; init; } = ImmutableDictionary<ItemId, Item>.Empty;

    public ImmutableDictionary<int, ItemId> ByNumber { get; init; } = ImmutableDictionary<int, ItemId>.Empty;

    /// <summary>Which item a message asks.</summary>
    public ImmutableDictionary<MessageRef, ItemId> Asked { get; init; } = ImmutableDictionary<MessageRef, ItemId>.Empty;

    /// <summary>Queued items in order; the first is NEXT.</summary>
    public ImmutableList<ItemId> Rundown { get; init; } = [];

    public Item? Item(ItemId id) => Items.GetValueOrDefault(id);

    public Item? Item(int number) => ByNumber.TryGetValue(number, out var id) ? Items.GetValueOrDefault(id) : null;

    public Item? Next => Rundown.IsEmpty ? null : Items.GetValueOrDefault(Rundown[0]);

    /// <returns>1 for NEXT; null when it is not queued.</returns>
    public int? PlaceOf(ItemId id) => Rundown.IndexOf(id) is >= 0 and var i ? i + 1 : null;

    public int ApprovalsWanted => Settings?.Approvals ?? 0;

    public TimeSpan ClaimFor => Rules.ClaimFor;

    /// <summary>The show wants approvals and this wording has not enough: TAKE refuses it, wherever the item stands.</summary>
    public bool LacksApproval(Item item) => ApprovalsWanted > 0 && item.ApprovedWording != item.Wording;

    private ShowState WithAdded(StoredEntry stored, Item added)
    {
        var item = added with { ApprovedWording = ApprovalsWanted == 0 ? added.Wording : added.ApprovedWording, History = [new HistoryLine(stored.At, stored.Verb ?? "", stored.By ?? added.CreatedBy)] };
        var state = this with
        {
            Items = Items.SetItem(item.Id, item),
            ByNumber = ByNumber.SetItem(item.Number, item.Id),
            LastNumber = Math.Max(LastNumber, item.Number),
            Asked = Asked.SetItems(item.Asks.Select(a => KeyValuePair.Create(a.Message, item.Id))),
            Lanes = Lanes.Asked(item.Asks.Select(a => a.Message), stored.Command ?? Guid.Empty, stored.Verb ?? "", stored.By ?? added.CreatedBy, stored.At),
        };
        return stored.Command is { } c && stored.By is { } by ? state.WithRecord(c, stored.Verb ?? "", by, stored.At, r => r with { Added = r.Added.Add(item.Id) }) : state;
    }

    private ShowState WithChanges(StoredEntry stored, ItemChanged e)
    {
        if (Items.GetValueOrDefault(e.Item) is not { } item) throw new InvalidOperationException($"Entry {stored.Sequence} changes an item that was never added.");
        var by = stored.By ?? Actor.Program;
        var stamp = new Stamp(stored.Command ?? Guid.Empty, stored.Verb ?? "", by, stored.At);
        var place = PlaceOf(e.Item);
        var before = e.Changes.DistinctBy(c => c.Field).Select(c => (e.Item, c.BeforeIn(item, place), item.Stamps.GetValueOrDefault(c.Field))).ToList();
        var rundown = Rundown;
        foreach (var change in e.Changes)
        {
            item = change.ApplyTo(item) with { Stamps = item.Stamps.SetItem(change.Field, stamp) };
            if (change is StandingIs standing) rundown = Placed(rundown, e.Item, standing);
        }

        // Words written while the show wants no approvals need none later either.
        if (ApprovalsWanted == 0 && item.ApprovedWording != item.Wording) item = item with { ApprovedWording = item.Wording };
        item = WithHistory(item with { Version = item.Version + 1 }, stored, e.Changes.Any(c => c is StandingIs { Stage: Stage.OnAir }) ? Fewer(item) : null);
        var state = this with { Items = Items.SetItem(e.Item, item), Rundown = rundown };
        // A promotion that was taken back is given life again under its number: decided as at first.
        if (stored.Verb == "promote") state = state with { Lanes = Lanes.Asked(item.Asks.Select(a => a.Message), stored.Command ?? Guid.Empty, stored.Verb, by, stored.At) };
        return stored.Command is { } c
            ? state.WithRecord(c, stored.Verb ?? "", by, stored.At, r => r with { Before = r.Before.AddRange(before.Where(b => !r.Before.Any(x => x.Item == b.Item && x.Before.Field == b.Item2.Field))) })
            : state;
    }

    private static ImmutableList<ItemId> Placed(ImmutableList<ItemId> rundown, ItemId id, StandingIs standing)
    {
        var at = rundown.IndexOf(id);
        if (standing.Stage == Stage.Queued && standing.Place is null && at >= 0) return rundown;
        if (at >= 0) rundown = rundown.RemoveAt(at);
        return standing.Stage == Stage.Queued ? rundown.Insert(Math.Clamp((standing.Place ?? int.MaxValue) - 1, 0, rundown.Count), id) : rundown;
    }

    private ShowState WithRenewed(ClaimRenewed e) => Items.GetValueOrDefault(e.Item) is { Claim: { } claim } item
        ? this with { Items = Items.SetItem(e.Item, item with { Claim = claim with { Until = e.Until } }) }
        : this;

    private ShowState WithStruckAsk(StoredEntry stored, AskStruck e)
    {
        if (Items.GetValueOrDefault(e.Item) is not { } item) return this;
        var asks = item.Asks.Select(a => a.Message == e.Message ? a with { Removed = e.Removal } : a).ToImmutableArray();
        return this with { Items = Items.SetItem(e.Item, WithHistory(item with { Asks = asks, Version = item.Version + 1 }, stored)) };
    }

    /// <summary>The number may be changed during the show: what was ready under fewer airs, and says so.</summary>
    private FewerApprovals? Fewer(Item item) =>
        item.Approvals.Count(a => a.Of is null || a.Of == item.Wording) is var given && given < ApprovalsWanted ? new(given, ApprovalsWanted) : null;

    private static Item WithHistory(Item item, StoredEntry stored, FewerApprovals? fewer = null)
    {
        var line = new HistoryLine(stored.At, stored.Verb ?? "", stored.By ?? Actor.Program) { Fewer = fewer };
        // One action that changes an item by two entries is one line.
        if (!item.History.IsEmpty && item.History[^1] == line) return item;
        var history = item.History.Add(line);
        return item with { History = history.Length > HistoryKept ? history.RemoveAt(1) : history };
    }
}
