using System.Data.Common;
using LiveConsole.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace LiveConsole.Accounts;

/// <summary>Where the accounts are: a file of the data folder, or a schema of the database beside the journal's.</summary>
public static class AccountsStore
{
    public const string FileName = "accounts.db";

    /// <summary>Of the database.</summary>
    public const string Schema = "accounts";

    /// <summary>What every node's connections are called, unless the operator says otherwise: the journal's too.</summary>
    public const string ApplicationName = "LiveConsole";

    /// <summary>Name of the <see cref="KeptRow"/> that stands while a restore fills the database: its value says which archive.</summary>
    public const string RestoreMark = "restoring";

    /// <returns>Null: the provider has no schemas.</returns>
    internal static string? SchemaOf(string? provider) => provider?.Contains("Npgsql", StringComparison.Ordinal) == true ? Schema : null;

    /// <param name="pooling">False: the file is let go with each connection, so that it can be moved.</param>
    public static DbContextOptionsBuilder UseFolder(DbContextOptionsBuilder options, string folder, bool pooling = true) =>
        Common(options.UseSqlite($"Data Source={Path.Combine(folder, FileName)}{(pooling ? "" : ";Pooling=False")}"));

    public static DbContextOptionsBuilder UseDatabase(DbContextOptionsBuilder options, string connectionString) =>
        Common(options.UseNpgsql(Settings(connectionString), o => o.MigrationsHistoryTable("migrations", Schema)));

    /// <summary>A server that does not answer is given up as quickly as the journal does.</summary>
    private static string Settings(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Timeout = 3, CommandTimeout = 15, KeepAlive = 2 };
        settings.ApplicationName ??= ApplicationName;
        return settings.ConnectionString;
    }

    /// <param name="database">Null: the folder's.</param>
    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder options, string folder, string? database) =>
        database is null ? UseFolder(options, folder) : UseDatabase(options, database);

    /// <summary>The store cannot be reached or written now; anything else is a bug.</summary>
    internal static bool IsAway(Exception trouble) => trouble is DbException or DbUpdateException or TimeoutException or InvalidOperationException { InnerException: DbException or TimeoutException };

    /// <summary>A factory outside of a server's services.</summary>
    public static IDbContextFactory<AccountsDb> Factory(Func<DbContextOptionsBuilder, DbContextOptionsBuilder> use)
    {
        var options = new DbContextOptionsBuilder<AccountsDb>();
        use(options);
        return new PooledDbContextFactory<AccountsDb>(options.Options);
    }

    /// <summary>Brings the store to this version.</summary>
    /// <exception cref="StartRefusedException">A newer version wrote it, it cannot be used, or a restore into it was cut: words say what to do.</exception>
    public static async Task BringUpToDateAsync(IDbContextFactory<AccountsDb> store, CancellationToken ct, bool restoring = false)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var inFile = SchemaOf(db.Database.ProviderName) is null;
        try
        {
            var newer = (await db.Database.GetAppliedMigrationsAsync(ct)).Except(db.Database.GetMigrations(), StringComparer.Ordinal).ToList();
            if (newer.Count > 0) throw new StartRefusedException($"{Place(inFile)} was written by a newer LiveConsole. Start the newer version, or choose another {(inFile ? "folder with --data" : "database")}.");
            if (inFile) await db.Database.MigrateAsync(ct);
            else await MigrateDatabaseAsync(db, ct);
            if (!restoring && await db.Kept.AnyAsync(k => k.Name == RestoreMark, ct))
                throw new StartRefusedException("A restore into this database was cut before its end. Do it again ('liveconsole restore FILE', or migrate), or use an empty database.");
        }
        catch (DbException unusable)
        {
            throw new StartRefusedException($"{Place(inFile)} cannot be used: {unusable.Message} {(inFile ? "Restore it from a backup, or choose another folder with --data." : "Start the database, or correct ConnectionStrings:LiveConsole.")}");
        }
    }

    /// <summary>Of several machines that start at once, one does it: the provider's own lock lets two make the same table.</summary>
    private static async Task MigrateDatabaseAsync(AccountsDb db, CancellationToken ct)
    {
        if (!(await db.Database.GetPendingMigrationsAsync(ct)).Any()) return;
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            // The session's: it ends with the connection, however that ends.
            await db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_lock(hashtextextended('liveconsole.accounts', 0))", ct);
            await db.Database.MigrateAsync(ct);
            await db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_unlock(hashtextextended('liveconsole.accounts', 0))", ct);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static string Place(bool inFile) => inFile ? $"The accounts' store ({FileName})" : "The accounts' store in the database";

    // Migrations are written by hand: there is no generated snapshot of the model to compare with.
    private static DbContextOptionsBuilder Common(DbContextOptionsBuilder options) => options.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
}
