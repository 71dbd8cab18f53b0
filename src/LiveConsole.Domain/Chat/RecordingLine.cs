using System.Collections.Immutable;
using System.Globalization;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Domain.Chat;

/// <summary>
/// One line of a recording: what an audience did at a time. The built-in night, files and exports are all sequences of these;
/// the emulated platforms put them on the wire. Played in order of <see cref="At"/>, equal times in file order.
/// </summary>
public abstract record RecordingLine(DateTimeOffset At);

/// <param name="Emotes">Twitch's raw emotes tag (code-point ranges into the text), when known.</param>
/// <param name="Segment">Start of the contiguous window this message belongs to, when the recording has windows.</param>
/// <param name="Removed">The recording says it was removed, and when.</param>
public sealed record RecordedMessage(ChatMessage Message, string? Emotes = null, DateTimeOffset? Segment = null, Removal? Removed = null)
    : RecordingLine(Message.SentAt)
{
    /// <summary>The message, with the parts that Twitch's raw tag ("25:0-4,12-16/1902:6-10", in code points) tells where it has none of its own. An odd tag is left alone.</summary>
    public ChatMessage WithEmotes()
    {
        if (Message.Parts.Length > 0 || Emotes is not { Length: > 0 }) return Message;
        List<(int From, int To, string Id)> ranges = [];
        foreach (var emote in Emotes.Split('/'))
        {
            var colon = emote.IndexOf(':', StringComparison.Ordinal);
            foreach (var range in emote[(colon + 1)..].Split(','))
            {
                var ends = range.Split('-');
                if (colon < 1 || ends.Length != 2 || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from) || !int.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out var to)) return Message;
                ranges.Add((from, to, emote[..colon]));
            }
        }

        ranges.Sort();
        var points = Message.Text.EnumerateRunes().Select(r => r.ToString()).ToArray();
        var parts = ImmutableArray.CreateBuilder<MessagePart>();
        var at = 0;
        foreach (var (from, to, id) in ranges)
        {
            if (from < at || to < from || to >= points.Length) return Message;
            if (from > at) parts.Add(new MessagePart(PartType.Text, string.Concat(points[at..from])));
            parts.Add(new MessagePart(PartType.Emote, string.Concat(points[from..(to + 1)]), id));
            at = to + 1;
        }

        if (at < points.Length) parts.Add(new MessagePart(PartType.Text, string.Concat(points[at..])));
        return Message with { Parts = parts.ToImmutable() };
    }
}

/// <param name="Count">Null: the platform gave no count at that time.</param>
public sealed record RecordedViewers(DateTimeOffset At, string Platform, string Channel, long? Count) : RecordingLine(At);

public sealed record RecordedMoment(DateTimeOffset At, string Text) : RecordingLine(At);

/// <summary>A removal of one message (<paramref name="MessageId"/>), one viewer (<paramref name="ViewerId"/>), or, with neither, the whole chat.</summary>
public sealed record RecordedRemoval(DateTimeOffset At, string Platform, string Channel, RemovalScope Scope, string? MessageId = null,
    string? ViewerId = null, string? Reason = null, int? Seconds = null, string? By = null) : RecordingLine(At);

/// <summary>The platform holds a message back.</summary>
public sealed record RecordedHold(HeldMessage Message) : RecordingLine(Message.HeldAt);

/// <param name="By">The moderator who decided; null: nobody, or it is not known.</param>
public sealed record RecordedHoldEnd(DateTimeOffset At, string Platform, string Channel, string Id, HoldOutcome Outcome, string? By = null) : RecordingLine(At);

/// <param name="Modes">Only what changes.</param>
public sealed record RecordedModes(DateTimeOffset At, string Platform, string Channel, ChatModes Modes, string? By = null) : RecordingLine(At);

/// <summary>A moderator's act that removes nothing by itself (a removal is a <see cref="RecordedRemoval"/>).</summary>
public sealed record RecordedAct(ModeratorAct Act) : RecordingLine(Act.At);

/// <summary>Fires a named drill of the emulated platforms (landing night, section 7). Not part of recording files.</summary>
public sealed record RecordedDrill(DateTimeOffset At, string Name) : RecordingLine(At);
