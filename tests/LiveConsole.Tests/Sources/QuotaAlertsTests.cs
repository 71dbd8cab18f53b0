using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Shows;
using LiveConsole.Sources;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Sources;

/// <summary>What the desks say of the budget of YouTube's calls, and when.</summary>
public sealed class QuotaAlertsTests
{
    // 20:00 in Paris; Google counts anew at 09:00 there.
    private static readonly DateTimeOffset Resets = A.Time.AddHours(12);

    [Fact]
    public void Its_end_is_said_in_the_shows_time_with_the_actions_that_are_left()
    {
        // 100 units a minute; 5,300 are left to reading.
        var show = Used(minute => 1_700 + (100 * minute), minutes: 10);

        var alert = Assert.Single(QuotaAlerts.Of(show.State, show.Now));

        Assert.Equal(("quota.ends", AlertSeverity.Watch), (alert.Kind, alert.Severity));
        Assert.Matches("^YouTube budget ends [0-9]{2}:[0-9]{2}, 146 actions left\\.$", alert.Words.En);
        Assert.Matches("^Le budget YouTube finit à [0-9]{2}:[0-9]{2}, reste 146 actions\\.$", alert.Words.Fr);
        Assert.Contains(LocalMinutes(show.State.Audience.Quotas[0].ReadingEnds!.Value), alert.Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_show_that_is_over_first_needs_no_word_and_an_end_far_off_none_yet()
    {
        Assert.Empty(QuotaAlerts.Of(Used(m => 1_700 + (100 * m), 10, endsAt: A.Time.AddMinutes(30)).State, A.Time.AddMinutes(10)));
        Assert.Empty(QuotaAlerts.Of(Used(m => 100 + (20 * m), 10).State, A.Time.AddMinutes(10)));
    }

    [Fact]
    public void The_last_quarter_of_an_hour_is_urgent_and_then_it_is_said_that_reading_stands_still()
    {
        var show = Used(m => 6_000 + (100 * m), 10);
        Assert.Equal(AlertSeverity.ActNow, Assert.Single(QuotaAlerts.Of(show.State, show.Now)).Severity);

        show = show.After(Known(8_000));
        var spent = Assert.Single(QuotaAlerts.Of(show.State, show.Now));
        Assert.Equal(("quota.spent", AlertSeverity.ActNow), (spent.Kind, spent.Severity));
        Assert.Equal($"YouTube's budget for reading is used up until {LocalMinutes(Resets)}, 40 actions left.", spent.Words.En);
        Assert.Empty(QuotaAlerts.Of(show.State, Resets));
    }

    [Fact]
    public void A_day_that_Google_has_closed_leaves_no_action()
    {
        var show = A.Show().After(new QuotaCame(new QuotaReading("p", 300, 0, 0, 10_000, 2_000, A.Time, Resets) { ClosedUntil = Resets.AddSeconds(20) }));

        Assert.EndsWith(", 0 actions left.", Assert.Single(QuotaAlerts.Of(show.State, show.Now)).Words.En, StringComparison.Ordinal);
    }

    private static AShow Used(Func<int, int> reading, int minutes, DateTimeOffset? endsAt = null)
    {
        var show = A.Show(A.Settings() with { Plan = new ShowPlan { EndsAt = endsAt } });
        for (var minute = 0; minute <= minutes; minute++) show = (minute == 0 ? show : show.Later(60)) is var now ? now.After(Known(reading(minute), now.Now)) : show;
        return show;
    }

    private static QuotaCame Known(long reading, DateTimeOffset? at = null) => new(new QuotaReading("p", reading, 0, 0, 10_000, 2_000, at ?? A.Time.AddMinutes(11), Resets));

    private static string LocalMinutes(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
