using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using LiveConsole.Journeys.Harness;
using LiveConsole.Testing;

namespace LiveConsole.Journeys;

/// <summary>Real chats of both platforms over the emulated wire, and by import: what went in comes out, id by id and byte by byte.</summary>
public sealed partial class RealRecordings
{
    private const string YouTube = "chat/youtube/multi_replay_nasa_mars2020_launch.jsonl.gz";
    private const string Twitch = "chat/twitch/en_live_esl_csgo.jsonl.gz";
    private const int OfTwitch = 600;

    [Fact]
    public async Task Played_over_the_wire_every_message_arrives_but_those_that_no_wire_can_carry()
    {
        using var folder = new TemporaryFolder();
        var (files, sent) = await SamplesAsync(folder);
        await using var console = await LiveConsoleProcess.StartAsync(folder.File("data"),
            ["rehearse", "--recording", .. files, "--speed", "100", "--Logging:LogLevel:LiveConsole.Rehearsals=Information"]);
        var played = await console.SaidAsync("has played its last line", TimeSpan.FromSeconds(90));
        var notSendable = int.Parse(NotSendable().Match(played).Groups["count"].Value, CultureInfo.InvariantCulture);

        var exported = await ExportAsync(folder, "rehearsal");
        for (var tries = 0; exported.Count < sent.Count - notSendable && tries < 20; tries++) exported = await ExportAsync(folder, "rehearsal");
        Assert.Equal(sent.Count - notSendable, exported.Count);
        Assert.All(exported, m => Assert.Equal(sent[m.Key], m.Value));
    }

    [Fact]
    public async Task Imported_every_message_comes_back_by_export_in_order_and_none_twice()
    {
        using var folder = new TemporaryFolder();
        var (files, sent) = await SamplesAsync(folder);
        var data = folder.File("data");
        await LiveConsoleCommand.DoneAsync("show", "create", "real", "--title", "Real chats", "--data", data);
        foreach (var file in files) await LiveConsoleCommand.DoneAsync("import", "--show", "real", file, "--data", data);
        Assert.Equal(sent, await ExportAsync(folder, "real"));

        var again = await LiveConsoleCommand.DoneAsync("import", "--show", "real", files[0], "--data", data);
        Assert.StartsWith("0 new, ", again.Out, StringComparison.Ordinal);

        // Export after import gives the same messages back.
        var copy = folder.File("copy.jsonl");
        await LiveConsoleCommand.DoneAsync("export", "--show", "real", "--out", copy, "--with-removed", "--data", data);
        await LiveConsoleCommand.DoneAsync("show", "create", "copied", "--title", "Copied", "--data", data);
        await LiveConsoleCommand.DoneAsync("import", "--show", "copied", copy, "--data", data);
        Assert.Equal(sent, await ExportAsync(folder, "copied"));
    }

    /// <returns>The files to play, and what is in them: text by platform and id, in file order.</returns>
    private static async Task<(string[] Files, OrderedDictionary<string, string> Sent)> SamplesAsync(TemporaryFolder folder)
    {
        if (RealData.Find(YouTube) is not { } youtube || RealData.Find(Twitch) is not { } twitch)
        {
            Assert.Skip("The real recordings are not on this machine (shared/data beside the repository).");
            return default;
        }

        var part = folder.File("twitch-part.jsonl");
        await File.WriteAllLinesAsync(part, Lines(twitch).Take(OfTwitch));
        return ([youtube, part], Messages(Lines(youtube).Concat(Lines(part))));
    }

    private static async Task<OrderedDictionary<string, string>> ExportAsync(TemporaryFolder folder, string show) =>
        Messages((await LiveConsoleCommand.DoneAsync("export", "--show", show, "--with-removed", "--data", folder.File("data"))).Lines, unique: true);

    /// <param name="unique">An id that comes twice is a failure, not a platform's repetition.</param>
    private static OrderedDictionary<string, string> Messages(IEnumerable<string> lines, bool unique = false)
    {
        var messages = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            using var message = JsonDocument.Parse(line);
            if (!message.RootElement.TryGetProperty("text", out var text)) continue;
            var key = $"{message.RootElement.GetProperty("platform").GetString()}/{message.RootElement.GetProperty("id").GetString()}";
            if (unique) messages.Add(key, text.GetString()!);
            else messages.TryAdd(key, text.GetString()!);
        }

        return messages;
    }

    private static IEnumerable<string> Lines(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line) yield return line;
    }

    [GeneratedRegex(@"(?<count>\d+) messages could not be sent", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NotSendable();
}
