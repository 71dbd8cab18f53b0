using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Listening;
using SQLitePCL;

namespace LiveConsole.Journal.Sqlite;

/// <summary>
/// The journal's file. One table row is found by its key: the show's number in the upper bits, the sequence in the lower 40, so that
/// a show's rows lie together in order and appending is always at the end. No row is ever changed but a show's counters: what was
/// removed is computed from the removals when it is read, which also makes it right at any moment of the past.
/// </summary>
internal static class Schema
{
    /// <summary>"LCJ1": marks the file as ours.</summary>
    public const int ApplicationId = 0x4C434A31;

    public const int Format = 4;

    public const int SequenceBits = 40;

    private const string Create = $"""
        CREATE TABLE shows (no INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, last INTEGER NOT NULL, desk INTEGER NOT NULL, probed INTEGER) STRICT;
        CREATE TABLE entries (key INTEGER PRIMARY KEY, at INTEGER NOT NULL, type TEXT NOT NULL, version INTEGER NOT NULL, flags INTEGER NOT NULL,
            command BLOB, verb TEXT, actor BLOB, payload BLOB NOT NULL, sum INTEGER) STRICT;
        CREATE INDEX entries_command ON entries (command) WHERE command IS NOT NULL;
        CREATE TABLE batches (show INTEGER NOT NULL, id BLOB NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, desk INTEGER NOT NULL,
            PRIMARY KEY (show, id)) STRICT, WITHOUT ROWID;
        CREATE TABLE messages {Messages};
        CREATE TABLE amendments {Amendments};
        {AmendmentsByMessage};
        CREATE TABLE judgements {Judgements};
        {JudgementsByMessage};
        CREATE TABLE removals {Removals};
        CREATE TABLE samples {Samples};
        CREATE TABLE states {States};
        """;

    /// <summary>Tables whose every row follows from the entries, with their columns.</summary>
    public static IReadOnlyList<(string Name, string Columns)> Derived { get; } = [("messages", Messages), ("amendments", Amendments), ("judgements", Judgements), ("removals", Removals), ("samples", Samples)];

    public const string States = "(key INTEGER PRIMARY KEY, format INTEGER NOT NULL, body BLOB NOT NULL) STRICT";

    private const string Messages = """
        (key INTEGER PRIMARY KEY, platform TEXT NOT NULL, id TEXT NOT NULL, viewer TEXT NOT NULL, channel TEXT NOT NULL,
            sent INTEGER NOT NULL, nth INTEGER NOT NULL, previous INTEGER NOT NULL, copies BLOB) STRICT
        """;

    /// <summary>A message stands as its last amendment says: which one that was is read, also at any moment of the past. copies: all it has then.</summary>
    private const string Amendments = "(key INTEGER PRIMARY KEY, target INTEGER NOT NULL, copies BLOB) STRICT";

    public const string AmendmentsByMessage = "CREATE INDEX IF NOT EXISTS amendments_target ON amendments (target)";

    /// <summary>Judgements that came after their messages: the last one holds, also at any moment of the past.</summary>
    private const string Judgements = "(key INTEGER PRIMARY KEY, target INTEGER NOT NULL) STRICT";

    public const string JudgementsByMessage = "CREATE INDEX IF NOT EXISTS judgements_target ON judgements (target)";

    private const string Removals = """
        (key INTEGER PRIMARY KEY, platform TEXT NOT NULL, channel TEXT NOT NULL, message TEXT, target INTEGER, viewer TEXT,
            at INTEGER NOT NULL, scope INTEGER NOT NULL, actor TEXT, reason TEXT) STRICT
        """;

    private const string Samples = "(key INTEGER PRIMARY KEY, platform TEXT NOT NULL, channel TEXT NOT NULL, count INTEGER, at INTEGER NOT NULL) STRICT";

    /// <summary>Format 1 had no sums: entries written then are read without one.</summary>
    private const string From1 = "ALTER TABLE shows ADD COLUMN probed INTEGER; ALTER TABLE entries ADD COLUMN sum INTEGER; PRAGMA user_version=2";

