using LiveConsole.Journal.Tests.Postgres;
using LiveConsole.Testing.Postgres;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace LiveConsole.Journal.Tests.Postgres;

/// <summary>One private PostgreSQL for a run of the tests, started when the first asks for it.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly Lazy<Task<PrivatePostgres>> _postgres = new(() => PrivatePostgres.StartAsync());

    /// <summary>A database of the caller's own; the test is skipped, visibly, where there is no PostgreSQL.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        SkipWhereThereIsNone();
        return await (await _postgres.Value).NewDatabaseAsync();
    }

    public static void SkipWhereThereIsNone() => Assert.SkipWhen(PrivatePostgres.WhyNot is not null, PrivatePostgres.WhyNot ?? "");

    public async ValueTask DisposeAsync()
    {
        if (_postgres.IsValueCreated) await (await _postgres.Value).DisposeAsync();
    }
}
