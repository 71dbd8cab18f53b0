namespace LiveConsole.Platforms.YouTube;

/// <summary>A ledger that lives as long as this process: for a rehearsal, whose emulated project does not live longer either.</summary>
public sealed class MemoryQuotaLedger : IQuotaLedger
{
    // A lock: calls of several sources at once, and each looks and writes in one step.
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Project, DateOnly Day), QuotaDay> _days = [];

    public ValueTask<QuotaDay?> DebitAsync(string project, DateOnly day, QuotaUse use, int units, QuotaLimits limits, DateTimeOffset now, CancellationToken ct)
    {
        lock (_gate)
        {
            var known = Of_NeedsLock(project, day);
            if (known.ClosedUntil > now || !limits.Holds(known, use, units)) return new((QuotaDay?)null);
            return new(_days[(project, day)] = known.With(use, units));
        }
    }

    public ValueTask<QuotaDay> GiveBackAsync(string project, DateOnly day, QuotaUse use, int units, CancellationToken ct)
    {
        lock (_gate) return new(_days[(project, day)] = Of_NeedsLock(project, day).With(use, -units));
    }

    public ValueTask<QuotaDay> CloseAsync(string project, DateOnly day, DateTimeOffset? until, CancellationToken ct)
    {
        lock (_gate) return new(_days[(project, day)] = Of_NeedsLock(project, day) with { ClosedUntil = until });
    }

    public ValueTask<QuotaDay> ReadAsync(string project, DateOnly day, CancellationToken ct)
    {
        lock (_gate) return new(Of_NeedsLock(project, day));
    }

    private QuotaDay Of_NeedsLock(string project, DateOnly day) => _days.GetValueOrDefault((project, day)) ?? QuotaDay.Empty;
}
