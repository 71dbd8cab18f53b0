using Bunit;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Features.Moderate;

namespace LiveConsole.Tests.Features.Moderate;

public sealed class ModeratePageTests : DeskRoom
{
    [Fact]
    public void The_first_paint_shows_what_was_said()
    {
        Say("why is it red", "lune_rousse");

        var page = Open<ModeratePage>();

        Assert.Equal("why is it red", page.Find(".row .text").TextContent);
        Assert.Equal("lune_rousse", page.Find(".row .name").TextContent);
    }

    [Fact]
    public async Task What_is_said_later_appears()
    {
        var page = Open<ModeratePage>();

        Say("is it cold?");

        await SeenAsync(() => Assert.Contains("is it cold?", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gift_whose_count_grows_is_painted_anew_at_its_place_and_no_row_is_added()
    {
        var gift = Say("Rocket", "lune_rousse");
        Say("gg");
        var page = Open<ModeratePage>();
        var places = page.FindAll(".row").Select(r => r.GetAttribute("data-id")).ToList();

        Show.Append(new MessageAmended(Show.Snapshot.State.Recent[0].Sequence, gift with { Text = "Rocket ×5", Count = 5 }));

        await SeenAsync(() => Assert.Equal(["Rocket ×5", "gg"], page.FindAll(".row .text").Select(t => t.TextContent)));
        Assert.Equal(places, page.FindAll(".row").Select(r => r.GetAttribute("data-id")));
    }

    [Fact]
    public async Task Q_acts_on_the_row_that_was_painted_whatever_came_since()
    {
        var asked = Say("why is it red");
        var page = Open<ModeratePage>();
        var painted = page.Find(".row").GetAttribute("data-id");
        Say("gg");
        Say("first!");

        await PressAsync(page, "question", painted, "feed");

        Assert.Equal(asked.Ref, Show.Sent.OfType<PromoteMessage>().Single().Message);
        Assert.Equal(1, Show.Snapshot.State.LastNumber);
    }

    [Fact]
    public async Task A_second_Q_on_the_same_row_is_told_where_it_is()
    {
        Say("why is it red");
        var page = Open<ModeratePage>();
        var painted = page.Find(".row").GetAttribute("data-id");
        await PressAsync(page, "select", painted, "feed");

        await PressAsync(page, "question", painted, "feed");
        await PressAsync(page, "question", painted, "feed");

        Assert.Contains("This message is in Q1 already", page.Find(".card .refused").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choosing_a_row_opens_its_card_with_what_its_viewer_said_before()
    {
        Say("hello", "Léo");
        Say("gg", "Ayşe");
        Say("is it cold?", "Léo");
        var page = Open<ModeratePage>();

        await PressAsync(page, "select", page.FindAll(".row")[2].GetAttribute("data-id"), "feed");

        Assert.Equal("is it cold?", page.Find(".said").TextContent);
        Assert.Equal(2, page.FindAll(".said-before li").Count);
    }

    [Fact]
    public async Task With_a_row_chosen_the_feed_stands_and_the_pill_counts()
    {
        Say("hello");
        var page = Open<ModeratePage>();
        await PressAsync(page, "down", null, "feed");

        Say("one");
        await SeenAsync(() => Assert.Contains("1 new · End", page.Find(".pill").TextContent, StringComparison.Ordinal));

        Assert.Single(page.FindAll(".row"));
    }

    [Fact]
    public async Task Esc_lets_the_row_go_and_leaves_the_air_alone()
    {
        var item = Ask("why is it red");
        Show.Do(new Domain.OnAir.PutOnAir(item.Id, item.Version, null), Bo);
        var page = Open<ModeratePage>();
        await PressAsync(page, "down", null, "feed");

        await PressAsync(page, "close", null, "feed");

        Assert.Empty(page.FindAll(".row[aria-selected=true]"));
        Assert.Equal(item.Id, Show.Snapshot.State.Air.Item);
    }

    [Fact]
    public async Task A_message_removed_on_its_platform_is_struck()
    {
        var message = Say("buy followers");
        var page = Open<ModeratePage>();

        Show.Arrive(new RemovalCame("twitch", "agency", new Removal(Show.Clock.Now, RemovalScope.Message, "nora_modo"), MessageId: message.Id));

        await SeenAsync(() => Assert.Contains("removed by nora_modo", page.Find(".row.removed").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void An_observer_does_not_get_the_words_of_what_was_removed()
    {
        Show.Seat = Ana with { Role = Role.Observer };
        var message = Say("a phone number");
        Show.Arrive(new RemovalCame("twitch", "agency", new Removal(Show.Clock.Now, RemovalScope.Message), MessageId: message.Id));

        var page = Open<ModeratePage>();

        Assert.DoesNotContain("a phone number", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\u202Egnp.exe \"onmouseover=\"alert(1)")]
    public void What_a_viewer_typed_is_text_and_nothing_else(string hostile)
    {
        Say(hostile, hostile);

        var page = Open<ModeratePage>();

        Assert.Equal(hostile, page.Find(".row .text").TextContent);
        Assert.Equal("BDI", page.Find(".row .text").TagName);
        Assert.Empty(page.FindAll(".row script"));
    }

    [Fact]
    public async Task A_search_shows_what_it_found_and_Esc_returns_to_the_edge()
    {
        Say("is the dust dangerous?");
        Say("gg");
        var page = Open<ModeratePage>();

        await page.Find("input[type=search]").ChangeAsync(new() { Value = "dust" });
        Assert.Single(page.FindAll(".row"));
        await PressAsync(page, "close", null, "feed");

        Assert.Equal(2, page.FindAll(".row").Count);
    }

    [Fact]
    public async Task The_read_marker_stands_after_the_row_it_was_set_on()
    {
        Say("hello");
        var page = Open<ModeratePage>();

        await PressAsync(page, "mark", null, "feed");

        Assert.Contains("you stopped here", page.Find(".row + .marker").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_comes_back_finds_its_row_again_though_hundreds_came_since()
    {
        Say("the row");
        var before = Open<ModeratePage>();
        var row = before.Find(".row").GetAttribute("data-id");
        for (var i = 0; i < 400; i++) Say("later");

        var page = Open<ModeratePage>();
        await PressAsync(page, "select", row, "feed");

        Assert.Equal(row, page.Find(".row[aria-selected=true]").GetAttribute("data-id"));
    }

    [Fact]
    public void A_gap_of_a_source_is_a_row_with_its_times()
    {
        Say("before");
        var from = Show.Clock.Now;
        Time.Advance(TimeSpan.FromSeconds(40));
        Show.Append(new GapRecorded(new(new SourceKey("twitch", "agency", "irc"), from, Show.Clock.Now, "connection reset")));
        Time.Advance(TimeSpan.FromSeconds(1));
        Say("after");

        var page = Open<ModeratePage>();

        Assert.Contains("was not read for 40 s, 20:00:00 – 20:00:40. connection reset", page.Find(".row + .gap + .row").PreviousElementSibling!.TextContent, StringComparison.Ordinal);
    }
}
