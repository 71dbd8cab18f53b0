using System.Collections.Concurrent;

namespace LiveConsole.Platforms.YouTube;

/// <summary>Why a call may not be sent.</summary>
public enum QuotaRefusal
{
    /// <summary>What is left is kept for actions; or, for an action, nothing is left.</summary>
    Spent,

    /// <summary>Google said that the day is spent.</summary>
    Closed,

    /// <summary>The ledger cannot be written: a call that nobody counts is not sent.</summary>
    LedgerAway,
}

/// <summary>
/// The units a Google project spends in a day, debited before each call, and the pace of reading and counting that they allow. One object a node for all that
/// uses the project; safe on any thread. The figures it shows are those of its last call or <see cref="LookAsync"/>: other nodes spend too.
/// </summary>
/// <param name="jitter">0 to 1: how far past midnight the first call after an exhausted day goes, so that not all clients call at once.</param>
public sealed class QuotaBudget(IQuotaLedger ledger, string project, QuotaLimits limits, TimeProvider time, Func<double>? jitter = null)
{
    /// <summary>Units per call of liveChatMessages.list and one connection of its stream (reference pages' quota line).</summary>
    public const int ReadCost = 5;

    /// <summary>videos.list, channels.list, playlistItems.list, liveBroadcasts.list.</summary>
    public const int LookCost = 1;

    /// <summary>A start or a bad quarter of an hour is not paced: sixty connections a day are free of it.</summary>
    private const int UnpacedUnits = 60 * ReadCost;

    /// <summary>Of what is left, what counting viewers may take.</summary>
    private const double ViewersShare = 0.05;

    /// <summary>A show whose end is not planned is taken to go on for this long.</summary>
    private static readonly TimeSpan LongestShow = TimeSpan.FromHours(8);

    /// <summary>Past its planned end a show is expected to need this much more: shows run late, never short.</summary>
    private static readonly TimeSpan Overrun = TimeSpan.FromMinutes(30);

    public static readonly TimeSpan SoonestCount = TimeSpan.FromSeconds(30), LatestCount = TimeSpan.FromMinutes(5);

    /// <summary>Who has not read for so long no longer shares what is left.</summary>
    private static readonly TimeSpan ReaderGone = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<object, long> _readers = new();
    private long _debited;
    private volatile Seen _seen = new(default, QuotaDay.Empty);

    public string Project => project;

    public QuotaLimits Limits => limits;

    /// <summary>Units that this node has debited since it started, less what it gave back.</summary>
    public long Debited => Interlocked.Read(ref _debited);

    /// <summary>Today's, as last seen.</summary>
    public QuotaDay Today => _seen is var seen && seen.Day == PacificDay.Of(time.GetUtcNow()) ? seen.Units : QuotaDay.Empty;

    /// <summary>When calls may be made again after Google said that the day's units are spent; null while they may.</summary>
    public DateTimeOffset? ClosedUntil => _seen.Units.ClosedUntil is { } until && until > time.GetUtcNow() ? until : null;

    /// <summary>False once reading has used all that is not kept for actions.</summary>
    public bool MayRead => limits.Holds(Today, QuotaUse.Reading, ReadCost);

    /// <summary>Midnight in Los Angeles, when Google counts from zero again.</summary>
    public DateTimeOffset NextReset => PacificDay.EndOf(time.GetUtcNow());

    /// <summary>Writes down a call that is about to be sent.</summary>
    /// <returns>Null: it may be sent. Else it must not (each try would count, too).</returns>
    public async ValueTask<QuotaRefusal?> TryDebitAsync(QuotaUse use, int units, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        // A day that was closed stays so a little into the next: not all clients call at midnight.
        if (ClosedUntil is not null) return QuotaRefusal.Closed;
        try
        {
            var day = PacificDay.Of(now);
            if (await ledger.DebitAsync(project, day, use, units, limits, now, ct) is { } after)
            {
                _seen = new Seen(day, after);
                Interlocked.Add(ref _debited, units);
                return null;
            }

            _seen = new Seen(day, await ledger.ReadAsync(project, day, ct));
            return ClosedUntil is null ? QuotaRefusal.Spent : QuotaRefusal.Closed;
        }
        catch (QuotaLedgerAwayException)
        {
            return QuotaRefusal.LedgerAway;
        }
    }

