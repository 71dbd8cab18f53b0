using System.Collections.Concurrent;
using System.Security.Claims;
using LiveConsole.Accounts.Invitations;
using LiveConsole.Domain.Journal;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts;

/// <summary>Who is in which show: they come in by an invitation, are given another role, are taken out.</summary>
public sealed partial class Crew
{
    private readonly ConcurrentDictionary<(string Person, Guid Show), Member> _members = new();

    /// <summary>Somebody's place, role or name is another: whoever shows or allows something by it looks again. Raised after it is in the store and in memory; on the thread of whoever did it.</summary>
    public event Action? Changed;

    /// <summary>Shows this person was let into by name, with their role. An owner of the installation may enter all of them.</summary>
    public IReadOnlyList<(ShowId Show, Role Role)> ShowsOf(string person) => [.. _members.Where(m => m.Key.Person == person && IsIn(m.Value, m.Key.Show)).Select(m => (new ShowId(m.Key.Show), m.Value.Role))];

    /// <summary>Topics that were given to them in this show: what an expert is asked about.</summary>
    public IReadOnlyList<string> TopicsOf(string person, ShowId show) =>
        _members.TryGetValue((person, show.Value), out var member) && IsIn(member, show.Value) ? InvitationRow.TopicsOf(member.Topics) : [];

    /// <summary>Everybody who may enter this show, by name.</summary>
    public IReadOnlyList<Seat> SeatsIn(ShowId show)
    {
        var owners = _people.Where(p => p.Value.Owner).Select(p => p.Key);
        var members = _members.Where(m => m.Key.Show == show.Value && IsIn(m.Value, show.Value)).Select(m => m.Key.Person);
        return [.. owners.Union(members, StringComparer.Ordinal).Select(p => SeatOf(p, show)).OfType<Seat>().OrderBy(s => s.Name, StringComparer.CurrentCulture).ThenBy(s => s.Person, StringComparer.Ordinal)];
    }

    /// <returns>Null: they may not enter this show.</returns>
    public Seat? SeatOf(string person, ShowId show)
    {
        if (RoleOf(person, show) is not { } role) return null;
        var member = _members.GetValueOrDefault((person, show.Value));
        var seen = SessionsOf(person) is [var last, ..] ? last.SeenAt ?? last.CreatedAt : (DateTimeOffset?)null;
        return new Seat(person, NameOf(person) ?? "", role, TopicsOf(person, show), member?.JoinedAt, member?.Invitation, seen, IsOwner(person), member is null || IsOwner(person) ? null : EndOf(member, show.Value));
    }

    /// <summary>How a browser's person stands in this show now, also when their session has ended.</summary>
    /// <param name="user">As the cookie said it, even one that is refused by now.</param>
    public Standing StandingOf(ClaimsPrincipal user, ShowId show)
    {
        if (user.FindFirstValue(ClaimTypes.NameIdentifier) is not { } person) return new Standing.SignedOut();
        // First: who was taken out has no session either, and must read why.
        if (!IsOwner(person) && _members.TryGetValue((person, show.Value), out var member))
        {
            if (member.Left is { } left) return new Standing.TakenOut(left);
            if (EndOf(member, show.Value) is { } end && end <= time.GetUtcNow()) return new Standing.Over(end);
        }

        if (SignedIn(user) is null) return new Standing.SignedOut();
        return ActorFor(user, show) is { } actor ? new Standing.In(actor) : new Standing.Stranger();
    }

    /// <summary>Until when somebody who came by this invitation is in its show, as things stand; null: for as long as they have a way in.</summary>
    public DateTimeOffset? UntilOf(InvitationRow invitation) => invitation.CreatedBy is null ? null : EndOf(invitation.ExpiresAt, invitation.WithShow, invitation.ShowId);

