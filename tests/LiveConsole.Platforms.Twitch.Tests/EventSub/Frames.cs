namespace LiveConsole.Platforms.Twitch.Tests.EventSub;

/// <summary>Frames as Twitch's EventSub guide and reference describe them.</summary>
internal static class Frames
{
    public const string At = "2026-03-14T19:00:00.123456789Z";

    public static string Welcome(string session = "s1", int keepalive = 10) => Envelope("w-" + session, "session_welcome",
        $$$"""{"session":{"id":"{{{session}}}","status":"connected","connected_at":"{{{At}}}","keepalive_timeout_seconds":{{{keepalive}}},"reconnect_url":null,"recovery_url":null}}""");

    public const string Keepalive = $$$"""{"metadata":{"message_id":"k","message_type":"session_keepalive","message_timestamp":"{{{At}}}"},"payload":{}}""";

    public static string Reconnect(string url) => Envelope("r", "session_reconnect",
        $$$"""{"session":{"id":"s1","status":"reconnecting","keepalive_timeout_seconds":null,"reconnect_url":"{{{url}}}","connected_at":"{{{At}}}"}}""");

    public static string Revocation(string status, string type = "channel.chat.message") =>
        $$$$"""{"metadata":{"message_id":"v","message_type":"revocation","message_timestamp":"{{{{At}}}}","subscription_type":"{{{{type}}}}","subscription_version":"1"},"payload":{"subscription":{"id":"f1","status":"{{{{status}}}}","type":"{{{{type}}}}","version":"1","cost":0,"condition":{},"transport":{"method":"websocket","session_id":"s1"},"created_at":"{{{{At}}}}"}}}""";

    public static string Envelope(string id, string type, string payload) =>
        $$"""{"metadata":{"message_id":"{{id}}","message_type":"{{type}}","message_timestamp":"{{At}}"},"payload":{{payload}}}""";

    public static string Notification(string type, string eventJson, string? id = null, string at = At) =>
        $$$"""{"metadata":{"message_id":"{{{id ?? "d-" + type}}}","message_type":"notification","message_timestamp":"{{{at}}}","subscription_type":"{{{type}}}","subscription_version":"1"},"payload":{"subscription":{"id":"f1c2","status":"enabled","type":"{{{type}}}","version":"1","cost":0,"condition":{"broadcaster_user_id":"777","user_id":"4242"},"transport":{"method":"websocket","session_id":"s1"},"created_at":"{{{at}}}"},"event":{{{eventJson}}}}}""";

    public const string Room = """ "broadcaster_user_id":"777","broadcaster_user_login":"alpha","broadcaster_user_name":"Alpha" """;

    public const string FullMessage = $$$"""
        {{{{Room}}},"source_broadcaster_user_id":null,"source_broadcaster_user_login":null,"source_broadcaster_user_name":null,
        "chatter_user_id":"901","chatter_user_login":"ayse","chatter_user_name":"Ayşe","message_id":"0f3c2a52","source_message_id":null,"is_source_only":null,
        "message":{"text":"@Bo Cheer100 Kappa hi 😀","fragments":[
          {"type":"mention","text":"@Bo","cheermote":null,"emote":null,"mention":{"user_id":"902","user_login":"bo","user_name":"Bo"}},
          {"type":"text","text":" ","cheermote":null,"emote":null,"mention":null},
          {"type":"cheermote","text":"Cheer100","cheermote":{"prefix":"cheer","bits":100,"tier":100},"emote":null,"mention":null},
          {"type":"text","text":" ","cheermote":null,"emote":null,"mention":null},
          {"type":"emote","text":"Kappa","cheermote":null,"emote":{"id":"25","emote_set_id":"0","owner_id":"0","format":["static"]},"mention":null},
          {"type":"text","text":" hi \ud83d\ude00","cheermote":null,"emote":null,"mention":null}]},
        "color":"#FF7F50","badges":[{"set_id":"subscriber","id":"12","info":"14"},{"set_id":"moderator","id":"1","info":""}],"source_badges":null,
        "message_type":"text","cheer":{"bits":100},
        "reply":{"parent_message_id":"2c3d","parent_message_body":"secret","parent_user_id":"902","parent_user_name":"Bo","parent_user_login":"bo","thread_message_id":"2c3d"},
        "channel_points_custom_reward_id":null,"channel_points_animation_id":null}
        """;

    public static string Says(string id, string text = "hi", string? delivery = null, string at = At) => Notification("channel.chat.message",
        $$$"""{{{{Room}}},"chatter_user_id":"901","chatter_user_login":"bo","chatter_user_name":"Bo","message_id":"{{{id}}}","message":{"text":"{{{text}}}","fragments":[{"type":"text","text":"{{{text}}}"}]},"color":"","badges":[],"message_type":"text","cheer":null,"reply":null}""",
        delivery ?? "d-" + id, at);

    public static string Moderates(string action, string ofAction) => Notification("channel.moderate",
        $$$"""{{{{Room}}},"source_broadcaster_user_id":null,"moderator_user_id":"5","moderator_user_login":"mod","moderator_user_name":"Mod","action":"{{{action}}}","followers":null,"{{{action}}}":{{{ofAction}}}}""");
}
