using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.Twitch.EventSub;

/// <summary>What each channel.chat.notification is to a show. Twitch adds kinds at times: an unknown one is a notice with Twitch's own sentence.</summary>
internal static class NotificationKinds
{
    private const string Shared = "shared_chat_";

    public static MessageKind Of(JsonText type)
    {
        return Plain(type) switch
        {
            // Somebody goes on paying by themselves after a gift or a trial: a member from now on.
            "sub" or "resub" or "gift_paid_upgrade" or "prime_paid_upgrade" => MessageKind.Member,
            "sub_gift" or "community_sub_gift" or "pay_it_forward" => MessageKind.Gift,
            "raid" => MessageKind.Raid,
            "announcement" => MessageKind.Announcement,
            _ => MessageKind.Notice,
        };
    }

    /// <summary>In a shared chat the notice of another room comes under a name of its own.</summary>
    public static string Plain(JsonText type)
    {
        var name = type.OrNull() ?? "";
        return name.StartsWith(Shared, StringComparison.Ordinal) ? name[Shared.Length..] : name;
    }
}
