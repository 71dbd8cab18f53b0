using System.Collections.Immutable;

namespace LiveConsole.Domain.Audience;

/// <summary>
/// How many messages a channel brings: now, and normally. Part of the fold, so that it is right after a restart; bounded; in show time.
/// Normal is the median of the last full minutes; there is none before <see cref="MinutesNeeded"/> of them, so nothing is called silent before.
/// </summary>
public sealed record ChannelPace
{
    public const int MinutesKept = 15;
    public const int MinutesNeeded = 5;

    /// <summary>No pause is called a silence before this, however fast the channel is.</summary>
    public static readonly TimeSpan ShortestSilence = TimeSpan.FromSeconds(20);

    /// <summary>What was normal before a longer pause says nothing of now: yesterday's rate, the show before.</summary>
    public static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(30);

    // -ln(one in a million): at a steady rate r a pause of t comes by chance with e^(-r t). Chats come in clumps, so r is that of the quiet
    // minutes (the lower quartile), and the chance a small one.
    private const double Improbable = 13.8;

    public required string Platform { get; init; }

    public required string Channel { get; init; }

    public DateTimeOffset BeganAt { get; init; }

    public DateTimeOffset LastAt { get; init; }

    /// <summary>The minute that is being counted, since year 1.</summary>
    public long Minute { get; init; }

    public int InMinute { get; init; }

    public int InMinuteBefore { get; init; }

    /// <summary>Counts of the last full minutes, oldest first. The first, begun in its middle, is none; nor are those of an improbable pause.</summary>
    public ImmutableArray<int> Minutes { get; init; } = [];

    /// <summary>Messages a minute that are normal here; null before there is a baseline.</summary>
    public int? Normal => Quantile(0.5);

    /// <summary>A pause longer than this does not come by chance; null while that cannot be said: no baseline yet, or hardly any messages.</summary>
    public TimeSpan? SilentAfter
    {
        get
        {
            if (Quantile(0.25) is not (> 0 and var quiet)) return null;
            var improbable = TimeSpan.FromMinutes(Improbable / quiet);
            return improbable > ShortestSilence ? improbable : ShortestSilence;
        }
    }

    public static ChannelPace Of(string platform, string channel, DateTimeOffset at) =>
        new() { Platform = platform, Channel = channel, BeganAt = at, LastAt = at, Minute = MinuteOf(at), InMinute = 1 };

    /// <summary>A message came. One from before the last is counted where the count stands: it came now.</summary>
    public ChannelPace With(DateTimeOffset receivedAt)
    {
        var minute = MinuteOf(receivedAt);
        if (minute <= Minute) return this with { InMinute = InMinute + 1, LastAt = receivedAt > LastAt ? receivedAt : LastAt };
        var pause = receivedAt - LastAt;
        if (pause > Forgotten) return Of(Platform, Channel, receivedAt);
        return this with
        {
            LastAt = receivedAt,
            Minute = minute,
            InMinute = 1,
            InMinuteBefore = minute == Minute + 1 ? InMinute : 0,
            Minutes = Counted(minute, silent: pause > SilentAfter),
        };
    }

    /// <summary>Messages a minute over about the last one; over less while the channel is new.</summary>
    public double Now(DateTimeOffset at)
    {
        var minute = MinuteOf(at);
        var (current, before) = minute == Minute ? (InMinute, InMinuteBefore) : minute == Minute + 1 ? (0, InMinute) : (0, 0);
        var known = at - BeganAt;
        if (known < TimeSpan.FromMinutes(1)) return (current + before) / Math.Max(known.TotalMinutes, 5.0 / 60);
        var left = 1 - ((at.UtcTicks % TimeSpan.TicksPerMinute) / (double)TimeSpan.TicksPerMinute);
        return current + (before * left);
    }

    /// <summary>Since when a channel that is read brings nothing although it normally would; null: it brings what it does, or nobody can know.</summary>
    /// <param name="readSince">Since when it is read without a break: before that, nothing could come.</param>
    /// <param name="atLeast">The shortest pause to be called a silence; <see cref="ShortestSilence"/> at a rehearsal's 1x.</param>
    public DateTimeOffset? SilentSince(DateTimeOffset now, DateTimeOffset readSince, TimeSpan atLeast)
    {
        if (SilentAfter is not { } after || readSince - LastAt > Forgotten) return null;
        var since = readSince > LastAt ? readSince : LastAt;
        return now - since > (after > atLeast ? after : atLeast) ? since : null;
    }

    private ImmutableArray<int> Counted(long minute, bool silent)
    {
        // The first minute began in its middle.
        var counted = Minute == MinuteOf(BeganAt) ? Minutes : Minutes.Add(InMinute);
        for (var empty = Minute + 1; !silent && empty < minute; empty++) counted = counted.Add(0);
        return counted.Length > MinutesKept ? counted.RemoveRange(0, counted.Length - MinutesKept) : counted;
    }

    private int? Quantile(double share) => Minutes.Length < MinutesNeeded ? null : Minutes.Sort()[(int)((Minutes.Length - 1) * share)];

    private static long MinuteOf(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMinute;
}
