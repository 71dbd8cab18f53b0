using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using LiveConsole.Platforms;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts.Connected;

/// <summary>
/// The connected accounts, in memory with the accounts' store behind. Tokens are sealed there and here, and opened by who asks a platform with them; a
/// renewed one is kept before it is used (in the store; while that is away here, and saved again), and only one renewal of an account is under way over
/// all nodes. Safe on any thread.
/// </summary>
/// <param name="opens">False: a rehearsal's process. What is stored stays sealed: a renewal on a copied folder would sign the real installation out.</param>
public sealed partial class PlatformAccounts(IDbContextFactory<AccountsDb> store, ProgramClients clients, IDataProtectionProvider protection, TimeProvider time, ILogger<PlatformAccounts> log, bool opens = true) : IDisposable
{
    private readonly IDataProtector _protector = protection.CreateProtector("LiveConsole.PlatformAccounts");
    private readonly ConcurrentDictionary<Guid, PlatformAccountRow> _rows = new();

    // Said by a platform of these tokens while the store was away.
    private readonly ConcurrentDictionary<Guid, (int Version, SignInFinding Finding)> _findings = new();

    /// <summary>Connected, disconnected, dead, or allowed otherwise. On the thread of whoever found it.</summary>
    public event Action? Changed;

    /// <summary>False: this process rehearses, and opens no account.</summary>
    public bool Opens => opens;

    public ImmutableArray<PlatformAccount> All => [.. _rows.Values.OrderBy(r => r.Platform, StringComparer.Ordinal).ThenBy(r => r.ConnectedAt).ThenBy(r => r.Id).Select(Shown)];

    public PlatformAccount? Find(Guid id) => _rows.TryGetValue(id, out var row) ? Shown(row) : null;

    /// <summary>Which account is used for a channel (<see cref="PlatformAccount.Choose"/>); null: none is connected.</summary>
    public PlatformAccount? For(string platform, string? channel, string? chosen = null) => PlatformAccount.Choose(All, platform, channel, chosen);

    /// <summary>Where that account's tokens are.</summary>
    public ITokenVault Vault(Guid id) => new AccountVault(this, id);

