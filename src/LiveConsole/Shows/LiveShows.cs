using System.Collections.Concurrent;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;

namespace LiveConsole.Shows;

/// <summary>The shows this node serves, opened from the journal.</summary>
public sealed class LiveShows(IJournal journal, ILatchStore latches, TimeProvider time, LiveConsoleMetrics metrics, ILoggerFactory logs) : IShows, IAsyncDisposable
{
    private readonly ConcurrentDictionary<ShowId, LiveShow> _open = new();

    public IReadOnlyList<IShow> All => [.. _open.Values.OrderBy(s => s.Slug, StringComparer.Ordinal)];

    public IShow? Find(string slug) => _open.Values.FirstOrDefault(s => s.Slug == slug);

    public IShow? Find(ShowId id) => Live(id);

    public LiveShow? Live(ShowId id) => _open.GetValueOrDefault(id);

    /// <summary>Reads a show's state from the journal and starts its writer. A second call gives the same show.</summary>
    /// <exception cref="JournalFormatException">The show was written by a newer version.</exception>
    public async Task<LiveShow> OpenAsync(ShowId id, string slug, CancellationToken ct)
    {
        if (_open.TryGetValue(id, out var open)) return open;
        var state = await journal.LoadAsync(id, null, ct);
        var live = new LiveShow(id, slug, state, journal, latches, time, metrics, logs);
        if (!_open.TryAdd(id, live))
        {
            await live.DisposeAsync();
            return _open[id];
        }

        live.Start();
        return live;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var show in _open.Values) await show.DisposeAsync();
        _open.Clear();
    }
}
