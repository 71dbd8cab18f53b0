using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.OnAir;

/// <summary>
/// A tap on the presenter's screen. SKIP and LATER take the item they name off air if it still is; else they are only recorded.
/// No signal puts an item on air: taking back a SKIP or LATER puts the item first in the rundown (NEXT), for the desk to TAKE.
/// </summary>
/// <param name="Item">What was on the screen when tapped; null for "another".</param>
/// <param name="At">When it was tapped (show time); it may arrive late, after a lost link, but never counts as later than now.</param>
/// <param name="Undo">Takes the last tap of that kind back, within 4 s of it.</param>
public sealed record PresenterSignal(SignalKind Kind, ItemId? Item, DateTimeOffset At, string Screen, bool Undo = false) : IShowCommand
{
    private static readonly TimeSpan UndoWithin = TimeSpan.FromSeconds(4);

    public string Verb => "signal";

    public Permission Needs => Permission.Signal;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        var signal = new Signal(Kind, Item, At > now ? now : At, Screen, Undo);
        if (Undo) return TakeBack(show, signal, now);
        List<Entry> entries = [new PresenterSignalled(signal)];
        var stillOn = Item is { } id && show.Air.Item == id;
        switch (Kind)
        {
            case SignalKind.Skip when stillOn:
                entries.AddRange(OffAir.Entries(show, Item!.Value, AirCause.Skipped, by, now));
                break;
            case SignalKind.Later when stillOn:
                entries.AddRange(OffAir.Entries(show, Item!.Value, AirCause.Later, by, now));
                break;
            case SignalKind.Reading when stillOn && show.Settings?.OverlayMode == OverlayMode.WhenReading && !show.Air.OverlayShown:
                entries.AddRange(new ShowOverlay(true).Decide(show, by, now).Entries);
                break;
            default:
                break;
        }

        return Decision.Of(entries);
    }

    private static Decision TakeBack(ShowState show, Signal signal, DateTimeOffset now)
    {
        var last = show.Signals.LastOrDefault(s => s.Kind == signal.Kind && s.Screen == signal.Screen && s.Item == signal.Item);
        if (last is null or { Undone: true }) return Decision.Unchanged;
        if (signal.At - last.At > UndoWithin) return Refusals.CannotUndo("A tap can be taken back for 4 s.", "Un appui peut être défait pendant 4 s.");
        List<Entry> entries = [new PresenterSignalled(signal)];
        var expected = signal.Kind == SignalKind.Skip ? Mark.Skipped : Mark.Later;
        if (signal.Kind is SignalKind.Skip or SignalKind.Later && signal.Item is { } id && show.Item(id) is { Stage: Stage.Approved or Stage.Queued } item && item.Mark == expected)
            entries.Add(new ItemChanged(id, [new StandingIs(Stage.Queued, 1)]));
        return Decision.Of(entries);
    }
}
