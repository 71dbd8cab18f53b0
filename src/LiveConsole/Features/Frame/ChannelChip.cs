using LiveConsole.Domain.Audience;
using LiveConsole.Shows;

namespace LiveConsole.Features.Frame;

/// <summary>What a channel's chip says: the age of its last message and its rate, or what is wrong in a word.</summary>
/// <param name="Look">"well", "watch" (outlined amber), "act" (filled amber) or "idle".</param>
/// <param name="AgeFrom">The page counts from here; null: there is no age to show.</param>
/// <param name="Rate">Messages a minute; null: not said.</param>
/// <param name="Word">Name of a word in FrameWords; null while all is well.</param>
public sealed record ChannelChip(string Platform, string Channel, string Look, DateTimeOffset? AgeFrom, double? Rate, string? Word, string? Transport = null)
{
    public static ChannelChip Of(ChannelReading channel, ShowView view, DateTimeOffset now)
    {
        var alert = view.Alerts.FirstOrDefault(a => a.About == $"{channel.Platform}/{channel.Channel}");
        var chip = new ChannelChip(channel.Platform, channel.Channel, alert is null ? "well" : alert.Severity == AlertSeverity.ActNow ? "act" : "watch",
            channel.LastMessageAt, channel.Pace?.Now(now), null);
        return channel switch
        {
            { Live: true } when alert?.Kind == "source.silent" => chip with { AgeFrom = alert.Since, Rate = null, Word = "Chip.silent" },
            { Live: true, Lacking: { } lacking } => chip with { Word = "Chip.without", Transport = lacking.Key.Transport },
            { Live: true, LastMessageAt: null } => chip with { Rate = null, Word = "Chip.nothing-yet" },
            { Live: true } => chip,
            { Refused: true } => chip with { AgeFrom = channel.UnreadSince, Rate = null, Word = "Chip.refused" },
            { Ended: true } => chip with { Look = alert is null ? "idle" : chip.Look, AgeFrom = null, Rate = null, Word = "Chip.ended" },
            { UnreadSince: { } since } => chip with { AgeFrom = since, Rate = null, Word = "Chip.unread" },
            _ => chip with { Look = alert is null ? "idle" : chip.Look, AgeFrom = null, Rate = null, Word = "Chip.connecting" },
        };
    }
}
