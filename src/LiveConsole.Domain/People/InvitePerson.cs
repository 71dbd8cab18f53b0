using System.Collections.Immutable;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.People;

/// <summary>Says that an invitation was made. Its link is kept by the accounts' store and shown to nobody before this is in the journal.</summary>
public sealed record InvitePerson(Guid Invitation, Role Role, ImmutableArray<string> Topics, string? Name, int Uses, DateTimeOffset Ends) : IShowCommand
{
    public string Verb => "invite";

    public Permission Needs => Permission.People;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (PeopleRules.WhyNotGive(by, Role) is { } refusal) return refusal;
        if (Uses is < 1 or > PeopleRules.MostUses) return Refusals.Invalid(
            $"An invitation is for 1 to {PeopleRules.MostUses} people.", $"Une invitation vaut pour 1 à {PeopleRules.MostUses} personnes.");
        return new PersonInvited(Invitation, Role, Topics, Name, Uses, Ends);
    }
}

/// <summary>Says that an invitation was revoked; who came in by it leaves by <see cref="TakeOut"/>, if they do.</summary>
public sealed record RevokeInvitation(Guid Invitation, Role Role, string? Name) : IShowCommand
{
    public string Verb => "revoke-invitation";

    public Permission Needs => Permission.People;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now) =>
        PeopleRules.WhyNotGive(by, Role) is { } refusal ? refusal : new InvitationRevoked(Invitation, Role, Name);
}
