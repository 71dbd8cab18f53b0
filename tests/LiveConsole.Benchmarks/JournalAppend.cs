using System.Diagnostics;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;
using LiveConsole.Journal.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LiveConsole.Benchmarks;

/// <summary>
/// Rows a second into the journal, durable when answered, with everything that belongs to a message (its row, its viewer's chain, what
/// is known, search following). 300-byte entries as in the baselines. Run: <c>journal [seconds]</c>.
/// </summary>
internal static class JournalAppend
{
    internal static readonly DateTimeOffset Start = new(2026, 3, 14, 19, 0, 0, TimeSpan.Zero);
    private const string Text = "is the rover going to drive today or do the engineers wait for the orbiter's next pass over the landing site";

    public static async Task RunAsync(TextWriter to, TimeSpan each)
    {
        await to.WriteLineAsync($"an entry is {EntryJson.Write(new MessageArrived(Message(1))).Length} bytes of JSON");
        foreach (var size in new[] { 1, 100, 1_000 })
        {
            var folder = Directory.CreateTempSubdirectory("journal-bench").FullName;
            try
            {
                await using var journal = await SqliteJournal.OpenAsync(folder, TimeProvider.System);
                await to.WriteLineAsync(await MeasureAsync(journal, size, each));
                await to.WriteLineAsync(Plain(folder, size, each));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task<string> MeasureAsync(IJournal journal, int size, TimeSpan each)
    {
        var show = new ShowId(Guid.CreateVersion7(Start));
        var batches = Batches(size, size == 1 ? 30_000 : 500_000 / size);
        List<double> milliseconds = [];
        var cpu = Environment.CpuUsage.TotalTime;
        var begun = Stopwatch.GetTimestamp();
        var rows = 0;
        foreach (var batch in batches)
        {
            var before = Stopwatch.GetTimestamp();
            if (await journal.AppendAsync(show, batch, null, null, default) is not Appended.Done) throw new InvalidOperationException("An append failed.");
            milliseconds.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            rows += size;
            if (Stopwatch.GetElapsedTime(begun) > each) break;
        }

        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var busy = (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / rows;
        milliseconds.Sort();
        return $"batches of {size,5}: {rows / seconds,9:N0} rows/s over {rows:N0} rows, {busy:F1} us of CPU a row; a batch p50 {milliseconds[milliseconds.Count / 2]:F2} ms, p99 {milliseconds[milliseconds.Count * 99 / 100]:F2} ms, worst {milliseconds[^1]:F1} ms";
    }

    /// <summary>The same rows' bytes, ready made, into one table without an index: what SQLite itself takes on this machine at this minute.</summary>
    private static string Plain(string folder, int size, TimeSpan each)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "plain.db")};Pooling=False");
        connection.Open();
        Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; CREATE TABLE rows (key INTEGER PRIMARY KEY, payload BLOB NOT NULL)");
        raw.sqlite3_prepare_v2(connection.Handle!, "INSERT INTO rows (payload) VALUES (?1)", out var insert);
        var payload = EntryJson.Write(new MessageArrived(Message(1)));
        var cpu = Environment.CpuUsage.TotalTime;
        var begun = Stopwatch.GetTimestamp();
        var rows = 0;
        while (rows < 500_000 && Stopwatch.GetElapsedTime(begun) < each)
        {
            raw.sqlite3_exec(connection.Handle!, "BEGIN IMMEDIATE");
            for (var i = 0; i < size; i++)
            {
                raw.sqlite3_bind_blob(insert, 1, payload);
                raw.sqlite3_step(insert);
                raw.sqlite3_reset(insert);
            }

            raw.sqlite3_exec(connection.Handle!, "COMMIT");
            rows += size;
        }

        var busy = (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / rows;
        var line = $"  plain SQLite:    {rows / Stopwatch.GetElapsedTime(begun).TotalSeconds,9:N0} rows/s, {busy:F1} us of CPU a row";
        insert.Dispose();
        return line;

        void Execute(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Made before the clock runs: what is measured is the journal, JSON included.</summary>
    internal static List<Batch> Batches(int size, int count)
    {
        List<Batch> batches = new(count);
        for (var b = 0; b < count; b++)
        {
            var entries = new NewEntry[size];
            for (var i = 0; i < size; i++) entries[i] = new NewEntry(Start, new MessageArrived(Message((b * size) + i)));
            batches.Add(new Batch(Guid.CreateVersion7(Start.AddMilliseconds(b)), entries));
        }

        return batches;
    }

    private static readonly Random Random = new(7);

    internal static ChatMessage Message(int n)
    {
        var id = new byte[16];
        Random.NextBytes(id);
        var viewer = Random.Next(50_000);
        return new ChatMessage("twitch", "agency", new Guid(id).ToString(), Start.AddMilliseconds(n), Start.AddMilliseconds(n + 80),
            new Author($"{100_000 + viewer}", $"viewer_{viewer}"), Text);
    }
}
