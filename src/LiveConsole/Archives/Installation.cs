using LiveConsole.Accounts;
using LiveConsole.Hosting;
using LiveConsole.Journal;
using LiveConsole.Journal.Archive;
using LiveConsole.Journal.Folder;
using LiveConsole.Journal.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Archives;

/// <summary>All that an installation keeps, open on one of the stores: what an archive carries. Latches and locks are a machine's own and no part of it.</summary>
/// <param name="Store">"sqlite" or "postgres".</param>
public sealed record Installation(string Store, IJournal Journal, IDbContextFactory<AccountsDb> Accounts, IKeys Keys) : IAsyncDisposable
{
    public const string Sqlite = "sqlite", Postgres = "postgres";

    private string? _copy;

    /// <summary>What the configuration names, for reading.</summary>
    public static Task<Installation> ReadAsync(StorageOptions storage, CancellationToken ct) =>
        storage.Database is { } database ? OpenDatabaseAsync(database, toRestore: false, ct) : ReadFolderAsync(storage.DataFolder, ct);

    public IArchivable Entries => (IArchivable)Journal;

    /// <summary>
    /// A data folder as it is, beside its owner: nothing in it is changed. The accounts are read from a copy, so that also a store of an
    /// earlier version is read as this one's.
    /// </summary>
    /// <exception cref="StartRefusedException">There is nothing that could be read: words say what to do.</exception>
    public static async Task<Installation> ReadFolderAsync(string folder, CancellationToken ct)
    {
        var accounts = Path.Combine(folder, AccountsStore.FileName);
        if (Directory.Exists(Path.Combine(folder, DataFolder.Restoring))) throw new StartRefusedException($"A restore into {folder} is not finished: there is nothing whole in it to read.");
        if (!File.Exists(Path.Combine(folder, SqliteJournal.FileName)) && !File.Exists(accounts))
            throw new StartRefusedException($"There is nothing in {Path.GetFullPath(folder)} to back up. Give the data folder with --data.");
        var copy = Directory.CreateTempSubdirectory("liveconsole-").FullName;
        try
        {
            if (File.Exists(accounts)) Copy(accounts, Path.Combine(copy, AccountsStore.FileName));
            var store = AccountsStore.Factory(o => AccountsStore.UseFolder(o, copy, pooling: false));
            await AccountsStore.BringUpToDateAsync(store, ct);
            var journal = SqliteJournal.OpenToRead(folder, TimeProvider.System)
                ?? throw new StartRefusedException($"The journal in {Path.GetFullPath(folder)} is missing or empty. Run 'liveconsole doctor'.");
            return new Installation(Sqlite, journal, store, new FolderKeys(folder)) { _copy = copy };
        }
        catch
        {
            Directory.Delete(copy, recursive: true);
            throw;
        }
    }

    /// <summary>A database, made ready by whoever comes first.</summary>
    /// <param name="toRestore">Also one in which a restore was cut.</param>
    /// <exception cref="StartRefusedException">It cannot be used: words say what to do.</exception>
    public static async Task<Installation> OpenDatabaseAsync(string database, bool toRestore, CancellationToken ct)
    {
        var journal = await Server.OpenJournalAsync(new StorageOptions { Database = database }, "", TimeSpan.Zero, says: null, ct);
        try
        {
            var store = AccountsStore.Factory(o => AccountsStore.UseDatabase(o, database));
            await AccountsStore.BringUpToDateAsync(store, ct, toRestore);
            return new Installation(Postgres, journal, store, new StoredKeys(store));
        }
        catch
        {
            await journal.DisposeAsync();
            throw;
        }
    }

    /// <summary>A folder that is to be filled.</summary>
    public static async Task<Installation> MakeFolderAsync(string folder, CancellationToken ct)
    {
        var store = AccountsStore.Factory(o => AccountsStore.UseFolder(o, folder, pooling: false));
        await AccountsStore.BringUpToDateAsync(store, ct);
        return new Installation(Sqlite, await SqliteJournal.OpenAsync(folder, TimeProvider.System, ct), store, new FolderKeys(folder));
    }

    public async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync();
        if (_copy is not null) Directory.Delete(_copy, recursive: true);
    }

    /// <summary>One moment of the store, also while its owner writes to it.</summary>
    private static void Copy(string from, string to)
    {
        try
        {
            using var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = from, Pooling = false }.ConnectionString);
            using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ConnectionString);
            source.Open();
            target.Open();
            source.BackupDatabase(target);
        }
        catch (SqliteException unusable)
        {
            throw new StartRefusedException($"The accounts' store ({AccountsStore.FileName}) cannot be read: {unusable.Message} Run 'liveconsole doctor'.");
        }
    }
}
