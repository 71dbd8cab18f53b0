using Bunit;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Features.OnAir;

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
}
