using LiveConsole.Domain.Journal;

namespace LiveConsole.Shows;

/// <summary>
/// Show time: what entries, claims, phases and reading times run on. Counted by the steady clock from where it was set, so that a wall clock
/// that jumps moves nothing. In a rehearsal it runs at N times machine time.
/// </summary>
/// <param name="time">Machine time.</param>
public sealed class ShowClock(TimeProvider time)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _show = time.GetUtcNow();
    private long _machine = time.GetTimestamp();
    private double _rate = 1;

    /// <summary>Show seconds a second; 0 while stopped.</summary>
    public double Rate
    {
        get { lock (_lock) return _rate; }
    }

    public DateTimeOffset Now
    {
        get { lock (_lock) return _show + (time.GetElapsedTime(_machine) * _rate); }
    }

    /// <summary>From now on show time is <paramref name="show"/>, running at <paramref name="rate"/>.</summary>
    public void Set(DateTimeOffset show, double rate)
    {
        // A lock: three fields must change as one, and readers are many and quick.
        lock (_lock) (_show, _machine, _rate) = (show, time.GetTimestamp(), rate);
    }

    /// <summary>As <see cref="Set"/>, but never back: what sources and entries have said until now stays in the past.</summary>
    /// <param name="show">A time that lies before the present one leaves it where it is.</param>
    public void GoOn(DateTimeOffset show, double rate)
    {
        lock (_lock)
        {
            var (stamp, now) = (time.GetTimestamp(), _show + (time.GetElapsedTime(_machine) * _rate));
            (_show, _machine, _rate) = (show > now ? show : now, stamp, rate);
        }
    }

    /// <summary>Stands where it is.</summary>
    public void Stand() => GoOn(DateTimeOffset.MinValue, 0);

    /// <summary>A show whose last entry is ahead of this machine's clock (it was set back since) goes on from that entry: its times do not run twice.</summary>
    /// <returns>How far the machine is behind; zero when it is not, or so far that the entry's time cannot be right either.</returns>
    public TimeSpan NotBefore(ShowState loaded)
    {
        var behind = loaded.LastAt - Now;
        // A rehearsal's time is its night's.
        if (loaded.Settings is null or { Rehearsal: true } || behind < Noticed || behind > Believed) return TimeSpan.Zero;
        Set(loaded.LastAt, 1);
        return behind;
    }

    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(2), Believed = TimeSpan.FromHours(24);
}
