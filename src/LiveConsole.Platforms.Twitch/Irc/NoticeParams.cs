using System.Buffers.Text;

namespace LiveConsole.Platforms.Twitch.Irc;

/// <summary>What a USERNOTICE says of itself ("msg-param-…"), as raw (escaped) slices; read of those lines only. The last of a name wins, unknown ones are passed over.</summary>
internal ref struct NoticeParams
{
    private static ReadOnlySpan<byte> Prefix => "msg-param-"u8;

    public ReadOnlySpan<byte> Category, Color, CommunityGift, CumulativeMonths, DonationAmount, DonationCurrency, DonationExponent, CharityName, GiftMonths, GifterId, GifterName,
        MassCount, Months, Origin, RecipientId, RecipientName, RecipientLogin, SenderCount, SenderLogin, SenderName,
        ShareStreak, StreakMonths, SubPlan, Threshold, Value, ViewerCount;

    public static NoticeParams Read(ReadOnlySpan<byte> tags)
    {
        var read = default(NoticeParams);
        while (!tags.IsEmpty)
        {
            var end = tags.IndexOf((byte)';');
            var tag = end < 0 ? tags : tags[..end];
            tags = end < 0 ? default : tags[(end + 1)..];
            var equals = tag.IndexOf((byte)'=');
            if (equals > Prefix.Length && tag.StartsWith(Prefix)) read.Set(tag[Prefix.Length..equals], tag[(equals + 1)..]);
        }

        return read;
    }

    public static int? Number(ReadOnlySpan<byte> value) => Utf8Parser.TryParse(value, out int number, out var used) && used == value.Length && number >= 0 ? number : null;

    public static string? Text(ReadOnlySpan<byte> value) => value.IsEmpty ? null : IrcTags.Text(value);

    private void Set(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("category"u8)) Category = value;
        else if (name.SequenceEqual("color"u8)) Color = value;
        else if (name.SequenceEqual("community-gift-id"u8)) CommunityGift = value;
        else if (name.SequenceEqual("cumulative-months"u8)) CumulativeMonths = value;
        else if (name.SequenceEqual("donation-amount"u8)) DonationAmount = value;
        else if (name.SequenceEqual("donation-currency"u8)) DonationCurrency = value;
        else if (name.SequenceEqual("exponent"u8)) DonationExponent = value;
        else if (name.SequenceEqual("charity-name"u8)) CharityName = value;
        else if (name.SequenceEqual("gift-months"u8)) GiftMonths = value;
        else if (name.SequenceEqual("gifter-id"u8)) GifterId = value;
        else if (name.SequenceEqual("gifter-name"u8)) GifterName = value;
        else if (name.SequenceEqual("mass-gift-count"u8)) MassCount = value;
        else if (name.SequenceEqual("months"u8)) Months = value;
        else if (name.SequenceEqual("origin-id"u8)) Origin = value;
        else SetRest(name, value);
    }

    private void SetRest(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("recipient-id"u8)) RecipientId = value;
        else if (name.SequenceEqual("recipient-display-name"u8)) RecipientName = value;
        else if (name.SequenceEqual("recipient-user-name"u8)) RecipientLogin = value;
        else if (name.SequenceEqual("sender-count"u8)) SenderCount = value;
        else if (name.SequenceEqual("sender-login"u8)) SenderLogin = value;
        else if (name.SequenceEqual("sender-name"u8)) SenderName = value;
        else if (name.SequenceEqual("should-share-streak"u8)) ShareStreak = value;
        else if (name.SequenceEqual("streak-months"u8)) StreakMonths = value;
        else if (name.SequenceEqual("sub-plan"u8)) SubPlan = value;
        else if (name.SequenceEqual("threshold"u8)) Threshold = value;
        else if (name.SequenceEqual("value"u8)) Value = value;
        else if (name.SequenceEqual("viewerCount"u8)) ViewerCount = value;
    }
}
