using System.Collections.Concurrent;
using System.Security.Claims;
using LiveConsole.Accounts.ApiTokens;
using LiveConsole.Domain.Journal;
using LiveConsole.Screens;
using LiveConsole.Shows;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts;

/// <summary>
/// People, their roles and sessions, in memory with the store behind: a data folder has one process; nodes on one database follow each other (<see cref="FollowAsync"/>).
/// </summary>
/// <param name="endOf">When a show is planned to end; null: not known. Sessions that hang on a show follow it.</param>
public sealed partial class Crew(IDbContextFactory<AccountsDb> store, ScreenDirectory screens, TimeProvider time, Func<ShowId, DateTimeOffset?>? endOf = null, ApiTokenBook? tokens = null) : ICrew
{
    /// <summary>Claim that names the session a cookie belongs to.</summary>
    public const string SessionClaim = "session";

    private readonly ConcurrentDictionary<string, Known> _people = new();
    private readonly ConcurrentDictionary<(string Actor, Guid Show), Role> _played = new();

    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        foreach (var person in await db.People.AsNoTracking().ToListAsync(ct)) Keep(person);
        foreach (var m in await db.Memberships.AsNoTracking().ToListAsync(ct)) Keep(m);
        foreach (var s in await db.Sessions.AsNoTracking().Where(s => s.RevokedAt == null).ToListAsync(ct)) Keep(s);
    }

    public Actor? ActorFor(ClaimsPrincipal user, ShowId show) =>
        SignedIn(user) is { } person && RoleOf(person, show) is { } role ? new Actor(person, _people[person].Name, role) : null;

    public Actor? Current(Actor actor, ShowId show)
    {
        if (actor == Actor.Program) return actor;
        if (ScreenDirectory.IsScreen(actor)) return screens.ActorOf(actor, show);
        if (ApiTokenBook.IsToken(actor)) return tokens?.ActorOf(actor, show);
        if (_played.TryGetValue((actor.Id, show.Value), out var played)) return actor with { Role = played };
        return RoleOf(actor.Id, show) is { } role ? actor with { Role = role, Name = _people[actor.Id].Name } : null;
    }

    /// <summary>A colleague played by the rehearsal: acts only in this show, only in this process.</summary>
    public void Play(Actor actor, ShowId show) => _played[(actor.Id, show.Value)] = actor.Role;

    public void StopPlaying(Actor actor, ShowId show) => _played.TryRemove((actor.Id, show.Value), out _);

    /// <summary>Runs the installation: people, shows, accounts; owner in every show.</summary>
    public bool IsOwner(string person) => _people.TryGetValue(person, out var known) && known.Owner;

    /// <inheritdoc cref="IsOwner(string)"/>
    public bool IsOwner(ClaimsPrincipal user) => SignedIn(user) is { } person && IsOwner(person);

    /// <summary>False until somebody has used the owner's link: then whoever owns a show sets the installation up.</summary>
    public bool HasOwner => _people.Values.Any(p => p.Owner);

    /// <summary>May make shows and set the installation up: its owner; while there is none, whoever owns a show. Asked when a page is opened and again when something is done on it.</summary>
    public bool RunsInstallation(ClaimsPrincipal user, IShows shows) => SignedIn(user) is { } person && RunsInstallation(person, shows);

    /// <inheritdoc cref="RunsInstallation(ClaimsPrincipal, IShows)"/>
    public bool RunsInstallation(string person, IShows shows) => _people.ContainsKey(person)
        && (IsOwner(person) || (!HasOwner && ShowsOf(person).Any(s => s.Role == Role.Owner && shows.Find(s.Show) is not null)));

    /// <returns>The name shown to the crew; null: nobody of this id.</returns>
    public string? NameOf(string person) => _people.TryGetValue(person, out var known) ? known.Name : null;

    /// <summary>Reads somebody again whose row was changed beside this class.</summary>
    public async Task RefreshAsync(string person, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == person, ct) is { } row) Keep(row);
        else _people.TryRemove(person, out _);
    }

    private Role? RoleOf(string person, ShowId show)
    {
        if (!_people.TryGetValue(person, out var known)) return null;
        return known.Owner ? Role.Owner : _members.TryGetValue((person, show.Value), out var member) && IsIn(member, show.Value) ? member.Role : null;
    }

    private void Keep(PersonRow person) => _people[person.Id] = new Known(person.Name, person.IsOwner);

    private sealed record Known(string Name, bool Owner);
}
