using System.Collections.Concurrent;
using System.Collections.Immutable;
using LiveConsole.Platforms;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts.Connected;

/// <summary>Renewing: one at a time an account over all nodes, and what came kept before it is used.</summary>
public sealed partial class PlatformAccounts
{
    /// <summary>Machine time. A stop waits so long for the answers under way: each may be the only token that is good. A platform that says nothing for longer holds nobody up.</summary>
    public static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, SemaphoreSlim> _renewing = new();

    // The last renewal of each account: who asked for it may have left.
    private readonly ConcurrentDictionary<Guid, Task> _renewals = new();

    // Renewed at the platform and not in the store: the only tokens that are good.
    private readonly ConcurrentDictionary<Guid, PlatformAccountRow> _unsaved = new();

    // The first: nothing is spent any more. The second: what was spent is waited for no longer.
    private readonly CancellationTokenSource _ending = new(), _givenUp = new();

    /// <summary>Those whose renewed sign-in is in this process' memory alone.</summary>
    public ImmutableArray<PlatformAccount> Unsaved => [.. _unsaved.Values.Select(Shown)];

    /// <summary>Saves what could not be; harmless when there is nothing.</summary>
    public async Task SaveAgainAsync(CancellationToken ct)
    {
        foreach (var row in _unsaved.Values) await SaveAgainAsync(row, ct);
        foreach (var found in _findings)
        {
            if (_findings.TryRemove(found)) await FoundAsync(found.Key, found.Value.Version, found.Value.Finding, ct);
        }
    }

    /// <summary>The program ends: no renewal is begun any more, those whose token may be spent are brought home if they come soon, and what is not saved is tried once more. Again it is harmless.</summary>
    public async Task SettleAsync()
    {
        await _ending.CancelAsync();
        var all = Task.WhenAll(_renewals.Values);
        if (!await EndsAsync(all) && !_givenUp.IsCancellationRequested)
        {
            foreach (var id in _renewals.Where(r => !r.Value.IsCompleted).Select(r => r.Key)) LogGivenUp(_rows.GetValueOrDefault(id)?.Platform ?? "", id);
            await _givenUp.CancelAsync();
            await EndsAsync(all);
        }

        try
        {
            using var soon = new CancellationTokenSource(StopsWithin, time);
            await SaveAgainAsync(soon.Token);
        }
        catch (Exception away) when (AccountsStore.IsAway(away) || away is ObjectDisposedException or OperationCanceledException)
        {
            LogLost(_unsaved.Count, away.GetType().Name);
        }
    }

    /// <returns>False: not within <see cref="StopsWithin"/>.</returns>
    private async Task<bool> EndsAsync(Task all)
    {
        if (all.IsCompleted) return true;
        using var patience = new CancellationTokenSource();
        await Task.WhenAny(all, Task.Delay(StopsWithin, time, patience.Token));
        await patience.CancelAsync();
        return all.IsCompleted;
    }

    internal async Task<HeldTokens?> RenewAsync(Guid id, HeldTokens used, Func<HeldTokens, CancellationToken, Task<HeldTokens?>> renew, CancellationToken ct)
    {
        if (!opens) return null;
        var gate = _renewing.GetOrAdd(id, _ => new SemaphoreSlim(1));
        using var early = CancellationTokenSource.CreateLinkedTokenSource(ct, _ending.Token);
        try
        {
            await gate.WaitAsync(early.Token);
            // Its own from here on: who asked may leave, and the token that was spent for it is not lost.
            var going = Renew_HoldsGateAsync(id, used, renew, gate, ct);
            _renewals[id] = going;
            return await going.WaitAsync(ct);
        }
        catch (OperationCanceledException stopping) when (!ct.IsCancellationRequested && _ending.IsCancellationRequested)
        {
            throw new TokensAwayException("LiveConsole is stopping: the sign-in was not renewed.", stopping);
        }
        catch (Exception away) when (AccountsStore.IsAway(away))
        {
            throw new TokensAwayException("The accounts' store does not answer: the sign-in could not be renewed.", away);
        }
    }

