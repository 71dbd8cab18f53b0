using LiveConsole.Rehearsal.Twitch;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace LiveConsole.Rehearsal.YouTube;

/// <summary>Google's sign-in: the page where an account agrees, tokens for its code (with PKCE), renewal, revoking, the page where it takes it back (platforms/youtube.md 7).</summary>
internal sealed class GoogleEndpoints(GoogleTokens tokens, Action withdraw)
{
    private const string Page = "/o/oauth2/v2/auth", Permissions = "/permissions";

    public static bool Answers(PathString path) => path == Page || path == "/token" || path == "/revoke" || path == Permissions;

    public Task AnswerAsync(HttpContext http) => (http.Request.Path.Value, http.Request.Method) switch
    {
        (Page, "GET") => AuthorizeAsync(http),
        (Page, "POST") => AuthorizedAsync(http),
        ("/token", "POST") => TokenAsync(http),
        ("/revoke", "POST" or "GET") => RevokeAsync(http),
        (Permissions, "GET") => ConsentPage.SendConnectedAsync(http, "Google: third-party access", tokens.Accounts.Select(a => a.Author.Name)),
        (Permissions, "POST") => WithdrawnAsync(http),
        _ => ErrorAsync(http, "invalid_request"),
    };

    private Task AuthorizeAsync(HttpContext http)
    {
        var query = http.Request.Query;
        if (query["client_id"] != EmulatedYouTube.ClientId) return ErrorAsync(http, "invalid_client", 401);
        if (!ConsentPage.IsHere(query["redirect_uri"].ToString())) return ErrorAsync(http, "redirect_uri_mismatch");
        if (query["response_type"] != "code" || query["code_challenge_method"] != "S256" || query["code_challenge"].ToString().Length == 0) return ErrorAsync(http, "invalid_request");
        return ConsentPage.SendAsync(http, "Google", tokens.Accounts.Select(a => a.Author.Name), Split(query["scope"].ToString()),
            [.. new[] { "redirect_uri", "scope", "state", "code_challenge", "access_type", "prompt" }.Select(n => (n, query[n].ToString()))]);
    }

    private async Task AuthorizedAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var redirect = form["redirect_uri"].ToString();
        if (!ConsentPage.IsHere(redirect))
        {
            await ErrorAsync(http, "redirect_uri_mismatch");
            return;
        }

        var answer = new QueryBuilder();
        if (form["answer"] == "yes" && tokens.Accounts.FirstOrDefault(a => a.Author.Name == form["user"].ToString()) is { } account)
        {
            answer.Add("code", tokens.Agree(account, Split(form["scope"].ToString()), redirect, form["code_challenge"].ToString()));
            answer.Add("scope", form["scope"].ToString());
        }
        else
        {
            answer.Add("error", "access_denied");
        }

        answer.Add("state", form["state"].ToString());
        http.Response.Redirect(redirect + answer.ToQueryString());
    }

    private async Task TokenAsync(HttpContext http)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        string Field(string name) => form.TryGetValue(name, out var value) ? value.ToString() : "";
        if (Field("client_id") != EmulatedYouTube.ClientId) await ErrorAsync(http, "invalid_client", 401);
        else if (Field("grant_type") == "refresh_token" && tokens.Renew(Field("refresh_token")) is { } renewed) await GiveAsync(http, renewed.Access, refresh: null, renewed.Scopes);
        else if (Field("grant_type") == "authorization_code" && Field("client_secret") != EmulatedYouTube.ClientSecret) await ErrorAsync(http, "invalid_client", 401);
        else if (Field("grant_type") == "authorization_code" && tokens.Exchange(Field("code"), Field("redirect_uri"), Field("code_verifier")) is { } given) await GiveAsync(http, given.Access, given.Refresh, given.Scopes);
        else await ErrorAsync(http, "invalid_grant");
    }

    private async Task RevokeAsync(HttpContext http)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        var token = form.TryGetValue("token", out var posted) ? posted.ToString() : http.Request.Query["token"].ToString();
        if (!tokens.Revoke(token)) await ErrorAsync(http, "invalid_token");
        else await YouTubeEndpoints.JsonAsync(http, 200, json =>
        {
            json.WriteStartObject();
            json.WriteEndObject();
        });
    }

    private Task WithdrawnAsync(HttpContext http)
    {
        withdraw();
        return ConsentPage.SayAsync(http, 200, "Disconnected. You can close this page.");
    }

    private static Task GiveAsync(HttpContext http, string access, string? refresh, IReadOnlyList<string> scopes) => YouTubeEndpoints.JsonAsync(http, 200, json =>
    {
        json.WriteStartObject();
        json.WriteString("access_token", access);
        json.WriteNumber("expires_in", 3599);
        if (refresh is not null) json.WriteString("refresh_token", refresh);
        json.WriteString("scope", string.Join(' ', scopes));
        json.WriteString("token_type", "Bearer");
        json.WriteEndObject();
    });

    private static string[] Split(string scopes) => scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static Task ErrorAsync(HttpContext http, string error, int status = 400) => YouTubeEndpoints.JsonAsync(http, status, json =>
    {
        json.WriteStartObject();
        json.WriteString("error", error);
        json.WriteString("error_description", "Bad Request");
        json.WriteEndObject();
    });
}
