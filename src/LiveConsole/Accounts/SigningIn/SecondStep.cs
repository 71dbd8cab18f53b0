using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts.SigningIn;

/// <summary>The step after a password: a code from an app, or one of the recovery codes. Each code counts once, whoever presses at the same moment.</summary>
public sealed class SecondStep(IDbContextFactory<AccountsDb> store, IDataProtectionProvider protection, TimeProvider time)
{
    private const int RecoveryCodes = 8;

    /// <summary>A key for an app, until a code from it confirms that the app has it.</summary>
    public async Task<byte[]> NewKeyAsync(string person, CancellationToken ct)
    {
        var key = RandomNumberGenerator.GetBytes(OneTimeCode.KeyLength);
        var kept = Protector.Protect(Convert.ToBase64String(key));
        await using var db = await store.CreateDbContextAsync(ct);
        await db.People.Where(p => p.Id == person && !p.TwoFactorEnabled)
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.TotpKey, kept).SetProperty(x => x.TotpStep, (long?)null), ct);
        return key;
    }

    /// <returns>The key that waits for its confirmation; null: none.</returns>
    public byte[]? WaitingKey(PersonRow person) => person.TwoFactorEnabled ? null : KeyOf(person);

    /// <returns>The recovery codes, for the only time; null: the code is none of this key's.</returns>
    public async Task<IReadOnlyList<string>?> ConfirmAsync(string person, string code, CancellationToken ct)
    {
        if (!await TakeAsync(person, code, enabled: false, ct)) return null;
        await using var db = await store.CreateDbContextAsync(ct);
        await db.People.Where(p => p.Id == person).ExecuteUpdateAsync(p => p.SetProperty(x => x.TwoFactorEnabled, true), ct);
        return await NewRecoveryCodesAsync(person, ct);
    }

    /// <returns>False: not this person's code of now, or it was taken before.</returns>
    public Task<bool> TakeCodeAsync(string person, string code, CancellationToken ct) => TakeAsync(person, code, enabled: true, ct);

    public async Task<bool> TakeRecoveryCodeAsync(string person, string typed, CancellationToken ct)
    {
        var (hash, now) = (Hash(person, typed), time.GetUtcNow());
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.RecoveryCodes.Where(c => c.PersonId == person && c.Hash == hash && c.UsedAt == null).ExecuteUpdateAsync(c => c.SetProperty(x => x.UsedAt, now), ct) == 1;
    }

    /// <summary>Replaces the ones there are.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodesAsync(string person, CancellationToken ct)
    {
        List<string> codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => string.Join('-', OneTimeCode.Text(RandomNumberGenerator.GetBytes(10)).Chunk(4).Select(c => new string(c))))];
        await using var db = await store.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.RecoveryCodes.Where(c => c.PersonId == person).ExecuteDeleteAsync(ct);
        db.RecoveryCodes.AddRange(codes.Select(c => new RecoveryCodeRow { PersonId = person, Hash = Hash(person, c) }));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return codes;
    }

    public async Task<int> RecoveryCodesLeftAsync(string person, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.RecoveryCodes.CountAsync(c => c.PersonId == person && c.UsedAt == null, ct);
    }

    public async Task SwitchOffAsync(string person, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await db.People.Where(p => p.Id == person)
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.TwoFactorEnabled, false).SetProperty(x => x.TotpKey, (string?)null).SetProperty(x => x.TotpStep, (long?)null), ct);
        await db.RecoveryCodes.Where(c => c.PersonId == person).ExecuteDeleteAsync(ct);
    }

    private async Task<bool> TakeAsync(string person, string code, bool enabled, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == person && p.TwoFactorEnabled == enabled, ct) is not { } row || KeyOf(row) is not { } key) return false;
        if (OneTimeCode.StepOf(key, code, time.GetUtcNow()) is not { } step) return false;
        // One update decides between two who send the same code; an older one never comes after a newer.
        return await db.People.Where(p => p.Id == person && p.TotpKey == row.TotpKey && (p.TotpStep == null || p.TotpStep < step))
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.TotpStep, step), ct) == 1;
    }

    private byte[]? KeyOf(PersonRow person)
    {
        if (person.TotpKey is null) return null;
        try
        {
            return Convert.FromBase64String(Protector.Unprotect(person.TotpKey));
        }
        catch (CryptographicException)
        {
            // Sealed with keys that this installation has lost: no code can be checked any more; a recovery code still is.
            return null;
        }
    }

    private IDataProtector Protector => protection.CreateProtector("LiveConsole.OneTimeCodes");

    /// <summary>80 bits by chance need no slow hash; the person's id keeps equal codes of two people apart.</summary>
    private static byte[] Hash(string person, string typed) =>
        Tokens.Hash($"{person}:{new string([.. typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)])}");
}
