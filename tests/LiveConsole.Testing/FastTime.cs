namespace LiveConsole.Testing;

/// <summary>
/// A clock that runs many times as fast as the machine's, for two sides that speak to each other over real sockets with timers of their own: minutes
/// of a protocol in seconds of a test. It goes in small steps and waits with whoever waits for the machine: a second in which this program did not run is none of it. Where a
/// test must know what happens when, take <see cref="FakeTime"/>.
/// </summary>
public sealed class FastTime : TimeProvider, IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(1), AtMost = TimeSpan.FromMilliseconds(2);

    private readonly FakeTime _time;
    private readonly double _speed;
    private readonly ITimer _pump;
    private long _last = System.GetTimestamp();
    private int _stepping;

    public FastTime(double speed, DateTimeOffset start)
    {
        (_speed, _time) = (speed, new FakeTime(start));
        _pump = System.CreateTimer(_ => Step(), null, Every, Every);
    }

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long GetTimestamp() => _time.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => _time.CreateTimer(callback, state, dueTime, period);

    public void Dispose() => _pump.Dispose();

    private void Step()
    {
        // Whatever a timer does on this thread, time stands meanwhile.
        if (Interlocked.Exchange(ref _stepping, 1) == 1) return;
        var (before, now) = (_last, System.GetTimestamp());
        _last = now;
        var passed = System.GetElapsedTime(before, now);
        _time.Advance((passed < AtMost ? passed : AtMost) * _speed);
        Volatile.Write(ref _stepping, 0);
    }
}
