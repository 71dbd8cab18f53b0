using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Claims;
using LiveConsole.Domain.Journal;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts;

/// <summary>
/// Sessions. A cookie names one; whether it is alive is looked up here at each request. One that came by a link to a show ends
/// <see cref="AfterTheShow"/> after that show's planned end (without a plan after <see cref="WithoutPlan"/>); one that somebody signed in
/// to ends after <see cref="Unused"/> without use, and after <see cref="Longest"/> whatever is done.
/// </summary>
public sealed partial class Crew
{
    public static readonly TimeSpan AfterTheShow = TimeSpan.FromHours(12);

    /// <summary>A night and the morning after.</summary>
    public static readonly TimeSpan WithoutPlan = TimeSpan.FromHours(36);

    public static readonly TimeSpan Unused = TimeSpan.FromDays(14);

    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <summary>Use is written down this often at most: it costs a write.</summary>
    private static readonly TimeSpan SeenEvery = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<Guid, SessionRow> _sessions = new();

    /// <summary>Somebody's way in was taken back, or they left. Raised after it is in the store and lookups refuse it; on the thread of whoever did it.</summary>
    public event Action<AccessEnded>? Ended;

    /// <returns>The account's id if the session is alive.</returns>
    public string? SignedIn(ClaimsPrincipal user) => Alive(user)?.PersonId;

    /// <returns>The id of the live session this principal came with.</returns>
    public Guid? SessionOf(ClaimsPrincipal user) => Alive(user)?.Id;

    /// <returns>When this session ends by itself as things stand; null: it has ended.</returns>
    public DateTimeOffset? EndOf(Guid session) => _sessions.TryGetValue(session, out var row) && EndOf(row) is var end && end > time.GetUtcNow() ? end : null;

    /// <summary>This person's live sessions, last used first.</summary>
    public IReadOnlyList<SessionRow> SessionsOf(string person)
    {
        var now = time.GetUtcNow();
        return [.. _sessions.Values.Where(s => s.PersonId == person && EndOf(s) > now).OrderByDescending(s => s.SeenAt ?? s.CreatedAt)];
    }

    /// <summary>For who has proven who they are.</summary>
    /// <param name="endsWith">The show whose end ends it; null: it lives by its use.</param>
    public async Task<ClaimsPrincipal> OpenSessionAsync(string person, ShowId? endsWith, string? device, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var session = NewSession(db, person, endsWith?.Value, device);
        await db.SaveChangesAsync(ct);
        Keep(session);
        return Principal(session);
    }

    /// <summary>It is used: what lives by its use lives on.</summary>
    /// <returns>False: it has ended, or there is none.</returns>
    public async Task<bool> SeenAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        if ((Alive(user) ?? await LearnAsync(user, ct)) is not { } session) return false;
        var now = time.GetUtcNow();
        if (session.SeenAt is { } seen && now - seen < SeenEvery) return true;
        session.SeenAt = now;
        if (session.EndsWith is null) session.ExpiresAt = Min(now + Unused, session.CreatedAt + Longest);
        try
        {
            await using var db = await store.CreateDbContextAsync(ct);
            await db.Sessions.Where(s => s.Id == session.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.SeenAt, session.SeenAt).SetProperty(x => x.ExpiresAt, session.ExpiresAt), ct);
        }
        catch (DbException)
        {
            // A full disk throws nobody out: it lives on in memory, and is written within the hour after.
        }

        return true;
    }

    public async Task SignOutAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        if (Alive(user) is { } session) await RevokeSessionAsync(session.Id, ct);
    }

    /// <summary>Ends one session. Harmless when it has ended.</summary>
    public async Task RevokeSessionAsync(Guid session, CancellationToken ct)
    {
        await RevokeAsync(s => s.Id == session, ct);
        if (_sessions.TryRemove(session, out var row)) Ended?.Invoke(new AccessEnded(row.PersonId, session));
    }

    /// <summary>Ends all of somebody's sessions. Their roles stay: they may come in again where they have a way to.</summary>
    public async Task RevokePersonAsync(string person, CancellationToken ct)
    {
        await RevokeAsync(s => s.PersonId == person, ct);
        foreach (var session in _sessions.Values.Where(s => s.PersonId == person)) _sessions.TryRemove(session.Id, out _);
        Ended?.Invoke(new AccessEnded(person, Session: null));
    }

    /// <summary>Ends all of somebody's sessions but the one they press it in.</summary>
    public async Task RevokeOthersAsync(string person, Guid kept, CancellationToken ct)
    {
        foreach (var other in _sessions.Values.Where(s => s.PersonId == person && s.Id != kept)) await RevokeSessionAsync(other.Id, ct);
    }

    private async Task RevokeAsync(System.Linq.Expressions.Expression<Func<SessionRow, bool>> which, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await store.CreateDbContextAsync(ct);
        await db.Sessions.Where(which).Where(s => s.RevokedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.RevokedAt, now), ct);
    }

    private SessionRow? Alive(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(SessionClaim), out var id) && _sessions.TryGetValue(id, out var session) && EndOf(session) > time.GetUtcNow() ? session : null;

    private SessionRow? Lasting(ClaimsPrincipal user) => Alive(user) is { EndsWith: null } session ? session : null;

    private SessionRow NewSession(AccountsDb db, string person, Guid? endsWith, string? device)
    {
        var now = time.GetUtcNow();
        var session = new SessionRow
        {
            Id = Guid.CreateVersion7(now), PersonId = person, CreatedAt = now, SeenAt = now, EndsWith = endsWith, Device = device,
            ExpiresAt = now + (endsWith is null ? Unused : WithoutPlan),
        };
        db.Sessions.Add(session);
        return session;
    }

    /// <summary>As long as their place in the show, where that has an end. The plan may move while they work: it is asked each time. Of a show that was over when they came, the plan says nothing.</summary>
    private DateTimeOffset EndOf(SessionRow session) =>
        session.EndsWith is { } with && _members.TryGetValue((session.PersonId, with), out var member) && EndOf(member, with) is { } until ? until
        : session.EndsWith is { } show && endOf?.Invoke(new ShowId(show)) is { } end && end + AfterTheShow > session.CreatedAt ? end + AfterTheShow : session.ExpiresAt;

    private void Keep(SessionRow session) => _sessions[session.Id] = session;

    private ClaimsPrincipal Principal(SessionRow session) => new(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, session.PersonId), new(ClaimTypes.Name, NameOf(session.PersonId) ?? ""), new(SessionClaim, session.Id.ToString("D"))], "LiveConsole"));

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
