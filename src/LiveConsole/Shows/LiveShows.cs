using System.Collections.Concurrent;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;

namespace LiveConsole.Shows;

/// <summary>The shows this node serves, opened from the journal.</summary>
public sealed partial class LiveShows(IJournal journal, ILatchStore latches, TimeProvider time, LiveConsoleMetrics metrics, ILoggerFactory logs, NodeHealth? node = null) : IShows, IAsyncDisposable
{
    private readonly ConcurrentDictionary<ShowId, LiveShow> _open = new();
    private readonly ConcurrentDictionary<string, string> _notOpen = new(StringComparer.Ordinal);

    /// <summary>Shows that could not be opened, by slug, with why and what to do: a newer version wrote them, or they cannot be read.</summary>
    public IReadOnlyDictionary<string, string> NotOpen => _notOpen;

    public IReadOnlyList<IShow> All => [.. _open.Values.OrderBy(s => s.Slug, StringComparer.Ordinal)];

    public IShow? Find(string slug) => _open.Values.FirstOrDefault(s => s.Slug == slug);

    public IShow? Find(ShowId id) => Live(id);

    public LiveShow? Live(ShowId id) => _open.GetValueOrDefault(id);

    /// <summary>Reads a show's state from the journal and starts its writer; one that a newer version wrote is opened read-only. A second call gives the same show.</summary>
    /// <exception cref="JournalFormatException">Nothing of it can be read: a newer version's format.</exception>
    public async Task<LiveShow> OpenAsync(ShowId id, string slug, CancellationToken ct)
    {
        if (_open.TryGetValue(id, out var open)) return open;
        var (state, readOnly) = await LoadAsync(id, ct);
        var live = new LiveShow(id, slug, state, journal, latches, time, metrics, logs, node, readOnly);
        if (!_open.TryAdd(id, live))
        {
            await live.DisposeAsync();
            return _open[id];
        }

        if (readOnly is not null)
        {
            node?.Say(readOnly.Trouble(id));
            if (readOnly.Newer is { } first) LogReadOnly(logs.CreateLogger<LiveShows>(), slug, first.Type, first.Version, first.Sequence);
            else LogDamaged(logs.CreateLogger<LiveShows>(), slug, readOnly.From);
        }

        if (live.BehindBy > TimeSpan.Zero) node?.Say(Machine.ClockWatch.Behind(id, live.BehindBy));
        live.Start();
        _notOpen.TryRemove(slug, out _);
        return live;
    }

    /// <summary>As <see cref="OpenAsync"/>, but a show that cannot be opened keeps no other from opening.</summary>
    /// <returns>Null: <see cref="NotOpen"/> says why.</returns>
    public async Task<LiveShow?> TryOpenAsync(ShowId id, string slug, CancellationToken ct)
    {
        try
        {
            return await OpenAsync(id, slug, ct);
        }
        catch (Exception whyNot) when (whyNot is JournalFormatException or JournalStorageException)
        {
            _notOpen[slug] = whyNot.Message;
            LogNotOpen(logs.CreateLogger<LiveShows>(), slug, whyNot.Message);
            return null;
        }
    }

    /// <summary>Ends a show's writer here; its journal stays. Its sources have been stopped.</summary>
    public async Task CloseAsync(ShowId id)
    {
        if (_open.TryRemove(id, out var show)) await show.DisposeAsync();
        node?.Over(ReadOnlyShow.Kind, show: id);
        node?.Over(ReadOnlyShow.DamagedKind, show: id);
        node?.Over(Machine.ClockWatch.BehindShow, show: id);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var show in _open.Values) await show.DisposeAsync();
        _open.Clear();
    }

    private async Task<(ShowState State, ReadOnlyShow? ReadOnly)> LoadAsync(ShowId id, CancellationToken ct)
    {
        try
        {
            return (await journal.LoadAsync(id, null, ct), null);
        }
        catch (JournalFormatException newer) when (newer.Entry is { } first)
        {
            return (await journal.LoadAsync(id, first.Sequence - 1, ct), new ReadOnlyShow(first.Sequence, first));
        }
        catch (JournalStorageException damaged) when (damaged.Trouble == StorageTrouble.Damaged)
        {
            var whole = await WholeAsync(id, ct);
            return (whole, new ReadOnlyShow(whole.Sequence + 1));
        }
    }

    /// <summary>The state up to the last entry that can be read, from the entries alone: what follows from them may be damaged too.</summary>
    private async Task<ShowState> WholeAsync(ShowId id, CancellationToken ct)
    {
        var state = ShowState.Empty;
        // In ever smaller steps: the last entry before the damage is wanted.
        for (var step = 1_000L; step > 0;)
        {
            try
            {
                var before = state.Sequence;
                await foreach (var page in journal.ReadAsync(id, before, before + step, ct)) state = state.Apply(page);
                if (state.Sequence == before) break;
            }
            catch (Exception stops) when (stops is JournalFormatException or JournalStorageException { Trouble: StorageTrouble.Damaged })
            {
                step /= 10;
            }
        }

        return state;
    }

    [LoggerMessage(1122, LogLevel.Critical, "The journal of show {Show} is damaged at entry {Sequence}: the show is read-only here up to the entry before.")]
    private static partial void LogDamaged(ILogger log, string show, long sequence);

    [LoggerMessage(1121, LogLevel.Error, "The show {Show} is read-only here: a newer LiveConsole wrote entries \"{Type}\" {Version}, from entry {Sequence} on.")]
    private static partial void LogReadOnly(ILogger log, string show, string type, int version, long sequence);

    [LoggerMessage(1120, LogLevel.Error, "The show {Show} is not open: {Why}")]
    private static partial void LogNotOpen(ILogger log, string show, string why);
}
