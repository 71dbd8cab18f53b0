namespace LiveConsole.Platforms.YouTube;

/// <summary>What a call is made for. Reading and counting leave the reserve to actions.</summary>
public enum QuotaUse { Reading, Viewers, Action }

/// <summary>A project's units of one Pacific day, by use, as all nodes together have debited them.</summary>
/// <param name="ClosedUntil">Google said that the day is spent; null: it has not.</param>
public sealed record QuotaDay(long Reading, long Viewers, long Actions, DateTimeOffset? ClosedUntil = null)
{
    public static QuotaDay Empty { get; } = new(0, 0, 0);

    public long Used => Reading + Viewers + Actions;

    public QuotaDay With(QuotaUse use, long units) => use switch
    {
        QuotaUse.Reading => this with { Reading = Reading + units },
        QuotaUse.Viewers => this with { Viewers = Viewers + units },
        _ => this with { Actions = Actions + units },
    };
}

/// <param name="Daily">Units of the day.</param>
/// <param name="Reserve">Of them, what reading and counting leave alone. What actions use comes out of it first.</param>
public sealed record QuotaLimits(long Daily, long Reserve)
{
    public bool Holds(QuotaDay day, QuotaUse use, long units) => use == QuotaUse.Action
        ? day.Used + units <= Daily
        : day.Reading + day.Viewers + units + Math.Max(Reserve, day.Actions) <= Daily;
}

/// <summary>
/// Where the units are written down before they are spent: it outlives this process and is shared by all nodes of one Google project. A debit looks and
/// writes in one step, so that two nodes never spend the same units.
/// </summary>
/// <remarks>Every member throws <see cref="QuotaLedgerAwayException"/> when nothing can be written: then no call may be made.</remarks>
public interface IQuotaLedger
{
    /// <returns>The day after it; null: it does not fit, or the day is closed, and nothing was written.</returns>
    ValueTask<QuotaDay?> DebitAsync(string project, DateOnly day, QuotaUse use, int units, QuotaLimits limits, DateTimeOffset now, CancellationToken ct);

    /// <summary>Gives back what a call that failed did not cost.</summary>
    ValueTask<QuotaDay> GiveBackAsync(string project, DateOnly day, QuotaUse use, int units, CancellationToken ct);

    /// <param name="until">Null: a person wants it asked again.</param>
    ValueTask<QuotaDay> CloseAsync(string project, DateOnly day, DateTimeOffset? until, CancellationToken ct);

    ValueTask<QuotaDay> ReadAsync(string project, DateOnly day, CancellationToken ct);
}

/// <summary>The ledger cannot be reached or written.</summary>
public sealed class QuotaLedgerAwayException(string message, Exception? inner = null) : Exception(message, inner);
