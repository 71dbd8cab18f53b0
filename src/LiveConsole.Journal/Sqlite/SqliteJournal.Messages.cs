using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Journal.Search;

namespace LiveConsole.Journal.Sqlite;

public sealed partial class SqliteJournal
{
    /// <summary>Of messages that search does not know yet at most so many are looked through (it is a second behind; more only while it is made again).</summary>
    private const int TailScanned = 5_000;

    private const int SearchSlice = 500;

    /// <summary>Those of an entry, the message's own key, and that of the last judgement after it by ?1.</summary>
    private static readonly string MessageEntryColumns = Columns.Replace(" FROM ", ", m.key, (SELECT max(j.key) FROM judgements j WHERE j.target = m.key AND j.key <= ?1) FROM ", StringComparison.Ordinal);

    /// <summary>Messages as they stood at ?1: by their own entry or by the last that amended them.</summary>
    private static readonly string MessageColumns = MessageEntryColumns + "messages m JOIN entries e ON e.key = coalesce((SELECT max(a.key) FROM amendments a WHERE a.target = m.key AND a.key <= ?1), m.key) ";

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
            return sequence is { } found && MessageAt(c, number, found, RemovalsOf(c, number), long.MaxValue) is { } stored ? AsRemoved(c, number, stored) : null;
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
        var wanted = query.Text is { } text ? SearchQuery.Of(text) : null;
        if (query.Limit <= 0 || wanted is { IsEmpty: true }) return [];
        var page = new Page(number, query, wanted, Math.Max(0, query.After ?? 0), Math.Min(query.Before ?? long.MaxValue, Schema.Key(1, 0) - 1), query is { After: not null, Before: null });
        var removals = RemovalsOf(c, number);
        var known = removals.UpTo;
        List<StoredMessage> found = [];
        foreach (var sequence in Candidates(c, show, page))
        {
            ct.ThrowIfCancellationRequested();
            if (MessageAt(c, number, sequence, removals, long.MaxValue) is not { } stored) continue;
            if (query.Platform is { } platform && stored.Message.Platform != platform) continue;
            if (query.Viewer is { } viewer && stored.Message.Viewer != viewer) continue;
            if (wanted is not null && !wanted.Matches(stored.Message)) continue;
            if (query.NotRemoved && stored.Removed is not null) continue;
            found.Add(stored);
            if (found.Count == query.Limit) break;
        }

        if (RemovalsOf(c, number).UpTo > known)
        {
            found = found.ConvertAll(m => AsRemoved(c, number, m));
            if (query.NotRemoved) found.RemoveAll(m => m.Removed is not null);
        }

