using System.Collections.Immutable;
using LiveConsole.Domain.Listening;

namespace LiveConsole.Domain.Chat;

/// <summary>A platform's own key of a message. The same pair seen twice is one message.</summary>
/// <param name="Platform">"twitch", "youtube", or an intake's own lower-case name.</param>
/// <param name="Id">The platform's opaque id; on Twitch's shared chat the origin's id.</param>
public readonly record struct MessageRef(string Platform, string Id)
{
    public override string ToString() => $"{Platform}:{Id}";
}

/// <summary>A platform's own key of a viewer: stable, never the name.</summary>
public readonly record struct ViewerRef(string Platform, string Id);

public enum MessageKind { Text, Action, Paid, Sticker, Member, Gift, Raid, Announcement, Notice }

public enum PartType { Text, Mention, Emote, Cheermote, Link }

/// <summary>A piece of a message as the platform cut it. Parts joined give the text exactly.</summary>
/// <param name="Id">An emote's id or a mentioned viewer's id; null for text.</param>
public sealed record MessagePart(PartType Type, string Text, string? Id = null);

/// <summary>Who wrote. Names are hostile text of any length and direction; <see cref="Id"/> is the key.</summary>
/// <param name="Login">Twitch's lower-case login; null elsewhere.</param>
/// <param name="Roles">Of: broadcaster, moderator, vip, subscriber, member, verified, staff.</param>
/// <param name="Color">"#RRGGBB" or null.</param>
/// <param name="Badges">"set/version", a comma between, in the platform's order (<see cref="Badge.Read"/>); null: none. One text, for it is stored with every message.</param>
public sealed record Author(string Id, string Name, string? Login = null, ImmutableArray<string> Roles = default, string? Color = null, string? Badges = null)
{
    public ImmutableArray<string> Roles { get; init; } = Roles.IsDefault ? [] : Roles;

    /// <summary>Runs the chat: nobody's first message, no copy, and no signal or rule of the show is for them.</summary>
    public bool RunsTheChat
    {
        get
        {
            foreach (var role in Roles)
            {
                if (role is "broadcaster" or "moderator" or "staff") return true;
            }

            return false;
        }
    }

    public bool Equals(Author? other) => other is not null && Id == other.Id && Name == other.Name && Login == other.Login
        && Color == other.Color && Badges == other.Badges && Roles.AsSpan().SequenceEqual(other.Roles.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Id, Name);
}

/// <summary>Money as the platform tells it.</summary>
/// <param name="Micros">Millionths of the currency's unit: 1,750,000 is 1.75; null when only the words are known.</param>
/// <param name="Currency">ISO 4217, upper case; null when only the words are known.</param>
/// <param name="Display">The platform's own localised words: "5,00 €".</param>
public sealed record Paid(long? Micros, string? Currency, string Display);

/// <summary>What a message answers: the parent's id only, never its text (it may have to be erased).</summary>
public sealed record ReplyTo(string Id);

/// <summary>Origin of a message in a Twitch shared chat: the room it was written in.</summary>
public sealed record SharedFrom(string ChannelId, string? Channel = null);

/// <summary>One message as it was read, before anything was judged. Immutable; safe on any thread.</summary>
/// <param name="Platform">"twitch", "youtube", or an intake's own lower-case name.</param>
/// <param name="Channel">The platform's channel: a Twitch login or a YouTube video id.</param>
/// <param name="SentAt">The platform's time; <paramref name="ReceivedAt"/> ours (show time).</param>
/// <param name="Bits">Twitch bits cheered; null when none.</param>
/// <param name="First">The platform says: first message of this viewer in this channel.</param>
/// <param name="Copies">Other rooms' local ids of the same message (Twitch shared chat).</param>
/// <param name="Backlog">Came from a platform's history, not live: never alarms.</param>
/// <param name="Count">How often a gift was given by now: the platform sends it again under its id with a higher one. Null: it does not count.</param>
/// <param name="Event">What it tells besides its words (a subscription, a raid, a reward); null: it is only words.</param>
public sealed record ChatMessage(
    string Platform,
    string Channel,
    string Id,
    DateTimeOffset SentAt,
    DateTimeOffset ReceivedAt,
    Author Author,
    string Text,
    MessageKind Kind = MessageKind.Text,
    ImmutableArray<MessagePart> Parts = default,
    ReplyTo? ReplyTo = null,
    Paid? Paid = null,
    int? Bits = null,
    bool First = false,
    SharedFrom? SharedFrom = null,
    ImmutableArray<string> Copies = default,
    bool Backlog = false,
    int? Count = null,
    ChatEvent? Event = null)
{
    /// <summary>Never default. Empty when the platform did not cut the text: then it is one text part.</summary>
    public ImmutableArray<MessagePart> Parts { get; init; } = Parts.IsDefault ? [] : Parts;

    public ImmutableArray<string> Copies { get; init; } = Copies.IsDefault ? [] : Copies;

    public MessageRef Ref => new(Platform, Id);

    public ViewerRef Viewer => new(Platform, Author.Id);

    /// <summary>One gift of a wave: told by the wave's own row (<see cref="Journal.ShowState.Waves"/>).</summary>
    public bool IsOfWave => Event is { Kind: EventKinds.Gift, Wave: not null };

    public bool Equals(ChatMessage? other) => other is not null && Ref == other.Ref && Channel == other.Channel && SentAt == other.SentAt
        && ReceivedAt == other.ReceivedAt && Author == other.Author && Text == other.Text && Kind == other.Kind
        && Parts.AsSpan().SequenceEqual(other.Parts.AsSpan()) && ReplyTo == other.ReplyTo && Paid == other.Paid && Bits == other.Bits
        && First == other.First && SharedFrom == other.SharedFrom && Copies.AsSpan().SequenceEqual(other.Copies.AsSpan()) && Backlog == other.Backlog && Count == other.Count && Event == other.Event;

    public override int GetHashCode() => Ref.GetHashCode();
}

/// <summary>How far a removal reaches.</summary>
public enum RemovalScope { Message, Viewer, Channel }

/// <summary>That a message was taken away on its platform, or hidden on our desks.</summary>
/// <param name="By">Who: of the crew, or in the platform's words; null when the platform does not tell.</param>
/// <param name="Here">Hidden on our desks and screens alone: the platform shows it.</param>
public sealed record Removal(DateTimeOffset At, RemovalScope Scope, string? By = null, string? Reason = null, bool Here = false)
{
    /// <summary>Another that reaches the same message: it stands when this one is lifted. Null: none. In entries always null: each removal is an entry of its own.</summary>
    public Removal? Also { get; init; }

    /// <summary>A rule of the show hid it here by itself, for such a mark. Null: somebody removed or hid it.</summary>
    public MarkKind? Rule { get; init; }

    /// <summary>More than are remembered one by one (<see cref="Removals.StackedAtMost"/>): none of them is lifted any more.</summary>
    public bool Many { get; init; }
}
