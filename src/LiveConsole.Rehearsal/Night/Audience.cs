using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.Night;

/// <summary>Viewers on both channels, a sample every 30 s, with the peaks of the script exactly where it has them.</summary>
internal sealed class Audience
{
    public const int Every = 30;

    private readonly Script _script;
    private readonly double _scale;
    private readonly int _peak;
    private readonly int _seed;

    public Audience(Script script, double scale, int seed)
    {
        (_script, _scale, _seed) = (script, scale, seed);
        // Twitch's own peak is the first sample after the touchdown; the sum's a minute later, YouTube's half a minute after that.
        _peak = script.Begin + (script.TZero - script.Begin + Every - 1) / Every * Every;
    }

    public IEnumerable<RecordedViewers> Samples(int from, int to, Func<int, DateTimeOffset> timeOf)
    {
        var first = _script.Begin + Math.Max(0, (from - _script.Begin + Every - 1) / Every) * Every;
        for (var second = first; second < to; second += Every)
        {
            yield return new(timeOf(second), "twitch", LandingNight.TwitchChannel, Scaled(Twitch(second)));
            yield return new(timeOf(second), "youtube", LandingNight.YouTubeVideo, IsAbsent(second) ? null : Scaled(YouTube(second)));
        }
    }

    public long ViewsAt(int second)
    {
        // Grows with those who watch and ends at 791,000.
        double seen = 0, all = 0;
        for (var at = _script.Begin; at < _script.End; at += Every)
        {
            var viewers = YouTube(at);
            all += viewers;
            if (at <= second) seen += viewers;
        }

        return Scaled(791_000 * seen / all);
    }

    private long Scaled(double viewers) => (long)Math.Round(viewers * _scale);

    private bool IsAbsent(int second)
    {
        if (_script.FlowFrom != _script.Begin) return false;
        var hole = second >= Clock.At("20:05") && second < Clock.At("20:08");
        return hole || (second >= Clock.At("22:03") && second < Clock.At("22:04:30"));
    }

    private double YouTube(int second)
    {
        (int At, double Viewers)[] top = [(_peak - Every, 69_150), (_peak, 69_420), (_peak + 30, 69_760), (_peak + 60, 70_020), (_peak + 90, 70_214), (_peak + 120, 70_040), (_peak + 300, 68_600)];
        if (Between(top, second) is { } exact) return Math.Round(exact);
        return Math.Round(Line(second, segment => segment.YouTubeViewers, 6_100, top) * Restless(second, Channel.YouTube));
    }

    private double Twitch(int second)
    {
        // Twitch repeats a sample for one to two minutes.
        (int At, double Viewers)[] top = [(_peak - 2 * Every, 10_970), (_peak - Every, 10_985), (_peak, 11_038), (_peak + 30, 11_038), (_peak + 60, 10_966), (_peak + 90, 10_742), (_peak + 150, 10_742), (_peak + 300, 10_600)];
        if (Between(top, second) is { } exact) return Math.Round(exact);
        var held = second;
        while (held > _script.Begin && (Dice.Mix((ulong)_seed, 5, (ulong)(held / Every)) % 3 != 0) && second - held < 90) held -= Every;
        if (held > top[0].At && held < top[^1].At) held = second;
        return Math.Round(Line(held, segment => segment.TwitchViewers, 1_400, top) * Restless(held, Channel.Twitch));
    }

    private static double? Between((int At, double Viewers)[] points, int second)
    {
        if (second < points[0].At || second > points[^1].At) return null;
        for (var i = 1; i < points.Length; i++)
        {
            if (second > points[i].At) continue;
            var part = (second - points[i - 1].At) / (double)(points[i].At - points[i - 1].At);
            return points[i - 1].Viewers + part * (points[i].Viewers - points[i - 1].Viewers);
        }

        return null;
    }

    // Straight from row to row; the points around the peaks are rows of their own.
    private double Line(int second, Func<Segment, int> viewers, int atEnd, (int At, double Viewers)[] top)
    {
        var rows = _script.Segments.Where(segment => segment.From < top[0].At || segment.From > top[^1].At).Select(segment => (segment.From, (double)viewers(segment)))
            .Append((top[0].At, top[0].Viewers)).Append((top[^1].At, top[^1].Viewers)).Append((_script.End, atEnd)).OrderBy(row => row.Item1).ToArray();
        return Between(rows, Math.Clamp(second, rows[0].Item1, rows[^1].Item1)) ?? rows[^1].Item2;
    }

    // A count is never quite a line; on the script's own rows it is exact.
    private double Restless(int second, Channel channel)
    {
        foreach (var segment in _script.Segments)
            if (segment.From == second) return 1;
        return 1 + ((double)(Dice.Mix((ulong)_seed, (ulong)channel + 40, (ulong)second) % 1_000) / 1_000 - 0.5) * 0.006;
    }
}
