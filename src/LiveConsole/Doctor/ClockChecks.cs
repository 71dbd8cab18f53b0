using System.Globalization;
using LiveConsole.Platforms;

namespace LiveConsole.Doctor;

/// <summary>This machine's clock, against the journal, the platforms' clocks and its own steady count.</summary>
public static class ClockChecks
{
    private const string SetIt = "Check this machine's time and its NTP (timedatectl)";
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250), Behind = TimeSpan.FromSeconds(2), Off = TimeSpan.FromSeconds(5);

    /// <param name="walled">How far the wall clock went while the visit lasted.</param>
    /// <param name="steady">How far the steady count went.</param>
    public static IEnumerable<Check> Of(Shows shows, TimeProvider time, TimeSpan walled, TimeSpan steady, IEnumerable<(string Platform, TokenStanding Standing)> answers)
    {
        var now = time.GetUtcNow();
        List<Check> checks = [];
        foreach (var show in shows.Journal?.Shows ?? [])
        {
            // A rehearsal's time is its night's, not this machine's.
            if (show.Rehearsal || show.LastAt is not { } last || last <= now + Behind) continue;
            checks.Add(Check.Watch("clock", $"the last entry of {shows.Name(show.Show)} is {Span(last - now)} ahead of this machine's clock, which was set back or ran ahead then", SetIt));
        }

        foreach (var (platform, standing) in answers)
        {
            if (standing.PlatformTime is { } theirs && (theirs - now).Duration() > Off)
                checks.Add(Check.Watch("clock", $"{Span((theirs - now).Duration())} {(theirs > now ? "behind" : "ahead of")} {platform}'s", SetIt));
        }

        if ((walled - steady).Duration() > Step) checks.Add(Check.Watch("clock", $"it was stepped by {Span((walled - steady).Duration())} while the doctor looked", SetIt));
        return checks.Count > 0 ? checks : [Check.Ok("clock", string.Create(CultureInfo.InvariantCulture, $"{now:yyyy-MM-dd HH:mm:ss}Z, steady, not behind any show"))];
    }

    internal static string Span(TimeSpan span) => span switch
    {
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h {span.Minutes} min"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.Minutes} min {span.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s"),
    };
}
