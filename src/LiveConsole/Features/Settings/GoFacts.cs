using System.Collections.Immutable;
using LiveConsole.Accounts;
using LiveConsole.Accounts.Connected;
using LiveConsole.Doctor;

namespace LiveConsole.Features.Settings;

/// <summary>What a check before a show reads beside the show itself, as it stood at one moment.</summary>
/// <param name="Disk">Null: it cannot be known here.</param>
/// <param name="BackupAt">When the last backup was written from this data folder; null: none was.</param>
/// <param name="PublicUri">The name that people and screens come by.</param>
/// <param name="TwitchSignedIn">A Twitch account is configured; else Twitch is read anonymously.</param>
/// <param name="YouTubeReads">A key or an account of YouTube is configured.</param>
/// <param name="Complete">False before anything was looked at.</param>
public sealed record GoFacts(
    DateTimeOffset At, ImmutableArray<Seat> Seats, ImmutableArray<ScreenRow> Screens, DiskRoom? Disk, DateTimeOffset? BackupAt, Uri PublicUri,
    bool TwitchSignedIn, bool YouTubeReads, bool Complete = true)
{
    /// <summary>The connected accounts of the platforms.</summary>
    public ImmutableArray<PlatformAccount> Accounts { get; init; } = [];

    /// <summary>Platforms on which the configured token may act, where no connected account does.</summary>
    public ImmutableHashSet<string> ConfiguredActs { get; init; } = [];

    /// <summary>When each screen was last connected, by id; those that never were while this server runs are not in it.</summary>
    public ImmutableDictionary<Guid, DateTimeOffset> LastSeen { get; init; } = ImmutableDictionary<Guid, DateTimeOffset>.Empty;

    public static GoFacts None(DateTimeOffset at) => new(at, [], [], null, null, new Uri("http://localhost"), false, false, Complete: false);
}
