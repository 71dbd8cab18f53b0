using System.Text;
using SQLitePCL;

namespace LiveConsole.Journal.Sqlite;

/// <summary>A prepared statement. <see cref="Dispose"/> resets it for its next use; the connection closes it.</summary>
internal sealed class Statement(Connection connection, sqlite3_stmt stmt) : IDisposable
{
    public Statement Bind(int index, long value)
    {
        raw.sqlite3_bind_int64(stmt, index, value);
        return this;
    }

    public Statement Bind(int index, long? value) => value is { } known ? Bind(index, known) : BindNull(index);

    public Statement Bind(int index, string? value)
    {
        if (value is null) return BindNull(index);
        raw.sqlite3_bind_text(stmt, index, value);
        return this;
    }

    /// <summary>UTF-8 as TEXT.</summary>
    public Statement BindText(int index, ReadOnlySpan<byte> utf8)
    {
        // An empty span has no address, which SQLite would take for NULL.
        if (utf8.IsEmpty) return Bind(index, "");
        raw.sqlite3_bind_text(stmt, index, utf8);
        return this;
    }

    public Statement Bind(int index, ReadOnlySpan<byte> value)
    {
        raw.sqlite3_bind_blob(stmt, index, value);
        return this;
    }

    public Statement Bind(int index, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        // Big-endian: version 7 ids then sort by their time, so that an index of them grows at its end.
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind(index, bytes);
    }

    public Statement BindNull(int index)
    {
        raw.sqlite3_bind_null(stmt, index);
        return this;
    }

    /// <returns>True: there is a row.</returns>
    public bool Step()
    {
        var code = raw.sqlite3_step(stmt);
        if (code == raw.SQLITE_ROW) return true;
        if (code == raw.SQLITE_DONE) return false;
        var failure = connection.Failure(code);
        raw.sqlite3_reset(stmt);
        throw failure;
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    public void Run()
    {
        Step();
        raw.sqlite3_reset(stmt);
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(stmt, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(stmt, column);

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public int Int(int column) => raw.sqlite3_column_int(stmt, column);

    public string Text(int column) => raw.sqlite3_column_text(stmt, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>Bytes of a BLOB or of a TEXT in UTF-8; valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(stmt, column);

    public Guid Guid(int column) => Bytes(column) is { Length: 16 } id ? new(id, bigEndian: true)
        : throw new JournalStorageException(StorageTrouble.Damaged, "An id in the journal is damaged. Run 'liveconsole doctor', or restore the last backup.");

    public Guid? GuidOrNull(int column) => IsNull(column) ? null : Guid(column);

    public bool TextIs(int column, string value)
    {
        var bytes = Bytes(column);
        Span<byte> expected = stackalloc byte[256];
        return Encoding.UTF8.TryGetBytes(value, expected, out var written)
            ? bytes.SequenceEqual(expected[..written])
            : bytes.SequenceEqual(Encoding.UTF8.GetBytes(value));
    }

    public void Dispose() => raw.sqlite3_reset(stmt);

    public void Close() => stmt.Dispose();
}
