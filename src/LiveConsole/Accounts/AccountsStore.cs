using System.Data.Common;
using LiveConsole.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace LiveConsole.Accounts;

/// <summary>Where the accounts are: a file of the data folder, or a schema of the database beside the journal's.</summary>
public static class AccountsStore
{
    public const string FileName = "accounts.db";

    /// <summary>Of the database.</summary>
    public const string Schema = "accounts";

    /// <summary>Name of the <see cref="KeptRow"/> that stands while a restore fills the database: its value says which archive.</summary>
    public const string RestoreMark = "restoring";

    /// <returns>Null: the provider has no schemas.</returns>
    internal static string? SchemaOf(string? provider) => provider?.Contains("Npgsql", StringComparison.Ordinal) == true ? Schema : null;

    /// <param name="pooling">False: the file is let go with each connection, so that it can be moved.</param>
    public static DbContextOptionsBuilder UseFolder(DbContextOptionsBuilder options, string folder, bool pooling = true) =>
        Common(options.UseSqlite($"Data Source={Path.Combine(folder, FileName)}{(pooling ? "" : ";Pooling=False")}"));

    public static DbContextOptionsBuilder UseDatabase(DbContextOptionsBuilder options, string connectionString) =>
        Common(options.UseNpgsql(connectionString, o => o.MigrationsHistoryTable("migrations", Schema)));

    /// <param name="database">Null: the folder's.</param>
    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder options, string folder, string? database) =>
        database is null ? UseFolder(options, folder) : UseDatabase(options, database);

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
            await db.Database.MigrateAsync(ct);
            if (!restoring && await db.Kept.AnyAsync(k => k.Name == RestoreMark, ct))
                throw new StartRefusedException("A restore into this database was cut before its end. Do it again with the same archive ('liveconsole restore FILE'), or use an empty database.");
        }
        catch (DbException unusable)
        {
            throw new StartRefusedException($"{Place(inFile)} cannot be used: {unusable.Message} Restore it from a backup, or choose another {(inFile ? "folder with --data" : "database")}.");
        }
    }

    private static string Place(bool inFile) => inFile ? $"The accounts' store ({FileName})" : "The accounts' store in the database";

    // Migrations are written by hand: there is no generated snapshot of the model to compare with.
    private static DbContextOptionsBuilder Common(DbContextOptionsBuilder options) => options.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
}
