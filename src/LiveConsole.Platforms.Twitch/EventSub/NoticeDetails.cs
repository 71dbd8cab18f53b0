using System.Text.Json;

namespace LiveConsole.Platforms.Twitch.EventSub;

/// <summary>The fields of a notification's own object ("resub", "raid"…): one of them is there, and their names do not meet.</summary>
internal ref struct NoticeDetails
{
    public JsonText Tier, Wave, RecipientId, RecipientName, GifterId, GifterName, Color, CharityName, Currency;
    public int? CumulativeMonths, DurationMonths, StreakMonths, Months, Total, CumulativeTotal, Viewers, BitsTier, StreakCount, Decimals;
    public long? Value;
    public bool Prime;

    // {"cumulative_months":10,"duration_months":1,"streak_months":null,"sub_tier":"1000","is_prime":false,"is_gift":false,"gifter_is_anonymous":null,…}
    public void Read(scoped ref Utf8JsonReader reader)
    {
        if (!EventFields.Enters(ref reader)) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null) continue;
            if (!ReadNumber(ref reader, name)) ReadText(ref reader, name);
        }
    }

    private bool ReadNumber(scoped ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("cumulative_months"u8)) CumulativeMonths = JsonValues.Number(ref reader);
        else if (name.SequenceEqual("duration_months"u8)) DurationMonths = JsonValues.Number(ref reader);
        else if (name.SequenceEqual("streak_months"u8)) StreakMonths = JsonValues.Number(ref reader);
        else if (name.SequenceEqual("months"u8)) Months = JsonValues.Number(ref reader);
        else if (name.SequenceEqual("total"u8)) Total = JsonValues.Number(ref reader);
        else if (name.SequenceEqual("cumulative_total"u8)) CumulativeTotal = JsonValues.Number(ref reader);
        else if (name.SequenceEqual("viewer_count"u8)) Viewers = JsonValues.Number(ref reader);
        else if (name.SequenceEqual("tier"u8)) BitsTier = JsonValues.Number(ref reader);
        else if (name.SequenceEqual("streak_count"u8)) StreakCount = JsonValues.Number(ref reader);
        else if (name.SequenceEqual("decimal_place"u8) || name.SequenceEqual("decimal_places"u8)) Decimals = JsonValues.Number(ref reader);
        else return false;
        return true;
    }

    private void ReadText(scoped ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name)
    {
        // Past payloads say "sub_plan" for "sub_tier" (twitchdev/issues 1039).
        if (name.SequenceEqual("sub_tier"u8) || name.SequenceEqual("sub_plan"u8)) Tier = JsonText.Read(ref reader);
        // A wave's own id, and what its gifts call it.
        else if (name.SequenceEqual("community_gift_id"u8) || name.SequenceEqual("id"u8)) Wave = JsonText.Read(ref reader);
        else if (name.SequenceEqual("recipient_user_id"u8)) RecipientId = JsonText.Read(ref reader);
        else if (name.SequenceEqual("recipient_user_name"u8)) RecipientName = JsonText.Read(ref reader);
        else if (name.SequenceEqual("gifter_user_id"u8)) GifterId = JsonText.Read(ref reader);
        else if (name.SequenceEqual("gifter_user_name"u8)) GifterName = JsonText.Read(ref reader);
        else if (name.SequenceEqual("color"u8)) Color = JsonText.Read(ref reader);
        else if (name.SequenceEqual("charity_name"u8)) CharityName = JsonText.Read(ref reader);
        else if (name.SequenceEqual("currency"u8)) Currency = JsonText.Read(ref reader);
        else if (name.SequenceEqual("amount"u8)) Read(ref reader);
        else if (name.SequenceEqual("value"u8) && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value)) Value = value;
        else if (name.SequenceEqual("is_prime"u8)) Prime = reader.TokenType == JsonTokenType.True;
        else reader.Skip();
    }
}
