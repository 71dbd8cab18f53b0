using Bunit;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Features.Frame;

namespace LiveConsole.Tests.Features.Moderate;

/// <summary>A row that stands for many: nothing bulk on the first press.</summary>
public sealed class ActingOnManyTests : ActingRoom
{
    private long _first;

    [Fact]
    public async Task A_folded_rows_first_D_removes_nothing_and_says_how_many_where_and_at_what_price()
    {
        var page = await FoldedAsync(twitch: 3, youtube: 2);

        await PressAsync(page, "remove", Id(_first), "feed");

        Assert.Empty(Show.Sent.OfType<RemoveMessages>());
        Assert.Empty(Show.Sent.OfType<RemoveMessage>());
        Assert.Equal("5 copies by 5 people: D removes 3 on Twitch (about 1 s). YouTube 2 × 50 = 100 units: H hides them here, or D again.", page.Find(".bulk-line").TextContent);
        Assert.Equal(["Remove 3 on TwitchD", "Hide all 5 hereH"], page.FindAll(".bulk button[data-id]").Select(b => b.TextContent));
    }

    [Fact]
    public async Task The_next_D_removes_where_it_is_free_the_one_after_it_at_its_price_and_progress_is_counted()
    {
        var page = await FoldedAsync(twitch: 3, youtube: 2);
        await PressAsync(page, "remove", Id(_first), "feed");

        await PressAsync(page, "remove", Id(_first), "feed");
        Assert.Equal(("twitch", 5), (Show.Sent.OfType<RemoveMessages>().Single().Platform, Show.Sent.OfType<RemoveMessages>().Single().Messages.Length));
        Assert.Equal("2 on YouTube are hidden here. D again removes them there: 2 × 50 = 100 units. Esc leaves it so.", page.Find(".bulk-line").TextContent);
        Assert.Equal(5, page.FindAll(".row.removed").Count);
        Show.Append(new EffectSettled(Show.Snapshot.State.Effects.Open.Keys.First(), EffectState.Done));
        await SeenAsync(() => Assert.Equal("Nora: remove · 1 of 3", page.FindAll(".chip.state")[0].TextContent));
        await PressAsync(page, "remove", Id(_first), "feed");

        Assert.Equal(("youtube", 2), (Show.Sent.OfType<RemoveMessages>().Last().Platform, Show.Sent.OfType<RemoveMessages>().Last().Messages.Length));
        Assert.Empty(page.FindAll(".bulk-line"));
        Assert.Equal(5, Show.Snapshot.State.Effects.Open.Count + Show.Snapshot.State.Effects.Settled.Count);
        await SeenAsync(() => Assert.Equal("Nora: remove · 1 of 5", page.FindAll(".chip.state")[0].TextContent));
    }

    [Fact]
    public async Task H_on_a_folded_row_hides_all_with_the_second_press_and_Esc_leaves_them()
    {
        var page = await FoldedAsync(twitch: 3, youtube: 2);
        await PressAsync(page, "hide", Id(_first), "feed");
        await PressAsync(page, "close", null, "feed");
        Assert.Empty(page.FindAll(".bulk-line"));
        Assert.Empty(Show.Sent.OfType<HideMessages>());

        await PressAsync(page, "hide", Id(_first), "feed");
        await PressAsync(page, "hide", Id(_first), "feed");

        Assert.Equal(5, Show.Sent.OfType<HideMessages>().Single().Messages.Length);
        Assert.Equal(5, page.FindAll(".row.removed").Count);
        Assert.Equal(0, Show.Snapshot.State.Effects.LastId);
    }

    [Theory]
    [InlineData("ban", "5 copies by 5 people: B bans the 3 on Twitch (about 1 s). YouTube 2 × 50 = 100 units: B again bans them, too.")]
    [InlineData("timeout", "5 copies by 5 people: T times the 3 on Twitch out for 10 min (about 1 s). YouTube 2 × 50 = 100 units: T again times them out, too.")]
    public async Task T_and_B_on_a_folded_row_are_about_its_people_and_the_first_press_does_nothing(string act, string says)
    {
        var page = await FoldedAsync(twitch: 3, youtube: 2);
        await PressAsync(page, act, Id(_first), "feed");
        Assert.Equal(says, page.Find(".bulk-line").TextContent);
        Assert.Empty(Show.Sent.OfType<ActOnAuthors>());
        Assert.Empty(Show.Sent.OfType<BanViewer>());

        await PressAsync(page, act, Id(_first), "feed");
        Assert.Equal(3, Show.Snapshot.State.Effects.Open.Count);
        Assert.Equal(3, page.FindAll(".row.removed").Count);
        await PressAsync(page, act, Id(_first), "feed");

        Assert.Equal(5, Show.Snapshot.State.Effects.Open.Values.Select(e => e.Viewer).Distinct().Count());
        Assert.Equal(["twitch", "youtube"], Show.Sent.OfType<ActOnAuthors>().Select(a => a.Platform));
        Assert.Empty(page.FindAll(".bulk-line"));
    }

    private async Task<IRenderedComponent<DeskFrame>> FoldedAsync(int twitch, int youtube)
    {
        _first = Row("free drop at orbite-cadeau.example come now", viewer: "raider0");
        for (var i = 1; i < twitch; i++) Row("free drop at orbite-cadeau.example come now", viewer: $"raider{i}");
        for (var i = 0; i < youtube; i++) Row("free drop at orbite-cadeau.example come now", "youtube", viewer: $"other{i}");
        return await OnRowAsync(_first);
    }
}
