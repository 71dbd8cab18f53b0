using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Audience;

public sealed class QuotaReadingTests
{
    private static readonly DateTimeOffset Resets = A.Time.AddHours(12);

    [Theory]
    [InlineData(10, 60)]
    [InlineData(13.7, 45)]
    [InlineData(20, 75)]
    [InlineData(45, 30)]
    public void Under_steady_use_the_end_is_foretold_within_two_percent_from_an_hour_before(double secondsACall, double secondsACount)
    {
        // A day that was half spent before, so that the end comes while it is watched.
        var (reading, viewers, calls, counts) = (0L, 0L, 0.0, 0.0);
        var before = (long)(8_000 - ((3600 * 1.9 / secondsACall * 5) + (3600 * 1.9 / secondsACount)));
        List<(DateTimeOffset At, DateTimeOffset? Ends)> told = [];
        var show = A.Show();
        DateTimeOffset? ended = null;
        for (var second = 0; ended is null; second++)
        {
            for (; calls <= second; calls += secondsACall)
            {
                if (before + reading + viewers + 5 > 8_000) ended = A.Time.AddSeconds(calls);
                else reading += 5;
            }

            for (; counts <= second; counts += secondsACount) viewers++;
            if (second % 60 != 0) continue;
            show = show.After(new QuotaCame(new QuotaReading("p", before + reading, viewers, 0, 10_000, 2_000, A.Time.AddSeconds(second), Resets)));
            told.Add((A.Time.AddSeconds(second), show.State.Audience.Quotas[0].ReadingEnds));
        }

        var hourBefore = told.Where(t => ended - t.At <= TimeSpan.FromHours(1) && ended - t.At > TimeSpan.FromMinutes(5)).ToList();
        Assert.NotEmpty(hourBefore);
        Assert.All(hourBefore, t => Assert.InRange(((t.Ends ?? Resets) - ended!.Value).TotalSeconds, -72, 72));
    }

    [Fact]
    public void Before_five_minutes_were_watched_and_when_the_day_ends_first_nothing_is_foretold()
    {
        var show = A.Show().After(Known(0, 100)).After(Known(4, 4_000));
        Assert.Null(show.State.Audience.Quotas[0].ReadingEnds);

        show = A.Show().After(Known(0, 100)).After(Known(10, 110)).After(Known(20, 120));
        Assert.Null(show.State.Audience.Quotas[0].ReadingEnds);
    }

    [Fact]
    public void The_reserve_is_the_actions_own_whether_they_use_it_or_not()
    {
        var quota = new QuotaReading("p", 7_000, 900, 1_500, 10_000, 2_000, A.Time, Resets);

        Assert.Equal((12L, 100L), (quota.ActionsLeft, quota.ReadingLeft));
        Assert.Equal(0, (quota with { Actions = 2_100 }).ReadingLeft);
        Assert.True((quota with { Actions = 2_100 }).ReadingIsSpent);
    }

    [Fact]
    public void Actions_beyond_their_reserve_bring_the_end_of_reading_nearer()
    {
        // 100 units of reading and, from the reserve's end on, 200 of actions in ten minutes.
        var show = A.Show();
        for (var minute = 0; minute <= 10; minute++)
            show = show.After(new QuotaCame(new QuotaReading("p", 4_000 + (minute * 10), 0, 2_000 + (minute * 20), 10_000, 2_000, A.Time.AddMinutes(minute), Resets)));

        var quota = show.State.Audience.Quotas[0];
        Assert.Equal(3_700, quota.ReadingLeft);
        Assert.Equal(3_700 / 30.0, (quota.ReadingEnds!.Value - quota.At).TotalMinutes, 0.5);
    }

    [Fact]
    public void An_action_whose_units_were_given_back_forgets_nothing_of_the_day()
    {
        var show = A.Show().After(new QuotaCame(new QuotaReading("p", 5, 0, 50, 10_000, 2_000, A.Time, Resets) { UsedBefore = 40 }))
            .After(new QuotaCame(new QuotaReading("p", 10, 0, 1, 10_000, 2_000, A.Time.AddMinutes(1), Resets)));

        Assert.Equal((40L, 2), (show.State.Audience.Quotas[0].UsedBefore, show.State.Audience.Quotas[0].Points.Length));
    }

    [Fact]
    public void When_google_has_closed_the_day_nothing_is_left_whatever_was_counted()
    {
        var quota = new QuotaReading("p", 300, 0, 0, 10_000, 2_000, A.Time, Resets) { ClosedUntil = Resets };

        Assert.Equal((0L, 0L, A.Time), (quota.ActionsLeft, quota.ReadingLeft, quota.ReadingEnds!.Value));
    }

    [Fact]
    public void What_was_used_before_the_show_is_kept_until_the_day_turns()
    {
        var show = A.Show().After(new QuotaCame(Known(0, 1_200).Quota with { UsedBefore = 1_190 })).After(new QuotaCame(Known(60, 1_900).Quota with { UsedBefore = 1_300 }));
        Assert.Equal(1_190, show.State.Audience.Quotas[0].UsedBefore);

        show = show.Later(0).After(new QuotaCame(new QuotaReading("p", 5, 0, 0, 10_000, 2_000, Resets.AddMinutes(1), Resets.AddDays(1)) { UsedBefore = 3 }));
        Assert.Equal(3, show.State.Audience.Quotas[0].UsedBefore);
        Assert.Single(show.State.Audience.Quotas[0].Points);
    }

    [Fact]
    public void A_call_that_failed_and_costs_one_takes_no_memory_away()
    {
        var show = A.Show().After(Known(0, 1_200)).After(Known(10, 1_300)).After(Known(11, 1_296));

        Assert.Equal(3, show.State.Audience.Quotas[0].Points.Length);
    }

    [Fact]
    public void Points_are_a_minute_apart_and_bounded()
    {
        var show = Enumerable.Range(0, 300).Aggregate(A.Show(), (s, n) => s.After(Known(n * 0.75, n * 10)));

        var points = show.State.Audience.Quotas[0].Points;
        Assert.Equal(61, points.Length);
        Assert.All(points.Zip(points.Skip(1)), p => Assert.True(p.Second.At - p.First.At >= TimeSpan.FromMinutes(1)));
    }

    private static QuotaCame Known(double minute, long reading) => new(new QuotaReading("p", reading, 0, 0, 10_000, 2_000, A.Time.AddMinutes(minute), Resets));
}
