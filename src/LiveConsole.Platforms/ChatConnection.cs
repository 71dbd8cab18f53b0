using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms;

/// <summary>Where a connection puts what it reads. Waits when the queue behind it is full; a watchdog must not count that wait as silence.</summary>
public interface IArrivalSink
{
    ValueTask PutAsync(Arrival arrival, CancellationToken ct);
}

/// <summary>
/// One way to read one channel. <see cref="RunAsync"/> connects once, reads until the connection ends and returns why; it never
/// retries by itself (the supervisor holds all retry policy) and throws only <see cref="OperationCanceledException"/>. One object can be run many times, one after the other.
/// It puts a <see cref="SourceChanged"/> with <see cref="SourceState.Live"/> once it really reads (Twitch: joined and the room's state is here); the
/// supervisor says all other states.
/// </summary>
public interface IChatConnection
{
    SourceKey Source { get; }

    /// <summary>Whether the platform hands over what was written while nobody read, given a resume token. Where it does not, the time between is a gap.</summary>
    bool Replays => false;

    /// <summary>Machine time after which a wire that died without a word has been noticed at the latest.</summary>
    TimeSpan NoticesWithin => TimeSpan.FromMinutes(2);

    /// <summary>Whether the connection itself says what is missing (<see cref="GapFound"/>), because it alone sees how far back a platform's history reaches. Asked when it is live.</summary>
    bool SaysGaps => false;

    /// <summary>Where a token's reader stood; null: it cannot be told, or nothing is replayed.</summary>
    ReadPlace? PlaceOf(string token) => null;

    /// <param name="resumeToken">The last journaled <see cref="ResumePointReached.Token"/>, or null to start fresh.</param>
    Task<ConnectionEnd> RunAsync(IArrivalSink sink, string? resumeToken, CancellationToken ct);
}

/// <param name="Chat">The platform's own id: places of two chats cannot be compared.</param>
/// <param name="Until">The platform's time of the newest message that was read.</param>
public readonly record struct ReadPlace(string Chat, DateTimeOffset Until);

/// <summary>Why a connection ended: the supervisor decides what then.</summary>
public abstract record ConnectionEnd
{
    /// <summary>Show time of the last sign of life: what was said after it may be missing. Null: until the end. A half-open socket is noticed more than a minute late.</summary>
    public DateTimeOffset? CoveredUntil { get; init; }

    /// <summary>Socket, server or network trouble, or the platform asked to move: try again with backoff (at once when <paramref name="Healthy"/>: the end is normal there).</summary>
    public sealed record Lost(string Reason, bool Healthy = false, TimeSpan? RetryAfter = null) : ConnectionEnd;

    /// <summary>The resume token is dead: start without it and record a gap.</summary>
    public sealed record ResumeRefused(string Reason) : ConnectionEnd;

    /// <summary>The broadcast is over; look for a new one now and then.</summary>
    public sealed record BroadcastEnded(string Reason) : ConnectionEnd;

    /// <summary>The platform refuses (wrong key, no rights, unknown channel): no retry until a person changes something.</summary>
    public sealed record Denied(string Reason) : ConnectionEnd;
}
