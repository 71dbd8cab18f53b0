using LiveConsole.Rehearsal.Twitch;

namespace LiveConsole.Rehearsal.Playing;

/// <summary>When a message was on the wire: several times, or by several transports of which one clumps, between the first and the last time (machine time).</summary>
public readonly record struct Said(DateTimeOffset First, DateTimeOffset Last);

/// <summary>When each message was put on the wire, whether anybody listened or not: what a reader that was away has missed. Kept only when asked for.</summary>
internal sealed class SaidTimes(bool remember)
{
    // A lock: the player's loop and drills fired by others put here, a soak reads at the end.
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Said> _times = new(StringComparer.Ordinal);

    public void Put(string id, DateTimeOffset now)
    {
        if (!remember) return;
        lock (_gate) _times[id] = _times.TryGetValue(id, out var said) ? said with { Last = now } : new Said(now, now);
    }

    public void Put(IEnumerable<SentMark?> marks, DateTimeOffset now)
    {
        if (!remember) return;
        foreach (var mark in marks)
        {
            if (mark is not null) Put(mark.MessageId, now);
        }
    }

    public IReadOnlyDictionary<string, Said> Snapshot()
    {
        lock (_gate) return new Dictionary<string, Said>(_times, StringComparer.Ordinal);
    }
}
