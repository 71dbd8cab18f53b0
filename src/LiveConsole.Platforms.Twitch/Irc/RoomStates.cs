using System.Buffers.Text;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Platforms.Twitch.Irc;

/// <summary>The rules of a chat as ROOMSTATE tells them: all of them after a JOIN, later only what changed (IRC guide). What is absent stands as it did.</summary>
internal static class RoomStates
{
    // @emote-only=0;followers-only=-1;r9k=0;room-id=777;slow=0;subs-only=0
    public static ChatModes Read(ReadOnlySpan<byte> tags)
    {
        var modes = new ChatModes();
        while (!tags.IsEmpty)
        {
            var end = tags.IndexOf((byte)';');
            var tag = end < 0 ? tags : tags[..end];
            tags = end < 0 ? default : tags[(end + 1)..];
            if (tag.IndexOf((byte)'=') is > 0 and var equals) modes = With(modes, tag[..equals], tag[(equals + 1)..]);
        }

        return modes;
    }

    private static ChatModes With(ChatModes modes, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (!Utf8Parser.TryParse(value, out int number, out var used) || used != value.Length) return modes;
        return name.SequenceEqual("emote-only"u8) ? modes with { EmoteOnly = number > 0 }
            : name.SequenceEqual("followers-only"u8) ? modes with { Followers = Math.Max(number, ChatModes.FollowersOff) }
            : name.SequenceEqual("r9k"u8) ? modes with { Unique = number > 0 }
            : name.SequenceEqual("slow"u8) ? modes with { Slow = Math.Max(number, 0) }
            : name.SequenceEqual("subs-only"u8) ? modes with { Subscribers = number > 0 }
            : modes;
    }
}
