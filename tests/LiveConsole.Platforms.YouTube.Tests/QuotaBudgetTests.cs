using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Testing;

namespace LiveConsole.Platforms.YouTube.Tests;

public sealed class QuotaBudgetTests
{
    [Theory]
    [InlineData("2026-11-20T18:10:00Z", "2026-11-20", "2026-11-21T08:00:00Z")]
    [InlineData("2026-07-01T18:10:00Z", "2026-07-01", "2026-07-02T07:00:00Z")]
    [InlineData("2026-11-01T07:30:00Z", "2026-11-01", "2026-11-02T08:00:00Z")] // the day of 25 hours
    [InlineData("2026-11-01T06:59:59Z", "2026-10-31", "2026-11-01T07:00:00Z")]
    [InlineData("2026-03-08T08:00:00Z", "2026-03-08", "2026-03-09T07:00:00Z")] // the day of 23
    [InlineData("2026-03-08T07:59:59Z", "2026-03-07", "2026-03-08T08:00:00Z")]
    public void A_day_of_quota_is_one_in_california_in_winter_in_summer_and_between(string now, string day, string reset)
    {
        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd"), PacificDay.Of(At(now)));
        Assert.Equal(At(reset), Budget(10_000, 2_000, new FakeTime(At(now))).NextReset);
    }

    [Fact]
    public async Task Reading_is_paced_by_what_is_left_once_the_first_sixty_calls_are_made()
    {
        var budget = Budget(10_300, 2_000, new FakeTime(At("2026-11-20T10:00:00Z")));

        await ReadAsync(budget, 59);
        Assert.Equal(TimeSpan.Zero, budget.ReadingInterval());
        await ReadAsync(budget, 1);

        // 8 h x 5 / (10,300 - 300 - 2,000 - a twentieth for viewer counts) = 18.9 s
        Assert.Equal(18.95, budget.ReadingInterval().TotalSeconds, 2);
    }

    [Fact]
    public async Task A_show_with_a_planned_end_may_read_faster_than_one_without()
    {
        var budget = Budget(10_300, 2_000, new FakeTime(At("2026-11-20T10:00:00Z")));
        await ReadAsync(budget, 60);

        // 2.5 h and half an hour of being late: 10,800 s x 5 / (8,000 - 360)
        Assert.Equal(7.07, budget.ReadingInterval(TimeSpan.FromHours(2.5)).TotalSeconds, 2);
        Assert.Equal(QuotaBudget.SoonestCount, budget.ViewersInterval(TimeSpan.FromHours(2.5)));
        Assert.Equal(72, budget.ViewersInterval().TotalSeconds, 1);
    }

    [Fact]
    public async Task Two_who_read_share_what_is_left_and_one_who_went_leaves_it_to_the_other()
    {
        var time = new FakeTime(At("2026-11-20T10:00:00Z"));
        var budget = Budget(10_300, 2_000, time);
        await ReadAsync(budget, 60);
        budget.Reads("one");
        var alone = budget.ReadingInterval();

        budget.Reads("two");
        Assert.Equal(2 * alone, budget.ReadingInterval());

        time.Advance(TimeSpan.FromMinutes(11));
        budget.Reads("one");
        Assert.InRange(budget.ReadingInterval() / alone, 0.9, 1.1);
    }

    [Fact]
    public async Task What_is_kept_for_actions_is_not_read_away_and_comes_back_with_the_day()
    {
        var time = new FakeTime(At("2026-11-21T07:59:00Z"));
        var budget = Budget(30, 20, time);

        Assert.True(budget.MayRead);
        await ReadAsync(budget, 2);
        Assert.False(budget.MayRead);
        Assert.Equal(QuotaRefusal.Spent, await budget.TryDebitAsync(QuotaUse.Reading, 5, default));
        Assert.Equal(QuotaRefusal.Spent, await budget.TryDebitAsync(QuotaUse.Viewers, 1, default));
        Assert.Null(await budget.TryDebitAsync(QuotaUse.Action, 20, default));
        Assert.Equal(QuotaRefusal.Spent, await budget.TryDebitAsync(QuotaUse.Action, 1, default));
        Assert.Equal(new QuotaDay(10, 0, 20), budget.Today);

        time.Advance(TimeSpan.FromMinutes(2));
        Assert.True(budget.MayRead);
        Assert.Equal(0, budget.Today.Used);
    }

