using Bunit;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Features.Moderate;

namespace LiveConsole.Tests.Features.Frame;

/// <summary>The chips and the panel behind them: freshness, not a green light.</summary>
public sealed class SourcesPanelTests : DeskRoom
{
    private static readonly SourceKey Irc = new("twitch", "agency", "irc");
    private static readonly SourceKey Stream = new("youtube", "video1", "stream");
    private static readonly SourceKey EventSub = new("twitch", "agency", "eventsub");

    [Fact]
    public void A_chip_says_how_old_the_last_message_is_and_how_many_come()
    {
        Is(Irc, SourceState.Live);
        Talk(40, everySeconds: 1.5);

        var chip = Open<ModeratePage>().Find(".source");

        Assert.Equal(Show.Clock.Now.ToString("o"), chip.QuerySelector("[data-tick=age]")!.GetAttribute("data-at"));
        Assert.Matches("(39|40|41)/min", chip.TextContent);
        Assert.Contains("well", chip.ClassList);
    }

    [Theory]
    [InlineData(Role.Owner, false, 1)]
    [InlineData(Role.Owner, true, 0)]
    [InlineData(Role.Moderator, false, 0)]
    public async Task Of_a_sign_in_that_died_who_connects_accounts_is_led_to_them_and_nobody_else(Role role, bool rehearsal, int links)
    {
        Show.Seat = new Actor("pia", "Pia", role);
        Show.Append(new ShowConfigured(Show.Snapshot.State.Settings! with { Rehearsal = rehearsal }));
        Is(Stream, SourceState.Live);
        Is(Stream, SourceState.Denied, "YouTube's sign-in has expired or was withdrawn: connect the YouTube account again in the settings.");
        var page = Open<ModeratePage>();

        await PressAsync(page, "sources");

        Assert.Contains("no longer accepts our sign-in", page.Find("ul.alerts").TextContent, StringComparison.Ordinal);
        Assert.Equal(links, page.FindAll("ul.alerts a[href='/settings/accounts']").Count);
    }

    [Fact]
    public void A_chip_in_trouble_has_a_colour_and_a_word()
    {
        Is(Irc, SourceState.Live);
        Is(EventSub, SourceState.Live);
        Is(EventSub, SourceState.Waiting, "Twitch closed EventSub (1006).");
        var one = Open<ModeratePage>().Find(".source");
        Assert.Contains("without EventSub", one.TextContent, StringComparison.Ordinal);
        Assert.Contains("watch", one.ClassList);

        Is(Irc, SourceState.Waiting, "not running");
        var none = Open<ModeratePage>().Find(".source");

        Assert.Contains("not read", none.TextContent, StringComparison.Ordinal);
        Assert.Contains("act", none.ClassList);
    }