        if (!page.Forward) found.Reverse();
        return found;
    }

    /// <summary>Removals are read before messages: what a rule hides is committed with its message, and both may come in between. It must not be shown for that moment.</summary>
    private StoredMessage AsRemoved(Connection c, long number, StoredMessage message) => message with { Removed = RemovalsOf(c, number).Find(message.Sequence, message.Message, long.MaxValue) };

    /// <summary>What one call looks for: between two sequences (both excluded), forward or back.</summary>
    private readonly record struct Page(long Show, MessageQuery Query, SearchQuery? Wanted, long After, long Before, bool Forward);

    private IEnumerable<long> Candidates(Connection c, ShowId show, Page page)
    {
        if (page.Query.Viewer is { } viewer) return OfViewer(c, show, page.Show, viewer, page.After, page.Before, page.Forward);
        return page.Wanted is null ? OfShow(c, page.Show, page.Query.Platform, page.After, page.Before, page.Forward) : WithWords(c, page);
    }

    /// <summary>From the search index, and past its mark from the messages themselves: what was appended is found at once.</summary>
    private IEnumerable<long> WithWords(Connection c, Page page)
    {
        var upTo = FollowedTo(page.Show);
        var indexed = Indexed(page with { Before = Math.Min(page.Before, upTo + 1) });
        var tail = OfShow(c, page.Show, null, Math.Max(page.After, upTo), page.Before, page.Forward).Take(TailScanned);
        return page.Forward ? indexed.Concat(tail) : tail.Concat(indexed);
    }

    private IEnumerable<long> Indexed(Page page)
    {
        var (after, before) = (page.After, page.Before);
        while (before > after + 1)
        {
            // In slices: how many of them also pass the other filters is known only further on.
            var found = _search.Find(page.Show, page.Wanted!, after, before, page.Forward, SearchSlice);
            foreach (var sequence in found) yield return sequence;
            if (found.Count < SearchSlice) yield break;
            if (page.Forward) after = found[^1];
            else before = found[^1];
        }
    }

    private long FollowedTo(long show)
    {
        try
        {
            return _search.FollowedTo(show);
        }
        catch (SqliteFailure)
        {
            // It is being made again: meanwhile the newest messages are searched.
            return 0;
        }
    }

    IReadOnlyList<FollowedShow> IFollowed.Shows() => Read(c =>
    {
        List<FollowedShow> shows = [];
        using var rows = c.Sql("SELECT no, id, last FROM shows");
        while (rows.Step()) shows.Add(new FollowedShow(rows.Long(0), rows.Guid(1), rows.Long(2)));
        return shows;
    });

    FollowedMessages IFollowed.Next(long show, long after, long upTo, int count) => Read(c =>
    {
        List<(long, ChatMessage)> messages = [];
        using (var rows = c.Sql(Columns + "messages m JOIN entries e ON e.key = m.key WHERE m.key > ?1 AND m.key <= ?2 ORDER BY m.key LIMIT ?3")
            .Bind(1, Schema.Key(show, after)).Bind(2, Schema.Key(show, upTo)).Bind(3, count))
        {
            while (rows.Step()) messages.Add((Schema.SequenceOf(rows.Long(0)), MessageOf(rows)));
        }

        List<(long, ChatMessage, ChatMessage)> amended = [];
        using var amendments = c.Sql(Columns + "amendments a JOIN entries e ON e.key = a.key WHERE a.key > ?1 AND a.key <= ?2 ORDER BY a.key")
            .Bind(1, Schema.Key(show, after)).Bind(2, Schema.Key(show, messages.Count == count ? messages[^1].Item1 : upTo));
        while (amendments.Step())
        {
            if (EntryIn(amendments) is MessageAmended entry) amended.Add((entry.Sequence, FirstOf(c, show, entry.Sequence), entry.Message));
        }

        return new FollowedMessages(messages, amended);
    });

    /// <summary>A message as it first came.</summary>
    /// <exception cref="JournalStorageException">It cannot be read.</exception>
    internal static ChatMessage FirstOf(Connection c, long show, long sequence) => TryFirstOf(c, show, sequence) ?? throw EntryRow.Damaged(sequence, "message");

    /// <returns>Null: it is not there, or cannot be read.</returns>
    internal static ChatMessage? TryFirstOf(Connection c, long show, long sequence)
    {
        using var row = c.Sql(Columns + "entries e WHERE e.key = ?1").Bind(1, Schema.Key(show, sequence));
        try
        {
            return row.Step() ? (EntryIn(row) as MessageArrived)?.Message : null;
        }
        catch (Exception unreadable) when (unreadable is JournalStorageException or JournalFormatException)
        {
            return null;
        }
    }

    /// <summary>Completes when search has followed all that is appended now.</summary>
    public async Task SearchFollowedAsync(CancellationToken ct)
    {
        while (true)
        {
            var turn = _follower.Followed.Next;
            if (((IFollowed)this).Shows().All(s => FollowedTo(s.Number) >= s.Last)) return;
            await turn.WaitAsync(ct);
        }
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
        using var row = c.Sql(MessageColumns + "WHERE m.key = ?2").Bind(1, asOf == long.MaxValue ? asOf : Schema.Key(number, asOf)).Bind(2, Schema.Key(number, sequence));
        return row.Step() ? MessageIn(c, row, removals, asOf) : null;
    }

    private static ChatMessage MessageOf(Statement row) => StandsAs(row).Message;

    private static (ChatMessage Message, Judgement? Judgement) StandsAs(Statement row) =>
        EntryIn(row) switch
        {
            MessageArrived arrived => (arrived.Message, arrived.Judgement),
            MessageAmended amended => (amended.Message, amended.Judgement),
            _ => throw EntryRow.Damaged(Schema.SequenceOf(row.Long(0)), row.Text(2)),
        };

    private static StoredMessage MessageIn(Connection c, Statement row, RemovalIndex removals, long asOf)
    {
        var sequence = Schema.SequenceOf(row.Long(10));
        var (message, judgement) = StandsAs(row);
        if (row.LongOrNull(11) is { } judged) judgement = JudgementAt(c, judged);
        return new StoredMessage(sequence, message, removals.Find(sequence, message, asOf), judgement);
    }

    private static Judgement JudgementAt(Connection c, long key)
    {
        using var row = c.Sql(EntryColumns + "WHERE key = ?1").Bind(1, key);
        return row.Step() && EntryIn(row) is Judged judged ? judged.Judgement : throw EntryRow.Damaged(Schema.SequenceOf(key), "judged");
    }

    /// <summary>The newest messages at or before a moment, oldest first, with what had been removed by then.</summary>
    private List<StoredMessage> NewestUpTo(Connection c, long number, long upTo)
    {
        var removals = RemovalsOf(c, number);
        List<StoredMessage> newest = [];
        using var rows = c.Sql(MessageColumns + "WHERE m.key > ?2 AND m.key <= ?1 ORDER BY m.key DESC LIMIT ?3")
            .Bind(1, Schema.Key(number, upTo)).Bind(2, Schema.Key(number, 0)).Bind(3, FeedLog.Kept);
        while (rows.Step()) newest.Add(MessageIn(c, rows, removals, upTo));
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
        var removals = _removals.GetOrAdd(number, _ => new RemovalIndex());
        using var rows = c.Sql("SELECT key, platform, channel, message, target, viewer, at, scope, actor, reason FROM removals WHERE key > ?1 AND key < ?2 ORDER BY key")
            .Bind(1, Schema.Key(number, removals.UpTo)).Bind(2, Schema.Key(number + 1, 0));
        List<RemovalRow> read = [];
        while (rows.Step())
        {
            var removal = Schema.RemovalIn(At(rows.Long(6)), rows.Int(7), rows.TextOrNull(8), rows.TextOrNull(9));
            read.Add(new RemovalRow(Schema.SequenceOf(rows.Long(0)), rows.Text(1), rows.Text(2), rows.TextOrNull(3), rows.TextOrNull(5), rows.LongOrNull(4), At(rows.Long(6)), rows.TextOrNull(8), removal));
        }

        removals.Add(read);
        return removals;
    }
}
