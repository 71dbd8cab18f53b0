using System.Globalization;
using System.Text.Json;
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
    // Any address of this machine: nobody is sent there.
    private const string Back = "http://localhost/back";

    private readonly EmulatedPlatforms _platforms;
    private readonly string _token;
    private int _put;

    private TwoPlatforms(EmulatedPlatforms platforms, string token) => (_platforms, _token) = (platforms, token);

    public EmulatedTwitch Twitch => _platforms.Twitch;

    public EmulatedYouTube YouTube => _platforms.YouTube;

    public static async Task<TwoPlatforms> StartAsync()
    {
        var platforms = await EmulatedPlatforms.StartAsync(new EmulatorOptions(), TimeProvider.System, NullLoggerFactory.Instance, default);
        return new(platforms, await OwnersTokenAsync(platforms.Twitch));
    }

    /// <summary>What serve is told of them: both chats' owners, who may all that a program may there.</summary>
    public string[] Words =>
    [
        $"--Twitch:IrcUri={Twitch.IrcUri}", $"--Twitch:EventSubUri={Twitch.EventSubUri}", $"--Twitch:ApiBaseUri={Twitch.ApiBaseUri}", $"--Twitch:IdBaseUri={Twitch.IdBaseUri}",
        $"--Twitch:ClientId={EmulatedTwitch.ClientId}", $"--Twitch:UserAccessToken={_token}",
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

    /// <summary>As the owner's consent on Twitch's page gives it: a poll there is theirs to begin.</summary>
    private static async Task<string> OwnersTokenAsync(EmulatedTwitch twitch)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = twitch.IdBaseUri };
        var consent = await http.PostAsync(new Uri("oauth2/authorize", UriKind.Relative), Form(("user", twitch.Channel), ("answer", "yes"), ("redirect_uri", Back), ("scope", string.Join(' ', EmulatedTwitch.UserScopes))));
        var code = consent.Headers.Location!.Query.TrimStart('?').Split('&').Single(p => p.StartsWith("code=", StringComparison.Ordinal))["code=".Length..];
        var given = await http.PostAsync(new Uri("oauth2/token", UriKind.Relative),
            Form(("client_id", EmulatedTwitch.ClientId), ("client_secret", EmulatedTwitch.ClientSecret), ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Back)));
        using var answer = JsonDocument.Parse(await given.Content.ReadAsStringAsync());
        return answer.RootElement.GetProperty("access_token").GetString()!;
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    public ValueTask DisposeAsync() => _platforms.DisposeAsync();
}
