namespace LiveConsole.Rehearsal.Playing;

/// <summary>When each message was last put on the wire, whether anybody listened or not: what a reader that was away has missed. Kept only when asked for.</summary>
internal sealed class SaidTimes(bool remember)
{
    // A lock: the player's loop and drills fired by others put here, a soak reads at the end.
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _times = new(StringComparer.Ordinal);

    public bool Remembers => remember;

    public void Put(string id, DateTimeOffset now)
    {
        if (!remember) return;
        lock (_gate) _times[id] = now;
    }

    public IReadOnlyDictionary<string, DateTimeOffset> Snapshot()
    {
        lock (_gate) return new Dictionary<string, DateTimeOffset>(_times, StringComparer.Ordinal);
    }
}
