using System.Text.Json;

namespace LiveConsole.Rehearsal.Twitch.EventSub;

/// <summary>Removals and a broadcast's beginning and end (platforms/twitch.md 3.3, 3.6, 3.7). Under the emulator's lock.</summary>
internal sealed class RoomEvents(Notifications notifications, ChatEvents chat)
{
    private static readonly string[] Actions =
    [
        "followers", "slow", "vip", "unvip", "warn", "mod", "unmod", "ban", "unban", "timeout", "untimeout", "raid", "unraid", "delete", "automod_terms", "unban_request",
        "shared_chat_ban", "shared_chat_unban", "shared_chat_timeout", "shared_chat_untimeout", "shared_chat_delete",
    ];

    /// <param name="moderator">Login of who did it; null: nobody is named, and channel.moderate is silent.</param>
    public void MessageDeleted(TwitchRoom room, string wireId, RecentMessage? message, string? moderator, DateTimeOffset at, DateTimeOffset due)
    {
        var (id, login, name) = (message?.UserId ?? "", message?.Login ?? "", message?.Name ?? "");
        Put("channel.chat.message_delete", room, wireId, at, due, json =>
        {
            ChatEvents.WriteUser(json, "target_user_", id, login, name);
            json.WriteString("message_id", wireId);
        });
        Moderated(room, moderator, "delete", wireId, at, due, json =>
        {
            ChatEvents.WriteUser(json, "user_", id, login, name);
            json.WriteString("message_id", wireId);
            json.WriteString("message_body", message?.Text ?? "");
        });
    }

    /// <param name="seconds">Null: a ban.</param>
    public void UserCleared(TwitchRoom room, string userId, string login, int? seconds, string reason, string? moderator, DateTimeOffset at, DateTimeOffset due)
    {
        var unit = $"{userId}@{at.UtcTicks}";
        Put("channel.chat.clear_user_messages", room, unit, at, due, json => ChatEvents.WriteUser(json, "target_user_", userId, login, login));
        Moderated(room, moderator, seconds is null ? "ban" : "timeout", unit, at, due, json =>
        {
            ChatEvents.WriteUser(json, "user_", userId, login, login);
            json.WriteString("reason", reason);
            if (seconds is { } length) json.WriteString("expires_at", EventSubFrames.Time(at.AddSeconds(length)));
        });
    }

    public void ChatCleared(TwitchRoom room, string? moderator, DateTimeOffset at, DateTimeOffset due)
    {
        var unit = $"clear@{at.UtcTicks}";
        Put("channel.chat.clear", room, unit, at, due, static _ => { });
        Moderated(room, moderator, "clear", unit, at, due, null);
    }

    public void WentOnline(TwitchRoom room, DateTimeOffset at, DateTimeOffset due) => Put("stream.online", room, $"online@{at.UtcTicks}", at, due, json =>
    {
        json.WriteString("id", "4" + room.Id);
        json.WriteString("type", "live");
        json.WriteString("started_at", EventSubFrames.Time(at));
    });

    public void WentOffline(TwitchRoom room, DateTimeOffset at, DateTimeOffset due) =>
        Put("stream.offline", room, $"offline@{at.UtcTicks}", at, due, json => json.WriteString("id", "4" + room.Id));

    /// <param name="moderator">Null: nobody is named, and channel.moderate is silent.</param>
    public void Moderated(TwitchRoom room, string? moderator, string action, string unit, DateTimeOffset at, DateTimeOffset due, Action<Utf8JsonWriter>? members)
    {
        if (moderator is null) return;
        Put("channel.moderate", room, "moderate/" + unit, at, due, json =>
        {
            ChatEvents.WriteUser(json, "source_broadcaster_user_", null, null, null);
            var login = TwitchNames.Login(moderator, moderator);
            ChatEvents.WriteUser(json, "moderator_user_", ModeratorId(moderator), login, moderator);
            json.WriteString("action", action);
            foreach (var name in Actions)
            {
                if (name != action || members is null)
                {
                    json.WriteNull(name);
                    continue;
                }

                json.WriteStartObject(name);
                members(json);
                json.WriteEndObject();
            }
        });
    }

    public static string ModeratorId(string moderator) => TwitchNames.Login(moderator, moderator) is var login && login == EmulatedTwitch.UserLogin ? EmulatedTwitch.UserId : TwitchNames.RoomId(login);

    public void Put(string type, TwitchRoom room, string unit, DateTimeOffset at, DateTimeOffset due, Action<Utf8JsonWriter> members)
    {
        if (notifications.AreWanted(type, room.Id)) notifications.Put(type, room.Id, type + unit, at, chat.Body(room, members), due);
    }
}
