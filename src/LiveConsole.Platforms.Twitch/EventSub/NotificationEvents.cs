using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.Twitch.EventSub;

/// <summary>What a message and each channel.chat.notification tell besides their words, as IRC's tags do. Twitch adds kinds at times: an unknown one keeps Twitch's own name.</summary>
internal static class NotificationEvents
{
    public static ChatEvent Of(JsonText type, in NoticeDetails told, string? words)
    {
        var name = NotificationKinds.Plain(type);
        return (name switch
        {
            "sub" => Subscribed(EventKinds.Subscription, told),
            "resub" => Subscribed(EventKinds.Resubscription, told),
            "sub_gift" => new ChatEvent(EventKinds.Gift, told.CumulativeTotal is 0 ? null : told.CumulativeTotal, told.DurationMonths, Level: Level(told), Wave: Text(told.Wave),
                OtherId: Text(told.RecipientId), OtherName: Text(told.RecipientName)),
            "community_sub_gift" => new ChatEvent(EventKinds.GiftWave, told.Total, Level: Level(told), Wave: Text(told.Wave)),
            "gift_paid_upgrade" => new ChatEvent(EventKinds.GiftUpgrade, OtherId: Text(told.GifterId), OtherName: Text(told.GifterName)),
            "prime_paid_upgrade" => new ChatEvent(EventKinds.PrimeUpgrade, Level: Level(told)),
            "pay_it_forward" => new ChatEvent(EventKinds.PayForward, OtherId: Text(told.RecipientId), OtherName: Text(told.RecipientName)),
            "raid" => new ChatEvent(EventKinds.Raid, told.Viewers),
            "unraid" => new ChatEvent(EventKinds.Unraid),
            "announcement" => new ChatEvent(EventKinds.Announcement, About: Text(told.Color)?.ToLowerInvariant()),
            "bits_badge_tier" => new ChatEvent(EventKinds.BitsBadge, told.BitsTier),
            "charity_donation" => new ChatEvent(EventKinds.Charity, About: Text(told.CharityName), Amount: Money.Of(told.Value, told.Decimals, Text(told.Currency))),
            "watch_streak" => new ChatEvent(EventKinds.WatchStreak, told.StreakCount),
            "modiversary" => new ChatEvent(EventKinds.ModeratorMilestone, Months: told.Months),
            _ => new ChatEvent(EventKinds.Other, About: name),
        }) with { Words = string.IsNullOrEmpty(words) ? null : words };
    }

    public static ChatEvent? OfMessage(JsonText type, JsonText reward)
    {
        if (!reward.IsEmpty) return new ChatEvent(EventKinds.Reward, About: reward.Decode());
        return type.IsEmpty || type.Is("text"u8) ? null
            : type.Is("channel_points_highlighted"u8) ? new ChatEvent(EventKinds.Highlight)
            : type.Is("power_ups_gigantified_emote"u8) ? new ChatEvent(EventKinds.PowerUp, About: "gigantified_emote")
            : type.Is("power_ups_message_effect"u8) ? new ChatEvent(EventKinds.PowerUp, About: "message_effect")
            : type.Is("channel_points_sub_only"u8) ? new ChatEvent(EventKinds.Reward, About: "sub_only")
            : type.Is("user_intro"u8) ? new ChatEvent(EventKinds.Introduction)
            : null;
    }

    private static ChatEvent Subscribed(string kind, in NoticeDetails told)
    {
        var months = told.CumulativeMonths is 0 ? null : told.CumulativeMonths;
        // Of a first subscription the months it is for are all it has.
        return new ChatEvent(kind, Months: months ?? (kind == EventKinds.Subscription ? 1 : null), Streak: told.StreakMonths is 0 ? null : told.StreakMonths, Level: Level(told),
            OtherId: Text(told.GifterId), OtherName: Text(told.GifterName));
    }

    // IRC says "Prime" for the plan; here the tier is 1000 and a flag tells.
    private static string? Level(in NoticeDetails told) => told.Prime ? "prime" : Text(told.Tier)?.ToLowerInvariant();

    private static string? Text(JsonText text) => text.IsEmpty ? null : text.Decode();
}
