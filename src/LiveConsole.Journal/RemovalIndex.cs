using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Journal;

/// <summary>
/// All removals of a show, in memory (they are few beside its messages). A message is removed by the first removal after it that
/// reaches it, and who did it may be told by a later one (<see cref="Removals.Named"/>): the same rules as the fold's, for messages of any age and as of any moment.
/// </summary>
internal sealed class RemovalIndex
{
    /// <param name="Removal">Null: what was hidden is shown again.</param>
    private readonly record struct Struck(long Sequence, Removal? Removal, DateTimeOffset At);

    // A lock, not a channel: any reader may be the one that reads on.
    private readonly Lock _gate = new();
    private readonly Dictionary<long, List<Struck>> _ofMessage = [];
    private readonly Dictionary<(string Platform, string Viewer), List<Struck>> _ofViewer = [];
    private readonly Dictionary<(string Platform, string Channel), List<Struck>> _ofChannel = [];
    private long _upTo;

    /// <summary>Removals up to this sequence are in the index.</summary>
    public long UpTo
    {
        get
        {
            lock (_gate) return _upTo;
        }
    }

    /// <summary>Removals in their order; those that are in the index already are passed over: two readers may read on at once.</summary>
    public void Add(IEnumerable<RemovalRow> removals)
    {
        lock (_gate)
        {
            foreach (var row in removals)
            {
                if (row.Sequence <= _upTo) continue;
                _upTo = row.Sequence;
                var struck = new Struck(row.Sequence, row.Removal, row.At);
                if (row.Message is not null)
                {
                    if (row.Target is { } message) ListOf(_ofMessage, message).Add(struck);
                }
                else if (row.Viewer is { } viewer) ListOf(_ofViewer, (row.Platform, viewer)).Add(struck);
                else ListOf(_ofChannel, (row.Platform, row.Channel)).Add(struck);
            }
        }
    }

    /// <param name="asOf">Removals after this sequence had not happened yet.</param>
    public Removal? Find(long sequence, ChatMessage message, long asOf)
    {
        lock (_gate)
        {
            var (itself, viewer) = (_ofMessage.GetValueOrDefault(sequence), _ofViewer.GetValueOrDefault((message.Platform, message.Author.Id)));
            var channel = _ofChannel.GetValueOrDefault((message.Platform, message.Channel));
            if (itself is not null) return Folded(sequence, message, itself, viewer, channel, asOf);
            var first = Earlier(null, viewer, sequence, message.SentAt, asOf);
            if (Earlier(first, channel, sequence, message.SentAt, asOf) is not { } struck) return null;
            if (struck.Removal!.By is not null) return struck.Removal;
            Struck?[] naming = [Naming(struck, viewer, message.SentAt, asOf), Naming(struck, channel, message.SentAt, asOf)];
            return naming.OfType<Struck>().OrderBy(n => n.Sequence).Aggregate(struck.Removal, (removal, n) => Removals.Named(removal, n.Removal!));
        }
    }

    /// <summary>It was removed or hidden by itself: one after the other, as the fold does.</summary>
    private static Removal? Folded(long sequence, ChatMessage message, List<Struck> itself, List<Struck>? viewer, List<Struck>? channel, long asOf)
    {
        IEnumerable<Struck> reaching = [.. itself, .. (viewer ?? []).Concat(channel ?? []).Where(s => message.SentAt <= s.Removal!.At)];
        Removal? stands = null;
        foreach (var struck in reaching.Where(s => s.Sequence > sequence && s.Sequence <= asOf).OrderBy(s => s.Sequence))
            stands = struck.Removal is { } removal ? stands is null ? removal : Removals.Next(stands, removal) : stands?.At == struck.At ? null : stands;
        return stands;
    }

    /// <summary>The first later one that says who did it.</summary>
    private static Struck? Naming(Struck first, List<Struck>? removals, DateTimeOffset sent, long asOf)
    {
        foreach (var later in removals ?? [])
        {
            if (later.Sequence > asOf) break;
            if (later.Sequence > first.Sequence && sent <= later.Removal!.At && Removals.Named(first.Removal!, later.Removal!) != first.Removal) return later;
        }

        return null;
    }

    private static Struck? Earlier(Struck? first, List<Struck>? removals, long sequence, DateTimeOffset sent, long asOf)
    {
        if (removals is null) return first;
        foreach (var struck in removals)
        {
            if (struck.Sequence > asOf || struck.Sequence > first?.Sequence) break;
            if (struck.Sequence > sequence && sent <= struck.Removal!.At) return struck;
        }

        return first;
    }

    private static List<Struck> ListOf<TKey>(Dictionary<TKey, List<Struck>> lists, TKey key) where TKey : notnull =>
        lists.TryGetValue(key, out var list) ? list : lists[key] = [];
}

/// <summary>A removal, or its lifting, as a store keeps it.</summary>
/// <param name="Target">The sequence of the message that one by id named; null where there was none.</param>
/// <param name="Removal">Null: what was removed here at <paramref name="At"/> is shown again.</param>
internal sealed record RemovalRow(long Sequence, string Platform, string Channel, string? Message, string? Viewer, long? Target, DateTimeOffset At, Removal? Removal)
{
    /// <returns>Null: the entry removes nothing and lifts nothing.</returns>
    public static RemovalRow? Of(long sequence, Entry entry, long? target) => entry switch
    {
        MessagesRemoved e => new RemovalRow(sequence, e.Platform, e.Channel, e.MessageId, e.ViewerId, target, e.Removal.At, e.Removal),
        RemovalLifted e => new RemovalRow(sequence, e.Platform, e.Channel, e.MessageId, null, target, e.Of, null),
        _ => null,
    };
}
