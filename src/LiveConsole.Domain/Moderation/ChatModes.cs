using System.Collections.Immutable;

namespace LiveConsole.Domain.Moderation;

/// <summary>The rules of a chat. Null: not told, so it stands as it did.</summary>
/// <param name="Slow">Seconds between two messages of a viewer; 0: off.</param>
/// <param name="Followers">Minutes one must have followed; 0: any follower; -1: off.</param>
/// <param name="Unique">No message twice.</param>
/// <param name="Members">Members only (YouTube).</param>
public sealed record ChatModes(bool? EmoteOnly = null, int? Slow = null, int? Followers = null, bool? Subscribers = null, bool? Unique = null, bool? Shield = null, bool? Members = null)
{
    public const int FollowersOff = -1;

    /// <summary>All that Twitch's chat rooms tell, off.</summary>
    public static ChatModes Off { get; } = new(EmoteOnly: false, Slow: 0, Followers: FollowersOff, Subscribers: false, Unique: false);

    public ChatModes With(ChatModes told) => new(told.EmoteOnly ?? EmoteOnly, told.Slow ?? Slow, told.Followers ?? Followers, told.Subscribers ?? Subscribers,
        told.Unique ?? Unique, told.Shield ?? Shield, told.Members ?? Members);

    /// <summary>The names of what is told here, as a source of stamps.</summary>
    public IEnumerable<ChatMode> Told()
    {
        if (EmoteOnly is not null) yield return ChatMode.EmoteOnly;
        if (Slow is not null) yield return ChatMode.Slow;
        if (Followers is not null) yield return ChatMode.Followers;
        if (Subscribers is not null) yield return ChatMode.Subscribers;
        if (Unique is not null) yield return ChatMode.Unique;
        if (Shield is not null) yield return ChatMode.Shield;
        if (Members is not null) yield return ChatMode.Members;
    }

    /// <summary>What of a chat is restricted now.</summary>
    public IEnumerable<ChatMode> On() => Told().Where(IsOn);

    public bool IsOn(ChatMode mode) => mode switch
    {
        ChatMode.EmoteOnly => EmoteOnly is true,
        ChatMode.Slow => Slow is > 0,
        ChatMode.Followers => Followers is >= 0,
        ChatMode.Subscribers => Subscribers is true,
        ChatMode.Unique => Unique is true,
        ChatMode.Shield => Shield is true,
        ChatMode.Members => Members is true,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    /// <summary>Of what is told here, only the modes that are told there, too.</summary>
    public ChatModes Only(ChatModes there) => new(
        there.EmoteOnly is null ? null : EmoteOnly, there.Slow is null ? null : Slow, there.Followers is null ? null : Followers,
        there.Subscribers is null ? null : Subscribers, there.Unique is null ? null : Unique, there.Shield is null ? null : Shield, there.Members is null ? null : Members);

    /// <summary>Of what is told here, only what differs from how it stood.</summary>
    public ChatModes ChangedFrom(ChatModes was) => new(
        EmoteOnly == was.EmoteOnly ? null : EmoteOnly, Slow == was.Slow ? null : Slow, Followers == was.Followers ? null : Followers,
        Subscribers == was.Subscribers ? null : Subscribers, Unique == was.Unique ? null : Unique, Shield == was.Shield ? null : Shield, Members == was.Members ? null : Members);
}

public enum ChatMode { EmoteOnly, Slow, Followers, Subscribers, Unique, Shield, Members }

/// <summary>Since when a mode stands as it does, and who set it; null: the platform does not tell.</summary>
public sealed record ModeStamp(ChatMode Mode, DateTimeOffset At, string? By);

/// <summary>The rules of one channel's chat as far as they are known.</summary>
/// <param name="Stamps">One a mode whose change we saw; what stood already when we came has none.</param>
public sealed record ChannelModes(string Platform, string Channel, ChatModes Modes, ImmutableArray<ModeStamp> Stamps)
{
    public ImmutableArray<ModeStamp> Stamps { get; init; } = Stamps.IsDefault ? [] : Stamps;

    public ModeStamp? Stamp(ChatMode mode) => Stamps.FirstOrDefault(s => s.Mode == mode);

    /// <param name="first">What is told here stood already: since when is not known.</param>
    public ChannelModes With(ChatModes told, DateTimeOffset at, string? by, bool first)
    {
        var stamps = first ? Stamps : Stamps.RemoveAll(s => told.Told().Contains(s.Mode)).AddRange(told.Told().Select(m => new ModeStamp(m, at, by)));
        return this with { Modes = Modes.With(told), Stamps = stamps };
    }

    public bool Equals(ChannelModes? other) => other is not null && (Platform, Channel, Modes) == (other.Platform, other.Channel, other.Modes) && Stamps.AsSpan().SequenceEqual(other.Stamps.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Platform, Channel);
}
