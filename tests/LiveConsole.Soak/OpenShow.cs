using System.Diagnostics.Metrics;
using LiveConsole.Domain.Journal;
using LiveConsole.Hosting;
using LiveConsole.Journal;
using LiveConsole.Journal.Postgres;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Shows;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Soak;

/// <summary>A show of a folder, opened with the program's own parts.</summary>
internal sealed class OpenShow : IAsyncDisposable
{
    private readonly IJournal _journal;
    private readonly LiveShows _shows;
    private readonly LatchFiles _latches;

    private OpenShow(IJournal journal, LiveShows shows, LatchFiles latches, LiveShow live) => (_journal, _shows, _latches, Live) = (journal, shows, latches, live);

    public LiveShow Live { get; }

    public IJournal Journal => _journal;

    /// <param name="database">Where the journal is; null: in the folder.</param>
    public static async Task<OpenShow> OpenAsync(string folder, ShowId show, string? database = null)
    {
        IJournal journal = database is null ? await SqliteJournal.OpenAsync(folder, TimeProvider.System)
            : await PostgresJournal.OpenAsync(database, TimeProvider.System, waits: TimeSpan.FromSeconds(30));
        var latches = new LatchFiles(folder);
        var shows = new LiveShows(journal, latches, TimeProvider.System, new LiveConsoleMetrics(new Meters()), NullLoggerFactory.Instance);
        return new OpenShow(journal, shows, latches, await shows.OpenAsync(show, "soak", default));
    }

    public async ValueTask DisposeAsync()
    {
        await _shows.DisposeAsync();
        await _journal.DisposeAsync();
        _latches.Dispose();
    }

    private sealed class Meters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose() { }
    }
}
