using System.Globalization;
using LiveConsole.Shows;

namespace LiveConsole.Features.Frame;

/// <summary>Times as a show says them: its one zone, 24 h with seconds, "+1" after midnight.</summary>
/// <param name="StartsOn">The show's first day in its zone.</param>
public sealed record ShowTimes(TimeZoneInfo Zone, DateOnly StartsOn)
{
    public static ShowTimes Of(ShowView view, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(view.Settings?.TimeZone ?? "", out var found) ? found : TimeZoneInfo.Utc;
        // No day is set for a show yet: the first thing that is known to have happened in it says which one it is.
        var first = view.Items.Select(i => i.CreatedAt)
            .Concat(view.Moments.Select(m => m.At))
            .Concat(view.Newest(1).Select(m => m.Message.ReceivedAt))
            .Concat(view.Phase is { } phase ? [phase.Since] : [])
            .Append(now).Min();
        return new ShowTimes(zone, DateOf(zone, first));
    }

    /// <summary>21:50:48, and "00:04:10 +1" on the day after the show's first.</summary>
    public string Clock(DateTimeOffset at) => Said(at, "HH:mm:ss");

    /// <summary>21:50, and "00:04 +1".</summary>
    public string Minutes(DateTimeOffset at) => Said(at, "HH:mm");

    /// <summary>0:06, 12:05, 1:02:05.</summary>
    public static string Lasted(TimeSpan time) => time < TimeSpan.FromHours(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");

    /// <summary>2 s, 40 s, 6 min, 2 h 05: as the page counts it (ticks.ts).</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, (int)age.TotalSeconds)} s"),
        { TotalMinutes: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalMinutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalHours} h {age.Minutes:00}"),
    };

    private string Said(DateTimeOffset at, string format)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone);
        var days = DateOnly.FromDateTime(local.DateTime).DayNumber - StartsOn.DayNumber;
        var time = local.ToString(format, CultureInfo.InvariantCulture);
        return days > 0 ? $"{time} +{days.ToString(CultureInfo.InvariantCulture)}" : time;
    }

    private static DateOnly DateOf(TimeZoneInfo zone, DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}
