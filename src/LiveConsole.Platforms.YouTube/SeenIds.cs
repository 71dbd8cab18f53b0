namespace LiveConsole.Platforms.YouTube;

/// <summary>The ids handed over lately: a resumed stream may overlap, and a start without a token sends history again. Bounded; the journal drops what is older. Not safe for two threads.</summary>
internal sealed class SeenIds(int most = 20_000)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public bool Contains(string id) => _ids.Contains(id);

    public void Add(string id)
    {
        if (!_ids.Add(id)) return;
        _order.Enqueue(id);
        if (_order.Count > most) _ids.Remove(_order.Dequeue());
    }
}
