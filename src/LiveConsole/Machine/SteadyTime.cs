namespace LiveConsole.Machine;

/// <summary>
/// Machine time that never jumps: the wall clock is read once, at the start, and counted on from there by the steady clock. So an NTP step or
/// a hand on the clock moves no entry's time, no claim, no session and no place to resume from. A machine that slept is told so (its steady
/// clock stood still) and the sleep is added: time really passed.
/// </summary>
public sealed class SteadyTime(TimeProvider machine) : TimeProvider
{
    private readonly DateTimeOffset _started = machine.GetUtcNow();
    private readonly long _since = machine.GetTimestamp();
    private long _slept;

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    public override long GetTimestamp() => machine.GetTimestamp() + Interlocked.Read(ref _slept);

    public override DateTimeOffset GetUtcNow() => _started + GetElapsedTime(_since, GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => machine.CreateTimer(callback, state, dueTime, period);

    /// <summary>How far the wall clock has moved away: what it was set by since the start.</summary>
    public TimeSpan WallAhead => machine.GetUtcNow() - GetUtcNow();

    /// <summary>The steady clock alone, without the sleeps that were added.</summary>
    internal TimeSpan Awake => machine.GetElapsedTime(_since);

    internal void Slept(TimeSpan span) => Interlocked.Add(ref _slept, (long)(span.TotalSeconds * TimestampFrequency));
}
