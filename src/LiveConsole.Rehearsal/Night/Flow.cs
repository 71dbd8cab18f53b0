namespace LiveConsole.Rehearsal.Night;

/// <summary>Whose messages a stream holds: one channel's viewers of one tongue. A person writes in one stream only.</summary>
internal enum Tongue { French, English, Elsewhere }

/// <summary>
/// How many messages and how many asks each stream has in each second of the programme. Counted once, before anything is worded, so that
/// any second can be generated without the seconds before it.
/// </summary>
internal sealed class Flow
{
    public const int Streams = 6;

    private static readonly int[] s_blendings = [-60, 60];

    private readonly Script _script;
    private readonly double _scale;
    private readonly int _seconds;
    private readonly double[][] _rates = new double[2][];
    private readonly int[][] _messages = new int[Streams][];
    private readonly int[][] _asks = new int[Streams][];
    private readonly int[][] _before = new int[Streams][];

    public Flow(Script script, double scale, int seed)
    {
        _script = script;
        _scale = scale;
        _seconds = script.End - script.FlowFrom;
        var asks = new double[2][];
        foreach (var channel in new[] { Channel.Twitch, Channel.YouTube })
        {
            _rates[(int)channel] = RatesOf(channel);
            asks[(int)channel] = AsksOf(channel);
        }

        Throw(asks, seed);
    }

    public static Channel ChannelOf(int stream) => (Channel)(stream / 3);

    public static Tongue TongueOf(int stream) => (Tongue)(stream % 3);

    public int Messages(int stream, int second) => _messages[stream][second - _script.FlowFrom];

    public int Asks(int stream, int second) => _asks[stream][second - _script.FlowFrom];

    /// <summary>How many messages the stream had before this second: the place of its first message in the stream.</summary>
    public int Before(int stream, int second) => _before[stream][second - _script.FlowFrom];

    public int Total(int stream) => _before[stream][_seconds];

    public double Rate(Channel channel, int second) => _rates[(int)channel][second - _script.FlowFrom];

    /// <summary>The messages a burst adds in this second, spread over both channels by their usual shares.</summary>
    public double Of(Burst burst, Channel channel, int second) =>
        burst.Count * _scale * ShareOf(channel, burst.At) * Density(second - burst.At - Script.DelayOf(channel), burst.Hold, burst.HalfLife);

    /// <summary>How much of one whole falls into the second that begins <paramref name="since"/> seconds after the cue.</summary>
    public static double Density(int since, int hold, int halfLife)
    {
        if (since < 0) return 0;
        if (hold > 0) return since < hold ? 1.0 / hold : 0;
        return since > 8 * halfLife ? 0 : Math.Pow(2, -since / (double)halfLife) * (1 - Math.Pow(2, -1.0 / halfLife));
    }

    public double ShareOf(Channel channel, int second)
    {
        var segment = _script.SegmentAt(second);
        return (channel == Channel.Twitch ? segment.Twitch : segment.YouTube) / (segment.Twitch + segment.YouTube);
    }

    /// <summary>The very burst this second of a channel belongs to, if any.</summary>
    public Fixed? FixedAt(Channel channel, int second)
    {
        foreach (var burst in _script.Fixed)
        {
            var since = second - burst.At - Script.DelayOf(channel);
            if (since >= 0 && since < burst.Seconds) return burst;
        }

        return null;
    }

    private double[] RatesOf(Channel channel)
    {
        var rates = new double[_seconds];
        foreach (var (segment, from, to) in Stretches())
        {
            var plain = new double[to - from];
            var added = new double[to - from];
            double plainSum = 0, addedSum = 0;
            for (var second = from; second < to; second++)
            {
                var i = second - from;
                if (FixedAt(channel, second) is { } burst) added[i] = channel == Channel.Twitch ? burst.Twitch * _scale : burst.YouTube * _scale;
                else
                {
                    plain[i] = Blended(channel, second) * Factor(_script.Swings, channel, second - Script.DelayOf(channel));
                    added[i] = plain[i] == 0 ? 0 : _script.Bursts.Sum(cue => Of(cue, channel, second));
                }

                plainSum += plain[i];
                addedSum += added[i];
            }

            // What the cues add is taken from the plain flow, so that the stretch keeps its mean.
            var wanted = (channel == Channel.Twitch ? segment.Twitch : segment.YouTube) * _scale * (to - from);
            var factor = plainSum == 0 ? 0 : Math.Max(0.05, (wanted - addedSum) / plainSum);
            for (var i = 0; i < plain.Length; i++) rates[from - _script.FlowFrom + i] = plain[i] * factor + added[i];
        }

        return rates;
    }

