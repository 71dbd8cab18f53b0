using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Questions;

/// <summary>Puts an approved item in the rundown: last (P), or at a place (N is place 1, NEXT).</summary>
/// <param name="Place">1 is NEXT; null or beyond the end is last.</param>
public sealed record QueueItem(ItemId Item, int SeenVersion, int? Place = null) : IShowCommand
{
    public string Verb => "queue";

    public Permission Needs => Permission.Rundown;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Item(Item) is not { } item) return Refusals.NoItem;
        if (item.Stage == Stage.Queued && Place is { } wanted)
            return show.PlaceOf(Item) == wanted ? Decision.Unchanged : new MoveItem(Item, SeenVersion, wanted).Decide(show, by, now);
        if (item.Stage == Stage.Queued) return Decision.Unchanged;
        if (item.Version != SeenVersion) return Refusals.Stale(show, item);
        if (item.Stage is Stage.New or Stage.Answered || (item.Stage == Stage.Approved && show.LacksApproval(item))) return Refusals.NotApproved(show, item);
        if (item.Stage != Stage.Approved) return Refusals.NotFrom(item, new("reopen it first", "rouvrez-la d'abord"));
        if (item.ShowsRemoved) return Refusals.ShownRemoved(show, item);
        return new ItemChanged(Item, [new StandingIs(Stage.Queued, Place is { } place ? Math.Clamp(place, 1, show.Rundown.Count + 1) : show.Rundown.Count + 1)]);
    }
}

/// <summary>Moves a queued item to another place; marks (not read, later, to approve) stay.</summary>
public sealed record MoveItem(ItemId Item, int SeenVersion, int Place) : IShowCommand
{
    public string Verb => "move";

    public Permission Needs => Permission.Rundown;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Item(Item) is not { } item) return Refusals.NoItem;
        if (item.Version != SeenVersion) return Refusals.Stale(show, item);
        if (item.Stage != Stage.Queued) return Refusals.NotFrom(item, new("put it in the rundown first (P)", "mettez-la d'abord au conducteur (P)"));
        var place = Math.Clamp(Place, 1, show.Rundown.Count);
        if (show.PlaceOf(Item) == place) return Decision.Unchanged;
        return new ItemChanged(Item, [new StandingIs(Stage.Queued, place, item.Mark, item.MarkedAt, item.WasOnAirFor)]);
    }
}

/// <summary>Takes an item out of the rundown, back to approved.</summary>
public sealed record DequeueItem(ItemId Item, int SeenVersion) : IShowCommand
{
    public string Verb => "dequeue";

    public Permission Needs => Permission.Rundown;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Item(Item) is not { } item) return Refusals.NoItem;
        if (item.Stage == Stage.Approved) return Decision.Unchanged;
        if (item.Version != SeenVersion) return Refusals.Stale(show, item);
        if (item.Stage != Stage.Queued) return Refusals.NotFrom(item, new("it is not in the rundown", "elle n'est pas au conducteur"));
        // A wording that lost its approval may not slip to approved by leaving the rundown.
        return new ItemChanged(Item, [new StandingIs(Stage.Approved).Honest(show, item, now)]);
    }
}
