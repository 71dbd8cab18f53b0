using LiveConsole.Journal.Postgres;

namespace LiveConsole.Journal.Tests.Postgres;

/// <summary>One database for the class; each test has a schema of its own in it.</summary>
public sealed class PostgresDatabase(PostgresServer server)
{
    private readonly Lazy<Task<string>> _database = new(server.NewDatabaseAsync);
    private int _schemas;

    public Task<string> ConnectionAsync()
    {
        PostgresServer.SkipWhereThereIsNone();
        return _database.Value;
    }

    public string NewSchema() => $"journal_{Interlocked.Increment(ref _schemas)}";
}

public sealed class PostgresJournalContractTests(PostgresDatabase database) : JournalContract, IClassFixture<PostgresDatabase>
{
    private readonly string _schema = database.NewSchema();

    protected override async ValueTask<IJournal> OpenAsync() => await PostgresJournal.OpenAsync(await database.ConnectionAsync(), TimeProvider.System, _schema);

    protected override Task SearchFollowedAsync(IJournal journal, CancellationToken ct) => ((PostgresJournal)journal).SearchFollowedAsync(ct);

    protected override ValueTask RemoveAsync() => ValueTask.CompletedTask;
}
