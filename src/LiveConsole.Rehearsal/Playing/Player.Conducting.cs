using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.Playing;

/// <summary>What whoever conducts does while a time line is played: its time runs faster, slower or not at all, goes forward, or goes on with other lines. It never goes back.</summary>
internal sealed partial class Player
{
    /// <summary>Seconds of the time line per second of machine time, also while it stands.</summary>
    public double Speed
    {
        get
        {
            lock (_gate) return _speed;
        }
    }

    public bool IsPaused
    {
        get
        {
            lock (_gate) return _isPaused;
        }
    }

    /// <summary>Readers are waited for: the time line has not started.</summary>
    public bool IsWaiting
    {
        get
        {
            lock (_gate) return _isWaiting;
        }
    }

    /// <summary>From the present time of the time line on; one that stands goes on standing.</summary>
    /// <returns>The time at which it changed.</returns>
    public DateTimeOffset SetSpeed(double speed)
    {
        lock (_gate)
        {
            Rebase_NeedsLock(Now_NeedsLock());
            _speed = speed;
            return WireNow_NeedsLock();
        }
    }

    /// <summary>The time line stands, and goes on from where it stood; the protocols' own timers run. Drills can be fired: what they bring at once comes at once.</summary>
    /// <returns>The time at which it stands or goes on.</returns>
    public DateTimeOffset Pause(bool stands)
    {
        lock (_gate)
        {
            Rebase_NeedsLock(Now_NeedsLock());
            _isPaused = stands;
            return WireNow_NeedsLock();
        }
    }

    /// <summary>
    /// Goes forward: what lies between is not played. What was under way (the rest of a drill, removals of messages that are out) keeps its distance
    /// to now.
    /// </summary>
    /// <param name="timeline">From <paramref name="to"/> on, in order.</param>
    /// <returns>False: it is not forward, or nothing is being played.</returns>
    public bool Jump(DateTimeOffset to, IEnumerable<RecordingLine> timeline)
    {
        lock (_gate)
        {
            var now = Now_NeedsLock();
            if (_timeline is null || to <= now) return false;
            var distance = to - now;
            var underWay = new List<RecordingLine>();
            while (_later.TryDequeue(out var line, out _)) underWay.Add(Moved(line, distance));
            foreach (var line in underWay) Later_NeedsLock(line);
            _timeline.Dispose();
            _timeline = timeline.GetEnumerator();
            _nextAt = DateTimeOffset.MinValue;
            Advance_NeedsLock();
            Rebase_NeedsLock(to);
            return true;
        }
    }

    /// <summary>From <paramref name="at"/> on other lines are played than were to be; until then those.</summary>
    /// <returns>False: that time has come already, or nothing is being played.</returns>
    public bool Change(DateTimeOffset at, IEnumerable<RecordingLine> timeline)
    {
        lock (_gate)
        {
            if (_timeline is not { } present || at <= Now_NeedsLock()) return false;
            // The line that is next was taken from it already.
            if (_next is { } next && next.At < at) _timeline = Until(present, at, timeline).GetEnumerator();
            else
            {
                present.Dispose();
                _timeline = timeline.GetEnumerator();
                Advance_NeedsLock();
            }

            return true;
        }
    }

    /// <summary>While nothing is taken from the time line: for whoever asks what makes its lines, which is not for several threads at once.</summary>
    public T Alone<T>(Func<T> ask)
    {
        lock (_gate) return ask();
    }

    private void Rebase_NeedsLock(DateTimeOffset at)
    {
        // Readers that are waited for have so long from where they were; the clock has not started.
        if (_isWaiting) _origin = at;
        else (_origin, _originStamp) = (at, time.GetTimestamp());
    }

    private static IEnumerable<RecordingLine> Until(IEnumerator<RecordingLine> present, DateTimeOffset at, IEnumerable<RecordingLine> then)
    {
        using (present)
        {
            while (present.MoveNext() && present.Current.At < at) yield return present.Current;
        }

        foreach (var line in then) yield return line;
    }
}
