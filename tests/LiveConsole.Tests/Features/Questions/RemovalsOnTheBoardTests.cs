using Bunit;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Features.Frame;
using LiveConsole.Features.Moderate;
using LiveConsole.Features.Questions;

namespace LiveConsole.Tests.Features.Questions;

/// <summary>What was removed at its source, as the board and the moderator's desk show it.</summary>
public sealed class RemovalsOnTheBoardTests : DeskRoom
{
    [Fact]
    public async Task A_cleared_chat_is_asked_about_and_kept_in_one_press()
    {
        Queue(Ask("why is it red"));
        Ask("who drives?");
        var page = Open<QuestionsPage>();

        Clear();
        await SeenAsync(() => Assert.Contains("Twitch chat cleared by Nora 20:00:00. 2 questions came from there: keep, or pull all?", Words(page), StringComparison.Ordinal));
        await PressAsync(page, "close", null, "cleared");
        Assert.Single(page.FindAll(".cleared"));
        await PressAsync(page, "keep-cleared", Painted(page), "cleared");

        Assert.Empty(page.FindAll(".cleared"));
        Assert.False(Show.Snapshot.State.Clears[0].Answer!.Pulled);
        Assert.Contains("You: kept what came from the cleared chat", page.Find(".status").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pulling_takes_two_presses_within_four_seconds_and_says_so_between()
    {
        var item = Queue(Ask("why is it red"));
        Show.Do(new PutOnAir(item.Id, item.Version, null), Ana);
        var page = Open<QuestionsPage>();
        Clear();
        await SeenAsync(() => page.Find(".cleared"));

        await PressAsync(page, "pull-cleared", Painted(page), "cleared");
        Assert.Contains("Press again: 1 withdrawn, also what is ON AIR.", Words(page), StringComparison.Ordinal);
        Time.Advance(TimeSpan.FromSeconds(5));
        await PressAsync(page, "pull-cleared", Painted(page), "cleared");
        Assert.Equal(item.Id, Show.Snapshot.State.Air.Item);

        await PressAsync(page, "pull-cleared", Painted(page), "cleared");
        Assert.Equal((null, AirCause.Withdrawn), (Show.Snapshot.State.Air.Item, Show.Snapshot.State.Air.Cause));
        Assert.Empty(page.FindAll(".cleared"));
    }

    [Theory]
    [InlineData(AtSource.There, "still on YouTube")]
    [InlineData(AtSource.Gone, "gone from YouTube")]
    [InlineData(AtSource.CannotKnow, "YouTube: not known")]
    public async Task What_was_found_at_its_source_stands_on_a_queued_item_with_its_age(AtSource found, string words)
    {
        var item = Queue(Ask("why is it red"));
        var page = Open<QuestionsPage>();

        // No decision: the desk's version stays.
        Show.Append(new ItemChecked(item.Id, new SourceCheck(found, Time.GetUtcNow())));

        await SeenAsync(() => Assert.Contains(words, page.Find(".queued").TextContent, StringComparison.Ordinal));
        // That nothing is known has no age.
        Assert.Equal(found == AtSource.There ? ["ago"] : [], page.FindAll(".queued [data-at]").Select(t => t.GetAttribute("data-tick")));
    }

    [Fact]
    public async Task The_second_to_answer_is_told_who_came_first()
    {
        Queue(Ask("why is it red"));
        var page = Open<QuestionsPage>();
        Clear();
        await SeenAsync(() => page.Find(".cleared"));
        var painted = Painted(page);
        Show.Do(new AnswerClear(Show.Snapshot.State.Clears[0].Id, Pull: false), Bo);

        await PressAsync(page, "keep-cleared", painted, "cleared");

        Assert.Contains("Bo kept them at 20:00:00.", page.Find(".status").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_nothing_left_to_pull_nothing_is_asked_any_more()
    {
        var item = Ask("why is it red");
        var page = Open<QuestionsPage>();
        Clear();
        await SeenAsync(() => page.Find(".cleared"));

        Show.Do(new DismissItem(item.Id, item.Version, DismissReason.OffTopic), Bo);

        await SeenAsync(() => Assert.Empty(page.FindAll(".cleared")));
    }

    [Theory]
    [InlineData(Role.Owner, 1)]
    [InlineData(Role.Producer, 1)]
    [InlineData(Role.Editor, 1)]
    [InlineData(Role.Lead, 1)]
    [InlineData(Role.Moderator, 0)]
    [InlineData(Role.Observer, 0)]
    public void Editor_lead_producer_and_owner_are_asked_on_both_desks(Role role, int asked)
    {
        Queue(Ask("why is it red"));
        Clear();
        Show.Seat = Ana with { Role = role };

        Assert.Equal(asked, Open<QuestionsPage>().FindAll(".cleared").Count);
        Assert.Equal(asked, Open<ModeratePage>().FindAll(".cleared").Count);
    }

    [Fact]
    public async Task What_others_asked_too_is_given_back_in_one_key_with_anothers_words_and_name()
    {
        var item = AskedByTwo();
        var page = Open<QuestionsPage>();

        Remove("shown");
        await SeenAsync(() => Assert.Contains($"1 other asked {item.Q}. removed by Nora on Twitch 20:00:00", Text(page.Find(".offer")), StringComparison.Ordinal));
        await PressAsync(page, "reopen", page.Find(".offer button").GetAttribute("data-id"), "rundown");

        Assert.Equal((Stage.Approved, "Marius", "Is it cold?"), (Now(item.Id).Stage, Now(item.Id).Name.Name, Now(item.Id).Wording.En));
        Assert.Empty(page.FindAll(".offer"));
        Assert.Equal(item.Q, page.Find(".candidate[aria-selected=true] b").TextContent);
    }

    [Fact]
    public async Task A_removal_that_only_lowers_a_count_is_told_for_a_minute()
    {
        var item = AskedByTwo();
        var page = Open<QuestionsPage>();

        Remove("other");
        await SeenAsync(() => Assert.Equal($"{item.Q}: one message removed by Nora on Twitch 20:00:00. 1 still ask it.", Text(page.Find(".news"))));
        Time.Advance(TimeSpan.FromSeconds(61));
        Say("anything");

        await SeenAsync(() => Assert.Empty(page.FindAll(".news, .offer")));
    }

    [Fact]
    public async Task A_queued_question_that_goes_says_who_took_it_away_where()
    {
        Queue(Ask("why is it red"));
        var page = Open<QuestionsPage>();

        Remove("m1");

        await SeenAsync(() => Assert.Equal("Q1 withdrawn: removed by Nora on Twitch 20:00:00.", Text(page.Find(".news"))));
        Assert.Empty(page.FindAll(".queued"));
    }

    [Fact]
    public async Task A_withdrawn_item_says_who_removed_it_where_and_when_has_no_preview_and_no_fields()
    {
        var item = Ask("why is it red");
        var page = Open<QuestionsPage>();
        await PressAsync(page, "select", LiveConsole.Features.Frame.Painted.Of(item), "candidates");
        page.Find("#words-en").Input("why so red, unsaved");

        Show.Arrive(new RemovalCame("twitch", "agency", new Removal(Show.Clock.Now, RemovalScope.Message, "Nora"), MessageId: "m1"));
        await SeenAsync(() => page.Find(".withdrawn-note"));

        Assert.Contains("Do not read this: removed by Nora on Twitch 20:00:00. Nobody else asked it.", Text(page.Find(".withdrawn-note")), StringComparison.Ordinal);
        Assert.Contains("What you typed was not saved.", page.Find(".item-column").TextContent, StringComparison.Ordinal);
        Assert.Contains("withdrawn: Nora, Twitch 20:00", page.Find(".item-head").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".previews, #words-en, [data-act=reopen]"));
        Assert.DoesNotContain("unsaved", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_card_of_a_message_is_struck_while_it_is_open()
    {
        Say("why is it red");
        var page = Open<ModeratePage>();
        await PressAsync(page, "select", page.Find(".row").GetAttribute("data-id"), "feed");
        Assert.Empty(page.FindAll(".said.removed"));

        Remove("m1");

        await SeenAsync(() =>
        {
            page.Find(".card .said.removed");
            page.Find(".card .said-before .removed");
            Assert.Empty(page.FindAll(".card [data-act=question]"));
        });
    }

    [Theory]
    [InlineData(Role.Editor, true, true)]
    [InlineData(Role.Moderator, true, false)]
    [InlineData(Role.Observer, false, false)]
    public async Task Nobody_is_offered_what_their_role_may_not_do(Role role, bool adds, bool editsTheRundown)
    {
        var queued = Queue(Ask("why is it red"));
        var candidate = Ask("who drives?");
        Show.Seat = Ana with { Role = role };
        var page = Open<QuestionsPage>();

        await PressAsync(page, "add", null, "candidates");
        Assert.Equal(adds ? 2 : 0, page.FindAll("[data-act=add], .add-form").Count);
        await PressAsync(page, "select", LiveConsole.Features.Frame.Painted.Of(candidate), "candidates");
        Assert.Equal(adds, page.FindAll("#words-en").Count > 0);
        await PressAsync(page, "select", LiveConsole.Features.Frame.Painted.Of(queued), "rundown");
        Assert.Equal(editsTheRundown, page.FindAll("#words-en").Count > 0);
        Assert.Equal(editsTheRundown, page.FindAll(".item-column [data-act=dismiss]").Count > 0);
        Assert.Contains("Why is it red", page.Find(".item-column").TextContent + page.Find(".queued .words").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_observer_is_never_sent_the_words_of_what_was_withdrawn()
    {
        Ask("unspeakable words");
        Remove("m1");
        Show.Seat = Ana with { Role = Role.Observer };
        var page = Open<QuestionsPage>();

        await PressAsync(page, "tab", nameof(Tab.Aside));

        Assert.Single(page.FindAll(".candidate.withdrawn"));
        Assert.DoesNotContain("speakable", page.Markup, StringComparison.OrdinalIgnoreCase);
    }

    private void Clear() => Show.Arrive(new RemovalCame("twitch", "agency", new Removal(Show.Clock.Now, RemovalScope.Channel, "Nora")));

    private void Remove(string message) => Show.Arrive(new RemovalCame("twitch", "agency", new Removal(Show.Clock.Now, RemovalScope.Message, "Nora"), MessageId: message));

    private static string Painted(IRenderedComponent<DeskFrame> page) => page.Find("[data-act=keep-cleared]").GetAttribute("data-id")!;

    private static string Words(IRenderedComponent<DeskFrame> page) => Text(page.Find(".cleared"));

    private static string Text(AngleSharp.Dom.IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private Item AskedByTwo()
    {
        var (at, me) = (Show.Clock.Now, Bo);
        var shown = new Ask(new MessageRef("twitch", "shown"), new ViewerRef("twitch", "1"), "Ayşe", "how cold?", null, at, Channel: "agency");
        var other = new Ask(new MessageRef("twitch", "other"), new ViewerRef("twitch", "2"), "Marius", "is it cold?", null, at, Channel: "agency");
        var item = new Item(ItemId.New(at), Show.Snapshot.State.LastNumber + 1, ItemKind.Question, at, me)
        {
            Stage = Stage.Approved, WasApproved = true, Text = shown.Text, Wording = new Wording(En: "How cold?"), Name = new ShownName("Ayşe"), Shown = shown.Message, Asks = [shown, other],
        };
        Show.Append(new ItemAdded(item));
        return Now(item.Id);
    }
}
