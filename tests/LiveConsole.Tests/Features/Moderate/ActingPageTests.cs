using Bunit;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.Moderation;
using LiveConsole.Features.Frame;
using LiveConsole.Features.Moderate;

namespace LiveConsole.Tests.Features.Moderate;

/// <summary>A moderator acts from the feed and the card; what became of it stands where it was pressed.</summary>
public sealed class ActingPageTests : DeskRoom
{
    private static readonly Actor Nora = new("nora", "Nora", Role.Moderator);
    private static readonly Actor Yanis = new("yanis", "Yanis", Role.Moderator);

    public ActingPageTests()
    {
        Show.Seat = Nora;
        Acts("twitch", "nora_modo", Enum.GetValues<DeedKind>());
        Acts("youtube", "Agence Orbite", [DeedKind.Remove, DeedKind.TimeOut, DeedKind.Ban, DeedKind.Untimeout, DeedKind.Unban]);
        Budget(actions: 143);
    }

    private void Acts(string platform, string account, params DeedKind[] can) => Show.Append(new ActingKnown(new ChannelActing(platform, "agency", account, "42", [.. can])));

    private void Budget(int actions) => Show.Append(new QuotaKnown(new QuotaReading("project", 0, 0, 10_000 - (actions * 50), 10_000, 2_000, Show.Clock.Now, Show.Clock.Now.AddHours(9))));

    private long Row(string text, string platform = "twitch", string viewer = "Marius", string? language = null)
    {
        var at = Show.Clock.Now;
        Show.Arrive(new MessageCame(new ChatMessage(platform, "agency", $"r{++_rows}", at, at, new Author("v-" + viewer, viewer), text), language is null ? null : new Judgement(false, 0, language, [])));
        return Show.Snapshot.State.Sequence;
    }

    private int _rows;

    private async Task<IRenderedComponent<DeskFrame>> OnRowAsync(long row)
    {
        var page = Open<ModeratePage>();
        await PressAsync(page, "select", Id(row), "feed");
        return page;
    }

    private static string Id(long row) => row.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Chip(IRenderedComponent<DeskFrame> page) => page.Find(".row .chip.state").TextContent;

    private Effect Last => Show.Snapshot.State.Effects.Find(Show.Snapshot.State.Effects.LastId)!;

    private void Settle(EffectState outcome, EffectTrouble trouble = EffectTrouble.None, string? said = null) => Show.Append(new EffectSettled(Last.Id, outcome, trouble, said));

