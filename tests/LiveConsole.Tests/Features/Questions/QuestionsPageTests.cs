using System.Globalization;
using Bunit;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Features.Frame;
using LiveConsole.Features.Questions;

namespace LiveConsole.Tests.Features.Questions;

public sealed class QuestionsPageTests : DeskRoom
{
    [Fact]
    public async Task From_a_message_to_the_air_in_four_keys()
    {
        Say("why is it red");
        var page = Open<QuestionsPage>();

        await PressAsync(page, "drawer", null, "candidates");
        await PressAsync(page, "question", page.Find(".row").GetAttribute("data-id"), "feed");
        await PressAsync(page, "next", page.Find(".candidate[aria-selected=true]").GetAttribute("data-id"), "candidates");
        await PressAsync(page, "take", TakeId(page), "candidates");

        Assert.Equal(1, Show.Snapshot.State.OnAir!.Number);
        Assert.Contains("Why is it red", page.Find(".air.full").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Editor, "Press F for the feed", "press P")]
    [InlineData(Role.Expert, "then I’LL ANSWER", "The rundown is empty.")]
    [InlineData(Role.Observer, "What the crew finds comes here.", "The rundown is empty.")]
    public void An_empty_board_says_to_each_what_they_can_do_and_no_keys_that_do_nothing_for_them(Role role, string candidates, string rundown)
    {
        Show.Seat = new Actor("new", "New", role);

        var page = Open<QuestionsPage>();

        Assert.Contains(candidates, page.Find(".cards .empty-state").TextContent, StringComparison.Ordinal);
        Assert.Contains(rundown, page.Find(".queue .empty-state").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_line_is_in_the_shows_language_whatever_the_pages_is()
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = new CultureInfo("fr");
        try
        {
            var page = Open<QuestionsPage>();

            await PressAsync(page, "test-line", null, "rundown");

            Assert.Equal("This is a test line.", Show.Snapshot.State.Next!.Text);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void A_held_show_says_so_in_the_header_and_its_clock_stands()
    {
        Show.Do(new BeginPhase("critical", "CRITIQUE", "CRITICAL", Show.Clock.Now.AddMinutes(4)), new Actor("cy", "Cy", Role.Producer));
        Show.Do(new HoldShow(), new Actor("cy", "Cy", Role.Producer));

        var held = Open<QuestionsPage>().Find(".phase.held");

        Assert.Contains("HOLD", held.TextContent, StringComparison.Ordinal);
        Assert.Equal(Show.Clock.Now.ToString("o"), held.QuerySelector(".phase-clock")!.GetAttribute("data-held"));
        Assert.StartsWith("Cy stopped the clock at", held.GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task P_in_an_empty_rundown_makes_it_next()
    {
        var item = Ask("why is it red");
        var page = Open<QuestionsPage>();

        await PressAsync(page, "last", Painted.Of(item), "candidates");

        Assert.Contains("Q1", page.Find(".queued.next").TextContent, StringComparison.Ordinal);
        Assert.EndsWith(" for 1 item", page.Find(".sum").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TAKE_takes_the_next_that_was_painted_though_another_is_next_by_now()
    {
        var first = Queue(Ask("first"));
        var page = Open<QuestionsPage>();
        var painted = TakeId(page);
        var second = Ask("second");
        Show.Do(new QueueItem(second.Id, second.Version, 1), Bo);

        await PressAsync(page, "take", painted, "rundown");

        Assert.Equal(first.Id, Show.Snapshot.State.Air.Item);
    }

    [Fact]
    public async Task TAKE_of_what_somebody_else_took_over_is_refused_with_their_name()
    {
        Queue(Ask("first"));
        var other = Ask("second");
        var page = Open<QuestionsPage>();
        var painted = TakeId(page);
        Show.Do(new PutOnAir(other.Id, other.Version, null), Bo);

        await PressAsync(page, "take", painted, "rundown");

        Assert.Contains("Bo took Q2 just now. It is on air.", page.Find(".rundown > .refused").TextContent, StringComparison.Ordinal);
        Assert.Equal(other.Id, Show.Snapshot.State.Air.Item);
    }

    [Fact]
    public async Task The_hand_is_asked_for_once_and_the_second_press_takes_it()
    {
        BoHasTheHand();
        var page = Open<QuestionsPage>();

        await PressAsync(page, "take", TakeId(page), "rundown");
        Assert.Contains("Bo has the hand.", page.Find(".rundown > .refused").TextContent, StringComparison.Ordinal);
        await PressAsync(page, "take", TakeId(page), "rundown");

        Assert.Equal("ana", Show.Snapshot.State.Hand!.Id);
    }

    [Fact]
    public async Task After_three_seconds_the_hand_is_asked_for_again()
    {
        BoHasTheHand();
        var page = Open<QuestionsPage>();
        await PressAsync(page, "take", TakeId(page), "rundown");

        Time.Advance(TimeSpan.FromSeconds(3.1));
        await PressAsync(page, "take", TakeId(page), "rundown");

        Assert.Equal("bo", Show.Snapshot.State.Hand!.Id);
    }

    [Fact]
    public async Task Esc_never_empties_the_air()
    {
        var item = Ask("why is it red");
        Show.Do(new PutOnAir(item.Id, item.Version, null), Bo);
        var page = Open<QuestionsPage>();

        foreach (var _ in Enumerable.Range(0, 4)) await PressAsync(page, "close", null, "candidates");

        Assert.Equal(item.Id, Show.Snapshot.State.Air.Item);
    }

    [Fact]
    public async Task New_words_for_what_is_on_air_are_offered_and_go_out_by_their_own_button_only()
    {
        var item = Ask("why is it red");
        Show.Do(new PutOnAir(item.Id, item.Version, null), Ana);
        item = Now(item.Id);
        Show.Do(new EditItem(item.Id, item.Version) { En = "Why is Mars red?" }, Bo);
        var page = Open<QuestionsPage>();
        Assert.Equal("Why is it red", Show.Snapshot.State.Air.Wording.En);

        await PressAsync(page, "take-wording", page.Find("[data-act=take-wording]").GetAttribute("data-id"), "rundown");

        Assert.Equal("Why is Mars red?", Show.Snapshot.State.Air.Wording.En);
    }

    [Fact]
    public async Task Dismissing_asks_why_and_the_digit_says_it()
    {
        var item = Ask("first!");
        var page = Open<QuestionsPage>();
        await PressAsync(page, "select", Painted.Of(item), "candidates");

        await PressAsync(page, "dismiss", Painted.Of(item), "candidates");
        Assert.Equal(Stage.Approved, Now(item.Id).Stage);
        await PressAsync(page, "reason-2", Painted.Of(item), "candidates");

        Assert.Equal(DismissReason.OffTopic, Now(item.Id).Dismissed);
    }

    [Fact]
    public async Task A_digit_alone_dismisses_nothing()
    {
        var item = Ask("why");
        var page = Open<QuestionsPage>();

        await PressAsync(page, "reason-2", Painted.Of(item), "candidates");

        Assert.Equal(Stage.Approved, Now(item.Id).Stage);
    }

    [Fact]
    public async Task When_a_card_leaves_the_one_in_its_place_is_selected()
    {
        Ask("one");
        var middle = Ask("two");
        Ask("three");
        var page = Open<QuestionsPage>();
        await PressAsync(page, "select", Painted.Of(middle), "candidates");

        await PressAsync(page, "last", Painted.Of(middle), "candidates");

        Assert.Contains("Q1", page.Find(".candidate[aria-selected=true]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_cards_come_below_while_one_is_selected()
    {
        var first = Ask("one");
        var page = Open<QuestionsPage>();
        await PressAsync(page, "select", Painted.Of(first), "candidates");

        Ask("two");
        await SeenAsync(() => Assert.Equal(2, page.FindAll(".candidate").Count));

        Assert.Contains("Q1", page.FindAll(".candidate")[0].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moving_in_the_rundown_keeps_the_item_selected()
    {
        Queue(Ask("one"));
        var second = Queue(Ask("two"));
        var page = Open<QuestionsPage>();
        await PressAsync(page, "select", Painted.Of(second), "rundown");

        await PressAsync(page, "earlier", Painted.Of(second), "rundown");

        Assert.Equal(second.Id, Show.Snapshot.State.Next!.Id);
        Assert.Contains("Q2", page.Find(".queued[aria-selected=true]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_typed_are_saved_when_the_field_is_left()
    {
        var item = Ask("why is it red");
        var page = Open<QuestionsPage>();
        await PressAsync(page, "select", Painted.Of(item), "candidates");

        await page.Find("#words-en").InputAsync(new() { Value = "Why is Mars red?" });
        await page.Find("#words-en").ChangeAsync(new() { Value = "Why is Mars red?" });

        Assert.Equal("Why is Mars red?", Now(item.Id).Wording.En);
        Assert.Contains("saved", page.Find(".saved").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_people_editing_the_second_keeps_their_words_and_is_shown_the_firsts()
    {
        var item = Ask("why is it red");
        var page = Open<QuestionsPage>();
        await PressAsync(page, "select", Painted.Of(item), "candidates");
        await page.Find("#words-en").InputAsync(new() { Value = "Mine" });

        Show.Do(new EditItem(item.Id, item.Version) { En = "Theirs" }, Bo);
        await SeenAsync(() => Assert.Contains("Theirs", page.Find(".clash").TextContent, StringComparison.Ordinal));
        await page.Find("#words-en").ChangeAsync(new() { Value = "Mine" });

        Assert.Equal("Theirs", Now(item.Id).Wording.En);
        Assert.Equal("Mine", page.Find("#words-en").GetAttribute("value"));
    }

    [Fact]
    public async Task Esc_in_the_drawer_lets_the_row_go_and_then_closes_the_drawer()
    {
        Say("why is it red");
        var page = Open<QuestionsPage>();
        await PressAsync(page, "drawer", null, "candidates");
        await PressAsync(page, "down", null, "feed");

        await PressAsync(page, "close", null, "feed");
        Assert.Empty(page.FindAll(".row[aria-selected=true]"));
        Assert.NotEmpty(page.FindAll(".feed"));
        await PressAsync(page, "close", null, "feed");

        Assert.Empty(page.FindAll(".feed"));
    }

    [Fact]
    public void In_French_the_board_speaks_French()
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = new CultureInfo("fr");
        try
        {
            var page = Open<QuestionsPage>();

            Assert.Equal("RÉPÉTITION", page.Find(".mode").TextContent);
            Assert.Contains("le conducteur est vide", page.Find("button.take").TextContent, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void A_moderator_is_not_offered_the_air()
    {
        Show.Seat = Ana with { Role = Role.Moderator };
        Queue(Ask("one"));

        var page = Open<QuestionsPage>();

        Assert.Empty(page.FindAll("[data-act=take]"));
        Assert.NotNull(page.Find("button.clear"));
    }

    [Fact]
    public async Task A_withdrawn_question_that_nobody_else_asked_is_not_offered_back()
    {
        var item = Ask("why is it red");
        Show.Arrive(new Domain.Chat.RemovalCame("twitch", "agency", new(Show.Clock.Now, Domain.Chat.RemovalScope.Message), MessageId: "m1"));
        var page = Open<QuestionsPage>();
        await PressAsync(page, "tab", nameof(Tab.Aside), "candidates");
        await PressAsync(page, "select", Painted.Of(Now(item.Id)), "candidates");

        Assert.Contains("withdrawn", page.Find(".item-head").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-act=reopen]"));
    }

    [Fact]
    public async Task A_list_is_added_line_by_line()
    {
        var page = Open<QuestionsPage>();
        await PressAsync(page, "add", null, "candidates");

        await page.Find(".add-form textarea").InputAsync(new() { Value = "One?\nTwo?\n\n" });
        await page.Find(".add-form").SubmitAsync();

        Assert.Equal(["One?", "Two?"], Show.Snapshot.State.Items.Values.OrderBy(i => i.Number).Select(i => i.Text));
    }

    [Fact]
    public async Task Who_adds_by_hand_types_at_once_and_is_back_in_the_list_when_it_is_added()
    {
        var page = Open<QuestionsPage>();
        await PressAsync(page, "add", null, "candidates");
        JSInterop.VerifyFocusAsyncInvoke();

        await page.Find(".add-form textarea").InputAsync(new() { Value = "One?" });
        await page.Find(".add-form").SubmitAsync();

        Assert.Equal("candidates", JSInterop.Invocations["liveconsole.focus"][^1].Arguments[0]);
    }

    [Fact]
    public async Task The_presenter_asking_for_another_makes_TAKE_pulse()
    {
        Queue(Ask("one"));
        var page = Open<QuestionsPage>();

        Show.Do(new PresenterSignal(SignalKind.Another, null, Show.Clock.Now, "Tablet left"), new Actor("tablet", "Tablet left", Role.Presenter));

        await SeenAsync(() => Assert.Contains("pulse", page.Find("button.take").ClassName!, StringComparison.Ordinal));
    }

    [Fact]
    public void The_preview_is_the_screens_own_page_with_this_item_on_air()
    {
        Queue(Ask("why is it red"));

        var frame = Open<QuestionsPage>().Find("iframe[data-kind=presenter]");

        Assert.StartsWith("/screens/presenter.html", frame.GetAttribute("src"), StringComparison.Ordinal);
        Assert.Contains("Why is it red", frame.GetAttribute("data-state"), StringComparison.Ordinal);
    }

    private void BoHasTheHand()
    {
        var aired = Ask("aired");
        Show.Do(new PutOnAir(aired.Id, aired.Version, null), Bo);
        Queue(Ask("waiting"));
    }

    private static string? TakeId(IRenderedComponent<DeskFrame> page) => page.Find("button.take").GetAttribute("data-id");

    [Fact]
    public async Task A_question_of_the_moment_is_said_to_be_one_turns_grey_at_the_next_phase_and_all_such_are_dismissed_at_once()
    {
        var landed = Ask("has it landed?");
        Ask("why is it red?", "Bo");
        var page = Open<QuestionsPage>();

        await PressAsync(page, "select", Painted.Of(landed), "candidates");
        await PressAsync(page, "only-now", Painted.Of(landed), "item");

        Assert.True(Now(landed.Id).OnlyNow);
        Assert.Equal("true", page.Find("[data-act=any-time]").GetAttribute("aria-pressed"));
        Assert.Empty(page.FindAll(".overtaken-head"));
        await PressAsync(page, "close", null, "candidates");

        Show.Append(new PhaseBegan(new Phase("after", "après", "after", Show.Clock.Now, null)));
        await SeenAsync(() => Assert.Equal(Painted.Of(Now(landed.Id)), page.Find(".candidate.overtaken").GetAttribute("data-id")));
        Assert.Contains("1 overtaken by events", page.Find(".overtaken-head").TextContent, StringComparison.Ordinal);
        Assert.EndsWith("overtaken", page.FindAll(".candidate")[^1].ClassName, StringComparison.Ordinal);

        await PressAsync(page, "overtaken", page.Find("[data-act=overtaken]").GetAttribute("data-id"), "candidates");

        Assert.Equal((Stage.Dismissed, DismissReason.Overtaken), (Now(landed.Id).Stage, Now(landed.Id).Dismissed));
        Assert.Single(page.FindAll(".candidate"));
    }
}
