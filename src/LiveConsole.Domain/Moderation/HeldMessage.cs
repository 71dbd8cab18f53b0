using System.Collections.Immutable;
using System.Text.Json.Serialization;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Domain.Moderation;

/// <summary>A stretch of a text, in UTF-16 units; always within it.</summary>
public readonly record struct Stretch(int Start, int Length);

/// <summary>How a held message ended: let through, turned away, or nobody decided in time.</summary>
public enum HoldOutcome { Allowed, Denied, Expired }

/// <summary>What a platform holds back (Twitch's AutoMod).</summary>
/// <param name="Id">The platform's key to decide about it. Whether the message has the same one when it is let through is not known.</param>
/// <param name="Reason">"automod" or "blocked_term", in the platform's word.</param>
/// <param name="Category">What AutoMod takes it for ("swearing", "sexwords"); null for a blocked term.</param>
/// <param name="Level">1 to 4, 4 the worst; null for a blocked term.</param>
/// <param name="Flagged">What of the text it is about.</param>
public sealed record HeldMessage(string Platform, string Channel, string Id, DateTimeOffset HeldAt, Author Author, string Text, string Reason,
    string? Category = null, int? Level = null, ImmutableArray<Stretch> Flagged = default, ImmutableArray<MessagePart> Parts = default)
{
    public ImmutableArray<Stretch> Flagged { get; init; } = Flagged.IsDefault ? [] : Flagged;

    public ImmutableArray<MessagePart> Parts { get; init; } = Parts.IsDefault ? [] : Parts;

    public bool Equals(HeldMessage? other) => other is not null && (Platform, Channel, Id, HeldAt, Text) == (other.Platform, other.Channel, other.Id, other.HeldAt, other.Text)
        && Author == other.Author && (Reason, Category, Level) == (other.Reason, other.Category, other.Level)
        && Flagged.AsSpan().SequenceEqual(other.Flagged.AsSpan()) && Parts.AsSpan().SequenceEqual(other.Parts.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Platform, Id);
}

/// <summary>A held message and what became of it.</summary>
/// <param name="Sequence">Of the entry that held it.</param>
/// <param name="Outcome">Null: it waits, as far as is known.</param>
/// <param name="By">Who decided; null: nobody, or it is not told.</param>
/// <param name="CameAt">Show time at which we heard of it. Null: in a state stored before that was kept.</param>
public sealed record Hold(long Sequence, HeldMessage Message, HoldOutcome? Outcome = null, DateTimeOffset? SettledAt = null, string? By = null, DateTimeOffset? CameAt = null)
{
    /// <summary>How long Twitch keeps a message waiting: said in practice, written nowhere. Hence "about", and an end that is computed is never said as a fact.</summary>
    public static readonly TimeSpan LastsAbout = TimeSpan.FromMinutes(5);

    /// <summary>Since when it waits, by the show's clock: the platform's own may be wrong, and tells at once what it holds. Its <see cref="HeldMessage.HeldAt"/> is only what it said.</summary>
    [JsonIgnore]
    public DateTimeOffset Since => CameAt ?? Message.HeldAt;

    /// <summary>By the show's clock.</summary>
    [JsonIgnore]
    public DateTimeOffset EndsAbout => Since + LastsAbout;
}
