using System.Diagnostics.Metrics;
using LiveConsole.Domain.Journal;
using LiveConsole.Hosting;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Shows;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Soak;

/// <summary>A show of a folder, opened with the program's own parts.</summary>
internal sealed class OpenShow : IAsyncDisposable
{
    private readonly SqliteJournal _journal;
    private readonly LiveShows _shows;
    private readonly LatchFiles _latches;

    private OpenShow(SqliteJournal journal, LiveShows shows, LatchFiles latches, LiveShow live) => (_journal, _shows, _latches, Live) = (journal, shows, latches, live);

    public LiveShow Live { get; }

    public SqliteJournal Journal => _journal;

    public static async Task<OpenShow> OpenAsync(string folder, ShowId show)
    {
        var journal = await SqliteJournal.OpenAsync(folder, TimeProvider.System);
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
