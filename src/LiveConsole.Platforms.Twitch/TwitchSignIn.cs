using System.Net.Http.Headers;
using System.Text.Json;

namespace LiveConsole.Platforms.Twitch;

/// <summary>What became of checking the account's token.</summary>
internal abstract record SignedIn
{
    /// <param name="UserId">The token's own user: whoever reads.</param>
    /// <param name="Login">Its name there.</param>
    public sealed record Ready(HelixCredentials Credentials, string UserId, IReadOnlySet<string> Scopes, string Login = "") : SignedIn;

    /// <summary>A person must connect the account again.</summary>
    public sealed record Dead(string Reason) : SignedIn;

    public sealed record Unreachable(string Reason) : SignedIn;
}

/// <summary>
/// An account: its token is checked and, if it is dead or near its end, renewed before anything is tried with it. One for all that use the account: a
/// refresh token may be good for one use only, and two renewals side by side would sign the account out. What was renewed is in the vault before it is
/// used. Safe on any thread.
/// </summary>
/// <param name="vault">Where a connected account's tokens are kept; null: the configured ones, renewed until the program ends.</param>
public sealed class TwitchSignIn(TwitchOptions options, HttpClient http, TimeProvider time, ITokenVault? vault = null) : IDisposable
{
    /// <summary>Twitch asks for a check at the start and then every hour (authentication guide, validating tokens).</summary>
    public static readonly TimeSpan CheckEvery = TimeSpan.FromHours(1);

    private const string SignInAgain = "Twitch no longer accepts the account's token: connect the account again.";
    private const string Disconnected = "The account was disconnected: connect it again, or another one.";

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    // A token with less left is renewed first: it would die in the middle of connecting.
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly ITokenVault _vault = vault ?? new ConfiguredTokens(string.IsNullOrWhiteSpace(options.UserAccessToken) ? null
        : new HeldTokens(options.UserAccessToken, options.UserRefreshToken, options.ClientId, options.ClientSecret));

    public static bool IsConfigured(TwitchOptions options) => !string.IsNullOrWhiteSpace(options.UserAccessToken);

    /// <summary>There is an account to read with, connected or configured.</summary>
    internal bool HasAccount => vault is not null || IsConfigured(options);

    public void Dispose()
    {
        (_vault as ConfiguredTokens)?.Dispose();
        _oneAtATime.Dispose();
    }

    /// <summary>Checks now, and says how it stands; the vault is told, too.</summary>
    public async Task<TokenStanding> StandingAsync(CancellationToken ct) => await CheckAsync(ct) switch
    {
        SignedIn.Ready ready => new(TokenHealth.Good, $"signed in as {ready.Login}, {ready.Scopes.Count} scopes"),
        SignedIn.Dead dead => new(TokenHealth.Dead, dead.Reason),
        SignedIn.Unreachable away => new(TokenHealth.Unknown, away.Reason),
        _ => throw new InvalidOperationException("Nobody knows this answer of a check."),
    };

