using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.YouTube;

/// <summary>
/// Whether a history that begins anew reaches back to where reading had stopped, and what is missing between them if it does not.
/// YouTube shows the newest window of a chat and no way to page further back (liveChatMessages.list).
/// </summary>
internal static class HistoryReach
{
    /// <summary>Between two messages of pages that are full there is no such silence: what lies in it was left out.</summary>
    private static readonly TimeSpan NoSilenceIsSoLong = TimeSpan.FromSeconds(5);

    /// <param name="left">Where reading had stopped.</param>
    /// <param name="chat">The chat that is read now.</param>
    /// <param name="first">Its first page of history.</param>
    /// <param name="wasRead">Ids that were handed over before.</param>
    /// <returns>The interval that nobody can read any more; null when nothing is missing.</returns>
    public static GapFound? Missing(SourceKey source, ChatPlace left, string chat, YouTubePage first, SeenIds wasRead, DateTimeOffset now)
    {
        if (left.ReadTo is not { } from) return null;
        var restarted = left.Chat != chat;
        if (!restarted && (NothingWasEverWritten(left, first) || first.Items.Any(i => !i.Amends && IdOf(i) is { } id && (id == left.LastId || wasRead.Contains(id))))) return null;
        var to = FirstTime(first) ?? now;
        return to <= from ? null : new GapFound(source, from, to, restarted
            ? "The broadcast was restarted: YouTube closed its chat and opened a new one."
            : "YouTube no longer knew the place where reading had stopped, and the history it gives does not reach back to it.");
    }

    /// <summary>A polled page as full as it can be may begin later than the place it was asked from: then more was written than YouTube hands over.</summary>
    public static GapFound? Overrun(SourceKey source, ChatPlace left, YouTubePage full) =>
        left.ReadTo is { } from && FirstTime(full) is { } to && to - from > NoSilenceIsSoLong
            ? new GapFound(source, from, to, "More was written between two calls than YouTube hands over at once.")
            : null;

    /// <summary>A tombstone stands where its message stood; a gift that is sent again does not stand where it was read.</summary>
    private static string? IdOf(YouTubeItem item) => item.Arrival switch
    {
        MessageCame came => came.Message.Id,
        RemovalCame removal => removal.MessageId,
        _ => null,
    };

    private static DateTimeOffset? FirstTime(YouTubePage page) => page.Items.Select(i => i.Arrival).OfType<MessageCame>().FirstOrDefault()?.Message.SentAt;

    private static bool NothingWasEverWritten(ChatPlace left, YouTubePage first) => left.LastId is null && first.ItemCount == 0;
}
