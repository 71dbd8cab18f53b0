using System.Text.Json;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Rehearsal.Twitch.EventSub;

/// <summary>AutoMod (platforms/twitch.md 3.5), the rules of a chat (3.3), other acts of moderators (3.6) and shared chats (3.7). Under the emulator's lock.</summary>
internal sealed class ModerationEvents(RoomEvents room)
{
    public void Hold(TwitchRoom of, HeldMessage held, DateTimeOffset due) => room.Put("automod.message.hold", of, held.Id, held.HeldAt, due, json => Write(json, held, null, null));

    /// <summary>The status in lower case: that is how live payloads have been seen, whatever the documents say.</summary>
    public void Update(TwitchRoom of, HeldMessage held, HoldOutcome outcome, string? by, DateTimeOffset at, DateTimeOffset due) =>
        room.Put("automod.message.update", of, held.Id + outcome, at, due, json => Write(json, held, outcome switch { HoldOutcome.Allowed => "approved", HoldOutcome.Denied => "denied", _ => "expired" }, by));

    public void Mode(TwitchRoom of, ChatMode mode, ChatModes one, string? by, DateTimeOffset at, DateTimeOffset due)
    {
        var unit = $"{mode}@{at.UtcTicks}";
        if (mode == ChatMode.Shield)
        {
            room.Put(one.Shield is true ? "channel.shield_mode.begin" : "channel.shield_mode.end", of, unit, at, due, json =>
            {
                Moderator(json, by);
                json.WriteString(one.Shield is true ? "started_at" : "ended_at", EventSubFrames.Time(at));
            });
            return;
        }

        room.Put("channel.chat_settings.update", of, unit, at, due, json => Settings(json, of.Modes));
        room.Moderated(of, by, ActionOf(mode, one), unit, at, due, (mode, one) switch
        {
            (ChatMode.Slow, { Slow: > 0 and var seconds }) => json => json.WriteNumber("wait_time_seconds", seconds),
            (ChatMode.Followers, { Followers: >= 0 and var minutes }) => json => json.WriteNumber("follow_duration_minutes", minutes),
            _ => null,
        });
    }

    public void Act(TwitchRoom of, ModeratorAct act, DateTimeOffset due)
    {
        var unit = $"{act.Verb}/{act.TargetId}@{act.At.UtcTicks}";
        room.Moderated(of, act.By, act.Verb.Replace('-', '_'), unit, act.At, due, json =>
        {
            var name = act.Target ?? act.TargetId ?? "";
            ChatEvents.WriteUser(json, "user_", act.TargetId ?? TwitchNames.RoomId(name), TwitchNames.Login(name, act.TargetId ?? name), name);
            if (act.Verb == "warn")
            {
                json.WriteString("reason", act.Reason ?? "");
                json.WriteStartArray("chat_rules_cited");
                json.WriteEndArray();
            }
            else if (act.Verb == "raid")
            {
                json.WriteNumber("viewer_count", act.Value ?? 0);
            }
        });
    }

    /// <param name="partners">Null: it is over.</param>
    public void SharedChat(TwitchRoom of, string type, IReadOnlyList<string> partners, DateTimeOffset at, DateTimeOffset due) => room.Put("channel.shared_chat." + type, of, $"{type}@{at.UtcTicks}", at, due, json =>
    {
        json.WriteString("session_id", TwitchNames.CopyId("shared-chat", of.Login));
        ChatEvents.WriteUser(json, "host_broadcaster_user_", of.Id, of.Login, of.Login);
        if (type == "end") return;
        json.WriteStartArray("participants");
        foreach (var partner in partners.Prepend(of.Login))
        {
            json.WriteStartObject();
            ChatEvents.WriteUser(json, "broadcaster_user_", TwitchNames.RoomId(partner), partner, partner);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static string ActionOf(ChatMode mode, ChatModes one) => mode switch
    {
        ChatMode.EmoteOnly => one.EmoteOnly is true ? "emoteonly" : "emoteonlyoff",
        ChatMode.Slow => one.Slow > 0 ? "slow" : "slowoff",
        ChatMode.Followers => one.Followers >= 0 ? "followers" : "followersoff",
        ChatMode.Subscribers => one.Subscribers is true ? "subscribers" : "subscribersoff",
        _ => one.Unique is true ? "uniquechat" : "uniquechatoff",
    };

    private static void Moderator(Utf8JsonWriter json, string? by) =>
        ChatEvents.WriteUser(json, "moderator_user_", by is null ? "" : RoomEvents.ModeratorId(by), by is null ? "" : TwitchNames.Login(by, by), by ?? "");

    private static void Settings(Utf8JsonWriter json, ChatModes modes)
    {
        json.WriteBoolean("emote_mode", modes.EmoteOnly is true);
        json.WriteBoolean("follower_mode", modes.Followers >= 0);
        Number(json, "follower_mode_duration_minutes", modes.Followers >= 0 ? modes.Followers : null);
        json.WriteBoolean("slow_mode", modes.Slow > 0);
        Number(json, "slow_mode_wait_time_seconds", modes.Slow > 0 ? modes.Slow : null);
        json.WriteBoolean("subscriber_mode", modes.Subscribers is true);
        json.WriteBoolean("unique_chat_mode", modes.Unique is true);
    }

    private static void Number(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } n) json.WriteNumber(name, n);
        else json.WriteNull(name);
    }

    private static void Write(Utf8JsonWriter json, HeldMessage held, string? status, string? by)
    {
        var author = held.Author;
        ChatEvents.WriteUser(json, "user_", author.Id, TwitchNames.Login(author), TwitchNotice.NameOf(author));
        if (status is not null) Moderator(json, by);
        json.WriteString("message_id", held.Id);
        json.WriteStartObject("message");
        json.WriteString("text", held.Text);
        json.WriteStartArray("fragments");
        json.WriteStartObject();
        json.WriteString("type", "text");
        json.WriteString("text", held.Text);
        json.WriteNull("cheermote");
        json.WriteNull("emote");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteString("held_at", EventSubFrames.Time(held.HeldAt));
        if (status is not null) json.WriteString("status", status);
        json.WriteString("reason", held.Reason);
        if (held.Reason == "blocked_term")
        {
            json.WriteNull("automod");
            json.WriteStartObject("blocked_term");
            json.WriteStartArray("terms_found");
            foreach (var flagged in held.Flagged) Term(json, held.Text, flagged);
            json.WriteEndArray();
            json.WriteEndObject();
            return;
        }

        json.WriteStartObject("automod");
        json.WriteString("category", held.Category ?? "");
        json.WriteNumber("level", held.Level ?? 1);
        json.WriteStartArray("boundaries");
        foreach (var flagged in held.Flagged) Boundary(json, null, held.Text, flagged);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteNull("blocked_term");
    }

    private static void Term(Utf8JsonWriter json, string text, Stretch flagged)
    {
        json.WriteStartObject();
        json.WriteString("term_id", "t1");
        Boundary(json, "boundary", text, flagged);
        json.WriteEndObject();
    }

    // Zero-based, end inclusive, in code points.
    private static void Boundary(Utf8JsonWriter json, string? name, string text, Stretch flagged)
    {
        if (name is null) json.WriteStartObject();
        else json.WriteStartObject(name);
        var start = Playing.Sendable.CodePoints(text.AsSpan(0, flagged.Start));
        json.WriteNumber("start_pos", start);
        json.WriteNumber("end_pos", start + Playing.Sendable.CodePoints(text.AsSpan(flagged.Start, flagged.Length)) - 1);
        json.WriteEndObject();
    }
}
