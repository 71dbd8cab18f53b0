using System.Globalization;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.Twitch;

/// <summary>Money as Twitch tells it: a whole number and how many of its digits are decimals.</summary>
internal static class Money
{
    public static Paid? Of(long? value, int? decimals, string? currency)
    {
        if (value is not (>= 0 and < 1_000_000_000_000 and var amount) || decimals is not (>= 0 and <= 6 and var places) || currency is not { Length: 3 }) return null;
        var micros = amount;
        for (var i = places; i < 6; i++) micros *= 10;
        var written = ((decimal)micros / 1_000_000).ToString("F" + places.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return new Paid(micros, currency.ToUpperInvariant(), $"{written} {currency.ToUpperInvariant()}");
    }
}
