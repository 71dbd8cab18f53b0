using Bunit;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Questions;
using LiveConsole.Features.Frame;
using LiveConsole.Features.Moderate;
using LiveConsole.Pictures;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace LiveConsole.Tests.Features.Moderate;

public sealed class MessageKindsPageTests : DeskRoom
{
    private int _said;

    private long Come(string text, MessageKind kind = MessageKind.Notice, ChatEvent? told = null, Func<ChatMessage, ChatMessage>? with = null, string viewer = "v1", string name = "Léo", string platform = "twitch")
    {
        var at = Show.Clock.Now;
        var message = new ChatMessage(platform, "agency", $"k{++_said}", at, at, new Author(viewer, name), text, kind, Event: told);
        Show.Arrive(new MessageCame(with?.Invoke(message) ?? message));
        return Show.Snapshot.State.Sequence;
    }

    private IRenderedComponent<DeskFrame> Desk(Role role = Role.Moderator)
    {
        Show.Seat = new("nora", "Nora", role);
        return Open<ModeratePage>();
    }

    private static string[] Texts(IRenderedComponent<DeskFrame> page) => [.. page.FindAll(".rows .row .text").Select(t => t.TextContent.Trim())];

    private void WithPictures() =>
        Services.GetRequiredService<ShowPictures>().Use(Show.Id, new PlatformAddresses(new TwitchOptions(), new YouTubeOptions(), LoopbackOnly: false));

    [Fact]
    public void Each_kind_says_what_it_is_with_its_figures_and_the_viewers_own_words_behind()
    {
        Come("Leo subscribed!", MessageKind.Member, new ChatEvent(EventKinds.Resubscription, Months: 14, Streak: 5, Level: "1000", Words: "Leo subscribed!"));
        Come("hello from orbit", MessageKind.Member, new ChatEvent(EventKinds.Resubscription, Months: 1, Level: "prime", Words: "Leo subscribed!"));
        Come("42 raiders", MessageKind.Raid, new ChatEvent(EventKinds.Raid, Count: 4_200, Words: "42 raiders"));
        Come("x", MessageKind.Notice, new ChatEvent(EventKinds.Other, About: "brand-new", Words: "Something new happened"));

        Assert.Equal(["Subscribes again · 14 months · tier 1 · 5 in a row", "Subscribes again · 1 month · Prime hello from orbit", "Raid: comes with 4,200 viewers", "Something new happened x"], Texts(Desk()));
    }

    [Fact]
    public void A_new_member_of_whom_only_that_is_known_is_no_empty_row()
    {
        Come("", MessageKind.Member);
        Come("", MessageKind.Member, platform: "youtube");

        Assert.Equal(["Subscribes", "New member"], Texts(Desk()));
    }

    [Fact]
    public void A_wave_of_gifts_is_one_row_that_counts_what_has_come()
    {
        Come("Léo gives 3", MessageKind.Gift, new ChatEvent(EventKinds.GiftWave, Count: 3, Level: "1000", Wave: "w1", Words: "Léo gives 3"));
        Come("Léo gave Bo", MessageKind.Gift, new ChatEvent(EventKinds.Gift, Wave: "w1", OtherName: "Bo", Words: "Léo gave Bo"));
        Come("gift of its own", MessageKind.Gift, new ChatEvent(EventKinds.Gift, OtherName: "Ana", Words: "gift of its own"));

        Assert.Equal(["Gives 3 subscriptions · tier 1 · 1 given out so far", "Gives Ana a subscription"], Texts(Desk()));
    }

    [Fact]
    public async Task A_page_that_is_all_gifts_of_a_wave_is_passed_over_when_paging_back()
    {
        Say("the oldest");
        Come("wave", MessageKind.Gift, new ChatEvent(EventKinds.GiftWave, Count: 150, Wave: "w1", Words: "wave"));
        for (var i = 0; i < 150; i++) Come("gift", MessageKind.Gift, new ChatEvent(EventKinds.Gift, Wave: "w1", OtherName: "Bo", Words: "gift"));
        for (var i = 0; i < FeedWindow.Most; i++) Say($"later {i}");
        var page = Desk();

        await PressAsync(page, "older", null, "feed");

        Assert.Contains("the oldest", Texts(page));
    }

