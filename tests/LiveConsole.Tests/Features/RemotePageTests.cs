using Bunit;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Features.OnAir;
using LiveConsole.Screens;
using LiveConsole.Shows;

namespace LiveConsole.Tests.Features;

public sealed class RemotePageTests : DeskRoom
{
    private static readonly Actor Otto = new("otto", "Otto", Role.Overlay);

    [Fact]
    public async Task The_overlay_operator_shows_hides_and_clears_and_is_offered_no_take()
    {
        var item = Ask("why is it red");
        Show.Do(new PutOnAir(item.Id, item.Version, null), Bo);
        Show.Seat = Otto;
        var page = Open<RemotePage>();
        Assert.Contains("why is it red", page.Find(".remote-air").TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(page.FindAll("[data-act=take]"));

        await PressAsync(page, "overlay", page.Find("[data-act=overlay]").GetAttribute("data-id"));
        Assert.False(Show.Snapshot.State.Air.OverlayShown);
        await SeenAsync(() => Assert.Equal("show", page.Find("[data-act=overlay]").GetAttribute("data-id")));
        await PressAsync(page, "overlay", "show");
        Assert.True(Show.Snapshot.State.Air.OverlayShown);
        await PressAsync(page, "clear");

        Assert.Null(Show.Snapshot.State.Air.Item);
        await SeenAsync(() => Assert.Contains("Nothing on air", page.Find(".remote-air").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Granted_TAKE_is_there_and_acts_on_what_was_painted_as_next()
    {
        Show.Append(new ShowConfigured(Show.Snapshot.State.Settings! with { Rules = new ShowRules { MayTake = [Role.Overlay] } }));
        var first = Queue(Ask("why is it red"));
        Show.Seat = Otto;
        var page = Open<RemotePage>();

        await PressAsync(page, "take", page.Find("[data-act=take]").GetAttribute("data-id"));

        Assert.Equal(first.Id, Show.Snapshot.State.Air.Item);
    }

    [Fact]
    public async Task The_operator_sees_how_each_screen_is_and_gives_it_its_test_card_while_nothing_is_on_air()
    {
        var now = Show.Clock.Now;
        Show.Report(
            new ScreenReport("Programme", ScreenKind.Overlay, 0, now, now, now) { Presence = new ScreenPresence(Obs: true, InProgramme: false) },
            new ScreenReport("Tablet", ScreenKind.Presenter, 0, now, now, now) { Presence = new ScreenPresence(Awake: true, Battery: 81, Charging: true) },
            new ScreenReport("Tablet", ScreenKind.Presenter, 0, now, now.AddSeconds(1), now));
        Show.Seat = Otto;
        var page = Open<RemotePage>();
        Assert.Equal(["Programme draws nothing, as it should, loaded in OBS, not in programme", "Tablet draws its rest page"],
            page.FindAll(".remote-screen").Select(s => string.Join(' ', s.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Order(StringComparer.Ordinal));

        await PressAsync(page, "test", "Overlay/Programme");

        await SeenAsync(() => Assert.Contains(page.FindAll(".remote-screen"), s => s.TextContent.Contains("shows its test card", StringComparison.Ordinal)));
        Assert.True(Show.Snapshot.Screens.Single(s => s.Name == "Programme").Testing);
        await PressAsync(page, "test-end", "Overlay/Programme");
        Assert.DoesNotContain(Show.Snapshot.Screens, s => s.Testing);
    }

    [Fact]
    public async Task What_is_on_air_goes_before_a_test_card_and_an_overlay_out_of_the_programme_is_said()
    {
        var item = Ask("why is it red");
        Show.Do(new PutOnAir(item.Id, item.Version, null), Bo);
        var now = Show.Clock.Now;
        Show.Report(new ScreenReport("Programme", ScreenKind.Overlay, 1, now, now, now) { Presence = new ScreenPresence(Obs: true, InProgramme: false) });
        Show.Seat = Otto;
        var page = Open<RemotePage>();
        Assert.Contains("not in programme", page.Find(".remote-screen .late").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("[data-act=test]").HasAttribute("disabled"));

        await PressAsync(page, "test", "Overlay/Programme");

        Assert.DoesNotContain(Show.Snapshot.Screens, s => s.Testing);
        Assert.Contains("is on air", page.Find(".remote p.refused").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_show_the_overlay_is_offered_no_test_card_and_gives_none()
    {
        var now = Show.Clock.Now;
        Show.Report(new ScreenReport("Programme", ScreenKind.Overlay, 0, now, now, now));
        Show.Seat = new Actor("mo", "Mo", Role.Moderator);
        var page = Open<RemotePage>();

        await PressAsync(page, "test", "Overlay/Programme");

        Assert.Empty(page.FindAll("[data-act=test]"));
        Assert.DoesNotContain(Show.Snapshot.Screens, s => s.Testing);
    }
}
