namespace LiveConsole.Platforms.Twitch.EventSub;

/// <summary>Whom a subscription's condition names (subscription types).</summary>
internal enum ConditionOf { Reader, Moderator, Channel, RaidFrom }

/// <summary>A type of event that a reader wants.</summary>
/// <param name="Scopes">One of each of these; "moderator:read:warnings|moderator:manage:warnings" is either.</param>
/// <param name="OwnOnly">Told to the channel's own account alone.</param>
/// <param name="Lacking">What a desk is told when it does not come: nothing where the other transport or Helix tells the same.</param>
internal sealed record SubscriptionType(string Name, string Version, ConditionOf Condition, string[] Scopes, bool OwnOnly = false, string? Lacking = null)
{
    public bool MayBy(IReadOnlySet<string> scopes) => Scopes.All(wanted => wanted.Split('|').Any(scopes.Contains));

    public Dictionary<string, string> ConditionFor(string broadcaster, string me) => Condition switch
    {
        ConditionOf.Reader => new() { ["broadcaster_user_id"] = broadcaster, ["user_id"] = me },
        ConditionOf.Moderator => new() { ["broadcaster_user_id"] = broadcaster, ["moderator_user_id"] = me },
        ConditionOf.RaidFrom => new() { ["from_broadcaster_user_id"] = broadcaster },
        _ => new() { ["broadcaster_user_id"] = broadcaster },
    };
}

/// <summary>
/// All that is asked for, in this order: the messages first, for they alone are vital; then what costs nothing with the account's own rights; last what costs a point of ten for
/// a channel that is not the account's (the begin and end of its broadcast, raids, shared chats), which Helix and IRC tell as well.
/// </summary>
internal static class SubscriptionTypes
{
    public const string Messages = "channel.chat.message";

    private const string NoHolds = "Twitch does not tell this account which messages AutoMod holds: it must moderate this channel, and be connected with the right to (moderator:manage:automod).";
    private const string NoActs = "Twitch does not tell this account what other moderators do: it must moderate this channel, and be connected with a moderator's reading rights.";
    private const string NoPolls = "Twitch does not tell this account of the channel's polls: it must be connected with the right to (channel:read:polls).";

    // Twitch wants all of them (channel.moderate, version 2); "read" or "manage" each.
    private static readonly string[] ModerationScopes =
    [
        .. new[] { "blocked_terms", "chat_settings", "unban_requests", "banned_users", "chat_messages", "warnings" }.Select(s => $"moderator:read:{s}|moderator:manage:{s}"),
        "moderator:read:moderators", "moderator:read:vips",
    ];

    public static IReadOnlyList<SubscriptionType> All { get; } =
    [
        OfChat(Messages), OfChat("channel.chat.notification"), OfChat("channel.chat.message_delete"), OfChat("channel.chat.clear_user_messages"), OfChat("channel.chat.clear"),
        OfChat("channel.chat_settings.update"),
        new("channel.moderate", "2", ConditionOf.Moderator, ModerationScopes, Lacking: NoActs),
        new("automod.message.hold", "2", ConditionOf.Moderator, ["moderator:manage:automod"], Lacking: NoHolds),
        new("automod.message.update", "2", ConditionOf.Moderator, ["moderator:manage:automod"], Lacking: NoHolds),
        new("channel.shield_mode.begin", "1", ConditionOf.Moderator, ["moderator:read:shield_mode|moderator:manage:shield_mode"]),
        new("channel.shield_mode.end", "1", ConditionOf.Moderator, ["moderator:read:shield_mode|moderator:manage:shield_mode"]),
        OfPolls("begin"), OfPolls("progress"), OfPolls("end"),
        new("stream.online", "1", ConditionOf.Channel, []), new("stream.offline", "1", ConditionOf.Channel, []),
        new("channel.shared_chat.begin", "1", ConditionOf.Channel, []), new("channel.shared_chat.end", "1", ConditionOf.Channel, []), new("channel.shared_chat.update", "1", ConditionOf.Channel, []),
        new("channel.raid", "1", ConditionOf.RaidFrom, []),
    ];

    public static SubscriptionType Of(string name) => All.First(t => t.Name == name);

    private static SubscriptionType OfChat(string name) => new(name, "1", ConditionOf.Reader, ["user:read:chat"]);

    private static SubscriptionType OfPolls(string what) => new($"channel.poll.{what}", "1", ConditionOf.Channel, ["channel:read:polls|channel:manage:polls"], OwnOnly: true, Lacking: NoPolls);
}
