using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Platforms.Twitch.Irc;

/// <summary>What one line of Twitch's IRC means to us.</summary>
public abstract record IrcEvent
{
    public sealed record Message(ChatMessage Chat) : IrcEvent;

    public sealed record Removed(RemovalCame Removal) : IrcEvent;

    /// <summary>The room's state: all of it after a JOIN (that is our proof of having joined), later only what changed.</summary>
    /// <param name="Modes">Only what the line told.</param>
    public sealed record RoomState(string Channel, ChatModes Modes) : IrcEvent;

    /// <param name="Channel">Empty when it is for the connection ("*"), e.g. a failed login.</param>
    /// <param name="Id">Twitch's msg-id; empty when it gave none.</param>
    public sealed record Notice(string Channel, string Id, string Text) : IrcEvent;

    /// <param name="Text">To be sent back as it came; null: the PING was bare.</param>
    public sealed record Ping(string? Text) : IrcEvent;

    /// <param name="Text">What our PING said.</param>
    public sealed record Pong(string? Text) : IrcEvent;

    /// <summary>The server will close soon: open a second connection first.</summary>
    public sealed record Reconnect : IrcEvent;

    public sealed record Capabilities(bool Granted, string Names) : IrcEvent;

    /// <summary>001: the login was accepted.</summary>
    public sealed record Welcome : IrcEvent;

    /// <summary>We, or somebody, left a room. Twitch parts whoever is banned while joined.</summary>
    public sealed record Parted(string Channel, string Login) : IrcEvent;

    /// <summary>Well formed and of no concern to a reader: numerics, JOIN, USERSTATE, HOSTTARGET, WHISPER and whatever Twitch adds.</summary>
    public sealed record Passed : IrcEvent;

    /// <summary>Not understood; it was counted and kept by <see cref="OddFrames"/>.</summary>
    public sealed record Odd(ParseProblem Problem) : IrcEvent;
}

/// <summary>What can be wrong with a line. All but the last two make the whole line odd; those lose a detail only.</summary>
public enum ParseProblem
{
    EmptyLine,
    NoCommand,
    BadCommand,
    /// <summary>A room's name is missing or does not begin with '#'.</summary>
    NoChannel,
    NoText,
    /// <summary>Without an id a message can be neither de-duplicated nor removed.</summary>
    NoMessageId,
    /// <summary>Without a user id there is nobody a time-out or an erasure could name.</summary>
    NoUserId,
    /// <summary>A removal that does not say of what. Never read as "the whole chat".</summary>
    NoTarget,
    /// <summary>A line longer than any buffer we give it.</summary>
    TooLong,
    /// <summary>A tag's number or time is none; the message is kept without it (with our time).</summary>
    BadNumber,
    /// <summary>Emote ranges that lie outside the text, overlap or are no numbers; they are dropped, the text is kept.</summary>
    BadEmoteRange,
}
