using SQLitePCL;

namespace LiveConsole.Journal.Sqlite;

/// <summary>SQLite said no: the code, and what it means to people.</summary>
internal sealed class SqliteFailure(int code, string message) : Exception($"SQLite {code}: {message}")
{
    /// <summary>The primary result code.</summary>
    public int Code { get; } = code & 0xff;

    public bool IsConstraint => Code == raw.SQLITE_CONSTRAINT;

    /// <summary>Our own misuse of SQLite, not trouble outside: a bug, to be thrown on.</summary>
    public bool IsBug => Code is raw.SQLITE_MISUSE or raw.SQLITE_RANGE or raw.SQLITE_ERROR or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH;

    public StorageTrouble Trouble => Code switch
    {
        raw.SQLITE_FULL => StorageTrouble.DiskFull,
        raw.SQLITE_READONLY or raw.SQLITE_PERM => StorageTrouble.ReadOnly,
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => StorageTrouble.Locked,
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => StorageTrouble.Damaged,
        raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN => StorageTrouble.Unreachable,
        _ => StorageTrouble.Other,
    };

    public string Words => Trouble switch
    {
        StorageTrouble.DiskFull => "The disk of the data folder is full: nothing was saved. Free some space; LiveConsole goes on by itself.",
        StorageTrouble.ReadOnly => "The data folder cannot be written to: nothing was saved. Make it writable for the user LiveConsole runs as.",
        StorageTrouble.Locked => "Another program holds the journal: nothing was saved. Close what has journal.db open; LiveConsole tries again by itself.",
        StorageTrouble.Damaged => "The journal file is damaged: nothing was saved. Stop LiveConsole, keep a copy of the data folder, and restore the last backup.",
        StorageTrouble.Unreachable => "The disk of the data folder does not answer: nothing was saved. Check the disk and its cable or mount; LiveConsole tries again by itself.",
        _ => $"The journal could not be written (SQLite code {Code}): nothing was saved.",
    };

    public JournalStorageException ToStorageException() => new(Trouble, Words, this);
}
