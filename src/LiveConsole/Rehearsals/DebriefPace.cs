using System.Globalization;

namespace LiveConsole.Rehearsals;

/// <summary>From show time to the seconds that people had: a night that runs at 4x leaves them a quarter, what was jumped over none.</summary>
public sealed class DebriefPace
{
    private readonly List<(DateTimeOffset From, double Speed)> _speeds;
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _skipped = [];

    public DebriefPace(RehearsalOptions options)
    {
        _speeds = [(DateTimeOffset.MinValue, options.Speed)];
        foreach (var did in options.Conducted)
        {
            if (did.Did == ConductedDeed.Speed && double.TryParse(did.What, CultureInfo.InvariantCulture, out var speed)) _speeds.Add((did.At, speed));
            if (did is { Did: ConductedDeed.Jump, To: { } to }) _skipped.Add((did.At, to));
        }
    }

    /// <returns>Never less than zero.</returns>
    public double Between(DateTimeOffset from, DateTimeOffset to)
    {
        var seconds = 0.0;
        for (var i = 0; i < _speeds.Count; i++)
        {
            var (begin, speed) = _speeds[i];
            var (a, b) = (Later(from, begin), i + 1 < _speeds.Count ? Earlier(to, _speeds[i + 1].From) : to);
            if (b <= a) continue;
            var skipped = _skipped.Sum(s => Math.Max(0, (Earlier(b, s.To) - Later(a, s.From)).TotalSeconds));
            seconds += Math.Max(0, (b - a).TotalSeconds - skipped) / speed;
        }

        return seconds;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
