using System.Collections.Immutable;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Audience;

/// <summary>What one channel adds to a sum.</summary>
public sealed record SumPart(string Platform, string Channel, long Count);

/// <summary>The platforms' own counts, added up: who watches on two of them is counted twice, so it never stands without its parts.</summary>
/// <param name="At">Of its oldest part: the sum is no younger.</param>
public sealed record AudienceSum(long Total, DateTimeOffset At, ImmutableArray<SumPart> Parts)
{
    public ImmutableArray<SumPart> Parts { get; init => field = value.IsDefault ? [] : value; } = Parts;

    public bool Equals(AudienceSum? other) => other is not null && (Total, At) == (other.Total, other.At) && Parts.AsSpan().SequenceEqual(other.Parts.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Total, At);
}

/// <summary>
/// Who watches, per channel and in sum, and the platforms' own state around it: broadcasts, polls, the budget of calls. A fold, immutable and bounded.
/// </summary>
public sealed record ShowAudience
{
    private const int PollsKept = 30;
    private const int QuotasKept = 8;

    public static ShowAudience Empty { get; } = new();

    public ImmutableDictionary<(string Platform, string Channel), Viewers> Channels { get; init; } = ImmutableDictionary<(string, string), Viewers>.Empty;

    /// <summary>The highest sum so far of counts taken together; null before the first.</summary>
    public AudienceSum? PeakOfSum { get; init; }

    public ImmutableArray<Broadcast> Broadcasts { get; init; } = [];

    /// <summary>The last ones of all channels, oldest first.</summary>
    public ImmutableArray<Poll> Polls { get; init; } = [];

    /// <summary>One a project that this show reads with.</summary>
    public ImmutableArray<QuotaReading> Quotas { get; init; } = [];

    public Broadcast? BroadcastOf(string platform, string channel) => Broadcasts.FirstOrDefault(b => b.Platform == platform && b.Channel == channel);

    public Poll? Poll(string platform, string id) => Polls.FirstOrDefault(p => p.Platform == platform && p.Id == id);

    /// <summary>What is counted now, added up; null when nothing is. A channel whose count is missing or too old is left out: see <see cref="AudienceSum.Parts"/>.</summary>
    public AudienceSum? SumAt(DateTimeOffset now)
    {
        List<Viewers> counted = [.. Channels.Values.Where(c => c.Count is not null && c.IsFreshAt(now)).OrderBy(c => c.Platform, StringComparer.Ordinal).ThenBy(c => c.Channel, StringComparer.Ordinal)];
        return counted.Count == 0 ? null : new(counted.Sum(c => c.Count!.Value), counted.Min(c => c.SampledAt), [.. counted.Select(c => new SumPart(c.Platform, c.Channel, c.Count!.Value))]);
    }

    public ShowAudience With(ViewersSampled e)
    {
        var key = (e.Platform, e.Channel);
        var next = new Viewers(e.Platform, e.Channel, null, e.SampledAt, null, null);
        if (Channels.GetValueOrDefault(key) is { } was)
        {
            // Told late it is still a sample of its time: the newest one stays the present one.
            if (e.SampledAt < was.SampledAt) return this with { Channels = Channels.SetItem(key, was.Higher(e)) };
            next = was with { Every = e.SampledAt - was.SampledAt, CountBefore = was.Count };
        }

        var after = this with { Channels = Channels.SetItem(key, next.Higher(e) with { Count = e.Count, SampledAt = e.SampledAt }) };
        return after.WithSum(e.SampledAt);
    }

    public ShowAudience With(ChattersSampled e)
    {
        var was = Channels.GetValueOrDefault((e.Platform, e.Channel)) ?? new Viewers(e.Platform, e.Channel, null, e.SampledAt, null, null);
        return this with { Channels = Channels.SetItem((e.Platform, e.Channel), was with { Chatters = e.Count, ChattersAt = e.SampledAt }) };
    }

    public ShowAudience With(BroadcastChanged e) => this with
    {
        Broadcasts = [.. Broadcasts.Where(b => (b.Platform, b.Channel) != (e.Broadcast.Platform, e.Broadcast.Channel)).Append(e.Broadcast)
            .OrderBy(b => b.Platform, StringComparer.Ordinal).ThenBy(b => b.Channel, StringComparer.Ordinal)],
    };

    public ShowAudience With(PollKnown e)
    {
        var at = Polls.IndexOf(Polls.FirstOrDefault(p => p.Platform == e.Poll.Platform && p.Id == e.Poll.Id)!);
        var polls = at >= 0 ? Polls.SetItem(at, e.Poll) : Polls.Add(e.Poll);
        return this with { Polls = polls.Length > PollsKept ? polls.RemoveAt(0) : polls };
    }

    public ShowAudience With(QuotaKnown e)
    {
        var known = Quotas.FirstOrDefault(q => q.Project == e.Quota.Project);
        var quotas = Quotas.RemoveAll(q => q.Project == e.Quota.Project).Add(e.Quota.After(known));
        return this with { Quotas = quotas.Length > QuotasKept ? quotas.RemoveAt(0) : quotas };
    }

    /// <summary>
    /// Samples of different channels never come at one instant: added as they come, a channel's rise would meet the other's count of before it fell, and a peak be
    /// told that never was. So the sum is taken at a time that every channel has been counted after, of the counts nearest to it.
    /// </summary>
    private ShowAudience WithSum(DateTimeOffset at)
    {
        List<Viewers> counted = [.. Channels.Values.Where(c => c.Count is not null && c.IsFreshAt(at))];
        if (counted.Count == 0) return this;
        var together = counted.Min(c => c.SampledAt);
        List<SumPart> parts = [.. counted.Where(c => c.CountAt(together) is not null).Select(c => new SumPart(c.Platform, c.Channel, c.CountAt(together)!.Value))
            .OrderBy(p => p.Platform, StringComparer.Ordinal).ThenBy(p => p.Channel, StringComparer.Ordinal)];
        var total = parts.Sum(p => p.Count);
        return total > (PeakOfSum?.Total ?? -1) ? this with { PeakOfSum = new(total, together, [.. parts]) } : this;
    }
}
