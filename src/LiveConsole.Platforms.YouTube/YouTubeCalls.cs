using LiveConsole.Domain.Audience;

namespace LiveConsole.Platforms.YouTube;

/// <summary>A call that this program makes, what it costs and what it is for.</summary>
/// <param name="Path">Below "/youtube/v3/".</param>
/// <param name="Scope">What the account must have granted; null: a key alone may call it.</param>
public sealed record YouTubeCall(string Method, string Path, int Units, string? Scope, string For);

/// <summary>Every call of YouTube's API that this program makes: docs/scopes-and-quota.md is held against it, and so is what the emulated YouTube saw.</summary>
public static class YouTubeCalls
{
    /// <summary>Covers reading, too: the only one that is asked for.</summary>
    public const string WriteScope = "https://www.googleapis.com/auth/youtube.force-ssl";

    public static IReadOnlyList<YouTubeCall> All { get; } =
    [
        new("GET", "liveChat/messages/stream", QuotaBudget.ReadCost, null, "reading the chat, once a connection"),
        new("GET", "liveChat/messages", QuotaBudget.ReadCost, null, "reading the chat where the stream is not served"),
        new("GET", "videos", QuotaBudget.LookCost, null, "finding the chat of a broadcast; counting viewers"),
        new("GET", "channels", QuotaBudget.LookCost, null, "finding a channel; with an account, as which channel it acts"),
        new("GET", "playlistItems", QuotaBudget.LookCost, null, "finding the broadcast of a channel"),
        new("GET", "liveBroadcasts", QuotaBudget.LookCost, WriteScope, "finding the account's own broadcasts, unlisted ones too"),
        new("POST", "liveChat/messages", QuotaReading.ActionCost, WriteScope, "posting; beginning a poll"),
        new("POST", "liveChat/messages/transition", QuotaReading.ActionCost, WriteScope, "ending a poll"),
        new("DELETE", "liveChat/messages", QuotaReading.ActionCost, WriteScope, "removing a message"),
        new("POST", "liveChat/bans", QuotaReading.ActionCost, WriteScope, "banning, timing out"),
        new("DELETE", "liveChat/bans", QuotaReading.ActionCost, WriteScope, "lifting a ban or a time-out that was given here"),
    ];
}
