using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Sqlite;

namespace LiveConsole.Journal.Checkup;

/// <summary>One entry as a walk meets it.</summary>
/// <param name="Entry">Null: it cannot be read (<paramref name="WhyNot"/>).</param>
internal readonly record struct WalkedEntry(long Sequence, DateTimeOffset At, bool Desk, StoredEntry? Entry, string? WhyNot, bool Newer);

/// <summary>A show's entries in order, each whether it can be read or not.</summary>
internal static class EntryWalk
{
    private const string Range = "main.entries e WHERE key > ?1 AND key < ?2 ORDER BY key";

    public static IEnumerable<WalkedEntry> Of(Connection connection, long show)
    {
        // A file of format 1, which no writer has opened yet, has no sums.
        var columns = connection.Number("PRAGMA user_version") == 1 ? SqliteJournal.Columns.Replace("e.sum", "NULL", StringComparison.Ordinal) : SqliteJournal.Columns;
        using var rows = connection.Sql(columns + Range).Bind(1, Schema.Key(show, 0)).Bind(2, Schema.Key(show + 1, 0));
        while (rows.Step())
        {
            var sequence = Schema.SequenceOf(rows.Long(0));
            yield return Read(rows, sequence, new DateTimeOffset(Math.Clamp(rows.Long(1), 0, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero), (rows.Int(4) & BatchWriter.Desk) != 0);
        }
    }

    private static WalkedEntry Read(Statement rows, long sequence, DateTimeOffset at, bool desk)
    {
        try
        {
            var entry = SqliteJournal.EntryIn(rows);
            var by = rows.IsNull(7) ? null : EntryJson.ReadActor(rows.Bytes(7));
            return new WalkedEntry(sequence, at, desk, new StoredEntry(sequence, at, entry, rows.GuidOrNull(5), rows.TextOrNull(6), by), null, Newer: false);
        }
        catch (JournalFormatException newer)
        {
            return new WalkedEntry(sequence, at, desk, null, newer.Message, Newer: true);
        }
        catch (Exception damaged) when (damaged is JournalStorageException or System.Text.Json.JsonException)
        {
            return new WalkedEntry(sequence, at, desk, null, damaged.Message, Newer: false);
        }
    }
}
