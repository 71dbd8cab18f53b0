using Bunit;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.Moderation;
using LiveConsole.Features.Frame;
using LiveConsole.Features.Moderate;

namespace LiveConsole.Tests.Features.Moderate;

/// <summary>What a rule of the show hides waits for a moderator, who sees why, and that viewers see it.</summary>
public sealed class HiddenByRulePageTests : DeskRoom
{
    private static readonly Actor Nora = new("nora", "Nora", Role.Moderator);
    private static readonly Judgement Hate = new(false, 0, "fr", []) { Marks = [new MessageMark(MarkKind.Slur, MarkSeverity.Severe, Reasons.Slur)] };

    private int _said;

    public HiddenByRulePageTests()
    {
        Show.Seat = Nora;
        var settings = Show.Snapshot.State.Settings!;
        Show.Append(new ShowConfigured(settings with { Listening = new ListeningSettings { Safety = new SafetySettings { Hides = [new HideRule(MarkKind.Slur, MarkSeverity.Severe)] } } }));
    }

    private long Hidden(string text = "words of hate, said at length", string platform = "twitch")
    {
        var at = Show.Clock.Now;
        Show.Arrive(new MessageCame(new ChatMessage(platform, "agency", $"h{++_said}", at, at, new Author($"v{_said}", "Troll"), text), Hate));
        return Show.Snapshot.State.Sequence - 1;
    }

    private async Task<IRenderedComponent<DeskFrame>> InFlaggedAsync()
    {
        var page = Open<ModeratePage>();
        await PressAsync(page, "digit-2", null, "feed");
        return page;
    }

    [Fact]
    public async Task Its_row_is_covered_says_which_rule_and_where_viewers_see_it_and_its_card_lets_it_stand_or_leaves_it_hidden()
    {
        var row = Hidden();
        var page = await InFlaggedAsync();

        Assert.Contains("severe", page.Find(".lane-row.is-hidden .row").ClassName, StringComparison.Ordinal);
        Assert.Equal("Hidden here by your rule: words of hate. Viewers still see it on Twitch.", page.Find(".called.by-rule").TextContent);
        Assert.Equal("Hidden by rule: 1 here, 1 since the show began.", page.Find(".lane-foot").TextContent);
        await PressAsync(page, "select", $"{row}", "lane");

        Assert.Equal("Show it againA", page.Find(".card [data-act=fine]").TextContent);
        Assert.StartsWith("Hidden here at ", page.Find(".card .by-rule").TextContent, StringComparison.Ordinal);
        Assert.Contains("Leave hidden", page.Find(".card [data-act=hide]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".card [data-act=show-again]"));

        var deciding = PressAsync(page, "fine", $"{row}", "lane");
        await SeenAsync(() => Assert.Single(page.FindAll(".lane-row.gone")));
        Time.Advance(TimeSpan.FromMilliseconds(400));
        await deciding;
        Assert.Empty(Show.Snapshot.State.Struck);
        Assert.Empty(page.FindAll(".lane-row"));
    }

    [Fact]
    public async Task A_row_of_copies_says_how_many_of_them_are_hidden()
    {
        var at = Show.Clock.Now;
        Show.Arrive(new MessageCame(new ChatMessage("twitch", "agency", "h0", at, at, new Author("v0", "Ana"), "words of hate, said at length"), Hate with { Marks = [Hate.Marks[0] with { Severity = MarkSeverity.Flagged }] }));
        Hidden();
        Hidden();

        var page = await InFlaggedAsync();

        Assert.Empty(page.FindAll(".called.by-rule"));
        Assert.Equal((3, 2), Show.Snapshot.State.Lanes.Folded(Lanes.Flagged).Values.Select(f => (f.Count, f.Hidden)).Single());
        Assert.Equal("Hidden by rule: 2 here, 2 since the show began.", page.Find(".lane-foot").TextContent);
    }

    [Fact]
    public async Task In_the_feed_it_is_struck_and_covered_with_the_rule_on_a_chip()
    {
        Hidden();

        var page = Open<ModeratePage>();
        await PressAsync(page, "end", null, "feed");

        var row = page.Find(".row.removed");
        Assert.Contains("severe", row.ClassName, StringComparison.Ordinal);
        Assert.Equal("hidden: words of hate", row.QuerySelector(".chip.gone")!.TextContent);
    }

    [Fact]
    public async Task Who_may_not_read_what_was_removed_reads_neither_its_words_nor_why_also_long_after()
    {
        var row = Hidden();
        for (var i = 0; i < FeedLog.Kept + 600; i++) Show.Append(new MessageArrived(new ChatMessage("twitch", "agency", $"x{i}", Show.Clock.Now, Show.Clock.Now, new Author("a", "Ana"), "gg")));
        Show.Seat = new Actor("obs", "Obs", Role.Observer);
        var page = await InFlaggedAsync();

        Assert.Equal("(removed)", page.Find(".lane-row .row .text").TextContent);
        Assert.DoesNotContain("hate", page.Find(".lane-feed .rows").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Troll", page.Find(".lane-feed .rows").TextContent, StringComparison.Ordinal);

        // Let stand by somebody else: what a page holds of it is shown again though it is long past.
        var view = Show.Snapshot.For(new LiveConsole.Shows.Reader(Role.Observer));
        var seen = view.Waiting(Lanes.Flagged).Message(row)!;
        Show.Do(new PassMessage(row), Nora);
        Assert.Equal("words of hate, said at length", Show.Snapshot.For(new LiveConsole.Shows.Reader(Role.Observer)).Again(seen).Message.Text);
    }
}