    [Fact]
    public void Emotes_are_pictures_of_this_servers_where_the_show_has_them_and_their_names_where_not()
    {
        static ChatMessage Cut(ChatMessage m) => m with
        {
            Parts = [new(PartType.Mention, "@Bo", "902"), new(PartType.Text, " <b>look</b> "), new(PartType.Emote, "Kappa", "25"), new(PartType.Text, ", nice")],
            Author = m.Author with { Badges = "moderator/1,subscriber/12" },
        };
        Come("@Bo <b>look</b> Kappa, nice", MessageKind.Text, with: Cut);

        Assert.Equal("@Bo <b>look</b> Kappa, nice", Assert.Single(Texts(Desk())));
        WithPictures();
        var page = Desk();

        var emote = page.Find(".row .text img");
        Assert.Equal(("Kappa", "/shows/landing-night/pictures/emote/25"), (emote.GetAttribute("alt"), emote.GetAttribute("src")!.Replace("/" + Show.Slug + "/", "/landing-night/", StringComparison.Ordinal)));
        Assert.Equal("@Bo <b>look</b> , nice", Assert.Single(Texts(page)));
        Assert.Equal(["moderator", "subscriber"], page.FindAll(".row .badge").Select(b => b.GetAttribute("alt")!));
        Assert.All(page.FindAll(".row img"), i => Assert.StartsWith("/shows/", i.GetAttribute("src"), StringComparison.Ordinal));
        // Where no picture comes, the page's script shows the name that stands round it.
        Assert.Equal(["moderator", "subscriber", "Kappa"], page.FindAll(".row .picture:has(> img)").Select(b => b.GetAttribute("data-name")!));
    }

