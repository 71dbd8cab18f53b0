using System.Buffers;
using System.Text.Json;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.Twitch.EventSub;

/// <summary>Writes what happens in a room as EventSub tells it (platforms/twitch.md 3.2 to 3.4, 3.6, 3.7), and only what somebody asked for. Under the emulator's lock.</summary>
internal sealed class ChatEvents(Notifications notifications)
{
    /// <summary>What a message can be told as.</summary>
    public static readonly string[] Types = ["channel.chat.message", "channel.chat.notification", "channel.raid"];

    private const string AnonymousGifter = "274598607";

    private static readonly string[] Notices =
    [
        "sub", "resub", "sub_gift", "community_sub_gift", "gift_paid_upgrade", "prime_paid_upgrade", "pay_it_forward", "raid", "unraid", "announcement", "bits_badge_tier",
        "charity_donation", "watch_streak", "modiversary", "shared_chat_sub", "shared_chat_resub", "shared_chat_sub_gift", "shared_chat_community_sub_gift",
        "shared_chat_gift_paid_upgrade", "shared_chat_prime_paid_upgrade", "shared_chat_pay_it_forward", "shared_chat_raid", "shared_chat_announcement", "shared_chat_modiversary",
    ];

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    public void Message(TwitchRoom room, in TwitchMessage sent, string unit, DateTimeOffset at, DateTimeOffset due, SentMark? mark)
    {
        var message = sent.Line.Message;
        var isChat = message.Kind is MessageKind.Text or MessageKind.Action or MessageKind.Paid;
        var type = isChat ? "channel.chat.message" : "channel.chat.notification";
        if (notifications.AreWanted(type, room.Id)) notifications.Put(type, room.Id, unit, at, isChat ? Chat(room, sent) : Notice(room, sent), due, mark);
        if (message.Kind == MessageKind.Raid && sent.Shared is null) Raid(room, message, unit, at, due);
    }

    /// <summary>One body with what <paramref name="members"/> writes after the channel's three members.</summary>
    public byte[] Body(TwitchRoom? room, Action<Utf8JsonWriter> members)
    {
        _buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_buffer, EventSubFrames.Raw);
        json.WriteStartObject();
        if (room is not null) WriteUser(json, "broadcaster_user_", room.Id, room.Login, room.Login);
        members(json);
        json.WriteEndObject();
        json.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    public static void WriteUser(Utf8JsonWriter json, string prefix, string? id, string? login, string? name)
    {
        json.WriteString(prefix + "id", id);
        json.WriteString(prefix + "login", login);
        json.WriteString(prefix + "name", name);
    }

    private byte[] Chat(TwitchRoom room, TwitchMessage sent) => Body(room, json =>
    {
        var message = sent.Line.Message;
        WriteSource(json, room, sent);
        WriteAuthor(json, message.Author);
        json.WriteString("message_id", sent.WireId);
        Fragments.Write(json, sent.Line, message.Kind == MessageKind.Action && !message.Text.StartsWith('\u0001') ? $"\u0001ACTION {message.Text}\u0001" : message.Text);
        json.WriteString("color", message.Author.Color ?? "");
        WriteBadges(json, message.Author, message.Bits);
        json.WriteString("message_type", message.Event switch
        {
            { Kind: EventKinds.Highlight } => "channel_points_highlighted",
            { Kind: EventKinds.PowerUp, About: "gigantified_emote" } => "power_ups_gigantified_emote",
            { Kind: EventKinds.PowerUp } => "power_ups_message_effect",
            { Kind: EventKinds.Introduction } => "user_intro",
            _ => "text",
        });
        if (message.Bits is > 0 and var bits)
        {
            json.WriteStartObject("cheer");
            json.WriteNumber("bits", bits);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("cheer");
        }

        WriteReply(json, message.ReplyTo, sent.Parent);
        json.WriteString("channel_points_custom_reward_id", message.Event is { Kind: EventKinds.Reward } reward ? reward.About : null);
        json.WriteNull("channel_points_animation_id");
    });