    /// <param name="leaves">Ends the waiting for the row, never what follows.</param>
    private async Task<HeldTokens?> Renew_HoldsGateAsync(Guid id, HeldTokens used, Func<HeldTokens, CancellationToken, Task<HeldTokens?>> renew, SemaphoreSlim gate, CancellationToken leaves)
    {
        try
        {
            using var early = CancellationTokenSource.CreateLinkedTokenSource(leaves, _ending.Token);
            var ct = early.Token;
            // It may have been waiting for its turn when the end came.
            ct.ThrowIfCancellationRequested();
            if (_unsaved.TryGetValue(id, out var unsaved))
            {
                if (Open(unsaved) is { } newer && newer.Access != used.Access) return newer;
                // No second token is asked for while the first is nowhere but here.
                await SaveAgainAsync(unsaved, ct);
            }

            await using var db = await store.CreateDbContextAsync(ct);
            var shared = AccountsStore.SchemaOf(db.Database.ProviderName) is not null;
            // On a database the row is locked while the platform is asked: another node waits, and finds what came. A file is this process' own.
            await using var locked = shared ? await db.Database.BeginTransactionAsync(ct) : null;
            var row = await (shared ? db.PlatformAccounts.FromSql($"""SELECT * FROM accounts."PlatformAccounts" WHERE "Id" = {id} FOR UPDATE""") : db.PlatformAccounts.Where(a => a.Id == id)).SingleOrDefaultAsync(ct);
            if (row is null || Open(row) is not { } kept) return null;
            if (kept.Access != used.Access)
            {
                Put(row);
                return kept;
            }

            using var within = new CancellationTokenSource(ITokenVault.RenewsWithin, time);
            using var own = CancellationTokenSource.CreateLinkedTokenSource(within.Token, _givenUp.Token);
            // Refused, when a person has connected it anew meanwhile: that was said of the old one.
            if (await renew(kept, own.Token) is not { } made) return Held(id) is { } now && now.Access != kept.Access ? now : null;
            Seal(row, made, time.GetUtcNow());
            return await KeepRenewedAsync(db, row, made, used, () => locked?.CommitAsync(CancellationToken.None) ?? Task.CompletedTask);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The old token may be spent: the new one is kept here first, then in the store, and nothing stops that.</summary>
    private async Task<HeldTokens?> KeepRenewedAsync(AccountsDb db, PlatformAccountRow row, HeldTokens made, HeldTokens used, Func<Task> commit)
    {
        _unsaved[row.Id] = row;
        Put(row);
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
            await commit();
            _unsaved.TryRemove(KeyValuePair.Create(row.Id, row));
        }
        catch (DbUpdateConcurrencyException)
        {
            // Disconnected or connected anew meanwhile: what was renewed here is nobody's, and what stands there is true.
            _unsaved.TryRemove(KeyValuePair.Create(row.Id, row));
            await using var again = await store.CreateDbContextAsync(CancellationToken.None);
            return await StoredAsync(again, row.Id, CancellationToken.None) is { } stored && Open(stored) is { } now && now.Access != used.Access ? now : null;
        }
        catch (Exception away) when (AccountsStore.IsAway(away))
        {
            LogUnsaved(row.Platform, row.Id, away.GetType().Name);
        }

        return made;
    }

    private async Task SaveAgainAsync(PlatformAccountRow row, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var before = row.Version - 1;
        // None: the commit had come through after all, or a person connected it anew or took it out. Then what stands there is true.
        await db.PlatformAccounts.Where(a => a.Id == row.Id && a.Version == before).ExecuteUpdateAsync(s => s
            .SetProperty(a => a.Access, row.Access).SetProperty(a => a.Refresh, row.Refresh).SetProperty(a => a.AccessEndsAt, row.AccessEndsAt)
            .SetProperty(a => a.RefreshedAt, row.RefreshedAt).SetProperty(a => a.Version, row.Version), ct);
        if (!_unsaved.TryRemove(KeyValuePair.Create(row.Id, row))) return;
        await StoredAsync(db, row.Id, ct);
        LogSaved(row.Id);
        Changed?.Invoke();
    }

    [LoggerMessage(5405, LogLevel.Error, "The renewed sign-in of {Platform} account {Account} could not be saved ({Error}): it is kept in memory and saved as soon as the store is back. Do not stop LiveConsole before.")]
    private partial void LogUnsaved(string platform, Guid account, string error);

    [LoggerMessage(5406, LogLevel.Warning, "The renewed sign-in of account {Account} is saved.")]
    private partial void LogSaved(Guid account);

    [LoggerMessage(5411, LogLevel.Warning, "{Platform} did not answer to the renewal of account {Account} before the end: if it is let in no more after the next start, connect it again.")]
    private partial void LogGivenUp(string platform, Guid account);

    [LoggerMessage(5407, LogLevel.Error, "{Count} renewed sign-ins could not be saved before the end ({Error}): these accounts must be connected again.")]
    private partial void LogLost(int count, string error);

    /// <summary>One account's tokens for whoever signs in with it.</summary>
    private sealed class AccountVault(PlatformAccounts accounts, Guid id) : ITokenVault
    {
        private int _version;

        public ValueTask<HeldTokens?> ReadAsync(CancellationToken ct)
        {
            _version = accounts.Version(id);
            return new(accounts.Held(id));
        }

        public async Task<HeldTokens?> RenewAsync(HeldTokens used, Func<HeldTokens, CancellationToken, Task<HeldTokens?>> renew, CancellationToken ct)
        {
            var made = await accounts.RenewAsync(id, used, renew, ct);
            // What is found of these tokens is never said of others, which a person may have connected since.
            var version = accounts.Version(id);
            if (made is not null && accounts.Held(id)?.Access == made.Access) _version = version;
            return made;
        }

        public async ValueTask FoundAsync(SignInFinding finding, CancellationToken ct) => await accounts.FoundAsync(id, _version, finding, ct);
    }
}
