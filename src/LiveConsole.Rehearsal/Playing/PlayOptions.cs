using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.Playing;

/// <summary>How a time line is mapped to machine time. Only the time line is scaled; the protocols' own timers stay real.</summary>
public sealed record PlayOptions
{
    /// <summary>Seconds of the time line per second of machine time.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>
    /// The time of the time line at which playing begins; null: at its first line. Earlier lines go into YouTube's history (so that page tokens
    /// issued before a restart still lead somewhere) and set the last viewer counts; Twitch has no replay and never sends them.
    /// </summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Added to the sending times that go on the wire, for recordings whose dates lie in the past. Positions in page tokens do not move with it.</summary>
    public TimeSpan Shift { get; init; }

    /// <summary>
    /// The sending times that go on the wire are the machine's, whatever the speed and the dates of the time line: for a program that lives outside and whose
    /// clock runs at 1x. <see cref="Shift"/> is not looked at then.
    /// </summary>
    public bool MachineTimes { get; init; }

    /// <summary>A longer silence of the time line is jumped over (real recordings have windows days apart); null: none is. <see cref="EmulatedPlatforms.ShowTime"/> jumps with it.</summary>
    public TimeSpan? LongestSilence { get; init; }

    /// <summary>The most lines a second of machine time, whatever the speed asks for; what is due waits its turn.</summary>
    public int MostPerSecond { get; init; } = 20_000;

    /// <summary>
    /// The clock starts only when somebody is joined to these rooms and reads the chats of these videos: what is said before is heard by nobody on
    /// Twitch, and on YouTube only as far as the first page reaches. Empty: at once.
    /// </summary>
    public IReadOnlyList<WaitedFor> WaitsFor { get; init; } = [];

    /// <summary>Then the clock starts anyway (machine time).</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>After the last line: YouTube's chat ends and Twitch goes offline.</summary>
    public bool EndsBroadcast { get; init; }
}

/// <summary>A channel that has to have a reader before playing begins.</summary>
/// <param name="Platform">"twitch" or "youtube".</param>
/// <param name="Channel">A login; a video's id or a recording's channel.</param>
public readonly record struct WaitedFor(string Platform, string Channel);

/// <summary>A message of a time line that the platform's wire cannot carry; it was not sent.</summary>
/// <param name="Reason">For people, in the terms of the platform's rule.</param>
public sealed record UnsendableMessage(string Platform, string Id, string Reason);

/// <summary>Messages put on the wire so far, repeats included.</summary>
public readonly record struct DeliveredCount(long Twitch, long YouTube);

/// <summary>Lines of a drill that is chat content, by the drill's name: the first plays at once, the others keep their distance to it. Null: the name is not known there.</summary>
public delegate IEnumerable<RecordingLine>? DrillContent(string drill);
