using System.Runtime.CompilerServices;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Archive;
using Npgsql;
using NpgsqlTypes;

namespace LiveConsole.Journal.Postgres;

public sealed partial class PostgresJournal : IArchivable
{
    public ValueTask<IReadOnlyList<ShowMark>> MarksAsync(CancellationToken ct) => ReadAsync<IReadOnlyList<ShowMark>>(async (c, token) =>
    {
        List<ShowMark> marks = [];
        await using var read = Sql(c, $"SELECT id, last, desk FROM {_schema}.shows WHERE last > 0 ORDER BY no");
        await using var rows = await read.ExecuteReaderAsync(token);
        while (await rows.ReadAsync(token)) marks.Add(new ShowMark(new ShowId(rows.GetGuid(0)), rows.GetInt64(1), rows.GetInt64(2)));
        return marks;
    }, ct);

    public async IAsyncEnumerable<IReadOnlyList<RawEntry>> ReadAsKeptAsync(ShowId show, long upTo, [EnumeratorCancellation] CancellationToken ct)
    {
        var batches = new Queue<(long First, Guid Id)>(await ReadAsync(show, [], (c, no, token) => BatchesAsync(c, no, upTo, token), ct));
        for (long after = 0; after < upTo;)
        {
            var from = after;
            var page = await ReadAsync(show, [], (c, no, token) => RawPageAsync(c, no, from, upTo, token), ct);
            if (page.Count == 0) yield break;
            // Outside of the read, which is tried again when the link was lost.
            yield return [.. page.Select(e => batches.TryPeek(out var next) && next.First == e.Sequence ? e with { Batch = batches.Dequeue().Id } : e)];
            after = page[^1].Sequence;
        }
    }

    public async ValueTask RestoreAsync(ShowId show, IAsyncEnumerable<IReadOnlyList<RawEntry>> entries, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        try
        {
            await using var connection = await _source.OpenConnectionAsync(ct);
            await MakeShowAsync(connection, show, ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            // The whole of a night comes in one transaction, which also waits for the archive that is read.
            await using (var patient = Sql(connection, "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0")) await patient.ExecuteNonQueryAsync(ct);
            var restored = new RestoredShow(connection, _schema, await EmptyShowAsync(connection, show, ct));
            await foreach (var page in entries.WithCancellation(ct)) await restored.WriteAsync(page, ct);
            await restored.EndAsync(ct);
            await transaction.CommitAsync(ct);
        }
        catch (Exception e) when (PostgresTrouble.Of(e) is { } trouble)
        {
            throw PostgresTrouble.ToStorageException(e, trouble);
        }

        AppendsOf(show).Signal();
        _news.Appended(show);
        _follower.Appended();
    }

    private async Task<int> EmptyShowAsync(NpgsqlConnection connection, ShowId show, CancellationToken ct)
    {
        await using var look = Sql(connection, $"SELECT no, last FROM {_schema}.shows WHERE id = $1 FOR UPDATE", show.Value);
        await using var row = await look.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return row.GetInt64(1) == 0 ? row.GetInt32(0) : throw new ArgumentException("The show has entries already.", nameof(show));
    }

    private async ValueTask<IReadOnlyList<(long First, Guid Id)>> BatchesAsync(NpgsqlConnection c, int no, long upTo, CancellationToken ct)
    {
        List<(long, Guid)> batches = [];
        await using var read = Sql(c, $"SELECT first, id FROM {_schema}.batches WHERE show = {no} AND first <= $1 ORDER BY first", upTo);
        await using var rows = await read.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) batches.Add((rows.GetInt64(0), rows.GetGuid(1)));
        return batches;
    }

    private async ValueTask<IReadOnlyList<RawEntry>> RawPageAsync(NpgsqlConnection c, int no, long after, long upTo, CancellationToken ct)
    {
        List<RawEntry> entries = [];
        await using var read = Sql(c, $"{EntryColumns}, e.at, e.command, e.verb, e.actor FROM {_schema}.entries e WHERE e.show = {no} AND e.sequence > $1 AND e.sequence <= $2 ORDER BY e.sequence LIMIT {EntriesPerPage}", after, upTo);
        await using var rows = await read.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var flags = rows.GetInt16(3);
            entries.Add(new RawEntry(rows.GetInt64(0), At(rows.GetInt64(5)), rows.GetString(1), rows.GetInt16(2), (flags & EntryRow.Skippable) != 0, (flags & EntryRow.Desk) != 0,
                rows.GetFieldValue<byte[]>(4), rows.IsDBNull(6) ? null : rows.GetGuid(6), rows.IsDBNull(7) ? null : rows.GetString(7), rows.IsDBNull(8) ? default : rows.GetFieldValue<byte[]>(8)));
        }

