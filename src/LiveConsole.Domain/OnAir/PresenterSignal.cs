using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.OnAir;

/// <summary>
/// A tap on the presenter's screen. SKIP and LATER take the item they name off air if it still is; else they are only recorded.
/// No signal puts an item on air: taking back a SKIP or LATER puts the item first in the rundown (NEXT), for the desk to TAKE. Except where the show lets the
/// presenter advance: then SKIP, LATER and a second tap after READING ("another") put NEXT on air if it may be, and taken back, what was there before.
/// </summary>
/// <param name="Item">What was on the screen when tapped; null for "another".</param>
/// <param name="At">When it was tapped (show time); it may arrive late, after a lost link, but never counts as later than now.</param>
/// <param name="Undo">Takes the last tap of that kind back, within 4 s of it.</param>
public sealed record PresenterSignal(SignalKind Kind, ItemId? Item, DateTimeOffset At, string Screen, bool Undo = false) : IShowCommand
{
    private static readonly TimeSpan UndoWithin = TimeSpan.FromSeconds(4);

    // A palm on the glass, or the same tap sent again after a lost link (desks.md, section 10).
    private static readonly TimeSpan SameTap = TimeSpan.FromMilliseconds(600);

    // A screen's idea of show time is an offset measured over a network.
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(1);

    public string Verb => "signal";

    public Permission Needs => Permission.Signal;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        var signal = new Signal(Kind, Item, At > now ? now : At, Screen, Undo);
        if (SentBefore(show, signal)) return Decision.Unchanged;
        if (Undo) return TakeBack(show, signal, by, now);
        List<Entry> entries = [new PresenterSignalled(signal)];
        // Tapped before this TAKE (late, after a lost link) means an earlier time on air: recorded, but the air stays.
        var stillOn = Item is { } id && show.Air.Item == id && signal.At >= show.Air.Since - ClockSlack;
        switch (Kind)
        {
            case SignalKind.Skip when stillOn:
                entries.AddRange(Advanced(show, OffAir.Entries(show, Item!.Value, AirCause.Skipped, by, now), by, now));
                break;
            case SignalKind.Later when stillOn:
                entries.AddRange(Advanced(show, OffAir.Entries(show, Item!.Value, AirCause.Later, by, now), by, now));
                break;
            case SignalKind.Another when NextFor(show, by) is not null && WasRead(show, signal):
                entries.AddRange(Advanced(show, [.. Airs.Leaving(show, presenterConnected: true, now), new AirChanged(Airs.Dark(show.Air, AirCause.Cleared, by, now))], by, now));
                break;
            case SignalKind.Reading when stillOn && show.Contingency is null && show.Settings?.OverlayMode == OverlayMode.WhenReading && !show.Air.OverlayShown:
                entries.AddRange(new ShowOverlay(true).Decide(show, by, now).Entries);
                break;
            default:
                break;
        }

        return Decision.Of(entries);
    }

    /// <returns>What would be on air next by a tap; null: the desk's TAKE decides.</returns>
    private static Item? NextFor(ShowState show, Actor by) =>
        show.Settings?.PresenterMayAdvance == true && show.Next is { } next && Airs.Unfit(show, next, by) is null ? next : null;

    private static bool WasRead(ShowState show, Signal tap) => tap.At >= show.Air.Since - ClockSlack && show.OnAir is { } item
        && show.Signals.LastOrDefault(s => s.Kind == SignalKind.Reading && s.Item == item.Id && s.At >= show.Air.Since) is { Undone: false };

    /// <summary>NEXT instead of the dark. Who has the hand stays: it is the desks'.</summary>
    private static IEnumerable<Entry> Advanced(ShowState show, IReadOnlyList<Entry> leaving, Actor by, DateTimeOffset now) => NextFor(show, by) is not { } next
        ? leaving
        : [.. leaving.Where(e => e is not AirChanged), new ItemChanged(next.Id, [new StandingIs(Stage.OnAir, AiredAt: now)]), new AirChanged(Airs.Taken(show, next, by, now))];

    private static bool SentBefore(ShowState show, Signal signal) =>
        show.Signals.Contains(signal)
        || (show.Signals.LastOrDefault(s => s.Screen == signal.Screen) is { } last && last with { At = signal.At } == signal && (signal.At - last.At).Duration() < SameTap);

    private Decision TakeBack(ShowState show, Signal signal, Actor by, DateTimeOffset now)
    {
        var last = show.Signals.LastOrDefault(s => s.Kind == signal.Kind && s.Screen == signal.Screen && s.Item == signal.Item);
        if (last is null or { Undone: true }) return Decision.Unchanged;
        if (signal.At - last.At > UndoWithin) return Refusals.CannotUndo("A tap can be taken back for 4 s.", "Un appui peut être défait pendant 4 s.");
        List<Entry> entries = [new PresenterSignalled(signal)];
        if (GoneBack(show, signal, by, now) is { } before) entries.AddRange(before);
        else if (signal.Item is { } id && show.Item(id) is { } item) entries.AddRange(PutBack(show, signal.Kind, item, by, now));
        return Decision.Of(entries);
    }

    /// <returns>Where the tap put NEXT on air and nobody has changed the air since: what was there before, and NEXT in its place again. Null: nothing of the kind.</returns>
    private IEnumerable<Entry>? GoneBack(ShowState show, Signal signal, Actor by, DateTimeOffset now)
    {
        if (signal.Kind is not (SignalKind.Skip or SignalKind.Later or SignalKind.Another) || show.Settings?.PresenterMayAdvance != true) return null;
        if (show.Air.Cause != AirCause.Taken || !IsMine(show.AirStamp, by) || show.OnAir is not { } next || show.Air.Previous is not { } id || show.Item(id) is not { } item) return null;
        if ((signal.Item is { } named && named != id) || !IsMine(item.Stamps.GetValueOrDefault("standing"), by) || Airs.Unfit(show, item, by) is not null) return null;
        return [
            new ItemChanged(next.Id, [new StandingIs(Stage.Queued, 1).Honest(show, next, now)]),
            new ItemChanged(id, [new StandingIs(Stage.OnAir, AiredAt: now)]),
            new AirChanged(Airs.Taken(show, item, by, now) with { Cause = AirCause.Undone }),
        ];
    }

    /// <summary>Only what this presenter's own tap did and nobody has changed since.</summary>
    private IEnumerable<Entry> PutBack(ShowState show, SignalKind kind, Item item, Actor by, DateTimeOffset now)
    {
        var marked = kind switch { SignalKind.Skip => Mark.Skipped, SignalKind.Later => Mark.Later, _ => Mark.None };
        if (marked != Mark.None && item.Mark == marked && item.Stage is Stage.Approved or Stage.Queued && IsMine(item.Stamps.GetValueOrDefault("standing"), by))
            yield return new ItemChanged(item.Id, [new StandingIs(Stage.Queued, 1).Honest(show, item, now)]);
        if (kind == SignalKind.Reading && show.Air.Item == item.Id && show.Air.Cause == AirCause.OverlayShown && IsMine(show.AirStamp, by))
        {
            foreach (var entry in new ShowOverlay(false).Decide(show, by, now).Entries) yield return entry;
        }
    }

    private bool IsMine(Stamp? stamp, Actor by) => stamp is not null && stamp.By.Id == by.Id && stamp.Verb == Verb;
}
