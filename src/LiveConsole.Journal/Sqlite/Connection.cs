using SQLitePCL;

namespace LiveConsole.Journal.Sqlite;

/// <summary>One SQLite connection with its prepared statements. Used by one thread at a time; whoever rents it sees to that.</summary>
internal sealed class Connection : IDisposable
{
    private readonly sqlite3 _db;
    private readonly Dictionary<string, Statement> _prepared = [];

    static Connection() => Batteries_V2.Init();

    private Connection(sqlite3 db) => _db = db;

    /// <summary>False inside a transaction.</summary>
    public bool IsIdle => raw.sqlite3_get_autocommit(_db) != 0;

    public int Changes => raw.sqlite3_changes(_db);

    /// <param name="create">False: the file must be there.</param>
    /// <param name="readOnly">The file is never written, not even by SQLite's own tidying; temporary tables still may be.</param>
    public static Connection Open(string file, bool create, bool readOnly = false)
    {
        // NOMUTEX: no connection of ours is ever used by two threads at a time.
        var flags = (readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE) | raw.SQLITE_OPEN_NOMUTEX | (create ? raw.SQLITE_OPEN_CREATE : 0);
        var code = raw.sqlite3_open_v2(file, out var db, flags, null);
        if (code != raw.SQLITE_OK)
        {
            var message = db is null ? "out of memory" : raw.sqlite3_errmsg(db).utf8_to_string();
            db?.Dispose();
            throw new SqliteFailure(code, message);
        }

        raw.sqlite3_extended_result_codes(db, 1);
        // Another process of ours may be writing a schema or checkpointing; longer than 2 s a person should hear of it.
        raw.sqlite3_busy_timeout(db, 2_000);
        return new Connection(db);
    }

    public void Run(string sql)
    {
        var code = raw.sqlite3_exec(_db, sql);
        if (code != raw.SQLITE_OK) throw Failure(code);
    }

    public long Number(string sql)
    {
        using var row = Sql(sql);
        return row.Step() ? row.Long(0) : 0;
    }

    /// <summary>The prepared statement for this text, reset, with nothing bound. Disposing it only resets it.</summary>
    public Statement Sql(string sql)
    {
        if (_prepared.TryGetValue(sql, out var statement)) return statement;
        var code = raw.sqlite3_prepare_v3(_db, sql, raw.SQLITE_PREPARE_PERSISTENT, out var stmt);
        if (code != raw.SQLITE_OK) throw Failure(code);
        return _prepared[sql] = new Statement(this, stmt);
    }

    /// <summary>Copies what the write-ahead log holds into the database file, without waiting for anybody.</summary>
    /// <returns>Pages in the log, and how many of them are in the file now.</returns>
    public (int Log, int Copied) Checkpoint()
    {
        var code = raw.sqlite3_wal_checkpoint_v2(_db, null, raw.SQLITE_CHECKPOINT_PASSIVE, out var log, out var copied);
        return code is raw.SQLITE_OK or raw.SQLITE_BUSY or raw.SQLITE_LOCKED ? (log, copied) : throw Failure(code);
    }

    public SqliteFailure Failure(int code) => new(code, raw.sqlite3_errmsg(_db).utf8_to_string());

    public void Dispose()
    {
        foreach (var statement in _prepared.Values) statement.Close();
        _prepared.Clear();
        _db.Dispose();
    }
}
