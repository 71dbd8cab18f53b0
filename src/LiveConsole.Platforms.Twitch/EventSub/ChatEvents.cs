using System.Collections.Immutable;
using System.Text.Json;
using LiveConsole.Domain.Chat;
using LiveConsole.Platforms.Twitch.Irc;

namespace LiveConsole.Platforms.Twitch.EventSub;

/// <summary>Reads an event's fields and makes chat messages of them. Holds scratch space and the authors and emotes seen lately; one parser owns it.</summary>
internal sealed class ChatEvents
{
    private readonly ChatterTable _chatters = new();
    private readonly FragmentReader _fragments = new();
    private readonly byte[] _badges = new byte[512];
    private int _badgesLength;
    private string _lastChannel = "";

    /// <param name="withParts">Whether the message's fragments are wanted.</param>
    public void Read(scoped ref Utf8JsonReader reader, ref EventFields fields, bool withParts)
    {
        _fragments.Clear();
        _badgesLength = 0;
        if (!EventFields.Enters(ref reader)) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null) continue;
            Read(ref reader, name, ref fields, withParts);
        }
    }

    private void Read(scoped ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name, ref EventFields fields, bool withParts)
    {
        switch (name.Length)
        {
            case 3 when name.SequenceEqual("ban"u8):
            case 6 when name.SequenceEqual("delete"u8):
            case 7 when name.SequenceEqual("timeout"u8):
            case 15 when name.SequenceEqual("shared_chat_ban"u8):
            case 18 when name.SequenceEqual("shared_chat_delete"u8):
            case 19 when name.SequenceEqual("shared_chat_timeout"u8): fields.ReadAction(ref reader); break;
            case 5 when name.SequenceEqual("color"u8): fields.Color = JsonText.Read(ref reader); break;
            case 5 when name.SequenceEqual("cheer"u8): fields.Bits = Field(ref reader, "bits"u8); break;
            case 5 when name.SequenceEqual("reply"u8): fields.ReplyParent = TextField(ref reader, "parent_message_id"u8); break;
            case 6 when name.SequenceEqual("action"u8): fields.Action = JsonText.Read(ref reader); break;
            case 6 when name.SequenceEqual("badges"u8): fields.Roles = ReadBadges(ref reader); break;
            case 7 when name.SequenceEqual("message"u8) && withParts: _fragments.ReadMessage(ref reader, ref fields); break;
            case 10 when name.SequenceEqual("message_id"u8): fields.MessageId = JsonText.Read(ref reader); break;
            case 11 when name.SequenceEqual("notice_type"u8): fields.NoticeType = JsonText.Read(ref reader); break;
            case 12 when name.SequenceEqual("message_type"u8): fields.MessageType = JsonText.Read(ref reader); break;
            case > 13: ReadLong(ref reader, name, ref fields, withParts); break;
            default: Rest(ref reader, ref fields, withParts); break;
        }
    }

    // What else is an object in a chat's event is a notification's own.
    private static void Rest(scoped ref Utf8JsonReader reader, ref EventFields fields, bool ofChat)
    {
        if (ofChat && reader.TokenType == JsonTokenType.StartObject) fields.Notice.Read(ref reader);
        else reader.Skip();
    }

    private static void ReadLong(scoped ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name, ref EventFields fields, bool ofChat)
    {
        switch (name.Length)
        {
            case 14 when name.SequenceEqual("system_message"u8): fields.SystemText = JsonText.Read(ref reader); break;
            case 14 when name.SequenceEqual("target_user_id"u8): fields.TargetId = JsonText.Read(ref reader); break;
            case 15 when name.SequenceEqual("chatter_user_id"u8): fields.ChatterId = JsonText.Read(ref reader); break;
            case 17 when name.SequenceEqual("chatter_user_name"u8): fields.ChatterName = JsonText.Read(ref reader); break;
            case 17 when name.SequenceEqual("source_message_id"u8): fields.SourceMessageId = JsonText.Read(ref reader); break;
            case 18 when name.SequenceEqual("chatter_user_login"u8): fields.ChatterLogin = JsonText.Read(ref reader); break;
            case 19 when name.SequenceEqual("broadcaster_user_id"u8): fields.BroadcasterId = JsonText.Read(ref reader); break;
            case 19 when name.SequenceEqual("moderator_user_name"u8): fields.ModeratorName = JsonText.Read(ref reader); break;
            case 20 when name.SequenceEqual("moderator_user_login"u8): fields.ModeratorLogin = JsonText.Read(ref reader); break;
            case 20 when name.SequenceEqual("chatter_is_anonymous"u8):
                fields.Anonymous = reader.TokenType == JsonTokenType.True;
                reader.Skip();
                break;
            case 22 when name.SequenceEqual("broadcaster_user_login"u8): fields.Channel = JsonText.Read(ref reader); break;
            case 26 when name.SequenceEqual("source_broadcaster_user_id"u8): fields.SourceRoom = JsonText.Read(ref reader); break;
            case 29 when name.SequenceEqual("source_broadcaster_user_login"u8): fields.SourceLogin = JsonText.Read(ref reader); break;
            case 31 when name.SequenceEqual("channel_points_custom_reward_id"u8): fields.Reward = JsonText.Read(ref reader); break;
            default: Rest(ref reader, ref fields, ofChat); break;
        }
    }

    // {"broadcaster_user_id":"777","broadcaster_user_login":"alpha","broadcaster_user_name":"Alpha","chatter_user_id":"901","chatter_user_login":"ayse",
    // "chatter_user_name":"Ayşe","message_id":"0f3c2a52-…","message":{"text":"@Bo Kappa","fragments":[…]},"color":"","badges":[{"set_id":"subscriber","id":"12",
    // "info":"14"}],"message_type":"text","cheer":null,"reply":null}
    /// <param name="detail">What was lost of a message that was kept.</param>
    public EventSubProblem? Build(in EventFields fields, bool notice, DateTimeOffset at, DateTimeOffset receivedAt, out ChatMessage? message, out EventSubProblem? detail)
    {
        (message, detail) = (null, null);
        if (fields.Channel.IsEmpty) return EventSubProblem.NoChannel;
        if (fields.MessageId.IsEmpty) return EventSubProblem.NoMessageId;
        if (fields.ChatterId.IsEmpty && !fields.Anonymous) return EventSubProblem.NoUserId;
        var kind = notice ? NotificationKinds.Of(fields.NoticeType) : MessageKind.Text;
        // The viewer's own words, if there are any; else Twitch's sentence about what happened.
        var own = !notice || !fields.Text.IsEmpty;
        var words = notice ? fields.SystemText.OrNull() ?? "" : "";
        var text = own ? _fragments.TextOf(fields.Text, ref kind) : words;
        ImmutableArray<MessagePart> parts = [];
        if (own && !_fragments.TryParts(text, fields.Text, out parts)) detail = EventSubProblem.BadParts;
        var shared = !fields.SourceMessageId.IsEmpty && !fields.SourceMessageId.Same(fields.MessageId);
        // A shared chat shows a message in every room under an id of that room's own; the origin's names it everywhere.
        message = new ChatMessage(IrcParser.Platform, Channel(fields.Channel), (shared ? fields.SourceMessageId : fields.MessageId).Decode(), at, receivedAt,
            fields.ChatterId.IsEmpty ? ChatterTable.Anonymous : _chatters.Get(fields, _badges.AsSpan(0, _badgesLength)), text, kind, parts,
            fields.ReplyParent.IsEmpty ? null : new ReplyTo(fields.ReplyParent.Decode()),
            Bits: fields.Bits,
            SharedFrom: fields.SourceRoom.IsEmpty || fields.SourceRoom.Same(fields.BroadcasterId) ? null : new SharedFrom(fields.SourceRoom.Decode(), fields.SourceLogin.OrNull()),
            Copies: shared ? [fields.MessageId.Decode()] : [],
            Event: notice ? NotificationEvents.Of(fields.NoticeType, fields.Notice, words) : NotificationEvents.OfMessage(fields.MessageType, fields.Reward));
        return null;
    }

    /// <summary>A session reads one room: its name is made once.</summary>
    public string Channel(JsonText login) => login.IsSurely(_lastChannel) ? _lastChannel : _lastChannel = login.Decode();

    private static int? Field(scoped ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> wanted)
    {
        int? found = null;
        if (!EventFields.Enters(ref reader)) return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual(wanted)) found = JsonValues.Number(ref reader);
            else reader.Skip();
        }

        return found;
    }

    private static JsonText TextField(scoped ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> wanted)
    {
        JsonText found = default;
        if (!EventFields.Enters(ref reader)) return found;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual(wanted)) found = JsonText.Read(ref reader);
            else reader.Skip();
        }

        return found;
    }

    // [{"set_id":"subscriber","id":"12","info":"14"}]
    private Roles ReadBadges(scoped ref Utf8JsonReader reader)
    {
        var roles = Roles.None;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return roles;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (EventFields.Enters(ref reader)) roles |= ReadBadge(ref reader);
        }

        return roles;
    }

    private Roles ReadBadge(scoped ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> set = default, version = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            var plain = reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped;
            if (plain && name.SequenceEqual("set_id"u8)) set = reader.ValueSpan;
            else if (plain && name.SequenceEqual("id"u8)) version = reader.ValueSpan;
            else reader.Skip();
        }

        Keep(set, version);
        return AuthorTable.RoleOf(set);
    }

    // As IRC writes them. What does not fit is left out: nobody has so many.
    private void Keep(ReadOnlySpan<byte> set, ReadOnlySpan<byte> version)
    {
        var room = _badges.AsSpan(_badgesLength);
        var comma = _badgesLength == 0 ? 0 : 1;
        if (set.IsEmpty || comma + set.Length + 1 + version.Length > room.Length) return;
        if (comma == 1) room[0] = (byte)',';
        set.CopyTo(room[comma..]);
        room[comma + set.Length] = (byte)'/';
        version.CopyTo(room[(comma + set.Length + 1)..]);
        _badgesLength += comma + set.Length + 1 + version.Length;
    }
}
