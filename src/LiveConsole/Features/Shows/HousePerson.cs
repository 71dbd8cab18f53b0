using System.Security.Claims;
using LiveConsole.Accounts;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Features.Shows;

/// <summary>Somebody at a page that belongs to no one show.</summary>
/// <param name="RunsIt">Makes shows, sets the installation up: as it was when the page was made. What is done is asked of <see cref="StillRunsIt"/>.</param>
public sealed record HousePerson(ClaimsPrincipal User, string Id, string Name, bool RunsIt)
{
    /// <returns>Null: nobody is signed in.</returns>
    public static HousePerson? Of(ClaimsPrincipal? user, Crew crew, IShows shows) =>
        user is null || crew.SignedIn(user) is not { } person ? null : new HousePerson(user, person, crew.NameOf(person) ?? "", crew.RunsInstallation(user, shows));

    /// <summary>For a deed of the whole installation; their role in each show is looked up where it is said.</summary>
    public Actor Me => new(Id, Name, Role.Owner);

    /// <summary>At this moment: an open page does not know yet what was taken away a moment ago.</summary>
    public bool StillRunsIt(Crew crew, IShows shows) => crew.RunsInstallation(User, shows);
}
