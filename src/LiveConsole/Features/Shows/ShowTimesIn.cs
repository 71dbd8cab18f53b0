using System.Globalization;

namespace LiveConsole.Features.Shows;

/// <summary>Days and times as a person writes them, in a show's zone.</summary>
public static class ShowTimesIn
{
    private const string Field = "yyyy-MM-dd'T'HH:mm";

    /// <summary>"Sunday 22 November 2026", in the reader's language.</summary>
    public static string Day(DateTimeOffset at, string? zone) => Local(at, zone).ToString("dddd d MMMM yyyy", CultureInfo.GetCultureInfo(CultureInfo.CurrentUICulture.Name));

    public static string Minutes(DateTimeOffset at, string? zone) => Local(at, zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string Seconds(DateTimeOffset at, string? zone) => Local(at, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    public static DateTimeOffset Local(DateTimeOffset at, string? zone) => TimeZoneInfo.ConvertTime(at, Zone(zone));

    public static TimeZoneInfo Zone(string? name) => TimeZoneInfo.TryFindSystemTimeZoneById(name ?? "", out var found) ? found : TimeZoneInfo.Utc;

    /// <summary>As a field for date and time has it.</summary>
    public static string ToField(DateTimeOffset? at, string? zone) => at is { } there ? Local(there, zone).ToString(Field, CultureInfo.InvariantCulture) : "";

    /// <returns>Null for an empty field or one that is half filled in.</returns>
    public static DateTimeOffset? FromField(string? typed, string? zone)
    {
        if (!DateTime.TryParseExact(typed, [Field, Field + ":ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return null;
        var there = Zone(zone);
        // An hour that a clock change leaves out is the one after it.
        if (there.IsInvalidTime(local)) local = local.AddHours(1);
        return new DateTimeOffset(local, there.GetUtcOffset(local));
    }
}
