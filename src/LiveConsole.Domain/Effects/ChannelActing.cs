using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace LiveConsole.Domain.Effects;

/// <summary>Why nothing, or not this, can be done.</summary>
public enum EffectTrouble
{
    None,

    /// <summary>The platform said no; its words are with it.</summary>
    Refused,

    NoAccount,

    /// <summary>The account is no moderator there, or was not given the right when it was connected.</summary>
    NotAllowed,

    /// <summary>A person must connect the account again.</summary>
    SignInDead,

    /// <summary>The project's units of the day are used, or kept for the lead.</summary>
    QuotaSpent,

    /// <summary>The platform has no such call.</summary>
    CannotThere,

    /// <summary>The platform did not answer, and it is not known what became of the call.</summary>
    NoAnswer,

    /// <summary>Its time was over before it could be done.</summary>
    TooLate,
}

/// <summary>As whom this show acts in a channel, and what that account may do there, as last looked at.</summary>
/// <param name="As">The account's name on the platform; null: none acts.</param>
/// <param name="AsId">The account's id there: what it writes comes back under it.</param>
/// <param name="Can">What is granted and possible.</param>
/// <param name="Trouble">Why nothing can be done, or less than all.</param>
/// <param name="Said">The platform's words to it.</param>
public sealed record ChannelActing(string Platform, string Channel, string? As, string? AsId, ImmutableArray<DeedKind> Can, EffectTrouble Trouble = EffectTrouble.None, string? Said = null)
{
    public ImmutableArray<DeedKind> Can { get; init; } = Can.IsDefault ? [] : Can;

    /// <summary>Show time since which it stands so; what is the same later keeps it. Null: not known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The channel was taken out of the show: what is known of the account outlives that, acting there does not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool TakenOut { get; init; }

    public bool Equals(ChannelActing? other) => other is not null && (Platform, Channel, As, AsId, Trouble, Said, TakenOut) == (other.Platform, other.Channel, other.As, other.AsId, other.Trouble, other.Said, other.TakenOut)
        && Can.AsSpan().SequenceEqual(other.Can.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Platform, Channel, As);
}