    [Fact]
    public async Task A_closed_day_opens_again_after_midnight()
    {
        var time = new FakeTime(At("2026-11-21T07:59:00Z"));
        var budget = Budget(10_000, 2_000, time, jitter: () => 1);

        await budget.CloseAsync(default);

        Assert.Equal(QuotaRefusal.Closed, await budget.TryDebitAsync(QuotaUse.Reading, 1, default));
        Assert.Equal(At("2026-11-21T08:01:00Z"), budget.ClosedUntil);
        // Not all clients of the world call at midnight.
        time.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(QuotaRefusal.Closed, await budget.TryDebitAsync(QuotaUse.Reading, 1, default));
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(await budget.TryDebitAsync(QuotaUse.Reading, 1, default));
    }

    [Fact]
    public async Task A_day_that_another_node_found_closed_is_closed_here()
    {
        var (ledger, time) = (new MemoryQuotaLedger(), new FakeTime(At("2026-11-20T18:00:00Z")));
        var (one, other) = (Budget(10_000, 2_000, time, ledger: ledger), Budget(10_000, 2_000, time, ledger: ledger));

        await one.CloseAsync(default);

        Assert.Equal(QuotaRefusal.Closed, await other.TryDebitAsync(QuotaUse.Reading, 5, default));
        Assert.Equal(0, other.Today.Used);
    }

    [Fact]
    public async Task A_closed_day_is_asked_again_when_a_person_wants_it_and_closed_again_when_Google_says_so()
    {
        var budget = Budget(10_000, 2_000, new FakeTime(At("2026-11-20T18:00:00Z")));
        await budget.CloseAsync(default);

        await budget.AskAgainAsync(default);

        Assert.Null(budget.ClosedUntil);
        Assert.Null(await budget.TryDebitAsync(QuotaUse.Reading, 1, default));
        await budget.CloseAsync(default);
        Assert.Equal(QuotaRefusal.Closed, await budget.TryDebitAsync(QuotaUse.Reading, 1, default));
    }

    [Fact]
    public async Task A_show_is_told_once_a_minute_when_something_was_used_and_at_once_when_the_day_closes()
    {
        var time = new FakeTime(At("2026-11-20T18:00:00Z"));
        var budget = Budget(10_000, 2_000, time, jitter: () => 0);
        // A rehearsal at ten times, one hour ahead of the machine.
        var show = time.GetUtcNow().AddHours(1);
        var teller = new QuotaTeller(budget, at => show + ((at - At("2026-11-20T18:00:00Z")) * 10), time, 0);
        var intake = new Intake();

        await teller.TellAsync(intake, default);
        await ReadAsync(budget, 2);
        await teller.TellAsync(intake, default);
        time.Advance(TimeSpan.FromSeconds(60));
        await teller.TellAsync(intake, default);
        time.Advance(TimeSpan.FromSeconds(60));
        await teller.TellAsync(intake, default);
        await budget.CloseAsync(default);
        await teller.TellAsync(intake, default);

        var told = intake.All.OfType<Domain.Chat.QuotaCame>().Select(q => q.Quota).ToList();
        Assert.Equal([(0L, null), (10L, null), (10L, (DateTimeOffset?)show.AddHours(140).AddSeconds(50))], told.Select(q => (q.Reading, q.ClosedUntil)));
        Assert.Equal([show, show.AddMinutes(10), show.AddMinutes(20)], told.Select(q => q.At));
        Assert.All(told, q => Assert.Equal(show.AddHours(140), q.ResetsAt));
    }

    [Fact]
    public async Task What_an_action_used_is_told_within_seconds()
    {
        var time = new FakeTime(At("2026-11-20T18:00:00Z"));
        var budget = Budget(10_000, 2_000, time);
        var (teller, intake) = (new QuotaTeller(budget, at => at, time, 0), new Intake());
        await teller.TellAsync(intake, default);

        await budget.TryDebitAsync(QuotaUse.Action, 50, default);
        time.Advance(QuotaTeller.Every);
        await teller.TellAsync(intake, default);
        await teller.TellAsync(intake, default);

        Assert.Equal([200, 199], intake.All.OfType<Domain.Chat.QuotaCame>().Select(q => q.Quota.ActionsLeft));
    }

