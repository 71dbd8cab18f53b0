using Bunit;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.Moderation;
using LiveConsole.Features.Moderate;
using LiveConsole.Shows;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Features.Moderate;

/// <summary>SHARE a lane: the lead's button, whose a row is for its first 20 s, and how many are one's own.</summary>
public sealed class SharedLaneTests : DeskRoom
{
    private static readonly Actor Basile = A.Person("Basile", Role.Lead), Nora = A.Moderator("Nora"), Zoe = A.Moderator("Zoé");

    private int _asked;

    [Theory]
    [InlineData("Questions", Lanes.Questions)]
    [InlineData("Held", Lanes.Held)]
    public async Task The_lead_shares_a_lane_with_those_at_the_desk_and_stops_it_by_the_same_button(string name, Lanes lane)
    {
        Seat(Nora);
        Seat(Zoe, phone: true);
        Show.Seat = Basile;
        var page = Open<ModeratePage>();
        await PressAsync(page, "chat-rules");
        Assert.Contains("Nora, Zoé (phone)", page.Find(".share").TextContent, StringComparison.Ordinal);
        var button = page.FindAll(".share-lanes button").Single(b => b.TextContent == name);

        await PressAsync(page, "share", button.GetAttribute("data-id"));

        Assert.Equal("Basile", Show.Snapshot.State.SharedLanes[lane].By.Name);
        await SeenAsync(() => Assert.Equal($"{lane}/off", page.Find(".share-lanes [aria-pressed=true]").GetAttribute("data-id")));
        await PressAsync(page, "share", $"{lane}/off");
        Assert.Empty(Show.Snapshot.State.SharedLanes);
    }

    [Fact]
    public async Task A_row_says_whose_it_is_for_twenty_seconds_and_the_column_counts_ones_own()
    {
        Asks();
        Show.Do(new ShareLane(Lanes.Questions, Shared: true), Basile);
        Seat(Nora);
        for (var i = 0; i < 12; i++) Asks();
        Show.Seat = Zoe;
        var page = Open<ModeratePage>();
        await PressAsync(page, "lane", "3");

        var view = Show.Snapshot.For(new Reader(Role.Moderator));
        var mine = view.Waiting(Lanes.Questions).Sequences.Count(s => view.DealtOf(Lanes.Questions, s, Show.Clock.Now)?.To.Id == Zoe.Id);
        await SeenAsync(() =>
        {
            Assert.Equal(12, page.FindAll(".lane-row .dealt").Count);
            Assert.Equal(mine, page.FindAll(".lane-row .dealt.mine").Count);
            Assert.Equal($"shared: yours {mine}", page.Find(".lane-yours").TextContent.Trim());
            Assert.Contains(page.FindAll(".lane-row .dealt .while"), p => p.TextContent == "for Nora");
        });
        Assert.InRange(mine, 1, 11);
        Time.Advance(TimeSpan.FromSeconds(21));
        // The page counts the rows' seconds by itself; what is drawn after them says that they are over.
        Asks();

        await SeenAsync(() => Assert.InRange(int.Parse(page.Find(".lane-yours b").TextContent, System.Globalization.CultureInfo.InvariantCulture), 0, 1));
        await SeenAsync(() => Assert.Equal(12, page.FindAll(".lane-row .dealt.ran-out").Count));
    }

    [Fact]
    public async Task What_the_platforms_hold_is_dealt_like_any_lane()
    {
        Hold();
        Show.Seat = Basile;
        Show.Do(new ShareLane(Lanes.Held, Shared: true), Basile);
        Seat(Nora);
        for (var i = 0; i < 12; i++) Hold();
        Show.Seat = Zoe;
        var page = Open<ModeratePage>();
        await PressAsync(page, "lane", "1");

        var view = Show.Snapshot.For(new Reader(Role.Moderator));
        var mine = view.Held.Waiting.Count(h => view.DealtOf(h, Show.Clock.Now)?.To.Id == Zoe.Id);
        Assert.InRange(mine, 1, 11);
        await SeenAsync(() =>
        {
            Assert.Equal((13, 12, mine), (page.FindAll(".row.held").Count, page.FindAll(".lane-row .dealt").Count, page.FindAll(".lane-row .dealt.mine").Count));
            Assert.Equal($"shared: yours {mine}", page.Find(".lane-yours").TextContent.Trim());
        });
        Time.Advance(TimeSpan.FromSeconds(21));
        Hold();

        await SeenAsync(() => Assert.Equal(12, page.FindAll(".lane-row .dealt.ran-out").Count));
    }

    [Fact]
    public void Who_is_on_a_break_at_another_desk_or_on_one_of_two_pages_on_a_phone_is_counted_rightly()
    {
        Seat(Nora);
        Show.Pause(Nora.Id, onBreak: true);
        Seat(Bo, desk: "questions");
        Seat(Zoe, phone: true);
        Seat(Zoe);
        Seat(A.Person("Inès", Role.Expert));

        Assert.Equal([new OnDuty(Zoe.Id, "Zoé")], Show.Snapshot.For(new Reader(Role.Moderator)).OnDuty);
    }

    [Fact]
    public async Task A_page_that_turns_out_to_be_on_a_phone_says_so_of_its_person()
    {
        Show.Seat = Zoe;
        var page = Open<ModeratePage>();

        await PressAsync(page, "phone", "on");
        Assert.True(Assert.Single(Show.Snapshot.For(new Reader(Role.Lead)).OnDuty).Phone);
        await PressAsync(page, "phone", "off");

        Assert.False(Assert.Single(Show.Snapshot.For(new Reader(Role.Lead)).OnDuty).Phone);
    }

    private void Seat(Actor who, string desk = "moderate", bool phone = false) =>
        Show.Join(new PersonPresent(who.Id, who.Name, who.Role, desk, null, who.Played, Show.Clock.Now) { Phone = phone });

    private void Hold() => Show.Arrive(new HoldCame(new HeldMessage("twitch", "agency", $"h{++_asked}", Show.Clock.Now, new Author($"v{_asked}", $"V{_asked}"), "some words", "automod", "swearing", 2)));

    private void Asks() => Show.Arrive(new MessageCame(
        new ChatMessage("twitch", "agency", $"q{++_asked}", Show.Clock.Now, Show.Clock.Now, new Author($"v{_asked}", $"V{_asked}"), $"why number {new string((char)('a' + _asked), 4)} ?"),
        new Judgement(true, 0.97, "en", [Reasons.Mark])));
}
