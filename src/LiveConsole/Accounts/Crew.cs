using System.Collections.Concurrent;
using System.Security.Claims;
using LiveConsole.Domain.Journal;
using LiveConsole.Screens;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts;

/// <summary>
/// People, their roles and sessions, in memory with the store behind: one process owns the store, so what is here is what is there.
/// </summary>
public sealed class Crew(IDbContextFactory<AccountsDb> store, ScreenDirectory screens, TimeProvider time) : ICrew
{
    /// <summary>Claim that names the session a cookie belongs to.</summary>
    public const string SessionClaim = "session";

    private readonly ConcurrentDictionary<(string Person, Guid Show), Role> _roles = new();
    private readonly ConcurrentDictionary<string, string> _names = new();
    private readonly ConcurrentDictionary<Guid, (string Person, DateTimeOffset Expires)> _sessions = new();
    private readonly ConcurrentDictionary<(string Actor, Guid Show), Role> _played = new();

    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        foreach (var person in await db.People.AsNoTracking().ToListAsync(ct)) _names[person.Id] = person.Name;
        foreach (var m in await db.Memberships.AsNoTracking().ToListAsync(ct)) _roles[(m.PersonId, m.ShowId)] = m.Role;
        foreach (var s in await db.Sessions.AsNoTracking().Where(s => s.RevokedAt == null).ToListAsync(ct)) _sessions[s.Id] = (s.PersonId, s.ExpiresAt);
    }

    public Actor? ActorFor(ClaimsPrincipal user, ShowId show) =>
        SignedIn(user) is { } person && _roles.TryGetValue((person, show.Value), out var role) ? new Actor(person, _names[person], role) : null;

    public Actor? Current(Actor actor, ShowId show)
    {
        if (actor == Actor.Program) return actor;
        if (ScreenDirectory.IsScreen(actor)) return screens.ActorOf(actor, show);
        if (_played.TryGetValue((actor.Id, show.Value), out var played)) return actor with { Role = played };
        return _roles.TryGetValue((actor.Id, show.Value), out var role) ? actor with { Role = role, Name = _names[actor.Id] } : null;
    }

    /// <summary>A colleague played by the rehearsal: acts only in this show, only in this process.</summary>
    public void Play(Actor actor, ShowId show) => _played[(actor.Id, show.Value)] = actor.Role;

    public void StopPlaying(Actor actor, ShowId show) => _played.TryRemove((actor.Id, show.Value), out _);

    /// <returns>The account's id if the session is alive.</returns>
    public string? SignedIn(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(SessionClaim), out var session) && _sessions.TryGetValue(session, out var s) && s.Expires > time.GetUtcNow()
            ? s.Person : null;

    /// <summary>Shows this person may enter, with their role.</summary>
    public IReadOnlyList<(ShowId Show, Role Role)> ShowsOf(string person) => [.. _roles.Where(r => r.Key.Person == person).Select(r => (new ShowId(r.Key.Show), r.Value))];

    /// <summary>Makes the person (or keeps the one who is signed in), gives them the role and a session, and spends the link, in one transaction.</summary>
    /// <returns>The new session's principal, or null when the link was spent or revoked meanwhile.</returns>
    public async Task<ClaimsPrincipal?> ComeInAsync(Guid linkId, string name, string? samePerson, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await store.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // One update decides between two who press at once.
        var spent = await db.SignInLinks.Where(l => l.Id == linkId && l.SpentAt == null && l.RevokedAt == null && l.ExpiresAt > now)
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.SpentAt, now), ct);
        if (spent == 0) return null;
        var link = await db.SignInLinks.AsNoTracking().FirstAsync(l => l.Id == linkId, ct);
        var person = samePerson ?? Guid.CreateVersion7(now).ToString("N");
        if (await db.People.FindAsync([person], ct) is { } known) known.Name = name;
        else db.People.Add(new PersonRow { Id = person, Name = name, CreatedAt = now });
        if (await db.Memberships.FindAsync([person, link.ShowId], ct) is { } membership) membership.Role = link.Role;
        else db.Memberships.Add(new MembershipRow { PersonId = person, ShowId = link.ShowId, Role = link.Role });
        var session = new SessionRow { Id = Guid.CreateVersion7(now), PersonId = person, CreatedAt = now, ExpiresAt = now + SessionLength };
        db.Sessions.Add(session);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        _names[person] = name;
        _roles[(person, link.ShowId)] = link.Role;
        _sessions[session.Id] = (person, session.ExpiresAt);
        return new ClaimsPrincipal(new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, person), new(ClaimTypes.Name, name), new(SessionClaim, session.Id.ToString("D"))], "LiveConsole"));
    }

    public async Task SignOutAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        if (!Guid.TryParse(user.FindFirstValue(SessionClaim), out var session) || !_sessions.TryRemove(session, out _)) return;
        await using var db = await store.CreateDbContextAsync(ct);
        await db.Sessions.Where(s => s.Id == session).ExecuteUpdateAsync(s => s.SetProperty(x => x.RevokedAt, time.GetUtcNow()), ct);
    }

    /// <summary>A night and the morning after; issue by issue this follows the show's own end.</summary>
    private static TimeSpan SessionLength { get; } = TimeSpan.FromHours(36);
}
