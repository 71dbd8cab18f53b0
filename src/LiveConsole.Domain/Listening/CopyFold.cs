using System.Collections.Immutable;

namespace LiveConsole.Domain.Listening;

/// <summary>Messages that say the same, as one.</summary>
/// <param name="First">Sequence of the first one that still stands.</param>
/// <param name="Last">Of the newest.</param>
/// <param name="Count">How many; two at least.</param>
/// <param name="People">By how many viewers.</param>
/// <param name="Platforms">How many from each platform, by its name.</param>
/// <param name="Emotes">A run of messages that are nothing but emotes.</param>
public sealed record CopyFold(long First, long Last, int Count, int People, ImmutableArray<(string Platform, int Count)> Platforms, bool Emotes)
{
    public bool Equals(CopyFold? other) => other is not null && First == other.First && Last == other.Last && Count == other.Count && People == other.People
        && Emotes == other.Emotes && Platforms.AsSpan().SequenceEqual(other.Platforms.AsSpan());

    public override int GetHashCode() => HashCode.Combine(First, Last, Count);
}
