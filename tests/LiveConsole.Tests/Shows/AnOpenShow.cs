using System.Diagnostics.Metrics;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Hosting;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Listening;
using LiveConsole.Rehearsals;
using LiveConsole.Shows;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Shows;

/// <summary>A show open on a real journal in a folder of its own, with faults to order.</summary>
internal sealed class AnOpenShow : IAsyncDisposable
{
    private static readonly TimeSpan Patience = Cap.Signal;

    private readonly SqliteJournal _store;
    private readonly LatchFiles _latches;
    private bool _keepsFolder;

    private AnOpenShow(string folder, ShowId id, SqliteJournal store, TimeProvider time, ShowState loaded, NodeHealth? node, Judging? judge)
    {
        (Folder, Id, _store, Time) = (folder, id, store, time);
        Journal = new FaultyJournal(store);
        Disk = new DelayedJournal(Journal, time);
        _latches = new LatchFiles(folder);
        Latches = new HangingLatches(_latches);
        Live = new LiveShow(id, "landing", loaded, Disk, Latches, time, new LiveConsoleMetrics(new Meters()), NullLoggerFactory.Instance, node, judge: judge);
    }

    public string Folder { get; }

    public ShowId Id { get; }

    public TimeProvider Time { get; }

    public FaultyJournal Journal { get; }

    /// <summary>The disk below the writer, which can be made slow.</summary>
    public DelayedJournal Disk { get; }

    public HangingLatches Latches { get; }

    public LiveShow Live { get; }

    public static Actor Ana { get; } = A.Editor("Ana");

    public static Actor Bo { get; } = A.Editor("Bo");

    public static async Task<AnOpenShow> OpenAsync(TimeProvider? time = null, NodeHealth? node = null, Judging? judge = null)
    {
        var folder = Directory.CreateTempSubdirectory("liveconsole-").FullName;
        var show = await OpenAsync(folder, new ShowId(Guid.CreateVersion7()), time ?? TimeProvider.System, node, judge);
        show.Live.Start();
        await show.DoAsync(new Domain.Audience.ConfigureShow(A.Settings()), Actor.Program);
        return show;
    }

    /// <summary>The same folder and show in a new process, as it were; <see cref="LiveShow.Start"/> is still to be called.</summary>
    public async Task<AnOpenShow> ReopenAsync(TimeProvider? time = null)
    {
        _keepsFolder = true;
        await DisposeAsync();
        return await OpenAsync(Folder, Id, time ?? Time);
    }

    private static async Task<AnOpenShow> OpenAsync(string folder, ShowId id, TimeProvider time, NodeHealth? node = null, Judging? judge = null)
    {
        var store = await SqliteJournal.OpenAsync(folder, TimeProvider.System);
        return new AnOpenShow(folder, id, store, time, await store.LoadAsync(id, null, default), node, judge);
    }

    public Task<Outcome> DoAsync(IShowCommand command, Actor? by = null, Guid? id = null) =>
        Live.DoAsync(command, by ?? Ana, id ?? Guid.CreateVersion7(), repeatable: id is not null, default).WaitAsync(Patience);

    /// <summary>Arrivals that are journaled when this returns.</summary>
    public Task<Taken> TakeAsync(params Arrival[] arrivals) => Live.Writer.TakeAsync(arrivals, default).WaitAsync(Patience);

    public async Task<ShowSnapshot> Until(Func<ShowSnapshot, bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        await foreach (var snapshot in Live.WatchAsync(patience.Token))
        {
            if (condition(snapshot)) return snapshot;
        }

        throw new InvalidOperationException("The show was closed.");
    }

    /// <summary>What the overlay sees now.</summary>
    public Item? Seen => Live.Snapshot.For(new Reader(Role.Overlay)).OnAir;

    public Item Item(int number) => Live.Snapshot.State.Item(number) ?? throw new InvalidOperationException($"No Q{number}.");

    /// <summary>A message becomes a question, approved.</summary>
    public async Task<Item> QuestionAsync(string text, string id, string viewer = "901")
    {
        await TakeAsync(new MessageCame(A.Message(text, id: id, viewer: viewer)));
        var outcome = await DoAsync(new PromoteMessage(new MessageRef("twitch", id), ItemKind.Question, ItemId.New(Time.GetUtcNow())));
        Assert.IsType<Outcome.Accepted>(outcome);
        return Item(Live.Snapshot.State.LastNumber);
    }

    public Task<Outcome> TakeOnAirAsync(Item item, Actor? by = null, ItemId? seen = null) => DoAsync(new Domain.OnAir.PutOnAir(item.Id, item.Version, seen), by);

    public async Task<List<StoredEntry>> EntriesAsync()
    {
        List<StoredEntry> all = [];
        await foreach (var page in _store.ReadAsync(Id, 0, null, default)) all.AddRange(page);
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        // A test that has failed in the middle of a slow write ends all the same.
        Disk.Slow(TimeSpan.Zero, TimeSpan.Zero);
        (Time as FakeTime)?.Advance(TimeSpan.FromMinutes(1));
        Journal.Release();
        Latches.Release();
        if (!_keepsFolder) Journal.Mends();
        await Live.DisposeAsync();
        await _store.DisposeAsync();
        _latches.Dispose();
        Latches.Dispose();
        if (!_keepsFolder) Directory.Delete(Folder, recursive: true);
        _keepsFolder = false;
    }

    internal sealed class Meters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose() { }
    }
}

/// <summary>The real latch files, on a disk that can hang.</summary>
internal sealed class HangingLatches(ILatchStore inner) : ILatchStore, IDisposable
{
    private readonly ManualResetEventSlim _open = new(initialState: true);

    public void Hang() => _open.Reset();

    public void Release() => _open.Set();

    public void Dispose() => _open.Dispose();

    public void Write(ShowId show, ScreenLatch? latch)
    {
        _open.Wait();
        inner.Write(show, latch);
    }

    public ScreenLatch? Read(ShowId show) => inner.Read(show);
}
