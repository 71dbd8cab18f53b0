using Bunit;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Posts;
using LiveConsole.Features.Frame;
using LiveConsole.Features.Posts;

namespace LiveConsole.Tests.Features;

public sealed class PostsPageTests : DeskRoom
{
    private static readonly PostWritten Touchdown = new("Touchdown", PostKind.Post, new("Posé sur Mars !", "Touchdown on Mars!"), new("Plus de signal.", "No signal."), Moment: "touchdown");

    public PostsPageTests()
    {
        var settings = Show.Snapshot.State.Settings!;
        Show.Append(new ShowConfigured(settings with { Channels = [new("twitch", "agence"), new("youtube", "video123456")] }));
        foreach (var (platform, channel) in new[] { ("twitch", "agence"), ("youtube", "video123456") })
            Show.Append(new ActingKnown(new ChannelActing(platform, channel, "Agence Orbite", "77", [.. Enum.GetValues<DeedKind>().Where(k => PlatformDeeds.Can(platform, k))])));
    }

    [Fact]
    public async Task A_post_is_written_in_both_languages_and_stands_in_the_list_with_who_writes_and_how_long_it_is()
    {
        var page = Open<PostsPage>();
        await PressAsync(page, "post-new");
        await page.Find("#post-name").InputAsync("Welcome");
        await page.Find("#post-fr").InputAsync("Bienvenue à toutes et à tous");
        await page.Find("#post-en").InputAsync("Welcome everybody");
        await page.Find("#post-to-1").ChangeAsync("Both");
        await page.Find("form").SubmitAsync();

        await SeenAsync(() =>
        {
            Assert.Empty(page.FindAll("form"));
            var card = page.Find(".post-card").TextContent;
            Assert.Contains("Welcome everybody", card, StringComparison.Ordinal);
            Assert.Contains("as Agence Orbite", card, StringComparison.Ordinal);
            Assert.Equal(["17 of 500", "48 of 200"], page.FindAll(".post-chats .length").Select(l => l.TextContent));
        });
    }

    [Fact]
    public async Task A_poll_that_runs_is_ended_where_it_was_sent_and_one_that_is_over_is_not()
    {
        Keep(new PostWritten("Hold?", PostKind.Poll, new("Ça tient ?", "Will it hold?") { ChoicesFr = ["Oui", "Non"], ChoicesEn = ["Yes", "No"] }));
        var page = Open<PostsPage>();
        await PressAsync(page, "post-send", Id(page, "post-send"), "posts");
        var asked = Show.Snapshot.State.Effects.Open.Keys.Order().ToList();
        Assert.Empty(page.FindAll(".end-poll"));
        foreach (var effect in asked)
        {
            Show.Append(new EffectStarted(effect, Guid.NewGuid(), "Agence Orbite"));
            Show.Append(new EffectSettled(effect, EffectState.Done, Handle: $"poll-{effect}"));
        }

        await SeenAsync(() => page.Find(".end-poll"));
        await PressAsync(page, "undo-this", page.Find(".end-poll").GetAttribute("data-id"));

        Assert.Equal(["poll-1", "poll-2"], Show.Snapshot.State.Effects.Open.Values.Select(e => Assert.IsType<EndPollDeed>(e.Deed).PollId).Order());
        await SeenAsync(() => Assert.Empty(page.FindAll(".end-poll")));
    }

