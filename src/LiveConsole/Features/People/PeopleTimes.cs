using System.Globalization;

namespace LiveConsole.Features.People;

/// <summary>Times of people and invitations, in the show's zone.</summary>
public static class PeopleTimes
{
    private const string Field = "yyyy-MM-dd'T'HH:mm";

    /// <summary>"21:50" today, "Sun 22 Nov, 21:50" on another day; in the reader's language.</summary>
    public static string When(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (there, today) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(now, zone));
        return there.ToString(there.Date == today.Date ? "HH:mm" : "ddd d MMM, HH:mm", CultureInfo.CurrentCulture);
    }

    /// <summary>As a field for date and time has it.</summary>
    public static string ToField(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString(Field, CultureInfo.InvariantCulture);

    /// <returns>Null: it is no time.</returns>
    public static DateTimeOffset? FromField(string? typed, TimeZoneInfo zone)
    {
        if (!DateTime.TryParseExact(typed, [Field, Field + ":ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return null;
        // An hour that a clock change leaves out is the one after it.
        if (zone.IsInvalidTime(local)) local = local.AddHours(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}
