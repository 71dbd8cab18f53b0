namespace LiveConsole.Platforms.YouTube;

/// <summary>Google counts a project's units from midnight to midnight in Los Angeles (youtube v3, "Quota usage"): 23 or 25 hours twice a year.</summary>
public static class PacificDay
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

    public static DateOnly Of(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime);

    /// <summary>When the day after begins, in UTC.</summary>
    public static DateTimeOffset EndOf(DateTimeOffset now)
    {
        var tomorrow = TimeZoneInfo.ConvertTime(now, Zone).Date.AddDays(1);
        return new DateTimeOffset(tomorrow, Zone.GetUtcOffset(tomorrow)).ToUniversalTime();
    }
}
