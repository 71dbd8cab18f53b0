namespace LiveConsole.Rehearsal.Night;

internal enum Channel { Twitch, YouTube }

/// <summary>Which row of the share table a stretch follows.</summary>
internal enum Mix { Waiting, Opening, Checks, Celebration, Questions, Sorrow }

/// <summary>A stretch of the night. Rates are means over the whole stretch, everything in it included; viewers at its start.</summary>
/// <param name="Sharp">Begins at once; otherwise rates blend over two minutes.</param>
internal sealed record Segment(int From, Mix Mix, int YouTubeViewers, int TwitchViewers, double YouTube, double Twitch, double Asks,
    int French, int English, int Elsewhere, bool Sharp = false);

/// <summary>Messages that a cue sets off on top of the flow: spread evenly over <paramref name="Hold"/>, or dying away by half-life.</summary>
internal sealed record Burst(string Talk, int At, int Count, int Hold = 0, int HalfLife = 60);

/// <summary>Seconds whose rate is known: the very bursts. Each platform sees them after its own delay.</summary>
internal sealed record Fixed(int At, int Seconds, double YouTube, double Twitch, string Talk, double Share);

/// <summary>A factor on the flow between two times of the set.</summary>
/// <param name="Only">Null: both channels.</param>
internal sealed record Swing(int At, int Seconds, double Factor, Channel? Only = null);

/// <summary>Asks of one group that a cue sets off.</summary>
internal sealed record Pulse(string Group, int At, int Count, int Hold = 0, int HalfLife = 60);

internal sealed record Scene(string Name, int At);

internal sealed record Stretch(int At, string Phase);

/// <summary>One programme, written down: when what happens. Times are seconds of the show day, as the set sees them.</summary>
internal sealed record Script
{
    /// <summary>YouTube's viewers are behind the set by 15 to 40 s, Twitch's by 3 to 10 s.</summary>
    public const int YouTubeDelay = 22;

    public const int TwitchDelay = 6;

    public required int Begin { get; init; }

    /// <summary>The first second of the flow; before <see cref="Begin"/> when there is a backlog.</summary>
    public required int FlowFrom { get; init; }

    public required int End { get; init; }

    public required int TZero { get; init; }

    /// <summary>From here on it depends on the ending what is said: the silence.</summary>
    public required int EndingFrom { get; init; }

    /// <summary>There is no landing.</summary>
    public bool Lost { get; init; }

    public required IReadOnlyList<Segment> Segments { get; init; }

    public required IReadOnlyList<Stretch> Phases { get; init; }

    public IReadOnlyList<Burst> Bursts { get; init; } = [];

    public IReadOnlyList<Fixed> Fixed { get; init; } = [];

    public IReadOnlyList<Swing> Swings { get; init; } = [];

    public IReadOnlyList<Swing> AskSwings { get; init; } = [];

    public IReadOnlyList<Pulse> Pulses { get; init; } = [];

    public IReadOnlyList<Scene> Scenes { get; init; } = [];

    /// <summary>Drills that the emulated platforms play themselves.</summary>
    public IReadOnlyList<Scene> Drills { get; init; } = [];

    /// <summary>When doubters come out in number, and for how long.</summary>
    public Swing? Doubters { get; init; }

    public (int From, int To)? SharedChat { get; init; }

    public IReadOnlyList<(int At, string Name)> JumpPoints { get; init; } = [];

    /// <summary>Where a time of the night lies in this programme: group windows are written for the night.</summary>
    public Func<int, int> Place { get; init; } = time => time;

    public static int DelayOf(Channel channel) => channel == Channel.Twitch ? TwitchDelay : YouTubeDelay;

    /// <summary>How many asks the segments' means make between two times.</summary>
    public double AsksBetween(int from, int to)
    {
        var asks = 0.0;
        for (var i = 0; i < Segments.Count; i++)
        {
            var end = i + 1 < Segments.Count ? Segments[i + 1].From : End;
            asks += Math.Max(0, Math.Min(to, end) - Math.Max(from, Segments[i].From)) * (Segments[i].YouTube + Segments[i].Twitch) * Segments[i].Asks;
        }

        return asks;
    }

    public Segment SegmentAt(int second)
    {
        var found = Segments[0];
        foreach (var segment in Segments)
            if (segment.From <= second) found = segment;
        return found;
    }
}
