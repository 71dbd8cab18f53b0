namespace LiveConsole.Rehearsal.Twitch;

/// <summary>
/// How much later than said each of the two transports brings it: now one leads, now the other, for some seconds at a time, by a few milliseconds
/// up to the most. The same seed draws the same lags.
/// </summary>
internal sealed class TransportLag(TimeSpan most, int seed)
{
    private static readonly TimeSpan LongestSpell = TimeSpan.FromSeconds(2);

    private readonly Random _random = new(seed);
    private DateTimeOffset _spellEnds;
    private bool _isIrcLate;
    private double _usual;

    public (TimeSpan Irc, TimeSpan EventSub) Next(DateTimeOffset now)
    {
        if (most <= TimeSpan.Zero) return default;
        if (now >= _spellEnds)
        {
            _spellEnds = now + (0.2 + 0.8 * _random.NextDouble()) * LongestSpell;
            _isIrcLate = _random.NextDouble() < 0.4;
            _usual = 0.02 + 0.7 * _random.NextDouble();
        }

        var late = (_usual + 0.25 * _random.NextDouble()) * most;
        return _isIrcLate ? (late, TimeSpan.Zero) : (TimeSpan.Zero, late);
    }
}
