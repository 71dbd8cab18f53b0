namespace LiveConsole.Rehearsal.Twitch.Acting;

/// <summary>Who may not write in a room, and what was removed there. Under the emulator's lock.</summary>
internal sealed class RoomStanding
{
    private const int RemovedKept = 50_000;

    private readonly Dictionary<string, Bar> _bars = new(StringComparer.Ordinal);
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);
    private readonly Queue<string> _removedOrder = new();
    private readonly HashSet<string> _removedByCall = new(StringComparer.Ordinal);

    /// <summary>Whose words stay out though the time line has them: those whom a call barred. What the time line itself removes it knows how to go on from.</summary>
    public bool Silences(string userId, DateTimeOffset at) => BarOf(userId, at) is { ByCall: true };

    /// <returns>Null: may write.</returns>
    public Bar? BarOf(string userId, DateTimeOffset at) => _bars.TryGetValue(userId, out var bar) && (bar.Until is null || at < bar.Until) ? bar : null;

    /// <param name="until">Null: a ban.</param>
    public void Set(string userId, DateTimeOffset? until, bool byCall) => _bars[userId] = new Bar(until, byCall);

    public void Lift(string userId) => _bars.Remove(userId);

    public bool IsRemoved(string wireId) => _removed.Contains(wireId);

    /// <summary>Whoever would remove it in the time line finds nothing there.</summary>
    public bool IsRemovedByCall(string wireId) => _removedByCall.Contains(wireId);

    public void Remove(string wireId, bool byCall = false)
    {
        if (byCall) _removedByCall.Add(wireId);
        if (!_removed.Add(wireId)) return;
        _removedOrder.Enqueue(wireId);
        if (_removedOrder.Count > RemovedKept) Forget(_removedOrder.Dequeue());
    }

    private void Forget(string wireId)
    {
        _removed.Remove(wireId);
        _removedByCall.Remove(wireId);
    }

    /// <param name="Until">On the show's clock, as the wire tells it; null: banned.</param>
    public readonly record struct Bar(DateTimeOffset? Until, bool ByCall);
}
