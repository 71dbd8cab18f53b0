using Bunit;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Features.Frame;
using LiveConsole.Features.Moderate;
using LiveConsole.Screens;
using LiveConsole.Shows;
using Microsoft.Extensions.DependencyInjection;

namespace LiveConsole.Tests.Features.Frame;

public sealed class DeskFrameTests : DeskRoom
{
    [Fact]
    public void A_show_that_is_not_there_is_said_in_words()
    {
        var page = Render<ModeratePage>(p => p.Add(x => x.Slug, "nowhere"));

        Assert.Equal("There is no show at this address", page.Find("h1").TextContent);
        Assert.Equal("/shows", page.Find("a.button").GetAttribute("href"));
    }

    [Fact]
    public void Who_has_no_seat_in_the_show_is_told_whom_to_ask()
    {
        Show.Seat = null;

        var page = Render<ModeratePage>(p => p.Add(x => x.Slug, "landing"));

        Assert.Contains("Ask the owner or the producer", page.Find("p").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_presenter_does_not_open_a_desk()
    {
        Show.Seat = Ana with { Role = Role.Presenter };

        Assert.Empty(Render<ModeratePage>(p => p.Add(x => x.Slug, "landing")).FindAll(".desk"));
    }

    [Fact]
    public void A_rehearsal_says_so_and_is_striped()
    {
        var page = Open<ModeratePage>();

        Assert.Equal("REHEARSAL", page.Find(".mode").TextContent);
        Assert.NotNull(page.Find(".desk.rehearsal"));
    }

    [Fact]
    public async Task The_critical_minutes_say_for_a_minute_what_they_change_at_this_desk_and_when_they_are_over()
    {
        Show.Do(new LiveConsole.Domain.Audience.BeginPhase("critical", "CRITIQUE", "CRITICAL", null), Bo);
        var page = Open<ModeratePage>();
        Assert.Contains("2 rows a second", page.Find(".phase-news").TextContent, StringComparison.Ordinal);
        Assert.Contains("TAKE airs only what a producer approved", Open<LiveConsole.Features.Questions.QuestionsPage>().Find(".phase-news").TextContent, StringComparison.Ordinal);

        Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty(Open<ModeratePage>().FindAll(".phase-news"));

        Show.Do(new LiveConsole.Domain.Audience.BeginPhase("questions", "QUESTIONS", "QUESTIONS", null), Bo);
        await SeenAsync(() => Assert.Contains("are over", page.Find(".phase-news").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void What_others_did_says_which_phase_began_and_which_moment_was_marked()
    {
        Show.Do(new LiveConsole.Domain.Audience.BeginPhase("opening", "OUVERTURE", "OPENING", null), Bo);
        Assert.Contains("began the phase OPENING", Open<ModeratePage>().Find(".last-actions").TextContent, StringComparison.Ordinal);

        Show.Do(new LiveConsole.Domain.Audience.MarkMoment("Touchdown"), Bo);
        Assert.Contains("marked “Touchdown”", Open<ModeratePage>().Find(".status").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_devices_on_one_screens_address_are_one_name_and_break_no_desk()
    {
        OnAir();
        var (air, at) = (Show.Snapshot.State.Air.Number, Show.Clock.Now);
        ScreenReport Tablet(int second, long drawn) => new("Tablet", ScreenKind.Presenter, drawn, at, at.AddSeconds(second), at);
        Show.Report(Tablet(0, air - 1), Tablet(1, air - 1));
        var page = Open<ModeratePage>();
        Assert.Single(page.FindAll(".air .late"));

        Show.Report(Tablet(0, air - 1), Tablet(1, air));

        await SeenAsync(() => Assert.Contains("P1/2", page.Find(".air .screens").TextContent, StringComparison.Ordinal));
        Assert.Single(page.FindAll(".air .late"));
    }

    [Fact]
    public void An_overlay_that_OBS_does_not_show_is_said_beside_what_is_on_air()
    {
        OnAir();
        var (air, at) = (Show.Snapshot.State.Air.Number, Show.Clock.Now);
        Show.Report(new ScreenReport("Programme", ScreenKind.Overlay, air, at, at, at) { Presence = new ScreenPresence(Obs: true, InProgramme: false) },
            new ScreenReport("Tablet", ScreenKind.Presenter, air, at, at, at) { Presence = new ScreenPresence(Visible: false) });

        var page = Open<ModeratePage>();

        Assert.Equal(["O: not in PGM", "P: hidden"], page.FindAll(".air .late").Select(l => l.TextContent).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task CLEAR_empties_the_air_at_once_and_can_be_undone()
    {
        var item = OnAir();
        var page = Open<ModeratePage>();

        await PressAsync(page, "clear");
        Assert.Null(Show.Snapshot.State.Air.Item);
        Assert.Contains("Nothing on air", page.Find(".air").TextContent, StringComparison.Ordinal);
        await PressAsync(page, "undo", page.Find("[data-act=undo]").GetAttribute("data-id"), "feed");

        Assert.Equal(item, Show.Snapshot.State.Air.Item);
    }

    [Fact]
    public async Task CLEAR_with_nothing_on_air_is_harmless()
    {
        var page = Open<ModeratePage>();

        await PressAsync(page, "clear");

        Assert.Empty(page.FindAll(".refused"));
    }

    [Fact]
    public void CLEAR_can_be_pressed_with_nothing_on_air_too() => Assert.False(Open<ModeratePage>().Find("button.clear").HasAttribute("disabled"));

    [Fact]
    public void A_screen_that_has_not_drawn_is_named()
    {
        OnAir();
        var (air, at) = (Show.Snapshot.State.Air.Number, Show.Clock.Now);
        Show.Report(new ScreenReport("Tablet left", ScreenKind.Presenter, air, at, at, at), new ScreenReport("Programme", ScreenKind.Overlay, air - 1, at, at, at));

        var block = Open<ModeratePage>().Find(".air");

        Assert.Contains("P1/1", block.TextContent, StringComparison.Ordinal);
        Assert.Contains("O0/1", block.TextContent, StringComparison.Ordinal);
        Assert.Contains("Programme has not drawn it", block.QuerySelector(".late")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_did_is_in_the_status_line()
    {
        var page = Open<ModeratePage>();

        Ask("why is it red");

        await SeenAsync(() => Assert.Contains("Bo: Q1 from a message", page.Find(".status").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refusal_stays_until_it_is_closed()
    {
        var page = Open<ModeratePage>();
        await PressAsync(page, "undo", Guid.NewGuid().ToString(), "feed");
        Assert.Contains("not known or too old", page.Find(".status .refused").TextContent, StringComparison.Ordinal);

        await PressAsync(page, "close");

        Assert.Empty(page.FindAll(".refused"));
    }

    [Fact]
    public async Task The_key_card_lists_only_this_desks_keys()
    {
        var page = Open<ModeratePage>();

        await PressAsync(page, "keys");

        var card = page.Find(".keycard").TextContent;
        Assert.Contains("Make it a question", card, StringComparison.Ordinal);
        Assert.DoesNotContain("TAKE: put NEXT on air", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_link_nobody_renders_and_with_it_the_page_catches_up()
    {
        var page = Open<ModeratePage>();
        var link = Services.GetRequiredService<CircuitLink>();

        await link.OnConnectionDownAsync(null!, Xunit.TestContext.Current.CancellationToken);
        Say("while it was away");
        Assert.DoesNotContain("while it was away", page.Markup, StringComparison.Ordinal);
        await link.OnConnectionUpAsync(null!, Xunit.TestContext.Current.CancellationToken);

        await SeenAsync(() => Assert.Contains("while it was away", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_desk_beats_every_second_so_that_its_page_knows_how_late_it_draws_and_not_without_a_link()
    {
        var page = Open<ModeratePage>();
        var link = Services.GetRequiredService<CircuitLink>();
        string? Beat() => page.Find("#beat").GetAttribute("data-beat");
        var first = Beat();

        await Time.TimerDueIn(TimeSpan.FromSeconds(1));
        Time.Advance(TimeSpan.FromSeconds(1));
        await SeenAsync(() => Assert.NotEqual(first, Beat()));
        var second = Beat();
        await link.OnConnectionDownAsync(null!, Xunit.TestContext.Current.CancellationToken);
        Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(second, Beat());
    }

    [Fact]
    public void After_midnight_times_carry_the_day()
    {
        var times = new ShowTimes(TimeZoneInfo.Utc, new DateOnly(2026, 3, 14));

        Assert.Equal("23:59:59", times.Clock(new DateTimeOffset(2026, 3, 14, 23, 59, 59, TimeSpan.Zero)));
        Assert.Equal("00:00:00 +1", times.Clock(new DateTimeOffset(2026, 3, 15, 0, 0, 0, TimeSpan.Zero)));
    }

    private ItemId OnAir()
    {
        var item = Ask("why is it red");
        Show.Do(new PutOnAir(item.Id, item.Version, null), Bo);
        return item.Id;
    }
}