    /// <summary>A call that failed costs one at least, whatever it would have cost (youtube v3, "Quota usage"); one that was never sent costs nothing.</summary>
    /// <param name="sentAt">The day it was debited on.</param>
    public async ValueTask GiveBackAsync(QuotaUse use, int units, DateTimeOffset sentAt, CancellationToken ct)
    {
        if (units > 0 && await ChangeAsync(PacificDay.Of(sentAt), day => ledger.GiveBackAsync(project, day, use, units, ct))) Interlocked.Add(ref _debited, -units);
    }

    /// <summary>Google said quotaExceeded: nothing is sent until its next day, and then up to a minute later.</summary>
    public async ValueTask CloseAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var until = PacificDay.EndOf(now) + TimeSpan.FromSeconds(5 + (55 * (jitter ?? Random.Shared.NextDouble)()));
        _seen = _seen with { Units = _seen.Units with { ClosedUntil = until } };
        await ChangeAsync(PacificDay.Of(now), day => ledger.CloseAsync(project, day, until, ct));
    }

    /// <summary>A person, who may have had the quota raised, wants it asked again now: Google's next answer closes the day once more, or not.</summary>
    public async ValueTask AskAgainAsync(CancellationToken ct)
    {
        if (ClosedUntil is null) return;
        _seen = _seen with { Units = _seen.Units with { ClosedUntil = null } };
        await ChangeAsync(PacificDay.Of(time.GetUtcNow()), day => ledger.CloseAsync(project, day, null, ct));
    }

    /// <summary>What all nodes have used by now. Where the ledger is away it stays as it was seen.</summary>
    public async ValueTask LookAsync(CancellationToken ct) => await ChangeAsync(PacificDay.Of(time.GetUtcNow()), day => ledger.ReadAsync(project, day, ct));

    /// <summary>One more reads with this project, or still does: what is left is shared.</summary>
    public void Reads(object reader) => _readers[reader] = time.GetTimestamp();

    /// <summary>The least time from one reading call of a reader to its next: remaining time x 5 / (units left, less those kept for actions and for viewer counts), for each who reads.</summary>
    /// <param name="showLasts">To the show's planned end; null: not planned.</param>
    public TimeSpan ReadingInterval(TimeSpan? showLasts = null)
    {
        var today = Today;
        if (today.Reading < UnpacedUnits && limits.Holds(today, QuotaUse.Reading, UnpacedUnits)) return TimeSpan.Zero;
        var ahead = Ahead(showLasts);
        var spendable = Left(today) - (ahead / ViewersInterval(showLasts));
        return spendable < ReadCost ? NextReset - time.GetUtcNow() : ahead * (ReadCost / spendable) * Math.Max(1, Readers());
    }

    /// <summary>How often viewers are counted: a twentieth of what reading may use, spread over the show.</summary>
    public TimeSpan ViewersInterval(TimeSpan? showLasts = null)
    {
        var left = Left(Today) * ViewersShare;
        var wished = left < 1 ? LatestCount : Ahead(showLasts) / left;
        return wished < SoonestCount ? SoonestCount : wished > LatestCount ? LatestCount : wished;
    }

    private double Left(QuotaDay today) => limits.Daily - Math.Max(limits.Reserve, today.Actions) - today.Reading - today.Viewers;

    private TimeSpan Ahead(TimeSpan? showLasts)
    {
        var untilReset = NextReset - time.GetUtcNow();
        var show = showLasts is { } lasts ? (lasts > TimeSpan.Zero ? lasts : TimeSpan.Zero) + Overrun : LongestShow;
        return untilReset < show ? untilReset : show;
    }

    private int Readers()
    {
        foreach (var (reader, at) in _readers)
        {
            if (time.GetElapsedTime(at) > ReaderGone) _readers.TryRemove(reader, out _);
        }

        return _readers.Count;
    }

    /// <returns>False: the ledger is away, nothing was written.</returns>
    private async ValueTask<bool> ChangeAsync(DateOnly day, Func<DateOnly, ValueTask<QuotaDay>> change)
    {
        try
        {
            var units = await change(day);
            if (day >= _seen.Day) _seen = new Seen(day, units);
            return true;
        }
        catch (QuotaLedgerAwayException)
        {
            // What was debited stays debited: more is counted than was spent, never less.
            return false;
        }
    }

    private sealed record Seen(DateOnly Day, QuotaDay Units);
}
