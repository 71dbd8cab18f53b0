using LiveConsole.Domain.Chat;
using LiveConsole.Journal.Sqlite;
using SQLitePCL;

namespace LiveConsole.Journal.Search;

/// <summary>
/// Words to messages, in a file of its own that holds nothing that the journal does not: lost, damaged or from another version it is
/// made again. Words come cut by <see cref="Tokenizer"/>; SQLite's own tokenizer only splits them at the spaces.
/// </summary>
internal sealed class SearchIndex(string folder) : IDisposable
{
    public const string FileName = "search.db";

    /// <summary>"LCS1". The format counts the tokenizer too: another way of cutting words needs the index made again.</summary>
    private const int ApplicationId = 0x4C435331;
    private const int Format = 1;

    private readonly string _file = Path.Combine(folder, FileName);
    private readonly ReaderPool _readers = new(Path.Combine(folder, FileName));
    private Connection? _writer;

    // An opening looks, deletes and makes in turn with any other of this process: what one has just made is not taken for what it replaced.
    private static readonly Lock s_opening = new();

    /// <returns>False: another program's file, or another version's, which is made again.</returns>
    public static bool IsOurs(Connection connection) => connection.Number("PRAGMA application_id") == ApplicationId && connection.Number("PRAGMA user_version") == Format;

    /// <returns>Messages of the show up to this sequence are in the index.</returns>
    public long FollowedTo(long show) => _readers.Read(c =>
    {
        using var row = c.Sql("SELECT upto FROM followed WHERE show = ?1").Bind(1, show);
        return row.Step() ? row.Long(0) : 0;
    });

    /// <summary>Opens the index for writing. A file that is not ours, of another format, or of another journal is made again.</summary>
    /// <param name="isOfThisJournal">Told each followed show: its number, its id, and how far it was followed.</param>
    public void Open(Func<long, Guid, long, bool> isOfThisJournal)
    {
        lock (s_opening) Open_NeedsLock(isOfThisJournal);
    }

    private void Open_NeedsLock(Func<long, Guid, long, bool> isOfThisJournal)
    {
        Close();
        // One that is not there, or is empty, may be another process's next: it is filled, never deleted.
        var isForeign = File.Exists(_file);
        try
        {
            if (isForeign && IsGood(isOfThisJournal)) return;
            isForeign &= _writer is not null && !IsEmpty(_writer);
        }
        catch (SqliteFailure failure) when (failure.Code is raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT)
        {
            // Made again below.
        }

        Close();
        foreach (var part in isForeign ? new[] { "", "-wal", "-shm" } : []) File.Delete(_file + part);
        _writer = Connection.Open(_file, create: true);
        _writer.Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; BEGIN IMMEDIATE");
        // Another opening of the same journal may have been quicker since: its index is as good as ours.
        if (!IsOurs(_writer)) Create(_writer);
        _writer.Run("COMMIT");
        // Who read between the closing above and the deletion has the deleted file open.
        _readers.Clear();
    }

    private static bool IsEmpty(Connection connection) => connection.Number("PRAGMA application_id") == 0 && connection.Number("SELECT count(*) FROM sqlite_schema") == 0;

    private static void Create(Connection writer) => writer.Run($"""
            CREATE TABLE followed (show INTEGER PRIMARY KEY, id BLOB NOT NULL, upto INTEGER NOT NULL) STRICT;
            CREATE VIRTUAL TABLE words USING fts5(text, content='', detail=none, columnsize=0, tokenize='ascii');
            PRAGMA application_id={ApplicationId}; PRAGMA user_version={Format}
            """);

    /// <summary>Adds messages and moves the show's mark, in one transaction. A crash loses the newest; they are then followed again.</summary>
    /// <param name="amended">Their new words are added under the message's own sequence; the old ones stay: who finds it by them compares it as it stands.</param>
    public void Add(long show, Guid id, IEnumerable<(long Sequence, ChatMessage Message)> messages, long upTo, IReadOnlyList<(long Sequence, ChatMessage First, ChatMessage Message)>? amended = null)
    {
        var writer = _writer ?? throw new InvalidOperationException("The search index is not open.");
        writer.Run("BEGIN IMMEDIATE");
        try
        {
            var insert = writer.Sql("INSERT INTO words (rowid, text) VALUES (?1, ?2)");
            foreach (var (sequence, message) in messages)
                insert.Bind(1, Schema.Key(show, sequence)).Bind(2, string.Join(' ', Tokenizer.Words(SearchQuery.TextOf(message)))).Run();
            foreach (var (sequence, first, message) in amended ?? [])
            {
                if (NewWords(first, message) is { Count: > 0 } words) insert.Bind(1, Schema.Key(show, sequence)).Bind(2, string.Join(' ', words)).Run();
            }

            writer.Sql("INSERT OR REPLACE INTO followed (show, id, upto) VALUES (?1, ?2, ?3)").Bind(1, show).Bind(2, id).Bind(3, upTo).Run();
            writer.Run("COMMIT");
        }
        catch (SqliteFailure)
        {
            // The next open begins at the last mark.
            Close();
            throw;
        }
    }

    /// <returns>Words that a message has as it stands and had not as it first came.</returns>
    public static IReadOnlyList<string> NewWords(ChatMessage first, ChatMessage message) => SearchQuery.TextOf(first) == SearchQuery.TextOf(message) ? []
        : [.. Tokenizer.Words(SearchQuery.TextOf(message)).Except(Tokenizer.Words(SearchQuery.TextOf(first)), StringComparer.Ordinal)];

    /// <summary>Sequences of messages with all words, between the bounds (both excluded), in order from the bound that is read from.</summary>
    public List<long> Find(long show, SearchQuery query, long after, long before, bool forward, int count) => _readers.Read(c =>
    {
        List<long> found = [];
        using var rows = c.Sql($"SELECT rowid FROM words WHERE words MATCH ?1 AND rowid > ?2 AND rowid < ?3 ORDER BY rowid {(forward ? "ASC" : "DESC")} LIMIT ?4")
            .Bind(1, Match(query)).Bind(2, Schema.Key(show, after)).Bind(3, Schema.Key(show, before)).Bind(4, count);
        while (rows.Step()) found.Add(Schema.SequenceOf(rows.Long(0)));
        return found;
    });

    public void Dispose()
    {
        Close();
        _readers.Dispose();
    }

    private void Close()
    {
        _writer?.Dispose();
        _writer = null;
        _readers.Clear();
    }

    private bool IsGood(Func<long, Guid, long, bool> isOfThisJournal)
    {
        _writer = Connection.Open(_file, create: false);
        if (!IsOurs(_writer)) return false;
        _writer.Run("PRAGMA synchronous=OFF");
        using var rows = _writer.Sql("SELECT show, id, upto FROM followed");
        while (rows.Step())
        {
            if (!isOfThisJournal(rows.Long(0), rows.Guid(1), rows.Long(2))) return false;
        }

        return true;
    }

    /// <summary>Words hold letters and digits only, so quoting them is safe.</summary>
    private static string Match(SearchQuery query) => string.Join(' ', query.Words.Select(w => w.IsPrefix ? $"\"{w.Text}\"*" : $"\"{w.Text}\""));
}
