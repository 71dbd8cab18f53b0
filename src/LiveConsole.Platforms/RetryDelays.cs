namespace LiveConsole.Platforms;

/// <summary>
/// How long to wait before each next try: at most 0, 1, 2, 4 ... 60 seconds, for ever, anywhere between nothing and that ("full jitter"), so that a
/// thousand consoles do not come back in the same second.
/// </summary>
/// <param name="random">Seeded where a test or a rehearsal must be repeatable.</param>
public sealed class RetryDelays(Random random)
{
    private const int LongestSeconds = 60;

    private int _tries;

    public TimeSpan Next()
    {
        var most = _tries == 0 ? 0 : Math.Min(LongestSeconds, 1 << Math.Min(_tries - 1, 6));
        _tries++;
        return TimeSpan.FromSeconds(most * random.NextDouble());
    }

    public void Reset() => _tries = 0;
}
