using LiveConsole.Testing.Postgres;
using LiveConsole.Tests.Archives;
using Npgsql;

[assembly: AssemblyFixture(typeof(OnePostgres))]

namespace LiveConsole.Tests.Archives;

/// <summary>One private PostgreSQL for a run of the tests, started when the first asks for it.</summary>
public sealed class OnePostgres : IAsyncDisposable
{
    private readonly Lazy<Task<PrivatePostgres>> _postgres = new(() => PrivatePostgres.StartAsync());

    /// <summary>A database of the caller's own; the test is skipped, visibly, where there is no PostgreSQL.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        Assert.SkipWhen(PrivatePostgres.WhyNot is not null, PrivatePostgres.WhyNot ?? "");
        return await (await _postgres.Value).NewDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_postgres.IsValueCreated) await (await _postgres.Value).DisposeAsync();
    }
}
