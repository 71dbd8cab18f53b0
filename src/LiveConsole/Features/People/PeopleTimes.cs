using System.Globalization;

namespace LiveConsole.Features.People;

/// <summary>Times of people and invitations, in the show's zone.</summary>
public static class PeopleTimes
{
    /// <summary>"21:50" today, "Sun 22 Nov, 21:50" on another day; in the reader's language.</summary>
    public static string When(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (there, today) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(now, zone));
        return there.ToString(there.Date == today.Date ? "HH:mm" : "ddd d MMM, HH:mm", CultureInfo.CurrentCulture);
    }
}
