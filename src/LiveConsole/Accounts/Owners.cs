using System.Security.Claims;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts;

/// <summary>
/// The installation's owners. The first comes by a one-time link that a start prints while there is none; its page makes the person together
/// with a way to sign in, so an owner is never somebody who could not come back.
/// </summary>
public sealed class Owners(IDbContextFactory<AccountsDb> store, Crew crew, TimeProvider time)
{
    public async Task<bool> AnyAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.People.AnyAsync(p => p.IsOwner, ct);
    }

    /// <returns>A new link's path; null: there is an owner.</returns>
    public async Task<string?> PrintAsync(CancellationToken ct) => await AnyAsync(ct) ? null : await MakeLinkAsync(ct);

    /// <summary>A link for one more owner. What was printed before ends.</summary>
    /// <returns>Its path.</returns>
    public async Task<string> MakeLinkAsync(CancellationToken ct)
    {
        var (now, token) = (time.GetUtcNow(), Tokens.Random());
        await using var db = await store.CreateDbContextAsync(ct);
        await db.OwnerLinks.Where(l => l.SpentAt == null && l.RevokedAt == null).ExecuteUpdateAsync(l => l.SetProperty(x => x.RevokedAt, now), ct);
        db.OwnerLinks.Add(new OwnerLinkRow { Id = Guid.CreateVersion7(now), TokenHash = Tokens.Hash(token), CreatedAt = now });
        await db.SaveChangesAsync(ct);
        return $"/welcome/{token}";
    }

    /// <returns>The link as it stands, spent and revoked ones too; null: never printed here.</returns>
    public async Task<OwnerLinkRow?> FindAsync(string token, CancellationToken ct)
    {
        var hash = Tokens.Hash(token);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.OwnerLinks.AsNoTracking().FirstOrDefaultAsync(l => l.TokenHash == hash, ct);
    }

    /// <summary>Spends the link, makes the person (or takes the one there is) owner, with their way to sign in, in one transaction.</summary>
    /// <param name="wayIn">Adds a passkey's row, or puts a name and a password on the person's.</param>
    /// <returns>The owner's session; null: the link was spent, revoked or too old meanwhile.</returns>
    public async Task<ClaimsPrincipal?> CreateAsync(Guid link, string person, string name, Action<AccountsDb, PersonRow> wayIn, string? device, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var oldest = now - OwnerLinkRow.Lives;
        await using (var db = await store.CreateDbContextAsync(ct))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            // One update decides between two who press at once.
            if (await db.OwnerLinks.Where(l => l.Id == link && l.SpentAt == null && l.RevokedAt == null && l.CreatedAt > oldest).ExecuteUpdateAsync(l => l.SetProperty(x => x.SpentAt, now), ct) == 0) return null;
            // Printed by another node that started at the same time: it makes no second owner.
            await db.OwnerLinks.Where(l => l.SpentAt == null && l.RevokedAt == null).ExecuteUpdateAsync(l => l.SetProperty(x => x.RevokedAt, now), ct);
            var row = await db.People.FindAsync([person], ct);
            if (row is null) db.People.Add(row = new PersonRow { Id = person, Name = name, CreatedAt = now });
            (row.Name, row.IsOwner) = (name, true);
            wayIn(db, row);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        await crew.RefreshAsync(person, ct);
        return await crew.OpenSessionAsync(person, endsWith: null, device, ct);
    }
}
