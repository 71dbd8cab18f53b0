using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.OnAir;

public enum AirCause { Nothing, Taken, NewWording, Cleared, Withdrawn, Skipped, Later, OverlayShown, OverlayHidden, Undone }

/// <summary>When the overlay follows TAKE: with it, by hand, or when the presenter taps READING.</summary>
public enum OverlayMode { WithTake, ByHand, WhenReading }

/// <summary>
/// What is on air: one item at most, with the very words that went out (an edit afterwards does not reach the air by itself).
/// </summary>
/// <param name="Number">Counts every change of the air in this show; screens report the number they have drawn.</param>
/// <param name="Since">When the item went on air (a new wording keeps it); when empty, since when.</param>
/// <param name="Previous">What this change took off, for WITHDRAWN and for undo's words.</param>
public sealed record Air(
    int Number,
    ItemId? Item,
    DateTimeOffset Since,
    Actor? By,
    AirCause Cause,
    bool OverlayShown,
    DateTimeOffset? OverlaySince,
    Wording Wording,
    ShownName Name,
    ItemId? Previous = null)
{
    public static Air Empty { get; } = new(0, null, default, null, AirCause.Nothing, false, null, new Wording(), new ShownName((string?)null));
}

/// <summary>An item that was withdrawn while it was on air, and when the screens went dark.</summary>
public sealed record Withdrawal(ItemId Item, DateTimeOffset At);

public enum SignalKind { Reading, Skip, Later, Another, Seen }

/// <summary>A presenter's tap. <paramref name="At"/> is when it was tapped; it may come late after a lost link.</summary>
public sealed record Signal(SignalKind Kind, ItemId? Item, DateTimeOffset At, string Screen, bool Undone = false);
