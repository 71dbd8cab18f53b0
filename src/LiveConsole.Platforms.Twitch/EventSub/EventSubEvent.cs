using System.Collections.Immutable;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.Twitch.EventSub;

/// <summary>What one frame of Twitch's EventSub means to us.</summary>
public abstract record EventSubEvent
{
    /// <param name="SessionId">Names the session in the subscriptions made for it.</param>
    /// <param name="KeepaliveWithin">So long nothing may come on a session that lives; null: Twitch did not say.</param>
    public sealed record Welcome(string SessionId, TimeSpan? KeepaliveWithin) : EventSubEvent;

    /// <summary>Nothing happened lately, and the session lives.</summary>
    public sealed record Keepalive : EventSubEvent;

    /// <summary>Move to this address, exactly as it stands, within 30 s.</summary>
    public sealed record Reconnect(string Address) : EventSubEvent;

    /// <summary>A subscription was taken from us.</summary>
    /// <param name="Status">Why, in Twitch's word: authorization_revoked, user_removed, chat_user_banned, moderator_removed, version_removed.</param>
    public sealed record Revoked(string Type, string Status) : EventSubEvent;

    public sealed record Message(ChatMessage Chat, Delivery Delivery) : EventSubEvent;

    public sealed record Removed(RemovalCame Removal, Delivery Delivery) : EventSubEvent;

    /// <summary>All else that a show is told: a held message, a mode, an act, a poll, the broadcast. A moderator's act that removes something has its <see cref="RemovalCame"/> first.</summary>
    public sealed record Told(ImmutableArray<Arrival> Arrivals, Delivery Delivery) : EventSubEvent;

    /// <summary>Not understood; it was counted and kept by <see cref="OddFrames"/>.</summary>
    public sealed record Odd(EventSubProblem Problem) : EventSubEvent;
}

/// <summary>A notification's own id and Twitch's time: it may be delivered more than once (EventSub guide, at-least-once delivery).</summary>
public readonly record struct Delivery(string Id, DateTimeOffset At);

/// <summary>What can be wrong with a frame. All but the last three make the whole frame odd; those lose a detail only.</summary>
public enum EventSubProblem
{
    BadJson,
    /// <summary>No message type: nobody knows what the frame is.</summary>
    NoType,
    /// <summary>A message or subscription type that we do not know.</summary>
    UnknownType,
    /// <summary>A welcome without a session, a move without an address.</summary>
    NoSession,
    /// <summary>The channel is not named.</summary>
    NoChannel,
    /// <summary>Without an id a message can be neither de-duplicated nor removed.</summary>
    NoMessageId,
    /// <summary>Without a user id there is nobody a time-out or an erasure could name.</summary>
    NoUserId,
    /// <summary>A removal that does not say of what. Never read as "the whole chat".</summary>
    NoTarget,
    /// <summary>A frame longer than any buffer we give it.</summary>
    TooLong,
    /// <summary>A time or number that is none; the message is kept without it (with our time).</summary>
    BadNumber,
    /// <summary>Fragments that do not join to the text; they are dropped, the text is kept.</summary>
    BadParts,
    /// <summary>A notification without an id of its own: it cannot be told apart from its copy.</summary>
    NoDeliveryId,
}
