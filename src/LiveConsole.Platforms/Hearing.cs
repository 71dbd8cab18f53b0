namespace LiveConsole.Platforms;

/// <summary>
/// Whether one of two transports hears what the other does. A socket can live, answer and bring nothing: a room left without a word, a rejoin that was lost. Only the
/// other transport tells that from a quiet chat. Not thread-safe.
/// </summary>
internal sealed class Hearing(TimeProvider time)
{
    /// <summary>So many messages of the other one in a row, and so long: lateness of seconds is usual, and a single kind may be one's alone.</summary>
    public const int Messages = 20;

    public static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    private DateTimeOffset? _heardAt;
    private long _since;
    private int _missed;
    private bool _said;

    /// <param name="at">Show time from which it reads; null: it goes on as it did.</param>
    public void Begin(DateTimeOffset? at)
    {
        _heardAt = at ?? _heardAt;
        (_missed, _said) = (0, false);
    }

    public void Heard(DateTimeOffset at)
    {
        if (_heardAt is null || at > _heardAt) _heardAt = at;
        (_missed, _said) = (0, false);
    }

    public void OtherHeard()
    {
        if (_missed++ == 0) _since = time.GetTimestamp();
    }

    /// <returns>Until when it heard, if it is deaf and that was not said yet.</returns>
    public DateTimeOffset? TakeDeaf()
    {
        if (_said || _missed < Messages || time.GetElapsedTime(_since) < Within) return null;
        _said = true;
        return _heardAt;
    }
}
