using System.Net;
using System.Net.Http.Headers;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Flows;
using Google.Apis.Auth.OAuth2.Responses;
using Google.Apis.Http;

namespace LiveConsole.Platforms.YouTube;

/// <summary>Puts the project's credential on requests and refreshes the access token, once for all who found it expired. Safe on any thread.</summary>
/// <param name="vault">Where a connected account's tokens are kept; null: the configured ones, or the key.</param>
internal sealed class YouTubeSignIn(YouTubeOptions options, bool loopbackOnly, ITokenVault? vault, TimeProvider time) : IDisposable
{
    // A token with less left is renewed first.
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private readonly ConfiguredTokens? _configured = vault is not null || string.IsNullOrEmpty(options.RefreshToken) || string.IsNullOrEmpty(options.ClientId) || string.IsNullOrEmpty(options.ClientSecret)
        ? null : new(new HeldTokens(options.AccessToken ?? "", options.RefreshToken, options.ClientId, options.ClientSecret));

    private volatile string? _accessToken = vault is not null || string.IsNullOrEmpty(options.AccessToken) ? null : options.AccessToken;

    public bool CanRefresh => Vault is not null;

    /// <summary>An account's, connected or configured: not only a key.</summary>
    public bool HasAccount => Vault is not null || _accessToken is not null;

    /// <summary>True when the first call would go out with nothing but a refresh token.</summary>
    public bool NeedsToken => _accessToken is null && CanRefresh;

    private ITokenVault? Vault => vault ?? _configured;

    /// <returns>The token that was used, to name it when it turns out to be expired.</returns>
    public string? Apply(HttpRequestMessage request)
    {
        var token = _accessToken;
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        else if (!string.IsNullOrEmpty(options.ApiKey)) request.Headers.Add("X-Goog-Api-Key", options.ApiKey);
        return token;
    }

    /// <returns>Null when there is a newer token than <paramref name="usedToken"/>; else why not.</returns>
    public async Task<YouTubeFailure?> RefreshAsync(string? usedToken, CancellationToken ct)
    {
        if (Vault is not { } tokens) return Refused("expired");
        await _refreshing.WaitAsync(ct);
        try
        {
            if (_accessToken is { } current && current != usedToken) return null; // somebody else did it while we waited
            return await Refresh_NeedsGate(tokens, usedToken, ct);
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>Renews at once, whatever the token has left: nothing else tells for free whether Google still lets us in.</summary>
    public async Task<YouTubeFailure?> ProveAsync(CancellationToken ct)
    {
        if (Vault is not { } tokens) return null;
        await _refreshing.WaitAsync(ct);
        try
        {
            return await tokens.ReadAsync(ct) is { } held ? await Renew_NeedsGate(tokens, held, ct) : Refused("disconnected");
        }
        finally
        {
            _refreshing.Release();
        }
    }

    public void Dispose()
    {
        _configured?.Dispose();
        _refreshing.Dispose();
    }

    /// <summary>Google's flow for one program, on our own sockets.</summary>
    internal static GoogleAuthorizationCodeFlow.Initializer Flow(ProgramClient client, Uri authorize, Uri token, Uri revoke, bool loopbackOnly) => new OurAddresses(authorize, token, revoke)
    {
        ClientSecrets = new() { ClientId = client.Id, ClientSecret = client.Secret ?? "" },
        HttpClientFactory = new OurSockets(loopbackOnly),
        DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None, // the supervisor alone holds retry policy
    };

    private async Task<YouTubeFailure?> Refresh_NeedsGate(ITokenVault tokens, string? usedToken, CancellationToken ct)
    {
        if (await tokens.ReadAsync(ct) is not { } held) return Refused("disconnected");
        if (held.Access.Length == 0 || held.Access == usedToken || (held.AccessEndsAt is { } ends && ends - time.GetUtcNow() < Early)) return await Renew_NeedsGate(tokens, held, ct);
        _accessToken = held.Access;
        return null;
    }

    private async Task<YouTubeFailure?> Renew_NeedsGate(ITokenVault tokens, HeldTokens held, CancellationToken ct)
    {
        YouTubeFailure? why = null;
        HeldTokens? made;
        try
        {
            made = await tokens.RenewAsync(held, async (kept, c) =>
            {
                (var renewed, why) = await AskAsync(kept, c);
                return renewed;
            }, ct);
        }
        catch (TokensAwayException away)
        {
            return YouTubeFailure.NoAnswer(away.Message) with { NeverLeft = true };
        }

        if (made is null)
        {
            why ??= Refused("disconnected");
            if (why.Kind == FailureKind.NotAllowed) await tokens.FoundAsync(new(TokenHealth.Dead, Why: why.Words), ct);
            return why;
        }

        _accessToken = made.Access;
        await tokens.FoundAsync(new(TokenHealth.Good, AccessEndsAt: made.AccessEndsAt), ct);
        return null;
    }

    private async Task<(HeldTokens? Made, YouTubeFailure? Why)> AskAsync(HeldTokens held, CancellationToken ct)
    {
        if (held is not { Refresh: { Length: > 0 } refresh, ClientId: { Length: > 0 } client, ClientSecret: { Length: > 0 } secret }) return (null, Refused("expired"));
        try
        {
            using var flow = new AuthorizationCodeFlow(Flow(new ProgramClient(client, secret), new Uri(GoogleAuthConsts.OidcAuthorizationUrl), options.TokenUri, options.TokenUri, loopbackOnly));
            var answer = await flow.RefreshTokenAsync("liveconsole", refresh, ct);
            var ends = answer.ExpiresInSeconds is > 0 and var seconds ? time.GetUtcNow().AddSeconds(seconds) : (DateTimeOffset?)null;
            return (held with { Access = answer.AccessToken, Refresh = answer.RefreshToken is { Length: > 0 } newer ? newer : refresh, AccessEndsAt = ends }, null);
        }
        catch (TokenResponseException refused) when (refused.StatusCode is null or < HttpStatusCode.InternalServerError)
        {
            return (null, Refused(refused.Error?.Error ?? "refused"));
        }
        // The time is the vault's, no caller's: when it is over, Google did not answer.
        catch (Exception trouble) when (trouble is HttpRequestException or IOException or TokenResponseException or OperationCanceledException)
        {
            return (null, YouTubeFailure.NoAnswer("Google's sign-in server did not answer.") with { NeverLeft = true });
        }
    }

    private static YouTubeFailure Refused(string reason) => new(FailureKind.NotAllowed, 401, reason,
        "YouTube's sign-in has expired or was withdrawn: connect the YouTube account again in the settings.");

    private sealed class OurAddresses(Uri authorize, Uri token, Uri revoke) : GoogleAuthorizationCodeFlow.Initializer(authorize.AbsoluteUri, token.AbsoluteUri, revoke.AbsoluteUri);

    /// <summary>Google's library on our own sockets, so that a rehearsal's fence holds there too.</summary>
    private sealed class OurSockets(bool loopbackOnly) : HttpClientFactory
    {
        protected override HttpMessageHandler CreateHandler(CreateHttpClientArgs args) => LoopbackOnly.Handler(loopbackOnly);
    }
}
