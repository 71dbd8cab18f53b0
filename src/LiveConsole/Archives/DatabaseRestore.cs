using System.Text;
using LiveConsole.Accounts;
using LiveConsole.Domain.Journal;
using LiveConsole.Hosting;
using LiveConsole.Journal.Archive;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Archives;

/// <summary>
/// An archive into a database that holds nothing. A mark stands in it from the beginning until everything was compared: no server starts on
/// a database with that mark, and a restore begins it again.
/// </summary>
public static class DatabaseRestore
{
    /// <inheritdoc cref="FolderRestore.RunAsync"/>
    public static async Task<(ArchiveSummary Summary, IReadOnlyList<ShowId> Newer)> RunAsync(Restore restore, string database, Action<string> said, CancellationToken ct)
    {
        var summary = await restore.CheckAsync(ct);
        await using var alone = await DatabaseAlone.TakeAsync(database, ct);
        var accounts = AccountsStore.Factory(o => AccountsStore.UseDatabase(o, database));
        await AccountsStore.BringUpToDateAsync(accounts, ct, restoring: true);
        if (await IsMarkedAsync(accounts, ct))
        {
            said("An earlier restore into this database was cut; it is begun again.");
            await alone.DropJournalAsync(ct);
        }

        await using var stores = await Installation.OpenDatabaseAsync(database, toRestore: true, ct);
        await MarkAsync(stores, summary, ct);
        await restore.FillAsync(stores, ct);
        await restore.CompareAsync(stores, summary, ct);
        var newer = await restore.MakeReadyAsync(stores, ct);
        await using var db = await accounts.CreateDbContextAsync(ct);
        await db.Kept.Where(k => k.Name == AccountsStore.RestoreMark).ExecuteDeleteAsync(ct);
        return (summary, newer);
    }

    private static async Task<bool> IsMarkedAsync(IDbContextFactory<AccountsDb> accounts, CancellationToken ct)
    {
        await using var db = await accounts.CreateDbContextAsync(ct);
        return await db.Kept.AnyAsync(k => k.Name == AccountsStore.RestoreMark, ct);
    }

    private static async Task MarkAsync(Installation stores, ArchiveSummary summary, CancellationToken ct)
    {
        await using var db = await stores.Accounts.CreateDbContextAsync(ct);
        if (await db.Kept.AnyAsync(k => k.Name == AccountsStore.RestoreMark, ct)) return;
        if ((await stores.Entries.MarksAsync(ct)).Count > 0 || !await AccountsArchive.IsEmptyAsync(stores.Accounts, ct))
            throw new StartRefusedException("The database is not empty (it holds shows or people), and is left as it is. Restore into an empty one: correct ConnectionStrings:LiveConsole.");
        db.Kept.Add(new KeptRow { Name = AccountsStore.RestoreMark, Value = Encoding.UTF8.GetBytes(summary.Sum) });
        await db.SaveChangesAsync(ct);
    }
}
