using System.Collections.Frozen;

namespace LiveConsole.Rehearsal.Twitch.EventSub;

/// <summary>A type with what it asks for (platforms/twitch.md 3.1).</summary>
/// <param name="Condition">Names of the condition's members; the first is the channel's.</param>
/// <param name="Scopes">All of these; in each any of the alternatives.</param>
internal sealed record SubscriptionType(string Name, string Version, string[] Condition, string[][] Scopes)
{
    private const string Channel = "broadcaster_user_id";
    private const string Reader = "user_id";
    private const string Moderator = "moderator_user_id";

    /// <summary>One of the two, not both.</summary>
    public static readonly string[] RaidConditions = ["to_broadcaster_user_id", "from_broadcaster_user_id"];

    private static readonly string[] Chat = [Channel, Reader];
    private static readonly string[] Moderated = [Channel, Moderator];

    private static readonly FrozenDictionary<(string, string), SubscriptionType> Known = All().ToFrozenDictionary(t => (t.Name, t.Version));

    public bool IsChat => Condition == Chat;

    public static SubscriptionType? Find(string name, string version) => Known.GetValueOrDefault((name, version));

    private static IEnumerable<SubscriptionType> All()
    {
        foreach (var chat in new[] { "chat.message", "chat.notification", "chat.clear", "chat.clear_user_messages", "chat.message_delete", "chat_settings.update" })
            yield return new("channel." + chat, "1", Chat, [["user:read:chat"]]);
        yield return new("automod.message.hold", "2", Moderated, [["moderator:manage:automod"]]);
        yield return new("automod.message.update", "2", Moderated, [["moderator:manage:automod"]]);
        yield return new("channel.moderate", "2", Moderated,
        [
            .. new[] { "blocked_terms", "chat_settings", "unban_requests", "banned_users", "chat_messages", "warnings" }.Select(s => new[] { "moderator:manage:" + s, "moderator:read:" + s }),
            ["moderator:read:moderators"], ["moderator:read:vips"],
        ]);
        foreach (var shield in new[] { "begin", "end" }) yield return new("channel.shield_mode." + shield, "1", Moderated, [["moderator:read:shield_mode", "moderator:manage:shield_mode"]]);
        yield return new("channel.raid", "1", [RaidConditions[0]], []);
        yield return new("stream.online", "1", [Channel], []);
        yield return new("stream.offline", "1", [Channel], []);
        foreach (var poll in new[] { "begin", "progress", "end" }) yield return new("channel.poll." + poll, "1", [Channel], [["channel:read:polls", "channel:manage:polls"]]);
        foreach (var shared in new[] { "begin", "update", "end" }) yield return new("channel.shared_chat." + shared, "1", [Channel], []);
        foreach (var warning in new[] { "acknowledge", "send" }) yield return new("channel.warning." + warning, "1", Moderated, [["moderator:read:warnings", "moderator:manage:warnings"]]);
        foreach (var suspicious in new[] { "message", "update" }) yield return new("channel.suspicious_user." + suspicious, "1", Moderated, [["moderator:read:suspicious_users"]]);
        foreach (var unban in new[] { "create", "resolve" }) yield return new("channel.unban_request." + unban, "1", Moderated, [["moderator:read:unban_requests", "moderator:manage:unban_requests"]]);
        yield return new("automod.terms.update", "1", Moderated, [["moderator:manage:automod"]]);
        yield return new("automod.settings.update", "1", Moderated, [["moderator:read:automod_settings"]]);
    }
}
