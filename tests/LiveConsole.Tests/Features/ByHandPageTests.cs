using Bunit;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Features.ByHand;

namespace LiveConsole.Tests.Features;

public sealed class ByHandPageTests : DeskRoom
{
    [Fact]
    public async Task A_question_heard_in_the_hall_goes_to_the_board_with_its_source_and_is_taken_back_by_one_press()
    {
        var page = Open<ByHandPage>();
        await page.Find("#by-hand-text").InputAsync("How cold is it there?");
        await page.Find("#by-hand-name").InputAsync("Léa, row 4");
        await page.Find("#by-hand-source").InputAsync("hall");
        await page.Find("form").SubmitAsync();

        var item = Assert.Single(Show.Snapshot.State.Items.Values);
        Assert.Equal((ItemKind.Question, "How cold is it there?", "Léa, row 4", "hall"), (item.Kind, item.Text, item.Name.Name, item.Source));
        await SeenAsync(() =>
        {
            Assert.Contains("How cold is it there?", page.Find(".by-hand-last li").TextContent, StringComparison.Ordinal);
            Assert.Equal("HA", page.Find(".by-hand-last .tag").TextContent);
            // The next is asked by somebody else in the same place.
            Assert.Equal(("", "hall"), (page.Find("#by-hand-name").GetAttribute("value") ?? "", page.Find("#by-hand-source").GetAttribute("value")));
        });

        await PressAsync(page, "undo-this", page.Find(".by-hand-last [data-act=undo-this]").GetAttribute("data-id"));

        Assert.Equal(Stage.Dismissed, Show.Snapshot.State.Items[item.Id].Stage);
        await SeenAsync(() => Assert.Contains("taken back", page.Find(".by-hand-last li").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ctrl_Enter_adds_what_stands_in_the_text_and_an_unnamed_source_is_said_to_be_by_hand()
    {
        var page = Open<ByHandPage>();
        await page.Find("#by-hand-text").InputAsync("Bravo!");
        await page.Find("#by-hand-text").KeyDownAsync(new Microsoft.AspNetCore.Components.Web.KeyboardEventArgs { Key = "Enter", CtrlKey = true });

        Assert.Equal("by hand", Assert.Single(Show.Snapshot.State.Items.Values).Source);
    }

    [Fact]
    public void Who_may_not_triage_does_not_get_in()
    {
        Show.Seat = new Actor("guest", "Guest", Role.Expert);

        Assert.Empty(Open<ByHandPage>().FindAll("form"));
    }
}
