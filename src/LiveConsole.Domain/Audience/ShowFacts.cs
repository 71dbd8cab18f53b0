using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Audience;

/// <summary>The last count of one channel and its peak.</summary>
/// <param name="Count">Null: the platform gives none now. Absent is not zero.</param>
public sealed record Viewers(string Platform, string Channel, long? Count, DateTimeOffset SampledAt, long? Peak, DateTimeOffset? PeakAt)
{
    /// <summary>No count is called present for longer than this, or than three times its own pace.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(3);

    /// <summary>People in the chat, as far as the platform tells; null: it does not.</summary>
    public long? Chatters { get; init; }

    public DateTimeOffset? ChattersAt { get; init; }

    /// <summary>Between the last two samples; zero before the second.</summary>
    public TimeSpan Every { get; init; }

    /// <summary>The last sample but one.</summary>
    public long? CountBefore { get; init; }

    /// <summary>The count nearest to a time, of the last two.</summary>
    public long? CountAt(DateTimeOffset at) => (at - SampledAt).Duration() <= (at - (SampledAt - Every)).Duration() ? Count : CountBefore;

    public bool IsFreshAt(DateTimeOffset now) => now - SampledAt <= (Every * 3 > Stale ? Every * 3 : Stale);

    /// <summary>With this sample's peak, if it is one: the first of two equal ones stays.</summary>
    internal Viewers Higher(ViewersSampled e) => e.Count > (Peak ?? -1) ? this with { Peak = e.Count, PeakAt = e.SampledAt } : this;
}

/// <param name="ResumeToken">Opaque; where reading goes on after a restart.</param>
/// <param name="LastMessageAt">Show time of the last message received from it; null before the first.</param>
/// <param name="Since">Since when it is so. All tries to read it again are one state.</param>
/// <param name="LastPause">The last time it did not read, once it reads again.</param>
/// <param name="ReadUntil">Not live: until when it certainly read; null when it is live or never was.</param>
public sealed record SourceStatus(SourceKey Key, SourceState State, DateTimeOffset Since, string? Reason, DateTimeOffset? LastMessageAt, long Messages, string? ResumeToken,
    DateTimeOffset? ReadUntil = null, Pause? LastPause = null)
{
    public SourceStatus Moved(SourceMoved moved, DateTimeOffset at) => this with
    {
        State = moved.State,
        // Live, and said again with what it lacks.
        Since = (Tries(State) && Tries(moved.State)) || (State == SourceState.Live && moved is { State: SourceState.Live, Reason: not null }) ? Since : at,
        // A try that begins says no reason: the trouble is still the one it began with.
        Reason = moved.Reason ?? (moved.State == SourceState.Connecting ? Reason : null),
        ReadUntil = moved.State == SourceState.Live ? null : State == SourceState.Live ? moved.At ?? at : ReadUntil,
        LastPause = moved.State == SourceState.Live && ReadUntil is { } until && (moved.At ?? at) is var again && again > until ? new Pause(until, again, Reason) : LastPause,
    };

    private static bool Tries(SourceState state) => state is SourceState.Connecting or SourceState.Waiting;
}

/// <summary>An interval in which one transport did not read. What was written then may have been read by the other one, or handed over afterwards: only a <see cref="Gap"/> is missing.</summary>
public sealed record Pause(DateTimeOffset From, DateTimeOffset To, string? Reason);

/// <summary>An interval of a source without coverage that nothing can fill.</summary>
public sealed record Gap(SourceKey Source, DateTimeOffset From, DateTimeOffset To, string Reason);

/// <summary>A named part of the show. The word is the crew's, both languages; the clock counts to or from <paramref name="Zero"/>.</summary>
/// <param name="Key">waiting, opening, approach, checks, critical, celebration, questions, press, farewell, end, or a show's own.</param>
public sealed record Phase(string Key, string WordFr, string WordEn, DateTimeOffset Since, DateTimeOffset? Zero);

public sealed record Moment(DateTimeOffset At, string Text, string By);