    private byte[] Notice(TwitchRoom room, TwitchMessage sent) => Body(room, json =>
    {
        var message = sent.Line.Message;
        var author = message.Author;
        var notice = TwitchNotice.Of(message);
        var id = notice.NotificationType;
        if (IsFromElsewhere(room, sent) && Notices.Contains("shared_chat_" + id)) id = "shared_chat_" + id;
        WriteSource(json, room, sent);
        WriteAuthor(json, author);
        json.WriteBoolean("chatter_is_anonymous", author.Id == AnonymousGifter);
        json.WriteString("color", author.Color ?? "");
        WriteBadges(json, author, message.Bits);
        json.WriteString("system_message", notice.Sentence);
        json.WriteString("message_id", sent.WireId);
        Fragments.Write(json, sent.Line, notice.IsTyped ? message.Text : "");
        json.WriteString("notice_type", id);
        foreach (var name in Notices)
        {
            if (name == id) WriteNotice(json, name, notice, author, sent.WireId);
            else json.WriteNull(name);
        }
    });

    private static void WriteNotice(Utf8JsonWriter json, string property, TwitchNotice notice, Author author, string wireId)
    {
        json.WriteStartObject(property);
        NoticeObjects.Write(json, notice, author, wireId);
        json.WriteEndObject();
    }

    private void Raid(TwitchRoom room, ChatMessage message, string unit, DateTimeOffset at, DateTimeOffset due)
    {
        foreach (var (type, channel) in new[] { ("channel.raid", room.Id), ("channel.raid/from", message.Author.Id) })
        {
            if (!notifications.AreWanted(type, channel)) continue;
            notifications.Put(type, channel, unit + type, at, Body(null, json =>
            {
                WriteUser(json, "from_broadcaster_user_", message.Author.Id, TwitchNames.Login(message.Author), TwitchNotice.NameOf(message.Author));
                WriteUser(json, "to_broadcaster_user_", room.Id, room.Login, room.Login);
                json.WriteNumber("viewers", TwitchNotice.Of(message).Number);
            }), due);
        }
    }

    private static void WriteAuthor(Utf8JsonWriter json, Author author) => WriteUser(json, "chatter_user_", author.Id, TwitchNames.Login(author), TwitchNotice.NameOf(author));

    private static bool IsFromElsewhere(TwitchRoom room, in TwitchMessage sent) => sent.Shared is { } shared && shared.ChannelId != room.Id;

    /// <summary>Null unless it was written in another room of a shared chat: IRC names the origin of every message of such a session, EventSub does not.</summary>
    private static void WriteSource(Utf8JsonWriter json, TwitchRoom room, in TwitchMessage sent)
    {
        if (IsFromElsewhere(room, sent))
        {
            var login = sent.Shared!.Channel ?? "";
            WriteUser(json, "source_broadcaster_user_", sent.Shared.ChannelId, login, login);
            json.WriteString("source_message_id", sent.Line.Message.Id);
            json.WriteStartArray("source_badges");
            json.WriteEndArray();
            json.WriteBoolean("is_source_only", value: false);
            return;
        }

        WriteUser(json, "source_broadcaster_user_", null, null, null);
        json.WriteNull("source_message_id");
        json.WriteNull("source_badges");
        json.WriteNull("is_source_only");
    }

    private static void WriteBadges(Utf8JsonWriter json, Author author, int? bits)
    {
        json.WriteStartArray("badges");
        foreach (var badge in Badge.Read(TwitchBadges.Of(author, bits))) WriteBadge(json, badge.Set, badge.Version, badge.Set == "subscriber" ? "4" : "");
        json.WriteEndArray();
    }

    private static void WriteBadge(Utf8JsonWriter json, string set, string version, string told)
    {
        json.WriteStartObject();
        json.WriteString("set_id", set);
        json.WriteString("id", version);
        json.WriteString("info", told);
        json.WriteEndObject();
    }

    private static void WriteReply(Utf8JsonWriter json, ReplyTo? reply, RecentMessage? parent)
    {
        if (reply is null)
        {
            json.WriteNull("reply");
            return;
        }

        // Of a parent that went by too long ago only the id is known here.
        json.WriteStartObject("reply");
        json.WriteString("parent_message_id", reply.Id);
        json.WriteString("parent_message_body", parent?.Text ?? "");
        WriteUser(json, "parent_user_", parent?.UserId ?? "", parent?.Login ?? "", parent?.Name ?? "");
        json.WriteString("thread_message_id", reply.Id);
        WriteUser(json, "thread_user_", parent?.UserId ?? "", parent?.Login ?? "", parent?.Name ?? "");
        json.WriteEndObject();
    }
}
