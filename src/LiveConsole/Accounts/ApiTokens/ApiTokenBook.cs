using System.Collections.Concurrent;
using LiveConsole.Domain.Journal;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts.ApiTokens;

/// <summary>What a new token is to be.</summary>
public sealed record ApiTokenWish(string Name, ShowId? Show, Role Role, ApiScope Scope = ApiScope.Write, bool ActsByGet = false, DateTimeOffset? ExpiresAt = null);

/// <summary>The tokens of programs, in memory with the store behind. A screen's token is none of them.</summary>
public sealed class ApiTokenBook(IDbContextFactory<AccountsDb> store, TimeProvider time)
{
    public const int LongestName = 60;

    /// <summary>What a token begins with: so that one that leaked is found by who looks for such things.</summary>
    private const string Sign = "lc_";

    private const string ActorPrefix = "token:";

    private readonly ConcurrentDictionary<Guid, ApiTokenRow> _tokens = new();
    private readonly ConcurrentDictionary<string, Guid> _byHash = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _used = new();

    /// <summary>A token was made or revoked. Raised after it is in the store and in memory; on the thread of whoever did it.</summary>
    public event Action? Changed;

    public IReadOnlyList<ApiTokenRow> All => [.. _tokens.Values.OrderBy(t => t.CreatedAt).ThenBy(t => t.Id)];

    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        foreach (var row in await db.ApiTokens.AsNoTracking().ToListAsync(ct)) Keep(row);
    }

    /// <summary>Reads what another node made or revoked.</summary>
    public async Task FollowAsync(CancellationToken ct)
    {
        var changed = false;
        await using var db = await store.CreateDbContextAsync(ct);
        foreach (var row in await db.ApiTokens.AsNoTracking().ToListAsync(ct))
        {
            var known = _tokens.GetValueOrDefault(row.Id);
            // Revoked here a moment ago, and read before: it stays so.
            if (known is not null && (known.RevokedAt is not null || row.RevokedAt is null)) continue;
            Keep(row);
            changed = true;
        }

        if (changed) Changed?.Invoke();
    }

    /// <returns>The row, and the token itself, which is told here once and kept nowhere; or why not, in words.</returns>
    public async Task<(ApiTokenRow? Row, string Token, Words? WhyNot)> MakeAsync(ApiTokenWish wish, string? by, CancellationToken ct)
    {
        if (WhyNot(wish) is { } whyNot) return (null, "", whyNot);
        var token = Sign + Tokens.Random();
        var now = time.GetUtcNow();
        var row = new ApiTokenRow
        {
            Id = Guid.CreateVersion7(now), Name = wish.Name.Trim(), TokenHash = Tokens.Hash(token), ShowId = wish.Show?.Value, Role = wish.Role, Scope = wish.Scope,
            ActsByGet = wish.ActsByGet, CreatedAt = now, CreatedByName = by, ExpiresAt = wish.ExpiresAt,
        };
        await using var db = await store.CreateDbContextAsync(ct);
        db.ApiTokens.Add(row);
        await db.SaveChangesAsync(ct);
        Keep(row);
        Changed?.Invoke();
        return (row, token, null);
    }

    /// <summary>It opens nothing any more, at once and for good.</summary>
    /// <returns>False: there is none of this id, or it was revoked before.</returns>
    public async Task<bool> RevokeAsync(Guid token, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.ApiTokens.FirstOrDefaultAsync(t => t.Id == token && t.RevokedAt == null, ct) is not { } row) return false;
        row.RevokedAt = time.GetUtcNow();
        await db.SaveChangesAsync(ct);
        Keep(row);
        Changed?.Invoke();
        return true;
    }

    /// <returns>The row of that token, revoked and expired ones too; null: it is none.</returns>
    public ApiTokenRow? Find(string token) =>
        token.StartsWith(Sign, StringComparison.Ordinal) && _byHash.TryGetValue(Convert.ToHexString(Tokens.Hash(token)), out var id) ? _tokens.GetValueOrDefault(id) : null;

    public bool IsAlive(Guid token) => _tokens.TryGetValue(token, out var row) && row.IsAlive(time.GetUtcNow());

    /// <summary>When it was last used, to the minute.</summary>
    public DateTimeOffset? LastUsed(ApiTokenRow row) => _used.TryGetValue(row.Id, out var at) ? at : row.LastUsedAt;

    /// <summary>It was used now. Written by and by (<see cref="KeepUsesAsync"/>): no call waits for the store.</summary>
    public void Used(Guid token)
    {
        var now = time.GetUtcNow();
        _used[token] = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
    }

    public async Task KeepUsesAsync(CancellationToken ct)
    {
        foreach (var (id, at) in _used)
        {
            if (!_tokens.TryGetValue(id, out var row) || row.LastUsedAt >= at) continue;
            await using var db = await store.CreateDbContextAsync(ct);
            await db.ApiTokens.Where(t => t.Id == id).ExecuteUpdateAsync(t => t.SetProperty(x => x.LastUsedAt, at), ct);
            row.LastUsedAt = at;
        }
    }

    /// <summary>How a program stands in the journal: by its token's name.</summary>
    public static Actor ActorOf(ApiTokenRow row) => new(ActorPrefix + row.Id.ToString("N"), row.Name, row.Role);

    public static bool IsToken(Actor actor) => actor.Id.StartsWith(ActorPrefix, StringComparison.Ordinal);

    /// <returns>The program as it may act in this show now; null: its token was revoked, has expired or is of another show.</returns>
    public Actor? ActorOf(Actor actor, ShowId show) =>
        Guid.TryParse(actor.Id.AsSpan(ActorPrefix.Length), out var id) && _tokens.TryGetValue(id, out var row) && row.IsAlive(time.GetUtcNow()) && row.Opens(show) ? ActorOf(row) : null;

    private Words? WhyNot(ApiTokenWish wish) => wish switch
    {
        { Name: var name } when string.IsNullOrWhiteSpace(name) => new("Give the token a name, so that the crew knows what acts by it.", "Donnez un nom au jeton, pour que l'équipe sache ce qui agit par lui."),
        { Name.Length: > LongestName } => new($"The name is longer than {LongestName} characters.", $"Le nom dépasse {LongestName} caractères."),
        { ExpiresAt: { } end } when end <= time.GetUtcNow() => new("That end is over already. Give a later one.", "Cette fin est déjà passée. Donnez-en une plus tardive."),
        { ActsByGet: true, Scope: ApiScope.Read } => new("A token that only reads has no actions to call with GET.", "Un jeton en lecture seule n'a pas d'action à appeler par GET."),
        _ => null,
    };

    private void Keep(ApiTokenRow row)
    {
        _tokens[row.Id] = row;
        _byHash[Convert.ToHexString(row.TokenHash)] = row.Id;
    }
}
