using System.Collections.Immutable;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.CrewLine;

/// <summary>Says something on the crew line, or rings somebody. In the critical phase nobody is rung, and what is not urgent waits in the panel.</summary>
/// <param name="Number">The item it is about; merged, it still finds the one that is left.</param>
public sealed record SayToCrew(string Text, CrewRecipient To, int? Number = null, bool Urgent = false, bool Ring = false) : IShowCommand
{
    public const int Longest = 500;

    /// <summary>Who is at a desk to read it, handed in by the show: the rule knows no presence.</summary>
    public ImmutableArray<string> Addressed { get; init; } = [];

    public string Verb => Ring ? "ring" : "say";

    public Permission Needs => Permission.Crew;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        var text = Text.Trim();
        if (text.Length == 0 && !Ring && Number is null) return Refusals.Invalid("There is nothing to say: type a few words.", "Il n'y a rien à dire : écrivez quelques mots.");
        if (text.Length > Longest) return Refusals.Invalid($"A crew message holds {Longest} characters; this has {text.Length}. Shorten it.", $"Un message d'équipe tient en {Longest} caractères ; celui-ci en a {text.Length}. Raccourcissez-le.");
        if (Number is { } number && show.Item(number) is null) return Refusals.NoItem;
        if (Ring && To is { Person: null, Desk: null }) return Refusals.Invalid("Ring one person or one desk.", "Sonnez une personne ou un poste.");
        if (Ring && CrewQuiet.IsCritical(show.Phase, show.Settings)) return Refusals.NoRinging;
        return new CrewSaid(text, To, Number, Urgent, Ring, Addressed);
    }
}

/// <summary>Somebody has seen messages that speak to them.</summary>
/// <param name="Messages"><see cref="CrewMessage.Id"/>s.</param>
public sealed record SeeCrewMessages(ImmutableArray<long> Messages) : IShowCommand
{
    public string Verb => "seen";

    public Permission Needs => Permission.Crew;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        ImmutableArray<long> fresh = [.. show.CrewLine.Where(m => Messages.Contains(m.Id) && m.By.Id != by.Id && m.IsFor(by.Id) && !m.SeenBy(by.Id)).Select(m => m.Id)];
        return fresh.IsEmpty ? Decision.Unchanged : new CrewSeen(fresh);
    }

    public bool Equals(SeeCrewMessages? other) => other is not null && Messages.AsSpan().SequenceEqual(other.Messages.AsSpan());

    public override int GetHashCode() => Messages.Length;
}

/// <summary>Writes a desk's hand-over note. Who saw an older one is refused, told who wrote and when, and shown the new one: nobody's note is overwritten.</summary>
/// <param name="SeenVersion">0: there was none.</param>
public sealed record WriteHandover(string Desk, string Text, int SeenVersion) : IShowCommand
{
    public const int Longest = 2_000;

    /// <summary>Desks with a note: more than there will ever be, so that nobody fills the show's state with names.</summary>
    public const int MostDesks = 50;

    public string Verb => "handover";

    public Permission Needs => Permission.Crew;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(Desk) || Desk.Length > 40) return Refusals.Invalid("Say which desk the note is for.", "Dites à quel poste s'adresse la note.");
        if (Text.Length > Longest) return Refusals.Invalid($"A hand-over note holds {Longest} characters; this has {Text.Length}. Shorten it.", $"Une note de relève tient en {Longest} caractères ; celle-ci en a {Text.Length}. Raccourcissez-la.");
        var note = show.Handovers.GetValueOrDefault(Desk);
        if (note is null && show.Handovers.Count >= MostDesks) return Refusals.Invalid($"There are notes for {MostDesks} desks already. Write on one of those.", $"Il y a déjà des notes pour {MostDesks} postes. Écrivez sur l'une d'elles.");
        if ((note?.Version ?? 0) != SeenVersion) return Refusals.NoteChanged(show, note!);
        return Text.Trim() == (note?.Text ?? "") ? Decision.Unchanged : new HandoverWritten(Desk, Text.Trim());
    }
}
