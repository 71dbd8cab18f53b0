using Bunit;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Questions;
using LiveConsole.Features.Frame;
using LiveConsole.Features.Moderate;
using LiveConsole.Shows;

namespace LiveConsole.Tests.Features.Moderate;

public sealed class LanesPageTests : DeskRoom
{
    private static readonly Judgement Asks = new(true, 0.97, "en", [Reasons.Mark]);
    private static readonly Actor Nora = new("nora", "Nora", Role.Moderator);

    private int _asked;

    private long Asking(string text, Judgement? judged = null)
    {
        var at = Show.Clock.Now;
        Show.Arrive(new MessageCame(new ChatMessage("twitch", "agency", $"q{++_asked}", at, at, new Author("v1", "Léo"), text), judged ?? Asks));
        return Show.Snapshot.State.Sequence;
    }

    private async Task<IRenderedComponent<DeskFrame>> InLaneAsync(int digit, Actor? seat = null)
    {
        Show.Seat = seat ?? Nora;
        var page = Open<ModeratePage>();
        await PressAsync(page, $"digit-{digit}", null, "feed");
        return page;
    }

    private static string[] Texts(IRenderedComponent<DeskFrame> page) => [.. page.FindAll(".lane-row:not(.gone) .row .text").Select(t => t.TextContent)];

    [Fact]
    public async Task A_lane_says_how_many_wait_and_shows_the_oldest_on_top()
    {
        Asking("is it cold?");
        Say("gg");
        Asking("why is it red");

        var page = await InLaneAsync(3);

        Assert.Equal(["is it cold?", "why is it red"], Texts(page));
        Assert.Equal("2", page.Find(".lane[aria-pressed=true] .count").TextContent);
    }

    [Fact]
    public async Task Fine_acts_on_the_row_that_was_painted_greys_it_and_it_leaves()
    {
        var first = Asking("is it cold?");
        Asking("why is it red");
        var page = await InLaneAsync(3);
        await PressAsync(page, "down", null, "lane");
        var painted = page.Find(".row[aria-selected=true]").GetAttribute("data-id");

        var deciding = PressAsync(page, "fine", painted, "lane");
        await SeenAsync(() => Assert.Single(page.FindAll(".lane-row.gone")));
        Assert.Equal("why is it red", page.Find(".row[aria-selected=true] .text").TextContent);
        Assert.False(deciding.IsCompleted);
        Time.Advance(TimeSpan.FromMilliseconds(400));
        await deciding;

        Assert.Equal(first, Show.Sent.OfType<PassMessage>().Single().Sequence);
        Assert.Single(page.FindAll(".lane-row"));
    }

    [Fact]
    public async Task What_a_colleague_decides_stays_greyed_under_a_pointer_and_leaves_after_it()
    {
        var first = Asking("is it cold?");
        Asking("why is it red");
        var page = await InLaneAsync(3);
        await PressAsync(page, "hold", null, "lane");

        Show.Do(new PassMessage(first), Bo);
        await SeenAsync(() => Assert.Contains("Bo decided", page.Find(".lane-row.gone").TextContent, StringComparison.Ordinal));
        await PressAsync(page, "release", null, "lane");

        Assert.Equal(["why is it red"], Texts(page));
        Assert.Empty(page.FindAll(".lane-row.gone"));
    }

    [Fact]
    public async Task New_ones_come_last_so_nothing_moves()
    {
        Asking("is it cold?");
        var page = await InLaneAsync(3);

        Asking("why is it red");

        await SeenAsync(() => Assert.Equal(["is it cold?", "why is it red"], Texts(page)));
    }

    [Fact]
    public async Task L_then_a_digit_calls_the_lead_and_the_digit_chooses_no_lane()
    {
        Asking("somebody help me");
        var page = await InLaneAsync(3);
        await PressAsync(page, "down", null, "lane");
        var painted = page.Find(".row[aria-selected=true]").GetAttribute("data-id");

        await PressAsync(page, "lead", painted, "lane");
        Assert.Equal(5, page.FindAll(".why-lead button").Count);
        var calling = PressAsync(page, "digit-1", painted, "lane");
        await SeenAsync(() => Assert.Single(page.FindAll(".lane-row.gone")));
        Time.Advance(TimeSpan.FromMilliseconds(400));
        await calling;

        Assert.Equal(LeadReason.Distress, Show.Sent.OfType<CallLead>().Single().Reason);
        Assert.Empty(page.FindAll(".lane.for-lead"));
    }

