using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms;

/// <summary>Who has said a message or a removal so far.</summary>
internal sealed class Said(Waiting waiting, int voice, DateTimeOffset at)
{
    private Waiting? _waiting = waiting;
    private int _voices = voice;

    public DateTimeOffset At { get; } = at;

    /// <summary>Null once it was handed on.</summary>
    public Waiting? Waiting => _waiting is { Gone: false } ? _waiting : _waiting = null;

    /// <param name="voice">Any of these.</param>
    public bool SaidBy(int voice) => (_voices & voice) != 0;

    public void Add(int voice) => _voices |= voice;
}

/// <summary>What was said in the last minutes, so that a twin finds it. Bounded in time and number. Not thread-safe.</summary>
internal sealed class TwinMemory(TimeProvider time)
{
    /// <summary>
    /// A viewer can be timed out again, a chat cleared again: two sayings further apart are two removals. Two transports of a platform
    /// differ by parts of a second.
    /// </summary>
    private static readonly TimeSpan SameRemoval = TimeSpan.FromSeconds(2);

    private readonly Dictionary<Key, List<Said>> _said = [];
    private readonly Queue<(Key Key, Said Said, long At)> _order = new();

    public int Count => _order.Count;

    public Said? Message(string id) => _said.TryGetValue(new Key(null, id), out var all) ? all[0] : null;

    /// <summary>The removal that this voice has not said yet and that may be the same one.</summary>
    public Said? Removal(RemovalCame removal, int voice) => _said.TryGetValue(KeyOf(removal), out var all)
        ? all.Find(s => !s.SaidBy(voice) && (removal.Removal.Scope == RemovalScope.Message || (s.At - removal.Removal.At).Duration() <= SameRemoval))
        : null;

    public void Add(string messageId, Said said) => Add(new Key(null, messageId), said);

    public void Add(RemovalCame removal, Said said) => Add(KeyOf(removal), said);

    private static Key KeyOf(RemovalCame removal) => new(removal.Removal.Scope, removal.MessageId ?? removal.ViewerId ?? "");

    private void Add(Key key, Said said)
    {
        var now = time.GetTimestamp();
        while (_order.TryPeek(out var oldest) && (_order.Count >= SeenArrivals.Most || time.GetElapsedTime(oldest.At, now) > SeenArrivals.Remembered))
        {
            _order.Dequeue();
            if (!_said.TryGetValue(oldest.Key, out var all)) continue;
            all.Remove(oldest.Said);
            if (all.Count == 0) _said.Remove(oldest.Key);
        }

        if (_said.TryGetValue(key, out var known)) known.Add(said);
        else _said.Add(key, [said]);
        _order.Enqueue((key, said, now));
    }

    /// <param name="Scope">Null: a message.</param>
    private readonly record struct Key(RemovalScope? Scope, string Id);
}
