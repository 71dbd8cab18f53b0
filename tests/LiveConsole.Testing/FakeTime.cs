namespace LiveConsole.Testing;

/// <summary>
/// A clock that stands still until <see cref="Advance"/>; due timers fire in order of their time, on the thread that advances.
/// Code under test usually sets its timer on another thread: await <see cref="TimerDueIn"/> before advancing past it.
/// </summary>
public sealed class FakeTime(DateTimeOffset? start = null) : TimeProvider
{
    // A lock, not a channel: TimeProvider's members are synchronous. Callbacks always run outside of it.
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private readonly List<(long DueTicks, TaskCompletionSource Seen)> _waiters = [];
    private readonly List<(long DueTicks, TaskCompletionSource Gone)> _leavers = [];
    private readonly DateTimeOffset _start = start ?? new DateTimeOffset(2026, 3, 14, 19, 0, 0, TimeSpan.Zero);
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => _start.AddTicks(GetTimestamp());

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>What is left until each timer that is set now, soonest first.</summary>
    public IReadOnlyList<TimeSpan> Pending
    {
        get
        {
            lock (_gate) return [.. _timers.Select(t => TimeSpan.FromTicks(t.DueTicks - _ticks)).Order()];
        }
    }

    /// <summary>Moves time on, firing every timer that falls due on the way at its own time.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var target = GetTimestamp() + by.Ticks;
        while (TakeDue(target) is { } due) due.Fire();
        lock (_gate) _ticks = Math.Max(_ticks, target);
    }

    /// <summary>Completes once a timer is set that is due exactly this long from now. Fails after <see cref="Cap.Signal"/> of real time.</summary>
    public Task TimerDueIn(TimeSpan due)
    {
        TaskCompletionSource seen;
        lock (_gate)
        {
            var dueTicks = _ticks + due.Ticks;
            if (_timers.Exists(t => t.DueTicks == dueTicks)) return Task.CompletedTask;
            seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((dueTicks, seen));
        }

        return seen.Task.WaitAsync(Cap.Signal);
    }

    /// <summary>Completes once no timer is set any more that is due exactly this long from now, because what it watched over has come. Fails after <see cref="Cap.Signal"/> of real time.</summary>
    public Task NoTimerDueIn(TimeSpan due)
    {
        TaskCompletionSource gone;
        lock (_gate)
        {
            var dueTicks = _ticks + due.Ticks;
            if (!_timers.Exists(t => t.DueTicks == dueTicks)) return Task.CompletedTask;
            gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _leavers.Add((dueTicks, gone));
        }

        return gone.Task.WaitAsync(Cap.Signal);
    }

    private FakeTimer? TakeDue(long target)
    {
        lock (_gate)
        {
            var next = _timers.Where(t => t.DueTicks <= target).MinBy(t => t.DueTicks);
            if (next is null) return null;
            _ticks = Math.Max(_ticks, next.DueTicks);
            if (next.PeriodTicks > 0) next.DueTicks += next.PeriodTicks;
            else _timers.Remove(next);
            return next;
        }
    }

    private bool IsGone_NeedsLock((long DueTicks, TaskCompletionSource Gone) leaver) => !_timers.Exists(t => t.DueTicks == leaver.DueTicks);

    private bool Set(FakeTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        List<TaskCompletionSource> seen = [];
        lock (_gate)
        {
            _timers.Remove(timer);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.DueTicks = _ticks + Math.Max(0, dueTime.Ticks);
                timer.PeriodTicks = period == Timeout.InfiniteTimeSpan ? 0 : period.Ticks;
                _timers.Add(timer);
                foreach (var waiter in _waiters.Where(w => w.DueTicks == timer.DueTicks)) seen.Add(waiter.Seen);
                _waiters.RemoveAll(w => w.DueTicks == timer.DueTicks);
            }

            foreach (var leaver in _leavers.Where(IsGone_NeedsLock).ToList())
            {
                seen.Add(leaver.Gone);
                _leavers.Remove(leaver);
            }
        }

        seen.ForEach(s => s.TrySetResult());
        return true;
    }

    private sealed class FakeTimer(FakeTime owner, TimerCallback callback, object? state) : ITimer
    {
        public long DueTicks;
        public long PeriodTicks;
        private bool _disposed;

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => !_disposed && owner.Set(this, dueTime, period);

        public void Dispose()
        {
            _disposed = true;
            owner.Set(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
