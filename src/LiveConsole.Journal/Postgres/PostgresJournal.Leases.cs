using LiveConsole.Domain.Journal;

namespace LiveConsole.Journal.Postgres;

public sealed partial class PostgresJournal
{
    /// <summary>
    /// Takes a show's lease for three seconds of the database's clock, with a new epoch: appends that carry an older one are refused from
    /// then on.
    /// </summary>
    /// <returns>The epoch; null: another node listens.</returns>
    /// <exception cref="JournalStorageException"/>
    public ValueTask<long?> TakeLeaseAsync(ShowId show, string node, CancellationToken ct) =>
        LeaseAsync($"SELECT epoch FROM {_schema}.take_lease($1, $2)", show, node, answer => answer as long?, ct);

    /// <summary>Three more seconds; to be done each second.</summary>
    /// <returns>False: the epoch is another's now. Stop listening.</returns>
    /// <exception cref="JournalStorageException">Not known: a holder that could not renew for two seconds stops by itself.</exception>
    public ValueTask<bool> RenewLeaseAsync(ShowId show, long epoch, CancellationToken ct) =>
        LeaseAsync($"SELECT {_schema}.renew_lease($1, $2)", show, epoch, answer => answer is true, ct);

    /// <summary>Another node may take it at once.</summary>
    public async ValueTask GiveBackLeaseAsync(ShowId show, long epoch, CancellationToken ct) =>
        await LeaseAsync($"SELECT {_schema}.give_back_lease($1, $2)", show, epoch, _ => true, ct);

    private ValueTask<T> LeaseAsync<T>(string sql, ShowId show, object value, Func<object?, T> answerOf, CancellationToken ct) => ReadAsync(async (c, token) =>
    {
        await using var ask = Sql(c, sql, show.Value, value);
        ask.CommandTimeout = 2;
        return answerOf(await ask.ExecuteScalarAsync(token));
    }, ct);
}
