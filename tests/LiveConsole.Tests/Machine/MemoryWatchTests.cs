using LiveConsole.Journal;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Machine;
using LiveConsole.Shows;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Machine;

/// <summary>Memory that runs short is said, caches are let go, and what is read and written goes on.</summary>
public sealed class MemoryWatchTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("memory-").FullName;
    private readonly FakeTime _time = new();
    private readonly NodeHealth _node = new();
    private SqliteJournal _journal = null!;
    private MemoryWatch _watch = null!;
    private double _used = 0.5;
    private int _asked;

    public async ValueTask InitializeAsync()
    {
        _journal = await SqliteJournal.OpenAsync(_folder, TimeProvider.System);
        _watch = new MemoryWatch(Read, _journal, _node, _time, NullLogger<MemoryWatch>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        _watch.Dispose();
        await _journal.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Enough_memory_is_not_spoken_of()
    {
        Look(0.5, 0.89);

        Assert.Empty(_node.Troubles);
    }

    [Fact]
    public void Short_memory_is_said_in_both_languages_with_what_to_do()
    {
        Look(0.93);

        var trouble = Assert.Single(_node.Troubles);
        Assert.Equal("Memory has been short for {0}: 90 % of 2.0 GB is in use. Caches were let go; nothing is lost.", trouble.Words.En);
        Assert.Equal("La mémoire manque depuis {0} : 90 % de 2,0 Go sont pris. Les caches ont été vidés ; rien n'est perdu.", trouble.Words.Fr);
        Assert.NotNull(trouble.ToDo);
    }

    [Fact]
    public void It_is_over_only_once_there_is_room_again()
    {
        Look(0.93, 0.88);
        Assert.Single(_node.Troubles);

        Look(0.84);
        Assert.Empty(_node.Troubles);
    }

    [Fact]
    public async Task The_journal_lets_go_of_its_caches_and_reads_and_writes_on()
    {
        var show = new LiveConsole.Domain.Journal.ShowId(Guid.CreateVersion7());
        await AppendAsync(show, "m1");
        Assert.Single(await _journal.ReadMessagesAsync(show, new MessageQuery(), default));

        Look(0.95);

        Assert.Equal(2, await AppendAsync(show, "m2"));
        Assert.Equal(2, (await _journal.ReadMessagesAsync(show, new MessageQuery(), default)).Count);
    }

    [Fact]
    public async Task It_looks_by_itself_every_five_seconds()
    {
        await _watch.StartAsync(default);
        await _time.TimerDueIn(TimeSpan.FromSeconds(5));
        _used = 0.95;
        var said = new TaskCompletionSource();
        _node.Changed += () => said.TrySetResult();

        _time.Advance(TimeSpan.FromSeconds(5));

        await said.Task.WaitAsync(Cap.Signal);
        await _watch.StopAsync(default);
        Assert.True(_asked > 0);
    }

    [Fact]
    public void What_the_runtime_says_of_this_machine_makes_sense()
    {
        var now = MemoryReading.Now();

        Assert.InRange(now.Share, 0.0001, 1.5);
    }

    private void Look(params double[] shares)
    {
        foreach (var share in shares)
        {
            _used = share;
            _watch.Look();
        }
    }

    private MemoryReading Read()
    {
        _asked++;
        return new MemoryReading((long)(_used * 2_000_000_000), 2_000_000_000);
    }

    private async Task<long> AppendAsync(LiveConsole.Domain.Journal.ShowId show, string id) =>
        Assert.IsType<Appended.Done>(await _journal.AppendAsync(show, new Batch(Guid.CreateVersion7(),
            [new(A.Time, new LiveConsole.Domain.Journal.MessageArrived(A.Message(id: id)))]), null, null, default)).Last;
}
