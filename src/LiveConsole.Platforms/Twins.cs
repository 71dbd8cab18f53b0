using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms;

/// <summary>Makes one of two that say the same.</summary>
internal static class Twins
{
    /// <param name="timed">Time, author and first flag are its.</param>
    /// <param name="cut">Parts are its, and what else the other does not know.</param>
    public static ChatMessage OfMessages(ChatMessage timed, ChatMessage cut) => timed with
    {
        // Parts joined give the text exactly: another text's are of no use.
        Parts = timed.Text == cut.Text ? cut.Parts : timed.Parts,
        ReceivedAt = timed.ReceivedAt < cut.ReceivedAt ? timed.ReceivedAt : cut.ReceivedAt,
        ReplyTo = timed.ReplyTo ?? cut.ReplyTo,
        Bits = timed.Bits ?? cut.Bits,
        SharedFrom = cut.SharedFrom ?? timed.SharedFrom,
        Copies = timed.Copies.IsEmpty ? cut.Copies : timed.Copies,
    };

    /// <summary>The first one's time and length, and the words of whoever says who.</summary>
    public static RemovalCame OfRemovals(RemovalCame timed, RemovalCame cut)
    {
        var (knows, other) = timed.Removal.By is null ? (cut.Removal, timed.Removal) : (timed.Removal, cut.Removal);
        return timed with
        {
            Removal = timed.Removal with { By = knows.By, Reason = knows.Reason ?? other.Reason },
            Seconds = timed.Seconds ?? cut.Seconds,
        };
    }
}
