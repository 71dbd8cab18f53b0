using System.ComponentModel.DataAnnotations;

namespace LiveConsole.Platforms.Twitch;

/// <summary>Where Twitch is and who we are there. The addresses are Twitch's own unless a rehearsal or a test says otherwise.</summary>
public sealed record TwitchOptions : IValidatableObject
{
    public const string Section = "Twitch";

    /// <summary>Twitch's IRC over WebSocket; plain ws:// was switched off there in 2025 and serves the emulator.</summary>
    [Required]
    public Uri IrcUri { get; init; } = new("wss://irc-ws.chat.twitch.tv:443");

    [Required]
    public Uri EventSubUri { get; init; } = new("wss://eventsub.wss.twitch.tv/ws");

    /// <summary>Helix. A bare host is completed by "/helix"; any other path is used as it is (public mock servers serve "/mock").</summary>
    [Required]
    public Uri ApiBaseUri { get; init; } = new("https://api.twitch.tv/helix");

    /// <summary>OAuth. A bare host is completed by "/oauth2"; any other path is used as it is ("/auth").</summary>
    [Required]
    public Uri IdBaseUri { get; init; } = new("https://id.twitch.tv/oauth2");

    /// <summary>Twitch's own host of emotes' and badges' pictures.</summary>
    [Required]
    public Uri PicturesUri { get; init; } = new("https://static-cdn.jtvnw.net/");

    /// <summary>Emotes and badges are shown as pictures, fetched by this server and kept; false: by their names, and nothing is fetched.</summary>
    public bool Pictures { get; init; } = true;

    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    public string? UserAccessToken { get; init; }

    public string? UserRefreshToken { get; init; }

    /// <summary>How often viewers are counted. Helix answers from a cache of a minute or more: asking faster brings nothing.</summary>
    [Range(typeof(TimeSpan), "00:00:30", "00:05:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Twitch:ViewersEvery must lie between 00:00:30 and 00:05:00.")]
    public TimeSpan ViewersEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Set by a rehearsal: any address but this machine's own is refused.</summary>
    public bool LoopbackOnly { get; init; }

    internal Uri Helix(string call) => At(ApiBaseUri, "/helix", call);

    /// <summary>An OAuth address: "authorize", "token", "validate".</summary>
    public Uri Id(string call) => At(IdBaseUri, "/oauth2", call);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Key, Uri? Value, string[] Schemes)[] addresses =
        [
            ("Twitch:IrcUri", IrcUri, ["ws", "wss"]),
            ("Twitch:EventSubUri", EventSubUri, ["ws", "wss"]),
            ("Twitch:ApiBaseUri", ApiBaseUri, ["http", "https"]),
            ("Twitch:IdBaseUri", IdBaseUri, ["http", "https"]),
            ("Twitch:PicturesUri", PicturesUri, ["http", "https"]),
        ];
        foreach (var (key, value, schemes) in addresses)
        {
            if (value is null || !value.IsAbsoluteUri || !schemes.Contains(value.Scheme))
                yield return new ValidationResult($"{key} must be an address that begins with {schemes[0]}:// or {schemes[1]}://.", [key]);
            else if (Loopback.Refusal(value, LoopbackOnly) is { } refusal)
                yield return new ValidationResult($"{key}: {refusal}", [key]);
        }

        if (ClientSecret is { Length: > 0 } && ClientId is null or "")
            yield return new ValidationResult("Twitch:ClientSecret is set without Twitch:ClientId.", ["Twitch:ClientId"]);
    }

    public override string ToString() =>
        $"Twitch irc {IrcUri}, api {ApiBaseUri}, id {IdBaseUri}, client {(ClientId is null ? "none" : "[redacted]")}, user token {(UserAccessToken is null ? "none" : "[redacted]")}";

    private static Uri At(Uri address, string whenBare, string call)
    {
        var path = address.AbsolutePath.TrimEnd('/');
        return new Uri(address, $"{(path.Length == 0 ? whenBare : path)}/{call}");
    }
}
