using System.Net;
using Google.Apis.Auth.OAuth2.Flows;
using Google.Apis.Auth.OAuth2.Requests;
using Google.Apis.Auth.OAuth2.Responses;

namespace LiveConsole.Platforms.YouTube;

/// <summary>Google's addresses of a sign-in.</summary>
public sealed record GoogleAddresses(Uri Authorize, Uri Token, Uri Revoke);

/// <summary>
/// How a person lets this program in at Google ("OAuth 2.0 for web server applications", with PKCE): a page, a code, tokens; then one unit to ask which
/// channel they act as. Nothing is kept here.
/// </summary>
public sealed class YouTubeConsent(YouTubeOptions options, GoogleAddresses addresses, TimeProvider time, bool loopbackOnly = false)
{
    /// <summary>Reads chats, also of videos that are not public.</summary>
    public const string ReadScope = "https://www.googleapis.com/auth/youtube.readonly";

    /// <summary>Reads and acts: removes, bans, posts.</summary>
    public const string ActScope = "https://www.googleapis.com/auth/youtube.force-ssl";

    /// <summary>Asking which channel a sign-in acts as.</summary>
    public const int WhoCosts = QuotaBudget.LookCost;

    /// <summary>Where a person agrees; they come back to <paramref name="redirect"/> with a code and the state. Consent is always asked for: only then comes a refresh token.</summary>
    /// <returns>The page, and the verifier that proves at the exchange that it was asked for here.</returns>
    public (Uri Page, string Verifier) Authorize(ProgramClient client, Uri redirect, string scope, Func<string, string> stateOf)
    {
        using var flow = Flow(client, scope);
        var request = (GoogleAuthorizationCodeRequestUrl)flow.CreateAuthorizationCodeRequest(redirect.AbsoluteUri, out var verifier);
        request.State = stateOf(verifier);
        return (request.Build(), verifier);
    }

    /// <param name="budget">Of the project: asking who it is costs <see cref="WhoCosts"/>.</param>
    public async Task<Consented<GrantedAccount>> ExchangeAsync(ProgramClient client, string code, string verifier, Uri redirect, QuotaBudget? budget, CancellationToken ct)
    {
        try
        {
            using var flow = Flow(client, "");
            var answer = await flow.ExchangeCodeForTokenAsync("liveconsole", code, verifier, redirect.AbsoluteUri, ct);
            var ends = answer.ExpiresInSeconds is > 0 and var seconds ? time.GetUtcNow().AddSeconds(seconds) : (DateTimeOffset?)null;
            var tokens = new HeldTokens(answer.AccessToken, answer.RefreshToken is { Length: > 0 } refresh ? refresh : null, client.Id, client.Secret, ends);
            return await WhoAsync(tokens, [.. (answer.Scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)], budget, ct);
        }
        catch (TokenResponseException refused) when (refused.StatusCode is null or < HttpStatusCode.InternalServerError)
        {
            return new(null, refused.Error?.Error switch
            {
                "invalid_client" or "unauthorized_client" => ConsentTrouble.WrongClient,
                "redirect_uri_mismatch" => ConsentTrouble.WrongAddress,
                _ => ConsentTrouble.Declined,
            });
        }
        catch (Exception trouble) when (trouble is HttpRequestException or IOException or TokenResponseException || (trouble is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new(null, ConsentTrouble.Unreachable);
        }
    }

    /// <summary>Gives the sign-in back: with its refresh token all that came of it.</summary>
    /// <returns>False: Google could not be told. One it does not know any more is as good as given back.</returns>
    public async Task<bool> RevokeAsync(HeldTokens tokens, CancellationToken ct)
    {
        try
        {
            using var flow = Flow(new ProgramClient(tokens.ClientId ?? "", tokens.ClientSecret), "");
            await flow.RevokeTokenAsync("liveconsole", tokens.Refresh ?? tokens.Access, ct);
            return true;
        }
        catch (TokenResponseException refused)
        {
            return refused.StatusCode is null or < HttpStatusCode.InternalServerError;
        }
        catch (Exception trouble) when (trouble is HttpRequestException or IOException || (trouble is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }

    private async Task<Consented<GrantedAccount>> WhoAsync(HeldTokens tokens, IReadOnlyCollection<string> scopes, QuotaBudget? budget, CancellationToken ct)
    {
        using var vault = new ConfiguredTokens(tokens);
        using var project = new YouTubeProject(options with { AccessToken = null, RefreshToken = null, ApiKey = null, ClientId = tokens.ClientId }, time, loopbackOnly, budget, vault);
        var (channel, failure) = await project.WhoAsync(ct);
        if (failure is not null) return new(null, ConsentTrouble.Unreachable);
        return channel is null ? new(null, ConsentTrouble.NoChannel) : new(new GrantedAccount(tokens, channel.Id, channel.Handle, channel.Title, scopes), null);
    }

    private PkceGoogleAuthorizationCodeFlow Flow(ProgramClient client, string scope)
    {
        var flow = YouTubeSignIn.Flow(client, addresses.Authorize, addresses.Token, addresses.Revoke, loopbackOnly);
        (flow.Prompt, flow.Scopes) = ("consent", scope.Length > 0 ? [scope] : []);
        return new PkceGoogleAuthorizationCodeFlow(flow);
    }
}
