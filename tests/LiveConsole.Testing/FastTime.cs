namespace LiveConsole.Testing;

/// <summary>
/// A clock that runs many times as fast as the machine's, for two sides that speak to each other over real sockets with timers of their own: minutes
/// of a protocol in seconds of a test. Where a test must know what happens when, take <see cref="FakeTime"/>.
/// </summary>
public sealed class FastTime(double speed, DateTimeOffset start) : TimeProvider
{
    private readonly long _origin = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => (long)((System.GetTimestamp() - _origin) * speed);

    public override DateTimeOffset GetUtcNow() => start + GetElapsedTime(0);

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(this, System.CreateTimer(callback, state, Real(dueTime), Real(period)));

    // Never early: a timer of none would make a waiting loop a hot one.
    private TimeSpan Real(TimeSpan fast) => fast == Timeout.InfiniteTimeSpan || fast == TimeSpan.Zero ? fast : TimeSpan.FromMilliseconds(Math.Ceiling(fast.TotalMilliseconds / speed));

    private sealed class Timer(FastTime owner, ITimer real) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => real.Change(owner.Real(dueTime), owner.Real(period));

        public void Dispose() => real.Dispose();

        public ValueTask DisposeAsync() => real.DisposeAsync();
    }
}
