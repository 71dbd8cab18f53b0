using System.Collections.Concurrent;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Search;

namespace LiveConsole.Journal.Sqlite;

/// <summary>
/// The journal in one SQLite file of the data folder. One connection writes, one transaction per batch, durable when answered;
/// others read beside it. Opening it twice, in one process or two, is safe: appends meet at the file's lock.
/// </summary>
public sealed partial class SqliteJournal : IJournal, IFollowed
{
    public const string FileName = "journal.db";

    private readonly string _file;
    private readonly TimeProvider _time;
    private readonly ReaderPool _readers;
    private readonly ConcurrentBag<EncodedBatch> _idleBuffers = [];
    private readonly ConcurrentDictionary<ShowId, Appends> _appends = new();
    // A lock, not a channel: the caller's own thread writes, which saves two hand-overs per batch; nobody computes under it.
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ConcurrentDictionary<long, ShowIndex> _indexes = new();
    private readonly ConcurrentDictionary<long, RemovalIndex> _removals = new();
    private readonly Checkpointer _checkpointer;
    private readonly SearchIndex _search;
    private readonly SearchFollower _follower;
    private Connection? _writer;
    private int _closing;
    private volatile bool _closed;

    private SqliteJournal(string folder, TimeProvider time)
    {
        _file = Path.Combine(folder, FileName);
        _time = time;
        _readers = new ReaderPool(_file);
        _checkpointer = new Checkpointer(_file, _writing, time);
        _search = new SearchIndex(folder);
        _follower = new SearchFollower(new SearchTurn(_search, this), time);
    }

    /// <summary>Opens the journal of a data folder, making it when there is none.</summary>
    /// <exception cref="JournalFormatException">The file is not ours, or from a newer version: words say what to do.</exception>
    /// <exception cref="JournalStorageException">The folder or file cannot be used.</exception>
    public static ValueTask<SqliteJournal> OpenAsync(string folder, TimeProvider time, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        var file = Path.Combine(folder, FileName);
        try
        {
            Directory.CreateDirectory(folder);
            var journal = new SqliteJournal(folder, time);
            journal._writer = journal.OpenWriter();
            journal._checkpointer.Start();
            journal._follower.Start();
            return ValueTask.FromResult(journal);
        }
        catch (SqliteFailure failure)
        {
            throw new JournalStorageException(failure.Trouble, $"{file} cannot be opened. {failure.Words}", failure);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalStorageException(StorageTrouble.Unreachable, $"The data folder {folder} cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Opens a journal that is there for reading alone, beside its owner: nothing is made, followed or changed. It is not appended to.</summary>
    /// <returns>Null: the folder holds no journal.</returns>
    /// <exception cref="JournalFormatException">The file is not ours, or from a newer version: words say what to do.</exception>
    /// <exception cref="JournalStorageException">The file cannot be read.</exception>
    public static SqliteJournal? OpenToRead(string folder, TimeProvider time)
    {
        var journal = new SqliteJournal(folder, time);
        if (!File.Exists(journal._file)) return null;
        try
        {
            return journal._readers.Read(c => Schema.FormatOf(c, journal._file)) > 0 ? journal : null;
        }
        catch (SqliteFailure failure)
        {
            throw failure.Code == SQLitePCL.raw.SQLITE_NOTADB ? Schema.Foreign(journal._file)
                : new JournalStorageException(failure.Trouble, $"{journal._file} cannot be read. {failure.Words}", failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closing, 1) != 0) return;
        // The follower reads by this journal: it ends first.
        await _follower.DisposeAsync();
        _closed = true;
        foreach (var appends in _appends.Values) appends.Signal();
        await _checkpointer.DisposeAsync();
        await _writing.WaitAsync();
        _writer?.Dispose();
        _writer = null;
        _writing.Release();
        _search.Dispose();
        _readers.Dispose();
        while (_idleBuffers.TryTake(out var buffer)) buffer.Dispose();
    }

    private Connection OpenWriter()
    {
        var connection = Connection.Open(_file, create: true);
        try
        {
            Schema.Ensure(connection, _file);
            // The log is copied into the file by the checkpointer: never by the writer, unless the log grows beyond its bound.
            connection.Run("PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-32768; PRAGMA temp_store=MEMORY");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs a read on a connection of its own, on the caller's thread.</summary>
    private T Read<T>(Func<Connection, T> read)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        try
        {
            return _readers.Read(read);
        }
        catch (SqliteFailure failure) when (!failure.IsBug)
        {
            throw failure.ToStorageException();
        }
    }

    private static long? NumberOf(Connection connection, ShowId show)
    {
        using var row = connection.Sql("SELECT no FROM shows WHERE id = ?1").Bind(1, show.Value);
        return row.Step() ? row.Long(0) : null;
    }
}