    [Fact]
    public async Task The_lead_sees_who_calls_and_why()
    {
        var asked = Asking("somebody help me");
        Show.Do(new CallLead(asked, new MessageRef("twitch", "q1"), LeadReason.Distress), Nora);

        var page = await InLaneAsync(0, new Actor("lea", "Lea", Role.Lead));

        await SeenAsync(() => Assert.Contains("Nora calls: distress", page.Find(".called").TextContent, StringComparison.Ordinal));
        Assert.Equal("1", page.Find(".lane.for-lead .count").TextContent);
    }

    [Fact]
    public async Task Q_in_a_lane_promotes_and_the_row_leaves()
    {
        Asking("is it cold?");
        var page = await InLaneAsync(3);

        var asking = PressAsync(page, "question", page.Find(".row").GetAttribute("data-id"), "lane");
        await SeenAsync(() => Assert.Single(page.FindAll(".lane-row.gone")));
        Time.Advance(TimeSpan.FromMilliseconds(400));
        await asking;

        Assert.Single(Show.Sent.OfType<PromoteMessage>());
        Assert.Contains("No question waits", page.Find(".empty-state").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_severe_text_is_covered_until_its_row_is_chosen_unless_the_person_wants_otherwise()
    {
        Asking("an ugly word", Asks with { Marks = [new MessageMark(MarkKind.Slur, MarkSeverity.Severe, Reasons.NoWords)] });
        var page = await InLaneAsync(2);

        Assert.Single(page.FindAll(".veiled .row.severe"));
        await PressAsync(page, "veil", null, "lane");

        Assert.Empty(page.FindAll(".veiled"));
        Assert.Equal("false", page.Find("[data-act=veil]").GetAttribute("aria-pressed"));
    }

    [Fact]
    public async Task A_volunteer_practises_on_three_rows_that_reach_nobody_and_then_goes_to_the_live_lane()
    {
        Show.Append(new ShowConfigured(Show.Snapshot.State.Settings! with { Rehearsal = false }));
        Asking("is it cold?");
        Show.Seat = Nora;
        var page = Open<ModeratePage>();
        await SeenAsync(() => Assert.Equal(3, page.FindAll(".practice .row").Count));

        await PressAsync(page, "question", "1", "lane");
        Assert.Contains("press U", page.Find(".practice-say").TextContent, StringComparison.Ordinal);
        await PressAsync(page, "undo", "practice", "lane");
        Assert.Equal(3, page.FindAll(".practice .row").Count);
        foreach (var row in new[] { "1", "2", "3" }) await PressAsync(page, "fine", row, "lane");
        Assert.Contains("L calls the lead", page.Find(".practice-say").TextContent, StringComparison.Ordinal);
        await PressAsync(page, "live", null, "lane");

        Assert.Empty(Show.Sent.OfType<PassMessage>());
        Assert.Empty(Show.Sent.OfType<PromoteMessage>());
        Assert.Equal(["is it cold?"], Texts(page));
    }

    [Fact]
    public async Task Seven_is_the_chat_again()
    {
        Say("gg");
        var page = await InLaneAsync(3);

        await PressAsync(page, "digit-7", null, "lane");

        Assert.Equal("gg", page.Find(".row .text").TextContent);
    }

    [Fact]
    public async Task An_undone_decision_stands_there_again()
    {
        var first = Asking("is it cold?");
        var page = await InLaneAsync(3);
        var fine = (Outcome.Accepted)Show.Do(new PassMessage(first), Bo);
        await SeenAsync(() => Assert.Empty(Texts(page)));

        Show.Do(new UndoAction(fine.Action), Bo);

        await SeenAsync(() => Assert.Equal(["is it cold?"], Texts(page)));
    }
}
