using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.OnAir;

namespace LiveConsole.Shows;

/// <summary>The screens of this node are dark for the air of this number, before the journal says so. A later TAKE lifts it.</summary>
/// <param name="AirNumber">The <see cref="Air.Number"/> it hides; a higher one is shown.</param>
public sealed record ScreenLatch(int AirNumber, DateTimeOffset At, bool Withdrawn);

/// <summary>A connected screen as it reported itself.</summary>
/// <param name="Drawn">The last on-air number it has painted.</param>
public sealed record ScreenReport(string Name, Screens.ScreenKind Kind, long? Drawn, DateTimeOffset? DrawnAt, DateTimeOffset ConnectedAt, DateTimeOffset LastSeen)
{
    /// <summary>What it said of itself last; null: nothing yet.</summary>
    public Screens.ScreenPresence? Presence { get; init; }

    /// <summary>It shows its test card.</summary>
    public bool Testing { get; init; }
}

/// <summary>Everything a show is at one version: immutable, shared by all who read. Pages see it only through <see cref="For"/>.</summary>
/// <param name="Version">Grows with every publication, also when only presence or a latch changed.</param>
public sealed record ShowSnapshot(
    ShowId Show,
    long Version,
    ShowState State,
    ScreenLatch? Latch,
    StorageHealth Storage,
    ImmutableArray<ScreenReport> Screens,
    ImmutableArray<PersonPresent> People)
{
    /// <summary>Show time of this publication. What is computed from a snapshot (a silence) is as of then.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Show seconds a second then: what a rehearsal at 20x takes for a pause must last longer.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>Grows when somebody looks at something else, begins or stops typing, comes or goes: what shows it renders when this does.</summary>
    public long Glances { get; init; }

    /// <summary>What <see cref="NodeHealth"/> said, as this show says it.</summary>
    public ImmutableArray<Alert> Node { get; init; } = [];

    private FoldedCopies? _copies;

    /// <summary>Which of the newest messages are copies of each other. Worked out by the first who asks, once for all who read this state.</summary>
    internal CopyFolds Copies
    {
        get
        {
            var copies = Volatile.Read(ref _copies);
            // "with" takes the field along to a snapshot of another state.
            if (copies is null || !ReferenceEquals(copies.Recent, State.Recent) || !ReferenceEquals(copies.Struck, State.Struck))
                Volatile.Write(ref _copies, copies = new FoldedCopies(State.Recent, State.Struck, CopyFolds.Of(State)));
            return copies.Folds;
        }
    }

    private sealed record FoldedCopies(FeedLog Recent, ImmutableDictionary<long, Removal> Struck, CopyFolds Folds);

    /// <summary>The one gate for reading.</summary>
    public ShowView For(Reader reader) => new(this, reader);
}
