using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Hosting;
using LiveConsole.Journal;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Shows;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Shows;

/// <summary>A bug that ends the writer's own loop: it begins again from the journal, and stops for good only when that does not help.</summary>
public sealed class WriterRestartTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("liveconsole-").FullName;
    private readonly ShowId _show = new(Guid.CreateVersion7());
    private readonly FakeTime _time = new();
    private readonly Watcher _watcher = new();
    private SqliteJournal _store = null!;
    private FaultyJournal _journal = null!;
    private ShowWriter _writer = null!;

    public async ValueTask InitializeAsync()
    {
        _store = await SqliteJournal.OpenAsync(_folder, TimeProvider.System);
        _journal = new FaultyJournal(_store);
        _writer = new ShowWriter(_show, ShowState.Empty, _journal, new ShowClock(_time), _time, new LiveConsoleMetrics(new AnOpenShow.Meters()), NullLogger.Instance, _watcher);
        _writer.Start();
        Assert.IsType<Outcome.Accepted>(await DoAsync(new ConfigureShow(A.Settings())));
    }

    public async ValueTask DisposeAsync()
    {
        _watcher.Breaks = 0;
        _journal.Mends();
        await _writer.DisposeAsync();
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task It_begins_again_from_the_journal_and_what_arrived_meanwhile_is_journaled()
    {
        _watcher.Breaks = 2;
        _journal.Breaks(StorageTrouble.DiskFull);
        // The turn fails, and saying so ends the loop on a bug.
        Assert.IsType<Outcome.Refused>(await DoAsync(new MarkMoment("touchdown")));
        var brought = _writer.TakeAsync([new MessageCame(A.Message())], default);
        await _time.TimerDueIn(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        await _time.TimerDueIn(TimeSpan.FromSeconds(2));
        _journal.Mends();
        _time.Advance(TimeSpan.FromSeconds(2));
        await _time.TimerDueIn(TimeSpan.FromMilliseconds(250));
        _time.Advance(TimeSpan.FromMilliseconds(250));

        Assert.Equal(1, (await brought.WaitAsync(Cap.Signal)).New);
        Assert.IsType<Outcome.Accepted>(await DoAsync(new MarkMoment("picture")));
        Assert.Empty(Health.Dead([new("landing", _writer.Health)]));
    }

    [Fact]
    public async Task After_five_in_a_row_it_stops_says_so_refuses_in_words_darkens_all_the_same_and_the_process_is_not_alive()
    {
        _watcher.Breaks = int.MaxValue;
        _journal.Breaks(StorageTrouble.DiskFull);
        await DoAsync(new MarkMoment("touchdown"));
        for (var crash = 1; crash < 5; crash++)
        {
            await _time.TimerDueIn(TimeSpan.FromSeconds(crash));
            _time.Advance(TimeSpan.FromSeconds(crash));
            // Nothing waits: the show is proven, fails, and says so.
            await _time.TimerDueIn(crash < 5 ? ShowWriter.ProvenAgainAfter : TimeSpan.Zero);
            _time.Advance(ShowWriter.ProvenAgainAfter);
        }

        await _watcher.Stopped.WaitAsync(Cap.Signal);
        Assert.True(_writer.Health.Stopped);
        Assert.Single(Health.Dead([new("landing", _writer.Health)]));
        var refused = Assert.IsType<Outcome.Refused>(await DoAsync(new MarkMoment("late"))).Refusal;
        Assert.StartsWith("Saving stopped on a fault inside LiveConsole", refused.Words.En, StringComparison.Ordinal);
        Assert.False(Assert.IsType<Outcome.Accepted>(await DoAsync(new TakeOffAir())).Journaled);
    }

    private Task<Outcome> DoAsync(IShowCommand command) => _writer.DoAsync(command, AnOpenShow.Ana, Guid.CreateVersion7(), repeatable: false, default).WaitAsync(Cap.Signal);

    /// <summary>Who is told how storage stands, with a bug.</summary>
    private sealed class Watcher : IWritten
    {
        private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Breaks { get; set; }

        public Task Stopped => _stopped.Task;

        public void RemovalSeen(RemovalCame removal) { }

        public void RemovalsTaken(IReadOnlyCollection<RemovalCame> removals) { }

        public void Committed(ShowState state, bool appended, bool desk, int clears) { }

        public void ClearsDropped(int clears) { }

        public void StorageIs(StorageHealth health)
        {
            if (health.Words?.En.StartsWith("Saving stopped", StringComparison.Ordinal) == true) _stopped.TrySetResult();
            if (health.Words is null || Breaks == 0) return;
            Breaks--;
            throw new InvalidOperationException("A bug.");
        }
    }
}
