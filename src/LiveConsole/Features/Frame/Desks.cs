using System.Collections.Immutable;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Features.Frame;

/// <param name="Name">Last part of its address.</param>
/// <param name="Letter">G, then this letter, goes there.</param>
/// <param name="Needs">Who has this right may open it.</param>
public sealed record DeskPage(string Name, char Letter, Permission Needs);

/// <summary>The desks there are, and who may open them.</summary>
public static class Desks
{
    public static DeskPage Moderate { get; } = new("moderate", 'm', Permission.ReadFeed);

    public static DeskPage Questions { get; } = new("questions", 'q', Permission.ReadBoard);

    public static DeskPage Settings { get; } = new("settings", 's', Permission.Configure);

    public static ImmutableArray<DeskPage> All { get; } = [Moderate, Questions, Settings];

    public static IEnumerable<DeskPage> For(Reader reader) => All.Where(d => reader.May(d.Needs));
}