        return entries;
    }
}

/// <summary>A show on its way in, by COPY, with the rows that the database's append makes beside an entry; inside the restore's transaction.</summary>
internal sealed class RestoredShow(NpgsqlConnection connection, string schema, int show)
{
    /// <summary>A thousand rows: a server that needs longer is gone.</summary>
    private static readonly TimeSpan PageWithin = TimeSpan.FromMinutes(1);

    private readonly List<(RawEntry Entry, ChatMessage? Message)> _entries = [];
    private readonly List<Guid> _copies = [];
    private readonly List<long> _copySequences = [];
    private readonly List<Guid?> _removed = [];
    private readonly List<long> _removals = [];
    private readonly List<long> _amended = [];
    private readonly List<long> _amendments = [];
    private readonly List<long> _judged = [];
    private readonly List<long> _judgements = [];
    private readonly List<long> _sampled = [];
    private readonly List<long> _samples = [];
    private readonly List<(Guid Id, long First, long Last, long Desk)> _batches = [];
    // Ids that are there, copies' too: COPY knows no "do nothing". 16 bytes each.
    private readonly HashSet<Guid> _refs = [];
    private (Guid Id, long First)? _batch;
    private long _last;
    private long _desk;

    public async ValueTask WriteAsync(IReadOnlyList<RawEntry> page, CancellationToken ct)
    {
        foreach (var entry in page) Take(entry);
        await CopyEntriesAsync(ct);
        await CopyRefsAsync(ct);
        await InsertAsync($"INSERT INTO {schema}.refs (show, ref, sequence) SELECT {show}, u.ref, u.n FROM unnest($1, $2) AS u (ref, n) ON CONFLICT DO NOTHING", _copies, _copySequences, ct);
        await InsertAsync($"INSERT INTO {schema}.amendments (show, target, sequence) SELECT {show}, u.target, u.n FROM unnest($1, $2) AS u (target, n)", _amended, _amendments, ct);
        await InsertAsync($"INSERT INTO {schema}.judgements (show, target, sequence) SELECT {show}, u.target, u.n FROM unnest($1, $2) AS u (target, n)", _judged, _judgements, ct);
        await InsertAsync($"""
            INSERT INTO {schema}.removals (show, sequence, target) SELECT {show}, u.n, r.sequence FROM unnest($1, $2) AS u (ref, n)
            LEFT JOIN {schema}.refs r ON r.show = {show} AND r.ref = u.ref AND r.sequence < u.n
            """, _removed, _removals, ct);
        await InsertAsync($"INSERT INTO {schema}.samples (show, sequence, at) SELECT {show}, u.n, u.at FROM unnest($1, $2) AS u (at, n)", _sampled, _samples, ct);
        await CopyBatchesAsync(ct);
        _entries.Clear();
    }

    /// <summary>The last batch and the show's counters.</summary>
    public async ValueTask EndAsync(CancellationToken ct)
    {
        CloseBatch();
        await CopyBatchesAsync(ct);
        await using var end = new NpgsqlCommand($"UPDATE {schema}.shows SET last = $1, desk = $2 WHERE no = {show}", connection) { Parameters = { new() { Value = _last }, new() { Value = _desk } } };
        await end.ExecuteNonQueryAsync(ct);
    }

