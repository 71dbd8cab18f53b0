using System.Runtime.CompilerServices;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Journal.Sqlite;

public sealed partial class SqliteJournal
{
    private const int EntriesPerPage = 1_000;

    /// <summary>Another process's appends are found at latest after this.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    public ValueTask<Appended.Done?> FindBatchAsync(ShowId show, Guid batch, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(c => NumberOf(c, show) is { } number ? FindBatch(c, number, batch) : null));
    }

    public async IAsyncEnumerable<IReadOnlyList<StoredEntry>> ReadAsync(ShowId show, long after, long? upTo, [EnumeratorCancellation] CancellationToken ct)
    {
        // A page is read whole before it is handed out: no transaction stays open that would keep the log from being copied.
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var page = Read(c => NumberOf(c, show) is { } number ? EntriesOf(c, number, after, upTo, EntriesPerPage) : []);
            if (page.Count == 0) yield break;
            // Sequences have no holes: what is missing was lost by the disk.
            if (page[0].Sequence != after + 1 || page[^1].Sequence != after + page.Count) throw Missing(after, page);
            yield return page;
            await Task.Yield();
            after = page[^1].Sequence;
        }
    }

    public async IAsyncEnumerable<long> WatchAsync(ShowId show, [EnumeratorCancellation] CancellationToken ct)
    {
        var appends = _appends.GetOrAdd(show, _ => new Appends());
        var seen = 0L;
        while (!_closed)
        {
            ct.ThrowIfCancellationRequested();
            var next = appends.Next;
            var last = Read(c => LastOf(c, show));
            if (last > seen)
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
        var last = Read(c => LastOf(c, show));
        var state = Read(c => NumberOf(c, show) is { } number ? StateOf(c, number, upTo ?? long.MaxValue) : ShowState.Empty);
        await foreach (var page in ReadAsync(show, state.Sequence, upTo, ct)) state = state.Apply(page);
        return state.Sequence >= Math.Min(last, upTo ?? long.MaxValue) ? state
            : throw new JournalStorageException(StorageTrouble.Damaged, $"Entries {state.Sequence + 1} to {last} of the journal are missing. Run 'liveconsole doctor', or restore the last backup.");
    }

    private static JournalStorageException Missing(long after, List<StoredEntry> page)
    {
        var first = after + 1;
        foreach (var entry in page.TakeWhile(e => e.Sequence == first)) first = entry.Sequence + 1;
        return new(StorageTrouble.Damaged, $"Entry {first} of the journal is missing. Run 'liveconsole doctor', or restore the last backup.");
    }

    public async ValueTask SaveStateAsync(ShowId show, ShowState state, CancellationToken ct)
    {
        if (state.Sequence == 0) return;
        var body = StateBytes.Compress(StoredShowState.Of(state).ToJson());
        await _writing.WaitAsync(ct);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _writer ??= OpenWriter();
            if (NumberOf(_writer, show) is not { } number || LastOf(_writer, show) < state.Sequence)
                throw new ArgumentException("The state is ahead of its journal.", nameof(state));
            _writer.Sql("INSERT OR REPLACE INTO states (key, format, body) VALUES (?1, ?2, ?3)")
                .Bind(1, Schema.Key(number, state.Sequence)).Bind(2, StateBytes.Format).Bind(3, body).Run();
        }
        catch (SqliteFailure failure) when (!failure.IsBug)
        {
            RollBack();
            throw failure.ToStorageException();
        }
        finally
        {
            _writing.Release();
        }
    }

    public ValueTask<IReadOnlyList<StoredEntry>> FindCommandAsync(ShowId show, Guid command, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<StoredEntry>>(Read(c =>
        {
            if (NumberOf(c, show) is not { } number) return [];
            using var rows = c.Sql(EntryColumns + "WHERE command = ?1 AND key > ?2 AND key < ?3 ORDER BY key")
                .Bind(1, command).Bind(2, Schema.Key(number, 0)).Bind(3, Schema.Key(number + 1, 0));
            return EntriesIn(rows);
        }));
    }

    public ValueTask<IReadOnlyList<StoredEntry>> ReadDeedsAsync(ShowId show, long? before, int limit, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<StoredEntry>>(Read(c =>
        {
            if (NumberOf(c, show) is not { } number) return [];
            // By the index of commands: a night has some ten thousand deeds among a million messages, which are not read.
            using var rows = c.Sql(Columns + "entries e INDEXED BY entries_command WHERE command IS NOT NULL AND key > ?1 AND key < ?2 ORDER BY key DESC LIMIT ?3")
                .Bind(1, Schema.Key(number, 0)).Bind(2, before is { } next ? Schema.Key(number, next) : Schema.Key(number + 1, 0)).Bind(3, limit);
            return EntriesIn(rows);
        }));
    }

    public ValueTask<IReadOnlyList<StoredSample>> ReadSamplesAsync(ShowId show, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<StoredSample>>(Read(c =>
        {
            List<StoredSample> samples = [];
            if (NumberOf(c, show) is not { } number) return samples;
            // A night has some thousand samples: no index by time.
            using var rows = c.Sql("SELECT key, platform, channel, count, at FROM samples WHERE key > ?1 AND key < ?2 AND at >= ?3 AND at <= ?4 ORDER BY key")
                .Bind(1, Schema.Key(number, 0)).Bind(2, Schema.Key(number + 1, 0)).Bind(3, from.UtcTicks).Bind(4, to.UtcTicks);
            while (rows.Step())
                samples.Add(new StoredSample(Schema.SequenceOf(rows.Long(0)), rows.Text(1), rows.Text(2), rows.LongOrNull(3), At(rows.Long(4))));
            return samples;
        }));
    }

    public ValueTask<IReadOnlyList<ShowId>> ShowsAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<ShowId>>(Read(c =>
        {
            List<ShowId> shows = [];
            using var rows = c.Sql("SELECT id FROM shows ORDER BY no");
            while (rows.Step()) shows.Add(new ShowId(rows.Guid(0)));
            return shows;
        }));
    }

    /// <summary>The columns of <see cref="EntryIn"/>, as every statement that reads entries selects them.</summary>
    internal const string Columns = "SELECT e.key, e.at, e.type, e.version, e.flags, e.command, e.verb, e.actor, e.payload, e.sum FROM ";

    private const string EntryColumns = Columns + "entries e ";

    private static List<StoredEntry> EntriesOf(Connection c, long number, long after, long? upTo, int limit)
    {
        using var rows = c.Sql(EntryColumns + "WHERE key > ?1 AND key <= ?2 ORDER BY key LIMIT ?3")
            .Bind(1, Schema.Key(number, after)).Bind(2, upTo is { } last ? Schema.Key(number, last) : Schema.Key(number + 1, 0) - 1).Bind(3, limit);
        return EntriesIn(rows);
    }

    private static List<StoredEntry> EntriesIn(Statement rows)
    {
        List<StoredEntry> entries = [];
        while (rows.Step())
        {
            var sequence = Schema.SequenceOf(rows.Long(0));
            var entry = EntryIn(rows);
            var by = rows.IsNull(7) ? null : EntryJson.ReadActor(rows.Bytes(7));
            entries.Add(new StoredEntry(sequence, At(rows.Long(1)), entry, rows.GuidOrNull(5), rows.TextOrNull(6), by));
        }

        return entries;
    }

    /// <exception cref="JournalStorageException">It is not what was written.</exception>
    /// <exception cref="JournalFormatException">Of a type unknown here that may not be skipped.</exception>
    internal static Entry EntryIn(Statement row)
    {
        var sequence = Schema.SequenceOf(row.Long(0));
        CheckSum(row, sequence);
        return EntryRow.Read(sequence, row.Text(2), row.Int(3), row.Int(4), row.Bytes(8));
    }

    /// <summary>Entries of format 1 have no sum.</summary>
    private static void CheckSum(Statement row, long sequence)
    {
        if (row.LongOrNull(9) is { } sum && sum != EntrySum.Of(row.Long(0), row.Long(1), row.Bytes(5), row.Bytes(6), row.Bytes(7), row.Bytes(8)))
            throw EntryRow.Damaged(sequence, row.Text(2));
    }

    /// <summary>The nearest stored state that is whole: one that a disk has spoilt only makes the load longer.</summary>
    private ShowState StateOf(Connection c, long number, long upTo)
    {
        StoredShowState? stored = null;
        using (var rows = c.Sql("SELECT body FROM states WHERE key > ?1 AND key <= ?2 AND format = ?3 ORDER BY key DESC"))
        {
            rows.Bind(1, Schema.Key(number, 0)).Bind(2, Math.Min(Schema.Key(number + 1, 0) - 1, Schema.Key(number, Math.Min(upTo, Schema.Key(1, 0) - 1)))).Bind(3, StateBytes.Format);
            while (stored is null && rows.Step()) stored = StateIn(rows);
        }

        return stored is null ? ShowState.Empty
            : stored.Restore(NewestUpTo(c, number, stored.Sequence).Select(m => (new FeedRow(m.Sequence, m.Message, m.Judgement), m.Removed)));
    }

    private static StoredShowState? StateIn(Statement row)
    {
        try
        {
            return StoredShowState.FromJson(StateBytes.Decompress(row.Bytes(0)));
        }
        catch (InvalidDataException)
        {
            // Damaged: it follows from the entries, which are read instead.
            return null;
        }
    }

    private static long LastOf(Connection c, ShowId show)
    {
        using var row = c.Sql("SELECT last FROM shows WHERE id = ?1").Bind(1, show.Value);
        return row.Step() ? row.Long(0) : 0;
    }

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
