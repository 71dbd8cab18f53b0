using LiveConsole.Domain.Journal;

namespace LiveConsole.Shows;

/// <summary>Who reads: the one thing that decides what they get.</summary>
public sealed record Reader(Role Role)
{
    /// <summary>By the one table of rights; no show's rules change what may be read.</summary>
    public bool May(Permission permission) => Rights.Has(Role, permission, ShowRules.Default);

    /// <summary>May see what a removed message said, and who removed it.</summary>
    public bool MaySeeRemoved { get; } = Rights.Has(Role, Permission.ReadRemoved, ShowRules.Default);

    /// <summary>What moderators ask the lead to look at: distress, threats, a child's data.</summary>
    public bool MaySeeCalls { get; } = Rights.Has(Role, Permission.Withdraw, ShowRules.Default);

    public bool MaySeeViewers { get; } = Rights.Has(Role, Permission.ReadViewers, ShowRules.Default);

    public bool MaySeeFeed { get; } = Rights.Has(Role, Permission.ReadFeed, ShowRules.Default);

    public bool MaySeeBoard { get; } = Rights.Has(Role, Permission.ReadBoard, ShowRules.Default);

    public bool MaySeeCrew { get; } = Rights.Has(Role, Permission.ReadCrew, ShowRules.Default);

    public bool MaySeeSources { get; } = Rights.Has(Role, Permission.ReadSources, ShowRules.Default);

    public bool MaySeeSettings { get; } = Rights.Has(Role, Permission.ReadSettings, ShowRules.Default);
}
