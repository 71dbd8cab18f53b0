namespace LiveConsole.Platforms.YouTube;

/// <summary>
/// The units a Google project spends in a day, counted before each call, and the pace of reading that they allow. One object for all
/// that uses the project; safe on any thread. Counts since this process started (Google does not tell what was spent before).
/// </summary>
/// <param name="jitter">0 to 1: how far past midnight the first call after an exhausted day goes, so that not all clients call at once.</param>
public sealed class QuotaBudget(int dailyQuota, int actionReserve, TimeProvider time, Func<double>? jitter = null)
{
    /// <summary>Units per call of liveChatMessages.list and one connection of its stream (reference pages' quota line).</summary>
    public const int ReadCost = 5;

    /// <summary>videos.list.</summary>
    public const int VideoCost = 1;

    /// <summary>A start or a bad quarter of an hour is not paced: sixty connections a day are free of it.</summary>
    private const int UnpacedUnits = 60 * ReadCost;

    /// <summary>Reading is paced as if the show went on for this long, or until the day's end when that comes first.</summary>
    private static readonly TimeSpan LongestShow = TimeSpan.FromHours(8);

    private static readonly TimeZoneInfo Pacific = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

    // A lock and not a loop of its own: three additions, called from the reader's and the sampler's tasks.
    private readonly Lock _gate = new();
    private DateOnly _day;
    private long _used;
    private long _usedReading;
    private DateTimeOffset _closedUntil = DateTimeOffset.MinValue;

    /// <summary>Units counted since midnight Pacific.</summary>
    public long UsedToday
    {
        get
        {
            lock (_gate)
            {
                Turn_NeedsLock();
                return _used;
            }
        }
    }

    /// <summary>When calls may be made again after Google said that the day's units are spent; null while they may.</summary>
    public DateTimeOffset? ClosedUntil
    {
        get
        {
            lock (_gate) return _closedUntil > time.GetUtcNow() ? _closedUntil : null;
        }
    }

    /// <summary>False once reading has used all that is not kept for actions.</summary>
    public bool MayRead
    {
        get
        {
            lock (_gate)
            {
                Turn_NeedsLock();
                return _used + ReadCost + actionReserve <= dailyQuota;
            }
        }
    }

    /// <summary>Midnight in Los Angeles, when Google counts from zero again.</summary>
    public DateTimeOffset NextReset => MidnightAfter(time.GetUtcNow());

    /// <summary>Counts a call that is about to be sent. False: the day is spent, the call must not be sent (each try would count, too).</summary>
    public bool TryDebit(int units)
    {
        lock (_gate)
        {
            Turn_NeedsLock();
            if (_closedUntil > time.GetUtcNow()) return false;
            _used += units;
            if (units == ReadCost) _usedReading += units;
            return true;
        }
    }

    /// <summary>Google said quotaExceeded: nothing is sent until its next day, and then up to a minute later.</summary>
    public void Close()
    {
        lock (_gate) _closedUntil = MidnightAfter(time.GetUtcNow()) + TimeSpan.FromSeconds(5 + (55 * (jitter ?? Random.Shared.NextDouble)()));
    }

    /// <summary>A person, who may have had the quota raised, wants it asked again now: Google's next answer closes the day once more, or not.</summary>
    public void AskAgain()
    {
        lock (_gate) _closedUntil = DateTimeOffset.MinValue;
    }

    /// <summary>The least time from one reading call to the next: remaining time x 5 / (units left, less those kept for actions and for viewer counts).</summary>
    public TimeSpan ReadingInterval()
    {
        lock (_gate)
        {
            Turn_NeedsLock();
            var now = time.GetUtcNow();
            if (_usedReading < UnpacedUnits && _used + actionReserve < dailyQuota) return TimeSpan.Zero;
            var untilReset = MidnightAfter(now) - now;
            var ahead = untilReset < LongestShow ? untilReset : LongestShow;
            var spendable = dailyQuota - _used - actionReserve - ahead.TotalMinutes;
            return spendable < ReadCost ? untilReset : ahead * (ReadCost / spendable);
        }
    }

    private void Turn_NeedsLock()
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), Pacific).DateTime);
        if (today == _day) return;
        _day = today;
        _used = 0;
        _usedReading = 0;
    }

    private static DateTimeOffset MidnightAfter(DateTimeOffset now)
    {
        var tomorrow = TimeZoneInfo.ConvertTime(now, Pacific).Date.AddDays(1);
        return new DateTimeOffset(tomorrow, Pacific.GetUtcOffset(tomorrow)).ToUniversalTime();
    }
}
