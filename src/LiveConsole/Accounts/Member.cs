using LiveConsole.Domain.Journal;

namespace LiveConsole.Accounts;

/// <summary>How somebody's place in a show ended.</summary>
/// <param name="By">The name of who took them out.</param>
/// <param name="At">Show time.</param>
public sealed record Leaving(string By, DateTimeOffset At);

/// <summary>Somebody's place in one show.</summary>
/// <param name="Topics">Keys, one a line.</param>
/// <param name="Invitation">By which they came in last; null: by none.</param>
/// <param name="Left">Null: nobody took them out.</param>
/// <param name="EndsAt">The end of that invitation; null: none.</param>
public sealed record Member(Role Role, string Topics, DateTimeOffset? JoinedAt, Guid? Invitation, Leaving? Left, DateTimeOffset? EndsAt, bool EndsWithShow)
{
    internal static Member Of(MembershipRow row) => new(row.Role, row.Topics, row.JoinedAt, row.InvitationId, row.EndedAt is { } at ? new Leaving(row.EndedByName ?? "", at) : null, row.EndsAt, row.EndsWithShow);
}

/// <summary>Somebody in a show, as its people's page lists them.</summary>
/// <param name="LastSeen">When a browser of theirs was last here, to the hour; null: none that is still let in.</param>
/// <param name="HouseOwner">An owner of the installation: in every show, and taken out of none.</param>
/// <param name="Until">When they are out of it by themselves, as things stand; null: never.</param>
public sealed record Seat(string Person, string Name, Role Role, IReadOnlyList<string> Topics, DateTimeOffset? JoinedAt, Guid? Invitation, DateTimeOffset? LastSeen, bool HouseOwner, DateTimeOffset? Until)
{
    /// <summary>Some browser of theirs is let in now.</summary>
    public bool SignedIn => LastSeen is not null;
}

/// <summary>How somebody stands in a show now.</summary>
public abstract record Standing
{
    public sealed record In(Actor Actor) : Standing;

    public sealed record TakenOut(Leaving Left) : Standing;

    /// <summary>The time they were invited for is over.</summary>
    public sealed record Over(DateTimeOffset At) : Standing;

    /// <summary>Their session has ended, or there never was one.</summary>
    public sealed record SignedOut : Standing;

    /// <summary>Signed in, and not in this show.</summary>
    public sealed record Stranger : Standing;
}
