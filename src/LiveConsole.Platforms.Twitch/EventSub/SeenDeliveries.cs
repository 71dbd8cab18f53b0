namespace LiveConsole.Platforms.Twitch.EventSub;

/// <summary>
/// The ids of the last ten minutes' notifications: Twitch delivers at least once (EventSub guide). A notification's own time decides nothing: one wrong
/// time must not make all that follows look old. Bounded in number too.
/// </summary>
internal sealed class SeenDeliveries(TimeProvider time)
{
    // A lock, not a channel: two sessions read side by side while Twitch moves us, and ask in the middle of their reading.
    private readonly Lock _gate = new();
    private readonly HashSet<string> _ids = [];
    private readonly Queue<(string Id, long At)> _order = new();

    /// <summary>True when this is the first time.</summary>
    public bool TryAdd(Delivery delivery)
    {
        lock (_gate)
        {
            if (!_ids.Add(delivery.Id)) return false;
            var now = time.GetTimestamp();
            _order.Enqueue((delivery.Id, now));
            while (_order.TryPeek(out var oldest) && (_order.Count > SeenArrivals.Most || time.GetElapsedTime(oldest.At, now) > SeenArrivals.Remembered))
                _ids.Remove(_order.Dequeue().Id);
            return true;
        }
    }
}
