namespace LiveConsole.Rehearsal.Twitch.EventSub;

/// <summary>One connection after its welcome. Its mutable parts are guarded by the lock of <see cref="EventSubSessions"/>.</summary>
internal sealed class EventSubSession(EventSubSocket socket, string id, DateTimeOffset connectedAt, int keepaliveSeconds) : IDisposable
{
    public EventSubSocket Socket { get; } = socket;

    public string Id { get; } = id;

    public DateTimeOffset ConnectedAt { get; } = connectedAt;

    public int KeepaliveSeconds { get; } = keepaliveSeconds;

    public bool IsOpen { get; set; } = true;

    /// <summary>Its subscriptions went over to the session that came by its reconnect address.</summary>
    public bool HasMoved { get; set; }

    /// <summary>What the reconnect address that was handed out carries; null: none was, or it was used.</summary>
    public string? Challenge { get; set; }

    /// <summary>The connection is gone, its subscriptions count until then.</summary>
    public DateTimeOffset? LingersUntil { get; set; }

    /// <summary>Timestamp of the last notification or keepalive: only silence asks for another keepalive.</summary>
    public long LastSent { get; set; }

    public ITimer? Keepalive { get; set; }

    public ITimer? Ping { get; set; }

    /// <summary>Runs while nothing is subscribed.</summary>
    public ITimer? Unused { get; set; }

    /// <summary>Runs from a session_reconnect on.</summary>
    public ITimer? Grace { get; set; }

    public void StopTimers()
    {
        Keepalive?.Dispose();
        Ping?.Dispose();
        Unused?.Dispose();
        Grace?.Dispose();
    }

    public void Dispose()
    {
        StopTimers();
        Socket.Dispose();
    }
}
