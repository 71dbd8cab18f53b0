using LiveConsole.Domain.Journal;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts;

/// <param name="Path">Path and query of the page that lets the person in.</param>
public sealed record PrintedLink(Role Role, string Path);

/// <summary>Links that a start prints: one a role, spent by a button, valid until the next start.</summary>
public sealed class SignInLinks(IDbContextFactory<AccountsDb> store, TimeProvider time)
{
    private static readonly Role[] Printed = [Role.Owner, Role.Producer, Role.Editor, Role.Lead, Role.Moderator, Role.Observer];

    /// <summary>Revokes what earlier starts printed for this show and makes new links.</summary>
    public async Task<IReadOnlyList<PrintedLink>> PrintAsync(ShowId show, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await store.CreateDbContextAsync(ct);
        await db.SignInLinks.Where(l => l.ShowId == show.Value && l.SpentAt == null).ExecuteUpdateAsync(l => l.SetProperty(x => x.RevokedAt, now), ct);
        List<PrintedLink> links = [];
        foreach (var role in Printed)
        {
            var token = Tokens.Random();
            db.SignInLinks.Add(new SignInLinkRow
            {
                Id = Guid.CreateVersion7(now), TokenHash = Tokens.Hash(token), ShowId = show.Value, Role = role, ExpiresAt = now + TimeSpan.FromDays(7),
            });
            links.Add(new PrintedLink(role, $"/come-in/{token}"));
        }

        await db.SaveChangesAsync(ct);
        return links;
    }

    public async Task<SignInLinkRow?> FindAsync(string token, CancellationToken ct)
    {
        var hash = Tokens.Hash(token);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.SignInLinks.AsNoTracking().FirstOrDefaultAsync(l => l.TokenHash == hash, ct);
    }
}
