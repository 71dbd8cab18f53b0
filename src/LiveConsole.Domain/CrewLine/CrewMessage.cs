using System.Collections.Immutable;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.CrewLine;

/// <summary>To whom something is said: one person, a desk, or (neither) everybody.</summary>
/// <param name="Name">Of the person, as the crew knows them.</param>
public sealed record CrewRecipient(string? Person = null, string? Name = null, string? Desk = null)
{
    public static CrewRecipient All { get; } = new();
}

/// <summary>Who has seen a message.</summary>
public sealed record CrewSight(string Person, string Name, DateTimeOffset At);

/// <summary>One message of the crew line.</summary>
/// <param name="Id">Sequence of its entry.</param>
/// <param name="Number">The item it is about: Q41; null: none.</param>
/// <param name="Urgent">Heard in the critical phase, too.</param>
/// <param name="Ring">The addressed pages flash.</param>
/// <param name="Addressed">Who was at a desk to read it when it was sent; not its sender, nor colleagues who are played.</param>
/// <param name="Seen">Oldest first.</param>
public sealed record CrewMessage(long Id, DateTimeOffset At, Actor By, string Text, CrewRecipient To, int? Number, bool Urgent, bool Ring,
    ImmutableArray<string> Addressed, ImmutableArray<CrewSight> Seen)
{
    public ImmutableArray<string> Addressed { get; init; } = Addressed.IsDefault ? [] : Addressed;

    public ImmutableArray<CrewSight> Seen { get; init; } = Seen.IsDefault ? [] : Seen;

    /// <summary>What is said to one person is read by the two of them.</summary>
    public bool IsFor(string person) => To.Person is null || To.Person == person || By.Id == person;

    /// <summary>It speaks to this person at this desk, and it is not their own.</summary>
    public bool Calls(string person, string desk) => By.Id != person && (To.Person is { } one ? one == person : To.Desk is null || To.Desk == desk);

    public bool SeenBy(string person) => Seen.Any(s => s.Person == person);

    /// <summary>"Seen by 4 of 5": of those who were there, and of those who came since and saw it.</summary>
    public int Readers => Addressed.Union(Seen.Select(s => s.Person), StringComparer.Ordinal).Count();

    public bool Equals(CrewMessage? other) => other is not null && (Id, At, By, Text, To, Number, Urgent, Ring) == (other.Id, other.At, other.By, other.Text, other.To, other.Number, other.Urgent, other.Ring)
        && Addressed.AsSpan().SequenceEqual(other.Addressed.AsSpan()) && Seen.AsSpan().SequenceEqual(other.Seen.AsSpan());

    public override int GetHashCode() => Id.GetHashCode();
}

/// <summary>A desk's hand-over note, as it stands.</summary>
/// <param name="Version">1 is the first; who writes says which one they saw.</param>
public sealed record HandoverNote(string Desk, string Text, Actor By, DateTimeOffset At, int Version);

/// <summary>The crew line's rules of the hour.</summary>
public static class CrewQuiet
{
    /// <summary>The show's critical minutes: only what is urgent is heard, and nobody is rung (desks.md, section 4).</summary>
    public static bool IsCritical(Phase? phase, ShowSettings? settings) => phase is not null
        && (phase.Key == "critical" || (settings?.Plan.Phases.Any(p => p.Critical && p.Key == phase.Key) ?? false));
}
