using LiveConsole.Domain.Journal;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts.Invitations;

/// <param name="Path">Path and query of the page that lets the person in.</param>
public sealed record PrintedLink(Role Role, string Path);

/// <summary>What an invitation is to be.</summary>
/// <param name="Uses">How many people it lets in.</param>
/// <param name="Ends">Nobody comes in by it after; who did is in the show for <see cref="Crew.AfterTheShow"/> longer.</param>
/// <param name="WithShow">The show's own end: it moves with it.</param>
public sealed record InvitationWish(Role Role, IReadOnlyList<string> Topics, string? Name, int Uses, DateTimeOffset Ends, bool WithShow = false);

/// <summary>An invitation with who came in by it, first to last.</summary>
public sealed record InvitationListed(InvitationRow Row, IReadOnlyList<InvitationUseRow> Uses);

/// <summary>
/// The invitations of all shows. A link's token is derived from the installation's secret and the invitation's id, as a screen's is: it can be shown again
/// on the owner's page and is kept nowhere.
/// </summary>
public sealed class InvitationBook(IDbContextFactory<AccountsDb> store, Tokens tokens, TimeProvider time)
{
    private static readonly Role[] Printed = [Role.Owner, Role.Producer, Role.Editor, Role.Lead, Role.Moderator, Role.Expert, Role.Observer];

    /// <summary>What a start prints: one a role, for one person, valid until the next start. Revokes what earlier starts printed for this show and nobody used.</summary>
    public async Task<IReadOnlyList<PrintedLink>> PrintAsync(ShowId show, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await store.CreateDbContextAsync(ct);
        await db.Invitations.Where(i => i.ShowId == show.Value && i.CreatedBy == null && i.Used == 0 && i.RevokedAt == null)
            .ExecuteUpdateAsync(i => i.SetProperty(x => x.RevokedAt, now), ct);
        List<PrintedLink> links = [];
        foreach (var role in Printed)
        {
            var row = New(show, new InvitationWish(role, [], null, 1, now + TimeSpan.FromDays(7)), null);
            db.Invitations.Add(row);
            links.Add(new PrintedLink(role, PathOf(row)));
        }

        await db.SaveChangesAsync(ct);
        return links;
    }

    /// <summary>Keeps a new invitation.</summary>
    public async Task<InvitationRow> MakeAsync(ShowId show, InvitationWish wish, Actor by, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var row = New(show, wish, by);
        db.Invitations.Add(row);
        await db.SaveChangesAsync(ct);
        return row;
    }

    /// <summary>Forgets one that nobody was shown.</summary>
    public async Task TakeBackAsync(Guid invitation, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await db.Invitations.Where(i => i.Id == invitation).ExecuteDeleteAsync(ct);
    }

    public async Task<InvitationRow?> FindAsync(string token, CancellationToken ct)
    {
        var hash = Tokens.Hash(token);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Invitations.AsNoTracking().FirstOrDefaultAsync(i => i.TokenHash == hash, ct);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<InvitationListed>> ListAsync(ShowId show, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var rows = await db.Invitations.AsNoTracking().Where(i => i.ShowId == show.Value).OrderByDescending(i => i.CreatedAt).ToListAsync(ct);
        var ids = rows.ConvertAll(r => r.Id);
        var uses = await db.InvitationUses.AsNoTracking().Where(u => ids.Contains(u.InvitationId)).OrderBy(u => u.UsedAt).ToListAsync(ct);
        var byInvitation = uses.ToLookup(u => u.InvitationId);
        return [.. rows.Select(r => new InvitationListed(r, [.. byInvitation[r.Id]]))];
    }

    /// <returns>False: there is none of this show, or it was revoked before.</returns>
    public async Task<bool> RevokeAsync(ShowId show, Guid invitation, Actor by, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Invitations.Where(i => i.Id == invitation && i.ShowId == show.Value && i.RevokedAt == null)
            .ExecuteUpdateAsync(i => i.SetProperty(x => x.RevokedAt, now).SetProperty(x => x.RevokedByName, by.Name), ct) > 0;
    }

    /// <returns>Path of the page that lets in.</returns>
    public string PathOf(InvitationRow invitation) => $"/come-in/{tokens.ForInvitation(invitation.Id)}";

    /// <summary>One person more came in by it. One update decides between all who press at once.</summary>
    /// <returns>False: used up, revoked or over.</returns>
    internal static async Task<bool> SpendAsync(AccountsDb db, Guid invitation, DateTimeOffset now, CancellationToken ct) =>
        await db.Invitations.Where(i => i.Id == invitation && i.Used < i.Uses && i.RevokedAt == null && i.ExpiresAt > now)
            .ExecuteUpdateAsync(i => i.SetProperty(x => x.Used, x => x.Used + 1), ct) == 1;

    private InvitationRow New(ShowId show, InvitationWish wish, Actor? by)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        return new InvitationRow
        {
            Id = id, TokenHash = Tokens.Hash(tokens.ForInvitation(id)), ShowId = show.Value, Role = wish.Role, Topics = InvitationRow.Lines(wish.Topics), Name = wish.Name,
            // Stored times are compared in the store: only those of one offset can be.
            Uses = wish.Uses, ExpiresAt = wish.Ends.ToUniversalTime(), WithShow = wish.WithShow, CreatedAt = now, CreatedBy = by?.Id, CreatedByName = by?.Name,
        };
    }
}
