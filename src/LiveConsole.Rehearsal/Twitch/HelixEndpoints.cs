using System.Globalization;
using System.Text.Json;
using LiveConsole.Rehearsal.Twitch.Acting;
using LiveConsole.Rehearsal.Twitch.EventSub;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>Helix as far as it is asked here (platforms/twitch.md 4).</summary>
internal sealed class HelixEndpoints(EmulatedTwitch twitch, SubscriptionEndpoints subscriptions)
{
    private const int PointsAMinute = 800;
    private const int LongestList = 100;

    // A lock: requests come on any thread and the bucket is two numbers.
    private readonly Lock _gate = new();
    private readonly ActingEndpoints _acting = new(twitch);
    private readonly Dictionary<string, (double Left, DateTimeOffset At)> _buckets = new(StringComparer.Ordinal);

    public Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        var get = HttpMethods.IsGet(http.Request.Method);
        return path switch
        {
            "/helix/streams" or "/mock/streams" when get => HelixAsync(http, StreamsAsync),
            "/helix/users" or "/mock/users" when get => HelixAsync(http, UsersAsync),
            "/helix/chat/badges/global" or "/mock/chat/badges/global" when get => HelixAsync(http, (h, _) => PictureEndpoints.BadgesAsync(h, twitch.ApiBaseUri, global: true)),
            "/helix/chat/badges" or "/mock/chat/badges" when get => HelixAsync(http, (h, _) => http.Request.Query["broadcaster_id"] is [{ Length: > 0 }]
                ? PictureEndpoints.BadgesAsync(h, twitch.ApiBaseUri, global: false) : ErrorAsync(h, 400, "Missing required parameter \"broadcaster_id\"")),
            _ when _acting.Answers(http) => HelixAsync(http, (h, _) => _acting.AnswerAsync(h, Caller(h))),
            _ when get && PictureEndpoints.Answers(path) => PictureEndpoints.SendAsync(http),
            "/helix/moderation/channels" or "/mock/moderation/channels" when get => HelixAsync(http, ModeratedAsync),
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
        else if (token != OAuthEndpoints.AppToken && !twitch.Tokens.IsValid(token)) await ErrorAsync(http, 401, "Invalid OAuth token");
        else if (client.Length == 0) await ErrorAsync(http, 401, "Client ID is missing");
        else if (client != EmulatedTwitch.ClientId) await ErrorAsync(http, 401, "Client ID and OAuth token do not match");
        else if (!Spend(http, client + token))
        {
            twitch.Calls.NoteOverrun("helix");
            await ErrorAsync(http, 429, "");
        }
        else
        {
            await answer(http, token != OAuthEndpoints.AppToken);
            // What does something notes itself, with its scope.
            if (!_acting.Answers(http)) twitch.Calls.Note(new SeenCall(twitch.Time.GetUtcNow(), ActingEndpoints.CallOf(http), ScopeOfReading(http), http.Response.StatusCode, Caller(http)?.UserId ?? ""));
        }
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

        var self = Caller(http)?.UserId;
        // Rooms first: who asks by name and by id gets them in that order.
        var users = twitch.Rooms.Select(r => new EmulatedUser(r.Id, r.Login)).Concat(twitch.Users.All).Concat(twitch.WritersNamed(ids, logins)).DistinctBy(u => u.Id)
            .Where(u => ids.Count + logins.Count == 0 ? u.Id == self : ids.Contains(u.Id) || logins.Contains(u.Login, StringComparer.OrdinalIgnoreCase));
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

    // GET /moderation/channels?user_id: the rooms that the token's user moderates.
    private async Task ModeratedAsync(HttpContext http, bool isUser)
    {
        if (Caller(http) is not { } caller || http.Request.Query["user_id"] != caller.UserId) await ErrorAsync(http, 401, "The ID in user_id must match the user ID in the request's OAuth token.");
        else if (!caller.May("user:read:moderated_channels")) await ErrorAsync(http, 401, "Missing scope: user:read:moderated_channels");
        else await JsonAsync(http, 200, json =>
        {
            json.WriteStartArray("data");
            foreach (var room in twitch.Rooms.Where(r => r.Id != caller.UserId && twitch.Users.Moderates(caller.UserId, r)))
            {
                json.WriteStartObject();
                json.WriteString("broadcaster_id", room.Id);
                json.WriteString("broadcaster_login", room.Login);
                json.WriteString("broadcaster_name", room.Login);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("pagination");
            json.WriteEndObject();
        });
    }

    private static string? ScopeOfReading(HttpContext http) => ActingEndpoints.CallOf(http) == "GET moderation/channels" ? "user:read:moderated_channels" : null;

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

    /// <summary>Whose user token the request carries; null: none, or the program's own.</summary>
    public TokenUser? Caller(HttpContext http) => twitch.Tokens.Find(Credential(http, "Bearer "));

    public static string? Credential(HttpContext http, string scheme)
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