    [Fact]
    public void Reading_never_eats_the_reserve_and_actions_have_it_and_whatever_reading_leaves() => Prop.ForAll(ArbMap.Default.ArbFor<(QuotaUse Use, int Times)[]>(), asked =>
    {
        var limits = new QuotaLimits(1_000, 300);
        var day = QuotaDay.Empty;
        foreach (var (use, times) in asked)
        {
            var units = use switch { QuotaUse.Reading => 5, QuotaUse.Viewers => 1, _ => 50 };
            for (var i = 0; i < (times % 40) + 40; i++)
            {
                var holds = limits.Holds(day, use, units);
                if (use == QuotaUse.Action) Assert.Equal(day.Used + units <= limits.Daily, holds);
                if (!holds) break;
                day = day.With(use, units);
                // What an action still has is what is shown.
                var shown = new Domain.Audience.QuotaReading("p", day.Reading, day.Viewers, day.Actions, limits.Daily, limits.Reserve, default, DateTimeOffset.MaxValue);
                Assert.Equal(shown.ActionsLeft > 0, limits.Holds(day, QuotaUse.Action, 50));
                Assert.Equal(!shown.ReadingIsSpent, limits.Holds(day, QuotaUse.Reading, 5));
            }
        }

        Assert.True(day.Reading + day.Viewers <= limits.Daily - limits.Reserve && day.Used <= limits.Daily);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public async Task What_was_used_before_a_show_is_what_others_had_used_not_its_own_first_calls()
    {
        var budget = Budget(10_000, 2_000, new FakeTime(At("2026-11-20T18:00:00Z")));
        await ReadAsync(budget, 3);
        var teller = new QuotaTeller(budget, at => at, new FakeTime(At("2026-11-20T18:00:00Z")), budget.Debited);
        await ReadAsync(budget, 2);
        var intake = new Intake();

        await teller.TellAsync(intake, default);

        Assert.Equal((25, 15), intake.All.OfType<Domain.Chat.QuotaCame>().Single().Quota is var told ? (told.Used, told.UsedBefore) : default);
    }

    [Fact]
    public async Task What_was_given_back_is_debited_no_longer_and_not_taken_from_what_was_used_before()
    {
        var now = At("2026-11-20T18:00:00Z");
        var budget = Budget(10_000, 2_000, new FakeTime(now));
        await ReadAsync(budget, 3);
        var teller = new QuotaTeller(budget, at => at, new FakeTime(now), budget.Debited);
        await ReadAsync(budget, 2);
        await budget.GiveBackAsync(QuotaUse.Reading, 4, now, default);
        await budget.GiveBackAsync(QuotaUse.Reading, 0, now, default);
        var intake = new Intake();

        await teller.TellAsync(intake, default);

        Assert.Equal(21, budget.Debited);
        Assert.Equal((21, 15), intake.All.OfType<Domain.Chat.QuotaCame>().Single().Quota is var told ? (told.Used, told.UsedBefore) : default);
    }

    [Theory]
    [InlineData("123456789012-abc.apps.googleusercontent.com", "k1", "123456789012-other.apps.googleusercontent.com", "k2", true)]
    [InlineData(null, "k1", null, "k1", true)]
    [InlineData(null, "k1", null, "k2", false)]
    [InlineData("rehearsal-client-id", null, null, "k1", false)]
    public void Clients_of_one_project_share_a_ledger_and_a_key_has_one_of_its_own(string? client, string? key, string? otherClient, string? otherKey, bool same)
    {
        var one = QuotaProject.Of(new YouTubeOptions { ClientId = client, ApiKey = key });
        var other = QuotaProject.Of(new YouTubeOptions { ClientId = otherClient, ApiKey = otherKey });

        Assert.Equal(same, one == other);
        Assert.DoesNotContain("k1", one, StringComparison.Ordinal);
    }

    private static async Task ReadAsync(QuotaBudget budget, int calls)
    {
        for (var i = 0; i < calls; i++) Assert.Null(await budget.TryDebitAsync(QuotaUse.Reading, QuotaBudget.ReadCost, default));
    }

    private static QuotaBudget Budget(int daily, int reserve, FakeTime time, Func<double>? jitter = null, IQuotaLedger? ledger = null) =>
        new(ledger ?? new MemoryQuotaLedger(), "p", new QuotaLimits(daily, reserve), time, jitter);

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}
