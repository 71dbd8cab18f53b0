using System.Security.Claims;
using LiveConsole.Accounts;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Features.Shows;

/// <summary>Somebody at a page that belongs to no one show.</summary>
/// <param name="RunsIt">Makes shows, sets the installation up.</param>
public sealed record HousePerson(string Id, string Name, bool RunsIt)
{
    /// <returns>Null: nobody is signed in.</returns>
    public static HousePerson? Of(ClaimsPrincipal? user, Crew crew, IShows shows)
    {
        if (user is null || crew.SignedIn(user) is not { } person) return null;
        return new HousePerson(person, crew.NameOf(person) ?? "",
            crew.IsOwner(person) || (!crew.HasOwner && crew.ShowsOf(person).Any(s => s.Role == Role.Owner && shows.Find(s.Show) is not null)));
    }
}
