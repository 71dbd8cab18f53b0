using System.Net.Http.Headers;
using System.Text.Json;

namespace LiveConsole.Platforms.Twitch;

/// <summary>What became of checking the account's token.</summary>
internal abstract record SignedIn
{
    /// <param name="UserId">The token's own user: whoever reads.</param>
    public sealed record Ready(HelixCredentials Credentials, string UserId, IReadOnlySet<string> Scopes) : SignedIn;

    /// <summary>A person must connect the account again.</summary>
    public sealed record Dead(string Reason) : SignedIn;

    public sealed record Unreachable(string Reason) : SignedIn;
}

/// <summary>
/// The account a show reads with: its token is checked and, if it is dead or near its end, renewed before anything is tried with it. One for all
/// channels of a show: a refresh token may be good for one use only, and two renewals side by side would sign the account out. What was renewed is kept
/// until the program ends; at the next start the configured tokens count again. Safe on any thread.
/// </summary>
public sealed class TwitchSignIn(TwitchOptions options, HttpClient http, TimeProvider time) : IDisposable
{
    /// <summary>Twitch asks for a check at the start and then every hour (authentication guide, validating tokens).</summary>
    public static readonly TimeSpan CheckEvery = TimeSpan.FromHours(1);

    private const string SignInAgain = "Twitch no longer accepts the account's token: connect the account again.";

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    // A token with less left is renewed first: it would die in the middle of connecting.
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private string? _access = options.UserAccessToken;
    private string? _refresh = options.UserRefreshToken;
    private string? _clientId = options.ClientId;

    public static bool IsConfigured(TwitchOptions options) => !string.IsNullOrWhiteSpace(options.UserAccessToken);

    public void Dispose() => _oneAtATime.Dispose();

    internal async Task<SignedIn> CheckAsync(CancellationToken ct)
    {
        await _oneAtATime.WaitAsync(ct);
        try
        {
            using var deadline = new CancellationTokenSource(AnswerWithin, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
            return await Check_NeedsGate(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new SignedIn.Unreachable($"Twitch did not answer the token's check within {AnswerWithin.TotalSeconds:0} s.");
        }
        catch (HttpRequestException e)
        {
            return new SignedIn.Unreachable($"Twitch cannot be reached to check the token ({e.HttpRequestError}).");
        }
        catch (JsonException)
        {
            return new SignedIn.Unreachable("Twitch's answer to the token's check was no JSON.");
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<SignedIn> Check_NeedsGate(CancellationToken ct)
    {
        var (first, left) = await ValidateAsync(ct);
        if (first is SignedIn.Unreachable || (first is SignedIn.Ready && (left is null || left > Early))) return first;
        if (string.IsNullOrWhiteSpace(_refresh) || string.IsNullOrWhiteSpace(_clientId)) return first;
        if (await RenewAsync(ct) is { } refused) return first is SignedIn.Ready ? first : refused;
        return (await ValidateAsync(ct)).Answer;
    }

    // {"client_id":"…","login":"mybot","scopes":["user:read:chat"],"user_id":"4242","expires_in":13999}
    private async Task<(SignedIn Answer, TimeSpan? Left)> ValidateAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, options.Id("validate"));
        request.Headers.Authorization = new AuthenticationHeaderValue("OAuth", _access);
        using var response = await http.SendAsync(request, ct);
        if ((int)response.StatusCode is 401 or 403) return (new SignedIn.Dead(SignInAgain), null);
        if (!response.IsSuccessStatusCode) return (new SignedIn.Unreachable($"Twitch answered {(int)response.StatusCode} to the token's check."), null);
        using var json = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
        if (HelixJson.Text(json.RootElement, "client_id") is not { Length: > 0 } client || HelixJson.Text(json.RootElement, "user_id") is not { Length: > 0 } user)
            return (new SignedIn.Unreachable("Twitch did not say whose token it is."), null);
        _clientId = client;
        var scopes = HelixJson.Items(json.RootElement, "scopes").Where(s => s.ValueKind == JsonValueKind.String).Select(s => s.GetString()!).ToHashSet(StringComparer.Ordinal);
        // Some old tokens never end: they say 0.
        var seconds = json.RootElement.TryGetProperty("expires_in", out var e) && e.ValueKind == JsonValueKind.Number && e.TryGetInt32(out var s) && s > 0 ? s : (int?)null;
        return (new SignedIn.Ready(new HelixCredentials(client, _access!), user, scopes), seconds is { } left ? TimeSpan.FromSeconds(left) : null);
    }

    // {"access_token":"…","expires_in":13999,"refresh_token":"…","scope":["user:read:chat"],"token_type":"bearer"}
    private async Task<SignedIn?> RenewAsync(CancellationToken ct)
    {
        List<KeyValuePair<string, string>> fields = [new("grant_type", "refresh_token"), new("refresh_token", _refresh!), new("client_id", _clientId!)];
        if (!string.IsNullOrWhiteSpace(options.ClientSecret)) fields.Add(new("client_secret", options.ClientSecret));
        using var form = new FormUrlEncodedContent(fields);
        using var response = await http.PostAsync(options.Id("token"), form, ct);
        if ((int)response.StatusCode is 400 or 401 or 403) return new SignedIn.Dead(SignInAgain);
        if (!response.IsSuccessStatusCode) return new SignedIn.Unreachable($"Twitch answered {(int)response.StatusCode} to the token's renewal.");
        using var json = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
        if (HelixJson.Text(json.RootElement, "access_token") is not { Length: > 0 } access) return new SignedIn.Unreachable("Twitch's answer to the token's renewal held no token.");
        _access = access;
        if (HelixJson.Text(json.RootElement, "refresh_token") is { Length: > 0 } refresh) _refresh = refresh;
        return null;
    }
}