    [Fact]
    public async Task The_card_shows_what_a_message_answers_and_not_when_it_was_removed_and_one_may_not_read_it()
    {
        Say("is it cold?");
        var parent = Show.Snapshot.State.Recent[0].Message;
        var answer = Come("yes, very", MessageKind.Text, with: m => m with { ReplyTo = new ReplyTo(parent.Id) });
        var page = Desk();
        await PressAsync(page, "select", $"{answer}", "feed");
        Assert.Contains("is it cold?", page.Find(".reply-to").TextContent, StringComparison.Ordinal);

        Show.Arrive(new RemovalCame("twitch", "agency", new Removal(Show.Clock.Now, RemovalScope.Message), MessageId: parent.Id));
        var observing = Desk(Role.Observer);
        await PressAsync(observing, "select", $"{answer}", "feed");

        Assert.DoesNotContain("is it cold?", observing.Find(".reply-to").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewers_night_is_counted_with_what_moderators_did_to_them_and_what_they_asked()
    {
        var asked = Come("is it cold?", MessageKind.Text);
        Come("second", MessageKind.Text);
        Come("somebody else", MessageKind.Text, viewer: "v2", name: "Bo");
        Show.Do(new PromoteMessage(Show.Snapshot.State.Recent[0].Message.Ref, ItemKind.Question, ItemId.New(Show.Clock.Now)), new("bo", "Bo", Role.Editor));
        Show.Arrive(new ModeratorActed(new ModeratorAct("twitch", "agency", "timeout", Show.Clock.Now, By: "nora_modo", TargetId: "v1", Target: "Léo", Reason: "spam", Seconds: 600)));
        var page = Desk();

        await PressAsync(page, "select", $"{asked}", "feed");

        Assert.Equal("2 messages · 1 act", page.Find(".night-counts").TextContent);
        Assert.EndsWith("nora_modo timed Léo out for 10 min: spam", page.Find(".night-acts li").TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Q1 Is it cold?", page.Find(".night-asked li").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_person_on_the_other_platform_is_offered_by_name_and_only_a_press_makes_it_so()
    {
        var here = Come("bonsoir", MessageKind.Text, viewer: "v1", name: "Ayşe");
        Come("hello from YouTube", MessageKind.Text, viewer: "UC1", name: "Ayşe K", platform: "youtube");
        Come("nobody", MessageKind.Text, viewer: "UC2", name: "Marius", platform: "youtube");
        var page = Desk();
        await PressAsync(page, "select", $"{here}", "feed");
        Assert.DoesNotContain("hello from YouTube", page.Find(".viewer-night").TextContent, StringComparison.Ordinal);

        await page.Find(".match ul button").ClickAsync();

        var match = Assert.Single(Show.Snapshot.State.SamePeople);
        Assert.Equal(new ViewerRef("youtube", "UC1"), match.Beside(new ViewerRef("twitch", "v1")));
        await SeenAsync(() => Assert.Contains("hello from YouTube", page.Find(".viewer-night").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Held_messages_stand_in_their_lane_with_why_and_leave_when_their_platform_decided()
    {
        Show.Arrive(new HoldCame(new HeldMessage("twitch", "agency", "h1", Show.Clock.Now, new Author("v9", "Ombre"), "putain c'est beau", "automod", "swearing", 2, [new Stretch(0, 6)])));
        var page = Desk();
        Assert.Equal("1", page.Find(".lane[data-id='1'] .count").TextContent);

        await PressAsync(page, "digit-1", null, "feed");

        var row = page.Find(".row.held");
        Assert.Equal(("putain c'est beau", "putain"), (row.QuerySelector(".text")!.TextContent, row.QuerySelector("mark")!.TextContent));
        Assert.Contains("swearing, level 2 of 4", row.TextContent, StringComparison.Ordinal);
        await PressAsync(page, "down", null, "lane");
        Show.Arrive(new HoldEnded("twitch", "agency", "h1", HoldOutcome.Denied, Show.Clock.Now, "nora_modo"));
        await SeenAsync(() => Assert.Contains("turned away by nora_modo", page.Find(".lane-row.gone").TextContent, StringComparison.Ordinal));
        await PressAsync(page, "close", null, "lane");

        Assert.Empty(page.FindAll(".lane-row"));
    }

    [Fact]
    public void An_act_or_a_kind_that_leaves_its_figures_out_is_said_all_the_same_in_both_languages()
    {
        string[] verbs = ["timeout", "untimeout", "ban", "unban", "delete", "warn", "clear", "slow", "slow-off", "followers", "followers-off", "emote-only", "emote-only-off", "subscribers",
            "subscribers-off", "unique", "unique-off", "raid", "unraid", "vip", "unvip", "mod", "unmod", "brand-new"];
        var kinds = typeof(EventKinds).GetFields().Select(f => (string)f.GetRawConstantValue()!).ToList();
        var words = Services.GetRequiredService<Microsoft.Extensions.Localization.IStringLocalizer<ModerateWords>>();
        var at = Show.Clock.Now;
        foreach (var language in new[] { "en", "fr" })
        {
            System.Globalization.CultureInfo.CurrentUICulture = new(language);
            Assert.All(verbs, v => Assert.DoesNotContain("{", ActWords.Of(new ModeratorAct("twitch", "agency", v, at), words), StringComparison.Ordinal));
            Assert.All(kinds, k => Assert.DoesNotContain("{", EventWords.Of(new ChatMessage("twitch", "agency", "m", at, at, new Author("1", "A"), "x", Event: new ChatEvent(k)), null, words) ?? "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Who_may_not_read_what_was_removed_has_no_held_lane()
    {
        Show.Arrive(new HoldCame(new HeldMessage("twitch", "agency", "h1", Show.Clock.Now, new Author("v9", "Ombre"), "putain", "automod", "swearing", 2)));

        var page = Desk(Role.Observer);

        Assert.Empty(page.FindAll(".lane[data-id='1']"));
        Assert.DoesNotContain("putain", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poll_stands_under_the_lanes_with_its_votes_and_leaves_ten_minutes_after_its_end()
    {
        var poll = new Poll("twitch", "agency", "p1", "Will it <b>land</b>?", [new("Yes", 3), new("No", 1)], PollStatus.Active, Show.Clock.Now) { EndsAt = Show.Clock.Now.AddMinutes(2) };
        Show.Arrive(new PollCame(poll));
        Show.Arrive(new PollCame(new Poll("youtube", "video", "p2", "Et la suite ?", [new("Lune"), new("Mars")], PollStatus.Active, Show.Clock.Now)));

        var page = Desk();
        var running = page.FindAll(".chat-polls .poll");
        Assert.Equal("Will it <b>land</b>?", running[0].QuerySelector("p")!.TextContent);
        Assert.Equal(["Yes 75%", "No 25%"], running[0].QuerySelectorAll("li").Select(l => $"{l.QuerySelector("bdi")!.TextContent} {l.QuerySelector("span")!.TextContent.Replace(" ", "", StringComparison.Ordinal)}"));
        Assert.Equal(["3", "1"], running[0].QuerySelectorAll("progress").Select(p => p.GetAttribute("value")));
        Assert.Contains("4 votes", running[0].TextContent, StringComparison.Ordinal);
        Assert.Empty(running[1].QuerySelectorAll("progress"));
        Assert.Contains("does not tell the votes", running[1].TextContent, StringComparison.Ordinal);

        Show.Arrive(new PollCame(poll with { Status = PollStatus.Closed, Options = [new("Yes", 3), new("No", 2)] }));
        await SeenAsync(() => Assert.Contains("Poll, ended", page.Find(".chat-polls .poll.over").TextContent, StringComparison.Ordinal));
        Assert.Contains("5 votes", page.Find(".chat-polls .poll.over").TextContent, StringComparison.Ordinal);

        Time.Advance(TimeSpan.FromMinutes(11));
        Say("another message");
        await SeenAsync(() => Assert.Empty(page.FindAll(".chat-polls .poll.over")));
        Assert.Single(page.FindAll(".chat-polls .poll"));
    }

    [Fact]
    public void What_the_chats_are_restricted_to_stands_under_the_lanes_and_what_moderators_did_in_the_one_list()
    {
        Show.Arrive(new ModesCame("twitch", "agency", new ChatModes(Slow: 30, Followers: 10), Show.Clock.Now, "nora_modo"));
        Show.Arrive(new ModeratorActed(new ModeratorAct("twitch", "agency", "ban", Show.Clock.Now, By: "max_modo", TargetId: "v1", Target: "Léo")));

        var page = Desk();

        Assert.Equal(["TW slow, 30 s", "TW followers of 10 min"], page.FindAll(".chat-rules li").Select(l => l.TextContent.Trim()));
        Assert.Contains("max_modo banned Léo", page.Find(".last-actions").TextContent, StringComparison.Ordinal);
    }
}
