using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms;

/// <summary>
/// Works out from the states of a channel's two transports what neither of them read. News of an end come late (a half-open socket is noticed more
/// than a minute after its last sign of life), so a gap that the other one seemed to cover is kept until that one's word on it. Not thread-safe.
/// </summary>
internal sealed class ChannelCoverage(TwinSide timed, TwinSide cut)
{
    private const int MostKept = 256;

    private readonly State[] _states = [new(timed), new(cut)];

    /// <returns>The gaps that are certain now, oldest first.</returns>
    public IReadOnlyList<GapFound> Changed(int side, SourceChanged changed)
    {
        var (mine, other) = (_states[side], _states[1 - side]);
        if (changed.State != SourceState.Live)
        {
            var gaps = mine.Live ? Down(mine, other, changed.At) : [];
            mine.Because = changed.Reason ?? mine.Because;
            return gaps;
        }

        return mine.Live ? [] : Up(mine, other, changed.At);
    }

    private static List<GapFound> Up(State mine, State other, DateTimeOffset at)
    {
        var (from, because) = (mine.Since, mine.Because ?? "not running");
        (mine.Live, mine.Since, mine.Because) = (true, at, null);
        if (other.Live)
        {
            mine.Past.Enqueue(new Past(from, at, because));
            if (mine.Past.Count > MostKept) mine.Past.Dequeue();
            return [];
        }

        // Both were down: nobody read since the later of them stopped. Never read at all is no gap.
        return (from > other.Since || other.Since is null ? from : other.Since) is { } begin && begin < at ? [new GapFound(mine.Source, begin, at, because)] : [];
    }

    private static List<GapFound> Down(State mine, State other, DateTimeOffset at)
    {
        // It read when it said it did, whatever its end says.
        var end = at > mine.Since ? at : mine.Since!.Value;
        (mine.Live, mine.Since) = (false, end);
        var gaps = new List<GapFound>();
        foreach (var past in other.Past)
        {
            var begin = past.From > end ? past.From.Value : end;
            if (past.To > begin) gaps.Add(new GapFound(other.Source, begin, past.To, past.Because));
        }

        other.Past.Clear();
        return gaps;
    }

    private sealed class State(TwinSide side)
    {
        public SourceKey Source { get; } = side.Source;

        public bool Live { get; set; }

        /// <summary>Live: since when. Down: until when it read; null: it never did.</summary>
        public DateTimeOffset? Since { get; set; } = side.CoveredUntil;

        public string? Because { get; set; }

        /// <summary>Its gaps that the other one seemed to cover.</summary>
        public Queue<Past> Past { get; } = new();
    }

    private readonly record struct Past(DateTimeOffset? From, DateTimeOffset To, string Because);
}
