using Bunit;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Moderation;
using LiveConsole.Features.Frame;
using LiveConsole.Features.Moderate;

namespace LiveConsole.Tests.Features.Moderate;

/// <summary>What the platforms hold back is decided from its lane.</summary>
public sealed class HeldLaneTests : ActingRoom
{
    [Fact]
    public async Task A_lets_a_held_message_through_and_the_next_one_is_chosen()
    {
        var page = await InHeldAsync("putain c'est beau", "Scunthorpe");
        var row = page.Find(".row[aria-selected=true]").GetAttribute("data-id");

        var deciding = PressAsync(page, "fine", row, "lane");
        await SeenAsync(() => Assert.Equal("Scunthorpe", page.Find(".row[aria-selected=true] .text").TextContent));
        Assert.Single(page.FindAll(".lane-row.gone"));
        Time.Advance(LaneList.LeavesAfter);
        await deciding;

        Assert.Equal(new DecideHeld(new MessageRef("twitch", "h1"), Allow: true), Show.Sent.OfType<DecideHeld>().Single());
        Assert.Equal("Scunthorpe", Assert.Single(page.FindAll(".row .text")).TextContent);
    }

    [Fact]
    public async Task D_turns_a_held_message_away_and_it_comes_back_if_that_could_not_be_done()
    {
        var page = await InHeldAsync("putain c'est beau");
        var row = page.Find(".row").GetAttribute("data-id");
        var deciding = PressAsync(page, "remove", row, "lane");
        await SeenAsync(() => Assert.Single(page.FindAll(".lane-row.gone")));
        Time.Advance(LaneList.LeavesAfter);
        await deciding;
        Assert.Empty(page.FindAll(".row"));

        Settle(EffectState.Failed, EffectTrouble.Refused, "no such message");

        await SeenAsync(() => Assert.Equal("Nora: turn away · failed", page.Find(".row .chip.state").TextContent));
        Assert.Empty(page.FindAll(".lane-row.gone"));
        Assert.Single(page.FindAll(".failed-acts"));
    }

    [Fact]
    public async Task Of_two_who_decide_a_held_message_the_second_is_told_who_came_first()
    {
        var page = await InHeldAsync("hm");
        var row = page.Find(".row").GetAttribute("data-id");
        Show.Do(new DecideHeld(new MessageRef("twitch", "h1"), Allow: false), Yanis);

        await PressAsync(page, "fine", row, "lane");

        Assert.StartsWith("Yanis decided at", page.Find(".says-refused .row-says").TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Yanis decided at", page.Find(".card .refused").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_card_of_a_held_message_says_as_whom_it_is_decided()
    {
        var page = await InHeldAsync("hm");

        Assert.Equal(["Let through on Twitch as nora_modo · cannot be undone", "Turn away on Twitch as nora_modo · cannot be undone"], page.FindAll(".card .act").Select(b => b.GetAttribute("aria-label")));
    }

    private int _held;

    private async Task<IRenderedComponent<DeskFrame>> InHeldAsync(params string[] texts)
    {
        foreach (var text in texts) Show.Arrive(new HoldCame(new HeldMessage("twitch", "agency", $"h{++_held}", Show.Clock.Now, new Author("v-Zoé", "Zoé"), text, "automod", "swearing", 3)));
        var page = Open<ModeratePage>();
        await PressAsync(page, "digit-1", null, "feed");
        await PressAsync(page, "down", null, "lane");
        return page;
    }
}
