using System.Data;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Journal.Search;
using Npgsql;

namespace LiveConsole.Journal.Postgres;

public sealed partial class PostgresJournal
{
    /// <summary>Of messages that search does not know yet at most so many are looked through (it is a second behind; more only while it is made again).</summary>
    private const int TailScanned = 5_000;

    private const int Slice = 500;

    public ValueTask<IReadOnlySet<MessageRef>> KnownAsync(ShowId show, IReadOnlyCollection<MessageRef> messages, CancellationToken ct) =>
        messages.Count == 0 ? new(new HashSet<MessageRef>()) : ReadAsync<IReadOnlySet<MessageRef>>(show, new HashSet<MessageRef>(), async (c, no, token) =>
        {
            var asked = new Dictionary<Guid, MessageRef>(messages.Count);
            foreach (var message in messages) asked[RefKey.OfMessage(message.Platform, message.Id)] = message;
            HashSet<MessageRef> known = [];
            await using var read = Sql(c, $"SELECT ref FROM {_schema}.refs WHERE show = {no} AND ref = ANY($1)", asked.Keys.ToArray());
            read.CommandTimeout = (int)Patience.TotalSeconds;
            await using var rows = await read.ExecuteReaderAsync(token);
            while (await rows.ReadAsync(token)) known.Add(asked[rows.GetGuid(0)]);
            return known;
        }, ct);

    public ValueTask<StoredMessage?> FindMessageAsync(ShowId show, MessageRef message, CancellationToken ct) => ReadAsync<StoredMessage?>(show, null, async (c, no, token) =>
    {
        await using var one = await OneMomentAsync(c, token);
        var removals = await RemovalsAsync(c, no, token);
        await using var read = Sql(c, $"""
            {MessageColumns} FROM {_schema}.refs r JOIN {_schema}.entries e ON e.show = {no} AND e.sequence = r.sequence {AsAmended(no)} WHERE r.show = {no} AND r.ref = $1
            """, RefKey.OfMessage(message.Platform, message.Id));
        read.CommandTimeout = (int)Patience.TotalSeconds;
        return (await MessagesAsync(read, removals, long.MaxValue, token)).FirstOrDefault();
    }, ct);

    public ValueTask<IReadOnlyList<StoredMessage>> ReadMessagesAsync(ShowId show, MessageQuery query, CancellationToken ct)
    {
        var wanted = query.Text is { } text ? SearchQuery.Of(text) : null;
        // A zero is in no name, and PostgreSQL's text cannot hold one.
        if (query.Limit <= 0 || wanted is { IsEmpty: true } || query.Platform?.Contains('\0', StringComparison.Ordinal) == true) return new([]);
        var page = new Page(query, wanted, Math.Max(0, query.After ?? 0), query.Before ?? long.MaxValue, query is { After: not null, Before: null });
        return ReadAsync<IReadOnlyList<StoredMessage>>(show, [], (c, no, token) => PageAsync(c, no, page, token), ct);
    }

    /// <summary>What one call looks for: between two sequences (both excluded), forward or back.</summary>
    private sealed record Page(MessageQuery Query, SearchQuery? Wanted, long After, long Before, bool Forward)
    {
        public string Order => Forward ? "ASC" : "DESC";
    }

    /// <summary>Forward from <see cref="MessageQuery.After"/> when only that is given, else the newest before; answered oldest first.</summary>
    private async ValueTask<IReadOnlyList<StoredMessage>> PageAsync(NpgsqlConnection c, int no, Page page, CancellationToken ct)
    {
        await using var one = await OneMomentAsync(c, ct);
        var removals = await RemovalsAsync(c, no, ct);
        List<StoredMessage> found = [];
        if (page.Wanted is null && page.Query.Viewer is null) await SlicesAsync(c, no, page, removals, found, long.MaxValue, ct);
        else
        {
            // From what follows, and past its mark from the messages themselves: what was appended is found at once. All that a viewer
            // wrote is always found; how far words are looked for without the index is bounded.
            var scanned = page.Query.Viewer is null ? TailScanned : long.MaxValue;
            var upTo = await FollowedToAsync(c, no, ct);
            var tail = page with { After = Math.Max(page.After, upTo) };
            var indexed = page with { Before = Math.Min(page.Before, upTo == long.MaxValue ? upTo : upTo + 1) };
            if (!page.Forward) await SlicesAsync(c, no, tail, removals, found, scanned, ct);
            await IndexedAsync(c, no, indexed, removals, found, ct);
            if (page.Forward) await SlicesAsync(c, no, tail, removals, found, scanned, ct);
        }

        if (!page.Forward) found.Reverse();
        return found;
    }

