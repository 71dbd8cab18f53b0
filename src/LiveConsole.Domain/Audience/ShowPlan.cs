using System.Collections.Immutable;

namespace LiveConsole.Domain.Audience;

/// <summary>When a show is and the parts it is planned in. Times are what the crew wrote; nothing begins by itself.</summary>
public sealed record ShowPlan
{
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>Guests may work until then, and 12 hours on.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>What the phases' clocks count to and from (a landing); null: the show has none.</summary>
    public DateTimeOffset? Zero { get; init; }

    /// <summary>In order.</summary>
    public ImmutableArray<PlannedPhase> Phases { get; init => field = value.IsDefault ? [] : value; } = [];
}

/// <param name="Key">As in <see cref="Phase"/>.</param>
/// <param name="FromZero">When it begins, counted from the plan's zero (before it: negative); null: when somebody says so.</param>
/// <param name="Critical">Changes the desks' defaults (desks.md, section 4).</param>
public sealed record PlannedPhase(string Key, string WordFr, string WordEn, TimeSpan? FromZero = null, bool Critical = false);
