using System.Security.Claims;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Accounts;

/// <summary>Who is who in a show. Rights are looked up here each time they are needed, never taken from a connection's principal.</summary>
public interface ICrew
{
    /// <returns>The signed-in person as they act in this show now; null: they may not enter it.</returns>
    Actor? ActorFor(ClaimsPrincipal user, ShowId show);

    /// <returns>The same person, screen or played colleague with the role they have now; null: they have none any more.</returns>
    Actor? Current(Actor actor, ShowId show);

    /// <summary>Whether this person sets the installation up: its accounts, its clients, its people.</summary>
    bool RunsInstallation(string person, IShows shows);
}
