using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Journal;

/// <summary>
/// All removals of a show, in memory (they are few beside its messages). A message is removed by the first removal after it that
/// reaches it, and who did it may be told by a later one (<see cref="Removals.Named"/>): the same rules as the fold's, for messages of any age and as of any moment.
/// </summary>
internal sealed class RemovalIndex
{
    private readonly record struct Struck(long Sequence, Removal Removal);

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
    /// <param name="removals">With the sequence of the message that a removal by id named, or null where there was none.</param>
    public void Add(IEnumerable<(long Sequence, MessagesRemoved Removed, long? Target)> removals)
    {
        lock (_gate)
        {
            foreach (var (sequence, removed, target) in removals)
            {
                if (sequence <= _upTo) continue;
                _upTo = sequence;
                var struck = new Struck(sequence, removed.Removal);
                if (removed.MessageId is not null)
                {
                    if (target is { } message) ListOf(_ofMessage, message).Add(struck);
                }
                else if (removed.ViewerId is { } viewer) ListOf(_ofViewer, (removed.Platform, viewer)).Add(struck);
                else ListOf(_ofChannel, (removed.Platform, removed.Channel)).Add(struck);
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
            Struck? first = itself is [var named, ..] && named.Sequence <= asOf ? named : null;
            first = Earlier(first, viewer, sequence, message.SentAt, asOf);
            if (Earlier(first, channel, sequence, message.SentAt, asOf) is not { } struck) return null;
            if (struck.Removal.By is not null) return struck.Removal;
            Struck?[] naming = [Naming(struck, itself, null, asOf), Naming(struck, viewer, message.SentAt, asOf), Naming(struck, channel, message.SentAt, asOf)];
            return naming.OfType<Struck>().OrderBy(n => n.Sequence).Aggregate(struck.Removal, (removal, n) => Removals.Named(removal, n.Removal));
        }
    }

    /// <summary>The first later one that says who did it.</summary>
    /// <param name="sent">Null: they name the message itself.</param>
    private static Struck? Naming(Struck first, List<Struck>? removals, DateTimeOffset? sent, long asOf)
    {
        foreach (var later in removals ?? [])
        {
            if (later.Sequence > asOf) break;
            if (later.Sequence > first.Sequence && (sent is null || sent <= later.Removal.At) && Removals.Named(first.Removal, later.Removal) != first.Removal) return later;
        }

        return null;
    }

    private static Struck? Earlier(Struck? first, List<Struck>? removals, long sequence, DateTimeOffset sent, long asOf)
    {
        if (removals is null) return first;
        foreach (var struck in removals)
        {
            if (struck.Sequence > asOf || struck.Sequence > first?.Sequence) break;
            if (struck.Sequence > sequence && sent <= struck.Removal.At) return struck;
        }

        return first;
    }

    private static List<Struck> ListOf<TKey>(Dictionary<TKey, List<Struck>> lists, TKey key) where TKey : notnull =>
        lists.TryGetValue(key, out var list) ? list : lists[key] = [];
}
