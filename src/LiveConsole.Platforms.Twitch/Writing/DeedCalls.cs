using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Platforms.Twitch.Writing;

/// <param name="Call">Below Helix' address, with its parameters.</param>
internal sealed record HelixRequest(HttpMethod Method, string Call, ReadOnlyMemory<byte>? Body = null);

/// <summary>Each deed as Twitch's calls have it (API reference: Delete Chat Messages, Ban User, Update Chat Settings…). Pure.</summary>
internal static class DeedCalls
{
    private const int SlowestSlow = 120, FastestSlow = 3, LongestFollow = 129_600, LongestTimeOut = 1_209_600, LongestReason = 500;

    /// <summary>What must not be sent, in words; null: it may.</summary>
    public static DeedResult.Refused? WhyNot(Deed deed) => deed switch
    {
        // To Twitch a removal without an id is the removal of all.
        RemoveDeed { MessageId: var id } when string.IsNullOrWhiteSpace(id) => No("There is no message to remove: its id is empty."),
        HoldDeed { HeldId: var id } when string.IsNullOrWhiteSpace(id) => No("There is no held message: its id is empty."),
        TimeOutDeed { Seconds: < 1 or > LongestTimeOut } => No("Twitch times out for one second to fourteen days."),
        WarnDeed { Reason: var reason } when string.IsNullOrWhiteSpace(reason) => No("Twitch warns with a reason only."),
        WarnDeed { Reason: var reason } when Runes(reason) > LongestReason => No("Twitch takes a reason of at most 500 characters."),
        PostDeed { Text: var text } => WhyNotText(text, mayCommand: false),
        AnnounceDeed { Text: var text } => WhyNotText(text, mayCommand: true),
        ModesDeed { Modes: var modes } => WhyNotModes(modes),
        PollDeed { Choices.Length: < 2 or > 5 } => No("Twitch's polls have two to five choices."),
        PollDeed { Seconds: < 15 or > 1800 } => No("Twitch's polls last 15 seconds to 30 minutes."),
        EndPollDeed { PollId: var id } when string.IsNullOrWhiteSpace(id) => No("There is no poll: its id is empty."),
        { Viewer.Id: "" } and not RemoveDeed and not HoldDeed => No("There is no viewer: the id is empty."),
        _ => null,
    };

    /// <param name="room">The channel's id.</param>
    /// <param name="me">The account's.</param>
    /// <param name="other">Of a shout-out: the id of who is recommended.</param>
    /// <returns>One call; of modes with the shield, two.</returns>
    public static ImmutableArray<HelixRequest> Of(Deed deed, string room, string me, string? other = null)
    {
        var as_ = $"broadcaster_id={E(room)}&moderator_id={E(me)}";
        return deed switch
        {
            RemoveDeed remove => [new(HttpMethod.Delete, $"moderation/chat?{as_}&message_id={E(Filled(remove.MessageId))}")],
            ClearDeed => [new(HttpMethod.Delete, $"moderation/chat?{as_}")],
            BanDeed ban => [new(HttpMethod.Post, $"moderation/bans?{as_}", Ban(ban.Of.Id, null, ban.Reason))],
            TimeOutDeed timeOut => [new(HttpMethod.Post, $"moderation/bans?{as_}", Ban(timeOut.Of.Id, timeOut.Seconds, timeOut.Reason))],
            UnbanDeed unban => [new(HttpMethod.Delete, $"moderation/bans?{as_}&user_id={E(Filled(unban.Of.Id))}")],
            UntimeoutDeed untimeout => [new(HttpMethod.Delete, $"moderation/bans?{as_}&user_id={E(Filled(untimeout.Of.Id))}")],
            WarnDeed warn => [new(HttpMethod.Post, $"moderation/warnings?{as_}", Data(json => Viewer(json, warn.Of.Id, warn.Reason)))],
            HoldDeed hold => [new(HttpMethod.Post, "moderation/automod/message", Json(json =>
            {
                json.WriteString("user_id", me);
                json.WriteString("msg_id", Filled(hold.HeldId));
                json.WriteString("action", hold.Allow ? "ALLOW" : "DENY");
            }))],
            ModesDeed modes => Modes(modes.Modes, as_),
            ShieldDeed shield => [Shield(shield.On, as_)],
            PostDeed post => [new(HttpMethod.Post, "chat/messages", Json(json =>
            {
                json.WriteString("broadcaster_id", room);
                json.WriteString("sender_id", me);
                json.WriteString("message", Sound(post.Text));
                if (!string.IsNullOrEmpty(post.ReplyTo)) json.WriteString("reply_parent_message_id", post.ReplyTo);
            }))],
            AnnounceDeed announce => [new(HttpMethod.Post, $"chat/announcements?{as_}", Json(json =>
            {
                json.WriteString("message", Sound(announce.Text));
                if (!string.IsNullOrEmpty(announce.Color)) json.WriteString("color", announce.Color);
            }))],
            ShoutOutDeed => [new(HttpMethod.Post, $"chat/shoutouts?from_broadcaster_id={E(room)}&to_broadcaster_id={E(Filled(other))}&moderator_id={E(me)}")],
            PollDeed poll => [new(HttpMethod.Post, "polls", Poll(poll, room))],
            EndPollDeed end => [new(HttpMethod.Patch, "polls", Json(json =>
            {
                json.WriteString("broadcaster_id", room);
                json.WriteString("id", end.PollId);
                json.WriteString("status", "TERMINATED");
            }))],
            _ => [],
        };
    }

