using System.IO.Compression;
using System.Text;
using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Playing;
using LiveConsole.Rehearsal.Tests.Twitch;
using LiveConsole.Rehearsal.Tests.YouTube;
using LiveConsole.Testing;

namespace LiveConsole.Rehearsal.Tests.Playing;

public sealed class RecordingsTests : IDisposable
{
    private const string Message = """{"platform":"twitch","channel":"a","id":"ID","sentAt":"2026-03-14T20:00:0SZ","author":{"name":"x"},"text":"t"}""";
    private readonly string _folder = Directory.CreateTempSubdirectory("recordings").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("a.jsonl")]
    [InlineData("a.jsonl.gz")]
    public void Lines_come_by_time_and_in_file_order_among_equals(string name)
    {
        var path = Write(name, string.Join('\n', Line("late", 9), Line("first", 1), "", Line("second", 1) + "\r"));

        var recording = Recordings.ReadInOrder([path]);

        Assert.Equal(["first", "second", "late"], recording.Lines.Cast<RecordedMessage>().Select(l => l.Message.Id));
        Assert.Equal(["a"], recording.Channels("twitch"));
    }

    [Fact]
    public void A_malformed_line_is_named_by_its_number_and_unknown_kinds_are_counted()
    {
        var path = Write("bad.jsonl", string.Join('\n', Line("a", 1), "{ not json", "", """{"at":"2026-03-14T20:00:00Z","kind":"weather"}""", """{"sentAt":"yesterday"}"""));

        var recording = Recordings.ReadInOrder([path]);

        Assert.Single(recording.Lines);
        Assert.Equal([2L, 5L], recording.Problems.Select(p => p.Number));
        Assert.Equal((2, 1), (recording.Malformed, recording.Skipped));
    }

    [Fact]
    public void A_line_longer_than_any_buffer_is_read_whole()
    {
        var path = Write("long.jsonl", Line("a", 1) + "\n" + Line("b", 2).Replace("{", $"{{\"unknown\":\"{new string('x', 300_000)}\",", StringComparison.Ordinal).Replace("\"t\"", "\"to its end\"", StringComparison.Ordinal));

        Assert.Equal(["t", "to its end"], Recordings.ReadInOrder([path]).Lines.Cast<RecordedMessage>().Select(l => l.Message.Text));
    }

    [Fact]
    public void A_file_that_only_says_it_is_compressed_is_refused()
    {
        var path = Path.Combine(_folder, "plain.gz");
        File.WriteAllText(path, Line("a", 1));

        Assert.Throws<InvalidDataException>(() => Recordings.ReadInOrder([path]));
    }

    [Theory]
    [InlineData("chat/twitch/en_live_hasanabi.jsonl.gz")]
    [InlineData("chat/twitch/en_live_multichannel_2017.jsonl.gz")]
    public async Task A_real_twitch_recording_arrives_whole_in_order_and_byte_for_byte(string file)
    {
        var path = RealData.Find(file);
        if (path is null) Assert.Skip($"{file} is not on this machine");
        var recording = Recordings.ReadInOrder([path]);
        await using var platforms = await Emulators.StartLiveAsync();
        foreach (var channel in recording.Channels("twitch")) platforms.Twitch.OpenRoom(channel);
        await using var irc = await RawIrc.JoinedAsync(platforms, room: string.Join(",#", recording.Channels("twitch")));

        var playing = platforms.PlayAsync(recording.Lines, new PlayOptions { Speed = 1e9 }, Ct);
        var messages = recording.Lines.OfType<RecordedMessage>().Select(l => l.Message).ToList();
        var unsendable = messages.Count(m => m.Kind == MessageKind.Text && m.Text.Length == 0);
        List<(string Id, string Text)> got = [];
        while (got.Count < messages.Count - unsendable && await irc.NextAsync() is { } line)
        {
            if (line.Contains(" PRIVMSG #", StringComparison.Ordinal)) got.Add((RawIrc.Tags(line)["id"], RawIrc.Trailing(line)));
        }

        await playing.WaitAsync(Cap.Signal, Ct);
        await irc.SeenNowAsync();
        Assert.Equal(unsendable, platforms.NotSendable.Count);
        foreach (var channel in recording.Channels("twitch").Take(1))
        {
            var sent = messages.Where(m => m.Channel == channel && m.Text.Length > 0).Select(m => (m.Id, m.Text));
            var ids = messages.Where(m => m.Channel == channel).Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
            Assert.Equal(sent, got.Where(g => ids.Contains(g.Id)));
        }

        Assert.Equal(messages.Count - unsendable, platforms.Twitch.Delivered);
        Assert.Equal(messages.Where(m => m.Text.Length > 0).Select(m => m.Id).Order(StringComparer.Ordinal), platforms.Twitch.DeliveredIds.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("chat/youtube/en_live_fox_arizona.jsonl.gz")]
    [InlineData("chat/youtube/en_live_lofi_with_deletions.jsonl.gz")]
    [InlineData("chat/youtube/ja_replay_superchats_vtuber.jsonl.gz")]
    public async Task A_real_youtube_recording_arrives_whole_and_in_order(string file)
    {
        var path = RealData.Find(file);
        if (path is null) Assert.Skip($"{file} is not on this machine");
        var recording = Recordings.ReadInOrder([path]);
        await using var platforms = await Emulators.StartLiveAsync();
        using var youtube = new RawYouTube(platforms);
        var video = platforms.YouTube.OpenVideo(Assert.Single(recording.Channels("youtube")));
        var chat = (await youtube.GetAsync($"/youtube/v3/videos?part=liveStreamingDetails&id={video}")).Body.GetProperty("items")[0].GetProperty("liveStreamingDetails").GetProperty("activeLiveChatId").GetString();
        using var stream = await youtube.StreamAsync(chat: chat);

        var playing = platforms.PlayAsync(recording.Lines, new PlayOptions { Speed = 1e9 }, Ct);
        var sendable = recording.Lines.OfType<RecordedMessage>().Where(l => l.Message.Kind != MessageKind.Notice).Select(l => l.Message).ToList();
        List<System.Text.Json.JsonElement> items = [];
        while (items.Count < sendable.Count && await stream.NextAsync() is { } element)
        {
            items.AddRange(element.GetProperty("items").EnumerateArray().Where(i => i.GetProperty("snippet").GetProperty("type").GetString() != "userBannedEvent"));
        }

        await playing.WaitAsync(Cap.Signal, Ct);
        Assert.Equal(sendable.Select(m => m.Id), items.Select(i => i.GetProperty("id").GetString()));
        foreach (var (message, item) in sendable.Zip(items))
        {
            if (item.GetProperty("snippet").TryGetProperty("textMessageDetails", out var text)) Assert.Equal(message.Text, text.GetProperty("messageText").GetString());
        }
    }

    [Fact]
    public void A_packed_file_that_was_cut_is_told_wherever_it_was_cut_and_parts_behind_one_another_are_one_file()
    {
        var whole = File.ReadAllBytes(Write("whole.jsonl.gz", string.Concat(Enumerable.Range(0, 3_000).Select(n => Line($"m{n}", n % 10) + "\n"))));
        string Of(string name, ReadOnlySpan<byte> bytes)
        {
            var path = Path.Combine(_folder, name);
            File.WriteAllBytes(path, bytes);
            return path;
        }

        foreach (var cut in new[] { whole.Length - 1, whole.Length - 8, whole.Length - 40, whole.Length / 2, 30, 9, 0 })
            Assert.Contains("cut short", Assert.Throws<InvalidDataException>(() => Recordings.Read(Of("cut.jsonl.gz", whole.AsSpan(0, cut))).Count()).Message, StringComparison.Ordinal);
        Assert.Equal(3_000, Recordings.Read(Of("again.jsonl.gz", whole)).Count());
        Assert.Equal(6_000, Recordings.Read(Of("both.jsonl.gz", [.. whole, .. whole])).Count());
        Assert.Throws<InvalidDataException>(() => Recordings.Read(Of("half.jsonl.gz", [.. whole, .. whole[..^20]])).Count());
    }

    private static string Line(string id, int second) =>
        Message.Replace("ID", id, StringComparison.Ordinal).Replace("0SZ", $"0{second}Z", StringComparison.Ordinal);

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        using Stream file = File.Create(path);
        using var stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        stream.Write(Encoding.UTF8.GetBytes(content));
        return path;
    }
}
