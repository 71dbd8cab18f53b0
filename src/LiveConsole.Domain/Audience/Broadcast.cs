using LiveConsole.Domain.Chat;

namespace LiveConsole.Domain.Audience;

public enum BroadcastStanding { Upcoming, Live, Ended }

/// <summary>What a channel shows now, as far as its platform tells. One a channel: the next broadcast takes the place of the last.</summary>
/// <param name="At">Show time since when it stands so.</param>
public sealed record Broadcast(string Platform, string Channel, BroadcastStanding Standing, DateTimeOffset At)
{
    /// <summary>The platform's own: a YouTube video, a Twitch stream. Null: not told.</summary>
    public string? Id { get; init; }

    public string? Title { get; init; }

    public DateTimeOffset? ScheduledStart { get; init; }

    public DateTimeOffset? LiveSince { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <returns>How it stands after this telling; null: as before.</returns>
    public static Broadcast? Over(Broadcast? known, BroadcastCame came)
    {
        // What has ended does not begin again: Twitch's Helix answers from a cache, and says "live" for minutes after the end was told.
        if (known is { Standing: BroadcastStanding.Ended, Id: { } over } && came is { Standing: BroadcastStanding.Live } && came.Id == over) return null;
        // Another one of the same channel begins with nothing of the last.
        var before = known is not null && came.Id is not null && known.Id is not null && came.Id != known.Id ? null : known;
        var standing = came.Standing ?? before?.Standing ?? BroadcastStanding.Live;
        var after = new Broadcast(came.Platform, came.Channel, standing, came.At)
        {
            Id = came.Id ?? before?.Id,
            Title = (came.Title is { } title ? MessageBounds.Shortened(title, MessageBounds.LongestName) : null) ?? before?.Title,
            ScheduledStart = came.ScheduledStart ?? before?.ScheduledStart,
            LiveSince = came.LiveSince ?? before?.LiveSince,
            EndedAt = standing == BroadcastStanding.Ended ? came.EndedAt ?? before?.EndedAt : null,
        };
        if (before is not null && standing == before.Standing) after = after with { At = before.At };
        return after == known ? null : after;
    }
}
