using System.Text;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.Twitch.Irc;

/// <summary>What each USERNOTICE is to a show. Twitch adds kinds at times: an unknown one is a notice with Twitch's own sentence.</summary>
internal static class NoticeKinds
{
    private static readonly Dictionary<string, MessageKind> Kinds = new(StringComparer.Ordinal)
    {
        ["sub"] = MessageKind.Member,
        ["resub"] = MessageKind.Member,
        // Somebody goes on paying by themselves after a gift or a trial: a member from now on.
        ["giftpaidupgrade"] = MessageKind.Member,
        ["anongiftpaidupgrade"] = MessageKind.Member,
        ["primepaidupgrade"] = MessageKind.Member,
        ["subgift"] = MessageKind.Gift,
        ["anonsubgift"] = MessageKind.Gift,
        ["submysterygift"] = MessageKind.Gift,
        ["anonsubmysterygift"] = MessageKind.Gift,
        ["rewardgift"] = MessageKind.Gift,
        ["communitypayforward"] = MessageKind.Gift,
        ["standardpayforward"] = MessageKind.Gift,
        ["raid"] = MessageKind.Raid,
        ["announcement"] = MessageKind.Announcement,
    };

    public static MessageKind Of(ReadOnlySpan<byte> name)
    {
        Span<char> chars = stackalloc char[32];
        return Encoding.UTF8.TryGetChars(name, chars, out var length)
            && Kinds.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(chars[..length], out var kind)
            ? kind
            : MessageKind.Notice;
    }
}
