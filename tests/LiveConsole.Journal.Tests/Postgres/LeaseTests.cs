using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Postgres;
using Npgsql;
using static LiveConsole.Journal.Tests.Samples;

namespace LiveConsole.Journal.Tests.Postgres;

/// <summary>One node listens to a show; an append that carries an old epoch is refused in its own transaction.</summary>
public sealed class LeaseTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>, IAsyncLifetime
{
    private readonly string _schema = database.NewSchema();
    private readonly ShowId _show = NewShow();
    private PostgresJournal _journal = null!;

    public async ValueTask InitializeAsync() => _journal = await PostgresJournal.OpenAsync(await database.ConnectionAsync(), TimeProvider.System, _schema);

    public async ValueTask DisposeAsync()
    {
        if (_journal is not null) await _journal.DisposeAsync();
    }

    [Fact]
    public async Task A_lease_that_is_held_is_not_given_to_another_until_its_time_is_over_or_it_is_given_back()
    {
        Assert.Equal(1, await TakeAsync("left"));
        Assert.Null(await TakeAsync("right"));
        await OverAsync();
        Assert.Equal(2, await TakeAsync("right"));
        Assert.Null(await TakeAsync("left"));
        await _journal.GiveBackLeaseAsync(_show, 2, default);
        Assert.Equal(3, await TakeAsync("left"));
        Assert.Empty(await _journal.ShowsAsync(default));
    }

    [Fact]
    public async Task Of_many_who_reach_for_it_at_once_one_has_it()
    {
        var epochs = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => TakeAsync($"node{n}")));

        Assert.Equal([1L], epochs.OfType<long>());
    }

    [Fact]
    public async Task A_lease_is_renewed_by_its_epoch_alone_also_late_when_nobody_took_it()
    {
        await TakeAsync("left");
        Assert.True(await _journal.RenewLeaseAsync(_show, 1, default));
        await OverAsync();
        Assert.True(await _journal.RenewLeaseAsync(_show, 1, default));
        Assert.Null(await TakeAsync("right"));
        await OverAsync();
        await TakeAsync("right");
        Assert.False(await _journal.RenewLeaseAsync(_show, 1, default));
        Assert.False(await _journal.RenewLeaseAsync(NewShow(), 1, default));
    }

    [Fact]
    public async Task A_node_that_starts_again_under_its_name_gets_another_epoch_so_that_its_former_life_is_refused()
    {
        Assert.Equal(1, await TakeAsync("left"));
        Assert.Equal(2, await TakeAsync("left"));

        Assert.Equal(new Appended.LeaseLost(2), await _journal.AppendAsync(_show, Batch(Arrived("a")), null, 1, default));
    }

    [Fact]
    public async Task An_append_with_an_old_epoch_writes_nothing_and_one_without_any_is_a_persons()
    {
        await TakeAsync("left");
        Assert.IsType<Appended.Done>(await _journal.AppendAsync(_show, Batch(Arrived("a")), null, 1, default));
        await OverAsync();
        await TakeAsync("right");

        Assert.Equal(new Appended.LeaseLost(2), await _journal.AppendAsync(_show, Batch(Arrived("b")), null, 1, default));
        Assert.IsType<Appended.Done>(await _journal.AppendAsync(_show, Batch(Arrived("c")), null, 2, default));
        Assert.IsType<Appended.Done>(await _journal.AppendAsync(_show, Batch(ItemNew(1)), 0, null, default));
        Assert.Equal(new Appended.LeaseLost(0), await _journal.AppendAsync(NewShow(), Batch(Arrived("a")), null, 1, default));
        Assert.Equal(["a", "c"], (await _journal.AllAsync(_show)).Select(e => e.Entry).OfType<MessageArrived>().Select(m => m.Message.Id));
    }

    [Fact]
    public async Task A_batch_of_an_old_epoch_that_was_committed_in_its_time_is_answered_as_it_was()
    {
        await TakeAsync("left");
        var batch = Batch(Arrived("a"));
        var done = await _journal.AppendAsync(_show, batch, null, 1, default);
        await OverAsync();
        await TakeAsync("right");

        Assert.Equal(done, await _journal.AppendAsync(_show, batch, null, 1, default));
    }

    private async Task<long?> TakeAsync(string node) => await _journal.TakeLeaseAsync(_show, node, default);

    /// <summary>Its three seconds have passed on the database's clock.</summary>
    private async Task OverAsync()
    {
        await using var connection = new NpgsqlConnection(await database.ConnectionAsync());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"UPDATE {_schema}.leases SET until = clock_timestamp() - interval '1 ms'", connection);
        await command.ExecuteNonQueryAsync();
    }
}