    [Fact]
    public async Task D_removes_the_row_that_was_painted_and_its_state_stands_on_it()
    {
        var row = Row("first");
        Row("second");
        var page = await OnRowAsync(row);

        await PressAsync(page, "remove", Id(row), "feed");

        Assert.Equal("r1", Show.Sent.OfType<RemoveMessage>().Single().Message.Id);
        Assert.Equal("first", page.Find(".row.removed .text").TextContent);
        Assert.Equal("Nora: remove · asked", Chip(page));
        Show.Append(new EffectStarted(Last.Id, Guid.NewGuid(), "nora_modo"));
        Settle(EffectState.Done);
        await SeenAsync(() => Assert.Equal("Nora: remove · done", Chip(page)));
        await SeenAsync(() => Assert.Contains("done on Twitch as nora_modo", page.Find(".effect-lines li").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_removal_offers_no_undo_it_does_not_have_the_line_says_that_nothing_brings_it_back()
    {
        var row = Row("spam");
        var page = await OnRowAsync(row);
        await PressAsync(page, "remove", Id(row), "feed");

        Assert.Contains("You: message of Marius removed on Twitch", page.Find(".status .undo").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".status [data-act=undo]"));
        Show.Append(new EffectStarted(Last.Id, Guid.NewGuid(), "nora_modo"));
        Settle(EffectState.Done);

        await SeenAsync(() => Assert.Equal("A removal cannot be undone: Twitch forgets the message.", page.Find(".status .undo .stays").TextContent));
        Assert.Empty(page.FindAll(".status [data-act=undo]"));
    }

    [Fact]
    public async Task A_removal_that_waits_can_be_taken_back()
    {
        var row = Row("spam");
        var page = await OnRowAsync(row);
        await PressAsync(page, "remove", Id(row), "feed");

        Time.Advance(TimeSpan.FromSeconds(2));
        Show.Look();
        await SeenAsync(() => page.Find(".status [data-act=undo]"));
        await PressAsync(page, "undo", page.Find(".status [data-act=undo]").GetAttribute("data-id"));

        Assert.Empty(page.FindAll(".row.removed"));
    }

    [Fact]
    public async Task What_a_colleague_hides_is_told_at_once_though_nobody_asks_it_and_the_row_says_that_its_platform_shows_it()
    {
        var row = Row("hm");
        var page = await OnRowAsync(row);

        Show.Do(new HideMessage(new MessageRef("twitch", "r1")), Yanis);

        await SeenAsync(() => Assert.Contains("Yanis: message hidden here", page.Find(".status .last").TextContent, StringComparison.Ordinal));
        await SeenAsync(() => Assert.Contains("message hidden here", page.Find(".last-actions li").TextContent, StringComparison.Ordinal));
        await SeenAsync(() => Assert.Equal("hidden here by Yanis", page.Find(".row .chip.gone").TextContent));
        await SeenAsync(() => Assert.Contains("Its platform still shows it.", page.Find(".card > p.chip").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_time_out_that_was_taken_back_stands_on_its_row_no_more()
    {
        var row = Row("hey");
        var page = await OnRowAsync(row);
        await PressAsync(page, "timeout", Id(row), "feed");
        Settle(EffectState.Done);
        await SeenAsync(() => Assert.Equal("Nora: time out · done", Chip(page)));

        await PressAsync(page, "undo", page.Find(".status [data-act=undo]").GetAttribute("data-id"));
        Settle(EffectState.Done);

        await SeenAsync(() => Assert.Equal("Nora: lift a time-out · done", Chip(page)));
        Assert.Contains("You: undid", page.Find(".status .undo").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".status .stays"));
    }

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
    public async Task A_platform_that_asks_for_patience_is_waited_for_in_words()
    {
        var row = Row("spam");
        var page = await OnRowAsync(row);
        await PressAsync(page, "remove", Id(row), "feed");

        Show.Append(new EffectDelayed(Last.Id, Show.Clock.Now.AddSeconds(8), EffectTrouble.None, "Too Many Requests"));

        await SeenAsync(() => Assert.Equal("Nora: remove · waits", Chip(page)));
        Assert.NotNull(page.Find(".row .chip.state time[data-tick=left]"));
        await SeenAsync(() => Assert.Contains("Twitch asks for patience", page.Find(".effect-lines li").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task B_bans_with_the_second_press_and_the_row_says_so_before()
    {
        var row = Row("hate", "youtube");
        var page = await OnRowAsync(row);

        var first = PressAsync(page, "ban", Id(row), "feed");
        Assert.Empty(Show.Sent.OfType<BanViewer>());
        Assert.Equal("B again: ban Marius on YouTube as Agence Orbite - 50 units", page.Find(".row.says-armed .row-says").TextContent);
        await PressAsync(page, "ban", Id(row), "feed");

        Assert.Equal("v-Marius", Show.Sent.OfType<BanViewer>().Single().Of.Id);
        Assert.Empty(page.FindAll(".says-armed"));
        Assert.Equal("Nora: ban · asked", Chip(page));
        Time.Advance(RowActs.ArmedFor);
        await first;
    }

    [Fact]
    public async Task A_ban_that_is_not_pressed_again_within_four_seconds_is_none()
    {
        var row = Row("hm");
        var page = await OnRowAsync(row);

        var first = PressAsync(page, "ban", Id(row), "feed");
        Assert.Single(page.FindAll(".says-armed"));
        Time.Advance(RowActs.ArmedFor);
        await first;
        Assert.Empty(page.FindAll(".says-armed"));
        var again = PressAsync(page, "ban", Id(row), "feed");

        Assert.Empty(Show.Sent.OfType<BanViewer>());
        Assert.Single(page.FindAll(".says-armed"));
        Time.Advance(RowActs.ArmedFor);
        await again;
    }

    [Fact]
    public async Task B_on_one_row_and_B_on_another_ban_nobody()
    {
        var (one, other) = (Row("one"), Row("other", viewer: "Ayşe"));
        var page = await OnRowAsync(one);

        var first = PressAsync(page, "ban", Id(one), "feed");
        var second = PressAsync(page, "ban", Id(other), "feed");

        Assert.Empty(Show.Sent.OfType<BanViewer>());
        Assert.Contains("ban Ayşe", page.Find(".says-armed .row-says").TextContent, StringComparison.Ordinal);
        Time.Advance(RowActs.ArmedFor);
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task T_is_ten_minutes_and_Shift_T_asks_how_long()
    {
        var row = Row("hey");
        var page = await OnRowAsync(row);
        await PressAsync(page, "timeout", Id(row), "feed");
        Settle(EffectState.Done);
        var other = Row("again", viewer: "Ayşe");
        await PressAsync(page, "timeout-how", Id(other), "feed");
        Assert.Equal(["1 min1", "10 min2", "1 h3", "24 h4"], page.FindAll(".why-lead button").Select(b => b.TextContent));

        await PressAsync(page, "digit-3", Id(other), "feed");

        Assert.Equal([600, 3_600], Show.Sent.OfType<TimeOutViewer>().Select(t => t.Seconds));
        Assert.Equal("v-Ayşe", Show.Sent.OfType<TimeOutViewer>().Last().Of.Id);
        Assert.Empty(page.FindAll(".why-lead"));
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

    [Theory]
    [InlineData("fr", "Pas de publicité")]
    [InlineData("en", "No advertising")]
    [InlineData("de", "No advertising")]
    public async Task W_warns_in_the_messages_language_else_in_the_shows(string language, string begins)
    {
        var row = Row("buy buy", language: language);
        var page = await OnRowAsync(row);

        await PressAsync(page, "warn", Id(row), "feed");
        await PressAsync(page, "digit-3", Id(row), "feed");

        Assert.StartsWith(begins, Show.Sent.OfType<WarnViewer>().Single().Reason, StringComparison.Ordinal);
        Assert.Equal("Nora: warn · asked", Chip(page));
        Assert.Empty(page.FindAll(".row.removed"));
    }

    [Fact]
    public async Task A_digit_that_says_nothing_here_goes_to_no_lane_and_Esc_closes()
    {
        var row = Row("hey");
        var page = await OnRowAsync(row);
        await PressAsync(page, "timeout-how", Id(row), "feed");

        await PressAsync(page, "digit-7", Id(row), "feed");
        Assert.Equal(4, page.FindAll(".why-lead button").Count);
        await PressAsync(page, "close", null, "feed");

        Assert.Empty(page.FindAll(".why-lead"));
        Assert.Equal("true", page.Find(".row").GetAttribute("aria-selected"));
        Assert.Empty(Show.Sent.OfType<TimeOutViewer>());
    }

    [Fact]
    public async Task H_hides_here_and_asks_no_platform()
    {
        var row = Row("meh", "youtube");
        var page = await OnRowAsync(row);

        await PressAsync(page, "hide", Id(row), "feed");

        Assert.Single(page.FindAll(".row.removed"));
        Assert.Empty(page.FindAll(".chip.state"));
        Assert.Equal(0, Show.Snapshot.State.Effects.LastId);
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
    public async Task A_folded_rows_first_D_removes_nothing_and_says_how_many_where_and_at_what_price()
    {
        var page = await FoldedAsync(twitch: 3, youtube: 2);

        await PressAsync(page, "remove", Id(_first), "feed");

        Assert.Empty(Show.Sent.OfType<RemoveMessages>());
        Assert.Empty(Show.Sent.OfType<RemoveMessage>());
        Assert.Equal("5 copies by 5 people: D removes 3 on Twitch (about 1 s). YouTube 2 × 50 = 100 units: H hides them here, or D again.", page.Find(".bulk-line").TextContent);
        Assert.Equal(["Remove 3 on TwitchD", "Hide all 5 hereH"], page.FindAll(".bulk button[data-id]").Select(b => b.TextContent));
    }

    [Fact]
    public async Task The_next_D_removes_where_it_is_free_the_one_after_it_at_its_price_and_progress_is_counted()
    {
        var page = await FoldedAsync(twitch: 3, youtube: 2);
        await PressAsync(page, "remove", Id(_first), "feed");

        await PressAsync(page, "remove", Id(_first), "feed");
        Assert.Equal(("twitch", 5), (Show.Sent.OfType<RemoveMessages>().Single().Platform, Show.Sent.OfType<RemoveMessages>().Single().Messages.Length));
        Assert.Equal("2 on YouTube are hidden here. D again removes them there: 2 × 50 = 100 units. Esc leaves it so.", page.Find(".bulk-line").TextContent);
        Assert.Equal(5, page.FindAll(".row.removed").Count);
        Show.Append(new EffectSettled(Show.Snapshot.State.Effects.Open.Keys.First(), EffectState.Done));
        await SeenAsync(() => Assert.Equal("Nora: remove · 1 of 3", page.FindAll(".chip.state")[0].TextContent));
        await PressAsync(page, "remove", Id(_first), "feed");

        Assert.Equal(("youtube", 2), (Show.Sent.OfType<RemoveMessages>().Last().Platform, Show.Sent.OfType<RemoveMessages>().Last().Messages.Length));
        Assert.Empty(page.FindAll(".bulk-line"));
        Assert.Equal(5, Show.Snapshot.State.Effects.Open.Count + Show.Snapshot.State.Effects.Settled.Count);
        await SeenAsync(() => Assert.Equal("Nora: remove · 1 of 5", page.FindAll(".chip.state")[0].TextContent));
    }

    [Fact]
    public async Task H_on_a_folded_row_hides_all_with_the_second_press_and_Esc_leaves_them()
    {
        var page = await FoldedAsync(twitch: 3, youtube: 2);
        await PressAsync(page, "hide", Id(_first), "feed");
        await PressAsync(page, "close", null, "feed");
        Assert.Empty(page.FindAll(".bulk-line"));
        Assert.Empty(Show.Sent.OfType<HideMessages>());

        await PressAsync(page, "hide", Id(_first), "feed");
        await PressAsync(page, "hide", Id(_first), "feed");

        Assert.Equal(5, Show.Sent.OfType<HideMessages>().Single().Messages.Length);
        Assert.Equal(5, page.FindAll(".row.removed").Count);
        Assert.Equal(0, Show.Snapshot.State.Effects.LastId);
    }

    [Theory]
    [InlineData("ban", "5 copies by 5 people: B bans the 3 on Twitch (about 1 s). YouTube 2 × 50 = 100 units: B again bans them, too.")]
    [InlineData("timeout", "5 copies by 5 people: T times the 3 on Twitch out for 10 min (about 1 s). YouTube 2 × 50 = 100 units: T again times them out, too.")]
    public async Task T_and_B_on_a_folded_row_are_about_its_people_and_the_first_press_does_nothing(string act, string says)
    {
        var page = await FoldedAsync(twitch: 3, youtube: 2);
        await PressAsync(page, act, Id(_first), "feed");
        Assert.Equal(says, page.Find(".bulk-line").TextContent);
        Assert.Empty(Show.Sent.OfType<ActOnAuthors>());
        Assert.Empty(Show.Sent.OfType<BanViewer>());

        await PressAsync(page, act, Id(_first), "feed");
        Assert.Equal(3, Show.Snapshot.State.Effects.Open.Count);
        Assert.Equal(3, page.FindAll(".row.removed").Count);
        await PressAsync(page, act, Id(_first), "feed");

        Assert.Equal(5, Show.Snapshot.State.Effects.Open.Values.Select(e => e.Viewer).Distinct().Count());
        Assert.Equal(["twitch", "youtube"], Show.Sent.OfType<ActOnAuthors>().Select(a => a.Platform));
        Assert.Empty(page.FindAll(".bulk-line"));
    }

    private long _first;

    private async Task<IRenderedComponent<DeskFrame>> FoldedAsync(int twitch, int youtube)
    {
        _first = Row("free drop at orbite-cadeau.example come now", viewer: "raider0");
        for (var i = 1; i < twitch; i++) Row("free drop at orbite-cadeau.example come now", viewer: $"raider{i}");
        for (var i = 0; i < youtube; i++) Row("free drop at orbite-cadeau.example come now", "youtube", viewer: $"other{i}");
        return await OnRowAsync(_first);
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

    [Fact]
    public async Task Digits_after_a_warning_that_cannot_be_given_go_to_no_lane()
    {
        var row = Row("hm", "youtube");
        var page = await OnRowAsync(row);

        await PressAsync(page, "warn", Id(row), "feed");
        Assert.StartsWith("YouTube lets no program do this (warn)", page.Find(".says-refused .row-says").TextContent, StringComparison.Ordinal);
        await PressAsync(page, "digit-3", Id(row), "feed");

        Assert.Equal("7", page.Find(".lane[aria-pressed=true]").GetAttribute("data-id"));
        await PressAsync(page, "digit-3", Id(row), "feed");
        Assert.Equal("3", page.Find(".lane[aria-pressed=true]").GetAttribute("data-id"));
    }

    private async Task<IRenderedComponent<DeskFrame>> InHeldAsync(params string[] texts)
    {
        foreach (var text in texts) Show.Arrive(new HoldCame(new HeldMessage("twitch", "agency", $"h{++_rows}", Show.Clock.Now, new Author("v-Zoé", "Zoé"), text, "automod", "swearing", 3)));
        var page = Open<ModeratePage>();
        await PressAsync(page, "digit-1", null, "feed");
        await PressAsync(page, "down", null, "lane");
        return page;
    }

    [Fact]
    public async Task A_lets_a_held_message_through_and_the_next_one_is_chosen()
    {
        var page = await InHeldAsync("putain c'est beau", "Scunthorpe");
        var row = page.Find(".row[aria-selected=true]").GetAttribute("data-id");

        var deciding = PressAsync(page, "fine", row, "lane");
        await SeenAsync(() => Assert.Equal("Scunthorpe", page.Find(".row[aria-selected=true] .text").TextContent));
        Assert.Single(page.FindAll(".lane-row.gone"));
        Time.Advance(LaneList.LeavesAfter);
        await deciding;

        Assert.Equal(new DecideHeld(new MessageRef("twitch", "h1"), Allow: true), Show.Sent.OfType<DecideHeld>().Single());
        Assert.Equal("Scunthorpe", Assert.Single(page.FindAll(".row .text")).TextContent);
    }

    [Fact]
    public async Task D_turns_a_held_message_away_and_it_comes_back_if_that_could_not_be_done()
    {
        var page = await InHeldAsync("putain c'est beau");
        var row = page.Find(".row").GetAttribute("data-id");
        var deciding = PressAsync(page, "remove", row, "lane");
        await SeenAsync(() => Assert.Single(page.FindAll(".lane-row.gone")));
        Time.Advance(LaneList.LeavesAfter);
        await deciding;
        Assert.Empty(page.FindAll(".row"));

        Settle(EffectState.Failed, EffectTrouble.Refused, "no such message");

        await SeenAsync(() => Assert.Equal("Nora: turn away · failed", page.Find(".row .chip.state").TextContent));
        Assert.Empty(page.FindAll(".lane-row.gone"));
        Assert.Single(page.FindAll(".failed-acts"));
    }

    [Fact]
    public async Task Of_two_who_decide_a_held_message_the_second_is_told_who_came_first()
    {
        var page = await InHeldAsync("hm");
        var row = page.Find(".row").GetAttribute("data-id");
        Show.Do(new DecideHeld(new MessageRef("twitch", "h1"), Allow: false), Yanis);

        await PressAsync(page, "fine", row, "lane");

        Assert.StartsWith("Yanis decided at", page.Find(".says-refused .row-says").TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Yanis decided at", page.Find(".card .refused").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_card_of_a_held_message_says_as_whom_it_is_decided()
    {
        var page = await InHeldAsync("hm");

        Assert.Equal(["Let through on Twitch as nora_modo · cannot be undone", "Turn away on Twitch as nora_modo · cannot be undone"], page.FindAll(".card .act").Select(b => b.GetAttribute("aria-label")));
    }
}
