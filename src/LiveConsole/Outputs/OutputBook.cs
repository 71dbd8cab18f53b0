using System.Collections.Concurrent;
using System.Security.Cryptography;
using LiveConsole.Accounts;
using LiveConsole.Domain.Journal;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Outputs;

/// <summary>What a new output is to be, or an old one from now on.</summary>
/// <param name="Key">SPX's; null: as it is. Empty: none.</param>
public sealed record OutputWish(OutputKind Kind, string Name, OutputSettings Settings, string? Key = null)
{
    /// <summary>Without the key.</summary>
    public override string ToString() => $"{Kind} [redacted]";
}

/// <summary>How the last call went, and when (machine time).</summary>
public sealed record OutputStanding(OutputSaid Said, DateTimeOffset At);

/// <summary>The shows' outputs, in memory with the accounts' store behind. Secrets are protected there and here, and opened by who sends.</summary>
public sealed class OutputBook(IDbContextFactory<AccountsDb> store, IDataProtectionProvider protection, TimeProvider time) : IDisposable
{
    public const int MostOfAShow = 20;

    private readonly IDataProtector _protector = protection.CreateProtector("LiveConsole.Outputs");
    private readonly ConcurrentDictionary<Guid, OutputRow> _rows = new();
    private readonly ConcurrentDictionary<Guid, OutputStanding> _standings = new();

    // One at a time with the store: what was read before somebody switched an output must not be taken for what it is since. Held over a wait for the store, so no lock.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Something is set otherwise, or went otherwise than before. On the thread of whoever did it.</summary>
    public event Action? Changed;

    public IReadOnlyList<OutputRow> All => [.. _rows.Values.OrderBy(r => r.CreatedAt).ThenBy(r => r.Id)];

    public IReadOnlyList<OutputRow> Of(ShowId show) => [.. All.Where(r => r.ShowId == show.Value)];

    public OutputRow? Find(Guid id) => _rows.GetValueOrDefault(id);

    public OutputStanding? Standing(Guid id) => _standings.GetValueOrDefault(id);

    /// <summary>Reads what is in the store: at the start, and what another node has set.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        if (await InTurnAsync(ReadAsync, ct)) Changed?.Invoke();
    }

    /// <returns>True: something is set otherwise than was known here.</returns>
    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var rows = await db.Outputs.AsNoTracking().ToListAsync(ct);
        var changed = _rows.Count != rows.Count;
        foreach (var gone in _rows.Keys.Except(rows.Select(r => r.Id)).ToList()) _rows.TryRemove(gone, out _);
        foreach (var row in rows)
        {
            changed |= !_rows.TryGetValue(row.Id, out var known) || !Alike(known, row);
            _rows[row.Id] = row;
        }

        return changed;
    }

    /// <returns>The row, off; with a webhook's secret, which is shown again to nobody. Or why not.</returns>
    public async Task<(OutputRow? Row, string? Secret, Words? WhyNot)> AddAsync(ShowId show, OutputWish wish, string? by, CancellationToken ct)
    {
        if (WhyNot(wish) is { } whyNot) return (null, null, whyNot);
        if (Of(show).Count >= MostOfAShow) return (null, null, new($"A show has at most {MostOfAShow} outputs. Take one out first.", $"Une émission a {MostOfAShow} sorties au plus. Retirez-en une d'abord."));
        var secret = wish.Kind == OutputKind.Webhook ? WebhookOutput.NewSecret() : wish.Key is { Length: > 0 } key ? key : null;
        var now = time.GetUtcNow();
        var row = new OutputRow
        {
            Id = Guid.CreateVersion7(now), ShowId = show.Value, Kind = wish.Kind, Name = wish.Name.Trim(), Settings = wish.Settings.ToJson(),
            Secret = secret is null ? null : _protector.Protect(System.Text.Encoding.UTF8.GetBytes(secret)), CreatedAt = now, CreatedByName = by,
        };
        await InTurnAsync(async token =>
        {
            await using var db = await store.CreateDbContextAsync(token);
            db.Outputs.Add(row);
            await db.SaveChangesAsync(token);
            _rows[row.Id] = row;
            return true;
        }, ct);
        Changed?.Invoke();
        return (row, wish.Kind == OutputKind.Webhook ? secret : null, null);
    }

    /// <summary>Switches it on or off; on anew, its failures are forgotten.</summary>
    public Task SwitchAsync(Guid id, bool on, CancellationToken ct) => ChangeAsync(id, row =>
    {
        row.On = on;
        if (on) (row.FailingSince, row.GaveUpAt) = (null, null);
    }, ct);

    public async Task RemoveAsync(Guid id, CancellationToken ct)
    {
        await InTurnAsync(async token =>
        {
            await using var db = await store.CreateDbContextAsync(token);
            await db.Outputs.Where(o => o.Id == id).ExecuteDeleteAsync(token);
            _standings.TryRemove(id, out _);
            return _rows.TryRemove(id, out _);
        }, ct);
        Changed?.Invoke();
    }

    /// <summary>Failing since then; null: it gets through again.</summary>
    public Task FailsAsync(Guid id, DateTimeOffset? since, CancellationToken ct) => ChangeAsync(id, row => row.FailingSince = since, ct);

    /// <summary>Switched off by itself.</summary>
    public Task GiveUpAsync(Guid id, CancellationToken ct) => ChangeAsync(id, row => (row.On, row.GaveUpAt) = (false, time.GetUtcNow()), ct);

    public void Said(Guid id, OutputSaid said)
    {
        var before = Standing(id);
        _standings[id] = new OutputStanding(said, time.GetUtcNow());
        // Not for each call that went as the one before: a page would render with every message.
        if (before is null || before.Said.Ok != said.Ok || before.Said.Words != said.Words) Changed?.Invoke();
    }

    /// <returns>Null: it has none, or it was protected by keys that this installation does not have.</returns>
    public string? SecretOf(OutputRow row)
    {
        if (row.Secret is not { } secret) return null;
        try
        {
            return System.Text.Encoding.UTF8.GetString(_protector.Unprotect(secret));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task ChangeAsync(Guid id, Action<OutputRow> change, CancellationToken ct)
    {
        var known = await InTurnAsync(async token =>
        {
            await using var db = await store.CreateDbContextAsync(token);
            if (await db.Outputs.FirstOrDefaultAsync(o => o.Id == id, token) is not { } row) return false;
            change(row);
            await db.SaveChangesAsync(token);
            _rows[row.Id] = row;
            return true;
        }, ct);
        if (known) Changed?.Invoke();
    }

    private async Task<bool> InTurnAsync(Func<CancellationToken, Task<bool>> work, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            return await work(ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    private static bool Alike(OutputRow one, OutputRow other) => one.On == other.On && one.Name == other.Name && one.Settings == other.Settings && one.FailingSince == other.FailingSince && one.GaveUpAt == other.GaveUpAt;

    private static Words? WhyNot(OutputWish wish) => wish switch
    {
        _ when string.IsNullOrWhiteSpace(wish.Name) => new("Give it a name, so that the crew knows which one it is.", "Donnez-lui un nom, pour que l'équipe sache laquelle c'est."),
        { Name.Length: > OutputSettings.LongestName } => new($"The name is longer than {OutputSettings.LongestName} characters.", $"Le nom dépasse {OutputSettings.LongestName} caractères."),
        { Key.Length: > 500 } => new("The key is longer than 500 characters.", "La clé dépasse 500 caractères."),
        _ => wish.Settings.WhyNot(wish.Kind),
    };
}
