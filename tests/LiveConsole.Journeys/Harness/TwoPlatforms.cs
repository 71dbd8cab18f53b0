using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Rehearsal.YouTube;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Journeys.Harness;

/// <summary>
/// Both platforms emulated in the journey's own process: what is in their chats is put there one by one, so that no row moves, and what was asked of them is read
/// from their ledgers. The console that reads and writes them is a process of its own, as always.
/// </summary>
public sealed class TwoPlatforms : IAsyncDisposable
{
    private readonly EmulatedPlatforms _platforms;
    private int _put;

    private TwoPlatforms(EmulatedPlatforms platforms) => _platforms = platforms;

    public EmulatedTwitch Twitch => _platforms.Twitch;

    public EmulatedYouTube YouTube => _platforms.YouTube;

    public static async Task<TwoPlatforms> StartAsync() => new(await EmulatedPlatforms.StartAsync(new EmulatorOptions(), TimeProvider.System, NullLoggerFactory.Instance, default));

    /// <summary>What serve is told of them: all that a moderator's account may, and the owner's.</summary>
    public string[] Words =>
    [
        $"--Twitch:IrcUri={Twitch.IrcUri}", $"--Twitch:EventSubUri={Twitch.EventSubUri}", $"--Twitch:ApiBaseUri={Twitch.ApiBaseUri}", $"--Twitch:IdBaseUri={Twitch.IdBaseUri}",
        $"--Twitch:ClientId={EmulatedTwitch.ClientId}", $"--Twitch:UserAccessToken={EmulatedTwitch.UserToken}",
        $"--YouTube:ApiBaseUri={YouTube.ApiBaseUri}", $"--YouTube:TokenUri={YouTube.TokenUri}", $"--YouTube:ApiKey={EmulatedYouTube.ApiKey}", $"--YouTube:AccessToken={EmulatedYouTube.AccessToken}",
    ];

    /// <summary>Somebody writes now.</summary>
    /// <param name="emotes">Twitch's raw tag: "25:0-4".</param>
    /// <returns>Its id there.</returns>
    public string Say(string platform, string name, string text, string? emotes = null)
    {
        var n = ++_put;
        var twitch = platform == "twitch";
        var id = twitch ? new Guid(n, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1).ToString() : string.Create(CultureInfo.InvariantCulture, $"LCC.said{n:D6}");
        var author = new Author(twitch ? string.Create(CultureInfo.InvariantCulture, $"7{n:D5}") : $"UC{name}", name, twitch ? name.ToLowerInvariant() : null);
        var now = TimeProvider.System.GetUtcNow();
        _platforms.Put(new RecordedMessage(new ChatMessage(platform, twitch ? Twitch.Channel : YouTube.Video, id, now, now, author, text), emotes));
        return id;
    }

    /// <summary>Twitch counts viewers: the channel is live.</summary>
    public void Watched(long viewers) => _platforms.Put(new RecordedViewers(TimeProvider.System.GetUtcNow(), "twitch", Twitch.Channel, viewers));

    /// <summary>AutoMod holds a message of whoever wrote last.</summary>
    public void HoldOne() => _platforms.Fire("held");

    /// <summary>How often Helix was asked this and did it: "POST moderation/bans".</summary>
    public int Helix(string call) => Twitch.Calls.Calls.Count(c => c.Call == call && c.Status < 300);

    /// <summary>The same of YouTube: "POST liveChat/bans".</summary>
    public int Google(string call) => YouTube.Seen.Calls.GetValueOrDefault(call) is { } seen ? seen.Times - seen.Failed : 0;

    public ValueTask DisposeAsync() => _platforms.DisposeAsync();
}
