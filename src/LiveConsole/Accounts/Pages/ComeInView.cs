using LiveConsole.Accounts.Invitations;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Accounts.Pages;

/// <summary>What the page behind a link says.</summary>
/// <param name="State">One of <see cref="ComeInPage"/>'s.</param>
public sealed record ComeInView(string State, InvitationRow? Link = null, IShow? Show = null)
{
    public string? Token { get; init; }
    public string? Antiforgery { get; init; }
    public string? Name { get; init; }
    public Role? Role { get; init; }
    public string? Desk { get; init; }
    public DateTimeOffset? Until { get; init; }

    public bool Rehearsal => Show?.Snapshot.State.Settings?.Rehearsal == true;

    public string Title => Show?.Snapshot.State.Settings?.Title ?? "";

    /// <summary>"expert: images, sound".</summary>
    public string What => Link is null ? "" : ComeInWords.RoleWith(Link.Role, Show is null ? [] : TopicNames.Of(Show.Snapshot.State.Settings, Link.TopicKeys()));

    /// <summary>"Sunday 23 November, 13:00" on the show's clock.</summary>
    public string UntilWords => Until is { } until ? ComeInWords.DayAndTime(Show, until) : "";
}
