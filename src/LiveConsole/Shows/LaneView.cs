using LiveConsole.Domain.Moderation;

namespace LiveConsole.Shows;

/// <summary>One lane as a reader may see it.</summary>
/// <param name="lane">Null: what waits for the lead.</param>
/// <param name="calls">This reader may know what the lead was called for.</param>
public sealed class LaneView(LaneBook book, Lanes? lane, ShowView view, bool calls)
{
    /// <summary>Rows to decide about: what says the same is one.</summary>
    public int Count => lane is { } l ? book.Folded(l).Count : book.Calls.Count;

    /// <summary>How many left it undecided because it was full.</summary>
    public long LeftUndecided => lane is { } l ? book.LeftUndecided.GetValueOrDefault(l) : book.CallsLeft;

    /// <summary>How many that say the same as something passed as fine were passed with it.</summary>
    public int AlikePassed => lane is { } l ? book.AlikePassed(l) : 0;

    /// <summary>How many messages that wait here a rule of the show hides, and how many it has hidden since the show began.</summary>
    public (int Now, long Ever) Hidden => lane is { } l ? (book.Folded(l).Values.Sum(f => f.Hidden), book.HiddenByRule) : (0, 0);

    /// <summary>Since when the oldest waits, show time; null: nothing does.</summary>
    public DateTimeOffset? Oldest => Count == 0 ? null : lane is { } l ? book.OldestIn(l) : book.Calls.Values.Min(c => c.At);

    /// <summary>Sequences of the rows, the oldest first.</summary>
    public IEnumerable<long> Sequences => lane is { } l ? book.Folded(l).Keys : book.Calls.Keys;

    /// <summary>What a row stands for; null: it is not the first of its kind, or waits no longer.</summary>
    public LaneFold? Fold(long sequence) => lane is { } l ? book.Folded(l).GetValueOrDefault(sequence) : null;

    public bool Holds(long sequence) => lane is { } l ? book.In(l).Contains(sequence) : book.Calls.ContainsKey(sequence);

    /// <returns>Null: it waits no longer, or (the lead's) its message has to be read from the journal.</returns>
    public SeenMessage? Message(long sequence) => book.Waiting.TryGetValue(sequence, out var waiting) ? view.Seen(waiting) : null;

    /// <summary>Why it waits for the lead; null: it does not.</summary>
    public LeadCall? Call(long sequence) => calls ? book.Calls.GetValueOrDefault(sequence) : null;

    /// <summary>Who decided about it last, as far as that is known.</summary>
    public DecidedMessage? LastDecision(long sequence) => book.LastDecision(sequence) is { } last && (calls || last.Verb != "lead") ? last with { Call = calls ? last.Call : null } : null;
}