    /// <summary>Reads what is in the store: at the start, and what another node has done.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var rows = await db.PlatformAccounts.AsNoTracking().ToListAsync(ct);
        var changed = false;
        foreach (var gone in _rows.Keys.Except(rows.Select(r => r.Id)).ToList()) changed |= _rows.TryRemove(gone, out _);
        foreach (var row in rows) changed |= !_unsaved.ContainsKey(row.Id) && !_findings.ContainsKey(row.Id) && Put(row);
        if (changed) Changed?.Invoke();
    }

    /// <summary>A person agreed: the account is there from now on, in place of the same one from before.</summary>
    public async Task<PlatformAccount> ConnectAsync(string platform, GrantedAccount granted, string? by, CancellationToken ct)
    {
        PlatformAccountRow? row = null;
        for (var tries = 1; row is null; tries++)
        {
            try
            {
                row = await KeepAsync(platform, granted, by, ct);
            }
            catch (DbUpdateException) when (tries < 3)
            {
                // Connected by somebody else, or renewed, in the same moment: it is there now, and is written over.
            }
        }

        _unsaved.TryRemove(row.Id, out _);
        Put(row);
        LogConnected(platform, row.Id, by is not null);
        Changed?.Invoke();
        return Shown(row);
    }

    private async Task<PlatformAccountRow> KeepAsync(string platform, GrantedAccount granted, string? by, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        var row = await db.PlatformAccounts.SingleOrDefaultAsync(a => a.Platform == platform && a.UserId == granted.UserId, ct);
        if (row is null)
        {
            row = new PlatformAccountRow { Id = Guid.CreateVersion7(now), Platform = platform, UserId = granted.UserId, Login = "", Name = "", Scopes = "", ClientId = "", Access = [] };
            db.PlatformAccounts.Add(row);
        }

        (row.Login, row.Name, row.Scopes, row.ClientId) = (granted.Login, granted.Name, string.Join(' ', granted.Scopes), granted.Tokens.ClientId ?? "");
        Seal(row, granted.Tokens, now);
        (row.ConnectedAt, row.ConnectedByName, row.CheckedAt, row.DeadSince) = (now, by, now, null);
        // What was begun is finished: the platform has given the token away.
        await db.SaveChangesAsync(CancellationToken.None);
        return row;
    }

    /// <summary>Takes it out; who gives the tokens back at the platform has read them before.</summary>
    /// <param name="by">The person's id in the crew, which the log may say; null: nobody of it.</param>
    /// <returns>False: it was not there any more.</returns>
    public async Task<bool> DisconnectAsync(Guid id, string? by, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var gone = await db.PlatformAccounts.Where(a => a.Id == id).ExecuteDeleteAsync(ct) > 0;
        _unsaved.TryRemove(id, out _);
        if (!_rows.TryRemove(id, out var row) && !gone) return false;
        LogDisconnected(row?.Platform ?? "", id, by ?? "nobody of the crew");
        Changed?.Invoke();
        return gone;
    }

    /// <summary>The channels it moderates, as Twitch has just said.</summary>
    public async Task ModeratesAsync(Guid id, IReadOnlyList<string> logins, CancellationToken ct)
    {
        var list = string.Join(' ', logins.Select(l => l.ToLowerInvariant()).Order(StringComparer.Ordinal));
        if (!_rows.TryGetValue(id, out var row) || row.Moderates == list) return;
        try
        {
            await using var db = await store.CreateDbContextAsync(ct);
            await db.PlatformAccounts.Where(a => a.Id == id).ExecuteUpdateAsync(s => s.SetProperty(a => a.Moderates, list), ct);
            await AgainAsync(db, id, ct);
        }
        catch (Exception away) when (AccountsStore.IsAway(away))
        {
            // As it was: asked again within the hour.
            LogNotNoted(row.Platform, id, away.GetType().Name);
        }
    }

    internal HeldTokens? Held(Guid id) => _rows.TryGetValue(id, out var row) ? Open(row) : null;

    internal int Version(Guid id) => _rows.TryGetValue(id, out var row) ? row.Version : 0;

    public void Dispose()
    {
        _ending.Dispose();
        _givenUp.Dispose();
    }

    private async Task<PlatformAccountRow?> StoredAsync(AccountsDb db, Guid id, CancellationToken ct)
    {
        var stored = await db.PlatformAccounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct);
        if (stored is null) _rows.TryRemove(id, out _);
        else _rows[id] = stored;
        return stored;
    }

    /// <summary>While the store is away it is so here, and is noted there when it is back: a dead account is said at once.</summary>
    internal async Task FoundAsync(Guid id, int version, SignInFinding finding, CancellationToken ct)
    {
        try
        {
            await NoteAsync(id, version, finding, ct);
        }
        catch (Exception away) when (AccountsStore.IsAway(away))
        {
            if (!_rows.TryGetValue(id, out var row) || row.Version != version) return;
            LogNotNoted(row.Platform, id, away.GetType().Name);
            _findings[id] = (version, finding);
            var now = row.Copy();
            var news = row.DeadSince is null == (finding.Health == TokenHealth.Dead);
            now.DeadSince = finding.Health == TokenHealth.Dead ? row.DeadSince ?? time.GetUtcNow() : null;
            if (now.DeadSince is null) now.CheckedAt = time.GetUtcNow();
            if (_rows.TryUpdate(id, now, row) && news) Changed?.Invoke();
        }
    }

    private async Task NoteAsync(Guid id, int version, SignInFinding finding, CancellationToken ct)
    {
        // One that is not saved is looked at again when it is.
        if (!opens || _unsaved.ContainsKey(id) || finding.Health == TokenHealth.Unknown || !_rows.TryGetValue(id, out var row) || row.Version != version) return;
        var now = time.GetUtcNow();
        var dead = finding.Health == TokenHealth.Dead ? row.DeadSince ?? now : (DateTimeOffset?)null;
        var scopes = finding.Scopes is { } said ? string.Join(' ', said) : row.Scopes;
        var login = finding.Login is { Length: > 0 } named ? named : row.Login;
        var (was, news) = (row.DeadSince, row.DeadSince is null != dead is null || !SameWords(row.Scopes, scopes) || row.Login != login);
        await using var db = await store.CreateDbContextAsync(ct);
        await db.PlatformAccounts.Where(a => a.Id == id && a.Version == version).ExecuteUpdateAsync(s => s
            .SetProperty(a => a.CheckedAt, dead is null ? now : row.CheckedAt).SetProperty(a => a.DeadSince, dead).SetProperty(a => a.Scopes, scopes).SetProperty(a => a.Login, login)
            .SetProperty(a => a.AccessEndsAt, finding.AccessEndsAt ?? row.AccessEndsAt), ct);
        if (dead is not null && was is null) LogDead(row.Platform, id);
        await AgainAsync(db, id, ct, news);
    }

    private async Task AgainAsync(AccountsDb db, Guid id, CancellationToken ct, bool news = true)
    {
        if (!_unsaved.ContainsKey(id) && await db.PlatformAccounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is { } row) _rows[id] = row;
        if (news) Changed?.Invoke();
    }

    private bool Put(PlatformAccountRow row)
    {
        var known = _rows.GetValueOrDefault(row.Id);
        _rows[row.Id] = row;
        return known is null || known.ConnectedAt != row.ConnectedAt || known.DeadSince != row.DeadSince || known.Moderates != row.Moderates || !SameWords(known.Scopes, row.Scopes);
    }

    private void Seal(PlatformAccountRow row, HeldTokens tokens, DateTimeOffset now)
    {
        row.Access = _protector.Protect(Encoding.UTF8.GetBytes(tokens.Access));
        row.Refresh = tokens.Refresh is { Length: > 0 } refresh ? _protector.Protect(Encoding.UTF8.GetBytes(refresh)) : null;
        (row.AccessEndsAt, row.RefreshedAt) = (tokens.AccessEndsAt, now);
        row.Version++;
    }

    private HeldTokens? Open(PlatformAccountRow row)
    {
        if (!opens) return null;
        try
        {
            return new HeldTokens(Encoding.UTF8.GetString(_protector.Unprotect(row.Access)), row.Refresh is null ? null : Encoding.UTF8.GetString(_protector.Unprotect(row.Refresh)),
                row.ClientId.Length > 0 ? row.ClientId : null, clients.SecretOf(row.Platform, row.ClientId), row.AccessEndsAt);
        }
        catch (CryptographicException)
        {
            // Sealed with keys that are gone, or changed in the store: as if it were disconnected.
            return null;
        }
    }

    private PlatformAccount Shown(PlatformAccountRow row) => new(row.Id, row.Platform, row.UserId, row.Login, row.Name, Words(row.Scopes), row.ConnectedAt, row.ConnectedByName, row.RefreshedAt,
        SignInLife.EndsAt(row, clients.SecretOf(row.Platform, row.ClientId) is { Length: > 0 }, clients.IsPublished), row.CheckedAt, row.DeadSince, Words(row.Moderates));

    private static bool SameWords(string one, string other) => Words(one).SetEquals(Words(other));

    private static ImmutableHashSet<string> Words(string list) => [.. list.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    [LoggerMessage(5401, LogLevel.Information, "{Platform} account {Account} connected (by a person: {ByPerson}).")]
    private partial void LogConnected(string platform, Guid account, bool byPerson);

    [LoggerMessage(5402, LogLevel.Information, "{Platform} account {Account} disconnected by {Person}.")]
    private partial void LogDisconnected(string platform, Guid account, string person);

    [LoggerMessage(5403, LogLevel.Warning, "{Platform} no longer lets account {Account} in: it must be connected again.")]
    private partial void LogDead(string platform, Guid account);

    [LoggerMessage(5410, LogLevel.Warning, "What {Platform} said of account {Account} could not be noted ({Error}): it is in force here, and is tried again.")]
    private partial void LogNotNoted(string platform, Guid account, string error);
}