    private double[] AsksOf(Channel channel)
    {
        var asks = new double[_seconds];
        var rates = _rates[(int)channel];
        foreach (var (segment, from, to) in Stretches())
        {
            var plain = new double[to - from];
            var pulsed = new double[to - from];
            double plainSum = 0, pulsedSum = 0, rateSum = 0;
            for (var second = from; second < to; second++)
            {
                var i = second - from;
                var rate = rates[second - _script.FlowFrom];
                // In the very bursts people shout; they ask a third as often as around them.
                plain[i] = rate * Factor(_script.AskSwings, channel, second - Script.DelayOf(channel)) * (FixedAt(channel, second) is null ? 1 : 1 / 3.0);
                pulsed[i] = _script.Pulses.Sum(pulse => Of(pulse, channel, second));
                plainSum += plain[i];
                pulsedSum += pulsed[i];
                rateSum += rate;
            }

            var factor = plainSum == 0 ? 0 : Math.Max(0, (segment.Asks * rateSum - pulsedSum) / plainSum);
            for (var i = 0; i < plain.Length; i++) asks[from - _script.FlowFrom + i] = plain[i] * factor + pulsed[i];
        }

        return asks;
    }

    private double Of(Pulse pulse, Channel channel, int second) =>
        pulse.Count * _scale * ShareOf(channel, pulse.At) * Density(second - pulse.At - Script.DelayOf(channel), pulse.Hold, pulse.HalfLife);

    private IEnumerable<(Segment Segment, int From, int To)> Stretches()
    {
        for (var i = 0; i < _script.Segments.Count; i++)
        {
            var to = i + 1 < _script.Segments.Count ? _script.Segments[i + 1].From : _script.End;
            yield return (_script.Segments[i], _script.Segments[i].From, Math.Min(to, _script.End));
        }
    }

    // Over the minute on either side of a border the rate runs in a straight line from one to the other.
    private double Blended(Channel channel, int second)
    {
        var here = Plain(_script.SegmentAt(second), channel);
        foreach (var side in s_blendings)
        {
            var other = _script.SegmentAt(second + side);
            var later = other.From > _script.SegmentAt(second).From ? other : _script.SegmentAt(second);
            if (other == _script.SegmentAt(second) || later.Sharp) continue;
            var distance = Math.Abs(second - later.From) / 60.0;
            return here + (Plain(other, channel) - here) * 0.5 * (1 - Math.Min(1, distance));
        }

        return here;
    }

    private static double Plain(Segment segment, Channel channel) => channel == Channel.Twitch ? segment.Twitch : segment.YouTube;

    private static double Factor(IReadOnlyList<Swing> swings, Channel channel, int second)
    {
        var factor = 1.0;
        foreach (var swing in swings)
            if (second >= swing.At && second < swing.At + swing.Seconds && (swing.Only is null || swing.Only == channel)) factor *= swing.Factor;
        return factor;
    }

    private void Throw(double[][] asks, int seed)
    {
        for (var stream = 0; stream < Streams; stream++)
        {
            _messages[stream] = new int[_seconds];
            _asks[stream] = new int[_seconds];
            _before[stream] = new int[_seconds + 1];
            var dice = new Dice(Dice.Mix((ulong)seed, "flow") + (ulong)stream);
            var channel = (int)ChannelOf(stream);
            for (var i = 0; i < _seconds; i++)
            {
                var segment = _script.SegmentAt(_script.FlowFrom + i);
                var share = (TongueOf(stream) switch { Tongue.French => segment.French, Tongue.English => segment.English, _ => segment.Elsewhere }) / 100.0;
                var asked = dice.Poisson(asks[channel][i] * share);
                // Drawn apart and added: a second of few messages still has the asks its share demands.
                _messages[stream][i] = asked + dice.Poisson(Math.Max(0, _rates[channel][i] - asks[channel][i]) * share);
                _asks[stream][i] = asked;
                _before[stream][i + 1] = _before[stream][i] + _messages[stream][i];
            }
        }
    }
}
