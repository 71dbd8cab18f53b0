using System.Globalization;

namespace LiveConsole.Rehearsal.Night;

/// <summary>Times of the script: seconds since the midnight before the show; the small hours belong to the same night.</summary>
internal static class Clock
{
    /// <summary>"21:48" or "21:48:10"; hours before noon are the next day's.</summary>
    public static int At(string words)
    {
        var parts = words.Split(':');
        var hour = int.Parse(parts[0], CultureInfo.InvariantCulture);
        var minute = int.Parse(parts[1], CultureInfo.InvariantCulture);
        var second = parts.Length > 2 ? int.Parse(parts[2], CultureInfo.InvariantCulture) : 0;
        return ((hour < 12 ? hour + 24 : hour) * 60 + minute) * 60 + second;
    }
}
