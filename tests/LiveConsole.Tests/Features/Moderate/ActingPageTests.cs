using Bunit;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Features.Moderate;

namespace LiveConsole.Tests.Features.Moderate;

/// <summary>A moderator acts from the feed and the card; what became of it stands where it was pressed.</summary>
public sealed class ActingPageTests : ActingRoom
{
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
        await SettledAsync();
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
        await SettledAsync();
        Assert.Single(page.FindAll(".says-armed"));
        Time.Advance(RowActs.ArmedFor);
        await first;
        Assert.Empty(page.FindAll(".says-armed"));
        var again = PressAsync(page, "ban", Id(row), "feed");
        await SettledAsync();

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
        await SettledAsync();

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
}
