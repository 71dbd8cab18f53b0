namespace LiveConsole.Rehearsal.YouTube;

/// <summary>
/// The one Google project's units of the day (platforms/youtube.md 5): list and stream 5, videos and channels 1, at least 1 for a failure.
/// A new day begins at midnight in Los Angeles, on machine time.
/// </summary>
internal sealed class QuotaLedger(TimeProvider time, int daily)
{
    private static readonly TimeZoneInfo Pacific = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

    // A lock: calls come on any thread and two numbers change together.
    private readonly Lock _gate = new();
    private DateTime _day;
    private int _used;

    public int Used
    {
        get
        {
            lock (_gate)
            {
                NewDay_NeedsLock();
                return _used;
            }
        }
    }

    /// <returns>False when the day's budget does not hold it; the refused call costs its one unit all the same.</returns>
    public bool Spend(int units)
    {
        lock (_gate)
        {
            NewDay_NeedsLock();
            if (_used + units > daily)
            {
                _used++;
                return false;
            }

            _used += units;
            return true;
        }
    }

    public void GiveBack(int units)
    {
        lock (_gate) _used -= units;
    }

    public void Leave(int units)
    {
        lock (_gate)
        {
            NewDay_NeedsLock();
            _used = Math.Max(_used, daily - units);
        }
    }

    /// <summary>Google gave more, or a new day began.</summary>
    public void Reset()
    {
        lock (_gate) _used = 0;
    }

    private void NewDay_NeedsLock()
    {
        var today = TimeZoneInfo.ConvertTime(time.GetUtcNow(), Pacific).Date;
        if (today == _day) return;
        _day = today;
        _used = 0;
    }
}
