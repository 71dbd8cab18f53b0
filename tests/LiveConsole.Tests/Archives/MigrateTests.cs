using LiveConsole.Journal.Checkup;
using LiveConsole.Journal.Folder;
using Npgsql;

namespace LiveConsole.Tests.Archives;

public sealed class MigrateTests(OnePostgres postgres) : IDisposable
{
    private readonly AnInstallation _here = new();

    public void Dispose() => _here.Dispose();

    [Fact]
    public async Task A_nights_five_thousand_entries_go_to_PostgreSQL_and_back_and_are_the_same_to_the_byte()
    {
        await _here.WithANightAsync(5_000);
        await SessionAsync("1");
        var (database, before) = (await postgres.NewDatabaseAsync(), await AnInstallation.ExportsAsync("landing", "--data", _here.Data));
        var files = Files(_here.Data);

        var (code, there, error) = await AnInstallation.RunAsync(["migrate", "--to", "postgres", "--data", _here.Data, .. Database(database)]);

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("1 show, 5,001 entries, every one compared", there, StringComparison.Ordinal);
        Assert.Contains("Storage:Provider = Postgres", there, StringComparison.Ordinal);
        Assert.Equal(before, await AnInstallation.ExportsAsync("landing", [.. OnPostgres(database)]));
        Assert.Equal(files, Files(_here.Data));

        (code, var back, error) = await AnInstallation.RunAsync(["migrate", "--to", "sqlite", "--data", _here.At("back"), .. Database(database)]);

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("Storage:Provider = Sqlite", back, StringComparison.Ordinal);
        Assert.Equal(before, await AnInstallation.ExportsAsync("landing", "--data", _here.At("back")));
        Assert.Empty(JournalCheckup.Examine(_here.At("back"), null, default).Findings);
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(_here.Data, "tokens.key")), await File.ReadAllBytesAsync(Path.Combine(_here.At("back"), "tokens.key")));
        Assert.Equal("1", await AnInstallation.ScalarAsync(_here.At("back"), "accounts.db", "SELECT count(*) FROM Sessions WHERE PersonId = 'ana'"));
    }

    [Fact]
    public async Task Who_still_serves_either_end_is_told_to_stop_first_and_nothing_is_made()
    {
        await _here.WithAShowAsync(3);
        var database = await postgres.NewDatabaseAsync();
        using (Assert.IsType<DataFolder.Owned>(DataFolder.Open(_here.Data)))
            Assert.Contains("Stop that one first", await AnInstallation.RefusedAsync(["migrate", "--to", "postgres", "--data", _here.Data, .. Database(database)]), StringComparison.Ordinal);

        await using var node = new NpgsqlConnection($"{database};Application Name=LiveConsole;Pooling=false");
        await node.OpenAsync();
        foreach (var to in new[] { "postgres", "sqlite" })
        {
            var data = to == "sqlite" ? _here.At("back") : _here.Data;
            Assert.Contains("A LiveConsole server is connected to this database. Stop it", await AnInstallation.RefusedAsync(["migrate", "--to", to, "--data", data, .. Database(database)]), StringComparison.Ordinal);
        }

        await using var look = new NpgsqlCommand("SELECT count(*) FROM pg_namespace WHERE nspname IN ('liveconsole', 'accounts')", node);
        Assert.Equal(0L, await look.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Nothing_is_restored_over_what_a_database_holds()
    {
        await _here.WithAShowAsync(3);
        var database = await postgres.NewDatabaseAsync();
        await _here.DoneAsync("backup", _here.At("a"));
        Assert.Equal(0, (await AnInstallation.RunAsync(["restore", _here.At("a"), .. OnPostgres(database)])).Code);
        var before = await AnInstallation.ExportsAsync("landing", [.. OnPostgres(database)]);

        Assert.Contains("The database is not empty", await AnInstallation.RefusedAsync(["restore", _here.At("a"), .. OnPostgres(database)]), StringComparison.Ordinal);
        Assert.Contains("The database is not empty", await AnInstallation.RefusedAsync(["migrate", "--to", "postgres", "--data", _here.Data, .. Database(database)]), StringComparison.Ordinal);

        Assert.Equal(before, await AnInstallation.ExportsAsync("landing", [.. OnPostgres(database)]));
    }

    [Fact]
    public async Task A_restore_into_a_database_that_was_cut_keeps_servers_away_and_is_begun_again()
    {
        await _here.WithAShowAsync(30);
        var database = await postgres.NewDatabaseAsync();
        await _here.DoneAsync("backup", _here.At("a"));
        Assert.Equal(0, (await AnInstallation.RunAsync(["restore", _here.At("a"), .. OnPostgres(database)])).Code);
        // As a kill before the end would leave it: rows and journal are there, compared or not.
        await SqlAsync(database, "INSERT INTO accounts.\"Kept\" VALUES ('restoring', '\\x00'); UPDATE liveconsole.entries SET payload = '{}' WHERE sequence = 5");

        Assert.Contains("A restore into this database was cut before its end", await AnInstallation.RefusedAsync(["show", "list", .. OnPostgres(database)]), StringComparison.Ordinal);
        Assert.Contains("was cut before its end", await AnInstallation.RefusedAsync(["backup", _here.At("b"), .. OnPostgres(database)]), StringComparison.Ordinal);
        var (code, _, error) = await AnInstallation.RunAsync(["restore", _here.At("a"), .. OnPostgres(database)]);

        Assert.Equal((0, "An earlier restore into this database was cut; it is begun again.\n"), (code, error));
        Assert.Equal(await AnInstallation.ExportsAsync("landing", "--data", _here.Data), await AnInstallation.ExportsAsync("landing", [.. OnPostgres(database)]));
    }

    [Fact]
    public async Task A_database_is_backed_up_and_restored_into_a_folder()
    {
        await _here.WithAShowAsync(30);
        var database = await postgres.NewDatabaseAsync();
        Assert.Equal(0, (await AnInstallation.RunAsync(["migrate", "--to", "postgres", "--data", _here.Data, .. Database(database)])).Code);

        var (code, _, error) = await AnInstallation.RunAsync(["backup", _here.At("a"), .. OnPostgres(database)]);
        Assert.Equal((0, ""), (code, error));
        (code, _, error) = await AnInstallation.RunAsync("restore", _here.At("a"), "--data", _here.At("there"));

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(await AnInstallation.ExportsAsync("landing", "--data", _here.Data), await AnInstallation.ExportsAsync("landing", "--data", _here.At("there")));
    }

    [Fact]
    public async Task What_is_missing_for_a_move_is_said()
    {
        Assert.Contains("[ConnectionStrings:LiveConsole] is missing", await AnInstallation.RefusedAsync("migrate", "--to", "postgres", "--data", _here.Data), StringComparison.Ordinal);
        Assert.Contains("There is nothing in", await AnInstallation.RefusedAsync("migrate", "--to", "postgres", "--data", _here.Data, "--ConnectionStrings:LiveConsole", "Host=127.0.0.1;Port=1"), StringComparison.Ordinal);
        await _here.WithAShowAsync(3);
        Assert.Contains("The database cannot be used", await AnInstallation.RefusedAsync("migrate", "--to", "postgres", "--data", _here.Data, "--ConnectionStrings:LiveConsole", "Host=127.0.0.1;Port=1"), StringComparison.Ordinal);
        Assert.Equal(2, (await AnInstallation.RunAsync("migrate", "--to", "paper")).Code);
    }

    private string[] OnPostgres(string database) => ["--data", _here.At("node"), "--Storage:Provider", "Postgres", .. Database(database)];

    private static string[] Database(string database) => ["--ConnectionStrings:LiveConsole", database];

    private Task SessionAsync(string id) => AnInstallation.SqlAsync(_here.Data, "accounts.db", $"INSERT INTO Sessions (Id, PersonId, CreatedAt, ExpiresAt) VALUES ('00000000-0000-0000-0000-00000000000{id}', 'ana', 1308672000000000000, 1308672000000002048)");

    /// <summary>Stores and keys with their lengths: what a move must leave as it was.</summary>
    private static List<(string Name, long Length)> Files(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith("-shm", StringComparison.Ordinal) && !f.EndsWith("-wal", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(f => (f, new FileInfo(f).Length))];

    private static async Task SqlAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection($"{database};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
