namespace LiveConsole.Platforms.YouTube;

/// <summary>
/// How soon the next connection may be made after YouTube closed one, which it does all the time and normally. At once when something had
/// been delivered; 2 s growing to 15 s after empty ones; never faster than the day's budget allows.
/// </summary>
internal sealed class ReconnectPace(QuotaBudget budget, TimeProvider time, Func<TimeSpan?>? showLasts = null)
{
    private static readonly TimeSpan FirstEmpty = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestEmpty = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan FirstTooFast = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestTooFast = TimeSpan.FromMinutes(5);

    private int _empty;
    private int _tooFast;
    private long _connectedAt;

    public void Connected()
    {
        _connectedAt = time.GetTimestamp();
        _tooFast = 0;
    }

    /// <returns>Null: at once.</returns>
    public TimeSpan? AfterClose(bool delivered)
    {
        _empty = delivered ? 0 : _empty + 1;
        var asked = delivered ? TimeSpan.Zero : Doubled(FirstEmpty, _empty, LongestEmpty);
        var spacing = budget.ReadingInterval(showLasts?.Invoke()) - time.GetElapsedTime(_connectedAt);
        var wait = asked > spacing ? asked : spacing;
        return wait > TimeSpan.Zero ? wait : null;
    }

    public TimeSpan AfterTooFast() => Doubled(FirstTooFast, ++_tooFast, LongestTooFast);

    private static TimeSpan Doubled(TimeSpan first, int times, TimeSpan longest)
    {
        var wait = first * Math.Pow(2, Math.Min(times - 1, 10));
        return wait < longest ? wait : longest;
    }
}
