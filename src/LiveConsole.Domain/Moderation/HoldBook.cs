using System.Collections.Immutable;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Domain.Moderation;

/// <summary>What the platforms hold back, and what became of the last ones: a fold of the journal, immutable and bounded.</summary>
public sealed record HoldBook
{
    /// <summary>So many wait: of more, the oldest leaves and is counted.</summary>
    public const int Most = 500;

    public const int SettledKept = 200;

    /// <summary>Of one whose end nobody told: so long after it must be over it waits no longer.</summary>
    public static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(5);

    public static HoldBook Empty { get; } = new();

    /// <summary>The oldest first.</summary>
    public ImmutableList<Hold> Waiting { get; init; } = [];

    /// <summary>The last ones, oldest first.</summary>
    public ImmutableList<Hold> Settled { get; init; } = [];

    /// <summary>How many left it because it was full.</summary>
    public long LeftUndecided { get; init; }

    public Hold? Find(MessageRef message) => Waiting.Find(Is(message)) ?? Settled.FindLast(Is(message));

    /// <summary>What may still be decided about, as far as is known: whose time must be over waits no longer, told or not.</summary>
    public IEnumerable<Hold> Open(DateTimeOffset now) => Waiting.Where(h => h.EndsAbout + ForgottenAfter > now);

    /// <param name="at">Show time at which we heard of it.</param>
    public HoldBook With(long sequence, HeldMessage held, DateTimeOffset at)
    {
        var over = Waiting.Where(h => h.EndsAbout + ForgottenAfter <= at).ToList();
        var book = over.Aggregate(this, (b, h) => b.Settle(h, HoldOutcome.Expired, h.EndsAbout, null)).Left();
        return book with { Waiting = book.Waiting.Add(new Hold(sequence, held, CameAt: at)) };
    }

    public HoldBook Settle(MessageRef message, HoldOutcome outcome, DateTimeOffset at, string? by) => Waiting.Find(Is(message)) is { } hold ? Settle(hold, outcome, at, by)
        : by is not null && Settled.FindLast(Is(message)) is { By: null } known && known.Outcome == outcome ? this with { Settled = Settled.Replace(known, known with { By = by }) }
        : this;

    private HoldBook Settle(Hold hold, HoldOutcome outcome, DateTimeOffset at, string? by)
    {
        var settled = Settled.Add(hold with { Outcome = outcome, SettledAt = at, By = by });
        return this with { Waiting = Waiting.Remove(hold), Settled = settled.Count > SettledKept ? settled.RemoveAt(0) : settled };
    }

    private HoldBook Left() => Waiting.Count < Most ? this : this with { Waiting = Waiting.RemoveAt(0), LeftUndecided = LeftUndecided + 1 };

    private static Predicate<Hold> Is(MessageRef message) => h => h.Message.Id == message.Id && h.Message.Platform == message.Platform;
}
