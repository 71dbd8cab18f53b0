using System.Runtime.CompilerServices;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using Npgsql;

namespace LiveConsole.Journal.Postgres;

public sealed partial class PostgresJournal
{
    private const int EntriesPerPage = 1_000;

    /// <summary>The columns of <see cref="EntryIn"/>, first in every statement that reads entries.</summary>
    private const string EntryColumns = "SELECT e.sequence, e.type, e.version, e.flags, e.payload";

    public IAsyncEnumerable<IReadOnlyList<StoredEntry>> ReadAsync(ShowId show, long after, long? upTo, CancellationToken ct) => PagesAsync(show, after, upTo, EntryIn, ct);

    public IAsyncEnumerable<IReadOnlyList<StoredEntry>> ReadRawAsync(ShowId show, CancellationToken ct) => PagesAsync(show, 0, null,
        static rows => EntryRow.ReadRaw(rows.GetString(1), rows.GetInt16(2), rows.GetInt16(3), rows.GetFieldValue<byte[]>(4)), ct);

    private async IAsyncEnumerable<IReadOnlyList<StoredEntry>> PagesAsync(ShowId show, long after, long? upTo, Func<NpgsqlDataReader, Entry> entryIn, [EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            var from = after;
            var page = await ReadAsync(show, [], (c, no, token) => EntriesAsync(c, no, "AND e.sequence > $1 AND e.sequence <= $2", [from, upTo ?? long.MaxValue], entryIn, token), ct);
            if (page.Count == 0) yield break;
            yield return page;
            after = page[^1].Sequence;
        }
    }

    /// <remarks>A database that is away for a while costs its callers nothing but the wait.</remarks>
    public async IAsyncEnumerable<long> WatchAsync(ShowId show, [EnumeratorCancellation] CancellationToken ct)
    {
        var appends = AppendsOf(show);
        var seen = 0L;
        while (!_closed)
        {
            ct.ThrowIfCancellationRequested();
            var next = appends.Next;
            if (await LastOrTroubleAsync(show, ct) is { } last && last > seen)
            {
                seen = last;
                yield return last;
                continue;
            }

            await Appends.NextOrAsync(next, Poll, _time, ct);
        }
    }

    public async ValueTask<ShowState> LoadAsync(ShowId show, long? upTo, CancellationToken ct)
    {
        var state = await ReadAsync(show, ShowState.Empty, (c, no, token) => StateAsync(c, no, upTo ?? long.MaxValue, token), ct);
        await foreach (var page in ReadAsync(show, state.Sequence, upTo, ct)) state = state.Apply(page);
        return state;
    }

    public async ValueTask SaveStateAsync(ShowId show, ShowState state, CancellationToken ct)
    {
        if (state.Sequence == 0) return;
        var body = StateBytes.Compress(StoredShowState.Of(state).ToJson());
        var kept = await ReadAsync(show, false, async (c, no, token) =>
        {
            await using var save = Sql(c, $"""
                INSERT INTO {_schema}.states (show, sequence, format, body) SELECT {no}, $1, $2, $3 FROM {_schema}.shows s WHERE s.no = {no} AND s.last >= $1
                ON CONFLICT (show, sequence) DO UPDATE SET format = excluded.format, body = excluded.body
                """, state.Sequence, (short)StateBytes.Format, body);
            return await save.ExecuteNonQueryAsync(token) == 1;
        }, ct);
        if (!kept) throw new ArgumentException("The state is ahead of its journal.", nameof(state));
    }

    public ValueTask<IReadOnlyList<StoredEntry>> FindCommandAsync(ShowId show, Guid command, CancellationToken ct) =>
        ReadAsync(show, [], (c, no, token) => EntriesAsync(c, no, "AND e.command = $1", [command], EntryIn, token), ct);

    public ValueTask<IReadOnlyList<StoredEntry>> ReadDeedsAsync(ShowId show, long? before, int limit, CancellationToken ct) =>
        ReadAsync(show, [], (c, no, token) => EntriesAsync(c, no, "AND e.command IS NOT NULL AND e.sequence < $1", [before ?? long.MaxValue], EntryIn, token, $"DESC LIMIT {Math.Min(limit, EntriesPerPage)}"), ct);

