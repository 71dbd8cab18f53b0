using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>Twitch's OAuth at "/oauth2" and "/auth", the pages where users agree, and the one where they take it back (platforms/twitch.md 5).</summary>
internal sealed class OAuthEndpoints(EmulatedTwitch twitch, Consents consents, EmulatedUsers users)
{
    public const string AppToken = "rehearsal-app-token";

    private const string DeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";

    private const string Connections = "/settings/connections";

    public static bool Answers(PathString path) => path.StartsWithSegments("/oauth2", StringComparison.Ordinal) || path.StartsWithSegments("/auth", StringComparison.Ordinal) || path == "/activate" || path == Connections;

    public Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        var call = path[(path.LastIndexOf('/') + 1)..];
        return (call, http.Request.Method) switch
        {
            ("validate", "GET") => ValidateAsync(http),
            ("token", "POST") => TokenAsync(http),
            ("device", "POST") => DeviceAsync(http),
            ("revoke", "POST") => RevokeAsync(http),
            ("authorize", "GET") => AuthorizeAsync(http),
            ("authorize", "POST") => AuthorizedAsync(http),
            ("connections", "GET") => ConsentPage.SendConnectedAsync(http, "Twitch connections", users.All.Select(u => u.Login)),
            ("connections", "POST") => WithdrawnAsync(http),
            ("activate", "GET") => ActivateAsync(http),
            ("activate", "POST") => ActivatedAsync(http),
            _ => HelixEndpoints.ErrorAsync(http, 404, ""),
        };
    }

    private Task ValidateAsync(HttpContext http)
    {
        var token = HelixEndpoints.Credential(http, "OAuth ") ?? HelixEndpoints.Credential(http, "Bearer ");
        var user = twitch.Tokens.Find(token);
        if (token != AppToken && user is null) return ErrorAsync(http, 401, "invalid access token");
        return HelixEndpoints.JsonAsync(http, 200, json =>
        {
            json.WriteString("client_id", EmulatedTwitch.ClientId);
            if (user is { } known) json.WriteString("login", known.Login);
            WriteScopes(json, "scopes", user?.Scopes ?? []);
            if (user is { } whose) json.WriteString("user_id", whose.UserId);
            json.WriteNumber("expires_in", user is not null ? 14_000 : 5_000_000);
        });
    }

    private async Task TokenAsync(HttpContext http)
    {
        var field = await FieldsAsync(http);
        var isPublic = field("client_secret").Length == 0;
        if (field("client_id") != EmulatedTwitch.ClientId) await ErrorAsync(http, 400, "invalid client");
        else if (!isPublic && field("client_secret") != EmulatedTwitch.ClientSecret) await ErrorAsync(http, 403, "invalid client secret");
        else await (field("grant_type") switch
        {
            "refresh_token" => twitch.Tokens.Renew(field("refresh_token"), isPublic) is { } made ? GiveAsync(http, made.Access, made.Refresh, made.User) : ErrorAsync(http, 400, "Invalid refresh token"),
            DeviceGrant => PollAsync(http, field("device_code")),
            "authorization_code" when isPublic => ErrorAsync(http, 400, "missing client secret"),
            "authorization_code" => consents.Exchange(field("code"), field("redirect_uri")) is { } user ? GiveNewAsync(http, user) : ErrorAsync(http, 400, "Invalid authorization code"),
            "client_credentials" when isPublic => ErrorAsync(http, 403, "invalid client secret"),
            "client_credentials" => HelixEndpoints.JsonAsync(http, 200, json =>
            {
                json.WriteString("access_token", AppToken);
                json.WriteNumber("expires_in", 5_000_000);
                json.WriteString("token_type", "bearer");
            }),
            _ => ErrorAsync(http, 400, "Invalid grant type"),
        });
    }

    private async Task DeviceAsync(HttpContext http)
    {
        var field = await FieldsAsync(http);
        if (field("client_id") != EmulatedTwitch.ClientId)
        {
            await ErrorAsync(http, 400, "invalid client");
            return;
        }

        var (deviceCode, userCode) = consents.AskDevice(Split(field("scopes")));
        await HelixEndpoints.JsonAsync(http, 200, json =>
        {
            json.WriteString("device_code", deviceCode);
            json.WriteNumber("expires_in", (int)Consents.DeviceLife.TotalSeconds);
            json.WriteNumber("interval", (int)twitch.Options.TwitchDeviceInterval.TotalSeconds);
            json.WriteString("user_code", userCode);
            json.WriteString("verification_uri", new Uri(twitch.IdBaseUri, $"activate?public=true&device-code={userCode}").AbsoluteUri);
        });
    }

    private Task PollAsync(HttpContext http, string deviceCode) => consents.Poll(deviceCode) switch
    {
        (DeviceAnswer.Granted, var user) => GiveNewAsync(http, user),
        (DeviceAnswer.Pending, _) => ErrorAsync(http, 400, "authorization_pending"),
        _ => ErrorAsync(http, 400, "invalid device code"),
    };

    private async Task RevokeAsync(HttpContext http)
    {
        var field = await FieldsAsync(http);
        if (field("client_id") != EmulatedTwitch.ClientId) await ErrorAsync(http, 404, "client does not exist");
        else if (!twitch.Tokens.Revoke(field("token"))) await ErrorAsync(http, 400, "Invalid token");
    }

    private Task AuthorizeAsync(HttpContext http)
    {
        var query = http.Request.Query;
        if (query["client_id"] != EmulatedTwitch.ClientId) return ErrorAsync(http, 400, "invalid client");
        if (!ConsentPage.IsHere(query["redirect_uri"].ToString())) return ErrorAsync(http, 400, "redirect_mismatch");
        if (query["response_type"] != "code") return ErrorAsync(http, 400, "invalid response_type");
        return ConsentPage.SendAsync(http, "Twitch", users.All.Select(u => u.Login), Split(query["scope"].ToString()),
            [("redirect_uri", query["redirect_uri"].ToString()), ("scope", query["scope"].ToString()), ("state", query["state"].ToString())]);
    }

    private async Task AuthorizedAsync(HttpContext http)
    {
        var field = await FieldsAsync(http);
        var redirect = field("redirect_uri");
        if (!ConsentPage.IsHere(redirect))
        {
            await ErrorAsync(http, 400, "redirect_mismatch");
            return;
        }

        var scopes = Split(field("scope"));
        var answer = new QueryBuilder();
        if (field("answer") == "yes" && users.Find(field("user")) is { } user)
        {
            answer.Add("code", consents.Agree(new TokenUser(user.Id, user.Login, scopes), redirect));
            answer.Add("scope", string.Join(' ', scopes));
        }
        else
        {
            answer.Add("error", "access_denied");
            answer.Add("error_description", "The user denied you access");
        }

        answer.Add("state", field("state"));
        http.Response.Redirect(redirect + answer.ToQueryString());
    }

    private Task ActivateAsync(HttpContext http)
    {
        var code = http.Request.Query["device-code"].ToString();
        return consents.Asked(code) is { } scopes
            ? ConsentPage.SendAsync(http, $"Activate {code}", users.All.Select(u => u.Login), scopes, [("device-code", code)])
            : ConsentPage.SayAsync(http, 404, "This code is not known, was used or has expired.");
    }

    private async Task ActivatedAsync(HttpContext http)
    {
        var field = await FieldsAsync(http);
        var yes = field("answer") == "yes";
        if (!consents.Decide(field("device-code"), yes ? users.Find(field("user")) : null)) await ConsentPage.SayAsync(http, 404, "This code is not known, was used or has expired.");
        else await ConsentPage.SayAsync(http, 200, yes ? "Connected. You can close this page." : "Denied. You can close this page.");
    }

    private async Task WithdrawnAsync(HttpContext http)
    {
        var field = await FieldsAsync(http);
        if (users.Find(field("user")) is { } user) twitch.Withdraw(user);
        await ConsentPage.SayAsync(http, 200, "Disconnected. You can close this page.");
    }

    private Task GiveNewAsync(HttpContext http, TokenUser user)
    {
        var (access, refresh) = twitch.Tokens.Give(user);
        return GiveAsync(http, access, refresh, user);
    }

    private static Task GiveAsync(HttpContext http, string access, string refresh, TokenUser user) => HelixEndpoints.JsonAsync(http, 200, json =>
    {
        json.WriteString("access_token", access);
        json.WriteNumber("expires_in", 14_000);
        json.WriteString("refresh_token", refresh);
        WriteScopes(json, "scope", user.Scopes);
        json.WriteString("token_type", "bearer");
    });

    private static void WriteScopes(Utf8JsonWriter json, string member, IReadOnlyList<string> scopes)
    {
        json.WriteStartArray(member);
        foreach (var scope in scopes) json.WriteStringValue(scope);
        json.WriteEndArray();
    }

    private static string[] Split(string scopes) => scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<Func<string, string>> FieldsAsync(HttpContext http)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        return name => form.TryGetValue(name, out var value) ? value.ToString() : http.Request.Query[name].ToString();
    }

    private static Task ErrorAsync(HttpContext http, int status, string message) => HelixEndpoints.JsonAsync(http, status, json =>
    {
        json.WriteNumber("status", status);
        json.WriteString("message", message);
    });
}
