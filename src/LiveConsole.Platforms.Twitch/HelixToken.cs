using System.Net.Http.Headers;
using System.Text.Json;

namespace LiveConsole.Platforms.Twitch;

/// <summary>What a call of Helix came to.</summary>
internal abstract record Answer
{
    /// <param name="Viewers">Null: the channel is offline.</param>
    /// <param name="Id">Of the broadcast; null where Twitch did not say.</param>
    public sealed record Counted(long? Viewers, string? Id = null, string? Title = null, DateTimeOffset? LiveSince = null) : Answer;

    public sealed record Failed(string Reason, TimeSpan? RetryAfter = null) : Answer;

    public sealed record Refused(string Reason) : Answer;

    public sealed record TokenDied : Answer;
}

internal sealed record HelixCredentials(string ClientId, string Token)
{
    public override string ToString() => "[redacted]";
}

/// <summary>
/// The token Helix is asked with: the user's own when there is one, else the program's (client credentials, which last about 60 days). Kept until
/// it is near its end or Twitch refuses it.
/// </summary>
/// <param name="signIn">Who renews the user's token, for everything that is asked with it: a refresh token may be good for one use only. Null: nobody does.</param>
internal sealed class HelixToken(TwitchOptions options, HttpClient http, TimeProvider time, TwitchSignIn? signIn)
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    private HelixCredentials? _credentials;
    private long _heldSince;
    private TimeSpan _lasts = Timeout.InfiniteTimeSpan;
    private bool _userTokenDied;

    private static bool Has(string? value) => !string.IsNullOrWhiteSpace(value);

    private bool CanAskAsProgram => Has(options.ClientId) && Has(options.ClientSecret);

    private bool CanAskAsUser => (signIn?.HasAccount ?? Has(options.UserAccessToken)) && !_userTokenDied;

    public static bool CanAsk(TwitchOptions options, TwitchSignIn? signIn = null) => signIn is { HasAccount: true } || Has(options.UserAccessToken) || (Has(options.ClientId) && Has(options.ClientSecret));

    /// <summary>Twitch refused the token. False: there is no other one to try.</summary>
    public bool Renew()
    {
        _credentials = null;
        // Where somebody renews it, it is dead only when that one says so.
        if (CanAskAsUser && signIn is not null) return true;
        _userTokenDied |= CanAskAsUser;
        return CanAskAsProgram;
    }

    public async Task<(HelixCredentials? Credentials, Answer? Refused)> GetAsync(CancellationToken ct)
    {
        if (_credentials is { } held && (_lasts == Timeout.InfiniteTimeSpan || time.GetElapsedTime(_heldSince) < _lasts - Early)) return (held, null);
        return CanAskAsUser ? await AsUserAsync(ct)
            : CanAskAsProgram ? await AsProgramAsync(ct)
            : (null, new Answer.TokenDied());
    }

    private async Task<(HelixCredentials?, Answer?)> AsUserAsync(CancellationToken ct)
    {
        if (signIn is not null) return await AsSignedInAsync(signIn, ct);
        var clientId = options.ClientId;
        if (!Has(clientId))
        {
            // A token works only with its own program's id, and knows which that is.
            using var request = new HttpRequestMessage(HttpMethod.Get, options.Id("validate"));
            request.Headers.Authorization = new AuthenticationHeaderValue("OAuth", options.UserAccessToken);
            using var response = await http.SendAsync(request, ct);
            if ((int)response.StatusCode is 401 or 403) return (null, new Answer.TokenDied());
            if (!response.IsSuccessStatusCode) return (null, new Answer.Failed($"Twitch answered {(int)response.StatusCode} to a token's check."));
            using var json = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
            clientId = HelixJson.Text(json.RootElement, "client_id");
            if (!Has(clientId)) return (null, new Answer.Failed("Twitch did not say whose token it is."));
        }

        return (Hold(clientId!, options.UserAccessToken!, Timeout.InfiniteTimeSpan), null);
    }

    private async Task<(HelixCredentials?, Answer?)> AsSignedInAsync(TwitchSignIn account, CancellationToken ct)
    {
        switch (await account.CheckAsync(ct))
        {
            case SignedIn.Ready ready:
                return (Hold(ready.Credentials.ClientId, ready.Credentials.Token, TwitchSignIn.CheckEvery), null);
            case SignedIn.Unreachable unreachable:
                return (null, new Answer.Failed(unreachable.Reason));
            default:
                _userTokenDied = true;
                return CanAskAsProgram ? await AsProgramAsync(ct) : (null, new Answer.TokenDied());
        }
    }

    // {"access_token":"…","expires_in":5011271,"token_type":"bearer"}
    private async Task<(HelixCredentials?, Answer?)> AsProgramAsync(CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("client_id", options.ClientId), new("client_secret", options.ClientSecret), new("grant_type", "client_credentials"),
        ]);
        using var response = await http.PostAsync(options.Id("token"), form, ct);
        if ((int)response.StatusCode is 400 or 401 or 403) return (null, new Answer.Refused("Twitch refuses Twitch:ClientId with Twitch:ClientSecret."));
        if (!response.IsSuccessStatusCode) return (null, new Answer.Failed($"Twitch answered {(int)response.StatusCode} to our login."));
        using var json = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
        if (HelixJson.Text(json.RootElement, "access_token") is not { Length: > 0 } token) return (null, new Answer.Failed("Twitch's answer to our login held no token."));
        var seconds = json.RootElement.TryGetProperty("expires_in", out var e) && e.ValueKind == JsonValueKind.Number && e.TryGetInt32(out var s) && s > 0 ? s : 3600;
        return (Hold(options.ClientId!, token, TimeSpan.FromSeconds(seconds)), null);
    }

    private HelixCredentials Hold(string clientId, string token, TimeSpan lasts)
    {
        (_heldSince, _lasts) = (time.GetTimestamp(), lasts);
        return _credentials = new HelixCredentials(clientId, token);
    }
}