    public ValueTask<IReadOnlyList<StoredSample>> ReadSamplesAsync(ShowId show, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        ReadAsync<IReadOnlyList<StoredSample>>(show, [], async (c, no, token) =>
        {
            List<StoredSample> samples = [];
            // A night has some thousand samples: no index by time.
            await using var read = Sql(c, $"""
                {EntryColumns} FROM {_schema}.samples s JOIN {_schema}.entries e ON e.show = {no} AND e.sequence = s.sequence
                WHERE s.show = {no} AND s.at >= $1 AND s.at <= $2 ORDER BY s.sequence
                """, from.UtcTicks, to.UtcTicks);
            await using var rows = await read.ExecuteReaderAsync(token);
            while (await rows.ReadAsync(token))
            {
                if (EntryIn(rows) is ViewersSampled sampled) samples.Add(new StoredSample(rows.GetInt64(0), sampled.Platform, sampled.Channel, sampled.Count, sampled.SampledAt));
            }

            return samples;
        }, ct);

    public ValueTask<IReadOnlyList<ShowId>> ShowsAsync(CancellationToken ct) => ReadAsync<IReadOnlyList<ShowId>>(async (c, token) =>
    {
        List<ShowId> shows = [];
        await using var read = Sql(c, $"SELECT id FROM {_schema}.shows WHERE last > 0 ORDER BY no");
        await using var rows = await read.ExecuteReaderAsync(token);
        while (await rows.ReadAsync(token)) shows.Add(new ShowId(rows.GetGuid(0)));
        return shows;
    }, ct);

    private async ValueTask<IReadOnlyList<StoredEntry>> EntriesAsync(NpgsqlConnection c, int no, string where, object[] values, Func<NpgsqlDataReader, Entry> entryIn, CancellationToken ct, string? order = null)
    {
        List<StoredEntry> entries = [];
        await using var read = Sql(c, $"{EntryColumns}, e.at, e.command, e.verb, e.actor FROM {_schema}.entries e WHERE e.show = {no} {where} ORDER BY e.sequence {order ?? $"LIMIT {EntriesPerPage}"}", values);
        await using var rows = await read.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var command = rows.IsDBNull(6) ? (Guid?)null : rows.GetGuid(6);
            var by = rows.IsDBNull(8) ? null : EntryJson.ReadActor(rows.GetFieldValue<byte[]>(8));
            entries.Add(new StoredEntry(rows.GetInt64(0), At(rows.GetInt64(5)), entryIn(rows), command, rows.IsDBNull(7) ? null : rows.GetString(7), by));
        }

        return entries;
    }

    internal static Entry EntryIn(NpgsqlDataReader rows) =>
        EntryRow.Read(rows.GetInt64(0), rows.GetString(1), rows.GetInt16(2), rows.GetInt16(3), rows.GetFieldValue<byte[]>(4));

    private async ValueTask<ShowState> StateAsync(NpgsqlConnection c, int no, long upTo, CancellationToken ct)
    {
        StoredShowState stored;
        await using (var read = Sql(c, $"SELECT body FROM {_schema}.states WHERE show = {no} AND sequence <= $1 AND format = $2 ORDER BY sequence DESC LIMIT 1", upTo, (short)StateBytes.Format))
        {
            if (await read.ExecuteScalarAsync(ct) is not byte[] body) return ShowState.Empty;
            stored = StoredShowState.FromJson(StateBytes.Decompress(body));
        }

        var newest = await NewestAsync(c, no, stored.Sequence, ct);
        return stored.Restore(newest.Select(m => (new FeedRow(m.Sequence, m.Message, m.Judgement), m.Removed)));
    }

    private async ValueTask<long?> LastOrTroubleAsync(ShowId show, CancellationToken ct)
    {
        try
        {
            return await ReadAsync(async (c, token) =>
            {
                await using var read = Sql(c, $"SELECT last FROM {_schema}.shows WHERE id = $1", show.Value);
                return (long?)await read.ExecuteScalarAsync(token);
            }, ct);
        }
        catch (Exception e) when (e is JournalStorageException || (e is ObjectDisposedException && _closed))
        {
            return null;
        }
    }

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
