using System.Collections.Immutable;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Features.Frame;

/// <param name="Name">Last part of its address.</param>
/// <param name="Letter">G, then this letter, goes there.</param>
/// <param name="Needs">Who has this right may open it.</param>
public sealed record DeskPage(string Name, char Letter, Permission Needs)
{
    /// <summary>People sit there through the show: it is written to, and handed over.</summary>
    public bool IsSeat { get; init; }

    /// <summary>Its address stands in the rail of every desk.</summary>
    public bool InRail { get; init; } = true;
}

/// <summary>The desks there are, and who may open them.</summary>
public static class Desks
{
    public static DeskPage Moderate { get; } = new("moderate", 'm', Permission.ReadFeed) { IsSeat = true };

    public static DeskPage Questions { get; } = new("questions", 'q', Permission.ReadBoard) { IsSeat = true };

    /// <summary>For who types what was asked elsewhere: in the hall, on the telephone.</summary>
    public static DeskPage ByHand { get; } = new("by-hand", 'h', Permission.Triage);

    /// <summary>What the show writes to its chats.</summary>
    public static DeskPage Posts { get; } = new("posts", 'w', Permission.Post);

    public static DeskPage Settings { get; } = new("settings", 's', Permission.Configure);

    /// <summary>Opened from the crew panel.</summary>
    public static DeskPage Audit { get; } = new("audit", '\0', Permission.Audit) { InRail = false };

    /// <summary>Of a rehearsal; opened from its strip.</summary>
    public static DeskPage Debrief { get; } = new("debrief", '\0', Permission.Audit) { InRail = false };

    /// <summary>The small remote of who runs the overlay (desks.md, section 11).</summary>
    public static DeskPage OnAir { get; } = new("on-air", 'o', Permission.Clear) { IsSeat = true };

    public static ImmutableArray<DeskPage> All { get; } = [Moderate, Questions, ByHand, Posts, OnAir, Settings, Audit, Debrief];

    public static IEnumerable<DeskPage> For(Reader reader) => All.Where(d => reader.May(d.Needs));
}
