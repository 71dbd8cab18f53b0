using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.OnAir;

/// <summary>SKIP: off air, back to approved, marked with the time. From a desk; the presenter's tap is <see cref="PresenterSignal"/>.</summary>
public sealed record SkipItem(ItemId Item) : IShowCommand
{
    public string Verb => "skip";

    public Permission Needs => Permission.Rundown;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now) => OffAir.As(show, Item, AirCause.Skipped, by, now);
}

/// <summary>LATER: off air, third in the rundown (last in a shorter one).</summary>
public sealed record LaterItem(ItemId Item) : IShowCommand
{
    public string Verb => "later";

    public Permission Needs => Permission.Rundown;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now) => OffAir.As(show, Item, AirCause.Later, by, now);
}

internal static class OffAir
{
    private const int LaterPlace = 3;

    public static Decision As(ShowState show, ItemId id, AirCause cause, Actor by, DateTimeOffset now)
    {
        if (show.Item(id) is not { } item) return Refusals.NoItem;
        if (show.Air.Item != id) return Refusals.NotOnAir(show, item, now);
        return Decision.Of(Entries(show, id, cause, by, now));
    }

    public static IReadOnlyList<Entry> Entries(ShowState show, ItemId id, AirCause cause, Actor by, DateTimeOffset now) =>
    [
        new ItemChanged(id, [(cause == AirCause.Skipped
            ? new StandingIs(Stage.Approved, Mark: Mark.Skipped, MarkedAt: now)
            : new StandingIs(Stage.Queued, LaterPlace, Mark.Later, now)).Honest(show, show.Items[id], now)]),
        new AirChanged(Airs.Dark(show.Air, cause, by, now)),
    ];
}
