using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Testing;

namespace LiveConsole.Soak.Fuzz;

/// <summary>The real frames that are mutated: published vectors and captures where they are on this machine, else what the emulated platforms put on their wires.</summary>
internal sealed class Corpus
{
    private const int MostOfAKind = 4_000;
    private const int LongestFrame = 16 * 1024;

    public required byte[][] Irc { get; init; }

    public required byte[][] EventSub { get; init; }

    public required byte[][] Pages { get; init; }

    public required byte[][] Recordings { get; init; }

    /// <summary>For people: where they came from.</summary>
    public required string Origin { get; init; }

    public byte[][] IrcFrames => [.. Irc.Chunk(6).Select(lines => (byte[])[.. lines.SelectMany(l => l.Concat("\r\n"u8.ToArray()))])];

    public byte[][] Streams => [.. Pages.Chunk(3).Select(pages => Join("["u8, pages, "\r\n,\r\n"u8, "]"u8))];

    public byte[][] Answers =>
    [
        .. new[]
        {
            """{"error":{"code":403,"message":"You have exceeded your <a href=\"/x\">quota</a>.","errors":[{"message":"m","domain":"youtube.quota","reason":"quotaExceeded"}],"status":"PERMISSION_DENIED","details":[{"@type":"t","reason":"API_KEY_INVALID","domain":"googleapis.com"}]}}""",
            """[{"error":{"code":400,"message":"m","errors":[{"reason":"pageTokenInvalid"}]}}]""",
            """{"items":[{"id":"abcDEF12345","snippet":{"channelId":"UCx","title":"t","liveBroadcastContent":"live"},"liveStreamingDetails":{"concurrentViewers":"1234","activeLiveChatId":"Cg0KC"}}]}""",
            """{"chat":"Cg0KC","page":"GPabc","readTo":"2026-11-20T18:05:10+00:00","last":"LCC.x"}""",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public byte[][] HelixAnswers =>
    [
        .. new[]
        {
            """{"data":[{"message_id":"abc-123","is_sent":true,"drop_reason":null}]}""",
            """{"data":[{"message_id":"","is_sent":false,"drop_reason":{"code":"msg_duplicate","message":"It is <b>identical</b>."}}]}""",
            """{"error":"Bad Request","status":400,"message":"user is already banned"}""",
            """{"error":"Unauthorized","status":401,"message":"Missing scope: moderator:manage:banned_users"}""",
            """{"data":[{"id":"ed961efd","title":"t","choices":[{"id":"c","title":"a","votes":0}],"status":"ACTIVE"}]}""",
            "<html><body><h1>503 Service Unavailable</h1></body></html>",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public byte[][] Entries =>
    [
        .. Recordings.Select(r => RecordingFormat.Parse(r)).OfType<ParsedLine.Read>().Select(r => r.Line).OfType<RecordedMessage>().Take(200).Select(m => EntryJson.Write(new MessageArrived(m.Message))),
        EntryJson.Write(new SourceMoved(new SourceKey("youtube", "abcDEF12345", "stream"), SourceState.Waiting, "why")),
        EntryJson.Write(new GapRecorded(new Domain.Audience.Gap(new SourceKey("twitch", "alpha", "irc"), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(3), "why"))),
        EntryJson.Write(new MessagesRemoved("twitch", "alpha", new Removal(DateTimeOffset.UnixEpoch, RemovalScope.Viewer, "mod"), ViewerId: "901", Seconds: 600)),
        EntryJson.Write(new ViewersSampled("youtube", "v", 70_000, DateTimeOffset.UnixEpoch)),
    ];

    public static async Task<Corpus> LoadAsync()
    {
        if (RealData.Find("parser_vectors/twitch_irc_lines.jsonl") is not { } vectors) return await EmulatedFrames.TakeAsync();
        var data = Path.GetDirectoryName(Path.GetDirectoryName(vectors))!;
        return new Corpus
        {
            Irc = Kept([.. Members(vectors, "line"), .. File.ReadLines(Path.Combine(data, "chat/twitch_raw/forsen_2022-01-01.irc.txt")), .. IrcDocs(data)]),
            EventSub = Kept(EventSubFrames(Path.Combine(data, "parser_vectors/eventsub_payloads.jsonl"))),
            Pages = [.. PagesOf(Path.Combine(data, "chat/youtube_raw/data_api_v3_liveChatMessages_list.json"))],
            Recordings = Kept(Directory.EnumerateFiles(Path.Combine(data, "chat"), "*.jsonl.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(f => Lines(f, 60))),
            Origin = "vectors and captures of " + data,
        };
    }

    internal static byte[][] Kept(IEnumerable<string> frames) =>
        [.. frames.Select(Encoding.UTF8.GetBytes).Where(f => f.Length is > 0 and <= LongestFrame).Take(MostOfAKind)];

    /// <summary>A long page as it is, and its items in pages of one to four: short ones are quick to read, so more of them can be tried.</summary>
    internal static IEnumerable<byte[]> Cut(JsonElement page)
    {
        var items = page.GetProperty("items").EnumerateArray().Select(i => i.GetRawText()).ToArray();
        for (var from = 0; from < items.Length;)
        {
            var some = items[from..Math.Min(items.Length, from + 1 + (from % 4))];
            from += some.Length;
            yield return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
                $$"""{"kind":"youtube#liveChatMessageListResponse","etag":"e","nextPageToken":"GP{{from}}","pollingIntervalMillis":5120,"pageInfo":{"totalResults":{{some.Length}},"resultsPerPage":{{some.Length}}},"items":[{{string.Join(',', some)}}]}"""));
        }
    }

    /// <summary>Every type of platforms/youtube.md 3.1: real captures hold text messages alone.</summary>
    internal static IEnumerable<byte[]> EveryType()
    {
        string[] details =
        [
            "\"type\":\"superChatEvent\",\"superChatDetails\":{\"amountMicros\":\"1750000\",\"currency\":\"EUR\",\"amountDisplayString\":\"1,75 €\",\"userComment\":\"hi\",\"tier\":1}",
            "\"type\":\"superStickerEvent\",\"superStickerDetails\":{\"amountMicros\":\"1750000\",\"currency\":\"EUR\",\"amountDisplayString\":\"1,75 €\",\"tier\":1,\"superStickerMetadata\":{\"stickerId\":\"s\",\"altText\":\"a cat\",\"altTextLanguage\":\"en\"}}",
            "\"type\":\"newSponsorEvent\",\"newSponsorDetails\":{\"memberLevelName\":\"l\",\"isUpgrade\":false}",
            "\"type\":\"memberMilestoneChatEvent\",\"memberMilestoneChatDetails\":{\"memberLevelName\":\"l\",\"memberMonth\":3,\"userComment\":\"three\"}",
            "\"type\":\"membershipGiftingEvent\",\"displayMessage\":\"gifted 5\",\"membershipGiftingDetails\":{\"giftMembershipsCount\":5,\"giftMembershipsLevelName\":\"l\"}",
            "\"type\":\"giftEvent\",\"giftDetails\":{\"giftName\":\"Rocket\",\"giftDuration\":\"5s\",\"jewelsAmount\":10,\"altText\":\"a rocket\",\"language\":\"en\",\"hasVisualEffect\":true,\"comboCount\":4}",
            "\"type\":\"pollEvent\",\"pollDetails\":{\"metadata\":{\"questionText\":\"q\",\"options\":[{\"optionText\":\"o\",\"tally\":\"3\"}]},\"status\":\"active\"}",
            "\"type\":\"userBannedEvent\",\"userBannedDetails\":{\"bannedUserDetails\":{\"channelId\":\"UCbad\",\"displayName\":\"bad\"},\"banType\":\"temporary\",\"banDurationSeconds\":\"300\"}",
            "\"type\":\"messageDeletedEvent\",\"messageDeletedDetails\":{\"deletedMessageId\":\"LCC.x\"}",
            "\"type\":\"tombstone\"", "\"type\":\"chatEndedEvent\"", "\"type\":\"sponsorOnlyModeStartedEvent\"", "\"type\":\"hologramEvent\",\"displayMessage\":\"new\",\"hasDisplayContent\":true",
        ];
        return details.Select((d, i) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $$$"""{"nextPageToken":"GP{{{i}}}","offlineAt":null,"items":[{"kind":"youtube#liveChatMessage","etag":"e","id":"LCC.{{{i}}}","snippet":{{{{d}}},"liveChatId":"Cg0KC","authorChannelId":"UCayse","publishedAt":"2026-11-20T18:05:01.330172+00:00"},"authorDetails":{"channelId":"UCayse","displayName":"@ayşe","isVerified":false,"isChatOwner":true,"isChatSponsor":true,"isChatModerator":false}}]}""")));
    }

    private static IEnumerable<byte[]> PagesOf(string path)
    {
        var whole = File.ReadAllBytes(path);
        using var page = JsonDocument.Parse(whole);
        return [whole, .. Cut(page.RootElement), .. EveryType(), .. EveryType(), .. EveryType()];
    }

    private static IEnumerable<string> Members(string path, string name)
    {
        foreach (var line in File.ReadLines(path))
        {
            using var member = JsonDocument.Parse(line);
            yield return member.RootElement.GetProperty(name).GetString()!;
        }
    }

    private static IEnumerable<string> IrcDocs(string data) => Directory.EnumerateFiles(Path.Combine(data, "parser_vectors"), "ircdocs_*.yaml").Order(StringComparer.Ordinal)
        .SelectMany(File.ReadLines).Where(l => l.Contains("input:", StringComparison.Ordinal)).Select(l => l[(l.IndexOf("input:", StringComparison.Ordinal) + 6)..].Trim(' ', '"'));

    private static IEnumerable<string> EventSubFrames(string path)
    {
        foreach (var line in File.ReadLines(path))
        {
            using var vector = JsonDocument.Parse(line);
            var (type, payload) = (vector.RootElement.GetProperty("type").GetString(), vector.RootElement.GetProperty("payload"));
            yield return payload.TryGetProperty("metadata", out _) ? payload.GetRawText()
                : $$"""{"metadata":{"message_id":"befa7b53","message_type":"notification","message_timestamp":"2026-03-14T19:09:30.905755895Z","subscription_type":"{{type}}","subscription_version":"1"},"payload":{{payload.GetRawText()}}}""";
        }

        yield return """{"metadata":{"message_id":"m","message_type":"session_welcome","message_timestamp":"2026-03-14T19:09:30Z"},"payload":{"session":{"id":"AQoQ","status":"connected","keepalive_timeout_seconds":10,"reconnect_url":null,"connected_at":"2026-03-14T19:09:30Z"}}}""";
        yield return """{"metadata":{"message_id":"m","message_type":"session_keepalive","message_timestamp":"2026-03-14T19:09:30Z"},"payload":{}}""";
        yield return """{"metadata":{"message_id":"m","message_type":"session_reconnect","message_timestamp":"2026-03-14T19:09:30Z"},"payload":{"session":{"id":"AQoQ","status":"reconnecting","keepalive_timeout_seconds":null,"reconnect_url":"wss://x/ws?id=1"}}}""";
        yield return """{"metadata":{"message_id":"m","message_type":"revocation","message_timestamp":"2026-03-14T19:09:30Z","subscription_type":"channel.chat.message","subscription_version":"1"},"payload":{"subscription":{"id":"s","status":"user_removed","type":"channel.chat.message","version":"1"}}}""";
    }

    private static IEnumerable<string> Lines(string gz, int most)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(gz), CompressionMode.Decompress), Encoding.UTF8);
        for (; most > 0 && reader.ReadLine() is { } line; most--) yield return line;
    }

    private static byte[] Join(ReadOnlySpan<byte> before, byte[][] parts, ReadOnlySpan<byte> between, ReadOnlySpan<byte> after)
    {
        using var joined = new MemoryStream();
        joined.Write(before);
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0) joined.Write(between);
            joined.Write(parts[i]);
        }

        joined.Write(after);
        return joined.ToArray();
    }
}
