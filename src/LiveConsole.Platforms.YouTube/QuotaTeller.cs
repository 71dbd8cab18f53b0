using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.YouTube;

/// <summary>Tells a show how the ledger of its Google project stands, all nodes' calls included: once a minute when something was used, at once when an action was, or when Google has closed the day.</summary>
/// <param name="showTimeOf">Show time of a moment of machine time.</param>
/// <param name="debitedBefore">What this node had debited (<see cref="QuotaBudget.Debited"/>) before the show's first call: what is used by then was used before it.</param>
public sealed class QuotaTeller(QuotaBudget budget, Func<DateTimeOffset, DateTimeOffset> showTimeOf, TimeProvider time, long debitedBefore)
{
    /// <summary>How often <see cref="TellAsync"/> is to be called.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private QuotaDay? _told;
    private DateTimeOffset? _reset;
    private long _toldAt;

    public async Task TellAsync(IArrivalSink sink, CancellationToken ct)
    {
        // "12 actions left" is read before each of them.
        if (_told is not null && time.GetElapsedTime(_toldAt) < Minute && budget.ClosedUntil == _told.ClosedUntil && budget.Today.Actions == _told.Actions) return;
        await budget.LookAsync(ct);
        var (today, reset, now) = (budget.Today with { ClosedUntil = budget.ClosedUntil }, budget.NextReset, time.GetUtcNow());
        _toldAt = time.GetTimestamp();
        if (today == _told && reset == _reset) return;
        (_told, _reset) = (today, reset);
        await sink.PutAsync(new QuotaCame(new QuotaReading(budget.Project, today.Reading, today.Viewers, today.Actions, budget.Limits.Daily, budget.Limits.Reserve, showTimeOf(now), showTimeOf(reset))
        {
            UsedBefore = Math.Max(0, today.Used - (budget.Debited - debitedBefore)),
            ClosedUntil = today.ClosedUntil is { } until ? showTimeOf(until) : null,
        }), ct);
    }
}
