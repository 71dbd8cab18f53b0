using System.Collections.Immutable;
using LiveConsole.Domain.Posts;

namespace LiveConsole.Domain.Journal;

/// <summary>A post stands so now, whole: a new one, under the show's next number, or another's text.</summary>
public sealed record PostKept(int Number, PostWritten Written) : Entry;

/// <summary>Taken out of the library.</summary>
public sealed record PostDropped(int Number) : Entry;

/// <summary>It is ready: for its moment, or for a key.</summary>
public sealed record PostArmed(int Number, int? Key = null) : Entry;

/// <summary>It is repeated from then on.</summary>
public sealed record PostScheduled(int Number, DateTimeOffset First) : Entry;

/// <summary>These are neither armed nor repeated any more.</summary>
public sealed record PostsStopped(ImmutableArray<int> Numbers) : Entry
{
    public bool Equals(PostsStopped? other) => other is not null && Numbers.AsSpan().SequenceEqual(other.Numbers.AsSpan());

    public override int GetHashCode() => Numbers.Length;
}

/// <summary>It goes out: what is asked of the platforms stands in the entry beside this one.</summary>
/// <param name="Effects">One a chat.</param>
/// <param name="Slot">By its schedule: the time that this was.</param>
/// <param name="Next">When its schedule posts it again.</param>
public sealed record PostFired(int Number, PostEnding Ending, ImmutableArray<long> Effects, string? Moment = null, int? Slot = null, DateTimeOffset? Next = null) : Entry
{
    public bool Equals(PostFired? other) => other is not null && (Number, Ending, Moment, Slot, Next) == (other.Number, other.Ending, other.Moment, other.Slot, other.Next)
        && Effects.AsSpan().SequenceEqual(other.Effects.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Number, Slot);
}

/// <summary>A scheduled time was let pass.</summary>
public sealed record PostSlotPassed(int Number, int Slot, DateTimeOffset Next, PostPause Why) : Entry;
