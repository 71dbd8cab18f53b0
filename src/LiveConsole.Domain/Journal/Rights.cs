namespace LiveConsole.Domain.Journal;

/// <summary>What one may do in a show, looked up when a verb is sent, or read of it (those that begin with Read).</summary>
public enum Permission
{
    /// <summary>What is on air and next, the rundown, the phase and the clocks.</summary>
    ReadAir,

    /// <summary>All items, with who asked them.</summary>
    ReadBoard,

    /// <summary>The chats, older messages and the search.</summary>
    ReadFeed,

    /// <summary>What a removed message said, and whose it was.</summary>
    ReadRemoved,

    /// <summary>The platforms' ids and logins of viewers.</summary>
    ReadViewers,

    /// <summary>Who is at which desk, and what they did last.</summary>
    ReadCrew,

    /// <summary>How the channels are read, viewers' counts, gaps, what is wrong now.</summary>
    ReadSources,

    /// <summary>All settings. Everybody knows title, times, topics and rules.</summary>
    ReadSettings,

    /// <summary>Who did what, from the journal, and its export.</summary>
    Audit,

    /// <summary>Acting on the platforms: remove, hide here, time out, ban, warn, decide what is held.</summary>
    Moderate,

    /// <summary>The chats themselves: modes, shield, clearing; and what volunteers did.</summary>
    Modes,

    /// <summary>Writing to the chats in the show's name.</summary>
    Post,

    Triage, Claim, Rundown, Take,

    /// <summary>Whose approval lets an item air in the critical phase.</summary>
    Critical,

    Clear, Overlay, Signal, Moments, Withdraw,

    /// <summary>The crew line, rings and hand-over notes.</summary>
    Crew,

    Configure,

    /// <summary>Inviting into the show and sending away.</summary>
    People,
}

/// <summary>The one table of who may do and read what; where it is left to the show, its <see cref="ShowRules"/> decide. docs/permissions.md is written from it.</summary>
public static class Rights
{
    public static bool Has(Role role, Permission permission, ShowRules rules) => permission switch
    {
        Permission.ReadAir => true,
        Permission.ReadBoard or Permission.ReadCrew => role is not (Role.Presenter or Role.Overlay),
        Permission.ReadSources => role is not Role.Presenter,
        // An expert reads questions, not the chat (desks.md, section 7).
        Permission.ReadFeed => Moderates(role) || role is Role.Observer,
        Permission.ReadRemoved or Permission.ReadViewers => Moderates(role),
        Permission.ReadSettings or Permission.Audit => HasASay(role) || role is Role.Lead,
        Permission.Triage or Permission.Moderate => Moderates(role),
        // One who could empty a chat has the lead's say (desks.md, section 5).
        Permission.Modes => Produces(role) || role is Role.Lead,
        Permission.Post => HasASay(role) || role is Role.Lead,
        Permission.Claim => Moderates(role) || role is Role.Expert,
        Permission.Rundown => HasASay(role),
        Permission.Take => rules.MayTake.Contains(role),
        // CLEAR is never refused to a desk, whoever sits there (product.md, rule 4).
        Permission.Clear => role is not (Role.Presenter or Role.Observer),
        // Everybody who works, not who only looks on.
        Permission.Crew => role is not (Role.Presenter or Role.Observer),
        Permission.Overlay => HasASay(role) || role is Role.Overlay,
        Permission.Signal => role is Role.Presenter,
        // What becomes of a cleared chat's questions: who has a say over the air, and the lead (desks.md, section 4).
        Permission.Moments or Permission.Withdraw => HasASay(role) || role is Role.Lead,
        Permission.Configure or Permission.People or Permission.Critical => Produces(role),
        _ => throw new ArgumentOutOfRangeException(nameof(permission), permission, null),
    };

    private static bool Produces(Role role) => role is Role.Owner or Role.Producer;

    /// <summary>Over what goes on air (product.md, people and their desks).</summary>
    private static bool HasASay(Role role) => Produces(role) || role is Role.Editor;

    private static bool Moderates(Role role) => HasASay(role) || role is Role.Lead or Role.Moderator;
}
