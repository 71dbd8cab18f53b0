using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using LiveConsole.Journal.Postgres;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LiveConsole.Soak.Burst;

/// <summary>Looks at a process and a journal from outside, each second.</summary>
/// <param name="database">Where the journal is; null: in the folder.</param>
internal sealed class Gauge(Process program, string folder, string? database)
{
    private readonly List<(long Entries, long Memory)> _seconds = [];

    public long MostMemory => _seconds.Max(s => s.Memory);

    /// <summary>Middle of the last third and of the third before it: what grows with the minutes shows here.</summary>
    public (long Before, long Last) Memory => (Middle(_seconds.Count / 3, _seconds.Count / 3), Middle(_seconds.Count * 2 / 3, _seconds.Count));

    public static double CpuOf(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime.TotalSeconds;
    }

    public async Task LookAsync(TextWriter output, CancellationToken ct)
    {
        var (before, cpu) = (0L, CpuOf(program));
        while (!ct.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var (entries, memory, used) = (Entries(), program.WorkingSet64, CpuOf(program));
            _seconds.Add((entries, memory));
            if (_seconds.Count % 5 == 0)
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {_seconds.Count,3} s: {entries} entries, {(entries - before) / 5} a second; {memory >> 20} MB; {(used - cpu) * 20:F0} % of a core; load {Load}"));
                (before, cpu) = (entries, used);
            }
        }
    }

    /// <summary>Until nothing is appended any more.</summary>
    /// <returns>When the last entry was seen to come.</returns>
    public async Task<long> QuietAsync(TimeSpan longest)
    {
        var (entries, since, began) = (Entries(), Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(3) && Stopwatch.GetElapsedTime(began) < longest)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100));
            // A resume point, a sample of viewers: they come for ever.
            if (Entries() is var now && now > entries + 2) (entries, since) = (now, Stopwatch.GetTimestamp());
        }

        return since;
    }

    public static string Load => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private long Entries()
    {
        using DbConnection journal = database is null ? new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "journal.db"), Mode = SqliteOpenMode.ReadOnly }.ToString()) : new NpgsqlConnection(database);
        journal.Open();
        using var last = journal.CreateCommand();
        last.CommandText = $"SELECT coalesce(max(last), 0) FROM {(database is null ? "" : PostgresJournal.DefaultSchema + ".")}shows";
        return (long)last.ExecuteScalar()!;
    }

    private long Middle(int from, int to)
    {
        var memory = _seconds[from..Math.Max(from + 1, to)].Select(s => s.Memory).Order().ToList();
        return memory[memory.Count / 2];
    }
}
