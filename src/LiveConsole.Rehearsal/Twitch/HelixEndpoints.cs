using System.Globalization;
using System.Text.Json;
using LiveConsole.Rehearsal.Twitch.EventSub;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>Helix and OAuth as far as viewers and users need them (platforms/twitch.md 4.1, 4.4, 5).</summary>
internal sealed class HelixEndpoints(EmulatedTwitch twitch, SubscriptionEndpoints subscriptions)
{
    private const int PointsAMinute = 800;
    private const int LongestList = 100;
    private const string AppToken = "rehearsal-app-token";

    // A lock: requests come on any thread and the bucket is two numbers.
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (double Left, DateTimeOffset At)> _buckets = new(StringComparer.Ordinal);

    public Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        var get = HttpMethods.IsGet(http.Request.Method);
        var post = HttpMethods.IsPost(http.Request.Method);
        return path switch
        {
            "/helix/streams" or "/mock/streams" when get => HelixAsync(http, StreamsAsync),
            "/helix/users" or "/mock/users" when get => HelixAsync(http, UsersAsync),
            "/helix/chat/badges/global" or "/mock/chat/badges/global" when get => HelixAsync(http, (h, _) => PictureEndpoints.BadgesAsync(h, twitch.ApiBaseUri, global: true)),
            "/helix/chat/badges" or "/mock/chat/badges" when get => HelixAsync(http, (h, _) => http.Request.Query["broadcaster_id"] is [{ Length: > 0 }]
                ? PictureEndpoints.BadgesAsync(h, twitch.ApiBaseUri, global: false) : ErrorAsync(h, 400, "Missing required parameter \"broadcaster_id\"")),
            _ when get && PictureEndpoints.Answers(path) => PictureEndpoints.SendAsync(http),
            "/oauth2/validate" or "/auth/validate" when get => ValidateAsync(http),
            "/oauth2/token" or "/auth/token" when post => TokenAsync(http),
            "/helix/eventsub/subscriptions" or "/mock/eventsub/subscriptions" or "/eventsub/subscriptions" => http.Request.Method switch
            {
                "POST" => HelixAsync(http, subscriptions.CreateAsync),
                "GET" => HelixAsync(http, subscriptions.ListAsync),
                "DELETE" => HelixAsync(http, subscriptions.DeleteAsync),
                _ => ErrorAsync(http, 404, ""),
            },
            _ => ErrorAsync(http, 404, ""),
        };
    }

    private async Task HelixAsync(HttpContext http, Func<HttpContext, bool, Task> answer)
    {
        var token = Credential(http, "Bearer ");
        var client = http.Request.Headers["Client-Id"].ToString();
        if (token is null) await ErrorAsync(http, 401, "OAuth token is missing");
        else if (token != AppToken && !twitch.Tokens.IsValid(token)) await ErrorAsync(http, 401, "Invalid OAuth token");
        else if (client.Length == 0) await ErrorAsync(http, 401, "Client ID is missing");
        else if (client != EmulatedTwitch.ClientId) await ErrorAsync(http, 401, "Client ID and OAuth token do not match");
        else if (!Spend(http, client + token)) await ErrorAsync(http, 429, "");
        else await answer(http, token != AppToken);
    }

    private async Task StreamsAsync(HttpContext http, bool isUser)
    {
        var ids = http.Request.Query["user_id"];
        var logins = http.Request.Query["user_login"];
        if (ids.Count > LongestList || logins.Count > LongestList)
        {
            await ErrorAsync(http, 400, "The parameter \"user_id\" was malformed: the value must be at most 100 items");
            return;
        }

        var all = ids.Count + logins.Count == 0;
        var rooms = twitch.Rooms.Where(r => r is { Live: true, Viewers: not null } && (all || ids.Contains(r.Id) || logins.Contains(r.Login, StringComparer.OrdinalIgnoreCase)));
        await JsonAsync(http, 200, json =>
        {
            json.WriteStartArray("data");
            foreach (var room in rooms) WriteStream(json, room);
            json.WriteEndArray();
            json.WriteStartObject("pagination");
            json.WriteEndObject();
        });
    }

    private void WriteStream(Utf8JsonWriter json, TwitchRoom room)
    {
        json.WriteStartObject();
        json.WriteString("id", "4" + room.Id);
        json.WriteString("user_id", room.Id);
        json.WriteString("user_login", room.Login);
        json.WriteString("user_name", room.Login);
        json.WriteString("game_id", "509670");
        json.WriteString("game_name", "Science & Technology");
        json.WriteString("type", "live");
        json.WriteString("title", room.Login);
        json.WriteStartArray("tags");
        json.WriteEndArray();
        json.WriteNumber("viewer_count", room.Viewers ?? 0);
        json.WriteString("started_at", twitch.Shown(room.StartedAt).ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        json.WriteString("language", "fr");
        json.WriteString("thumbnail_url", $"https://static-cdn.jtvnw.net/previews-ttv/live_user_{room.Login}-{{width}}x{{height}}.jpg");
        json.WriteStartArray("tag_ids");
        json.WriteEndArray();
        json.WriteBoolean("is_mature", value: false);
        json.WriteEndObject();
    }

    private async Task UsersAsync(HttpContext http, bool isUser)
    {
        var ids = http.Request.Query["id"];
        var logins = http.Request.Query["login"];
        if (ids.Count + logins.Count > LongestList || (ids.Count + logins.Count == 0 && !isUser))
        {
            await ErrorAsync(http, 400, "Must provide an ID, Login or OAuth Token");
            return;
        }

        var users = twitch.Rooms.Select(r => (r.Id, r.Login)).Append((EmulatedTwitch.UserId, EmulatedTwitch.UserLogin))
            .Where(u => ids.Count + logins.Count == 0 ? u.Item1 == EmulatedTwitch.UserId : ids.Contains(u.Item1) || logins.Contains(u.Item2, StringComparer.OrdinalIgnoreCase));
        await JsonAsync(http, 200, json =>
        {
            json.WriteStartArray("data");
            foreach (var (id, login) in users)
            {
                json.WriteStartObject();
                json.WriteString("id", id);
                json.WriteString("login", login);
                json.WriteString("display_name", login);
                json.WriteString("type", "");
                json.WriteString("broadcaster_type", id == EmulatedTwitch.UserId ? "" : "partner");
                json.WriteString("description", "");
                json.WriteString("profile_image_url", "https://static-cdn.jtvnw.net/jtv_user_pictures/none-profile_image-300x300.png");
                json.WriteString("offline_image_url", "");
                json.WriteNumber("view_count", 0);
                json.WriteString("created_at", "2019-05-11T08:00:00Z");
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private Task ValidateAsync(HttpContext http)
    {
        var token = Credential(http, "OAuth ") ?? Credential(http, "Bearer ");
        if (token != AppToken && !twitch.Tokens.IsValid(token)) return JsonAsync(http, 401, json => WriteIdError(json, 401, "invalid access token"));
        return JsonAsync(http, 200, json =>
        {
            var isUser = token != AppToken;
            json.WriteString("client_id", EmulatedTwitch.ClientId);
            if (isUser) json.WriteString("login", EmulatedTwitch.UserLogin);
            json.WriteStartArray("scopes");
            foreach (var scope in isUser ? EmulatedTwitch.UserScopes : []) json.WriteStringValue(scope);
            json.WriteEndArray();
            if (isUser) json.WriteString("user_id", EmulatedTwitch.UserId);
            json.WriteNumber("expires_in", isUser ? 14_000 : 5_000_000);
        });
    }

    private async Task TokenAsync(HttpContext http)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        string Field(string name) => form.TryGetValue(name, out var value) ? value.ToString() : http.Request.Query[name].ToString();
        if (Field("grant_type") == "refresh_token") await RefreshAsync(http, Field("client_id"), Field("client_secret"), Field("refresh_token"));
        else if (Field("grant_type") != "client_credentials") await JsonAsync(http, 400, json => WriteIdError(json, 400, "Invalid grant type"));
        else if (Field("client_id") != EmulatedTwitch.ClientId) await JsonAsync(http, 400, json => WriteIdError(json, 400, "invalid client"));
        else if (Field("client_secret") != EmulatedTwitch.ClientSecret) await JsonAsync(http, 403, json => WriteIdError(json, 403, "invalid client secret"));
        else await JsonAsync(http, 200, json =>
        {
            json.WriteString("access_token", AppToken);
            json.WriteNumber("expires_in", 5_000_000);
            json.WriteString("token_type", "bearer");
        });
    }

    private async Task RefreshAsync(HttpContext http, string clientId, string secret, string refresh)
    {
        if (clientId != EmulatedTwitch.ClientId) await JsonAsync(http, 400, json => WriteIdError(json, 400, "invalid client"));
        else if (secret.Length > 0 && secret != EmulatedTwitch.ClientSecret) await JsonAsync(http, 403, json => WriteIdError(json, 403, "invalid client secret"));
        else if (twitch.Tokens.Renew(refresh, isPublic: secret.Length == 0) is not { } made) await JsonAsync(http, 400, json => WriteIdError(json, 400, "Invalid refresh token"));
        else await JsonAsync(http, 200, json =>
        {
            json.WriteString("access_token", made.Access);
            json.WriteNumber("expires_in", 14_000);
            json.WriteString("refresh_token", made.Refresh);
            json.WriteStartArray("scope");
            foreach (var scope in EmulatedTwitch.UserScopes) json.WriteStringValue(scope);
            json.WriteEndArray();
            json.WriteString("token_type", "bearer");
        });
    }

    /// <summary>A bucket of 800 points that fills again within a minute, told in the headers.</summary>
    private bool Spend(HttpContext http, string who)
    {
        var now = twitch.Time.GetUtcNow();
        double left;
        lock (_gate)
        {
            var bucket = _buckets.GetValueOrDefault(who, (Left: PointsAMinute, At: now));
            left = Math.Min(PointsAMinute, bucket.Left + (now - bucket.At).TotalMinutes * PointsAMinute) - 1;
            _buckets[who] = (Math.Max(0, left), now);
        }

        var full = now + TimeSpan.FromMinutes((PointsAMinute - Math.Max(0, left)) / PointsAMinute);
        http.Response.Headers["Ratelimit-Limit"] = PointsAMinute.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["Ratelimit-Remaining"] = ((int)Math.Max(0, left)).ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["Ratelimit-Reset"] = full.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return left >= 0;
    }

    private static string? Credential(HttpContext http, string scheme)
    {
        var header = http.Request.Headers.Authorization.ToString();
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? header[scheme.Length..].Trim() : null;
    }

    public static Task ErrorAsync(HttpContext http, int status, string message) => JsonAsync(http, status, json =>
    {
        json.WriteString("error", ReasonPhrases.GetReasonPhrase(status));
        json.WriteNumber("status", status);
        json.WriteString("message", message);
    });

    private static void WriteIdError(Utf8JsonWriter json, int status, string message)
    {
        json.WriteNumber("status", status);
        json.WriteString("message", message);
    }

    public static async Task JsonAsync(HttpContext http, int status, Action<Utf8JsonWriter> members)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        await using (var json = new Utf8JsonWriter(http.Response.BodyWriter))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}
