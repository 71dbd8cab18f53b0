using LiveConsole.CommandLine;
using Microsoft.Data.Sqlite;

namespace LiveConsole.Tests.CommandLine;

/// <summary>Whatever is wrong: one line that says what and what to do, and the exit code of the contract.</summary>
public sealed class CommandErrorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("liveconsole-").FullName;

    private string Data => Path.Combine(_folder, "data");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("serve", "--unknown")]
    [InlineData("rehearse", "--speed", "1000")]
    [InlineData("rehearse", "--speed", "fast")]
    [InlineData("rehearse", "--speed", "1,5")]
    [InlineData("rehearse", "--viewers", "many")]
    [InlineData("rehearse", "--viewers", "99999999999")]
    [InlineData("rehearse", "--seed", "x")]
    [InlineData("emulate", "--speed", "fast")]
    [InlineData("emulate", "--youtube-port", "http")]
    [InlineData("token", "revoke", "mine")]
    [InlineData("rehearse", "--programme", "day")]
    [InlineData("export", "--show", "landing", "--format", "xml")]
    [InlineData("export")]
    [InlineData("emulate", "--twitch-port", "99999")]
    [InlineData("show", "create")]
    [InlineData("nonsense")]
    public async Task Wrong_usage_is_2_and_one_line_that_names_the_help(params string[] args)
    {
        var (code, output, error) = await RunAsync(args);

        Assert.Equal((2, ""), (code, output));
        Assert.EndsWith("--help\n", OneLine(error), StringComparison.Ordinal);
        Assert.DoesNotContain("System.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_and_version_are_0()
    {
        Assert.Equal((0, ""), await Brief("--help"));
        Assert.Equal((0, ""), await Brief("rehearse", "--help"));
        Assert.Equal((0, ""), await Brief("--version"));
    }

    [Theory]
    [InlineData("Storage:Provider", "Oracle", "[Storage:Provider] 'Oracle' is not known: write Sqlite or Postgres.")]
    [InlineData("Storage:Provider", "Postgres", "[ConnectionStrings:LiveConsole] is missing: Storage:Provider Postgres needs one, such as Host=localhost;Database=liveconsole;Username=liveconsole;Password=...")]
    [InlineData("Server:PublicUri", "nowhere", "[Server:PublicUri] 'nowhere' is no address. Give one like http://localhost:5080.")]
    public async Task A_wrong_setting_is_named_by_its_key(string key, string value, string words)
    {
        var (code, _, error) = await RunAsync("serve", "--data", Data, $"--{key}={value}");

        Assert.Equal((1, words + "\n"), (code, error));
    }

    [Fact]
    public async Task All_that_is_wrong_with_the_configuration_is_said_together_by_key()
    {
        var (code, _, error) = await RunAsync("serve", "--data", Data, "--Storage:Provider=Oracle", "--Server:PublicUri=nowhere", "--Twitch:IrcUri=nowhere", "--Twitch:Pictures=perhaps",
            "--YouTube:DailyQuota=lots", "--YouTube:ApiBaseUri=nowhere", "--Api:Burst=0", "--Outputs:Reach=moon", "--Osc:Listen=here");

        Assert.Equal(1, code);
        OneLine(error);
        Assert.All(["[Storage:Provider] 'Oracle'", "[Server:PublicUri] 'nowhere'", "[Twitch:IrcUri] ", "[Twitch:Pictures] 'perhaps' is neither true nor false.", "[YouTube:DailyQuota] 'lots' is no whole number.",
            "[YouTube:ApiBaseUri] ", "[Api:Burst] ", "[Outputs:Reach] 'moon' is none of: Public, Studio, Everywhere.", "[Osc:Listen] "], wrong => Assert.Contains(wrong, error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_line_and_standard_output_is_the_ready_lines_alone()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

        var (code, output, error) = await RunAsync("emulate", "--twitch-port", port);

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("A port cannot be taken: ", OneLine(error), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Pasword=hidden", "cannot be read")]
    [InlineData("Host=127.0.0.1;Port=hidden", "cannot be read")]
    [InlineData("Password=hidden", "names no Host.")]
    public async Task A_connection_string_that_cannot_be_read_is_named_by_its_key_and_not_repeated(string connection, string words)
    {
        var (code, _, error) = await RunAsync("serve", "--data", Data, "--Storage:Provider=postgres", $"--ConnectionStrings:LiveConsole={connection}");

        Assert.Equal(1, code);
        Assert.StartsWith($"[ConnectionStrings:LiveConsole] {words}", OneLine(error), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_without_its_database_says_where_it_looked_and_does_not_wait()
    {
        var (code, _, error) = await RunAsync("show", "list", "--data", Data, "--Storage:Provider=Postgres", "--ConnectionStrings:LiveConsole=Host=127.0.0.1;Port=1;Database=live;Password=hidden");

        Assert.Equal(1, code);
        Assert.Contains("The database live at 127.0.0.1:1 cannot be used", OneLine(error), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_address_is_said()
    {
        var (code, _, error) = await RunAsync("serve", "--data", Data, "--urls", "nowhere");

        Assert.Equal((1, "--urls: 'nowhere' is no address. Give one like http://localhost:5080.\n"), (code, error));
    }

    [Fact]
    public async Task An_unknown_show_is_refused_with_what_to_do()
    {
        var file = await RecordingAsync();

        Assert.Contains("'liveconsole show list' names them", OneLine((await Failed("import", "--show", "nowhere", file)).Error), StringComparison.Ordinal);
        Assert.Contains("'liveconsole show list' names them", OneLine((await Failed("export", "--show", "nowhere")).Error), StringComparison.Ordinal);
        Assert.Contains("'liveconsole show list' names them", OneLine((await Failed("show", "archive", "nowhere")).Error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_a_file_or_somebody_elses_is_refused()
    {
        var file = await RecordingAsync();
        Assert.Contains("is a file, not a folder", OneLine((await RunAsync("serve", "--data", file)).Error), StringComparison.Ordinal);

        var (code, _, error) = await RunAsync("show", "list", "--data", _folder);

        Assert.Equal(1, code);
        Assert.Contains("holds files that are not LiveConsole's", OneLine(error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_of_a_newer_format_is_refused_and_left_as_it_is()
    {
        await Done("show", "list");
        await SqlAsync("journal.db", "PRAGMA user_version=99");

        var (code, _, error) = await RunAsync("serve", "--data", Data);

        Assert.Equal(1, code);
        Assert.Contains("written by a newer LiveConsole (format 99", OneLine(error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_or_broken_file_in_the_stores_place_is_refused()
    {
        await Done("show", "list");
        SqliteConnection.ClearAllPools();
        await File.WriteAllTextAsync(Path.Combine(Data, "accounts.db"), new string('x', 8_192));

        var (code, _, error) = await RunAsync("show", "list", "--data", Data);

        Assert.Equal(1, code);
        Assert.Contains("accounts.db", OneLine(error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_accounts_store_of_a_newer_version_is_refused()
    {
        await Done("show", "list");
        await SqlAsync("accounts.db", "INSERT INTO __EFMigrationsHistory VALUES ('9999_Future', '99')");

        Assert.Contains("written by a newer LiveConsole", OneLine((await Failed("show", "list")).Error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_show_that_a_newer_version_wrote_is_exported_whole_and_keeps_no_other_from_opening()
    {
        await Done("show", "create", "old", "--title", "Old");
        await Done("show", "create", "new", "--title", "New");
        await SqlAsync("journal.db", "UPDATE entries SET type = 'futureThing', flags = 0 WHERE key = (SELECT max(key) FROM entries)");

        Assert.Equal(0, (await RunAsync("export", "--show", "old", "--data", Data)).Code);
        var (code, output, error) = await RunAsync("export", "--show", "new", "--what", "journal", "--data", Data);
        Assert.Equal(0, code);
        Assert.Contains("futureThing", output, StringComparison.Ordinal);
        Assert.Contains("written by a newer LiveConsole", OneLine(error), StringComparison.Ordinal);
        Assert.StartsWith("Nothing was changed: a newer LiveConsole wrote this show", OneLine((await Failed("import", "--show", "new", await RecordingAsync())).Error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_that_is_not_there_or_is_none_is_said()
    {
        await Done("show", "create", "landing", "--title", "Landing night");
        var cut = Path.Combine(_folder, "cut.jsonl.gz");
        await File.WriteAllTextAsync(cut, "this was never compressed, whatever its name says");

        Assert.Contains("does not exist. Give a recording", OneLine((await Failed("import", "--show", "landing", "/nowhere.jsonl")).Error), StringComparison.Ordinal);
        Assert.Contains("cannot be read", OneLine((await Failed("import", "--show", "landing", cut)).Error), StringComparison.Ordinal);
        Assert.Contains("is a folder. Give a recording", OneLine((await Failed("import", "--show", "landing", _folder)).Error), StringComparison.Ordinal);
        Assert.Contains("does not exist. Give a recording", OneLine((await Failed("rehearse", "--recording", "/nowhere.jsonl")).Error), StringComparison.Ordinal);
        Assert.Contains("does not exist. Give a recording", OneLine((await RunAsync("emulate", "--recording", "/nowhere.jsonl")).Error), StringComparison.Ordinal);
        Assert.Contains("cannot be written", OneLine((await Failed("export", "--show", "landing", "--out", "/nowhere/x.jsonl")).Error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archived_show_is_still_written_out_and_takes_nothing_any_more()
    {
        await Done("show", "create", "landing", "--title", "Landing night");
        await Done("import", "--show", "landing", await RecordingAsync());
        var before = (await RunAsync("export", "--show", "landing", "--data", Data)).Out;
        await Done("show", "archive", "landing");

        Assert.NotEmpty(before);
        Assert.Equal((0, before), (await RunAsync("export", "--show", "landing", "--data", Data)) is var export ? (export.Code, export.Out) : default);
        Assert.Equal(0, (await RunAsync("export", "--show", "landing", "--what", "items", "--format", "csv", "--data", Data)).Code);
        Assert.StartsWith("The show 'landing' is archived", OneLine((await Failed("import", "--show", "landing", await RecordingAsync())).Error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_show_that_cannot_be_made_is_said()
    {
        await Done("show", "create", "landing", "--title", "Landing night");

        Assert.Contains("already", OneLine((await Failed("show", "create", "landing", "--title", "Again")).Error), StringComparison.Ordinal);
        Assert.Contains("no address for a show", OneLine((await Failed("show", "create", "Landing Night", "--title", "Again")).Error), StringComparison.Ordinal);
        Assert.Contains("A title is one line", OneLine((await Failed("show", "create", "lines", "--title", "Two\nlines")).Error), StringComparison.Ordinal);
        Assert.Contains("is no YouTube video", OneLine((await Failed("show", "create", "video", "--title", "Video", "--youtube", "?")).Error), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("emulate")]
    [InlineData("rehearse", "--urls", "http://127.0.0.1:0")]
    public async Task An_unknown_drill_is_refused_with_those_there_are(params string[] command)
    {
        string[] data = command[0] == "rehearse" ? ["--data", Data] : [];
        var (code, output, error) = await RunAsync([.. command, .. data, "--drill", "irc-cut", "no-such-drill"]);

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("There is no drill \"no-such-drill\". There are: of the wire ", OneLine(error), StringComparison.Ordinal);
        Assert.Contains("twitch-drop", error, StringComparison.Ordinal);
        Assert.Contains("hate-raid", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scene_of_the_night_is_refused_for_a_recording()
    {
        var (code, _, error) = await RunAsync("emulate", "--recording", await RecordingAsync(), "--drill", "hate-raid");

        Assert.Equal(1, code);
        Assert.StartsWith("The drill \"hate-raid\" is a scene of the built-in night: leave --recording out", OneLine(error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drill_of_a_consoles_own_disk_is_refused_where_there_is_no_console()
    {
        var (code, output, error) = await RunAsync("emulate", "--drill", "slow-disk");

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("The drill \"slow-disk\" slows a console's own disk", OneLine(error), StringComparison.Ordinal);
    }

    private static string OneLine(string error)
    {
        Assert.Equal(1, error.Count(c => c == '\n'));
        Assert.EndsWith("\n", error, StringComparison.Ordinal);
        return error;
    }

    private async Task<(int Code, string Error)> Brief(params string[] args) => await RunAsync(args) is var (code, output, error) && output.Length > 0 ? (code, error) : (-1, "Nothing was said.");

    private async Task Done(params string[] args) => Assert.Equal((0, ""), (await RunAsync([.. args, "--data", Data])) is var (code, _, error) ? (code, error) : default);

    private async Task<(int Code, string Out, string Error)> Failed(params string[] args)
    {
        var result = await RunAsync([.. args, "--data", Data]);
        Assert.Equal(1, result.Code);
        return result;
    }

    private static async Task<(int Code, string Out, string Error)> RunAsync(params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await ConsoleCommands.RunAsync(args, output, error, ownProcess: false, default).WaitAsync(TimeSpan.FromSeconds(30));
        return (code, output.ToString(), error.ToString());
    }

    private async Task<string> RecordingAsync()
    {
        var file = Path.Combine(_folder, "chat.jsonl");
        await File.WriteAllTextAsync(file, """{"platform":"twitch","id":"m1","sentAt":"2026-03-14T20:50:00Z","author":{"name":"Ayşe"},"text":"how cold?"}""" + "\n");
        return file;
    }

    private async Task SqlAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(Data, file)};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
