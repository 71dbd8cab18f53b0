using System.Collections.Immutable;
using System.Text.Json.Serialization;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Domain.Effects;

/// <summary>In which order what waits goes out: a slur first, words last (house.md, Queues).</summary>
public enum Urgency { Removal, Ban, Decision, Post }

/// <summary>What follows when a program died between the call and its answer (house.md, Effects).</summary>
public enum AfterCrash
{
    /// <summary>Asked again: "already so" and "not found" mean done.</summary>
    Repeat,

    /// <summary>Never asked again: done if our own message comes back, else nobody knows, and a person decides.</summary>
    Never,
}

/// <summary>A viewer, as something is done to them.</summary>
/// <param name="Id">The platform's id.</param>
public sealed record Target(string Id, string Name, string? Login = null);

/// <summary>
/// One thing that a platform can be asked to do. What was decided, whole: the platform's ids, texts, lengths; never a token. What each platform can
/// stands in <see cref="PlatformDeeds"/>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(RemoveDeed), "remove")]
[JsonDerivedType(typeof(TimeOutDeed), "timeout")]
[JsonDerivedType(typeof(BanDeed), "ban")]
[JsonDerivedType(typeof(UntimeoutDeed), "untimeout")]
[JsonDerivedType(typeof(UnbanDeed), "unban")]
[JsonDerivedType(typeof(WarnDeed), "warn")]
[JsonDerivedType(typeof(HoldDeed), "hold")]
[JsonDerivedType(typeof(ModesDeed), "modes")]
[JsonDerivedType(typeof(ShieldDeed), "shield")]
[JsonDerivedType(typeof(ClearDeed), "clear-chat")]
[JsonDerivedType(typeof(PostDeed), "post")]
[JsonDerivedType(typeof(AnnounceDeed), "announcement")]
[JsonDerivedType(typeof(ShoutOutDeed), "shoutout")]
[JsonDerivedType(typeof(PollDeed), "poll")]
[JsonDerivedType(typeof(EndPollDeed), "end-poll")]
public abstract record Deed
{
    [JsonIgnore]
    public abstract DeedKind Kind { get; }

    [JsonIgnore]
    public Urgency Urgency => Kind switch
    {
        DeedKind.Remove => Urgency.Removal,
        DeedKind.Ban or DeedKind.TimeOut => Urgency.Ban,
        DeedKind.Post or DeedKind.Announce or DeedKind.ShoutOut or DeedKind.Poll or DeedKind.EndPoll => Urgency.Post,
        _ => Urgency.Decision,
    };

    [JsonIgnore]
    public AfterCrash AfterCrash => Kind is DeedKind.Post or DeedKind.Announce or DeedKind.Warn or DeedKind.ShoutOut or DeedKind.Poll or DeedKind.EndPoll or DeedKind.Clear ? AfterCrash.Never : AfterCrash.Repeat;

    /// <summary>Whom it is done to; null: to nobody.</summary>
    [JsonIgnore]
    public virtual Target? Viewer => null;
}

public enum DeedKind { Remove, TimeOut, Ban, Untimeout, Unban, Warn, Hold, Modes, Shield, Clear, Post, Announce, ShoutOut, Poll, EndPoll }

/// <param name="MessageId">The platform's id in this very room (of a shared chat: the copy's). Never empty: to Twitch an empty one means the whole chat.</param>
/// <param name="Author">Whose it is.</param>
public sealed record RemoveDeed(string MessageId, Target Author) : Deed
{
    public override DeedKind Kind => DeedKind.Remove;

    public override Target Viewer => Author;
}

/// <param name="Seconds">1 to 1,209,600 (Twitch).</param>
public sealed record TimeOutDeed(Target Of, int Seconds, string? Reason = null) : Deed
{
    public override DeedKind Kind => DeedKind.TimeOut;

    public override Target Viewer => Of;
}

public sealed record BanDeed(Target Of, string? Reason = null) : Deed
{
    public override DeedKind Kind => DeedKind.Ban;

    public override Target Viewer => Of;
}

/// <param name="Handle">YouTube's id of the ban; null where the platform needs none.</param>
public sealed record UntimeoutDeed(Target Of, string? Handle = null) : Deed
{
    public override DeedKind Kind => DeedKind.Untimeout;

    public override Target Viewer => Of;
}

/// <param name="Handle">YouTube's id of the ban; null where the platform needs none.</param>
public sealed record UnbanDeed(Target Of, string? Handle = null) : Deed
{
    public override DeedKind Kind => DeedKind.Unban;

    public override Target Viewer => Of;
}

/// <param name="Reason">Shown to the viewer; 1 to 500 characters.</param>
public sealed record WarnDeed(Target Of, string Reason) : Deed
{
    public override DeedKind Kind => DeedKind.Warn;

    public override Target Viewer => Of;
}

/// <param name="HeldId">The platform's key of what it holds back.</param>
public sealed record HoldDeed(string HeldId, bool Allow, Target Author) : Deed
{
    public override DeedKind Kind => DeedKind.Hold;

    public override Target Viewer => Author;
}

/// <param name="Modes">Only what is to change.</param>
/// <param name="Before">How that stood, as far as it was known: what undo puts back.</param>
public sealed record ModesDeed(ChatModes Modes, ChatModes? Before = null) : Deed
{
    public override DeedKind Kind => DeedKind.Modes;
}

/// <summary>The platform's own switch against a raid.</summary>
public sealed record ShieldDeed(bool On) : Deed
{
    public override DeedKind Kind => DeedKind.Shield;
}

public sealed record ClearDeed : Deed
{
    public override DeedKind Kind => DeedKind.Clear;
}

/// <param name="ReplyTo">The platform's id of the message that it answers; null: it answers none.</param>
public sealed record PostDeed(string Text, string? ReplyTo = null) : Deed
{
    public override DeedKind Kind => DeedKind.Post;
}

/// <param name="Color">"primary", "blue", "green", "orange", "purple".</param>
public sealed record AnnounceDeed(string Text, string? Color = null) : Deed
{
    public override DeedKind Kind => DeedKind.Announce;
}

/// <param name="Login">Of the channel that is recommended.</param>
public sealed record ShoutOutDeed(string Login) : Deed
{
    public override DeedKind Kind => DeedKind.ShoutOut;
}

/// <param name="Choices">2 to 4 (YouTube) or 5 (Twitch), 25 characters each at most.</param>
/// <param name="Seconds">15 to 1,800 (Twitch); YouTube's runs until it is ended.</param>
public sealed record PollDeed(string Question, ImmutableArray<string> Choices, int Seconds) : Deed
{
    public override DeedKind Kind => DeedKind.Poll;

    public bool Equals(PollDeed? other) => other is not null && (Question, Seconds) == (other.Question, other.Seconds) && Choices.AsSpan().SequenceEqual(other.Choices.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Question, Choices.Length);
}

/// <param name="PollId">The platform's.</param>
public sealed record EndPollDeed(string PollId) : Deed
{
    public override DeedKind Kind => DeedKind.EndPoll;
}
