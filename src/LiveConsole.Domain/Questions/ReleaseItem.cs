using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Questions;

/// <summary>Gives a claimed question back. Only who holds it does: for others it runs out by itself, or they undo the claim.</summary>
public sealed record ReleaseItem(ItemId Item, int SeenVersion) : IShowCommand
{
    public string Verb => "release";

    public Permission Needs => Permission.Claim;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Item(Item) is not { } item) return Refusals.NoItem;
        if (item.HeldAt(now) is not { } held) return Decision.Unchanged;
        if (held.ActorId != by.Id) return Refusals.ClaimedFirst(show, item, held, now);
        if (item.Version != SeenVersion) return Refusals.Stale(show, item);
        return new ItemChanged(Item, [new ClaimIs(null)]);
    }
}
