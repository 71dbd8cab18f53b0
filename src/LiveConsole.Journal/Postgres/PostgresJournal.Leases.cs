using LiveConsole.Domain.Journal;

namespace LiveConsole.Journal.Postgres;

public sealed partial class PostgresJournal : ILeases
{
    public ILeases Leases => this;

    public ValueTask<long?> TakeLeaseAsync(ShowId show, string node, CancellationToken ct) =>
        LeaseAsync($"SELECT epoch FROM {_schema}.take_lease($1, $2)", [show.Value, node], answer => answer as long?, ct);

    public ValueTask<bool> RenewLeaseAsync(ShowId show, long epoch, CancellationToken ct) =>
        LeaseAsync($"SELECT {_schema}.renew_lease($1, $2)", [show.Value, epoch], answer => answer is true, ct);

    public async ValueTask GiveBackLeaseAsync(ShowId show, long epoch, CancellationToken ct) =>
        await LeaseAsync($"SELECT {_schema}.give_back_lease($1, $2)", [show.Value, epoch], _ => true, ct);

    public ValueTask<string?> LastListenerAsync(ShowId show, CancellationToken ct) =>
        LeaseAsync($"SELECT l.node FROM {_schema}.leases l JOIN {_schema}.shows s ON s.no = l.show WHERE s.id = $1", [show.Value], answer => answer as string, ct);

    private ValueTask<T> LeaseAsync<T>(string sql, object[] values, Func<object?, T> answerOf, CancellationToken ct) => ReadAsync(async (c, token) =>
    {
        await using var ask = Sql(c, sql, values);
        ask.CommandTimeout = 2;
        return answerOf(await ask.ExecuteScalarAsync(token));
    }, ct);
}
