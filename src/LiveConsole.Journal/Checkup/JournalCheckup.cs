using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Sqlite;
using SQLitePCL;

namespace LiveConsole.Journal.Checkup;

/// <summary>
/// Looks through a data folder's journal without changing anything, also while its owner writes: what is read is one moment of it.
/// </summary>
public static class JournalCheckup
{
    private static readonly string[] Kept = ["shows", "entries", "batches"];

    /// <param name="progress">Told how far it is; null in a pipe.</param>
    /// <exception cref="JournalFormatException">Not a journal of ours, or a newer version's: words say what to do.</exception>
    /// <exception cref="JournalStorageException">It cannot be read at all.</exception>
    public static JournalReport Examine(string folder, Action<string>? progress, CancellationToken ct)
    {
        var file = Path.Combine(folder, SqliteJournal.FileName);
        if (!File.Exists(file)) return new JournalReport(null, 0, [], []);
        // Search first: what it has followed by now, the journal has, too.
        progress?.Invoke("reading the search index");
        var search = SearchCheckup.Read(folder);
        try
        {
            using var connection = Connection.Open(file, create: false, readOnly: true);
            return Examine(connection, file, search, progress, ct);
        }
        catch (SqliteFailure failure) when (failure.Code == raw.SQLITE_NOTADB)
        {
            throw Schema.Foreign(file);
        }
        catch (SqliteFailure failure) when (failure.Trouble == StorageTrouble.Damaged || !failure.IsBug)
        {
            throw failure.ToStorageException();
        }
    }

    private static JournalReport Examine(Connection connection, string file, SearchCheckup search, Action<string>? progress, CancellationToken ct)
    {
        List<JournalFinding> findings = [];
        List<ShowFigures> figures = [];
        var bytes = new[] { "", "-wal" }.Sum(part => new FileInfo(file + part) is { Exists: true } f ? f.Length : 0);
        if (Schema.FormatOf(connection, file) == 0) return new JournalReport(null, bytes, [], []);
        var format = connection.Number("PRAGMA user_version");
        progress?.Invoke("checking the file's pages");
        if (Integrity(connection) is { } damage)
        {
            // Its rows cannot be trusted: nothing else is said about them.
            findings.Add(new JournalFinding(JournalPart.File, PartHealth.Broken, null, damage));
            return new JournalReport(format, bytes, [], findings);
        }

        DerivedTables.Shadow(connection);
        // One moment of the journal, whatever its owner appends meanwhile.
        connection.Run("BEGIN");
        var tables = Tables(connection);
        foreach (var table in Kept.Except(tables, StringComparer.Ordinal))
            findings.Add(new JournalFinding(JournalPart.File, PartHealth.Broken, null, $"the table '{table}' is not there"));
        if (findings.Count > 0) return new JournalReport(format, bytes, [], findings);
        var shows = Shows(connection);
        foreach (var show in shows) figures.Add(new ShowCheckup(connection, show, search, tables, findings, progress).Examine(ct));
        search.Say([.. shows.Where(s => !findings.Exists(f => f.Show == s.Show && f is { Part: JournalPart.Entries }))], findings);
        connection.Run("COMMIT");
        return new JournalReport(format, bytes, figures, findings);
    }

    /// <returns>What SQLite says about the file, shortened; null: all is well.</returns>
    internal static string? Integrity(Connection connection)
    {
        using var rows = connection.Sql("PRAGMA main.quick_check(3)");
        List<string> said = [];
        while (rows.Step()) said.Add(rows.Text(0));
        return said is ["ok"] ? null : $"SQLite says: {string.Join("; ", said)}".ReplaceLineEndings(" ");
    }

    internal static HashSet<string> Tables(Connection connection)
    {
        using var rows = connection.Sql("SELECT name FROM main.sqlite_schema WHERE type = 'table'");
        HashSet<string> names = [];
        while (rows.Step()) names.Add(rows.Text(0));
        return names;
    }

    internal static List<ShowRowFound> Shows(Connection connection)
    {
        using var rows = connection.Sql("SELECT no, id, last, desk FROM main.shows ORDER BY no");
        List<ShowRowFound> shows = [];
        while (rows.Step()) shows.Add(new ShowRowFound(rows.Long(0), new ShowId(rows.Guid(1)), rows.Long(2), rows.Long(3)));
        return shows;
    }
}
