using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts.SigningIn;

/// <summary>Passkeys by Identity's handler. A challenge is carried by the browser that asked for it, sealed, and taken once.</summary>
public sealed class Passkeys(IPasskeyHandler<PersonRow> handler, UserManager<PersonRow> people, IDbContextFactory<AccountsDb> store, Steps steps)
{
    public const int LongestName = 60;

    private const string Making = "passkey-new";
    private const string Asking = "passkey";

    /// <returns>What <c>navigator.credentials.create</c> is to be asked, as JSON.</returns>
    public async Task<string> BeginMakingAsync(HttpContext http, string person, string name)
    {
        var options = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = person, Name = name, DisplayName = name }, http);
        steps.Begin(http, Making, options.AttestationState ?? "");
        return options.CreationOptionsJson;
    }

    /// <returns>The passkey, not kept yet, and whose it is to be; null: it is none that could be kept.</returns>
    public async Task<(UserPasskeyInfo Passkey, string Person)?> MadeAsync(HttpContext http, string credential)
    {
        if (steps.Take(http, Making) is not { } state) return null;
        var made = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = credential, AttestationState = state });
        return made is { Succeeded: true, Passkey: { } passkey, UserEntity: { } entity } ? (passkey, entity.Id) : null;
    }

    /// <returns>What <c>navigator.credentials.get</c> is to be asked, as JSON. It names nobody.</returns>
    public async Task<string> BeginAskingAsync(HttpContext http)
    {
        var options = await handler.MakeRequestOptionsAsync(null, http);
        steps.Begin(http, Asking, options.AssertionState ?? "");
        return options.RequestOptionsJson;
    }

    /// <returns>Whose passkey signed; null: nobody's.</returns>
    public async Task<string?> AskedAsync(HttpContext http, string credential)
    {
        if (steps.Take(http, Asking) is not { } state) return null;
        var asked = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = credential, AssertionState = state });
        if (!asked.Succeeded) return null;
        // Its counter and where it is backed up may have changed.
        return (await people.AddOrUpdatePasskeyAsync(asked.User, asked.Passkey)).Succeeded ? asked.User.Id : null;
    }

    /// <summary>A row for a passkey that was made.</summary>
    public static IdentityUserPasskey<string> Row(UserPasskeyInfo passkey, string person, string name) => new()
    {
        UserId = person,
        CredentialId = passkey.CredentialId,
        Data = new IdentityPasskeyData
        {
            Name = name, PublicKey = passkey.PublicKey, CreatedAt = passkey.CreatedAt, SignCount = passkey.SignCount, Transports = passkey.Transports, IsUserVerified = passkey.IsUserVerified,
            IsBackupEligible = passkey.IsBackupEligible, IsBackedUp = passkey.IsBackedUp, AttestationObject = passkey.AttestationObject, ClientDataJson = passkey.ClientDataJson,
        },
    };

    public async Task<IReadOnlyList<IdentityUserPasskey<string>>> OfAsync(string person, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return [.. (await db.Passkeys.AsNoTracking().Where(p => p.UserId == person).ToListAsync(ct)).OrderBy(p => p.Data.CreatedAt)];
    }

    public async Task AddAsync(string person, UserPasskeyInfo passkey, string name, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        db.Passkeys.Add(Row(passkey, person, name));
        await db.SaveChangesAsync(ct);
    }

    public async Task RenameAsync(string person, byte[] id, string name, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Passkeys.FirstOrDefaultAsync(p => p.UserId == person && p.CredentialId == id, ct) is not { } row) return;
        row.Data.Name = name;
        await db.SaveChangesAsync(ct);
    }

    public async Task RemoveAsync(string person, byte[] id, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await db.Passkeys.Where(p => p.UserId == person && p.CredentialId == id).ExecuteDeleteAsync(ct);
    }
}
