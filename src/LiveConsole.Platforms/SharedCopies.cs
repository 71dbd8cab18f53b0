using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms;

/// <summary>
/// A shared chat shows one message in several rooms, in each under an id of that room's own, and each room's moderators remove their copy by its id. A show
/// that reads two such rooms keeps the message once: here the other room's id is remembered, and a removal that names it is handed on as the message's.
/// One for a show, before its intake; bounded. Safe on any thread.
/// </summary>
public sealed class SharedCopies(IArrivalSink inner, TimeProvider time) : IArrivalSink
{
    // A lock, not a channel: sources hand over on loops of their own, and each look is a dictionary's.
    private readonly Lock _gate = new();
    private readonly Remembered<string> _origins = new(time, TimeSpan.FromHours(12), SeenArrivals.Most);
    private readonly Remembered<RemovalCame> _early = new(time, SeenArrivals.Remembered, 4_096);

    public async ValueTask PutAsync(Arrival arrival, CancellationToken ct)
    {
        var struck = new List<RemovalCame>();
        lock (_gate)
        {
            if (arrival is RemovalCame { MessageId: { } id } removal)
            {
                if (_origins.Find(Key(removal.Platform, id)) is { } origin) arrival = removal with { MessageId = origin };
                else _early.Add(Key(removal.Platform, id), removal);
            }
            else if (arrival is MessageCame { Message: { Copies.IsEmpty: false } message })
            {
                foreach (var copy in message.Copies)
                {
                    _origins.Add(Key(message.Platform, copy), message.Id);
                    // Its copy's removal came first: by the origin's id it reaches the message whichever room brought it.
                    if (_early.Find(Key(message.Platform, copy)) is { } early) struck.Add(early with { MessageId = message.Id });
                }
            }
        }

        await inner.PutAsync(arrival, ct);
        foreach (var removal in struck) await inner.PutAsync(removal, ct);
    }

    private static string Key(string platform, string id) => $"{platform}/{id}";

    /// <summary>What was added lately, by key. Needs the owner's lock.</summary>
    private sealed class Remembered<T>(TimeProvider time, TimeSpan longest, int most)
        where T : class
    {
        private readonly Dictionary<string, T> _byKey = new(StringComparer.Ordinal);
        private readonly Queue<(string Key, long At)> _order = new();

        public T? Find(string key) => _byKey.GetValueOrDefault(key);

        public void Add(string key, T value)
        {
            var now = time.GetTimestamp();
            while (_order.TryPeek(out var oldest) && (_order.Count >= most || time.GetElapsedTime(oldest.At, now) > longest)) _byKey.Remove(_order.Dequeue().Key);
            if (_byKey.TryAdd(key, value)) _order.Enqueue((key, now));
        }
    }
}
