using LiveConsole.Platforms.YouTube;

namespace LiveConsole.Soak.Quota;

/// <summary>The process ends here, in the middle of whatever it was doing.</summary>
internal sealed class KilledException(string where, int kept) : Exception(where)
{
    /// <summary>Units that stay counted although YouTube did not count them: nobody was left to know.</summary>
    public int Kept => kept;
}

/// <summary>The real ledger, at each of whose doors the process may be killed: before and after every write.</summary>
internal sealed class KillingLedger(IQuotaLedger inner, Random dice, double share) : IQuotaLedger
{
    public async ValueTask<QuotaDay?> DebitAsync(string project, DateOnly day, QuotaUse use, int units, QuotaLimits limits, DateTimeOffset now, CancellationToken ct)
    {
        Kill("before the debit", 0);
        var debited = await inner.DebitAsync(project, day, use, units, limits, now, ct);
        Kill("between the debit and the call", debited is null ? 0 : units);
        return debited;
    }

    public async ValueTask<QuotaDay> GiveBackAsync(string project, DateOnly day, QuotaUse use, int units, CancellationToken ct)
    {
        Kill("before a failed call's units are given back", units);
        var given = await inner.GiveBackAsync(project, day, use, units, ct);
        Kill("after a failed call's units were given back", 0);
        return given;
    }

    public ValueTask<QuotaDay> CloseAsync(string project, DateOnly day, DateTimeOffset? until, CancellationToken ct) => inner.CloseAsync(project, day, until, ct);

    public ValueTask<QuotaDay> ReadAsync(string project, DateOnly day, CancellationToken ct) => inner.ReadAsync(project, day, ct);

    private void Kill(string where, int kept)
    {
        if (dice.NextDouble() < share) throw new KilledException(where, kept);
    }
}
