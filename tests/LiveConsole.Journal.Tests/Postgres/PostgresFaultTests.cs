using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Postgres;
using LiveConsole.Testing.Postgres;
using LiveConsole.Testing;
using Npgsql;
using static LiveConsole.Journal.Tests.Samples;

namespace LiveConsole.Journal.Tests.Postgres;

/// <summary>A server that is stopped, killed, frozen or cut off while writers write: nothing acknowledged is lost, nothing is there twice, and it goes on alone.</summary>
public sealed class PostgresFaultTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ShowId _show = NewShow();
    private PrivatePostgres _server = null!;
    private CuttableLink _link = null!;
    private string _database = "";
    private PostgresJournal _journal = null!;

    public async ValueTask InitializeAsync()
    {
        PostgresServer.SkipWhereThereIsNone();
        _server = await PrivatePostgres.StartAsync();
        _database = new NpgsqlConnectionStringBuilder(await _server.NewDatabaseAsync()).Database!;
        _link = new CuttableLink(_server.Port);
        _journal = await PostgresJournal.OpenAsync(PrivatePostgres.ConnectionString(_database, _link.Port), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is null) return;
        _link.Mend();
        await _journal.DisposeAsync();
        await _link.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public Task Stopped_and_started_again() => WithoutLossAsync(async _ =>
    {
        await _server.StopAsync();
        await _server.StartAgainAsync();
    });

    [Fact]
    public Task Killed_while_it_commits_and_started_again() => WithoutLossAsync(async writers =>
    {
        for (var i = 0; i < 3; i++)
        {
            await _server.KillAsync();
            await _server.StartAgainAsync();
            await writers.WroteAsync(20);
        }
    });

    [Fact]
    public Task Frozen_for_longer_than_anybody_waits() => WithoutLossAsync(async writers =>
    {
        await _server.FreezeAsync();
        // Bounded by us: the server says nothing at all.
        await writers.Unknown.WaitAsync(Patience);
        await _server.ThawAsync();
    });

    [Fact]
    public Task Cut_off() => WithoutLossAsync(async writers =>
    {
        _link.Cut();
        await writers.Failed.WaitAsync(Patience);
        _link.Mend();
    });

    [Fact]
    public Task Links_torn_again_and_again() => WithoutLossAsync(async writers =>
    {
        for (var i = 0; i < 30; i++)
        {
            _link.Tear();
            await writers.WroteAsync(2);
        }
    });

    [Fact]
    public async Task An_append_whose_answer_was_lost_is_there_once_and_answered_as_done()
    {
        await _journal.AppendedAsync(_show, Arrived("a"));
        _link.LoseAnswers();
        var append = _journal.AppendAsync(_show, Batch(ItemNew(1)), 0, null, default).AsTask();
        await _link.AnswerLost.WaitAsync(Patience);
        _link.Mend();
        _link.Tear();

        Assert.Equal(new Appended.Done(2, 2, 1), await append.WaitAsync(Patience));
        Assert.Equal(2, (await _journal.AllAsync(_show)).Count);
    }

    [Fact]
    public async Task An_append_that_was_said_not_to_be_there_never_comes_late()
    {
        await _journal.AppendedAsync(_show, Arrived("a"));
        await using var near = await PostgresJournal.OpenAsync(_server.ConnectionString(_database), TimeProvider.System);
        var batch = Batch(Arrived("late"));
        _link.Freeze();
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await _journal.AppendAsync(_show, batch, null, null, default));

        Assert.Null(await near.FindBatchAsync(_show, batch.Id, default));
        var other = await near.AppendedAsync(_show, Arrived("b"));
        // What the network still held reaches the server now, before anything new.
        _link.Mend();
        await _journal.AppendedAsync(_show, Arrived("c"));

        Assert.Equal(2, other.First);
        Assert.Equal(["a", "b", "c"], (await near.AllAsync(_show)).Select(e => ((MessageArrived)e.Entry).Message.Id));
        Assert.Null(await near.FindBatchAsync(_show, batch.Id, default));
    }

    [Fact]
    public async Task Somebody_who_holds_the_show_is_said_and_waited_for_two_seconds_only()
    {
        await _journal.AppendedAsync(_show, Arrived("a"));
        await using var other = new NpgsqlConnection(_server.ConnectionString(_database));
        await other.OpenAsync();
        await using (var transaction = await other.BeginTransactionAsync())
        {
            await using var hold = new NpgsqlCommand("SELECT * FROM liveconsole.shows FOR UPDATE", other);
            await hold.ExecuteNonQueryAsync();

            var failed = Assert.IsType<Appended.Failed>(await _journal.AppendAsync(_show, Batch(Arrived("b")), null, null, default));

            Assert.Equal(StorageTrouble.Locked, failed.Trouble);
            Assert.IsType<Appended.Failed>(await _journal.ProbeAsync(_show, default));
        }

        Assert.Equal(2, (await _journal.AppendedAsync(_show, Arrived("b"))).First);
        Assert.Null(await _journal.ProbeAsync(_show, default));
    }

    [Fact]
    public async Task A_database_that_does_not_let_us_write_is_said()
    {
        await _journal.AppendedAsync(_show, Arrived("a"));
        await using var readOnly = await PostgresJournal.OpenAsync(_server.ConnectionString(_database) + ";Options=-c default_transaction_read_only=on", TimeProvider.System);

        var failed = Assert.IsType<Appended.Failed>(await readOnly.AppendAsync(_show, Batch(Arrived("b")), null, null, default));

        Assert.Equal(StorageTrouble.ReadOnly, failed.Trouble);
        Assert.Contains("primary", failed.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_it_is_away_appends_fail_at_once_reads_say_why_and_watching_goes_on_by_itself()
    {
        await _journal.AppendedAsync(_show, Arrived("a"));
        using var enough = new CancellationTokenSource(Patience);
        await using var watch = _journal.WatchAsync(_show, enough.Token).GetAsyncEnumerator(enough.Token);
        await watch.MoveNextAsync();
        var next = watch.MoveNextAsync();
        await _server.StopAsync();

        // A link of the pool was open when it went: then its append is unknown. Later ones are never sent.
        Appended? append = null;
        while (append is null)
        {
            try
            {
                append = await _journal.AppendAsync(_show, Batch(Arrived("b")), null, null, default);
            }
            catch (OperationCanceledException)
            {
                // Its link was still one of the old.
            }
        }

        Assert.Equal(StorageTrouble.Unreachable, Assert.IsType<Appended.Failed>(append).Trouble);
        var read = await Assert.ThrowsAsync<JournalStorageException>(async () => await _journal.LoadAsync(_show, null, default));
        Assert.Equal(StorageTrouble.Unreachable, read.Trouble);
        Assert.Contains("does not answer", read.Message, StringComparison.Ordinal);
        await _server.StartAgainAsync();
        await _journal.AppendedAsync(_show, Arrived("b"));
        Assert.True(await next);
        Assert.Equal(2, watch.Current);
    }

    [Fact]
    public async Task An_append_is_heard_elsewhere_also_when_no_notification_can_come()
    {
        await using var deaf = await PostgresJournal.OpenAsync(_server.ConnectionString(_database), TimeProvider.System);
        await using (var connection = new NpgsqlConnection(_server.ConnectionString(_database)))
        {
            await connection.OpenAsync();
            await using var end = new NpgsqlCommand("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'", connection);
            Assert.True((long)(await end.ExecuteScalarAsync())! >= 1);
        }

        using var enough = new CancellationTokenSource(Cap.Signal);
        await using var watch = deaf.WatchAsync(_show, enough.Token).GetAsyncEnumerator(enough.Token);
        var next = watch.MoveNextAsync();
        await _journal.AppendedAsync(_show, Arrived("a"));

        Assert.True(await next);
    }

    /// <summary>Writers write, something happens, they write on; then everything that was acknowledged is there once, in order, without a hole.</summary>
    private async Task WithoutLossAsync(Func<FaultWriters, Task> fault)
    {
        await using var writers = new FaultWriters(_journal, _show, 3);
        await writers.WroteAsync(50);
        await fault(writers);
        await writers.WroteAsync(50);
        var acknowledged = await writers.StopAsync();

        await using var near = await PostgresJournal.OpenAsync(_server.ConnectionString(_database), TimeProvider.System);
        var all = await near.AllAsync(_show);
        Assert.Equal(Enumerable.Range(1, all.Count).Select(n => (long)n), all.Select(e => e.Sequence));
        var ids = all.Select(e => e.Entry).OfType<MessageArrived>().Select(m => m.Message.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Empty(acknowledged.Except(ids));
        Assert.Empty(ids.Except(acknowledged));
    }
}
