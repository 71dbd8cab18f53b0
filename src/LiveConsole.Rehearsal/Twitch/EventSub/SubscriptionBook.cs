using System.Collections.Immutable;

namespace LiveConsole.Rehearsal.Twitch.EventSub;

/// <summary>All subscriptions of the one app and user there are. Guarded by the lock of <see cref="EventSubSessions"/>.</summary>
internal sealed class SubscriptionBook
{
    public const int MaxCost = 10;
    private const int MostTransports = 3;
    private const int MostOnOne = 300;
    private const int MostSame = 3;
    private const int MostJoined = 100;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly List<Subscription> _all = [];
    private readonly Dictionary<(string Type, string Channel), ImmutableArray<Subscription>> _byKey = [];

    public IReadOnlyList<Subscription> All => _all;

    public int TotalCost => Enabled().Sum(s => s.Cost);

    public IEnumerable<Subscription> Enabled() => _all.Where(s => s.IsEnabled);

    public IEnumerable<Subscription> EnabledOf(EventSubSession session) => _all.Where(s => s.IsEnabled && s.Session == session);

    /// <summary>Who is to be told, by connection order.</summary>
    public ImmutableArray<Subscription> Of(string type, string channel) => _byKey.TryGetValue((type, channel), out var found) ? found : [];

    /// <returns>Null: nothing speaks against it; else the status and Twitch's words.</returns>
    public (int Status, string Message)? WhyNot(SubscriptionType type, ImmutableArray<(string, string)> condition, EventSubSession session, int cost)
    {
        var same = Enabled().Where(s => s.IsSameAs(type, condition)).ToList();
        if (type.Name == "channel.chat.message" && same.Count == 0 && Enabled().Count(s => s.Type == type) >= MostJoined) return (403, "subscription missing proper authorization");
        if (same.Exists(s => s.Session == session || s.IsLeftover)) return (409, "subscription already exists");
        if (same.Count >= MostSame) return (429, "maximum subscriptions with type and condition exceeded");
        if (EnabledOf(session).Count() >= MostOnOne) return (429, "maximum subscriptions for the websocket transport exceeded");
        if (Enabled().Select(s => s.Session).Where(s => s != session).Distinct().Count() >= MostTransports) return (429, "number of websocket transports limit exceeded");
        return TotalCost + cost > MaxCost ? (429, "cost exceeded") : null;
    }

    public void Add(Subscription subscription)
    {
        _all.Add(subscription);
        Index(subscription.Key, list => list.Add(subscription));
    }

    public void Disable(Subscription subscription, string status, DateTimeOffset at)
    {
        subscription.Disable(status, at);
        Index(subscription.Key, list => list.Remove(subscription));
    }

    public void DisableAll(EventSubSession session, string status, DateTimeOffset at)
    {
        foreach (var subscription in EnabledOf(session).ToList()) Disable(subscription, status, at);
    }

    public void Move(EventSubSession from, EventSubSession to)
    {
        foreach (var subscription in EnabledOf(from)) subscription.Session = to;
    }

    public Subscription? Remove(string id)
    {
        if (_all.Find(s => s.Id == id) is not { } subscription) return null;
        _all.Remove(subscription);
        Index(subscription.Key, list => list.Remove(subscription));
        return subscription;
    }

    /// <summary>Leftovers whose time is over, and what has been listed as disabled for an hour.</summary>
    public void Settle(DateTimeOffset now)
    {
        foreach (var left in _all.Where(s => s.IsLeftover && s.Session.LingersUntil <= now).ToList()) Disable(left, "websocket_network_error", now);
        _all.RemoveAll(s => s.DisconnectedAt is { } at && now - at >= Kept);
    }

    private void Index((string, string) key, Func<ImmutableArray<Subscription>, ImmutableArray<Subscription>> change) => _byKey[key] = change(Of(key.Item1, key.Item2));
}
