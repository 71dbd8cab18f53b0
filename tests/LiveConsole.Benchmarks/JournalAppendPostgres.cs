using System.Diagnostics;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;
using LiveConsole.Journal.Postgres;
using LiveConsole.Testing.Postgres;
using Npgsql;

namespace LiveConsole.Benchmarks;

/// <summary>
/// Rows a second into the journal on a PostgreSQL of its own that reaches the disk with every commit, search following beside it; in turns
/// of a second with the same bytes by a plain unnest into one table without an index, so that both have the same machine. Then what one
/// verb waits for on an idle server. Run: <c>journal-postgres [seconds]</c>.
/// </summary>
internal static class JournalAppendPostgres
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(TextWriter to, TimeSpan each)
    {
        await using var server = await PrivatePostgres.StartAsync(durable: true);
        foreach (var size in new[] { 100, 1_000 }) await to.WriteLineAsync(await BatchesAsync(server, size, each));
        await to.WriteLineAsync(await VerbsAsync(server, each));
        if (File.Exists("/proc/loadavg")) await to.WriteLineAsync($"load average {await File.ReadAllTextAsync("/proc/loadavg")}".TrimEnd());
    }

    private static async Task<string> BatchesAsync(PrivatePostgres server, int size, TimeSpan each)
    {
        var database = await server.NewDatabaseAsync();
        await using var journal = await PostgresJournal.OpenAsync(database, TimeProvider.System);
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var plain = await PlainAsync(connection, size);
        var show = new ShowId(Guid.CreateVersion7(JournalAppend.Start));
        var batches = new Queue<Batch>(JournalAppend.Batches(size, 600_000 / size));
        var (ours, theirs) = (new Measured(server), new Measured(server));
        // Statements are prepared and files made before the clock runs.
        await AppendAsync();
        await plain.ExecuteNonQueryAsync();
        for (var round = 0; round < each / Turn; round++)
        {
            await ours.ForAsync(Turn, size, AppendAsync);
            await journal.SearchFollowedAsync(default);
            await theirs.ForAsync(Turn, size, async () => await plain.ExecuteNonQueryAsync() > 0);
        }

        return $"batches of {size,5}: {ours}\n  plain unnest:    {theirs}\n  ratio            {ours.RowsPerSecond / theirs.RowsPerSecond:F2}";

        async Task<bool> AppendAsync()
        {
            if (!batches.TryDequeue(out var batch)) return false;
            return await journal.AppendAsync(show, batch, null, null, default) is Appended.Done ? true : throw new InvalidOperationException("An append failed.");
        }
    }

    private static async Task<NpgsqlCommand> PlainAsync(NpgsqlConnection connection, int size)
    {
        await using (var create = new NpgsqlCommand("CREATE TABLE rows (key bigint GENERATED ALWAYS AS IDENTITY, payload bytea NOT NULL)", connection)) await create.ExecuteNonQueryAsync();
        var payload = EntryJson.Write(new MessageArrived(JournalAppend.Message(1)));
        var insert = new NpgsqlCommand("INSERT INTO rows (payload) SELECT unnest($1)", connection) { Parameters = { new() { Value = Enumerable.Repeat(payload, size).ToArray() } } };
        await insert.PrepareAsync();
        return insert;
    }

    /// <summary>One desk entry on the version it was decided on, ten a second: an operator's pace, nothing else going on.</summary>
    private static async Task<string> VerbsAsync(PrivatePostgres server, TimeSpan each)
    {
        await using var journal = await PostgresJournal.OpenAsync(await server.NewDatabaseAsync(), TimeProvider.System);
        var show = new ShowId(Guid.CreateVersion7(JournalAppend.Start));
        List<double> milliseconds = [];
        var desk = 0L;
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < each;)
        {
            var batch = new Batch(Guid.CreateVersion7(), [new NewEntry(JournalAppend.Start, new MomentMarked(new Moment(JournalAppend.Start, "the parachutes open", "Ana")), Guid.CreateVersion7())]);
            var before = Stopwatch.GetTimestamp();
            if (await journal.AppendAsync(show, batch, desk, null, default) is not Appended.Done done) throw new InvalidOperationException("An append failed.");
            milliseconds.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            desk = done.DeskVersion;
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        return $"one verb:          {Measured.Latency(milliseconds)} over {milliseconds.Count}";
    }

    /// <summary>Rows, and what they took of the clock, of this process and of the server.</summary>
    private sealed class Measured(PrivatePostgres server)
    {
        private readonly List<double> _milliseconds = [];
        private TimeSpan _took, _client, _server;
        private int _rows;

        public double RowsPerSecond => _rows / _took.TotalSeconds;

        /// <param name="next">False: there is no more.</param>
        public async Task ForAsync(TimeSpan turn, int size, Func<Task<bool>> next)
        {
            var (client, worked, begun) = (Environment.CpuUsage.TotalTime, server.Worked, Stopwatch.GetTimestamp());
            while (Stopwatch.GetElapsedTime(begun) < turn)
            {
                var before = Stopwatch.GetTimestamp();
                if (!await next()) break;
                _milliseconds.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
                _rows += size;
            }

            _took += Stopwatch.GetElapsedTime(begun);
            _client += Environment.CpuUsage.TotalTime - client;
            _server += server.Worked - worked;
        }

        public static string Latency(List<double> milliseconds)
        {
            milliseconds.Sort();
            return $"p50 {milliseconds[milliseconds.Count / 2]:F2} ms, p99 {milliseconds[milliseconds.Count * 99 / 100]:F2} ms, worst {milliseconds[^1]:F1} ms";
        }

        public override string ToString() =>
            $"{RowsPerSecond,9:N0} rows/s over {_rows:N0} rows; CPU a row {_client.TotalMicroseconds / _rows:F1} us here, {_server.TotalMicroseconds / _rows:F1} us there; a batch {Latency(_milliseconds)}";
    }
}
