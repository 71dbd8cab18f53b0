using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.YouTube;

/// <summary>What one list response (an element of the stream, or a polled page) says, in its own order.</summary>
/// <param name="ItemCount">All items on the page, also those that became nothing.</param>
/// <param name="NextPageToken">Where reading goes on; null when the page names none.</param>
/// <param name="PollingInterval">The server's wish when polled; null on the stream.</param>
/// <param name="Ended">The broadcast went offline or its chat was closed (youtube v3, liveChatMessages: offlineAt, chatEndedEvent).</param>
/// <param name="Error">An error object in place of a page.</param>
/// <param name="Odd">What could not be read; everything else on the page was.</param>
public sealed record YouTubePage(
    IReadOnlyList<YouTubeItem> Items,
    int ItemCount,
    string? NextPageToken,
    TimeSpan? PollingInterval,
    bool Ended,
    YouTubeFailure? Error,
    IReadOnlyList<OddInput> Odd);

/// <param name="Key">What tells a repeated item: its id, save that a tombstone reuses the id of the message it stands for.</param>
/// <param name="Amends">The platform re-sends this id with new content (a gift's growing combo): never dropped as a repetition.</param>
public readonly record struct YouTubeItem(string Key, Arrival Arrival, bool Amends);

/// <summary>Input that the parser could not make sense of. Counted by kind; the frame is kept for whoever mends the parser, never logged.</summary>
/// <param name="Kind">"not json", "not an item", "no id", "unknown type", "no details", "bad time".</param>
public readonly record struct OddInput(string Kind, ReadOnlyMemory<byte> Frame);
