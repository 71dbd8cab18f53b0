using LiveConsole.Domain.Journal;
using SQLitePCL;

namespace LiveConsole.Journal.Sqlite;

public sealed partial class SqliteJournal
{
    /// <summary>Buffers above this are given back to the runtime.</summary>
    private const int BufferKept = 4 * 1024 * 1024;

    /// <inheritdoc/>
    /// <remarks>
    /// A batch whose id is in the journal already is answered with its outcome then: a caller that repeats an append of unknown
    /// outcome appends once. One node owns a data folder, so no lease is kept here and its epoch is not read.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A message is in the journal already (a bug of the caller): nothing was written.</exception>
    public async ValueTask<Appended> AppendAsync(ShowId show, Batch batch, long? expectedDeskVersion, long? leaseEpoch, CancellationToken ct)
    {
        if (batch.Entries.Count == 0) throw new ArgumentException("A batch has at least one entry.", nameof(batch));
        if (expectedDeskVersion is null && batch.Entries.Any(e => e.Entry.IsDesk))
            throw new ArgumentException("A batch with a desk entry needs the desk version it was decided on.", nameof(expectedDeskVersion));
        if (!_idleBuffers.TryTake(out var encoded)) encoded = new EncodedBatch();
        encoded.Fill(batch.Entries);
        Appended outcome;
        await _writing.WaitAsync(ct);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            outcome = Append_NeedsWriting(show, batch, encoded, expectedDeskVersion);
        }
        finally
        {
            _writing.Release();
            if (encoded.Capacity <= BufferKept) _idleBuffers.Add(encoded);
            else encoded.Dispose();
        }

        if (outcome is not Appended.Done) return outcome;
        if (_appends.TryGetValue(show, out var appends)) appends.Signal();
        _follower.Appended();
        return outcome;
    }

    public async ValueTask<Appended.Failed?> ProbeAsync(ShowId show, CancellationToken ct)
    {
        await _writing.WaitAsync(ct);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _writer ??= OpenWriter();
            // A value that changes: SQLite writes no page whose bytes stay the same.
            _writer.Sql("UPDATE shows SET probed = ?2 WHERE id = ?1").Bind(1, show.Value).Bind(2, _time.GetUtcNow().UtcTicks).Run();
            _checkpointer.Wrote(1);
            return null;
        }
        catch (SqliteFailure failure) when (!failure.IsBug)
        {
            RollBack();
            CloseAfter(failure);
            return new Appended.Failed(failure.Trouble, failure.Words);
        }
        finally
        {
            _writing.Release();
        }
    }

    private Appended Append_NeedsWriting(ShowId show, Batch batch, EncodedBatch encoded, long? expected)
    {
        try
        {
            _writer ??= OpenWriter();
            var outcome = InTransaction(_writer, show, batch, encoded, expected);
            _checkpointer.Wrote(batch.Entries.Count);
            return outcome;
        }
        catch (SqliteFailure failure) when (!failure.IsBug)
        {
            return AfterFailure(show, batch, failure);
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    private Appended InTransaction(Connection writer, ShowId show, Batch batch, EncodedBatch encoded, long? expected)
    {
        writer.Sql("BEGIN IMMEDIATE").Run();
        var (number, last, desk) = ShowRow(writer, show);
        if (FindBatch(writer, number, batch.Id) is { } before) return Unwritten(writer, before);
        if (expected is { } version && version != desk) return Unwritten(writer, new Appended.VersionMismatch(desk));
        var index = _indexes.GetOrAdd(number, n => new ShowIndex(n));
        var sequence = last;
        lock (index.Gate)
        {
            index.CatchUp_NeedsGate(writer, last);
            var rows = new BatchWriter(writer, index, number);
            for (var i = 0; i < batch.Entries.Count; i++)
            {
                rows.Write(++sequence, batch.Entries[i], encoded[i]);
                if (batch.Entries[i].Entry.IsDesk) desk++;
            }

            index.Appended_NeedsGate(sequence);
        }

        writer.Sql("INSERT INTO batches (show, id, first, last, desk) VALUES (?1, ?2, ?3, ?4, ?5)")
            .Bind(1, number).Bind(2, batch.Id).Bind(3, last + 1).Bind(4, sequence).Bind(5, desk).Run();
        writer.Sql("UPDATE shows SET last = ?2, desk = ?3 WHERE no = ?1").Bind(1, number).Bind(2, sequence).Bind(3, desk).Run();
        writer.Sql("COMMIT").Run();
        return new Appended.Done(last + 1, sequence, desk);
    }

    private static Appended Unwritten(Connection writer, Appended outcome)
    {
        writer.Sql("ROLLBACK").Run();
        return outcome;
    }

    /// <summary>The show's counters; its row is made by its first append.</summary>
    private static (long Number, long Last, long Desk) ShowRow(Connection writer, ShowId show)
    {
        using (var row = writer.Sql("SELECT no, last, desk FROM shows WHERE id = ?1").Bind(1, show.Value))
        {
            if (row.Step()) return (row.Long(0), row.Long(1), row.Long(2));
        }

        using var made = writer.Sql("INSERT INTO shows (id, last, desk) VALUES (?1, 0, 0) RETURNING no").Bind(1, show.Value);
        made.Step();
        return (made.Long(0), 0, 0);
    }

    /// <summary>
    /// Nothing is answered on a guess: when it was the commit that failed, the journal itself is asked whether the batch is in it.
    /// The connection is opened anew for the next append, so that trouble of a disk does not live on in it.
    /// </summary>
    private Appended AfterFailure(ShowId show, Batch batch, SqliteFailure failure)
    {
        RollBack();
        CloseAfter(failure);
        try
        {
            return Read(reader => NumberOf(reader, show) is { } number ? FindBatch(reader, number, batch.Id) : null)
                ?? (Appended)new Appended.Failed(failure.Trouble, failure.Words);
        }
        catch (JournalStorageException)
        {
            // It cannot even be read: SQLite has rolled back, so nothing of the batch is in it.
            return new Appended.Failed(failure.Trouble, failure.Words);
        }
    }

    private void CloseAfter(SqliteFailure failure)
    {
        if (failure.Code is raw.SQLITE_FULL or raw.SQLITE_BUSY) return;
        _writer?.Dispose();
        _writer = null;
    }

    private void RollBack()
    {
        // What the index learnt from the dropped transaction is wrong: it is read again from the rows.
        _indexes.Clear();
        if (_writer is null or { IsIdle: true }) return;
        try
        {
            _writer.Sql("ROLLBACK").Run();
        }
        catch (SqliteFailure)
        {
            // Closing the connection rolls back as well.
            _writer.Dispose();
            _writer = null;
        }
    }

    private static Appended.Done? FindBatch(Connection connection, long number, Guid batch)
    {
        using var row = connection.Sql("SELECT first, last, desk FROM batches WHERE show = ?1 AND id = ?2").Bind(1, number).Bind(2, batch);
        return row.Step() ? new Appended.Done(row.Long(0), row.Long(1), row.Long(2)) : null;
    }
}
