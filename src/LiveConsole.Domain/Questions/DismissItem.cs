using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Questions;

/// <summary>Puts an item aside with a reason; not while it is on air.</summary>
public sealed record DismissItem(ItemId Item, int SeenVersion, DismissReason Reason) : IShowCommand
{
    public string Verb => "dismiss";

    public Permission Needs => Permission.Triage;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Item(Item) is not { } item) return Refusals.NoItem;
        if (item.Stage == Stage.Dismissed) return Decision.Unchanged;
        if (item.Version != SeenVersion) return Refusals.Stale(show, item);
        if (item.Stage == Stage.OnAir) return Refusals.NotFrom(item, new("CLEAR it first (F8)", "faites d'abord CLEAR (F8)"));
        if (item.Stage == Stage.Merged) return Refusals.NotFrom(item, new("it is aside already", "elle est déjà de côté"));
        if (item.Stage == Stage.Queued && !show.May(by, Permission.Rundown)) return Refusals.Forbidden(by.Role);
        return new ItemChanged(Item, [new StandingIs(Stage.Dismissed, Dismissed: Reason)]);
    }
}
