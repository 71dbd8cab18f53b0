using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts.SigningIn;

/// <summary>
/// Five wrong passwords or codes, and nothing more is tried for five minutes. Counted before each try, in one update: many tries at once
/// are counted as many (Identity's own count is read first and written after). Names that nobody has are counted the same, in memory, so
/// that being locked says nothing about who is here. Passkeys are not guessed and stay open.
/// </summary>
public sealed class Lockout(IDbContextFactory<AccountsDb> store, TimeProvider time)
{
    public const int Tries = 5;

    public static readonly TimeSpan Length = TimeSpan.FromMinutes(5);

    /// <summary>Names nobody has, at most: beyond it the oldest go.</summary>
    private const int UnknownAtMost = 10_000;

    private readonly ConcurrentDictionary<string, (int Failed, DateTimeOffset? Until, DateTimeOffset Last)> _unknown = new(StringComparer.Ordinal);

    /// <summary>A try is about to be made.</summary>
    /// <returns>Until when none may be made; null: it may.</returns>
    public async Task<DateTimeOffset?> TryAsync(string person, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await store.CreateDbContextAsync(ct);
        var may = await db.People.Where(p => p.Id == person && p.AccessFailedCount < Tries && (p.LockoutEnd == null || p.LockoutEnd <= now))
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.AccessFailedCount, x => x.AccessFailedCount + 1).SetProperty(x => x.LockoutEnd, (DateTimeOffset?)null), ct);
        if (may == 1) return null;
        // All tries are being made, or one of them was cut in the middle: locked from now.
        await LockAsync(db, person, now, ct);
        return await db.People.Where(p => p.Id == person).Select(p => p.LockoutEnd).FirstOrDefaultAsync(ct) ?? now + Length;
    }

    /// <summary>The try was wrong.</summary>
    /// <returns>Until when it is locked now; null: another try may be made.</returns>
    public async Task<DateTimeOffset?> FailedAsync(string person, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await store.CreateDbContextAsync(ct);
        return await LockAsync(db, person, now, ct) ? now + Length : null;
    }

    public async Task SucceededAsync(string person, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await db.People.Where(p => p.Id == person).ExecuteUpdateAsync(p => p.SetProperty(x => x.AccessFailedCount, 0).SetProperty(x => x.LockoutEnd, (DateTimeOffset?)null), ct);
    }

    /// <summary>A try at a name that nobody has: always wrong.</summary>
    /// <returns>As a person's tries would be answered.</returns>
    public DateTimeOffset? TryUnknown(string name)
    {
        var now = time.GetUtcNow();
        if (_unknown.Count >= UnknownAtMost)
        {
            foreach (var old in _unknown.OrderBy(u => u.Value.Last).Take(UnknownAtMost / 10)) _unknown.TryRemove(old.Key, out _);
        }

        return _unknown.AddOrUpdate(name, _ => (1, null, now), (_, known) => known switch
        {
            { Until: { } until } when until > now => known,
            { Until: not null } => (1, null, now),
            { Failed: var failed } => (failed + 1, failed + 1 >= Tries ? now + Length : null, now),
        }).Until;
    }

    private static async Task<bool> LockAsync(AccountsDb db, string person, DateTimeOffset now, CancellationToken ct) =>
        await db.People.Where(p => p.Id == person && p.AccessFailedCount >= Tries)
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.AccessFailedCount, 0).SetProperty(x => x.LockoutEnd, now + Length), ct) == 1;
}
