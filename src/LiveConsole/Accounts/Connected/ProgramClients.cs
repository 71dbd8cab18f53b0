using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using LiveConsole.Shows;
using LiveConsole.Platforms;
using LiveConsole.Sources;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts.Connected;

/// <summary>This program as the platforms know it: by configuration, else as it was typed in the settings, where its secret is sealed.</summary>
public sealed class ProgramClients(PlatformAddresses platforms, IDbContextFactory<AccountsDb> store, IDataProtectionProvider protection, TimeProvider time)
{
    public const int Longest = 200;

    private readonly IDataProtector _protector = protection.CreateProtector("LiveConsole.PlatformClients");
    private readonly ConcurrentDictionary<string, PlatformClientRow> _rows = new(StringComparer.Ordinal);

    /// <summary>Set otherwise. On the thread of whoever did it.</summary>
    public event Action? Changed;

    /// <summary>Null: the platform does not know this program yet.</summary>
    public ProgramClient? Of(string platform) => Configured(platform) ?? (_rows.GetValueOrDefault(platform) is { } row ? new ProgramClient(row.ClientId, Open(row.Secret)) : null);

    /// <summary>It stands in the configuration, and is changed there.</summary>
    public bool IsConfigured(string platform) => Configured(platform) is not null;

    public PlatformClientRow? Kept(string platform) => _rows.GetValueOrDefault(platform);

    /// <summary>Google's consent screen is published.</summary>
    public bool IsPublished => platforms.YouTube.Published || (!IsConfigured(ChannelNames.YouTube) && _rows.GetValueOrDefault(ChannelNames.YouTube) is { Published: true });

    /// <summary>The secret of that very program; null: it has none, or is another.</summary>
    public string? SecretOf(string platform, string clientId) => Of(platform) is { } client && client.Id == clientId ? client.Secret : null;

    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var rows = await db.PlatformClients.AsNoTracking().ToListAsync(ct);
        var changed = rows.Count != _rows.Count || rows.Exists(r => _rows.GetValueOrDefault(r.Platform)?.KeptAt != r.KeptAt);
        foreach (var gone in _rows.Keys.Except(rows.Select(r => r.Platform)).ToList()) _rows.TryRemove(gone, out _);
        foreach (var row in rows) _rows[row.Platform] = row;
        if (changed) Changed?.Invoke();
    }

    /// <param name="secret">Null: as it is; empty: none.</param>
    public async Task KeepAsync(string platform, string clientId, string? secret, bool published, string? by, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var row = await db.PlatformClients.FindAsync([platform], ct);
        var isNew = row is null;
        row ??= new PlatformClientRow { Platform = platform, ClientId = clientId };
        if (secret is { Length: > 0 }) row.Secret = _protector.Protect(Encoding.UTF8.GetBytes(secret));
        else if (secret is not null || row.ClientId != clientId) row.Secret = null;
        (row.ClientId, row.Published, row.KeptAt, row.KeptByName) = (clientId, published, time.GetUtcNow(), by);
        if (isNew) db.PlatformClients.Add(row);
        await db.SaveChangesAsync(ct);
        _rows[platform] = row;
        Changed?.Invoke();
    }

    private ProgramClient? Configured(string platform)
    {
        var (id, secret) = platform == ChannelNames.Twitch ? (platforms.Twitch.ClientId, platforms.Twitch.ClientSecret) : (platforms.YouTube.ClientId, platforms.YouTube.ClientSecret);
        return string.IsNullOrWhiteSpace(id) ? null : new ProgramClient(id, string.IsNullOrWhiteSpace(secret) ? null : secret);
    }

    private string? Open(byte[]? secret)
    {
        try
        {
            return secret is null ? null : Encoding.UTF8.GetString(_protector.Unprotect(secret));
        }
        catch (CryptographicException)
        {
            // Sealed with keys that are gone: it is typed again.
            return null;
        }
    }
}
