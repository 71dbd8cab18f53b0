using System.Text.Json;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Moderation;
using LiveConsole.Platforms.Twitch.Irc;

namespace LiveConsole.Platforms.Twitch.EventSub;

/// <summary>What moderators do (channel.moderate, version 2) and the rules of the chat (channel.chat_settings.update, channel.shield_mode.begin and .end).</summary>
internal static class ModeratorEvents
{
    private const string Shared = "shared_chat_";

    // {"broadcaster_user_id":"777",…,"moderator_user_id":"77","moderator_user_login":"nora_modo","moderator_user_name":"Nora_Modo","action":"timeout",
    // "timeout":{"user_id":"901","user_login":"ombre","user_name":"Ombre","reason":"insults","expires_at":"…"},"slow":null,…}
    public static ModeratorActed? Act(JsonElement e, string channel, DateTimeOffset at)
    {
        if (EventJson.Filled(e, "action") is not { } action) return null;
        var shared = action.StartsWith(Shared, StringComparison.Ordinal);
        var told = Details(e, action);
        var until = EventJson.Time(told, "expires_at");
        return new ModeratorActed(new ModeratorAct(IrcParser.Platform, channel, Verb(shared ? action[Shared.Length..] : action), at, EventJson.Filled(e, "moderator_user_id"),
            EventJson.Filled(e, "moderator_user_name") ?? EventJson.Filled(e, "moderator_user_login"), EventJson.Filled(told, "user_id"), EventJson.Filled(told, "user_name") ?? EventJson.Filled(told, "user_login"),
            EventJson.Filled(told, "message_id"), EventJson.Filled(told, "reason") ?? EventJson.Filled(told, "moderator_message"),
            until > at && until - at < TimeSpan.FromDays(15) ? (int)Math.Round((until.Value - at).TotalSeconds) : null,
            EventJson.Number(told, "wait_time_seconds") ?? EventJson.Number(told, "follow_duration_minutes") ?? EventJson.Number(told, "viewer_count"),
            Joined(EventJson.Texts(told, "terms")) ?? Joined(EventJson.Texts(told, "chat_rules_cited")),
            shared ? EventJson.Filled(e, "source_broadcaster_user_login") ?? EventJson.Filled(e, "source_broadcaster_user_id") : null));
    }

    // {"broadcaster_user_id":"777",…,"emote_mode":false,"follower_mode":true,"follower_mode_duration_minutes":10,"slow_mode":true,"slow_mode_wait_time_seconds":30,
    // "subscriber_mode":false,"unique_chat_mode":false}
    public static ModesCame Settings(JsonElement e, string channel, DateTimeOffset at) => new(IrcParser.Platform, channel, new ChatModes(
        EventJson.YesNo(e, "emote_mode"),
        // On without a length: 30 s and any follower are Twitch's own defaults.
        EventJson.YesNo(e, "slow_mode") is { } slow ? slow ? EventJson.Number(e, "slow_mode_wait_time_seconds") ?? 30 : 0 : null,
        EventJson.YesNo(e, "follower_mode") is { } followers ? followers ? EventJson.Number(e, "follower_mode_duration_minutes") ?? 0 : ChatModes.FollowersOff : null,
        EventJson.YesNo(e, "subscriber_mode"), EventJson.YesNo(e, "unique_chat_mode")), at);

    public static ModesCame Shield(JsonElement e, string channel, DateTimeOffset at, bool on) => new(IrcParser.Platform, channel, new ChatModes(Shield: on), at,
        EventJson.Filled(e, "moderator_user_name") ?? EventJson.Filled(e, "moderator_user_login"));

    /// <summary>The action's own object: most have the action's name.</summary>
    private static JsonElement Details(JsonElement e, string action) => action switch
    {
        "add_blocked_term" or "remove_blocked_term" or "add_permitted_term" or "remove_permitted_term" => EventJson.Child(e, "automod_terms"),
        "approve_unban_request" or "deny_unban_request" => EventJson.Child(e, "unban_request"),
        _ => EventJson.Child(e, action),
    };

    /// <summary>Twitch's word in our spelling; unknown ones as they came.</summary>
    private static string Verb(string action) => action switch
    {
        "emoteonly" => "emote-only",
        "emoteonlyoff" => "emote-only-off",
        "subscribersoff" => "subscribers-off",
        "followersoff" => "followers-off",
        "slowoff" => "slow-off",
        "uniquechat" => "unique",
        "uniquechatoff" => "unique-off",
        _ => action.Replace('_', '-'),
    };

    private static string? Joined(IEnumerable<string> texts) => string.Join(", ", texts) is { Length: > 0 } joined ? joined : null;
}
