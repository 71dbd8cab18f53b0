using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts;

/// <summary>
/// Several nodes on one database: what another one changed of people, places and sessions is read again (<see cref="CrewFollower"/>). A value is replaced, and a session dropped,
/// only where it still is what it was before the reading began: what somebody does on this node meanwhile stands.
/// </summary>
public sealed partial class Crew
{
    /// <summary>Reads the store again.</summary>
    /// <returns>True: another node had changed something.</returns>
    public async Task<bool> FollowAsync(CancellationToken ct)
    {
        var (people, members, sessions) = (_people.ToImmutableDictionary(), _members.ToImmutableDictionary(), _sessions.ToImmutableDictionary());
        await using var db = await store.CreateDbContextAsync(ct);
        var changed = false;
        foreach (var row in await db.People.AsNoTracking().Select(p => new { p.Id, p.Name, p.IsOwner }).ToListAsync(ct))
        {
            var known = new Known(row.Name, row.IsOwner);
            changed |= people.TryGetValue(row.Id, out var was) ? was != known && _people.TryUpdate(row.Id, known, was) : _people.TryAdd(row.Id, known);
        }

        foreach (var row in await db.Memberships.AsNoTracking().ToListAsync(ct))
        {
            var (key, member) = ((row.PersonId, row.ShowId), Member.Of(row));
            changed |= members.TryGetValue(key, out var was) ? was != member && _members.TryUpdate(key, member, was) : _members.TryAdd(key, member);
        }

        var alive = await db.Sessions.AsNoTracking().Where(s => s.RevokedAt == null).ToDictionaryAsync(s => s.Id, ct);
        foreach (var (id, row) in alive)
        {
            if (!sessions.TryGetValue(id, out var was)) changed |= _sessions.TryAdd(id, row);
            else if (was.ExpiresAt < row.ExpiresAt) was.ExpiresAt = row.ExpiresAt;
        }

        // Here before the reading and not in it: revoked elsewhere.
        foreach (var (id, was) in sessions) changed |= !alive.ContainsKey(id) && _sessions.TryRemove(KeyValuePair.Create(id, was));
        if (changed) Changed?.Invoke();
        return changed;
    }

    /// <summary>Somebody who came in on another node a moment ago asks this one: it does not send them away.</summary>
    /// <returns>Their session; null: it has ended, or there is none.</returns>
    private async Task<SessionRow?> LearnAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        if (!Guid.TryParse(user.FindFirstValue(SessionClaim), out var id)) return null;
        await using var db = await store.CreateDbContextAsync(ct);
        // A data folder has one process: what it does not know is not there.
        if (AccountsStore.SchemaOf(db.Database.ProviderName) is null || !await db.Sessions.AnyAsync(s => s.Id == id && s.RevokedAt == null, ct)) return null;
        await FollowAsync(ct);
        return Alive(user);
    }
}
