using Bunit;
using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Features.Moderate;
using LiveConsole.Shows;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Features.Moderate;

/// <summary>What nobody read is a row at its place: seen while reading, in pages of history, and at the live edge while it lasts.</summary>
public sealed class GapRowTests : DeskRoom
{
    private static readonly SourceKey Irc = new("twitch", "agency", "irc");
    private static readonly SourceKey Stream = new("youtube", "video", "stream");

    [Fact]
    public void A_gap_that_goes_on_stands_at_the_live_edge_until_it_is_over()
    {
        Show.Arrive(new SourceChanged(Irc, SourceState.Live, Show.Clock.Now));
        Say("before");
        var from = Show.Clock.Now;
        Show.Arrive(new SourceChanged(Irc, SourceState.Waiting, from, "not running"));
        Time.Advance(TimeSpan.FromSeconds(10));
        Say("meanwhile, elsewhere", platform: "youtube");

        var open = Open<ModeratePage>().Find(".rows > :last-child");
        Assert.Contains("Twitch has not been read since 20:00:00. LiveConsole was not running. What is written meanwhile is missing here.", open.TextContent, StringComparison.Ordinal);

        Show.Arrive(new GapFound(Irc, from, Show.Clock.Now, "not running"));
        Show.Arrive(new SourceChanged(Irc, SourceState.Live, Show.Clock.Now));
        Assert.Contains("was not read for 10 s, 20:00:00 – 20:00:10.", Assert.Single(Open<ModeratePage>().FindAll(".gap")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gap_is_no_message_nothing_selects_or_promotes_it()
    {
        Say("before");
        Show.Arrive(new GapFound(Irc, Show.Clock.Now, Show.Clock.Now.AddSeconds(5), "not running"));
        Time.Advance(TimeSpan.FromSeconds(5));
        Say("after");
        var page = Open<ModeratePage>();

        var gap = page.Find(".row + .gap + .row").PreviousElementSibling!;
        Assert.Null(gap.GetAttribute("data-id"));
        Assert.Equal("true", gap.GetAttribute("aria-disabled"));
        await PressAsync(page, "up", null, "feed");
        await PressAsync(page, "up", null, "feed");

        Assert.Contains("before", page.Find("[aria-selected=true]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_one_platform_chosen_only_its_gaps_are_shown()
    {
        Show.Arrive(new SourceChanged(Irc, SourceState.Live, Show.Clock.Now));
        Show.Arrive(new SourceChanged(Stream, SourceState.Live, Show.Clock.Now));
        Say("before");
        Show.Arrive(new GapFound(Irc, Show.Clock.Now, Show.Clock.Now.AddSeconds(5), "not running"));
        Time.Advance(TimeSpan.FromSeconds(5));
        Say("after");
        Say("of the other one", platform: "youtube");
        var page = Open<ModeratePage>();
        Assert.Single(page.FindAll(".gap"));

        await PressAsync(page, "platform", "youtube");
        Assert.Empty(page.FindAll(".gap"));
        await PressAsync(page, "platform", "twitch");

        Assert.Single(page.FindAll(".gap"));
    }

    [Fact]
    public async Task Paging_back_brings_the_gaps_of_that_time()
    {
        Say("first");
        Show.Arrive(new GapFound(Irc, Show.Clock.Now, Show.Clock.Now.AddSeconds(5), "not running"));
        Time.Advance(TimeSpan.FromSeconds(5));
        for (var i = 0; i < FeedWindow.Most; i++)
        {
            Say($"later {i}");
            Time.Advance(TimeSpan.FromMilliseconds(200));
        }

        var page = Open<ModeratePage>();
        Assert.Empty(page.FindAll(".gap"));

        await PressAsync(page, "older", null, "feed");

        Assert.Contains("first", page.Find(".row:has(+ .gap)").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_gap_stands_at_most_once_and_before_what_was_read_after_it_in_whatever_order_messages_stand() =>
        Prop.ForAll<int[], int[]>((times, ends) =>
        {
            List<SeenMessage> rows = [.. times.Select((t, i) => new SeenMessage(i + 1, A.Message(id: $"m{i}", at: A.Time.AddSeconds(t % 50)), null))];
            List<Gap> gaps = [.. ends.Select(e => new Gap(Irc, A.Time.AddSeconds(-100), A.Time.AddSeconds(e % 50), "not running"))];
            var places = new GapPlaces(gaps, rows, fromTheStart: true, toTheEdge: true);
            var placed = rows.SelectMany(r => places.Before(r).Select(g => (Row: r, Gap: g))).ToList();
            return placed.All(p => p.Gap.To <= p.Row.Message.ReceivedAt) && placed.Count + places.AtEnd.Count == gaps.Distinct().Count();
        }).QuickCheckThrowOnFailure();
}
