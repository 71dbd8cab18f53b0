using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.OnAir;

/// <summary>TAKE: puts an approved item on the presenter's screen (and the overlay, by the show's mode), in place of what is there.</summary>
/// <param name="SeenOnAir">What the person saw on air when they pressed; null when it was empty.</param>
/// <param name="AskHand">Desks ask for the hand once (true on the first press); an API or surface TAKE takes it at once.</param>
/// <param name="PresenterConnected">Set by the program, never by the client: a presenter's touch screen is there now.</param>
public sealed record PutOnAir(ItemId Item, int SeenVersion, ItemId? SeenOnAir, bool AskHand = false, bool PresenterConnected = false) : IShowCommand
{
    public string Verb => "take";

    public Permission Needs => Permission.Take;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Item(Item) is not { } item) return Refusals.NoItem;
        var isOnAir = show.Air.Item == Item;
        if (isOnAir && show.Air.Wording == item.Wording && show.Air.Name == item.Name) return Decision.Unchanged; // TAKE twice is harmless, whoever presses
        if (show.Air.Item != SeenOnAir) return Refusals.TakenFirst(show, now);
        if (item.Version != SeenVersion) return Refusals.Stale(show, item);
        if (!isOnAir && item.Stage is not (Stage.Approved or Stage.Queued))
        {
            return item.Stage is Stage.New or Stage.Answered
                ? Refusals.NotApproved(show, item)
                : Refusals.NotFrom(item, new("reopen it first", "rouvrez-la d'abord"));
        }

        if (Airs.Unfit(show, item, by) is { } unfit) return unfit;
        // Asked of who could press as well: not of a played colleague, nor of who may not TAKE any more.
        if (AskHand && show.Hand is { Played: false } hand && hand.Id != by.Id && show.May(hand, Permission.Take)) return Refusals.HandElsewhere(hand);
        var taken = isOnAir
            ? show.Air with { Number = show.Air.Number + 1, By = by, Cause = AirCause.NewWording, Wording = item.Wording, Name = item.Name, Previous = null }
            : Airs.Taken(show, item, by, now);
        List<Entry> entries = [];
        if (!isOnAir) entries.AddRange([.. Airs.Leaving(show, PresenterConnected, now), new ItemChanged(Item, [new StandingIs(Stage.OnAir, AiredAt: now)])]);
        entries.Add(new AirChanged(taken));
        if (show.Hand?.Id != by.Id) entries.Add(new HandTaken(by));
        return Decision.Of(entries);
    }
}

/// <summary>TAKE of NEXT, whatever it is, for surfaces that send no item. Of who says nothing of what they saw it changes nothing within 2 s of any TAKE: two fingers, one show.</summary>
/// <param name="SeenNext">When given, refused if NEXT is another one now.</param>
/// <param name="SeenOnAir">Looked at when <paramref name="SeenNext"/> is given, or <paramref name="SawAir"/>.</param>
/// <param name="SawAir">What was seen on air is said: null is nothing, and no silence.</param>
public sealed record TakeNext(ItemId? SeenNext = null, ItemId? SeenOnAir = null, bool PresenterConnected = false, bool SawAir = false) : IShowCommand
{
    private static readonly TimeSpan DoublePress = TimeSpan.FromSeconds(2);

    public string Verb => "take";

    public Permission Needs => Permission.Take;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        var exact = SeenNext is not null || SawAir;
        if (!exact && show.LastTakeAt is { } last && now - last < DoublePress) return Decision.Unchanged;
        if (SeenNext is { } seen && seen == show.Air.Item) return Decision.Unchanged;
        // Before NEXT is looked for: the second of two who saw the same finds the rundown one shorter, and hears who came first.
        if (SeenNext is null && SawAir && show.Air.Item != SeenOnAir) return Refusals.TakenFirst(show, now);
        if (show.Next is not { } next) return Refusals.NothingNext;
        if (SeenNext is { } painted && painted != next.Id) return Refusals.NextIsOther(show);
        return new PutOnAir(next.Id, next.Version, exact ? SeenOnAir : show.Air.Item, PresenterConnected: PresenterConnected).Decide(show, by, now);
    }
}