    [Fact]
    public void A_silent_channel_says_so_on_its_chip_once_there_is_a_baseline()
    {
        Is(Irc, SourceState.Live);
        Talk(8 * 60, everySeconds: 1);
        Time.Advance(TimeSpan.FromSeconds(40));
        Show.Look();

        Assert.Contains("silent", Open<ModeratePage>().Find(".source").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_panel_says_of_each_channel_its_state_its_rate_and_its_gaps()
    {
        Is(Irc, SourceState.Live);
        Talk(8 * 60, everySeconds: 1);
        var from = Show.Clock.Now;
        Is(Irc, SourceState.Waiting, "Twitch closed EventSub (1006).");
        Time.Advance(TimeSpan.FromSeconds(40));
        Is(Irc, SourceState.Live);
        Show.Arrive(new GapFound(Irc, from, Show.Clock.Now, "not running"));
        var page = Open<ModeratePage>();

        await PressAsync(page, "sources");

        var channel = page.Find(".channel").TextContent;
        Assert.Contains("normally 60 a minute", channel, StringComparison.Ordinal);
        Assert.Contains("reading since 20:08:40.", channel, StringComparison.Ordinal);
        Assert.Contains("40 s, 20:08:00 – 20:08:40", channel, StringComparison.Ordinal);
        Assert.Contains("LiveConsole was not running. What was written then is missing.", channel, StringComparison.Ordinal);
        Assert.Single(page.FindAll(".intervals li"));
    }

    [Fact]
    public async Task A_pause_that_the_other_transport_covered_is_said_to_be_no_gap()
    {
        Is(Irc, SourceState.Live);
        Is(EventSub, SourceState.Live);
        Is(EventSub, SourceState.Waiting, "Twitch closed EventSub (1006).");
        Time.Advance(TimeSpan.FromSeconds(12));
        Is(EventSub, SourceState.Live);
        var page = Open<ModeratePage>();

        await PressAsync(page, "sources");

        Assert.Contains("EventSub did not read, the other one did: nothing is missing. Twitch closed EventSub.", page.Find(".intervals").TextContent, StringComparison.Ordinal);
        Assert.Contains("Both read", page.Find(".channel").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_work_with_the_feed_may_try_again_at_once()
    {
        Is(Irc, SourceState.Live);
        Is(Irc, SourceState.Waiting, "not running");
        var page = Open<ModeratePage>();
        await PressAsync(page, "sources");

        Assert.NotNull(page.Find("[data-act=retry]"));
        await PressAsync(page, "retry");

        Assert.Equal(1, Show.Retries);
    }

    [Fact]
    public async Task Who_only_looks_on_may_not_try_again()
    {
        Show.Seat = Ana with { Role = Role.Observer };
        Is(Irc, SourceState.Live);
        Is(Irc, SourceState.Waiting, "not running");
        var page = Open<ModeratePage>();
        await PressAsync(page, "sources");

        Assert.Empty(page.FindAll("[data-act=retry]"));
        await PressAsync(page, "retry");

        Assert.Equal(0, Show.Retries);
    }

    [Fact]
    public async Task A_peak_below_what_stands_beside_it_is_not_said()
    {
        Is(Irc, SourceState.Live);
        Is(Stream, SourceState.Live);
        Show.Arrive(new ViewersCame("twitch", "agency", 1_000, Show.Clock.Now));
        Show.Arrive(new ViewersCame("youtube", "video1", 2_000, Show.Clock.Now));
        Time.Advance(TimeSpan.FromSeconds(20));
        Show.Arrive(new ViewersCame("youtube", "video1", 2_500, Show.Clock.Now));
        var page = Open<ModeratePage>();

        await PressAsync(page, "sources");

        var panel = page.Find(".sources-panel").TextContent;
        Assert.Contains("3,500 watching: the sum of the platforms' counts", panel, StringComparison.Ordinal);
        Assert.DoesNotContain("peak of the sum 3,000", panel, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_panel_says_who_watches_with_ages_peaks_and_a_sum_that_is_called_one()
    {
        Is(Irc, SourceState.Live);
        Is(Stream, SourceState.Live);
        Show.Arrive(new ViewersCame("twitch", "agency", 11_038, Show.Clock.Now));
        Show.Arrive(new ViewersCame("youtube", "video1", 70_214, Show.Clock.Now));
        Show.Arrive(new ChattersCame("twitch", "agency", 4_321, Show.Clock.Now));
        Show.Arrive(new BroadcastCame("youtube", "video1", Show.Clock.Now) { Standing = BroadcastStanding.Live, LiveSince = Show.Clock.Now });
        Show.Arrive(new PollCame(new Poll("youtube", "video1", "p", "Where <b>?", [new("North", 3), new("South")], PollStatus.Active, Show.Clock.Now)));
        var page = Open<ModeratePage>();

        await PressAsync(page, "sources");

        var panel = page.Find(".sources-panel").TextContent;
        Assert.Contains("81,252 watching: the sum of the platforms' counts", panel, StringComparison.Ordinal);
        Assert.Contains("Twitch 11,038 + YouTube 70,214", panel, StringComparison.Ordinal);
        Assert.Contains("peak of the sum 81,252 at 20:00:00", panel, StringComparison.Ordinal);
        Assert.Contains("70,214 watching", panel, StringComparison.Ordinal);
        Assert.Contains("4,321 in the chat", panel, StringComparison.Ordinal);
        Assert.Contains("live since 20:00", panel, StringComparison.Ordinal);
        Assert.Contains("Poll now: Where <b>? North 3, South", panel, StringComparison.Ordinal);
        Assert.Equal(Show.Clock.Now.ToString("o"), page.Find(".audience.together [data-tick=ago]").GetAttribute("data-at"));
    }

    [Fact]
    public async Task An_absent_count_is_said_to_be_absent_and_adds_nothing_to_a_sum()
    {
        Is(Stream, SourceState.Live);
        Show.Arrive(new ViewersCame("youtube", "video1", null, Show.Clock.Now));
        var page = Open<ModeratePage>();

        await PressAsync(page, "sources");

        Assert.Contains("YouTube gives no viewer count", page.Find(".channel").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("0 watching", page.Find(".sources-panel").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".audience.together"));
    }

    [Fact]
    public async Task The_panel_says_what_the_day_has_cost_and_when_it_ends()
    {
        Is(Stream, SourceState.Live);
        Show.Arrive(new QuotaCame(new QuotaReading("p", 1_200, 60, 250, 10_000, 2_000, Show.Clock.Now, Show.Clock.Now.AddHours(9)) { UsedBefore = 1_500 }));
        var page = Open<ModeratePage>();

        await PressAsync(page, "sources");

        var quota = page.Find(".audience.quota").TextContent;
        Assert.Contains("YouTube budget: 1,510 of 10,000 units used today, 169 actions left; too early to say when it ends.", quota, StringComparison.Ordinal);
        Assert.Contains("chats 1,200, viewer counts 60, actions 250; 2,000 kept for actions; 1,500 were used before this show today", quota, StringComparison.Ordinal);
    }

    private void Is(SourceKey source, SourceState state, string? reason = null) => Show.Arrive(new SourceChanged(source, state, Show.Clock.Now, reason));

    private void Talk(int messages, double everySeconds)
    {
        for (var i = 0; i < messages; i++)
        {
            Time.Advance(TimeSpan.FromSeconds(everySeconds));
            Say($"message {i}");
        }
    }
}
