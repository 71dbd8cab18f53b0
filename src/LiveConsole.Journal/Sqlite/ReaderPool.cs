using System.Collections.Concurrent;

namespace LiveConsole.Journal.Sqlite;

/// <summary>Connections that only read, each used by one caller at a time, on the caller's thread.</summary>
internal sealed class ReaderPool(string file) : IDisposable
{
    private readonly ConcurrentBag<Connection> _idle = [];
    private volatile bool _closed;

    public T Read<T>(Func<Connection, T> read)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
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
            if (_closed) return result;
            _idle.Add(reader);
            reader = null;
            return result;
        }
        finally
        {
            // A connection that has failed once is not used again.
            reader?.Dispose();
        }
    }

    /// <summary>Closes what is idle; the file may be opened again.</summary>
    public void Clear()
    {
        while (_idle.TryTake(out var reader)) reader.Dispose();
    }

    public void Dispose()
    {
        _closed = true;
        Clear();
    }
}
