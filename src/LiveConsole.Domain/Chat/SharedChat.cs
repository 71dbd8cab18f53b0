using System.Collections.Immutable;

namespace LiveConsole.Domain.Chat;

/// <summary>One conversation of several channels (Twitch).</summary>
/// <param name="Host">Its host's login.</param>
public sealed record SharedChat(string Id, string Host, ImmutableArray<SharedChannel> Channels)
{
    public ImmutableArray<SharedChannel> Channels { get; init; } = Channels.IsDefault ? [] : Channels;

    /// <returns>The name of the channel a message was written in, where it was told by its number only; null: it is none of these.</returns>
    public string? NameOf(string channelId)
    {
        foreach (var channel in Channels)
        {
            if (channel.Id == channelId) return channel.Name;
        }

        return null;
    }

    public bool Equals(SharedChat? other) => other is not null && Id == other.Id && Host == other.Host && Channels.AsSpan().SequenceEqual(other.Channels.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Id, Host);
}

public sealed record SharedChannel(string Id, string Login, string Name);
