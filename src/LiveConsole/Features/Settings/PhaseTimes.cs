using System.Globalization;
using System.Text.RegularExpressions;

namespace LiveConsole.Features.Settings;

/// <summary>A phase's time counted from the show's zero, as people write it: "-12:00", "1:30:00", nothing.</summary>
public static partial class PhaseTimes
{
    public static string Of(TimeSpan? offset) => offset is not { } at ? "" : at.Duration() < TimeSpan.FromHours(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{Sign(at)}{at.Duration().Minutes}:{at.Duration().Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{Sign(at)}{(int)at.Duration().TotalHours}:{at.Duration().Minutes:00}:{at.Duration().Seconds:00}");

    /// <returns>Right is false for what is neither a time nor nothing.</returns>
    public static (bool Right, TimeSpan? Offset) Parse(string typed)
    {
        if (typed.Trim().Length == 0) return (true, null);
        if (Pattern().Match(typed) is not { Success: true } match) return (false, null);
        var (hours, minutes, seconds) = (Number(match, "h"), Number(match, "m"), Number(match, "s"));
        if (seconds > 59 || (match.Groups["h"].Success && minutes > 59)) return (false, null);
        var time = new TimeSpan(hours, minutes, seconds);
        return (true, match.Groups["sign"].Value is "-" or "−" ? -time : time);
    }

    private static string Sign(TimeSpan at) => at < TimeSpan.Zero ? "-" : "";

    private static int Number(Match match, string group) => match.Groups[group] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^\s*(?:T)?(?<sign>[-−+])?(?:(?<h>\d{1,3}):)?(?<m>\d{1,3}):(?<s>\d{2})\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
