using System.Buffers;
using System.Text;

namespace LiveConsole.Platforms.Twitch.Irc;

/// <summary>The tags we read, as raw (escaped) slices; empty and absent mean the same. One pass, any order, the last of a name wins, unknown ones are passed over.</summary>
internal ref struct IrcTags
{
    public ReadOnlySpan<byte> BanDuration, Badges, Bits, Color, DisplayName, Emotes, FirstMessage, Id, Login, Mod, MessageKind,
        ReplyMessage, ReplyName, ReplyLogin, ReplyUser, Reward, SentAt, SourceId, SourceKind, SourceRoom, Subscriber,
        SystemText, TargetMessage, TargetUser, Room, User, UserType, Vip;

    public static IrcTags Read(ReadOnlySpan<byte> tags)
    {
        var read = default(IrcTags);
        while (!tags.IsEmpty)
        {
            var end = tags.IndexOf((byte)';');
            var tag = end < 0 ? tags : tags[..end];
            tags = end < 0 ? default : tags[(end + 1)..];
            var equals = tag.IndexOf((byte)'=');
            if (equals > 0) read.Set(tag[..equals], tag[(equals + 1)..]);
        }

        return read;
    }

    // By length first: most names differ in it, so a tag costs one or two comparisons.
    private void Set(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        switch (name.Length)
        {
            case 2 when name.SequenceEqual("id"u8): Id = value; break;
            case 3 when name.SequenceEqual("mod"u8): Mod = value; break;
            case 3 when name.SequenceEqual("vip"u8): Vip = value; break;
            case 4 when name.SequenceEqual("bits"u8): Bits = value; break;
            case 5 when name.SequenceEqual("color"u8): Color = value; break;
            case 5 when name.SequenceEqual("login"u8): Login = value; break;
            case 6 when name.SequenceEqual("badges"u8): Badges = value; break;
            case 6 when name.SequenceEqual("emotes"u8): Emotes = value; break;
            case 6 when name.SequenceEqual("msg-id"u8): MessageKind = value; break;
            case 7 when name.SequenceEqual("room-id"u8): Room = value; break;
            case 7 when name.SequenceEqual("user-id"u8): User = value; break;
            case 9: SetNine(name, value); break;
            case 10 when name.SequenceEqual("subscriber"u8): Subscriber = value; break;
            case 10 when name.SequenceEqual("system-msg"u8): SystemText = value; break;
            case 11 when name.SequenceEqual("tmi-sent-ts"u8): SentAt = value; break;
            case 12 when name.SequenceEqual("display-name"u8): DisplayName = value; break;
            case 12 when name.SequenceEqual("ban-duration"u8): BanDuration = value; break;
            case > 12: SetLong(name, value); break;
        }
    }

    private void SetNine(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("first-msg"u8)) FirstMessage = value;
        else if (name.SequenceEqual("user-type"u8)) UserType = value;
        else if (name.SequenceEqual("source-id"u8)) SourceId = value;
    }

    private void SetLong(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        switch (name.Length)
        {
            case 13 when name.SequenceEqual("target-msg-id"u8): TargetMessage = value; break;
            case 13 when name.SequenceEqual("source-msg-id"u8): SourceKind = value; break;
            case 14 when name.SequenceEqual("target-user-id"u8): TargetUser = value; break;
            case 14 when name.SequenceEqual("source-room-id"u8): SourceRoom = value; break;
            case 16 when name.SequenceEqual("custom-reward-id"u8): Reward = value; break;
            case 19 when name.SequenceEqual("reply-parent-msg-id"u8): ReplyMessage = value; break;
            case 20 when name.SequenceEqual("reply-parent-user-id"u8): ReplyUser = value; break;
            case 23 when name.SequenceEqual("reply-parent-user-login"u8): ReplyLogin = value; break;
            case 25 when name.SequenceEqual("reply-parent-display-name"u8): ReplyName = value; break;
        }
    }

    /// <summary>An id exactly as it stands on the wire: one that is not empty there must not become empty here, and two tags that name the same thing must agree.</summary>
    public static string Opaque(ReadOnlySpan<byte> id) => Encoding.UTF8.GetString(id);

    /// <summary>
    /// A tag's value as text. Escapes are read from left to right (IRCv3 message tags: \: is ';', \s a space, \\ a backslash, \r, \n;
    /// any other \x is x, a lone one at the end nothing): replacing them one kind after the other gets "\\s" wrong.
    /// </summary>
    public static string Text(ReadOnlySpan<byte> value)
    {
        var escape = value.IndexOf((byte)'\\');
        if (escape < 0) return value.IsEmpty ? "" : Encoding.UTF8.GetString(value);
        var rented = ArrayPool<byte>.Shared.Rent(value.Length);
        var length = Unescape(value, rented);
        var text = Encoding.UTF8.GetString(rented, 0, length);
        ArrayPool<byte>.Shared.Return(rented);
        return text;
    }

    private static int Unescape(ReadOnlySpan<byte> value, Span<byte> to)
    {
        var length = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var b = value[i];
            if (b == '\\')
            {
                if (++i == value.Length) break;
                b = value[i] switch
                {
                    (byte)':' => (byte)';',
                    (byte)'s' => (byte)' ',
                    (byte)'r' => (byte)'\r',
                    (byte)'n' => (byte)'\n',
                    var other => other,
                };
            }

            to[length++] = b;
        }

        return length;
    }
}
