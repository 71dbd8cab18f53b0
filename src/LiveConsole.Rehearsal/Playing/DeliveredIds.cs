namespace LiveConsole.Rehearsal.Playing;

/// <summary>Counts what one platform put on the wire and, when asked to, remembers which messages that were.</summary>
internal sealed class DeliveredIds(bool remember)
{
    // A lock: every connection's send loop adds here, and a test may read at any time.
    private readonly Lock _gate = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    public void Add(IReadOnlyList<string> ids)
    {
        Interlocked.Add(ref _count, ids.Count);
        if (!remember || ids.Count == 0) return;
        lock (_gate)
        {
            foreach (var id in ids) _ids.Add(id);
        }
    }

    public IReadOnlySet<string> Snapshot()
    {
        lock (_gate) return _ids.ToHashSet(StringComparer.Ordinal);
    }
}
