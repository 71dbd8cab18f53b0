using LiveConsole.Domain.Moderation;
using LiveConsole.Rehearsal.Playing;
using LiveConsole.Rehearsal.Twitch.EventSub;

namespace LiveConsole.Rehearsal.Twitch.Acting;

/// <summary>What a moderator does to messages and viewers (platforms/twitch.md 4.2), with Twitch's refusals.</summary>
internal sealed class ModerationCalls(EmulatedTwitch twitch)
{
    private const int LongestReason = 500;
    private const int LongestTimeOut = 1_209_600;
    private const string Chat = "moderator:manage:chat_messages", Bans = "moderator:manage:banned_users", Warnings = "moderator:manage:warnings", AutoMod = "moderator:manage:automod", Shield = "moderator:manage:shield_mode";

    public Route[] Routes() =>
    [
        new("DELETE moderation/chat", Chat, "moderator_id", Delete) { Query = ["broadcaster_id"] },
        new("POST moderation/bans", Bans, "moderator_id", Ban) { Query = ["broadcaster_id"], NeedsBody = true },
        new("DELETE moderation/bans", Bans, "moderator_id", Unban) { Query = ["broadcaster_id", "user_id"] },
        new("POST moderation/warnings", Warnings, "moderator_id", Warn) { Query = ["broadcaster_id"], NeedsBody = true },
        new("POST moderation/automod/message", AutoMod, "user_id", Decide) { Room = null, OwnInBody = true, NeedsBody = true },
        new("GET moderation/shield_mode", "moderator:read:shield_mode", "moderator_id", (_, room, _) => ShieldOf(room)) { OrScope = Shield, Changes = false },
        new("PUT moderation/shield_mode", Shield, "moderator_id", SetShield) { NeedsBody = true },
    ];

    // Without a message's id it is the whole chat: that is how the call works (Delete Chat Messages).
    private HelixAnswer Delete(HelixCall call, TwitchRoom room, HelixFault fault)
    {
        if (!call.Asked.ContainsKey("message_id") || call.Query("message_id").Length == 0)
        {
            twitch.ClearBy(room, call.User);
            return HelixAnswer.Done;
        }

        return twitch.RemoveBy(room, call.Query("message_id"), call.User) switch
        {
            RemovalAnswer.Protected => HelixAnswer.No(400, "You cannot delete the broadcaster's or another moderator's messages."),
            RemovalAnswer.NotFound => HelixAnswer.No(404, "The specified message was not found, or was created more than 6 hours ago."),
            _ => HelixAnswer.Done,
        };
    }

    private HelixAnswer Ban(HelixCall whole, TwitchRoom room, HelixFault fault)
    {
        var call = whole.Data();
        var user = call.Text("user_id");
        var seconds = call.Number("duration");
        if (user.Length == 0) return HelixAnswer.No(400, "Missing required parameter \"user_id\"");
        if (call.Has("duration") && seconds is not (> 0 and <= LongestTimeOut)) return HelixAnswer.No(400, "The value specified in the duration field is not valid.");
        if (Sendable.CodePoints(call.Text("reason")) > LongestReason) return HelixAnswer.No(400, "The text in the reason field is too long.");
        var (at, refused) = twitch.BarBy(room, user, seconds, call.Text("reason"), call.User);
        if (refused is not null) return HelixAnswer.No(400, refused);
        return HelixAnswer.Of(json =>
        {
            json.WriteString("broadcaster_id", room.Id);
            json.WriteString("moderator_id", call.User.UserId);
            json.WriteString("user_id", user);
            json.WriteString("created_at", EventSubFrames.Time(at));
            if (seconds is { } length) json.WriteString("end_time", EventSubFrames.Time(at.AddSeconds(length)));
            else json.WriteNull("end_time");
        });
    }

    private HelixAnswer Unban(HelixCall call, TwitchRoom room, HelixFault fault) =>
        twitch.LiftBy(room, call.Query("user_id"), call.User) ? HelixAnswer.Done : HelixAnswer.No(400, "The user specified in the user_id query parameter is not banned.");

    private HelixAnswer Warn(HelixCall whole, TwitchRoom room, HelixFault fault)
    {
        var call = whole.Data();
        var (user, reason) = (call.Text("user_id"), call.Text("reason"));
        if (user.Length == 0) return HelixAnswer.No(400, "Missing required parameter \"user_id\"");
        if (reason.Length == 0) return HelixAnswer.No(400, "Missing required parameter \"reason\"");
        if (Sendable.CodePoints(reason) > LongestReason) return HelixAnswer.No(400, "The text in the reason field is too long.");
        if (twitch.IsProtected(room, user)) return HelixAnswer.No(400, "The user specified in the user_id field may not be warned.");
        twitch.WarnBy(room, user, reason, call.User);
        return HelixAnswer.Of(json =>
        {
            json.WriteString("broadcaster_id", room.Id);
            json.WriteString("user_id", user);
            json.WriteString("moderator_id", call.User.UserId);
            json.WriteString("reason", reason);
        });
    }

    private HelixAnswer Decide(HelixCall call, TwitchRoom none, HelixFault fault)
    {
        var id = call.Text("msg_id");
        if (id.Length == 0) return HelixAnswer.No(400, "Missing required parameter \"msg_id\"");
        if (call.Text("action") is var action && action is not ("ALLOW" or "DENY")) return HelixAnswer.No(400, "The value in the action field is not valid.");
        return twitch.DecideBy(id, action == "ALLOW" ? HoldOutcome.Allowed : HoldOutcome.Denied, call.User) switch
        {
            HoldAnswer.NotModerator => HelixAnswer.No(403, "The user in user_id is not one of the broadcaster's moderators."),
            HoldAnswer.NotFound => HelixAnswer.No(404, "The message specified in the msg_id field was not found or has already been resolved."),
            _ => HelixAnswer.Done,
        };
    }

    private HelixAnswer SetShield(HelixCall call, TwitchRoom room, HelixFault fault)
    {
        if (call.YesNo("is_active") is not { } on) return HelixAnswer.No(400, "Missing required parameter \"is_active\"");
        twitch.SetModesBy(room, new ChatModes(Shield: on), call.User);
        return ShieldOf(room);
    }

    private static HelixAnswer ShieldOf(TwitchRoom room) => HelixAnswer.Of(json =>
    {
        json.WriteBoolean("is_active", room.Modes.Shield is true);
        json.WriteString("moderator_id", "");
        json.WriteString("moderator_login", "");
        json.WriteString("moderator_name", "");
        json.WriteString("last_activated_at", "");
    });
}
