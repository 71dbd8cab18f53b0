using LiveConsole.Domain.Journal;

namespace LiveConsole.Features.Frame;

/// <param name="Name">Last part of its address.</param>
/// <param name="Letter">G, then this letter, goes there.</param>
public sealed record DeskPage(string Name, char Letter);

/// <summary>The desks there are, and who may open them.</summary>
public static class Desks
{
    public static DeskPage Moderate { get; } = new("moderate", 'm');

    public static DeskPage Questions { get; } = new("questions", 'q');

    public static IReadOnlyList<DeskPage> For(Role role) =>
        Rights.Has(role, Permission.Triage) || role is Role.Observer ? [Moderate, Questions]
        // The board, until experts have a desk of their own.
        : role is Role.Expert ? [Questions] : [];
}
