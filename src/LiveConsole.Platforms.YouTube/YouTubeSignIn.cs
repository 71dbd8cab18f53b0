using System.Net.Http.Headers;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Flows;
using Google.Apis.Auth.OAuth2.Responses;
using Google.Apis.Http;

namespace LiveConsole.Platforms.YouTube;

/// <summary>Puts the project's credential on requests and refreshes the access token, once for all who found it expired. Safe on any thread.</summary>
internal sealed class YouTubeSignIn : IDisposable
{
    private readonly YouTubeOptions _options;
    private readonly AuthorizationCodeFlow? _flow;
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private volatile string? _accessToken;

    public YouTubeSignIn(YouTubeOptions options, bool loopbackOnly)
    {
        _options = options;
        _accessToken = string.IsNullOrEmpty(options.AccessToken) ? null : options.AccessToken;
        if (string.IsNullOrEmpty(options.RefreshToken) || string.IsNullOrEmpty(options.ClientId) || string.IsNullOrEmpty(options.ClientSecret)) return;
        _flow = new(new AuthorizationCodeFlow.Initializer(GoogleAuthConsts.OidcAuthorizationUrl, options.TokenUri.AbsoluteUri)
        {
            ClientSecrets = new() { ClientId = options.ClientId, ClientSecret = options.ClientSecret },
            HttpClientFactory = new OurSockets(loopbackOnly),
            DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None, // the supervisor alone holds retry policy
        });
    }

    public bool CanRefresh => _flow is not null;

    /// <summary>True when the first call would go out with nothing but a refresh token.</summary>
    public bool NeedsToken => _accessToken is null && CanRefresh;

    /// <returns>The token that was used, to name it when it turns out to be expired.</returns>
    public string? Apply(HttpRequestMessage request)
    {
        var token = _accessToken;
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        else if (!string.IsNullOrEmpty(_options.ApiKey)) request.Headers.Add("X-Goog-Api-Key", _options.ApiKey);
        return token;
    }

    /// <returns>Null when there is a newer token than <paramref name="usedToken"/>; else why not.</returns>
    public async Task<YouTubeFailure?> RefreshAsync(string? usedToken, CancellationToken ct)
    {
        if (_flow is null) return Refused("expired");
        await _refreshing.WaitAsync(ct);
        try
        {
            if (_accessToken is { } current && current != usedToken) return null; // somebody else did it while we waited
            var answer = await _flow.RefreshTokenAsync("liveconsole", _options.RefreshToken, ct);
            _accessToken = answer.AccessToken;
            return null;
        }
        catch (TokenResponseException refused) when (refused.StatusCode is null or < System.Net.HttpStatusCode.InternalServerError)
        {
            return Refused(refused.Error?.Error ?? "refused");
        }
        catch (Exception trouble) when (trouble is HttpRequestException or IOException or TokenResponseException
            || (trouble is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return YouTubeFailure.NoAnswer("Google's sign-in server did not answer.") with { NeverLeft = true };
        }
        finally
        {
            _refreshing.Release();
        }
    }

    public void Dispose()
    {
        _flow?.Dispose();
        _refreshing.Dispose();
    }

    private static YouTubeFailure Refused(string reason) => new(FailureKind.NotAllowed, 401, reason,
        "YouTube's sign-in has expired or was withdrawn: connect the YouTube account again in the settings. (While the Google project's consent screen is in \"Testing\", sign-ins last 7 days.)");

    /// <summary>Google's library on our own sockets, so that a rehearsal's fence holds there too.</summary>
    private sealed class OurSockets(bool loopbackOnly) : HttpClientFactory
    {
        protected override HttpMessageHandler CreateHandler(CreateHttpClientArgs args) => LoopbackOnly.Handler(loopbackOnly);
    }
}
