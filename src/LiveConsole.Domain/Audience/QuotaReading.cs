using System.Collections.Immutable;

namespace LiveConsole.Domain.Audience;

/// <summary>What reading and counting viewers had used at a time.</summary>
public sealed record QuotaPoint(DateTimeOffset At, long Units);

/// <summary>
/// A Google project's units of the day as its ledger stood (the ledger is in the accounts' store; this is what the show saw of it), and what can be
/// foretold from it. In show time.
/// </summary>
/// <param name="Project">Opaque; the same on every node. Tells nothing of a key or an account.</param>
/// <param name="Reading">Units used for chats since midnight Pacific; <paramref name="Viewers"/> for counts, <paramref name="Actions"/> for what people did.</param>
/// <param name="Reserve">Units that reading leaves to actions.</param>
/// <param name="ResetsAt">When Google counts from zero again.</param>
public sealed record QuotaReading(string Project, long Reading, long Viewers, long Actions, long Daily, long Reserve, DateTimeOffset At, DateTimeOffset ResetsAt)
{
    /// <summary>Of a removal, a ban, a post (youtube v3, "Quota costs").</summary>
    public const int ActionCost = 50;

    /// <summary>One call of reading: below it nothing is read.</summary>
    private const int ReadCost = 5;

    private const int PointsKept = 61;
    private static readonly TimeSpan PointEvery = TimeSpan.FromMinutes(1);

    /// <summary>Before it nothing is foretold: a start is faster than what follows.</summary>
    private static readonly TimeSpan Watched = TimeSpan.FromMinutes(5);

    /// <summary>Google said that the day is spent, whatever was counted here: no call is made until then. Null: it has not.</summary>
    public DateTimeOffset? ClosedUntil { get; init; }

    /// <summary>What had been used on this day before this show used anything: by a test in the afternoon, by another show. Only the first telling of a day is heard.</summary>
    public long UsedBefore { get; init; }

    /// <summary>Of the last hour, oldest first, a minute apart.</summary>
    public ImmutableArray<QuotaPoint> Points { get; init => field = value.IsDefault ? [] : value; } = [];

    public long Used => Reading + Viewers + Actions;

    public bool IsClosedAt(DateTimeOffset now) => ClosedUntil > now;

    public long ActionsLeft => ClosedUntil > At ? 0 : Math.Max(0, Daily - Used) / ActionCost;

    /// <summary>What reading may still use: the reserve is the actions', used or not.</summary>
    public long ReadingLeft => ClosedUntil > At ? 0 : Math.Max(0, Daily - Reserve - TakenOfReading);

    /// <summary>What is gone of reading's part of the day: actions beyond their reserve take of it, too.</summary>
    private long TakenOfReading => Reading + Viewers + Math.Max(0, Actions - Reserve);

    /// <summary>Reading stands still, or is about to: not a call is left to it.</summary>
    public bool ReadingIsSpent => ReadingLeft < ReadCost;

    /// <summary>When reading comes to its limit if it goes on as in the last hour; null: not before Google counts anew, or it cannot be said yet.</summary>
    public DateTimeOffset? ReadingEnds
    {
        get
        {
            if (ReadingIsSpent) return At;
            if (UnitsASecond is not (> 0 and var rate)) return null;
            // It stands still with the first call that no longer fits: half a call early in the mean.
            var left = (ReadingLeft - (ReadCost / 2.0)) / rate;
            var ends = At.AddSeconds(Math.Min(left, TimeSpan.FromDays(2).TotalSeconds));
            return ends < ResetsAt ? ends : null;
        }
    }

    /// <summary>Least squares over the points and the present: calls come in steps, and one more or less at either end would tilt a line through two points.</summary>
    public double? UnitsASecond
    {
        get
        {
            if (Points.IsEmpty || At - Points[0].At < Watched) return null;
            var (n, sumX, sumY, sumXX, sumXY) = (0, 0.0, 0.0, 0.0, 0.0);
            foreach (var point in Points.Append(new QuotaPoint(At, TakenOfReading)))
            {
                var (x, y) = ((point.At - Points[0].At).TotalSeconds, point.Units - Points[0].Units);
                (n, sumX, sumY, sumXX, sumXY) = (n + 1, sumX + x, sumY + y, sumXX + (x * x), sumXY + (x * y));
            }

            var spread = (n * sumXX) - (sumX * sumX);
            return spread <= 0 ? null : ((n * sumXY) - (sumX * sumY)) / spread;
        }
    }

    /// <summary>This one with what is remembered of those before it.</summary>
    public QuotaReading After(QuotaReading? known)
    {
        // Another day, or another ledger: what was before says nothing of now. A few units less is a call that failed and cost one; an action's are fifty, so they say nothing here.
        if (known is null || At >= known.ResetsAt || Reading + Viewers < (known.Reading + known.Viewers) / 2) return this with { Points = [new(At, TakenOfReading)] };
        var points = known.Points.IsEmpty || At - known.Points[^1].At >= PointEvery ? known.Points.Add(new(At, TakenOfReading)) : known.Points;
        return this with { UsedBefore = known.UsedBefore, Points = points.Length > PointsKept ? points.RemoveRange(0, points.Length - PointsKept) : points };
    }

    public bool Equals(QuotaReading? other) => other is not null && (Project, Reading, Viewers, Actions, Daily, Reserve, At) == (other.Project, other.Reading, other.Viewers, other.Actions, other.Daily, other.Reserve, other.At)
        && (ResetsAt, ClosedUntil, UsedBefore) == (other.ResetsAt, other.ClosedUntil, other.UsedBefore) && Points.AsSpan().SequenceEqual(other.Points.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Project, At, Used);
}
