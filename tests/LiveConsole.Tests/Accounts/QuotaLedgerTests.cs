using LiveConsole.Accounts;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Testing;
using LiveConsole.Tests.Archives;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Tests.Accounts;

/// <summary>What the quota's ledger keeps to, on either store.</summary>
public abstract class QuotaLedgerContract : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 11, 20);
    private static readonly QuotaLimits Limits = new(100, 20);

    private IDbContextFactory<AccountsDb> _store = null!;

    protected abstract Task<IDbContextFactory<AccountsDb>> StoreAsync();

    public async ValueTask InitializeAsync()
    {
        _store = await StoreAsync();
        await AccountsStore.BringUpToDateAsync(_store, default);
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual ValueTask LeaveAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_was_debited_is_there_for_another_process_by_its_use_and_its_day()
    {
        var ledger = new QuotaLedger(_store);
        await ledger.DebitAsync("p", Day, QuotaUse.Reading, 5, Limits, A.Time, default);
        await ledger.DebitAsync("p", Day, QuotaUse.Viewers, 1, Limits, A.Time, default);
        Assert.Equal(new QuotaDay(5, 1, 50), await ledger.DebitAsync("p", Day, QuotaUse.Action, 50, Limits, A.Time, default));
        await ledger.DebitAsync("p", Day.AddDays(1), QuotaUse.Reading, 5, Limits, A.Time, default);
        await ledger.DebitAsync("q", Day, QuotaUse.Reading, 10, Limits, A.Time, default);

        var again = new QuotaLedger(_store);

        Assert.Equal(new QuotaDay(5, 1, 50), await again.ReadAsync("p", Day, default));
        Assert.Equal(new QuotaDay(5, 0, 0), await again.ReadAsync("p", Day.AddDays(1), default));
        Assert.Equal(QuotaDay.Empty, await again.ReadAsync("p", Day.AddDays(2), default));
    }

    [Fact]
    public async Task A_debit_that_does_not_fit_writes_nothing_and_the_reserve_is_the_actions_own()
    {
        var ledger = new QuotaLedger(_store);
        Assert.Null(await ledger.DebitAsync("p", Day, QuotaUse.Reading, 81, Limits, A.Time, default));
        Assert.NotNull(await ledger.DebitAsync("p", Day, QuotaUse.Reading, 78, Limits, A.Time, default));
        Assert.Null(await ledger.DebitAsync("p", Day, QuotaUse.Reading, 5, Limits, A.Time, default));
        Assert.NotNull(await ledger.DebitAsync("p", Day, QuotaUse.Viewers, 1, Limits, A.Time, default));
        // Actions take the reserve first; only what is beyond it takes from reading.
        Assert.NotNull(await ledger.DebitAsync("p", Day, QuotaUse.Action, 20, Limits, A.Time, default));
        Assert.NotNull(await ledger.DebitAsync("p", Day, QuotaUse.Viewers, 1, Limits, A.Time, default));
        Assert.Null(await ledger.DebitAsync("p", Day, QuotaUse.Viewers, 1, Limits, A.Time, default));
        Assert.Null(await ledger.DebitAsync("p", Day, QuotaUse.Action, 1, Limits, A.Time, default));

        Assert.Equal(new QuotaDay(78, 2, 20), await ledger.ReadAsync("p", Day, default));
    }

    [Fact]
    public async Task What_a_failed_call_did_not_cost_is_given_back()
    {
        var ledger = new QuotaLedger(_store);
        await ledger.DebitAsync("p", Day, QuotaUse.Reading, 5, Limits, A.Time, default);

        Assert.Equal(new QuotaDay(1, 0, 0), await ledger.GiveBackAsync("p", Day, QuotaUse.Reading, 4, default));
    }

    [Fact]
    public async Task A_closed_day_is_closed_for_all_nodes_until_its_time_or_until_a_person_opens_it()
    {
        var ledger = new QuotaLedger(_store);
        var until = A.Time.AddHours(2);
        Assert.Equal(until, (await ledger.CloseAsync("p", Day, until, default)).ClosedUntil);

        var other = new QuotaLedger(_store);
        Assert.Null(await other.DebitAsync("p", Day, QuotaUse.Reading, 5, Limits, A.Time, default));
        Assert.Equal(until, (await other.ReadAsync("p", Day, default)).ClosedUntil);
        Assert.NotNull(await other.DebitAsync("p", Day, QuotaUse.Reading, 5, Limits, until, default));

        Assert.Null((await ledger.CloseAsync("p", Day, null, default)).ClosedUntil);
        Assert.Equal(new QuotaDay(10, 0, 0), await other.DebitAsync("p", Day, QuotaUse.Reading, 5, Limits, A.Time, default));
    }

    [Fact]
    public async Task Of_all_who_debit_at_once_none_is_forgotten_and_nobody_gets_more_than_there_is()
    {
        var nodes = Enumerable.Range(0, 4).Select(_ => new QuotaLedger(_store)).ToList();

        var debits = await Task.WhenAll(Enumerable.Range(0, 100).Select(async n =>
        {
            await Task.Yield();
            return await nodes[n % 4].DebitAsync("p", Day, n % 2 == 0 ? QuotaUse.Reading : QuotaUse.Viewers, 1, Limits, A.Time, default);
        }));

        Assert.Equal(80, debits.Count(d => d is not null));
        Assert.Equal(80, (await nodes[0].ReadAsync("p", Day, default)).Used);
    }
}

public sealed class QuotaLedgerInAFileTests : QuotaLedgerContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("liveconsole-quota-").FullName;

    protected override Task<IDbContextFactory<AccountsDb>> StoreAsync() => Task.FromResult(AccountsStore.Factory(o => AccountsStore.UseFolder(o, _folder, pooling: false)));

    [Fact]
    public async Task A_store_that_cannot_be_written_says_so_and_lets_no_call_go()
    {
        var store = AccountsStore.Factory(o => AccountsStore.UseFolder(o, Path.Combine(_folder, "gone"), pooling: false));

        await Assert.ThrowsAsync<QuotaLedgerAwayException>(async () => await new QuotaLedger(store).DebitAsync("p", new DateOnly(2026, 11, 20), QuotaUse.Reading, 5, new QuotaLimits(100, 20), A.Time, default));
        await Assert.ThrowsAsync<QuotaLedgerAwayException>(async () => await new QuotaLedger(store).ReadAsync("p", new DateOnly(2026, 11, 20), default));
    }

    protected override ValueTask LeaveAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

public sealed class QuotaLedgerInPostgresTests(OnePostgres postgres) : QuotaLedgerContract
{
    protected override async Task<IDbContextFactory<AccountsDb>> StoreAsync()
    {
        var database = await postgres.NewDatabaseAsync();
        return AccountsStore.Factory(o => AccountsStore.UseDatabase(o, database));
    }
}