    /// <summary>Format 2 had no amendments.</summary>
    private const string From2 = $"CREATE TABLE IF NOT EXISTS amendments {Amendments}; {AmendmentsByMessage}; PRAGMA user_version=3";

    /// <summary>Format 3 had no judgements.</summary>
    private const string From3 = $"CREATE TABLE IF NOT EXISTS judgements {Judgements}; {JudgementsByMessage}; PRAGMA user_version=4";

    /// <summary>A file of before, which no writer has opened yet, is read as one in which nothing was amended and nothing judged afterwards.</summary>
    public static void EnsureToRead(Connection connection)
    {
        if (connection.Number("PRAGMA application_id") != ApplicationId) return;
        foreach (var (table, columns) in Derived.Where(t => Lacks(connection, t.Name))) connection.Run($"CREATE TEMP TABLE IF NOT EXISTS {table} {columns}");
    }

    /// <summary>A file of before, which no writer has opened yet, has no such table.</summary>
    public static bool Lacks(Connection connection, string table) => table switch
    {
        "amendments" => connection.Number("PRAGMA main.user_version") < 3,
        "judgements" => connection.Number("PRAGMA main.user_version") < 4,
        _ => false,
    };

    // Beside how far a removal reaches: hidden here alone, or what was hidden is shown again.
    private const int Here = 16;
    private const int Lifted = 32;

    // From this bit on: one more than the kind of mark whose rule hid it.
    private const int RuleBits = 6;

    public static long ScopeOf(Removal? removal) =>
        removal is null ? Lifted : (long)removal.Scope | (removal.Here ? Here : 0L) | (removal.Rule is { } rule ? (long)(rule + 1) << RuleBits : 0L);

    public static Removal? RemovalIn(DateTimeOffset at, int scope, string? by, string? reason) => scope == Lifted ? null
        : new Removal(at, (RemovalScope)(scope & (Here - 1)), by, reason, (scope & Here) != 0) { Rule = scope >> RuleBits is > 0 and var rule ? (MarkKind)(rule - 1) : null };

    public static long Key(long show, long sequence) => (show << SequenceBits) | sequence;

    public static long SequenceOf(long key) => key & ((1L << SequenceBits) - 1);

    /// <summary>Makes the tables in a new file, or refuses one that is not ours or too new.</summary>
    /// <exception cref="JournalFormatException">In words, with what to do.</exception>
    public static void Ensure(Connection connection, string file)
    {
        try
        {
            connection.Run("PRAGMA page_size=4096; PRAGMA journal_mode=WAL");
            if (FormatOf(connection, file) == Format) return;
            connection.Run("BEGIN IMMEDIATE");
            // Two programs may start at once on an empty folder: the second finds what the first has made.
            var format = FormatOf(connection, file);
            if (format == 0) connection.Run($"{Create} PRAGMA application_id={ApplicationId}; PRAGMA user_version={Format}");
            if (format == 1) connection.Run(From1);
            if (format is 1 or 2) connection.Run(From2);
            if (format is 1 or 2 or 3) connection.Run(From3);
            connection.Run("COMMIT");
        }
        catch (SqliteFailure failure) when (failure.Code == raw.SQLITE_NOTADB)
        {
            throw Foreign(file);
        }
    }

    /// <returns>0: the file is empty.</returns>
    public static long FormatOf(Connection connection, string file)
    {
        var application = connection.Number("PRAGMA application_id");
        var format = connection.Number("PRAGMA user_version");
        if (application == ApplicationId)
        {
            return format is >= 1 and <= Format ? format : throw new JournalFormatException(
                $"{file} was written by a newer LiveConsole (format {format}; this one reads up to {Format}). Start the newer version, or choose another data folder.");
        }

        return application == 0 && connection.Number("SELECT count(*) FROM sqlite_schema") == 0 ? 0 : throw Foreign(file);
    }

    public static JournalFormatException Foreign(string file) =>
        new($"{file} is not a LiveConsole journal. Choose another data folder, or move that file away.");
}
