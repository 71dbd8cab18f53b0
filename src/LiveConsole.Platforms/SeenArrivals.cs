using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms;

/// <summary>
/// What was handed over in the last minutes, so that the overlap of two connections (or a platform that sends twice) does not reach the writer
/// doubled. The same id with other content passes: a platform amends a gift's combo, a shared chat brings a second local id. Bounded in
/// time and number; the writer still decides what was seen before. Not thread-safe.
/// </summary>
public sealed class SeenArrivals(TimeProvider time)
{
    /// <summary>Twitch asks to remember ids for ten minutes (EventSub guide, at-least-once delivery).</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    public const int Most = 65_536;

    private readonly HashSet<Key> _keys = [];
    private readonly Queue<(Key Key, long At)> _order = new();

    public int Count => _keys.Count;

    public bool Contains(Arrival arrival) => KeyOf(arrival) is { } key && _keys.Contains(key);

    /// <summary>To be called after the hand-over succeeded: what was cancelled half-way must not count as seen.</summary>
    public void Add(Arrival arrival)
    {
        if (KeyOf(arrival) is not { } key) return;
        var now = time.GetTimestamp();
        while (_order.TryPeek(out var oldest) && (_order.Count >= Most || time.GetElapsedTime(oldest.At, now) > Remembered))
        {
            _order.Dequeue();
            _keys.Remove(oldest.Key);
        }

        if (_keys.Add(key)) _order.Enqueue((key, now));
    }

    private static Key? KeyOf(Arrival arrival) => arrival switch
    {
        MessageCame { Message: var m } => new Key(m.Id, HashCode.Combine(m.Kind, m.Text, m.Paid, m.Bits, m.Count, m.Copies.Length == 0 ? null : m.Copies[0])),
        RemovalCame r => new Key(r.MessageId ?? r.ViewerId ?? "", HashCode.Combine(r.Removal.Scope, r.Removal.At, r.Seconds, r.Channel, r.Removal.By)),
        _ => null,
    };

    private readonly record struct Key(string Id, int Content);
}
