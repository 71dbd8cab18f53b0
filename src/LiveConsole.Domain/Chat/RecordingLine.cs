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
    : RecordingLine(Message.SentAt);

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