    [Fact]
    public async Task Sent_it_counts_in_both_chats_and_is_taken_back_where_it_was_pressed()
    {
        Keep(Touchdown with { Moment = null });
        var page = Open<PostsPage>();

        await PressAsync(page, "post-send", Id(page, "post-send"), "posts");

        await SeenAsync(() =>
        {
            Assert.Equal(2, page.FindAll(".post-sent [data-tick=count]").Count);
            Assert.Equal(Show.Snapshot.State.Posts.Find(1)!.Sent!.Action.ToString(), page.Find(".take-back").GetAttribute("data-id"));
        });
        foreach (var effect in Show.Snapshot.State.Effects.Open.Keys.ToList()) Show.Append(new EffectsCancelled([effect]));
        await SeenAsync(() =>
        {
            Assert.Empty(page.FindAll(".take-back"));
            Assert.All(page.FindAll(".post-sent li"), li => Assert.Contains("taken back", li.TextContent, StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task While_it_goes_out_its_button_sends_nothing_more_and_says_by_whom_it_was_sent()
    {
        Keep(Touchdown with { Moment = null });
        var page = Open<PostsPage>();

        await PressAsync(page, "post-send", Id(page, "post-send"), "posts");

        await SeenAsync(() =>
        {
            Assert.True(page.Find("[data-act=post-send]").HasAttribute("disabled"));
            Assert.Contains("Sent by Ana", page.Find(".why-not").TextContent, StringComparison.Ordinal);
        });
        await PressAsync(page, "post-send", Id(page, "post-send"), "posts");
        Assert.Equal(2, Show.Snapshot.State.Effects.LastId);
        await SeenAsync(() => Assert.Contains("not sent twice", page.Find(".post-card .refused").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_platforms_answer_stands_where_it_was_pressed_in_its_own_words()
    {
        Keep(Touchdown with { Moment = null });
        Show.Do(new FirePost(1, 1), Ana);
        var page = Open<PostsPage>();
        Show.Append(new EffectStarted(1, Guid.NewGuid(), "Agence Orbite"));
        Show.Append(new EffectSettled(1, EffectState.Done));
        Show.Append(new EffectStarted(2, Guid.NewGuid(), "Agence Orbite"));
        Show.Append(new EffectSettled(2, EffectState.Failed, EffectTrouble.Refused, "The live chat is no longer live."));

        await SeenAsync(() =>
        {
            var lines = page.FindAll(".post-sent li");
            Assert.Contains("done on Twitch as Agence Orbite", lines[0].TextContent, StringComparison.Ordinal);
            Assert.Contains("The live chat is no longer live.", lines[1].TextContent, StringComparison.Ordinal);
            Assert.Contains("trouble", lines[1].ClassName!, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task What_nobody_knows_is_decided_by_a_person_and_posted_again_once()
    {
        Keep(Touchdown with { Moment = null });
        Show.Do(new FirePost(1, 1), Ana);
        Show.Append(new EffectStarted(1, Guid.NewGuid(), "Agence Orbite"));
        Show.Append(new EffectSettled(1, EffectState.Unknown, EffectTrouble.NoAnswer));
        var page = Open<PostsPage>();

        await PressAsync(page, "post-again", page.Find("[data-act=post-again]").GetAttribute("data-id"), "posts");
        await PressAsync(page, "post-again", "1", "posts");

        Assert.Equal(3, Show.Snapshot.State.Effects.LastId);
        await SeenAsync(() => Assert.Empty(page.FindAll("[data-act=post-again]")));
    }

    [Fact]
    public async Task Armed_it_says_by_whom_has_its_key_and_is_sent_by_it()
    {
        Keep(Touchdown);
        Show.Do(new ArmPost(1, 1), Bo);
        var page = Open<PostsPage>();

        Assert.Contains("armed by Bo", page.Find(".post-card header").TextContent, StringComparison.Ordinal);
        await PressAsync(page, "post-fire-1", Id(page, "post-fire-1"), "posts");

        Assert.Equal(2, Show.Snapshot.State.Effects.Open.Count);
        Assert.All(Show.Snapshot.State.Effects.Open.Values, e => Assert.Null(e.NotBefore));
    }

    [Fact]
    public async Task The_moment_is_marked_here_with_either_ending()
    {
        Keep(Touchdown);
        Show.Do(new ArmPost(1, 1), Bo);
        var page = Open<PostsPage>();

        var buttons = page.FindAll("[data-act=post-moment]");
        Assert.All(buttons, b => Assert.True(b.HasAttribute("data-held")));
        await PressAsync(page, "post-moment", buttons[1].GetAttribute("data-id"), "posts");

        Assert.Equal("touchdown", Show.Snapshot.State.Moments[^1].Text);
        Assert.All(Show.Snapshot.State.Effects.Open.Values, e => Assert.Equal("No signal.", ((PostDeed)e.Deed).Text));
        await SeenAsync(() => Assert.Contains("marked by Ana", page.Find(".post-sent").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Too_long_it_cannot_be_sent_and_says_by_how_much_and_for_whom()
    {
        Keep(Touchdown with { Moment = null, Text = new("a", new string('b', 231)) });
        var page = Open<PostsPage>();

        Assert.True(page.Find("[data-act=post-send]").HasAttribute("disabled"));
        Assert.Contains("31 characters too long for YouTube", page.Find(".why-not").TextContent, StringComparison.Ordinal);
        await PressAsync(page, "post-arm", Id(page, "post-arm"), "posts");
        await SeenAsync(() => Assert.Contains("31 characters too long", page.Find(".post-card .refused").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_the_critical_minutes_the_page_says_that_posts_are_frozen()
    {
        Keep(Touchdown, Touchdown with { Name = "Late", Moment = null });
        Show.Do(new ArmPost(1, 1), Bo);
        Time.Advance(TimeSpan.FromSeconds(1));
        Show.Do(new BeginPhase("critical", "CRITIQUE", "CRITICAL", null), Ana);
        var page = Open<PostsPage>();

        await SeenAsync(() =>
        {
            Assert.Contains("Posts are frozen", page.Find(".posts-frozen").TextContent, StringComparison.Ordinal);
            var cards = page.FindAll(".post-card");
            Assert.False(cards[0].QuerySelector("[data-act=post-fire-1]")!.HasAttribute("disabled"));
            Assert.True(cards[1].QuerySelector("[data-act=post-send]")!.HasAttribute("disabled"));
        });
    }

    [Fact]
    public async Task Who_writes_what_another_has_changed_is_told_and_keeps_what_they_typed()
    {
        Keep(Touchdown);
        var page = Open<PostsPage>();
        await PressAsync(page, "post-edit", Id(page, "post-edit"), "posts");
        Show.Do(new KeepPost(Touchdown with { Name = "Bo's" }, 1, 1), Bo);
        await page.Find("#post-fr").InputAsync("Mes mots");
        await page.Find("form").SubmitAsync();

        await SeenAsync(() =>
        {
            Assert.Contains("Bo changed P1", page.Find("form .refused").TextContent, StringComparison.Ordinal);
            Assert.Equal("Mes mots", page.Find("#post-fr").GetAttribute("value"));
        });
    }

    [Fact]
    public void Who_may_not_post_does_not_get_in_and_reads_none()
    {
        Keep(Touchdown);
        Show.Seat = new Actor("nora", "Nora", Role.Moderator);

        Assert.Empty(Open<PostsPage>().FindAll(".posts"));
        Assert.Empty(Show.Snapshot.For(new(Role.Moderator)).Posts);
    }

    private void Keep(params PostWritten[] posts)
    {
        foreach (var post in posts) Show.Do(new KeepPost(post), Bo);
    }

    private static string? Id(IRenderedComponent<DeskFrame> page, string act) => page.Find($"[data-act={act}]").GetAttribute("data-id");
}
