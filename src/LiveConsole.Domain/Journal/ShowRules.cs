using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace LiveConsole.Domain.Journal;

/// <summary>What a show lets its roles do where the table of <see cref="Rights"/> leaves it to the show. Defaults: desks.md, sections 4 and 13.</summary>
public sealed record ShowRules
{
    /// <summary>Who may TAKE; the overlay operator when granted.</summary>
    public ImmutableArray<Role> MayTake { get; init => field = value.IsDefault ? Usual : value; } = Usual;

    /// <summary>The longest time-out that a moderator who is no lead may give.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public TimeSpan LongestTimeOut { get; init; } = TimeSpan.FromHours(1);

    // Written always: left out, false would be read as what it begins with.
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public bool ModeratorsMayBan { get; init; } = true;

    /// <summary>In the critical phase TAKE airs only what a producer approved, and what a producer takes or wrote.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public bool CriticalByProducer { get; init; } = true;

    /// <summary>How long a claim holds from its last sign of life. Not given (as in settings of before it could be): 5 minutes.</summary>
    public TimeSpan ClaimFor { get; init => field = value > TimeSpan.Zero ? value : TimeSpan.FromMinutes(5); } = TimeSpan.FromMinutes(5);

    private static ImmutableArray<Role> Usual { get; } = [Role.Owner, Role.Producer, Role.Editor];

    /// <summary>Of a show that set none. After what it is made of.</summary>
    public static ShowRules Default { get; } = new();
}
