using LiveConsole.Sources;
using Microsoft.Extensions.Localization;

namespace LiveConsole.Features.Frame;

/// <summary>Intervals nobody read, in the show's times: the same sentence in the feed and on the sources panel.</summary>
public static class GapWords
{
    /// <summary>"40 s, 20:18:03 – 20:18:43": how long, from when to when.</summary>
    public static string Times(DateTimeOffset from, DateTimeOffset to, DeskSession desk, IStringLocalizer words) =>
        words["GapTimes", SourceWords.Length(Second(to) - Second(from)), desk.Times.Clock(from), desk.Times.Clock(to)];

    // The length of what stands beside it: 22:02:06 – 22:02:47 is 41 s.
    private static DateTimeOffset Second(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    public static string Reason(string? reason, DeskSession desk) => reason is null ? "" : desk.Say(ReasonWords.Of(reason));

    /// <summary>Not one sentence of a desk names a channel when the show has one of that platform.</summary>
    public static string Name(string platform, string channel, DeskSession desk) =>
        SourceWords.Name(platform, channel, desk.View.Channels.Count(c => c.Platform == platform) > 1);
}
