using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.People;

/// <summary>Takes somebody out of the show.</summary>
/// <param name="Person">As they were until now.</param>
public sealed record TakeOut(Actor Person) : IShowCommand
{
    public string Verb => "take-out";

    public Permission Needs => Permission.People;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now) =>
        PeopleRules.WhyNotTouch(by, Person) is { } refusal ? refusal : new PersonLeft(Person);
}
