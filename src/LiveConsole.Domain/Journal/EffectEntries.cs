using System.Collections.Immutable;
using LiveConsole.Domain.Effects;

namespace LiveConsole.Domain.Journal;

/// <summary>Somebody asks the platforms to do something: whoever listens does it, once.</summary>
public sealed record EffectsRequested(ImmutableArray<RequestedEffect> Effects) : Entry
{
    public bool Equals(EffectsRequested? other) => other is not null && Effects.AsSpan().SequenceEqual(other.Effects.AsSpan());

    public override int GetHashCode() => Effects.Length;
}

/// <summary>Taken back before they went out.</summary>
public sealed record EffectsCancelled(ImmutableArray<long> Effects) : Entry
{
    public bool Equals(EffectsCancelled? other) => other is not null && Effects.AsSpan().SequenceEqual(other.Effects.AsSpan());

    public override int GetHashCode() => Effects.Length;
}

/// <summary>The call goes out now: written before it does, by who holds the show's lease.</summary>
/// <param name="As">The account that the call is made with, for people.</param>
/// <param name="AsId">Its id on the platform; since version 2.</param>
public sealed record EffectStarted(long Effect, Guid Try, string? As = null, string? AsId = null) : ArrivalEntry;

/// <summary>The platform tells of it while its answer is still waited for.</summary>
/// <param name="At">The platform's time of it.</param>
public sealed record EffectTold(long Effect, DateTimeOffset At) : ArrivalEntry;

/// <summary>It waits once more: the platform asked for patience.</summary>
/// <param name="Unsent">A limit that is known kept it here: nothing was sent, and that was no try; since version 2.</param>
public sealed record EffectDelayed(long Effect, DateTimeOffset Until, EffectTrouble Trouble = EffectTrouble.None, string? Said = null, bool Unsent = false) : ArrivalEntry;

/// <summary>What became of it, with the platform's words.</summary>
/// <param name="Handle">The platform's id of the result; without YouTube's nobody can lift a ban but in its Studio.</param>
public sealed record EffectSettled(long Effect, EffectState Outcome, EffectTrouble Trouble = EffectTrouble.None, string? Said = null, string? Handle = null) : ArrivalEntry;

/// <summary>As whom the show acts in a channel from now on.</summary>
public sealed record ActingKnown(ChannelActing Acting) : ArrivalEntry;
