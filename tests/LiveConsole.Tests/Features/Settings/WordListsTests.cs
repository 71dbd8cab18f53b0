using Bunit;
using LiveConsole.Domain.Listening;

namespace LiveConsole.Tests.Features.Settings;

public sealed class WordListsTests : HouseRoom
{
    [Fact]
    public async Task Lists_signals_own_words_and_what_is_never_marked_are_saved_and_shown_again()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        var page = OpenSettings("words");

        page.Find("input[aria-label='Insults, French: on']").Change(false);
        page.FindAll(".checks .check input")[^1].Change(false);
        page.FindAll("form button").First(b => b.TextContent == "Add words").Click();
        page.Find(".own-words textarea").Input("parapente, faux départ");
        page.FindAll(".own-words select")[0].Change("fr");
        page.FindAll(".own-words select")[1].Change("Severe");
        page.Find("#s-allowed").Input("Dick Cheney, orbite.example");
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("Saved at", page.Find(".said").TextContent, StringComparison.Ordinal));
        var safety = show.Snapshot.State.Settings!.Listening.Safety;
        Assert.Equal(["fr.insults"], safety.ListsOff);
        Assert.Equal([MarkKind.Emotes], safety.KindsOff);
        Assert.Equal([new OwnWord("parapente", MarkSeverity.Severe, "fr"), new OwnWord("faux départ", MarkSeverity.Severe, "fr")], safety.Words);
        Assert.Equal(["Dick Cheney", "orbite.example"], safety.Allowed);
        var again = OpenSettings("words");
        Assert.False(again.Find("input[aria-label='Insults, French: on']").HasAttribute("checked"));
        Assert.Equal("parapente, faux départ", again.Find(".own-words textarea").GetAttribute("value"));
    }

    [Fact]
    public async Task A_message_is_tried_by_what_stands_in_the_fields_and_nothing_of_it_is_kept()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        var page = OpenSettings("words");

        page.Find(".try-it input").Input("bonsoir bande de débiles, parapente");
        Assert.Contains("débiles", page.Find(".try-it mark").TextContent, StringComparison.Ordinal);
        Assert.Contains("flagged", page.Find(".try-it .severity").TextContent, StringComparison.Ordinal);
        page.FindAll("form button").First(b => b.TextContent == "Add words").Click();
        page.Find(".own-words textarea").Input("parapente");

        Assert.Equal(["parapente", "débiles"], page.FindAll(".try-it mark").Select(m => m.TextContent).Order(StringComparer.Ordinal).Reverse());
        page.Find(".try-it input").Input("bonsoir");
        Assert.Equal("Not marked.", page.Find(".try-it [role=status]").TextContent.Trim());
        Assert.Empty(show.Snapshot.State.Settings!.Listening.Safety.Words);
    }

    [Fact]
    public async Task Every_list_and_signal_has_its_words()
    {
        await SignInAsync(await AShowAsync());

        var page = OpenSettings("words");

        Assert.DoesNotContain("List.", page.Find(".word-lists").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Signal.", page.Find("form").TextContent, StringComparison.Ordinal);
        Assert.Equal(SafetyLists.Keys.Length, page.FindAll(".word-lists input").Count);
    }
}
