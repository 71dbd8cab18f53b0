using LiveConsole.Accounts;
using LiveConsole.Accounts.Connected;
using LiveConsole.Archives;
using LiveConsole.Doctor;
using LiveConsole.Domain.Journal;
using LiveConsole.Hosting;
using LiveConsole.Journal.Folder;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Screens;
using LiveConsole.Shows;
using LiveConsole.Sources;

namespace LiveConsole.Features.Settings;

/// <summary>Looks at everything a Go / No-go needs beside the show itself: people, screens, disk, backup, addresses.</summary>
public sealed class GoLook(Crew crew, ScreenDirectory screens, PlatformAddresses platforms, PlatformAccounts accounts, IServiceProvider services, TimeProvider time)
{
    public Task<GoFacts> AtAsync(ShowId show, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var folder = services.GetService<DataFolder.Owned>()?.FolderPath;
        var (youtube, pointed) = (platforms.YouTube, screens.PointedAt(show));
        return Task.FromResult(new GoFacts(time.GetUtcNow(), [.. crew.SeatsIn(show)], [.. pointed], folder is null ? null : DiskRoom.Of(folder),
            folder is null ? null : LastBackup.Read(folder), services.GetService<PublicName>()?.Uri ?? new ServerOptions().PublicUri,
            TwitchSignIn.IsConfigured(platforms.Twitch) || In(ChannelNames.Twitch), Reads(youtube) || In(ChannelNames.YouTube))
        {
            Accounts = accounts.All,
            ConfiguredActs = [.. new[] { ChannelNames.Twitch, ChannelNames.YouTube }.Where(platforms.CanAct)],
            LastSeen = screens.LastSeen,
        });
    }

    private bool In(string platform) => accounts.All.Any(a => a.Platform == platform && !a.IsDead);

    /// <summary>The word for how a platform is read where no account is connected.</summary>
    internal static string HowRead(string platform, PlatformAddresses platforms) => platform == ChannelNames.Twitch
        ? TwitchSignIn.IsConfigured(platforms.Twitch) ? "TwitchSignedIn" : "TwitchAnonymous" : Reads(platforms.YouTube) ? "YouTubeReads" : "YouTubeNoKey";

    /// <summary>A key or an account of YouTube is configured.</summary>
    internal static bool Reads(YouTubeOptions youtube) => !string.IsNullOrEmpty(youtube.ApiKey) || !string.IsNullOrEmpty(youtube.AccessToken) || !string.IsNullOrEmpty(youtube.RefreshToken);
}
