using System.Globalization;
using System.Text.Json;
using LiveConsole.Domain.Moderation;
using LiveConsole.Rehearsal.Playing;

namespace LiveConsole.Rehearsal.Twitch.Acting;

/// <summary>What is written into a chat, its rules and who is in it (platforms/twitch.md 4.3), with Twitch's refusals.</summary>
internal sealed class ChatCalls(EmulatedTwitch twitch)
{
    private const int LongestMessage = 500;
    private static readonly string[] Colors = ["blue", "green", "orange", "purple", "primary"];

    public Route[] Routes() =>
    [
        new("POST chat/messages", "user:write:chat", "sender_id", Send) { RoomInBody = true, OwnInBody = true, NeedsBody = true, ForModerators = false },
        new("POST chat/announcements", "moderator:manage:announcements", "moderator_id", Announce) { NeedsBody = true },
        new("POST chat/shoutouts", "moderator:manage:shoutouts", "moderator_id", ShoutOut) { Room = "from_broadcaster_id", Query = ["from_broadcaster_id", "to_broadcaster_id"] },
        new("GET chat/settings", null, null, Settings) { ForModerators = false, Changes = false },
        new("PATCH chat/settings", "moderator:manage:chat_settings", "moderator_id", Change) { NeedsBody = true },
        new("GET chat/chatters", "moderator:read:chatters", "moderator_id", Chatters) { Changes = false },
    ];

    private HelixAnswer Send(HelixCall call, TwitchRoom room, HelixFault fault)
    {
        var text = call.Text("message");
        if (text.Length == 0) return HelixAnswer.No(400, "Missing required parameter \"message\"");
        if (call.Has("for_source_only")) return HelixAnswer.No(400, "for_source_only may only be used with an app access token");
        if (Sendable.CodePoints(text) > LongestMessage) return HelixAnswer.No(422, "The message is too large.");
        if (fault == HelixFault.NotSent) return NotSent("msg_rejected", "Your message wasn't posted due to conflicts with the channel's moderation settings.");
        var sent = twitch.PostBy(room, text, call.Text("reply_parent_message_id"), call.User);
        return sent switch
        {
            PostAnswer.Posted posted => HelixAnswer.Of(json =>
            {
                json.WriteString("message_id", posted.Id);
                json.WriteBoolean("is_sent", value: true);
                json.WriteNull("drop_reason");
            }),
            PostAnswer.Dropped dropped => NotSent(dropped.Code, dropped.Words),
            PostAnswer.NotAllowed => HelixAnswer.No(403, "The sender is not permitted to send chat messages to the broadcaster's chat room."),
            _ => HelixAnswer.No(400, "The value in the reply_parent_message_id field is not valid."),
        };
    }

    private static HelixAnswer NotSent(string code, string words) => HelixAnswer.Of(json =>
    {
        json.WriteString("message_id", "");
        json.WriteBoolean("is_sent", value: false);
        json.WriteStartObject("drop_reason");
        json.WriteString("code", code);
        json.WriteString("message", words);
        json.WriteEndObject();
    });

    private HelixAnswer Announce(HelixCall call, TwitchRoom room, HelixFault fault)
    {
        var (text, color) = (call.Text("message"), call.Text("color"));
        if (text.Length == 0) return HelixAnswer.No(400, "Missing required parameter \"message\"");
        if (color.Length > 0 && !Colors.Contains(color, StringComparer.Ordinal)) return HelixAnswer.No(400, "The value in the color field is not valid.");
        // Longer is cut, without a word.
        if (Sendable.CodePoints(text) > LongestMessage) text = text[..LongestMessage];
        return twitch.AnnounceBy(room, text, color, call.User) ? HelixAnswer.Done : HelixAnswer.No(429, "The sender has exceeded the number of announcements they may send to this broadcaster_id within a given window.");
    }

