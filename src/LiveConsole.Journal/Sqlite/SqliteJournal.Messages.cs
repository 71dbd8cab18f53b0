using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Journal.Sqlite;

public sealed partial class SqliteJournal
{
    private const string MessageColumns = "SELECT m.key, e.type, e.version, e.flags, e.payload FROM messages m JOIN entries e ON e.key = m.key ";

    public ValueTask<IReadOnlySet<MessageRef>> KnownAsync(ShowId show, IReadOnlyCollection<MessageRef> messages, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlySet<MessageRef>>(Read(c =>
        {
            HashSet<MessageRef> known = [];
            if (messages.Count == 0 || IndexOf(c, show) is not { } index) return known;
            lock (index.Gate)
            {
                foreach (var message in messages)
                {
                    if (index.Find_NeedsGate(c, message) is not null) known.Add(message);
                }
            }

            return known;
        }));
    }

    public ValueTask<StoredMessage?> FindMessageAsync(ShowId show, MessageRef message, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(c =>
        {
            if (IndexOf(c, show) is not { } index || NumberOf(c, show) is not { } number) return null;
            long? sequence;
            lock (index.Gate) sequence = index.Find_NeedsGate(c, message);
            return sequence is { } found ? MessageAt(c, number, found, RemovalsOf(c, number), long.MaxValue) : null;
        }));
    }

    public ValueTask<IReadOnlyList<StoredMessage>> ReadMessagesAsync(ShowId show, MessageQuery query, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<StoredMessage>>(Read(c => NumberOf(c, show) is { } number ? Messages(c, show, number, query, ct) : []));
    }

    /// <summary>Forward from <see cref="MessageQuery.After"/> when only that is given, else the newest before; answered oldest first.</summary>
    private List<StoredMessage> Messages(Connection c, ShowId show, long number, MessageQuery query, CancellationToken ct)
    {
        if (query.Limit <= 0) return [];
        var forward = query is { After: not null, Before: null };
        var removals = RemovalsOf(c, number);
        var wanted = query.Text is { } text ? Search.SearchQuery.Of(text) : null;
        if (wanted is { IsEmpty: true }) return [];
        List<StoredMessage> found = [];
        foreach (var sequence in Candidates(c, show, number, query, forward))
        {
            ct.ThrowIfCancellationRequested();
            if (MessageAt(c, number, sequence, removals, long.MaxValue) is not { } stored) continue;
            if (query.Platform is { } platform && stored.Message.Platform != platform) continue;
            if (query.Viewer is { } viewer && stored.Message.Viewer != viewer) continue;
            if (wanted is not null && !wanted.Matches(stored.Message)) continue;
            found.Add(stored);
            if (found.Count == query.Limit) break;
        }

        if (!forward) found.Reverse();
        return found;
    }

    private IEnumerable<long> Candidates(Connection c, ShowId show, long number, MessageQuery query, bool forward)
    {
        var after = Math.Max(0, query.After ?? 0);
        var before = Math.Min(query.Before ?? long.MaxValue, Schema.Key(1, 0) - 1);
        if (query.Viewer is { } viewer) return OfViewer(c, show, number, viewer, after, before, forward);
        return OfShow(c, number, query.Platform, after, before, forward);
    }

    private static IEnumerable<long> OfShow(Connection c, long number, string? platform, long after, long before, bool forward)
    {
        using var rows = c.Sql($"SELECT key FROM messages WHERE key > ?1 AND key < ?2 {(platform is null ? "" : "AND platform = ?3 ")}ORDER BY key {(forward ? "ASC" : "DESC")}");
        rows.Bind(1, Schema.Key(number, after)).Bind(2, Schema.Key(number, before));
        if (platform is not null) rows.Bind(3, platform);
        while (rows.Step()) yield return Schema.SequenceOf(rows.Long(0));
    }

    /// <summary>Along the viewer's own chain, from the newest back.</summary>
    private IEnumerable<long> OfViewer(Connection c, ShowId show, long number, ViewerRef viewer, long after, long before, bool forward)
    {
        if (IndexOf(c, show) is not { } index) return [];
        ShowIndex.ViewerTail tail;
        lock (index.Gate) tail = index.TailOf_NeedsGate(viewer);
        List<long> chain = [];
        for (var sequence = tail.Sequence; sequence > after; sequence = Previous(c, number, sequence))
        {
            if (sequence < before) chain.Add(sequence);
        }

        if (forward) chain.Reverse();
        return chain;
    }

    private static long Previous(Connection c, long number, long sequence)
    {
        using var row = c.Sql("SELECT previous FROM messages WHERE key = ?1").Bind(1, Schema.Key(number, sequence));
        return row.Step() ? row.Long(0) : 0;
    }

    private static StoredMessage? MessageAt(Connection c, long number, long sequence, RemovalIndex removals, long asOf)
    {
        using var row = c.Sql(MessageColumns + "WHERE m.key = ?1").Bind(1, Schema.Key(number, sequence));
        return row.Step() ? MessageIn(row, removals, asOf) : null;
    }

    private static StoredMessage MessageIn(Statement row, RemovalIndex removals, long asOf)
    {
        var sequence = Schema.SequenceOf(row.Long(0));
        var message = ((MessageArrived)EntryIn(row, sequence, first: 1, payload: 4)).Message;
        return new StoredMessage(sequence, message, removals.Find(sequence, message, asOf));
    }

    /// <summary>The newest messages at or before a moment, oldest first, with what had been removed by then.</summary>
    private List<StoredMessage> NewestUpTo(Connection c, long number, long upTo)
    {
        var removals = RemovalsOf(c, number);
        List<StoredMessage> newest = [];
        using var rows = c.Sql(MessageColumns + "WHERE m.key > ?1 AND m.key <= ?2 ORDER BY m.key DESC LIMIT ?3")
            .Bind(1, Schema.Key(number, 0)).Bind(2, Schema.Key(number, upTo)).Bind(3, FeedLog.Kept);
        while (rows.Step()) newest.Add(MessageIn(rows, removals, upTo));
        newest.Reverse();
        return newest;
    }

    private ShowIndex? IndexOf(Connection c, ShowId show)
    {
        if (NumberOf(c, show) is not { } number) return null;
        var index = _indexes.GetOrAdd(number, n => new ShowIndex(n));
        lock (index.Gate) index.CatchUp_NeedsGate(c, LastOf(c, show));
        return index;
    }

    private RemovalIndex RemovalsOf(Connection c, long number)
    {
        var removals = _removals.GetOrAdd(number, n => new RemovalIndex(n));
        removals.CatchUp(c);
        return removals;
    }
}
