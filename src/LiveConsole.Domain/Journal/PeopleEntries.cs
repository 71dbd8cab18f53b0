using System.Collections.Immutable;

namespace LiveConsole.Domain.Journal;

// Who is in the show and by whom, for the trail and the export. Rights are looked up in the accounts' store, never here: no rule reads these, and a reader may skip them.

/// <summary>An invitation was made.</summary>
/// <param name="Name">Whom it was made for; null: nobody in particular.</param>
/// <param name="Uses">How many people it lets in.</param>
/// <param name="Ends">Nobody comes in by it after.</param>
public sealed record PersonInvited(Guid Invitation, Role Role, ImmutableArray<string> Topics, string? Name, int Uses, DateTimeOffset Ends) : Entry
{
    public ImmutableArray<string> Topics { get; init; } = Topics.IsDefault ? [] : Topics;

    public bool Equals(PersonInvited? other) => other is not null && (Invitation, Role, Name, Uses, Ends) == (other.Invitation, other.Role, other.Name, other.Uses, other.Ends)
        && Topics.AsSpan().SequenceEqual(other.Topics.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Invitation, Role, Name, Uses, Ends);
}

/// <summary>Nobody comes in by it any more; who had stayed, unless entries of their own beside this one say that they left.</summary>
public sealed record InvitationRevoked(Guid Invitation, Role Role, string? Name) : Entry;

/// <summary>Somebody came in: the entry's actor, in their role.</summary>
/// <param name="Invitation">By which; null: they were in the installation already.</param>
public sealed record PersonJoined(Actor Person, ImmutableArray<string> Topics, Guid? Invitation) : Entry
{
    public ImmutableArray<string> Topics { get; init; } = Topics.IsDefault ? [] : Topics;

    public bool Equals(PersonJoined? other) => other is not null && Person == other.Person && Invitation == other.Invitation && Topics.AsSpan().SequenceEqual(other.Topics.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Person, Invitation);
}

/// <summary>Somebody may do something else from now on.</summary>
/// <param name="Person">In the new role.</param>
/// <param name="Topics">The new ones.</param>
public sealed record RoleChanged(Actor Person, Role Before, ImmutableArray<string> Topics) : Entry
{
    public ImmutableArray<string> Topics { get; init; } = Topics.IsDefault ? [] : Topics;

    public bool Equals(RoleChanged? other) => other is not null && Person == other.Person && Before == other.Before && Topics.AsSpan().SequenceEqual(other.Topics.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Person, Before);
}

/// <summary>Somebody is not in the show any more: the entry's actor took them out.</summary>
/// <param name="Person">In the role they had.</param>
public sealed record PersonLeft(Actor Person) : Entry;
