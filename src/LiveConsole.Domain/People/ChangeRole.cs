using System.Collections.Immutable;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.People;

/// <summary>Gives somebody in the show another role, or an expert other topics.</summary>
/// <param name="Person">As they were until now.</param>
public sealed record ChangeRole(Actor Person, Role Role, ImmutableArray<string> Topics) : IShowCommand
{
    public string Verb => "role";

    public Permission Needs => Permission.People;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if ((PeopleRules.WhyNotTouch(by, Person) ?? PeopleRules.WhyNotGive(by, Role)) is { } refusal) return refusal;
        return new RoleChanged(Person with { Role = Role }, Person.Role, Topics);
    }
}
