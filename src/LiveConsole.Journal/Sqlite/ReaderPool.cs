using System.Collections.Concurrent;

namespace LiveConsole.Journal.Sqlite;

/// <summary>Connections that only read, each used by one caller at a time, on the caller's thread.</summary>
internal sealed class ReaderPool(string file) : IDisposable
{
    private readonly ConcurrentBag<Connection> _idle = [];
    private volatile bool _closed;
    private int _clearings;

    public T Read<T>(Func<Connection, T> read)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        var clearings = Volatile.Read(ref _clearings);
        Connection? reader = null;
        try
        {
            if (!_idle.TryTake(out reader))
            {
                reader = Connection.Open(file, create: false);
                // In this order: choosing where temporary tables are drops those that are there, and query_only lets none be made.
                reader.Run("PRAGMA cache_size=-8192; PRAGMA temp_store=MEMORY");
                Schema.EnsureToRead(reader);
                reader.Run("PRAGMA query_only=ON");
            }

            var result = read(reader);
            // The file it has open may be gone from the folder: with it the search would answer from an index that is no longer there.
            if (IsOver(clearings)) return result;
            _idle.Add(reader);
            reader = null;
            if (IsOver(clearings)) Empty();
            return result;
        }
        finally
        {
            // A connection that has failed once is not used again.
            reader?.Dispose();
        }
    }

    /// <summary>Closes what is idle, and what is in use once it is returned; the file may be opened again.</summary>
    public void Clear()
    {
        Interlocked.Increment(ref _clearings);
        Empty();
    }

    public void Dispose()
    {
        _closed = true;
        Clear();
    }

    private bool IsOver(int clearings) => _closed || Volatile.Read(ref _clearings) != clearings;

    private void Empty()
    {
        while (_idle.TryTake(out var reader)) reader.Dispose();
    }
}
