using System.Collections.Immutable;
using System.Text.Json;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Moderation;
using LiveConsole.Platforms.Twitch.Irc;

namespace LiveConsole.Platforms.Twitch.EventSub;

/// <summary>A channel's broadcast, its polls, the raids it sends, the chats it shares.</summary>
internal static class BroadcastEvents
{
    // {"id":"9001","broadcaster_user_id":"777",…,"type":"live","started_at":"2026-11-20T10:00:00Z"}
    public static BroadcastCame Online(JsonElement e, string channel, DateTimeOffset at) => new(IrcParser.Platform, channel, at)
    {
        Standing = BroadcastStanding.Live, Id = EventJson.Filled(e, "id"), LiveSince = EventJson.Time(e, "started_at"),
    };

    public static BroadcastCame Offline(JsonElement e, string channel, DateTimeOffset at) => new(IrcParser.Platform, channel, at)
    {
        Standing = BroadcastStanding.Ended, Id = EventJson.Filled(e, "id"), EndedAt = at,
    };

    // {"id":"1243456","title":"…","choices":[{"id":"123","title":"Blue","bits_votes":50,"channel_points_votes":70,"votes":120}],"status":"completed","started_at":"…","ended_at":"…"}
    public static PollCame? Poll(JsonElement e, string channel, DateTimeOffset at, bool over)
    {
        if (EventJson.Filled(e, "id") is not { } id) return null;
        var options = EventJson.Items(e, "choices").Select(c => new PollOption(EventJson.Text(c, "title") ?? "", EventJson.Number(c, "votes"))).ToImmutableArray();
        return new PollCame(new Poll(IrcParser.Platform, channel, id, EventJson.Text(e, "title") ?? "", options, over ? PollStatus.Closed : PollStatus.Active, at)
        {
            BeganAt = EventJson.Time(e, "started_at"), EndsAt = EventJson.Time(e, "ended_at") ?? EventJson.Time(e, "ends_at"),
        });
    }

    /// <summary>A raid that this channel sends: what it receives is a notice of its chat, too.</summary>
    // {"from_broadcaster_user_id":"777","from_broadcaster_user_login":"alpha",…,"to_broadcaster_user_id":"888","to_broadcaster_user_name":"Beta","viewers":42}
    public static ModeratorActed? RaidSent(JsonElement e, DateTimeOffset at) =>
        EventJson.Filled(e, "from_broadcaster_user_login") is { } from && EventJson.Filled(e, "to_broadcaster_user_id") is { } to
            ? new ModeratorActed(new ModeratorAct(IrcParser.Platform, from, "raid-sent", at, TargetId: to,
                Target: EventJson.Filled(e, "to_broadcaster_user_name") ?? EventJson.Filled(e, "to_broadcaster_user_login"), Value: EventJson.Number(e, "viewers")))
            : null;

    // {"session_id":"2b64a92a-…","broadcaster_user_id":"777",…,"host_broadcaster_user_login":"alpha","participants":[{"broadcaster_user_id":"888",…}]}
    public static SharedChatCame? SharedChat(JsonElement e, string channel, DateTimeOffset at) => EventJson.Filled(e, "session_id") is not { } id ? null
        : new SharedChatCame(IrcParser.Platform, channel, new SharedChat(id, EventJson.Filled(e, "host_broadcaster_user_login") ?? "",
            [.. EventJson.Items(e, "participants").Where(p => EventJson.Filled(p, "broadcaster_user_id") is not null).Take(50).Select(p => new SharedChannel(EventJson.Filled(p, "broadcaster_user_id")!,
                EventJson.Filled(p, "broadcaster_user_login") ?? "", EventJson.Filled(p, "broadcaster_user_name") ?? EventJson.Filled(p, "broadcaster_user_login") ?? ""))]), at);

    public static SharedChatCame SharedChatOver(string channel, DateTimeOffset at) => new(IrcParser.Platform, channel, null, at);
}