    private void Take(RawEntry entry)
    {
        if (entry.Batch is { } batch)
        {
            CloseBatch();
            _batch = (batch, entry.Sequence);
        }

        var known = EntryRow.ReadKnown(entry);
        var message = (known as MessageArrived)?.Message;
        // A message that is there already (a journal that was damaged once) gives no rows, as where tables are made again.
        if (message is not null && !_refs.Add(RefKey.OfMessage(message.Platform, message.Id))) message = null;
        _entries.Add((entry, message));
        switch (known)
        {
            case MessageArrived when message is not null:
                foreach (var copy in message.Copies)
                {
                    var key = RefKey.OfMessage(message.Platform, copy);
                    if (!_refs.Add(key)) continue;
                    _copies.Add(key);
                    _copySequences.Add(entry.Sequence);
                }

                break;
            case MessageAmended amended:
                _amended.Add(amended.Sequence);
                _amendments.Add(entry.Sequence);
                foreach (var copy in amended.Message.Copies)
                {
                    var key = RefKey.OfMessage(amended.Message.Platform, copy);
                    if (!_refs.Add(key)) continue;
                    _copies.Add(key);
                    _copySequences.Add(amended.Sequence);
                }

                break;
            case Judged judged:
                _judged.Add(judged.Sequence);
                _judgements.Add(entry.Sequence);
                break;
            case RemovalLifted lifted:
                _removed.Add(lifted.MessageId is { } shown ? RefKey.OfMessage(lifted.Platform, shown) : null);
                _removals.Add(entry.Sequence);
                break;
            case MessagesRemoved removed:
                _removed.Add(removed.MessageId is { } id ? RefKey.OfMessage(removed.Platform, id) : null);
                _removals.Add(entry.Sequence);
                break;
            case ViewersSampled sampled:
                _sampled.Add(sampled.SampledAt.UtcTicks);
                _samples.Add(entry.Sequence);
                break;
            default: break;
        }

        _last = entry.Sequence;
        if (entry.Desk) _desk++;
    }

    private void CloseBatch()
    {
        if (_batch is { } batch) _batches.Add((batch.Id, batch.First, _last, _desk));
        _batch = null;
    }

    private async Task CopyEntriesAsync(CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {schema}.entries (show, version, flags, sequence, at, viewer, command, type, platform, verb, actor, payload) FROM STDIN (FORMAT BINARY)", ct);
        copy.Timeout = PageWithin;
        foreach (var (entry, message) in _entries)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(show, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync((short)entry.Version, NpgsqlDbType.Smallint, ct);
            await copy.WriteAsync((short)entry.Flags, NpgsqlDbType.Smallint, ct);
            await copy.WriteAsync(entry.Sequence, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(entry.At.UtcTicks, NpgsqlDbType.Bigint, ct);
            if (message is null) await copy.WriteNullAsync(ct);
            else await copy.WriteAsync(RefKey.OfViewer(message.Platform, message.Author.Id), NpgsqlDbType.Bigint, ct);
            if (entry.Command is { } command) await copy.WriteAsync(command, NpgsqlDbType.Uuid, ct);
            else await copy.WriteNullAsync(ct);
            await copy.WriteAsync(entry.Type, NpgsqlDbType.Text, ct);
            await TextAsync(copy, message?.Platform, ct);
            await TextAsync(copy, entry.Verb, ct);
            if (entry.Actor.IsEmpty) await copy.WriteNullAsync(ct);
            else await copy.WriteAsync(entry.Actor.ToArray(), NpgsqlDbType.Bytea, ct);
            await copy.WriteAsync(entry.Payload.ToArray(), NpgsqlDbType.Bytea, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private async Task CopyRefsAsync(CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {schema}.refs (show, ref, sequence) FROM STDIN (FORMAT BINARY)", ct);
        copy.Timeout = PageWithin;
        foreach (var (entry, message) in _entries)
        {
            if (message is null) continue;
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(show, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(RefKey.OfMessage(message.Platform, message.Id), NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(entry.Sequence, NpgsqlDbType.Bigint, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private async Task CopyBatchesAsync(CancellationToken ct)
    {
        if (_batches.Count == 0) return;
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {schema}.batches (show, id, first, last, desk) FROM STDIN (FORMAT BINARY)", ct);
        copy.Timeout = PageWithin;
        foreach (var (id, first, last, desk) in _batches)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(show, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(id, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(first, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(last, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(desk, NpgsqlDbType.Bigint, ct);
        }

        await copy.CompleteAsync(ct);
        _batches.Clear();
    }

    private async Task InsertAsync<T>(string sql, List<T> values, List<long> sequences, CancellationToken ct)
    {
        if (sequences.Count == 0) return;
        await using var insert = new NpgsqlCommand(sql, connection) { Parameters = { new NpgsqlParameter<List<T>> { TypedValue = values }, new NpgsqlParameter<List<long>> { TypedValue = sequences } } };
        await insert.ExecuteNonQueryAsync(ct);
        values.Clear();
        sequences.Clear();
    }

    private static Task TextAsync(NpgsqlBinaryImporter copy, string? text, CancellationToken ct) =>
        text is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(text, NpgsqlDbType.Text, ct);
}
