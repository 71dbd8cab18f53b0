using System.IO.Compression;
using System.Text.Json;

namespace LiveConsole.Rehearsal.Tests.Night;

/// <summary>The same figures of real recordings, where they are at hand: the night must lie among them.</summary>
public sealed class RealChatShapeTests(PlayedNight played)
{
    private sealed record Shape(double Median, double Ninth, double Last, double Once);

    [Fact]
    public void The_night_lies_among_real_chats()
    {
        var folder = Recordings();
        if (folder is null) Assert.Skip("The folder of recorded chats is not beside the repository.");
        var real = Directory.EnumerateFiles(folder, "*.jsonl.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(file => !file.Contains("_raw", StringComparison.Ordinal)).Select(Read).OfType<Shape>().ToList();
        var night = Of(played.Messages.Select(message => (message.Author.Id, message.Text)).ToList());

        Assert.True(real.Count > 10);
        Assert.InRange(night.Median, real.Min(shape => shape.Median), real.Max(shape => shape.Median));
        Assert.InRange(night.Ninth, real.Min(shape => shape.Ninth), real.Max(shape => shape.Ninth));
        Assert.InRange(night.Last, real.Min(shape => shape.Last), real.Max(shape => shape.Last));
        Assert.InRange(night.Once, real.Min(shape => shape.Once), real.Max(shape => shape.Once));
    }

    private static Shape? Read(string file)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var messages = new List<(string Author, string Text)>();
        // The first part of a recording is enough for its shape.
        while (messages.Count < 12_000 && lines.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            if (!json.RootElement.TryGetProperty("text", out var text) || !json.RootElement.TryGetProperty("author", out var author)) continue;
            var name = author.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString()! : author.TryGetProperty("name", out var shown) ? shown.GetString() ?? "" : "";
            messages.Add((name, text.GetString() ?? ""));
        }

        return messages.Count < 2_000 ? null : Of(messages);
    }

    private static Shape Of(IReadOnlyList<(string Author, string Text)> messages)
    {
        var lengths = messages.Select(message => message.Text.EnumerateRunes().Count()).Order().ToArray();
        var people = messages.GroupBy(message => message.Author).Select(group => group.Count()).ToList();
        return new(lengths[lengths.Length / 2], lengths[lengths.Length * 9 / 10], lengths[lengths.Length * 99 / 100], people.Count(count => count == 1) / (double)people.Count);
    }

    private static string? Recordings()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "LiveConsole.sln"))) continue;
            // Beside the repository, or one level further up where several worktrees share a folder.
            string[] places = [Path.Combine(folder.FullName, "..", "shared", "data", "chat"), Path.Combine(folder.FullName, "..", "..", "shared", "data", "chat")];
            return places.FirstOrDefault(Directory.Exists);
        }

        return null;
    }
}
