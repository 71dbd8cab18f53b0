using System.Runtime.CompilerServices;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Archive;

namespace LiveConsole.Journal.Sqlite;

public sealed partial class SqliteJournal : IArchivable
{
    public ValueTask<IReadOnlyList<ShowMark>> MarksAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<ShowMark>>(Read(c =>
        {
            List<ShowMark> marks = [];
            using var rows = c.Sql("SELECT id, last, desk FROM shows WHERE last > 0 ORDER BY no");
            while (rows.Step()) marks.Add(new ShowMark(new ShowId(rows.Guid(0)), rows.Long(1), rows.Long(2)));
            return marks;
        }));
    }

    public async IAsyncEnumerable<IReadOnlyList<RawEntry>> ReadAsKeptAsync(ShowId show, long upTo, [EnumeratorCancellation] CancellationToken ct)
    {
        if (Read(c => NumberOf(c, show)) is not { } number) yield break;
        var batches = new Queue<(long First, Guid Id)>(Read(c => BatchesOf(c, number, upTo)));
        for (long after = 0; after < upTo;)
        {
            ct.ThrowIfCancellationRequested();
            var page = Read(c => RawOf(c, number, after, upTo, batches));
            if (page.Count == 0) yield break;
            yield return page;
            await Task.Yield();
            after = page[^1].Sequence;
        }
    }

    public async ValueTask RestoreAsync(ShowId show, IAsyncEnumerable<IReadOnlyList<RawEntry>> entries, CancellationToken ct)
    {
        if (Read(c => LastOf(c, show)) > 0) throw new ArgumentException("The show has entries already.", nameof(show));
        RestoredShow? restored = null;
        await foreach (var page in entries.WithCancellation(ct))
        {
            await _writing.WaitAsync(ct);
            try
            {
                ObjectDisposedException.ThrowIf(_closed, this);
                restored = Write_NeedsWriting(show, restored, page);
            }
            finally
            {
                _writing.Release();
            }

            _checkpointer.Wrote(page.Count);
            _follower.Appended();
        }
    }

    private RestoredShow Write_NeedsWriting(ShowId show, RestoredShow? restored, IReadOnlyList<RawEntry> page)
    {
        try
        {
            _writer ??= OpenWriter();
            _writer.Sql("BEGIN IMMEDIATE").Run();
            restored ??= new RestoredShow(ShowRow(_writer, show).Number);
            restored.Write(_writer, page);
            _writer.Sql("COMMIT").Run();
            return restored;
        }
        catch (SqliteFailure failure) when (!failure.IsBug)
        {
            RollBack();
            throw failure.ToStorageException();
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    /// <summary>24 bytes a batch: the table is ordered by their ids.</summary>
    private static List<(long First, Guid Id)> BatchesOf(Connection c, long number, long upTo)
    {
        List<(long First, Guid Id)> batches = [];
        using var rows = c.Sql("SELECT first, id FROM batches WHERE show = ?1 AND first <= ?2").Bind(1, number).Bind(2, upTo);
        while (rows.Step()) batches.Add((rows.Long(0), rows.Guid(1)));
        batches.Sort((a, b) => a.First.CompareTo(b.First));
        return batches;
    }

    private static List<RawEntry> RawOf(Connection c, long number, long after, long upTo, Queue<(long First, Guid Id)> batches)
    {
        List<RawEntry> entries = [];
        // A journal of format 1 that is only read has no sums yet.
        var columns = c.Number("PRAGMA user_version") > 1 ? EntryColumns : EntryColumns.Replace("e.sum", "NULL", StringComparison.Ordinal);
        using var rows = c.Sql(columns + "WHERE key > ?1 AND key <= ?2 ORDER BY key LIMIT ?3").Bind(1, Schema.Key(number, after)).Bind(2, Schema.Key(number, upTo)).Bind(3, EntriesPerPage);
        while (rows.Step())
        {
            var sequence = Schema.SequenceOf(rows.Long(0));
            var flags = rows.Int(4);
            CheckSum(rows, sequence);
            Guid? batch = batches.TryPeek(out var next) && next.First == sequence ? batches.Dequeue().Id : null;
            entries.Add(new RawEntry(sequence, At(rows.Long(1)), rows.Text(2), rows.Int(3), (flags & BatchWriter.Skippable) != 0, (flags & BatchWriter.Desk) != 0,
                rows.Bytes(8).ToArray(), rows.GuidOrNull(5), rows.TextOrNull(6), rows.IsNull(7) ? default : rows.Bytes(7).ToArray(), batch));
        }

        return entries;
    }

    /// <summary>A show on its way in: a page a transaction.</summary>
    private sealed class RestoredShow(long number)
    {
        private readonly ShowIndex _index = new(number);
        private (Guid Id, long First)? _batch;
        private long _last;
        private long _desk;

        public void Write(Connection writer, IReadOnlyList<RawEntry> page)
        {
            var rows = new BatchWriter(writer, _index, number);
            foreach (var entry in page)
            {
                if (entry.Batch is { } batch)
                {
                    CloseBatch(writer);
                    _batch = (batch, entry.Sequence);
                }

                rows.Write(entry);
                // A message that is there already (a journal that was damaged once) gives no row, as where tables are made again.
                if (EntryRow.ReadKnown(entry) is { } known && !(known is MessageArrived { Message: var message } && _index.Find_NeedsGate(writer, message.Ref) is not null))
                    rows.Derive(entry.Sequence, known);
                _last = entry.Sequence;
                if (entry.Desk) _desk++;
            }

            CloseBatch(writer);
            writer.Sql("UPDATE shows SET last = ?2, desk = ?3 WHERE no = ?1").Bind(1, number).Bind(2, _last).Bind(3, _desk).Run();
        }

        /// <summary>A batch that goes on in the next page is written once more then.</summary>
        private void CloseBatch(Connection writer)
        {
            if (_batch is not { } batch) return;
            writer.Sql("INSERT OR REPLACE INTO batches (show, id, first, last, desk) VALUES (?1, ?2, ?3, ?4, ?5)")
                .Bind(1, number).Bind(2, batch.Id).Bind(3, batch.First).Bind(4, _last).Bind(5, _desk).Run();
        }
    }
}
