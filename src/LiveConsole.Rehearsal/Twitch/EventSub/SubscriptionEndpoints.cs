using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LiveConsole.Rehearsal.Twitch.EventSub;

/// <summary>Helix's calls on subscriptions, with all refusals of platforms/twitch.md 2.7.</summary>
internal sealed class SubscriptionEndpoints(EmulatedTwitch twitch, EventSubSessions sessions)
{
    private const int PageLength = 100;
    private static readonly string[] Filters = ["status", "type", "user_id", "subscription_id"];

    private DateTimeOffset _refusedUntil;
    private DateTimeOffset _bannedUntil;

    /// <summary>Until then every new subscription is refused: the token is taken for invalid.</summary>
    public void RefuseUntil(DateTimeOffset time)
    {
        lock (sessions.Gate) _refusedUntil = time;
    }

    /// <summary>Until then the token's user is timed out in the chat.</summary>
    public void BanUntil(DateTimeOffset time)
    {
        lock (sessions.Gate) _bannedUntil = time;
    }

    public async Task CreateAsync(HttpContext http, bool isUser)
    {
        var (status, message, made) = isUser && twitch.Tokens.Find(HelixEndpoints.Credential(http, "Bearer ")) is { } user ? Create(await BodyAsync(http), user) : (401, "a websocket transport needs a user access token", null);
        if (made is null)
        {
            await HelixEndpoints.ErrorAsync(http, status, message);
            return;
        }

        await HelixEndpoints.JsonAsync(http, 202, json =>
        {
            lock (sessions.Gate)
            {
                json.WriteStartArray("data");
                made.Write(json, inHelix: true);
                json.WriteEndArray();
                WriteTotals_NeedsLock(json);
            }
        });
    }

    public Task ListAsync(HttpContext http, bool isUser)
    {
        var query = http.Request.Query;
        if (Filters.Count(f => query.ContainsKey(f)) > 1) return HelixEndpoints.ErrorAsync(http, 400, "only one filter may be given");
        return HelixEndpoints.JsonAsync(http, 200, json =>
        {
            lock (sessions.Gate)
            {
                sessions.Book.Settle(twitch.Time.GetUtcNow());
                // Subscriptions of WebSockets belong to a user: an app's token has none.
                var found = sessions.Book.All.Where(s => isUser && IsAskedFor(s, query)).ToList();
                var from = query["after"] is [{ } after] ? found.FindIndex(s => s.Id == after) + 1 : 0;
                var page = found.Skip(from).Take(PageLength).ToList();
                json.WriteStartArray("data");
                page.ForEach(s => s.Write(json, inHelix: true));
                json.WriteEndArray();
                WriteTotals_NeedsLock(json);
                json.WriteStartObject("pagination");
                if (from + page.Count < found.Count) json.WriteString("cursor", page[^1].Id);
                json.WriteEndObject();
            }
        });
    }

    public Task DeleteAsync(HttpContext http, bool isUser)
    {
        var id = http.Request.Query["id"].ToString();
        if (id.Length == 0) return HelixEndpoints.ErrorAsync(http, 400, "The parameter \"id\" was missing");
        lock (sessions.Gate)
        {
            if (!isUser || sessions.Book.Remove(id) is not { } gone) return HelixEndpoints.ErrorAsync(http, 404, "subscription not found");
            sessions.WatchUse_NeedsLock(gone.Session);
        }

        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private (int Status, string Message, Subscription? Made) Create(JsonElement? body, TokenUser user)
    {
        var now = twitch.Time.GetUtcNow();
        if (body is not { ValueKind: JsonValueKind.Object } asked) return (400, "the request body is not valid JSON", null);
        if (SubscriptionType.Find(Text(asked, "type"), Text(asked, "version")) is not { } type) return (400, "invalid subscription type and version", null);
        if (Member(asked, "transport") is not { } transport || Text(transport, "method") != "websocket") return (400, "invalid transport", null);
        if (ConditionOf(type, asked) is not { } condition) return (400, "invalid condition", null);
        if (!condition.All(c => twitch.IsUser(c.Value))) return (400, "condition names an unknown user", null);
        if (!IsAllowed(type, condition, user)) return (403, "subscription missing proper authorization", null);
        lock (sessions.Gate)
        {
            if (now < _refusedUntil) return (401, "Invalid OAuth token", null);
            if (type.IsChat && now < _bannedUntil) return (403, "subscription missing proper authorization", null);
            if (sessions.Find_NeedsLock(Text(transport, "session_id")) is not { HasMoved: false } session)
                return (400, "websocket transport session does not exist or has already disconnected", null);
            sessions.Book.Settle(now);
            // Free for those who authorised this app.
            var cost = condition.Any(c => twitch.Tokens.HasGranted(c.Value)) ? 0 : 1;
            if (sessions.Book.WhyNot(type, condition, session, cost) is { } why) return (why.Status, why.Message, null);
            var made = new Subscription(Guid.NewGuid().ToString(), type, condition, session, cost, now);
            sessions.Book.Add(made);
            twitch.Calls.NoteScopes("eventsub " + type.Name, type.Scopes.Select(any => any.First(user.May)));
            sessions.WatchUse_NeedsLock(session);
            return (202, "", made);
        }
    }

    private static bool IsAllowed(SubscriptionType type, ImmutableArray<(string Name, string Value)> condition, TokenUser user)
    {
        var own = type.Name.StartsWith("channel.poll.", StringComparison.Ordinal) ? condition[0].Value : condition.FirstOrDefault(c => c.Name is "user_id" or "moderator_user_id").Value;
        if (own is not null && own != user.UserId) return false;
        return type.Scopes.All(any => any.Any(user.May));
    }

    private static ImmutableArray<(string Name, string Value)>? ConditionOf(SubscriptionType type, JsonElement asked)
    {
        if (Member(asked, "condition") is not { } condition) return null;
        var names = type.Name == "channel.raid" ? SubscriptionType.RaidConditions.Where(n => Text(condition, n).Length > 0).ToArray() : type.Condition;
        if (type.Name == "channel.raid" && names.Length != 1) return null;
        var found = names.Select(name => (Name: name, Value: Text(condition, name))).ToImmutableArray();
        return found.All(f => f.Value.Length > 0) ? found : null;
    }

    private static bool IsAskedFor(Subscription subscription, IQueryCollection query)
    {
        if (query["status"] is [{ } status]) return subscription.Status == status;
        if (query["type"] is [{ } type]) return subscription.Type.Name == type;
        if (query["user_id"] is [{ } user]) return subscription.Condition.Any(c => c.Value == user);
        return query["subscription_id"] is not [{ } id] || subscription.Id == id;
    }

    private void WriteTotals_NeedsLock(Utf8JsonWriter json)
    {
        json.WriteNumber("total", sessions.Book.All.Count);
        json.WriteNumber("total_cost", sessions.Book.TotalCost);
        json.WriteNumber("max_total_cost", SubscriptionBook.MaxCost);
    }

    internal static async Task<JsonElement?> BodyAsync(HttpContext http)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Member(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    internal static string Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
