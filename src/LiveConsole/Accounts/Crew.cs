using System.Collections.Concurrent;
using System.Security.Claims;
using LiveConsole.Domain.Journal;
using LiveConsole.Screens;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts;

/// <summary>
/// People, their roles and sessions, in memory with the store behind: one process owns the store, so what is here is what is there.
/// </summary>
/// <param name="endOf">When a show is planned to end; null: not known. Sessions that hang on a show follow it.</param>
public sealed partial class Crew(IDbContextFactory<AccountsDb> store, ScreenDirectory screens, TimeProvider time, Func<ShowId, DateTimeOffset?>? endOf = null) : ICrew
{
    /// <summary>Claim that names the session a cookie belongs to.</summary>
    public const string SessionClaim = "session";

    private readonly ConcurrentDictionary<(string Person, Guid Show), Role> _roles = new();
    private readonly ConcurrentDictionary<string, Known> _people = new();
    private readonly ConcurrentDictionary<(string Actor, Guid Show), Role> _played = new();

    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        foreach (var person in await db.People.AsNoTracking().ToListAsync(ct)) Keep(person);
        foreach (var m in await db.Memberships.AsNoTracking().ToListAsync(ct)) _roles[(m.PersonId, m.ShowId)] = m.Role;
        foreach (var s in await db.Sessions.AsNoTracking().Where(s => s.RevokedAt == null).ToListAsync(ct)) Keep(s);
    }

    public Actor? ActorFor(ClaimsPrincipal user, ShowId show) =>
        SignedIn(user) is { } person && RoleOf(person, show) is { } role ? new Actor(person, _people[person].Name, role) : null;

    public Actor? Current(Actor actor, ShowId show)
    {
        if (actor == Actor.Program) return actor;
        if (ScreenDirectory.IsScreen(actor)) return screens.ActorOf(actor, show);
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

    /// <returns>The name shown to the crew; null: nobody of this id.</returns>
    public string? NameOf(string person) => _people.TryGetValue(person, out var known) ? known.Name : null;

    /// <summary>Shows this person was let into by name, with their role. An owner of the installation may enter all of them.</summary>
    public IReadOnlyList<(ShowId Show, Role Role)> ShowsOf(string person) => [.. _roles.Where(r => r.Key.Person == person).Select(r => (new ShowId(r.Key.Show), r.Value))];

    /// <summary>Makes the person (or keeps the one who is signed in), gives them the role and a session, and spends the link, in one transaction.</summary>
    /// <param name="same">Who presses, if somebody is signed in.</param>
    /// <returns>The session's principal, or null when the link was spent or revoked meanwhile.</returns>
    public async Task<ClaimsPrincipal?> ComeInAsync(Guid linkId, string name, ClaimsPrincipal? same, string? device, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await store.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // One update decides between two who press at once.
        var spent = await db.SignInLinks.Where(l => l.Id == linkId && l.SpentAt == null && l.RevokedAt == null && l.ExpiresAt > now)
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.SpentAt, now), ct);
        if (spent == 0) return null;
        var link = await db.SignInLinks.AsNoTracking().FirstAsync(l => l.Id == linkId, ct);
        var id = same is null ? null : SignedIn(same);
        var person = id is null ? null : await db.People.FindAsync([id], ct);
        if (person is null) db.People.Add(person = new PersonRow { Id = id ?? Guid.CreateVersion7(now).ToString("N"), Name = name, CreatedAt = now });
        person.Name = name;
        if (await db.Memberships.FindAsync([person.Id, link.ShowId], ct) is { } membership) membership.Role = link.Role;
        else db.Memberships.Add(new MembershipRow { PersonId = person.Id, ShowId = link.ShowId, Role = link.Role });
        // Who signed in by themselves keeps that session: it outlives the show's.
        var session = same is not null && Lasting(same) is { } lasting ? lasting : NewSession(db, person.Id, link.ShowId, device);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        Keep(person);
        _roles[(person.Id, link.ShowId)] = link.Role;
        Keep(session);
        return Principal(session);
    }

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
        return known.Owner ? Role.Owner : _roles.TryGetValue((person, show.Value), out var role) ? role : null;
    }

    private void Keep(PersonRow person) => _people[person.Id] = new Known(person.Name, person.IsOwner);

    private sealed record Known(string Name, bool Owner);
}
