using System.IO.Compression;
using System.Text;
using System.Text.Json;
using LiveConsole.CommandLine;
using LiveConsole.Domain.Listening;

namespace LiveConsole.Tests.CommandLine;

public sealed class JudgeCommandTests : IDisposable
{
    private const string Recording = """
        {"platform":"twitch","id":"m1","sentAt":"2026-03-14T20:50:00Z","author":{"name":"Ayşe"},"text":"how cold is it there?"}
        {"at":"2026-03-14T20:50:01Z","platform":"youtube","channel":"v","kind":"viewers","count":70000}
        {"platform":"twitch","id":
        {"platform":"twitch","id":"m2","sentAt":"2026-03-14T20:50:02Z","author":{"name":"Bo"},"text":"why why","emotes":"25:0-2,4-6"}
        {"platform":"twitch","id":"m3","sentAt":"2026-03-14T20:50:03Z","author":{"name":"Bo"},"text":"bonsoir à toutes et tous"}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("liveconsole-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_recording_is_judged_line_by_line_in_order()
    {
        var (code, output, error) = await RunAsync("judge", await FileAsync("chat.jsonl", Recording));

        Assert.Equal(0, code);
        Assert.Equal("line 3: not JSON\n", error);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal(["m1", "m2", "m3"], lines.Select(l => l.GetProperty("id").GetString()));
        Assert.Equal(["id", "question", "score", "language", "group", "reasons"], lines[0].EnumerateObject().Select(m => m.Name));
        Assert.Equal([true, false, false], lines.Select(l => l.GetProperty("question").GetBoolean()));
        Assert.Equal(["en", null, "fr"], lines.Select(l => l.GetProperty("language").GetString()));
        Assert.All(lines, l => Assert.Equal(JsonValueKind.Null, l.GetProperty("group").ValueKind));
        Assert.Contains(Reasons.NoWords, lines[1].GetProperty("reasons").EnumerateArray().Select(r => r.GetString()));
    }

    [Fact]
    public async Task Plain_text_is_judged_a_message_a_line_named_by_its_number()
    {
        var (code, output, error) = await RunAsync("judge", await FileAsync("chat.txt", "pourquoi y a pas de son ?\r\n\r\nLETS GOOOO\n"));

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(["1", "3"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_compressed_recording_is_read_as_it_is_and_one_that_is_cut_is_said()
    {
        var path = Path.Combine(_folder, "chat.jsonl.gz");
        await using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest)) await gzip.WriteAsync(Encoding.UTF8.GetBytes(Recording));
        Assert.Equal(3, (await RunAsync("judge", path)).Out.Count(c => c == '\n'));
        await File.WriteAllTextAsync(path, "this was never compressed");

        var (code, _, error) = await RunAsync("judge", path);

        Assert.Equal(1, code);
        Assert.Contains("cannot be read to its end", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_compressed_is_known_by_its_first_bytes_whatever_its_name_and_in_a_pipe()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) await gzip.WriteAsync(Encoding.UTF8.GetBytes(Recording));
        var path = Path.Combine(_folder, "chat.bin");
        await File.WriteAllBytesAsync(path, packed.ToArray());

        Assert.Equal(3, (await RunAsync("judge", path)).Out.Count(c => c == '\n'));
        foreach (var (piped, text) in new[] { (packed.ToArray(), Recording), ("hé ?"u8.ToArray(), "hé ?"), ("a"u8.ToArray(), "a"), ([], "") })
        {
            using var reader = new StreamReader(await JudgeCommand.UnpackedAsync(new MemoryStream(piped), default));
            Assert.Equal(text, await reader.ReadToEndAsync());
        }
    }

    [Fact]
    public async Task A_file_that_is_not_there_or_holds_nothing_that_can_be_judged_is_1()
    {
        Assert.Contains("does not exist", (await RunAsync("judge", "/nowhere.jsonl")).Error, StringComparison.Ordinal);
        Assert.Equal((1, "line 1: not JSON\n"), (await RunAsync("judge", await FileAsync("bad.jsonl", "{oops"))) is var (code, _, error) ? (code, error) : default);
    }

    [Fact]
    public async Task A_show_is_judged_by_the_names_it_has_given()
    {
        var data = Path.Combine(_folder, "data");
        var file = await FileAsync("chat.txt", "@agence_orbite il fait combien là-bas ?\n@tibo il fait combien là-bas ?\n");
        await RunAsync("show", "create", "landing", "--title", "Landing", "--twitch", "agence_orbite", "--data", data);

        var (code, output, _) = await RunAsync("judge", file, "--show", "landing", "--data", data);

        Assert.Equal(0, code);
        var lines = output.Split('\n');
        Assert.Contains(Reasons.ToShow, lines[0], StringComparison.Ordinal);
        Assert.Contains(Reasons.ToViewer, lines[1], StringComparison.Ordinal);
        Assert.Contains("'liveconsole show list' names them", (await RunAsync("judge", file, "--show", "nowhere", "--data", data)).Error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Out, string Error)> RunAsync(params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await ConsoleCommands.RunAsync(args, output, error, ownProcess: false, default).WaitAsync(TimeSpan.FromSeconds(30));
        return (code, output.ToString(), error.ToString());
    }

    private async Task<string> FileAsync(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, content);
        return path;
    }
}
