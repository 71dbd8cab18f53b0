using System.Globalization;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Sqlite;

namespace LiveConsole.Journal.Checkup;

/// <summary>
/// What the tables should hold, made from the entries by the writer's own code into temporary tables of the same names (which SQLite
/// finds before the file's), and then compared with what the file holds.
/// </summary>
internal sealed class DerivedTables(Connection connection, long show)
{
    private readonly ShowIndex _index = new(show);

    /// <summary>Once for a connection, before anything is prepared on it.</summary>
    public static void Shadow(Connection connection)
    {
        foreach (var (name, columns) in Schema.Derived) connection.Run($"CREATE TEMP TABLE {name} {columns}");
    }

    public static void Forget(Connection connection)
    {
        foreach (var (name, _) in Schema.Derived) connection.Run($"DELETE FROM {name}");
    }

    /// <returns>False: this message is in the show already; it gives no row.</returns>
    public bool Derive(long sequence, Entry entry)
    {
        if (entry is MessageArrived { Message: var message } && _index.Find_NeedsGate(connection, message.Ref) is not null) return false;
        new BatchWriter(connection, _index, show).Derive(sequence, entry);
        return true;
    }

    /// <returns>How a table of the file differs from what its entries say, in words; null: not at all.</returns>
    public string? Difference(string table)
    {
        using var columns = connection.Sql($"SELECT name FROM pragma_table_info('{table}', 'temp') WHERE name <> 'key'");
        List<string> names = [];
        while (columns.Step()) names.Add(columns.Text(0));
        var differs = string.Join(" OR ", names.Select(n => $"t.{n} IS NOT m.{n}"));
        var missing = Count($"SELECT count(*) FROM temp.{table} t LEFT JOIN main.{table} m ON m.key = t.key WHERE m.key IS NULL");
        var wrong = Count($"SELECT count(*) FROM temp.{table} t JOIN main.{table} m ON m.key = t.key WHERE {differs}");
        var extra = Count($"SELECT count(*) FROM main.{table} m LEFT JOIN temp.{table} t ON t.key = m.key WHERE t.key IS NULL AND m.key > {Schema.Key(show, 0)} AND m.key < {Schema.Key(show + 1, 0)}");
        if (missing + wrong + extra == 0) return null;
        return string.Create(CultureInfo.InvariantCulture, $"rows of '{table}': {missing} missing, {wrong} wrong, {extra} too many");
    }

    private long Count(string sql) => connection.Number(sql);
}
