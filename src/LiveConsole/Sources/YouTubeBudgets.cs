using System.Collections.Concurrent;
using LiveConsole.Accounts;
using LiveConsole.Platforms.YouTube;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Sources;

/// <summary>One budget a Google project on this node, whichever shows use it: two would each believe the day to be theirs. The ledger behind it is the installation's.</summary>
public sealed class YouTubeBudgets(IDbContextFactory<AccountsDb> store, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, QuotaBudget> _all = new(StringComparer.Ordinal);
    private readonly QuotaLedger _ledger = new(store);
    private readonly MemoryQuotaLedger _rehearsed = new();

    /// <param name="rehearsal">Its emulated project lives as long as this process, and so does its ledger; never the real one's.</param>
    public QuotaBudget Of(YouTubeOptions options, bool rehearsal) => _all.GetOrAdd($"{(rehearsal ? "rehearsal/" : "")}{QuotaProject.Of(options)}",
        _ => new QuotaBudget(rehearsal ? _rehearsed : _ledger, QuotaProject.Of(options), new QuotaLimits(options.DailyQuota, options.ActionReserve), time));
}