    /// <summary>The messages themselves, in slices: how many of them pass is known only when they are read.</summary>
    private async Task SlicesAsync(NpgsqlConnection c, int no, Page page, RemovalIndex removals, List<StoredMessage> found, long scanned, CancellationToken ct)
    {
        var exact = page.Wanted is null && page.Query is { Viewer: null, NotRemoved: false };
        for (; scanned > 0 && found.Count < page.Query.Limit && page.Before > page.After + 1; scanned -= Slice)
        {
            var limit = exact ? page.Query.Limit - found.Count : Slice;
            await using var read = Sql(c, $"{MessageColumns} FROM {_schema}.entries e {AsAmended(no)} WHERE e.show = {no} AND e.viewer IS NOT NULL AND e.sequence > $1 AND e.sequence < $2", page.After, page.Before);
            if (await TakeAsync(read, page, limit, removals, found, ct) is not { } last) return;
            page = page.Forward ? page with { After = last } : page with { Before = last };
        }
    }

    private async Task IndexedAsync(NpgsqlConnection c, int no, Page page, RemovalIndex removals, List<StoredMessage> found, CancellationToken ct)
    {
        while (found.Count < page.Query.Limit && page.Before > page.After + 1)
        {
            await using var read = Sql(c, $"""
                {MessageColumns} FROM {_schema}.words w JOIN {_schema}.entries e ON e.show = {no} AND e.sequence = w.sequence {AsAmended(no)}
                WHERE w.show = {no} AND w.sequence > $1 AND w.sequence < $2 AND {(page.Query.Viewer is null ? "w.words @@ $3::tsquery" : "w.viewer = $3")}
                """, page.After, page.Before, page.Query.Viewer is { } viewer ? RefKey.OfViewer(viewer.Platform, viewer.Id) : PostgresWords.Query(page.Wanted!));
            if (await TakeAsync(read, page, Slice, removals, found, ct) is not { } last) return;
            page = page.Forward ? page with { After = last } : page with { Before = last };
        }
    }

    /// <returns>The last sequence of a full slice; null: there are no more.</returns>
    private static async Task<long?> TakeAsync(NpgsqlCommand read, Page page, int limit, RemovalIndex removals, List<StoredMessage> found, CancellationToken ct)
    {
        if (page.Query.Platform is { } platform)
        {
            read.Parameters.Add(new NpgsqlParameter { Value = platform });
            read.CommandText += $" AND e.platform = ${read.Parameters.Count}";
        }

        if (page.Query.Viewer is { } viewer)
        {
            read.Parameters.Add(new NpgsqlParameter { Value = RefKey.OfViewer(viewer.Platform, viewer.Id) });
            read.CommandText += $" AND e.viewer = ${read.Parameters.Count}";
        }

        read.CommandText += $" ORDER BY e.sequence {page.Order} LIMIT {limit}";
        var slice = await MessagesAsync(read, removals, long.MaxValue, ct);
        found.AddRange(slice.Where(m => (page.Query.Viewer is not { } only || m.Message.Viewer == only) && page.Wanted?.Matches(m.Message) != false && (!page.Query.NotRemoved || m.Removed is null))
            .Take(page.Query.Limit - found.Count));
        return slice.Count == limit ? slice[^1].Sequence : null;
    }

