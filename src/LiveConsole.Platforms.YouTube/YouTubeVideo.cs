using System.Globalization;
using System.Text.Json;

namespace LiveConsole.Platforms.YouTube;

/// <summary>A broadcast as videos.list tells it.</summary>
/// <param name="ChatId">The live chat's id; null while there is none: not begun, over, or chat switched off.</param>
/// <param name="Viewers">Viewers at once; null when YouTube gives no count (absent is not zero: the owner may hide it).</param>
/// <param name="EndedAt">When it ended; null while it has not, or never was live.</param>
public sealed record YouTubeVideo(string Id, string? ChannelId, string? Title, BroadcastPhase Phase, string? ChatId, long? Viewers,
    DateTimeOffset? ScheduledStart = null, DateTimeOffset? LiveSince = null, DateTimeOffset? EndedAt = null)
{
    private const int IdLength = 11;

    /// <summary>Ids that one videos.list takes.</summary>
    internal const int MostAtOnce = 50;

    /// <summary>Accepts an id or the address of a video's page: watch?v=, youtu.be/, /live/, /live_chat?v=, /embed/, /shorts/, studio.youtube.com/video/…</summary>
    public static bool TryParseId(string? text, out string id)
    {
        text = text?.Trim() ?? "";
        if (IsId(text))
        {
            id = text;
            return true;
        }

        id = IdFromAddress(text) ?? "";
        return id.Length > 0;
    }

    /// <summary>Reads a videos.list answer. Total: null when it names no video or is no JSON.</summary>
    internal static YouTubeVideo? Read(ReadOnlySpan<byte> body) => ReadAll(body) is [var first, ..] ? first : null;

    /// <summary>All videos of an answer; what is no video is left out.</summary>
    internal static IReadOnlyList<YouTubeVideo> ReadAll(ReadOnlySpan<byte> body) => YouTubeLists.Items(body, item =>
    {
        if (YouTubeLists.Text(item, "id") is not { Length: > 0 } id) return null;
        var (live, snippet) = (YouTubeLists.Object(item, "liveStreamingDetails"), YouTubeLists.Object(item, "snippet"));
        var phase = YouTubeLists.Text(snippet, "liveBroadcastContent") switch
        {
            "live" => BroadcastPhase.Live,
            "upcoming" => BroadcastPhase.Upcoming,
            _ => BroadcastPhase.None,
        };
        return new YouTubeVideo(id, YouTubeLists.Text(snippet, "channelId"), YouTubeLists.Text(snippet, "title"), phase, YouTubeLists.Text(live, "activeLiveChatId"), Count(live),
            YouTubeLists.Time(live, "scheduledStartTime"), YouTubeLists.Time(live, "actualStartTime"), YouTubeLists.Time(live, "actualEndTime"));
    });

    private static string? IdFromAddress(string text)
    {
        if (!text.Contains("://", StringComparison.Ordinal)) text = "https://" + text;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) return null;
        var host = address.Host;
        var parts = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (host is "youtu.be") return parts.Length > 0 && IsId(parts[0]) ? parts[0] : null;
        if (host is not "youtube.com" && !host.EndsWith(".youtube.com", StringComparison.Ordinal)) return null;
        foreach (var pair in address.Query.TrimStart('?').Split('&'))
        {
            if (pair.StartsWith("v=", StringComparison.Ordinal) && IsId(pair[2..])) return pair[2..];
        }

        return parts is ["live" or "video" or "embed" or "shorts", var id, ..] && IsId(id) ? id : null;
    }

    private static bool IsId(string text) => text.Length == IdLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static long? Count(JsonElement? live) =>
        long.TryParse(YouTubeLists.Text(live, "concurrentViewers"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
        : live is { ValueKind: JsonValueKind.Object } details && details.TryGetProperty("concurrentViewers", out var value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}

/// <summary>snippet.liveBroadcastContent. None: never live, or over.</summary>
public enum BroadcastPhase { None, Upcoming, Live }
