using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LiveConsole.CommandLine;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;
using LiveConsole.Journal.Folder;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Rehearsal;
using LiveConsole.Testing;
using LiveConsole.Tests.Archives;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Doctor;

/// <summary>The doctor tells what is wrong and what to do, one line a check; it changes nothing unless it is told to repair.</summary>
public sealed class DoctorTests(OnePostgres postgres) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("doctor-").FullName;

    private string Data => Path.Combine(_folder, "data");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Of_an_installation_that_was_never_started_it_makes_nothing_and_finds_nothing_broken()
    {
        var (code, output, error) = await DoctorAsync();

        Assert.Equal((0, ""), (code, error));
        Assert.DoesNotContain("broken", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task A_healthy_installation_is_ok_in_every_line_that_looks_at_its_data()
    {
        await ShowAsync();

        var (code, output, error) = await DoctorAsync();

        Assert.Equal((0, ""), (code, error));
        foreach (var name in new[] { "folder", "journal", "entries", "tables", "search", "clock", "port", "keys", "twitch", "youtube" })
            Assert.StartsWith("ok ", Line(output, name), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_data_is_in_a_database_it_looks_there_and_says_what_is_missing()
    {
        var database = await postgres.NewDatabaseAsync();
        string[] where = ["--Storage:Provider=Postgres", $"--ConnectionStrings:LiveConsole={database}"];
        var empty = await DoctorAsync(where);
        Assert.Contains("nothing in it yet: the first start makes it", Line(empty.Out, "journal"), StringComparison.Ordinal);
        Assert.Contains("empty: the first start makes them", Line(empty.Out, "accounts"), StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync(["show", "create", "landing", "--title", "Landing night", "--data", Data, .. where])).Code);
        var well = await DoctorAsync(where);
        Assert.Equal((0, "ok "), (well.Code, Line(well.Out, "entries")[..3]));
        Assert.Contains("shows 1", Line(well.Out, "accounts"), StringComparison.Ordinal);
        await using (var connection = new Npgsql.NpgsqlConnection(database))
        {
            await connection.OpenAsync();
            await using var cut = new Npgsql.NpgsqlCommand("DELETE FROM liveconsole.entries WHERE sequence = 1", connection);
            await cut.ExecuteNonQueryAsync();
        }

        var torn = await DoctorAsync(where);
        Assert.Equal(1, torn.Code);
        Assert.Contains("broken  entries   'landing': 1 entries are missing", torn.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_said_in_words_and_its_secret_never()
    {
        var (code, output, _) = await DoctorAsync("--Storage:Provider=Postgres", $"--ConnectionStrings:LiveConsole=Host=127.0.0.1;Port={FreePort()};Database=liveconsole;Username=liveconsole;Password=s3cret");

        Assert.Equal(1, code);
        Assert.Contains("cannot be used", Line(output, "journal"), StringComparison.Ordinal);
        Assert.Contains("Start the database", Line(output, "accounts"), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_table_is_broken_until_it_is_repaired()
    {
        await ShowAsync();
        Sql("UPDATE messages SET viewer = 'somebody'");

        var (code, output, _) = await DoctorAsync();
        Assert.Equal(1, code);
        Assert.Contains("'landing': rows of 'messages': 0 missing, 2 wrong, 0 too many. Stop LiveConsole if it runs, then: liveconsole doctor --repair", Line(output, "tables"), StringComparison.Ordinal);

        var (repaired, said, error) = await DoctorAsync("--repair");
        Assert.Equal((0, ""), (repaired, error));
        Assert.Contains("tables made again from", said, StringComparison.Ordinal);
        Assert.Equal(0, (await DoctorAsync()).Code);
    }

    [Fact]
    public async Task While_a_server_runs_it_looks_and_refuses_to_repair()
    {
        await ShowAsync();
        using var owner = Assert.IsType<DataFolder.Owned>(DataFolder.Open(Data));
        await using var journal = await SqliteJournal.OpenAsync(Data, TimeProvider.System);

        Assert.Equal(0, (await DoctorAsync()).Code);
        var (code, output, error) = await DoctorAsync("--repair");

        Assert.Equal((1, ""), (code, output));
        Assert.Contains("is in use by another LiveConsole. Stop that one first", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_owns_the_folder_and_does_not_answer_is_broken()
    {
        await ShowAsync();
        using var owner = Assert.IsType<DataFolder.Owned>(DataFolder.Open(Data));
        owner.Announce(new Uri($"http://127.0.0.1:{FreePort()}"));

        var (code, output, _) = await DoctorAsync();

        Assert.Equal(1, code);
        Assert.Contains("does not answer at", Line(output, "server"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PRAGMA user_version=99", "written by a newer LiveConsole (format 99")]
    [InlineData("PRAGMA application_id=7", "is not a LiveConsole journal")]
    [InlineData("UPDATE entries SET payload = x'7B' WHERE key & 1023 = 2", "entries cannot be read: 2")]
    [InlineData("UPDATE entries SET type = 'hologram', version = 3, flags = 2 WHERE key & 1023 = 3", "\"hologram\" version 3")]
    [InlineData("DELETE FROM entries WHERE key & 1023 = 2", "entries are missing: 2")]
    public async Task What_cannot_be_made_again_is_said_and_stays_as_it_is(string damage, string words)
    {
        await ShowAsync();
        Sql(damage);

        var (code, output, _) = await DoctorAsync();
        Assert.Equal(1, code);
        Assert.Contains(words, output, StringComparison.Ordinal);

        Assert.Equal(1, (await DoctorAsync("--repair")).Code);
        Assert.Contains(words, (await DoctorAsync()).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_ours_is_broken_and_left_alone()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "diary.txt"), "mine");

        var (code, output, _) = await DoctorAsync();

        Assert.Equal(1, code);
        Assert.Contains("holds files that are not LiveConsole's", Line(output, "folder"), StringComparison.Ordinal);
        Assert.Equal(1, (await DoctorAsync("--repair")).Code);
        Assert.Single(Directory.EnumerateFileSystemEntries(Data));
    }

    [Fact]
    public async Task A_clock_behind_the_last_entry_of_a_show_is_to_be_watched()
    {
        await ShowAsync(aheadBy: TimeSpan.FromHours(2));

        var (code, output, _) = await DoctorAsync();

        Assert.Equal(0, code);
        Assert.StartsWith("watch   clock", Line(output, "clock"), StringComparison.Ordinal);
        Assert.Contains("ahead of this machine's clock", Line(output, "clock"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_another_program_holds_is_broken_with_another_to_take()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var (code, output, _) = await RunAsync("doctor", "--data", Data, $"--Server:PublicUri=http://localhost:{port}");

        Assert.Equal(1, code);
        Assert.Contains("taken by another program. Stop that one, or start with --urls http://localhost:5081", Line(output, "port"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_is_tried_and_never_printed(bool accepted)
    {
        await using var emulated = await EmulatedPlatforms.StartAsync(new EmulatorOptions(), TimeProvider.System, NullLoggerFactory.Instance, default);
        using var ready = System.Text.Json.JsonDocument.Parse(emulated.ReadyLine());
        var twitch = ready.RootElement.GetProperty("twitch");
        var token = accepted ? twitch.GetProperty("userToken").GetString()! : "oauth-secret-that-died";

        var (code, output, error) = await DoctorAsync($"--Twitch:IdBaseUri={twitch.GetProperty("id").GetString()}", $"--Twitch:UserAccessToken={token}");

        Assert.Equal(accepted ? 0 : 1, code);
        Assert.Contains(accepted ? "signed in as" : "Twitch no longer accepts the access token. Connect the account again", Line(output, "twitch"), StringComparison.Ordinal);
        Assert.DoesNotContain(token, output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_are_damaged_are_broken_with_what_follows_from_it()
    {
        await ShowAsync();
        await File.WriteAllTextAsync(Path.Combine(Data, "tokens.key"), "half");

        Assert.Contains("tokens.key is damaged", Line((await DoctorAsync()).Out, "keys"), StringComparison.Ordinal);
    }

    private static string Line(string output, string name) => output.Split('\n').First(l => l.Length > 8 && l[8..].StartsWith(name + " ", StringComparison.Ordinal));

    /// <summary>A show with two messages, made by the commands themselves.</summary>
    private async Task ShowAsync(TimeSpan aheadBy = default)
    {
        Assert.Equal(0, (await RunAsync("show", "create", "landing", "--title", "Landing", "--twitch", "agence", "--data", Data)).Code);
        await using var journal = await SqliteJournal.OpenAsync(Data, TimeProvider.System);
        var show = (await journal.ShowsAsync(default))[0];
        var at = TimeProvider.System.GetUtcNow() + aheadBy;
        Assert.IsType<Appended.Done>(await journal.AppendAsync(show, new Batch(Guid.CreateVersion7(), [Arrived("m1", at), Arrived("m2", at)]), null, null, default));
    }

    private static NewEntry Arrived(string id, DateTimeOffset at) => new(at, new MessageArrived(A.Message(id: id, at: at)));

    private void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "journal.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static int FreePort()
    {
        using var any = new TcpListener(IPAddress.Loopback, 0);
        any.Start();
        return ((IPEndPoint)any.LocalEndpoint).Port;
    }

    /// <summary>On a port that is free: the usual one may be somebody else's here.</summary>
    private Task<(int Code, string Out, string Error)> DoctorAsync(params string[] more) =>
        RunAsync(["doctor", "--data", Data, string.Create(CultureInfo.InvariantCulture, $"--Server:PublicUri=http://localhost:{FreePort()}"), .. more]);

    private static async Task<(int Code, string Out, string Error)> RunAsync(params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await ConsoleCommands.RunAsync(args, output, error, ownProcess: false, default).WaitAsync(TimeSpan.FromSeconds(30));
        return (code, output.ToString(), error.ToString());
    }
}
