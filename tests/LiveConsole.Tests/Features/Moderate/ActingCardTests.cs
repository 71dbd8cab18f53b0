using Bunit;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Tests.Features.Moderate;

/// <summary>What the card says of acting beforehand, and where it says what became of it.</summary>
public sealed class ActingCardTests : ActingRoom
{
    [Fact]
    public async Task A_platforms_refusal_stands_on_row_and_card_in_its_words_and_the_message_stays_struck_here()
    {
        var row = Row("<img src=x onerror=alert(1)>", "youtube");
        var page = await OnRowAsync(row);
        await PressAsync(page, "remove", Id(row), "feed");

        Settle(EffectState.Failed, EffectTrouble.Refused, "The caller <b>may not</b> moderate");

        await SeenAsync(() => Assert.Equal("Nora: remove · failed", Chip(page)));
        await SeenAsync(() => Assert.Equal("Still on YouTube: it refused (“The caller <b>may not</b> moderate”).", page.Find(".effect-lines .trouble span").TextContent));
        Assert.Empty(page.FindAll(".effect-lines b"));
        Assert.Single(page.FindAll(".row.removed"));
        await SeenAsync(() => Assert.Contains("try again", page.Find(".act[data-act=remove]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_volunteers_time_out_of_a_day_is_refused_where_it_was_pressed()
    {
        var row = Row("hey");
        var page = await OnRowAsync(row);
        await PressAsync(page, "timeout-how", Id(row), "feed");

        await PressAsync(page, "digit-4", Id(row), "feed");

        Assert.StartsWith("In this show a time-out by a moderator lasts 60 min at most", page.Find(".says-refused .row-says").TextContent, StringComparison.Ordinal);
        Assert.StartsWith("In this show a time-out", page.Find(".card .refused").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_card_says_where_as_whom_and_at_what_price()
    {
        var page = await OnRowAsync(Row("hm", "youtube"));

        Assert.Equal("Remove on YouTube as Agence Orbite - 50 units, 143 actions left · cannot be undone", page.Find(".act[data-act=remove]").GetAttribute("aria-label"));
        Assert.Contains("On YouTube as Agence Orbite", page.Find(".acts-where").TextContent, StringComparison.Ordinal);
        Assert.Contains("50 units each, 143 actions left today", page.Find(".acts-where .price").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".acts-where.few"));
        Assert.Empty(page.FindAll(".act[data-act=warn]"));
        Assert.Equal("https://studio.youtube.com/", page.Find(".own-chat").GetAttribute("href"));
    }

    [Fact]
    public async Task Below_forty_actions_the_card_says_so_and_the_last_twenty_are_the_leads()
    {
        Budget(actions: 38);
        var page = await OnRowAsync(Row("hm", "youtube"));
        Assert.Contains("38 actions left today The last 20 are the lead's.", page.Find(".acts-where.few .price").TextContent, StringComparison.Ordinal);

        Budget(actions: 20);

        await SeenAsync(() => Assert.StartsWith("The last 20 YouTube actions of the day are the lead's", page.Find(".why-not").TextContent, StringComparison.Ordinal));
        await SeenAsync(() => Assert.Equal("hide", Assert.Single(page.FindAll(".acts .act")).GetAttribute("data-act")));
    }

    [Fact]
    public async Task Without_an_account_one_sentence_says_what_to_do_and_D_says_it_on_the_row()
    {
        Show.Append(new ActingKnown(new ChannelActing("twitch", "agency", null, null, [], EffectTrouble.NoAccount)));
        var row = Row("hm");
        var page = await OnRowAsync(row);
        Assert.Equal("No account is connected for Twitch: connect one in the settings. H hides it on our desks.", page.Find(".why-not").TextContent);
        Assert.Equal("hide", page.Find(".acts .act").GetAttribute("data-act"));

        await PressAsync(page, "remove", Id(row), "feed");

        Assert.StartsWith("No account is connected for Twitch", page.Find(".says-refused .row-says").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".row.removed"));
    }

    [Fact]
    public async Task What_was_brought_in_by_hand_can_only_be_hidden_here()
    {
        var page = await OnRowAsync(Row("hm", "salle"));

        Assert.Equal(["hide"], page.FindAll(".acts .act").Select(b => b.GetAttribute("data-act")));
        Assert.Equal(["hide", "question"], page.FindAll(".row-deeds span").Select(b => b.GetAttribute("data-act")));
        Assert.Empty(page.FindAll(".own-chat"));
    }

    [Fact]
    public async Task The_second_moderator_is_told_who_came_first_in_the_place_where_it_was_pressed()
    {
        var row = Row("spam");
        var page = await OnRowAsync(row);
        Show.Do(new RemoveMessage(new MessageRef("twitch", "r1")), Yanis);

        await PressAsync(page, "remove", Id(row), "feed");

        Assert.StartsWith("Yanis removed this at", page.Find(".says-refused .row-says").TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Yanis removed this at", page.Find(".card .refused").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_only_looks_on_is_offered_nothing_and_learns_nothing_of_it()
    {
        Row("spam");
        Show.Do(new RemoveMessage(new MessageRef("twitch", "r1")), Yanis);
        Show.Seat = new Actor("otto", "Otto", Role.Observer);

        var page = await OnRowAsync(Show.Snapshot.State.Recent[0].Sequence);

        Assert.Empty(page.FindAll(".acts, .row-deeds, .chip.state, .effect-lines"));
        Assert.Empty(Show.Snapshot.For(new(Role.Observer)).Acting.All);
        Assert.Null(Show.Snapshot.For(new(Role.Expert)).Acting.In("twitch", "agency"));
    }

    [Fact]
    public async Task What_failed_stays_beside_the_card_until_it_is_read()
    {
        var row = Row("spam");
        Row("other");
        var page = await OnRowAsync(row);
        await PressAsync(page, "remove", Id(row), "feed");
        await PressAsync(page, "close", null, "feed");

        Settle(EffectState.Failed, EffectTrouble.NotAllowed, "forbidden");

        await SeenAsync(() => Assert.Equal("Marius Still on Twitch: the account has no right to do this there (“forbidden”).", page.Find(".failed-acts li p").TextContent));
        await page.FindAll(".failed-deeds button")[^1].ClickAsync(new());
        Assert.Empty(page.FindAll(".failed-acts"));
    }

    [Fact]
    public async Task A_colleagues_failure_is_the_colleagues_to_read()
    {
        var row = Row("spam");
        var page = await OnRowAsync(row);
        Show.Do(new RemoveMessage(new MessageRef("twitch", "r1")), Yanis);

        Settle(EffectState.Failed, EffectTrouble.Refused);

        await SeenAsync(() => Assert.Equal("Yanis: remove · failed", Chip(page)));
        Assert.Empty(page.FindAll(".failed-acts"));
    }

    [Fact]
    public async Task What_a_platform_would_not_remove_can_be_shown_again_here()
    {
        var row = Row("spam");
        var page = await OnRowAsync(row);
        await PressAsync(page, "remove", Id(row), "feed");
        Settle(EffectState.Failed, EffectTrouble.Refused);
        await SeenAsync(() => Assert.Single(page.FindAll(".act[data-act=show-again]")));

        await PressAsync(page, "show-again", Id(row), "feed");

        Assert.Empty(page.FindAll(".row.removed"));
        Assert.Equal("r1", Show.Sent.OfType<UnhideMessage>().Single().Message.Id);
    }

    [Fact]
    public async Task When_nobody_knows_a_person_says_what_became_of_it()
    {
        var row = Row("spam");
        var page = await OnRowAsync(row);
        await PressAsync(page, "warn", Id(row), "feed");
        await PressAsync(page, "digit-1", Id(row), "feed");
        Show.Append(new EffectStarted(Last.Id, Guid.NewGuid(), "nora_modo"));

        Settle(EffectState.Unknown, EffectTrouble.NoAnswer);
        await SeenAsync(() => Assert.Equal("Nora: warn · not known", Chip(page)));
        await SeenAsync(() => Assert.Equal(["It is done there", "It is not: ask again", "Read"], page.FindAll(".failed-deeds button").Select(b => b.TextContent)));
        await page.Find(".failed-deeds button").ClickAsync(new());

        Assert.Equal("Nora: warn · done", Chip(page));
        Assert.Empty(page.FindAll(".failed-acts"));
    }

    [Fact]
    public async Task A_ban_that_stands_is_lifted_from_the_viewers_card()
    {
        var row = Row("hate");
        Show.Do(new BanViewer("twitch", "agency", new Target("v-Marius", "Marius")), Yanis);
        Settle(EffectState.Done);
        var page = await OnRowAsync(row);
        Assert.Contains("Yanis banned Marius", page.Find(".night-acts").TextContent, StringComparison.Ordinal);
        Assert.Equal("Unban on Twitch as nora_modo", page.Find(".standing button").GetAttribute("aria-label"));
        Assert.Empty(page.FindAll(".act[data-act=ban]"));

        await page.Find(".standing button").ClickAsync(new());

        Assert.False(Show.Sent.OfType<LiftBan>().Single().IsTimeOut);
    }

    [Fact]
    public async Task A_YouTube_ban_without_its_id_says_where_it_can_be_lifted()
    {
        var row = Row("hate", "youtube");
        Show.Do(new BanViewer("youtube", "agency", new Target("v-Marius", "Marius")), Yanis);
        Settle(EffectState.Done);

        var page = await OnRowAsync(row);

        Assert.Equal("YouTube gave no id of this ban: it can only be lifted in YouTube Studio.", page.Find(".standing .why-not").TextContent);
        Assert.Empty(page.FindAll(".standing button"));
    }
}
