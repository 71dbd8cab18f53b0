namespace LiveConsole.Platforms.YouTube.Writing;

/// <summary>What "too fast" costs: nothing goes out for 5 s, then 10, 20 … five minutes at most, until a call goes through. Safe on any thread.</summary>
internal sealed class Patience(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5), Longest = TimeSpan.FromMinutes(5);

    // A lock: calls under way at the same time are refused together, and both numbers change together.
    private readonly Lock _gate = new();
    private TimeSpan _wait;
    private long _since;

    public TimeSpan Left
    {
        get
        {
            lock (_gate) return Left_NeedsLock();
        }
    }

    /// <returns>How long from now. Two that were refused at once are one refusal.</returns>
    public TimeSpan Longer()
    {
        lock (_gate)
        {
            if (Left_NeedsLock() is var left && left > TimeSpan.Zero) return left;
            _wait = _wait == TimeSpan.Zero ? First : _wait * 2 < Longest ? _wait * 2 : Longest;
            _since = time.GetTimestamp();
            return _wait;
        }
    }

    public void Over()
    {
        lock (_gate)
        {
            // One that was sent before the refusal says nothing of it.
            if (Left_NeedsLock() == TimeSpan.Zero) _wait = TimeSpan.Zero;
        }
    }

    private TimeSpan Left_NeedsLock() => _wait == TimeSpan.Zero ? TimeSpan.Zero : _wait - time.GetElapsedTime(_since) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
}
