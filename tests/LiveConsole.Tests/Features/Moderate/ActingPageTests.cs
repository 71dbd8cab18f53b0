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
}