    /// <summary>The logins of the channels this account moderates (GET /moderation/channels); null: not allowed to ask, or no answer.</summary>
    public async Task<IReadOnlyList<string>?> ModeratesAsync(CancellationToken ct)
    {
        if (await CheckAsync(ct) is not SignedIn.Ready me || !me.Scopes.Contains("user:read:moderated_channels")) return null;
        using var deadline = new CancellationTokenSource(AnswerWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            return await TwitchConsent.ModeratedAsync(options, http, me.Credentials, me.UserId, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null; // a slow answer is none
        }
    }

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
        catch (TokensAwayException away)
        {
            return new SignedIn.Unreachable(away.Message);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<SignedIn> Check_NeedsGate(CancellationToken ct)
    {
        if (await _vault.ReadAsync(ct) is not { } held) return new SignedIn.Dead(Disconnected);
        var (first, left, client) = await ValidateAsync(held, ct);
        if (first is SignedIn.Unreachable || (first is SignedIn.Ready && (left is null || left > Early))) return await TellAsync(first, left, ct);
        if (string.IsNullOrWhiteSpace(held.Refresh) || string.IsNullOrWhiteSpace(held.ClientId ?? client)) return await TellAsync(first, left, ct);
        SignedIn? refused = null;
        var renewed = await _vault.RenewAsync(held, async (kept, c) =>
        {
            (var made, refused) = await RenewAsync(kept, kept.ClientId ?? client!, c);
            return made;
        }, ct);
        if (renewed is null) return await TellAsync(first is SignedIn.Ready ? first : refused ?? new SignedIn.Dead(SignInAgain), left, ct);
        var (again, until, _) = await ValidateAsync(renewed, ct);
        return await TellAsync(again, until, ct);
    }

    private async Task<SignedIn> TellAsync(SignedIn found, TimeSpan? left, CancellationToken ct)
    {
        if (found is SignedIn.Ready ready) await _vault.FoundAsync(new(TokenHealth.Good, ready.UserId, ready.Login, ready.Scopes, left is { } span ? time.GetUtcNow() + span : null), ct);
        else if (found is SignedIn.Dead dead) await _vault.FoundAsync(new(TokenHealth.Dead, Why: dead.Reason), ct);
        return found;
    }

    // {"client_id":"…","login":"mybot","scopes":["user:read:chat"],"user_id":"4242","expires_in":13999}
    private async Task<(SignedIn Answer, TimeSpan? Left, string? Client)> ValidateAsync(HeldTokens held, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, options.Id("validate"));
        request.Headers.Authorization = new AuthenticationHeaderValue("OAuth", held.Access);
        using var response = await http.SendAsync(request, ct);
        if ((int)response.StatusCode is 401 or 403) return (new SignedIn.Dead(SignInAgain), null, null);
        if (!response.IsSuccessStatusCode) return (new SignedIn.Unreachable($"Twitch answered {(int)response.StatusCode} to the token's check."), null, null);
        using var json = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
        if (HelixJson.Text(json.RootElement, "client_id") is not { Length: > 0 } client || HelixJson.Text(json.RootElement, "user_id") is not { Length: > 0 } user)
            return (new SignedIn.Unreachable("Twitch did not say whose token it is."), null, null);
        var scopes = HelixJson.Items(json.RootElement, "scopes").Where(s => s.ValueKind == JsonValueKind.String).Select(s => s.GetString()!).ToHashSet(StringComparer.Ordinal);
        // Some old tokens never end: they say 0.
        var seconds = json.RootElement.TryGetProperty("expires_in", out var e) && e.ValueKind == JsonValueKind.Number && e.TryGetInt32(out var s) && s > 0 ? s : (int?)null;
        return (new SignedIn.Ready(new HelixCredentials(client, held.Access), user, scopes, HelixJson.Text(json.RootElement, "login") ?? ""), seconds is { } left ? TimeSpan.FromSeconds(left) : null, client);
    }

    // {"access_token":"…","expires_in":13999,"refresh_token":"…","scope":["user:read:chat"],"token_type":"bearer"}
    private async Task<(HeldTokens? Made, SignedIn? Refused)> RenewAsync(HeldTokens held, string client, CancellationToken ct)
    {
        List<KeyValuePair<string, string>> fields = [new("grant_type", "refresh_token"), new("refresh_token", held.Refresh!), new("client_id", client)];
        if (!string.IsNullOrWhiteSpace(held.ClientSecret)) fields.Add(new("client_secret", held.ClientSecret));
        using var form = new FormUrlEncodedContent(fields);
        using var response = await http.PostAsync(options.Id("token"), form, ct);
        if ((int)response.StatusCode is 400 or 401 or 403) return (null, new SignedIn.Dead(SignInAgain));
        if (!response.IsSuccessStatusCode) return (null, new SignedIn.Unreachable($"Twitch answered {(int)response.StatusCode} to the token's renewal."));
        // The old token is spent: nothing stops us from reading the new one, which has come whole.
        using var json = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(CancellationToken.None), cancellationToken: CancellationToken.None);
        if (TwitchConsent.Tokens(json.RootElement, client, held.ClientSecret, time.GetUtcNow()) is not { } made) return (null, new SignedIn.Unreachable("Twitch's answer to the token's renewal held no token."));
        return (made.Refresh is null ? made with { Refresh = held.Refresh } : made, null);
    }
}
