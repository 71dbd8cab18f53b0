using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Search;
using LiveConsole.Journal.Sqlite;

namespace LiveConsole.Journal.Checkup;

/// <summary>
/// Makes again what follows from the entries: messages, removals, samples, counters, stored states, search. Entries are never touched; a
/// show whose entries are not whole keeps its tables, which may hold what the entries have lost. Only for the folder's owner.
/// </summary>
public static class JournalRepair
{
    private const int SearchTurn = 2_000;
    private const int ProgressEvery = 20_000;

    /// <param name="found">What <see cref="JournalCheckup"/> found.</param>
    /// <returns>What was changed, a line each.</returns>
    /// <exception cref="JournalStorageException">The disk refused: nothing was changed in the journal.</exception>
    public static IReadOnlyList<string> Run(string folder, JournalReport found, Action<string>? progress, CancellationToken ct)
    {
        List<string> changed = [];
        try
        {
            using var connection = Connection.Open(Path.Combine(folder, SqliteJournal.FileName), create: false);
            connection.Run("PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY");
            Tables(connection, found, changed, progress, ct);
            if (found.Of(JournalPart.Search).Any()) Search(folder, connection, changed, progress, ct);
            return changed;
        }
        catch (SqliteFailure failure) when (!failure.IsBug)
        {
            throw failure.ToStorageException();
        }
    }

    /// <summary>All of it in one transaction: a repair that is cut has changed nothing.</summary>
    private static void Tables(Connection connection, JournalReport found, List<string> changed, Action<string>? progress, CancellationToken ct)
    {
        var broken = found.Findings.Where(f => f is { Repairable: true, Part: not JournalPart.Search }).Select(f => f.Show).ToHashSet();
        if (broken.Count == 0) return;
        connection.Run("BEGIN IMMEDIATE");
        try
        {
            foreach (var (name, columns) in Schema.Derived.Append(("states", Schema.States))) connection.Run($"CREATE TABLE IF NOT EXISTS {name} {columns}");
            connection.Run(Schema.AmendmentsByMessage);
            connection.Run(Schema.JudgementsByMessage);
            foreach (var show in JournalCheckup.Shows(connection).Where(s => broken.Contains(s.Show))) changed.Add(Again(connection, show, progress, ct));
            connection.Run("COMMIT");
        }
        catch
        {
            if (!connection.IsIdle) connection.Run("ROLLBACK");
            throw;
        }
    }

    private static string Again(Connection connection, ShowRowFound show, Action<string>? progress, CancellationToken ct)
    {
        foreach (var (name, _) in Schema.Derived.Append(("states", "")))
            connection.Sql($"DELETE FROM {name} WHERE key > ?1 AND key < ?2").Bind(1, Schema.Key(show.Number, 0)).Bind(2, Schema.Key(show.Number + 1, 0)).Run();
        var derived = new DerivedTables(connection, show.Number);
        var state = ShowState.Empty;
        long last = 0, desk = 0, messages = 0;
        foreach (var entry in EntryWalk.Of(connection, show.Number))
        {
            if (++last % ProgressEvery == 0)
            {
                ct.ThrowIfCancellationRequested();
                progress?.Invoke(string.Create(CultureInfo.InvariantCulture, $"tables: {last:N0} of {show.Last:N0} entries"));
            }

            if (entry.Desk) desk++;
            if (entry.Entry is not { } stored) throw new InvalidOperationException($"Entry {entry.Sequence} could not be read, though it was found whole.");
            derived.Derive(stored.Sequence, stored.Entry);
            if (stored.Entry is MessageArrived) messages++;
            state = state.Apply(stored);
        }

        if (last > 0)
        {
            connection.Sql("INSERT INTO states (key, format, body) VALUES (?1, ?2, ?3)").Bind(1, Schema.Key(show.Number, last)).Bind(2, StateBytes.Format)
                .Bind(3, StateBytes.Compress(StoredShowState.Of(state).ToJson())).Run();
        }

        connection.Sql("UPDATE shows SET last = ?2, desk = ?3 WHERE no = ?1").Bind(1, show.Number).Bind(2, last).Bind(3, desk).Run();
        return string.Create(CultureInfo.InvariantCulture, $"show {show.Show}: tables made again from {last} entries ({messages} messages)");
    }

    /// <summary>In its own file, which a start would go on making if this is cut.</summary>
    private static void Search(string folder, Connection connection, List<string> changed, Action<string>? progress, CancellationToken ct)
    {
        foreach (var part in new[] { "", "-wal", "-shm" }) File.Delete(Path.Combine(folder, SearchIndex.FileName + part));
        using var index = new SearchIndex(folder);
        index.Open((_, _, _) => false);
        long words = 0;
        foreach (var show in JournalCheckup.Shows(connection))
        {
            List<(long, ChatMessage)> turn = [];
            List<(long, ChatMessage, ChatMessage)> amended = [];
            foreach (var entry in EntryWalk.Of(connection, show.Number))
            {
                if (entry.Entry?.Entry is MessageAmended { Message: var now } amendment) amended.Add((amendment.Sequence, SqliteJournal.FirstOf(connection, show.Number, amendment.Sequence), now));
                if (entry.Entry?.Entry is not MessageArrived { Message: var message }) continue;
                turn.Add((entry.Sequence, message));
                if (turn.Count < SearchTurn) continue;
                ct.ThrowIfCancellationRequested();
                index.Add(show.Number, show.Show.Value, turn, entry.Sequence, amended);
                words += turn.Count;
                progress?.Invoke(string.Create(CultureInfo.InvariantCulture, $"search: {words:N0} messages"));
                turn.Clear();
                amended.Clear();
            }

            index.Add(show.Number, show.Show.Value, turn, show.Last, amended);
            words += turn.Count;
        }

        changed.Add(string.Create(CultureInfo.InvariantCulture, $"search: made again from {words} messages"));
    }
}