    /// <summary>Makes the person (or keeps the one who is signed in), gives them the role and a session, and spends the invitation once, in one transaction.</summary>
    /// <param name="same">Who presses, if somebody is signed in.</param>
    /// <returns>The session's principal, or null when the invitation was used up or revoked meanwhile.</returns>
    public async Task<ClaimsPrincipal?> ComeInAsync(InvitationRow invitation, string name, ClaimsPrincipal? same, string? device, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await store.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await InvitationBook.SpendAsync(db, invitation.Id, now, ct)) return null;
        var id = same is null ? null : SignedIn(same);
        var person = id is null ? null : await db.People.FindAsync([id], ct);
        if (person is null) db.People.Add(person = new PersonRow { Id = id ?? Guid.CreateVersion7(now).ToString("N"), Name = name, CreatedAt = now });
        person.Name = name;
        var membership = await MembershipAsync(db, person.Id, new ShowId(invitation.ShowId), ct);
        (membership.Role, membership.Topics, membership.JoinedAt, membership.InvitationId) = (invitation.Role, invitation.Topics, now, invitation.Id);
        (membership.EndedAt, membership.EndedByName) = (null, null);
        (membership.EndsAt, membership.EndsWithShow) = (invitation.CreatedBy is null ? null : invitation.ExpiresAt, invitation.WithShow);
        db.InvitationUses.Add(new InvitationUseRow { Id = Guid.CreateVersion7(now), InvitationId = invitation.Id, PersonId = person.Id, Name = name, UsedAt = now });
        // Who signed in by themselves keeps that session: it outlives the show's.
        var session = same is not null && Lasting(same) is { } lasting ? lasting : NewSession(db, person.Id, invitation.ShowId, device);
        // Their place has an end then, and the session is as long; see EndOf.
        if (session.EndsWith is not null && invitation.CreatedBy is not null) session.ExpiresAt = Max(session.ExpiresAt, invitation.ExpiresAt + AfterTheShow);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        Keep(person);
        Keep(membership);
        Keep(session);
        Changed?.Invoke();
        return Principal(session);
    }

    /// <summary>Gives somebody who is known here a role and topics in a show, whether they were in it or not.</summary>
    public Task SeatAsync(string person, ShowId show, Role role, IReadOnlyList<string> topics, CancellationToken ct) => SeatAsync(person, show, role, topics, also: null, ct);

    /// <summary>Gives somebody the place in a show that they have in another, and as long.</summary>
    public Task SeatAsAsync(Seat there, ShowId show, CancellationToken ct) =>
        SeatAsync(there.Person, show, there.Role, there.Topics, place => (place.EndsAt, place.EndsWithShow) = (there.Until - AfterTheShow, false), ct);

    private async Task SeatAsync(string person, ShowId show, Role role, IReadOnlyList<string> topics, Action<MembershipRow>? also, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var membership = await MembershipAsync(db, person, show, ct);
        (membership.Role, membership.Topics) = (role, InvitationRow.Lines(topics));
        var back = membership.EndedAt is not null || EndOf(Member.Of(membership), show.Value) <= time.GetUtcNow();
        membership.JoinedAt = back ? time.GetUtcNow() : membership.JoinedAt ?? time.GetUtcNow();
        // Who is given a place anew has it without the end of an invitation of before; another role changes no end.
        if (back) membership.EndsAt = null;
        also?.Invoke(membership);
        (membership.EndedAt, membership.EndedByName) = (null, null);
        await db.SaveChangesAsync(ct);
        Keep(membership);
        Changed?.Invoke();
    }

    /// <summary>Takes somebody out of a show: at once in memory and store, with the sessions that hang on it. What they have open is closed by who holds it.</summary>
    /// <param name="by">The name of who does.</param>
    /// <param name="at">Show time.</param>
    /// <returns>False: they were not in it.</returns>
    public async Task<bool> TakeOutAsync(string person, ShowId show, string by, DateTimeOffset at, CancellationToken ct)
    {
        if (!_members.TryGetValue((person, show.Value), out var member) || !IsIn(member, show.Value)) return false;
        var now = time.GetUtcNow();
        await using var db = await store.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var membership = await MembershipAsync(db, person, show, ct);
        (membership.EndedAt, membership.EndedByName) = (at.ToUniversalTime(), by);
        await db.SaveChangesAsync(ct);
        await db.Sessions.Where(s => s.PersonId == person && s.EndsWith == show.Value && s.RevokedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.RevokedAt, now), ct);
        await transaction.CommitAsync(ct);
        Keep(membership);
        foreach (var session in _sessions.Values.Where(s => s.PersonId == person && s.EndsWith == show.Value)) _sessions.TryRemove(session.Id, out _);
        Changed?.Invoke();
        return true;
    }

    private static async Task<MembershipRow> MembershipAsync(AccountsDb db, string person, ShowId show, CancellationToken ct)
    {
        if (await db.Memberships.FindAsync([person, show.Value], ct) is { } known) return known;
        var fresh = new MembershipRow { PersonId = person, ShowId = show.Value };
        db.Memberships.Add(fresh);
        return fresh;
    }

    private bool IsIn(Member member, Guid show) => member.Left is null && !(EndOf(member, show) <= time.GetUtcNow());

    private DateTimeOffset? EndOf(Member member, Guid show) => member.EndsAt is { } end ? EndOf(end, member.EndsWithShow, show) : null;

    private DateTimeOffset EndOf(DateTimeOffset end, bool withShow, Guid show) => (withShow && endOf?.Invoke(new ShowId(show)) is { } planned ? Max(planned, end) : end) + AfterTheShow;

    private void Keep(MembershipRow membership) => _members[(membership.PersonId, membership.ShowId)] = Member.Of(membership);

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
