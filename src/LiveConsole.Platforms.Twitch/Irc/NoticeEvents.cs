using System.Text;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.Twitch.Irc;

/// <summary>
/// What each USERNOTICE tells besides its words. Twitch adds kinds at times: an unknown one is a notice with Twitch's own name and sentence. Remembers the last
/// waves of gifts: a single gift names an origin, too, and only one that a wave has named is of that wave. One parser owns it.
/// </summary>
internal sealed class NoticeEvents
{
    private const int WavesKept = 64;

    private readonly Queue<string> _waves = new();

    /// <param name="name">The kind's name; of a notice of another room of a shared chat its real one.</param>
    public ChatEvent Read(ReadOnlySpan<byte> name, in NoticeParams told, string words)
    {
        var known = Encoding.UTF8.GetString(name);
        return (known switch
        {
            "sub" => Subscribed(EventKinds.Subscription, told),
            "resub" => Subscribed(EventKinds.Resubscription, told),
            "subgift" or "anonsubgift" => Gift(told),
            "submysterygift" or "anonsubmysterygift" => Wave(told),
            "giftpaidupgrade" or "anongiftpaidupgrade" => new ChatEvent(EventKinds.GiftUpgrade, OtherName: NoticeParams.Text(told.SenderName) ?? NoticeParams.Text(told.SenderLogin)),
            "primepaidupgrade" => new ChatEvent(EventKinds.PrimeUpgrade, Level: Level(told)),
            "communitypayforward" or "standardpayforward" => new ChatEvent(EventKinds.PayForward, OtherId: NoticeParams.Text(told.RecipientId), OtherName: Recipient(told)),
            "raid" => new ChatEvent(EventKinds.Raid, NoticeParams.Number(told.ViewerCount)),
            "unraid" => new ChatEvent(EventKinds.Unraid),
            "announcement" => new ChatEvent(EventKinds.Announcement, About: NoticeParams.Text(told.Color)?.ToLowerInvariant()),
            "bitsbadgetier" => new ChatEvent(EventKinds.BitsBadge, NoticeParams.Number(told.Threshold)),
            "viewermilestone" => told.Category.SequenceEqual("watch-streak"u8) ? new ChatEvent(EventKinds.WatchStreak, NoticeParams.Number(told.Value)) : new ChatEvent(EventKinds.Other, About: known),
            "charitydonation" => new ChatEvent(EventKinds.Charity, About: NoticeParams.Text(told.CharityName), Amount: Donation(told)),
            "modiversary" => new ChatEvent(EventKinds.ModeratorMilestone, Months: NoticeParams.Number(told.Months)),
            _ => new ChatEvent(EventKinds.Other, About: known),
        }) with { Words = words.Length == 0 ? null : words };
    }

    /// <summary>What a PRIVMSG is besides words: a tag says it, and EventSub in its own field.</summary>
    public static ChatEvent? OfMessage(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> reward)
    {
        // The commonest by far.
        if (kind.IsEmpty && reward.IsEmpty) return null;
        if (!reward.IsEmpty) return new ChatEvent(EventKinds.Reward, About: IrcTags.Opaque(reward));
        return kind.SequenceEqual("highlighted-message"u8) ? new ChatEvent(EventKinds.Highlight)
            : kind.SequenceEqual("gigantified-emote-message"u8) ? new ChatEvent(EventKinds.PowerUp, About: "gigantified_emote")
            : kind.SequenceEqual("animated-message"u8) ? new ChatEvent(EventKinds.PowerUp, About: "message_effect")
            // Sent in subscribers-only mode, for points.
            : kind.SequenceEqual("skip-subs-mode-message"u8) ? new ChatEvent(EventKinds.Reward, About: "sub_only")
            : kind.SequenceEqual("user-intro"u8) ? new ChatEvent(EventKinds.Introduction)
            : null;
    }

    private static ChatEvent Subscribed(string kind, in NoticeParams told)
    {
        // "months" is the old name of "cumulative-months"; on newer lines it says 0.
        var months = NoticeParams.Number(told.CumulativeMonths) ?? NoticeParams.Number(told.Months);
        var streak = told.ShareStreak.SequenceEqual("0"u8) ? null : NoticeParams.Number(told.StreakMonths);
        return new ChatEvent(kind, Months: months is 0 or null ? kind == EventKinds.Subscription ? 1 : null : months, Streak: streak is 0 ? null : streak, Level: Level(told),
            OtherId: NoticeParams.Text(told.GifterId), OtherName: NoticeParams.Text(told.GifterName));
    }

    private ChatEvent Gift(in NoticeParams told)
    {
        var community = NoticeParams.Text(told.CommunityGift);
        var origin = NoticeParams.Text(told.Origin);
        var sent = NoticeParams.Number(told.SenderCount);
        return new ChatEvent(EventKinds.Gift, sent is 0 ? null : sent, NoticeParams.Number(told.GiftMonths), Level: Level(told),
            Wave: community ?? (origin is not null && _waves.Contains(origin) ? origin : null), OtherId: NoticeParams.Text(told.RecipientId), OtherName: Recipient(told));
    }

    private ChatEvent Wave(in NoticeParams told)
    {
        if ((NoticeParams.Text(told.CommunityGift) ?? NoticeParams.Text(told.Origin)) is not { } wave) return new ChatEvent(EventKinds.GiftWave, NoticeParams.Number(told.MassCount), Level: Level(told));
        if (_waves.Count >= WavesKept) _waves.Dequeue();
        _waves.Enqueue(wave);
        return new ChatEvent(EventKinds.GiftWave, NoticeParams.Number(told.MassCount), Level: Level(told), Wave: wave);
    }

    private static string? Recipient(in NoticeParams told) => NoticeParams.Text(told.RecipientName) ?? NoticeParams.Text(told.RecipientLogin);

    // "Prime", "1000", "2000", "3000".
    private static string? Level(in NoticeParams told) => NoticeParams.Text(told.SubPlan)?.ToLowerInvariant();

    private static Paid? Donation(in NoticeParams told) => Money.Of(NoticeParams.Number(told.DonationAmount), NoticeParams.Number(told.DonationExponent), NoticeParams.Text(told.DonationCurrency));
}