    private HelixAnswer ShoutOut(HelixCall call, TwitchRoom room, HelixFault fault)
    {
        var to = call.Query("to_broadcaster_id");
        if (to == room.Id) return HelixAnswer.No(400, "The broadcaster may not give themselves a Shoutout.");
        if (!twitch.IsUser(to) && twitch.WritersNamed([to], []).Count == 0) return HelixAnswer.No(400, "The ID in to_broadcaster_id is not valid.");
        if (room is not { Live: true, Viewers: > 0 }) return HelixAnswer.No(400, "The broadcaster is not streaming live or does not have one or more viewers.");
        return twitch.ShoutOutBy(room, to) ? HelixAnswer.Done : HelixAnswer.No(429, "The broadcaster exceeded the number of Shoutouts they may send within a given window.");
    }

    private HelixAnswer Settings(HelixCall call, TwitchRoom room, HelixFault fault) => HelixAnswer.Of(json => Write(json, room));

    private HelixAnswer Change(HelixCall call, TwitchRoom room, HelixFault fault)
    {
        var (slow, wait) = (call.YesNo("slow_mode"), call.Number("slow_mode_wait_time"));
        var (follow, minutes) = (call.YesNo("follower_mode"), call.Number("follower_mode_duration"));
        // A duration belongs to its mode's flag in the same request (Update Chat Settings).
        if (call.Has("slow_mode_wait_time") && slow is not true) return HelixAnswer.No(400, "slow_mode must be true to set slow_mode_wait_time.");
        if (call.Has("follower_mode_duration") && follow is not true) return HelixAnswer.No(400, "follower_mode must be true to set follower_mode_duration.");
        if (wait is < 3 or > 120) return HelixAnswer.No(400, "The value in the slow_mode_wait_time field is not valid.");
        if (minutes is < 0 or > 129_600) return HelixAnswer.No(400, "The value in the follower_mode_duration field is not valid.");
        var modes = new ChatModes(
            EmoteOnly: call.YesNo("emote_mode"),
            Slow: slow switch { true => wait ?? 30, false => 0, null => null },
            Followers: follow switch { true => minutes ?? 0, false => ChatModes.FollowersOff, null => null },
            Subscribers: call.YesNo("subscriber_mode"),
            Unique: call.YesNo("unique_chat_mode"));
        if (!modes.Told().Any()) return HelixAnswer.No(400, "At least one field must be given.");
        twitch.SetModesBy(room, modes, call.User);
        return HelixAnswer.Of(json => Write(json, room));
    }

    private static void Write(Utf8JsonWriter json, TwitchRoom room)
    {
        var modes = room.Modes;
        json.WriteString("broadcaster_id", room.Id);
        json.WriteBoolean("emote_mode", modes.EmoteOnly is true);
        json.WriteBoolean("follower_mode", modes.Followers >= 0);
        Number(json, "follower_mode_duration", modes.Followers >= 0 ? modes.Followers : null);
        json.WriteBoolean("slow_mode", modes.Slow > 0);
        Number(json, "slow_mode_wait_time", modes.Slow > 0 ? modes.Slow : null);
        json.WriteBoolean("subscriber_mode", modes.Subscribers is true);
        json.WriteBoolean("unique_chat_mode", modes.Unique is true);
    }

    private static void Number(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } n) json.WriteNumber(name, n);
        else json.WriteNull(name);
    }

    private HelixAnswer Chatters(HelixCall call, TwitchRoom room, HelixFault fault)
    {
        var first = int.TryParse(call.Query("first"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 100;
        if (first is < 1 or > 1000) return HelixAnswer.No(400, "The value in the first query parameter is not valid.");
        var (total, some) = twitch.Chatters(room, first);
        return new HelixAnswer(200, Members: json =>
        {
            json.WriteStartArray("data");
            foreach (var (id, login) in some)
            {
                json.WriteStartObject();
                json.WriteString("user_id", id);
                json.WriteString("user_login", login);
                json.WriteString("user_name", login);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("pagination");
            json.WriteEndObject();
            json.WriteNumber("total", total);
        });
    }
}
