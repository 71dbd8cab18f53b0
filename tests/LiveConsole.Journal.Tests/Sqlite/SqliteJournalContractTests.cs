using LiveConsole.Journal.Sqlite;

namespace LiveConsole.Journal.Tests.Sqlite;

public sealed class SqliteJournalContractTests : JournalContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("journal").FullName;

    protected override async ValueTask<IJournal> OpenAsync() => await SqliteJournal.OpenAsync(_folder, TimeProvider.System);

    protected override Task SearchFollowedAsync(IJournal journal, CancellationToken ct) => ((SqliteJournal)journal).SearchFollowedAsync(ct);

    protected override ValueTask RemoveAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
