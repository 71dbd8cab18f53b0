using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Questions;

/// <summary>
/// I'LL ANSWER: who takes a question on holds it for the show's time (5 minutes by default). Held by somebody else it is refused, saying who and how long still; held by
/// the same person it begins anew. Only questions are answered; what stands aside is nobody's.
/// </summary>
public sealed record ClaimItem(ItemId Item, int SeenVersion) : IShowCommand
{
    public string Verb => "claim";

    public Permission Needs => Permission.Claim;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Item(Item) is not { } item) return Refusals.NoItem;
        if (item.Kind != ItemKind.Question) return Refusals.NotClaimable(item);
        if (item.Stage is Stage.Done or Stage.Dismissed or Stage.Merged or Stage.Withdrawn) return Refusals.NotFrom(item, new("reopen it first", "rouvrez-la d'abord"));
        if (item.HeldAt(now) is { } held) return held.ActorId == by.Id ? RenewClaim.Renewed(show, item, held, now) : Refusals.ClaimedFirst(show, item, held, now);
        if (item.Version != SeenVersion) return Refusals.Stale(show, item);
        return new ItemChanged(Item, [new ClaimIs(new Claim(by.Id, by.Name, now + show.ClaimFor))]);
    }
}

/// <summary>
/// The holder of a claim is at work (types): it begins anew, at most once a minute. The item itself does not change, so that nobody who decides on it meanwhile is refused.
/// </summary>
public sealed record RenewClaim(ItemId Item) : IShowCommand
{
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromMinutes(1);

    public string Verb => "renew";

    public Permission Needs => Permission.Claim;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Item(Item) is not { } item) return Refusals.NoItem;
        if (item.HeldAt(now) is not { } held) return Refusals.ClaimRanOut(item);
        return held.ActorId == by.Id ? Renewed(show, item, held, now) : Refusals.ClaimedFirst(show, item, held, now);
    }

    /// <returns>Whether typing now would be worth an entry.</returns>
    public static bool IsDue(Claim held, TimeSpan claimFor, DateTimeOffset now) => now + claimFor - held.Until >= AtMostEvery;

    internal static Decision Renewed(ShowState show, Item item, Claim held, DateTimeOffset now) =>
        IsDue(held, show.ClaimFor, now) ? new ClaimRenewed(item.Id, now + show.ClaimFor) : Decision.Unchanged;
}
