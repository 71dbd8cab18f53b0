using LiveConsole.Domain.Journal;
using LiveConsole.Domain.People;
using LiveConsole.Features.Frame;
using LiveConsole.Shows;

namespace LiveConsole.Features.People;

/// <summary>Roles that a person may be given by this one: those with a desk to sit at.</summary>
public static class InvitableRoles
{
    public static IReadOnlyList<Role> For(Actor by) =>
        [.. Enum.GetValues<Role>().Where(r => r is not Role.Presenter && PeopleRules.WhyNotGive(by, r) is null && Desks.For(new Reader(r)).Any())];
}
