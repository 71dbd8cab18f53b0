using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Domain.Journal;

/// <summary>A platform holds a message back: it is none of the chat's until it is let through, and nobody reads it who may not read what was removed.</summary>
public sealed record MessageHeld(HeldMessage Message) : ArrivalEntry;

/// <summary>What became of a held message, on the platform.</summary>
/// <param name="By">The moderator's name; null: nobody, or it is not told.</param>
public sealed record HoldSettled(string Platform, string Channel, string Id, HoldOutcome Outcome, DateTimeOffset At, string? By = null) : ArrivalEntry;

/// <summary>The rules of a chat changed.</summary>
/// <param name="Modes">Only what changed, or whose author was learnt.</param>
/// <param name="First">It stood so already when we came to read.</param>
public sealed record ModesChanged(string Platform, string Channel, ChatModes Modes, DateTimeOffset At, string? By = null, bool First = false) : ArrivalEntry;

/// <summary>A moderator did something on a platform. What it removed stands in an entry of its own.</summary>
public sealed record ModeratorTold(ModeratorAct Act) : ArrivalEntry;

/// <summary>A channel's chat is shared with others from now on; null: no longer.</summary>
public sealed record ChatShared(string Platform, string Channel, SharedChat? Chat, DateTimeOffset At) : ArrivalEntry;

/// <summary>Somebody said that two viewers are one person, or that they are not. Names stay with their messages: there they can be erased.</summary>
public sealed record ViewersMatched(ViewerRef One, ViewerRef Other, bool Same) : Entry;
