namespace LiveConsole.Domain.Moderation;

/// <summary>What a moderator did on a platform, from wherever, as the platform tells it.</summary>
/// <param name="Verb">The platform's word in our spelling: "ban", "unban", "timeout", "untimeout", "delete", "warn", "clear", "slow", "slow-off", "vip", "raid"… Unknown ones are kept as they came.</param>
/// <param name="ById">The moderator; null where the platform gives no id.</param>
/// <param name="By">Their name; null where the platform does not tell.</param>
/// <param name="TargetId">The viewer it was done to; of a raid, the channel.</param>
/// <param name="MessageId">Of a deletion.</param>
/// <param name="Reason">The moderator's words.</param>
/// <param name="Seconds">Of a time-out.</param>
/// <param name="Value">Of slow: seconds; of followers: minutes; of a raid: viewers.</param>
/// <param name="About">Terms that were blocked or permitted, rules that were cited.</param>
/// <param name="From">Another channel of a shared chat, where it was done there.</param>
public sealed record ModeratorAct(string Platform, string Channel, string Verb, DateTimeOffset At, string? ById = null, string? By = null, string? TargetId = null, string? Target = null,
    string? MessageId = null, string? Reason = null, int? Seconds = null, int? Value = null, string? About = null, string? From = null)
{
    /// <summary>The modes it sets; null: it sets none.</summary>
    public ChatModes? Modes => From is not null ? null : Verb switch
    {
        "emote-only" => new ChatModes(EmoteOnly: true),
        "emote-only-off" => new ChatModes(EmoteOnly: false),
        "slow" => new ChatModes(Slow: Value),
        "slow-off" => new ChatModes(Slow: 0),
        "followers" => new ChatModes(Followers: Value ?? 0),
        "followers-off" => new ChatModes(Followers: ChatModes.FollowersOff),
        "subscribers" => new ChatModes(Subscribers: true),
        "subscribers-off" => new ChatModes(Subscribers: false),
        "unique" => new ChatModes(Unique: true),
        "unique-off" => new ChatModes(Unique: false),
        _ => null,
    };
}

/// <summary>An act at its place in the show's journal.</summary>
public sealed record ToldAct(long Sequence, ModeratorAct Act);
