namespace LiveConsole.Domain.Journal;

/// <summary>What a person may be in a show. A higher role does not hold every right of the others: see <see cref="Rights"/>.</summary>
public enum Role { Owner, Producer, Editor, Lead, Moderator, Expert, Presenter, Overlay, Observer }

/// <summary>A right that a verb needs, looked up when the command is sent.</summary>
public enum Permission { Read, Triage, Rundown, Take, Clear, Overlay, Signal, Moments, Configure, Withdraw, Claim, Crew, Audit }

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

/// <summary>The one table of who may do what. Later issues make parts of it a show's setting.</summary>
public static class Rights
{
    public static bool Has(Role role, Permission permission) => permission switch
    {
        Permission.Read => true,
        // CLEAR is never refused to a desk, whoever sits there (product.md, rule 4).
        Permission.Clear => role is not (Role.Presenter or Role.Observer),
        Permission.Triage => role is Role.Owner or Role.Producer or Role.Editor or Role.Lead or Role.Moderator,
        Permission.Rundown or Permission.Take => role is Role.Owner or Role.Producer or Role.Editor,
        Permission.Overlay => role is Role.Owner or Role.Producer or Role.Editor or Role.Overlay,
        Permission.Signal => role is Role.Presenter,
        Permission.Moments => role is Role.Owner or Role.Producer or Role.Editor or Role.Lead,
        // What becomes of a cleared chat's questions: who has a say over the air, and the lead (desks.md, section 4).
        Permission.Withdraw => role is Role.Owner or Role.Producer or Role.Editor or Role.Lead,
        Permission.Claim => role is Role.Owner or Role.Producer or Role.Editor or Role.Lead or Role.Moderator or Role.Expert,
        // The crew line, rings and hand-over notes: everybody who works, not who only looks on.
        Permission.Crew => role is not (Role.Presenter or Role.Observer),
        // Who did what, from the journal.
        Permission.Audit => role is Role.Owner or Role.Producer or Role.Editor or Role.Lead,
        Permission.Configure => role is Role.Owner or Role.Producer,
        _ => false,
    };
}
