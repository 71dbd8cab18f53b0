using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Audience;

/// <summary>How one channel's chat is read: by one transport, or by two of which either is enough.</summary>
/// <param name="Transports">What reads comes first. Never empty.</param>
/// <param name="Pace">Null before its first message.</param>
public sealed record ChannelReading(string Platform, string Channel, ImmutableArray<SourceStatus> Transports, ChannelPace? Pace)
{
    /// <summary>Counts viewers, reads no chat.</summary>
    private const string CountsViewers = "helix";

    public bool Live => Transports[0].State == SourceState.Live;

    /// <summary>The transport that does not read although the other one does: nothing is missing, nothing is left to spare.</summary>
    public SourceStatus? Lacking => Live ? Transports.FirstOrDefault(t => t.State != SourceState.Live) : null;

    public DateTimeOffset? LastMessageAt => Transports.Max(t => t.LastMessageAt);

    public long Messages => Transports.Max(t => t.Messages);

    /// <summary>Nobody reads: since when, as far as is known. Null while it is read, or when it never was.</summary>
    public DateTimeOffset? UnreadSince => Live ? null : Transports.Max(t => t.ReadUntil);

    /// <summary>Nobody reads, and no try will change it: a person must act. While one transport still tries, it is a loss like another.</summary>
    public bool Refused => Transports.All(t => t.State == SourceState.Denied);

    public bool Ended => Transports.All(t => t.State == SourceState.Ended);

    /// <summary>The transport whose reason says best why nobody reads: one that tries, before one that was refused.</summary>
    public SourceStatus Cause => Transports.FirstOrDefault(t => t is { Reason: not null, State: SourceState.Waiting or SourceState.Connecting })
        ?? Transports.FirstOrDefault(t => t.Reason is not null) ?? Transports[0];

    /// <summary>Read without a break since; null while nobody reads.</summary>
    public DateTimeOffset? ReadSince => Transports.Where(t => t.State == SourceState.Live).Min(t => (DateTimeOffset?)t.Since);

    /// <summary>It is read and brings nothing, although it normally would.</summary>
    public DateTimeOffset? SilentSince(DateTimeOffset now, TimeSpan atLeast) => ReadSince is { } since ? Pace?.SilentSince(now, since, atLeast) : null;

    /// <summary>What is written while nobody reads will be handed over later: the platform replays, and knows from where.</summary>
    public bool Replays => Transports.Any(t => t.Key.Platform == "youtube" && t.ResumeToken is not null && t.State != SourceState.Ended);

    /// <summary>All channels that a show reads, in a fixed order.</summary>
    public static ImmutableArray<ChannelReading> All(ShowState show) =>
    [
        .. show.Sources.Values.Where(s => s.Key.Transport != CountsViewers)
            .GroupBy(s => (s.Key.Platform, s.Key.Channel))
            .OrderBy(g => g.Key.Platform, StringComparer.Ordinal).ThenBy(g => g.Key.Channel, StringComparer.Ordinal)
            .Select(g => new ChannelReading(g.Key.Platform, g.Key.Channel,
                [.. g.OrderBy(t => t.State == SourceState.Live ? 0 : 1).ThenBy(t => t.Key.Transport, StringComparer.Ordinal)],
                show.Sources.Pace(g.Key.Platform, g.Key.Channel))),
    ];
}
