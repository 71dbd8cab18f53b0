using System.Globalization;
using System.Text;
using LiveConsole.CommandLine;
using LiveConsole.Journal;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LiveConsole.Tests.Archives;

/// <summary>Folders of one test, commands on them, and a show with something of every kind in it.</summary>
internal sealed class AnInstallation : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("liveconsole-archive-").FullName;

    public string Data => At("data");

    public string At(string name) => Path.Combine(_folder, name);

    /// <summary>A show that people named, with messages, removals, samples, moments, and entries of a type that only a newer version knows.</summary>
    public async Task<AnInstallation> WithAShowAsync(int messages = 60)
    {
        await DoneAsync("show", "create", "landing", "--title", "Landing night \U0001F680");
        var recording = At("night.jsonl");
        await File.WriteAllLinesAsync(recording, Recording(messages));
        await DoneAsync("import", "--show", "landing", recording);
        // As a newer version would have written them: kept, skipped, exported as they are.
        await SqlAsync(Data, "journal.db", "UPDATE entries SET type = 'hologram', version = 3 WHERE type = 'viewers' AND key % 2 = 0");
        return this;
    }

    /// <summary>A show with entries of every type there is, and of one that only a newer version knows.</summary>
    public async Task<AnInstallation> WithANightAsync(int entries)
    {
        await DoneAsync("show", "create", "landing", "--title", "Landing night");
        await using (var journal = await SqliteJournal.OpenAsync(Data, TimeProvider.System))
        {
            var mark = Assert.Single(await journal.MarksAsync(default));
            var desk = mark.DeskVersion;
            foreach (var batch in MixedNight.Entries(entries, seed: 4).Chunk(37))
            {
                var done = Assert.IsType<Appended.Done>(await journal.AppendAsync(mark.Show, new Batch(Guid.CreateVersion7(), batch), desk, null, default));
                desk = done.DeskVersion;
            }
        }

        await SqlAsync(Data, "journal.db", "UPDATE entries SET type = 'hologram', version = 3 WHERE type = 'resume' AND key % 2 = 0");
        return this;
    }

    /// <summary>On the data folder; must succeed without a word on standard error.</summary>
    public async Task<string> DoneAsync(params string[] args)
    {
        var (code, output, error) = await RunAsync([.. args, "--data", Data]);
        Assert.Equal((0, ""), (code, error));
        return output;
    }

    /// <returns>The one line that was said.</returns>
    public static async Task<string> RefusedAsync(params string[] args)
    {
        var (code, output, error) = await RunAsync(args);
        Assert.Equal((1, ""), (code, output));
        Assert.Equal(1, error.Count(c => c == '\n'));
        return error.TrimEnd('\n');
    }

    public static async Task<(int Code, string Out, string Error)> RunAsync(params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await ConsoleCommands.RunAsync(args, output, error, ownProcess: false, CancellationToken.None);
        // A command of its own process leaves nothing open.
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>All that a person can take out of a show, whatever is removed in it.</summary>
    public static async Task<string> ExportsAsync(string show, params string[] where)
    {
        var all = new StringBuilder();
        foreach (var what in new[] { "journal", "messages", "items" })
        {
            var (code, output, error) = await RunAsync(["export", "--show", show, "--what", what, "--with-removed", .. where]);
            Assert.Equal((0, ""), (code, error));
            all.Append(output);
        }

        return all.ToString();
    }

    public static async Task SqlAsync(string data, string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(data, file)};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<string?> ScalarAsync(string data, string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(data, file)};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static IEnumerable<string> Recording(int messages)
    {
        for (var n = 0; n < messages; n++)
        {
            var at = new DateTimeOffset(2026, 3, 14, 20, 0, 0, TimeSpan.Zero).AddSeconds(n).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            var platform = n % 3 == 0 ? "youtube" : "twitch";
            yield return $$$"""{"platform":"{{{platform}}}","channel":"agency","id":"m{{{n}}}","sentAt":"{{{at}}}","author":{"id":"v{{{n % 17}}}","name":"Ayşe 𝕏 {{{n % 17}}}"},"text":"fait-il froid là-haut ? 🚀👩‍🚀 東京 {{{n}}}"}""";
            if (n % 10 == 5) yield return $$$"""{"at":"{{{at}}}","platform":"{{{platform}}}","channel":"agency","kind":"removed","id":"m{{{n}}}","scope":"message","reason":"spam"}""";
            if (n % 10 == 7) yield return $$$"""{"at":"{{{at}}}","platform":"youtube","channel":"agency","kind":"viewers","count":{{{70_000 + n}}}}""";
            if (n % 50 == 20) yield return $$$"""{"at":"{{{at}}}","kind":"moment","text":"moment {{{n}}} é"}""";
            if (n % 50 == 40) yield return $$$"""{"at":"{{{at}}}","platform":"twitch","channel":"agency","kind":"removed","viewer":"v3","scope":"viewer","reason":"ban","seconds":600}""";
        }
    }
}