    // A text that begins so is taken for a command: its first word goes, or the whole (twitchdev/issues #1019). An announcement is taken as it is.
    private static DeedResult.Refused? WhyNotText(string text, bool mayCommand)
    {
        if (string.IsNullOrWhiteSpace(text)) return No("There is nothing to post.");
        if (!mayCommand && text.TrimStart()[0] is '.' or '/') return No("To Twitch a text that begins with a full stop or a slash is a command, and is not posted: put a word before it.");
        return Runes(text) > PlatformDeeds.LongestPost("twitch") ? No("Twitch posts at most 500 characters at once.") : null;
    }

    private static DeedResult.Refused? WhyNotModes(ChatModes modes)
    {
        if (!modes.Told().Any()) return No("No mode was named.");
        if (modes.Members is not null) return No("Twitch has no members-only chat: subscribers-only is its own.");
        if (modes.Slow is not null and not 0 and (< FastestSlow or > SlowestSlow)) return No("Twitch's slow mode takes 3 to 120 seconds.");
        return modes.Followers is < ChatModes.FollowersOff or > LongestFollow ? No("Twitch's followers mode takes 0 minutes to 90 days.") : null;
    }

    private static ImmutableArray<HelixRequest> Modes(ChatModes modes, string as_)
    {
        var calls = ImmutableArray.CreateBuilder<HelixRequest>();
        if ((modes with { Shield = null }).Told().Any()) calls.Add(new(HttpMethod.Patch, $"chat/settings?{as_}", Settings(modes)));
        if (modes.Shield is { } on) calls.Add(Shield(on, as_));
        return calls.ToImmutable();
    }

    // A duration needs its mode's flag in the same request; off is the flag alone (Update Chat Settings).
    private static byte[] Settings(ChatModes modes) => Json(json =>
    {
        if (modes.EmoteOnly is { } emotes) json.WriteBoolean("emote_mode", emotes);
        if (modes.Slow is { } slow)
        {
            json.WriteBoolean("slow_mode", slow > 0);
            if (slow > 0) json.WriteNumber("slow_mode_wait_time", slow);
        }

        if (modes.Followers is { } followers)
        {
            json.WriteBoolean("follower_mode", followers >= 0);
            if (followers >= 0) json.WriteNumber("follower_mode_duration", followers);
        }

        if (modes.Subscribers is { } subscribers) json.WriteBoolean("subscriber_mode", subscribers);
        if (modes.Unique is { } unique) json.WriteBoolean("unique_chat_mode", unique);
    });

    private static HelixRequest Shield(bool on, string as_) => new(HttpMethod.Put, $"moderation/shield_mode?{as_}", Json(json => json.WriteBoolean("is_active", on)));

    private static byte[] Ban(string viewer, int? seconds, string? reason) => Data(json =>
    {
        Viewer(json, viewer, reason is null ? null : Cut(reason));
        if (seconds is { } length) json.WriteNumber("duration", length);
    });

    private static void Viewer(Utf8JsonWriter json, string id, string? reason)
    {
        json.WriteString("user_id", Filled(id));
        if (!string.IsNullOrEmpty(reason)) json.WriteString("reason", Sound(reason));
    }

    private static byte[] Poll(PollDeed poll, string room) => Json(json =>
    {
        json.WriteString("broadcaster_id", room);
        json.WriteString("title", Sound(poll.Question));
        json.WriteStartArray("choices");
        foreach (var choice in poll.Choices)
        {
            json.WriteStartObject();
            json.WriteString("title", Sound(choice));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("duration", poll.Seconds);
    });

    private static byte[] Data(Action<Utf8JsonWriter> members) => Json(json =>
    {
        json.WriteStartObject("data");
        members(json);
        json.WriteEndObject();
    });

    private static byte[] Json(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static DeedResult.Refused No(string words) => new(EffectTrouble.CannotThere, words);

    /// <summary>An empty id is a bug of ours that would reach further than was meant.</summary>
    private static string Filled(string? id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return id;
    }

    private static string E(string text) => Uri.EscapeDataString(Sound(text));

    private static int Runes(string text) => text.EnumerateRunes().Count();

    // A reason longer than Twitch takes is cut: the ban matters more.
    private static string Cut(string reason) => Runes(reason) <= LongestReason ? reason : string.Concat(reason.EnumerateRunes().Take(LongestReason).Select(r => r.ToString()));

    /// <summary>Half a surrogate pair cannot be written: it becomes U+FFFD.</summary>
    private static string Sound(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            var sound = new StringBuilder(text.Length);
            foreach (var rune in text.EnumerateRunes()) sound.Append(rune.ToString());
            return sound.ToString();
        }

        return text;
    }
}
