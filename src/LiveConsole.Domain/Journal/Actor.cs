namespace LiveConsole.Domain.Journal;

/// <summary>What a person may be in a show. A higher role does not hold every right of the others: see <see cref="Rights"/>.</summary>
public enum Role { Owner, Producer, Editor, Lead, Moderator, Expert, Presenter, Overlay, Observer }

/// <summary>Who did something, as the journal keeps it.</summary>
/// <param name="Id">The account's id, a screen's id, or "platform" and "program" for what no person did.</param>
/// <param name="Name">The name shown to the crew.</param>
/// <param name="Played">A colleague played by the rehearsal: labelled so everywhere.</param>
public sealed record Actor(string Id, string Name, Role Role, bool Played = false)
{
    /// <summary>What follows from the show's own rules, not from a person's decision.</summary>
    public static Actor Program { get; } = new("program", "LiveConsole", Role.Owner);

    public bool IsPerson => Id is not ("program" or "platform");
}