    private static async Task<List<StoredMessage>> MessagesAsync(NpgsqlCommand read, RemovalIndex removals, long asOf, CancellationToken ct)
    {
        List<StoredMessage> messages = [];
        await using var rows = await read.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var sequence = rows.GetInt64(0);
            var (message, judgement) = StandsAs(rows);
            if (!rows.IsDBNull(5)) judgement = JudgementIn(rows, sequence);
            messages.Add(new StoredMessage(sequence, message, removals.Find(sequence, message, asOf), judgement));
        }

        return messages;
    }

    private static (ChatMessage Message, Judgement? Judgement) StandsAs(NpgsqlDataReader rows) =>
        EntryIn(rows) switch
        {
            MessageArrived arrived => (arrived.Message, arrived.Judgement),
            MessageAmended amended => (amended.Message, amended.Judgement),
            _ => throw EntryRow.Damaged(rows.GetInt64(0), rows.GetString(1)),
        };

    private static Judgement JudgementIn(NpgsqlDataReader rows, long sequence) =>
        EntryRow.Read(sequence, rows.GetString(5), rows.GetInt16(6), rows.GetInt16(7), rows.GetFieldValue<byte[]>(8)) is Judged judged ? judged.Judgement : throw EntryRow.Damaged(sequence, "judged");

    /// <summary>As <see cref="EntryColumns"/>, with the entry by which a message stands and the last judgement after it (<see cref="AsAmended"/>).</summary>
    private const string MessageColumns = "SELECT e.sequence, coalesce(n.type, e.type), coalesce(n.version, e.version), coalesce(n.flags, e.flags), coalesce(n.payload, e.payload), g.type, g.version, g.flags, g.payload";

    /// <param name="until">Which amendments and judgements had happened: all, when nothing is said.</param>
    private string AsAmended(int no, string until = "") => $"{Last(no, "amendments", until)} n ON true {Last(no, "judgements", until)} g ON true";

    private string Last(int no, string table, string until) => $"""
        LEFT JOIN LATERAL (SELECT x.type, x.version, x.flags, x.payload FROM {_schema}.{table} a JOIN {_schema}.entries x ON x.show = {no} AND x.sequence = a.sequence
        WHERE a.show = {no} AND a.target = e.sequence {until} ORDER BY a.sequence DESC LIMIT 1)
        """;

    /// <summary>The newest messages at or before a moment, oldest first, with what had been removed by then.</summary>
    private async Task<List<StoredMessage>> NewestAsync(NpgsqlConnection c, int no, long upTo, CancellationToken ct)
    {
        var removals = await RemovalsAsync(c, no, ct);
        await using var read = Sql(c, $"{MessageColumns} FROM {_schema}.entries e {AsAmended(no, "AND a.sequence <= $1")} WHERE e.show = {no} AND e.viewer IS NOT NULL AND e.sequence <= $1 ORDER BY e.sequence DESC LIMIT {FeedLog.Kept}", upTo);
        var newest = await MessagesAsync(read, removals, upTo, ct);
        newest.Reverse();
        return newest;
    }

    /// <summary>Removals and messages are two statements: what is committed in between (a message, and what a rule hides it by) must not be seen by the second alone, or it would be shown for a moment.</summary>
    private static ValueTask<NpgsqlTransaction> OneMomentAsync(NpgsqlConnection c, CancellationToken ct) => c.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);

    private async Task<RemovalIndex> RemovalsAsync(NpgsqlConnection c, int no, CancellationToken ct)
    {
        var removals = _removals.GetOrAdd(no, _ => new RemovalIndex());
        List<RemovalRow> read = [];
        await using var newer = Sql(c, $"""
            {EntryColumns}, r.target FROM {_schema}.removals r JOIN {_schema}.entries e ON e.show = {no} AND e.sequence = r.sequence WHERE r.show = {no} AND r.sequence > $1 ORDER BY r.sequence
            """, removals.UpTo);
        await using var rows = await newer.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            read.Add(RemovalRow.Of(rows.GetInt64(0), EntryIn(rows), rows.IsDBNull(5) ? null : rows.GetInt64(5)) ?? throw EntryRow.Damaged(rows.GetInt64(0), rows.GetString(1)));
        }

        removals.Add(read);
        return removals;
    }
}
