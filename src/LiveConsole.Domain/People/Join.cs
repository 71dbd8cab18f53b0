using System.Collections.Immutable;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.People;

/// <summary>Says that whoever sends it came in.</summary>
public sealed record Join(ImmutableArray<string> Topics, Guid? Invitation) : IShowCommand
{
    public string Verb => "join";

    public Permission Needs => Permission.ReadAir;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now) => new PersonJoined(by, Topics, Invitation);
}
