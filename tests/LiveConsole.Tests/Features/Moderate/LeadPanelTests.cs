using Bunit;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Features.Frame;
using LiveConsole.Features.Moderate;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Features.Moderate;

/// <summary>The lead's panel: a chat's rules as they stand, SHIELD, clearing, and what volunteers did (desks.md, section 5).</summary>
public sealed class LeadPanelTests : DeskRoom
{
    private static readonly Actor Nora = A.Moderator("Nora");

    public LeadPanelTests()
    {
        var settings = Show.Snapshot.State.Settings!;
        Show.Append(new ShowConfigured(settings with { Channels = [new("twitch", "agency"), new("youtube", "video123456")] }));
        Show.Seat = A.Person("Basile", Role.Lead);
        Acts("twitch", [.. Enum.GetValues<DeedKind>()]);
        Show.Append(new ActingKnown(new ChannelActing("youtube", "video123456", "Agence Orbite", "UC1", [DeedKind.Remove, DeedKind.Ban, DeedKind.Post])));
        Show.Append(new ModesChanged("twitch", "agency", ChatModes.Off with { Slow = 5 }, A.Time, "ops", First: false));
    }

    [Fact]
    public async Task Each_rule_shows_how_it_stands_since_when_and_by_whom_and_is_changed_by_one_press()
    {
        var page = await OpenPanelAsync();

        Assert.Equal(["5 s", "off", "off", "off", "off"], page.FindAll(".chat-mode [aria-pressed=true]").Select(b => b.TextContent));
        Assert.Contains("ops", page.Find(".chat-mode .mode-name").TextContent, StringComparison.Ordinal);
        await PressAsync(page, "mode", page.FindAll(".mode-values button").Single(b => b.TextContent == "30 s").GetAttribute("data-id"));

        Assert.Equal(new ChatModes(Slow: 30), Show.Sent.OfType<SetModes>().Single().Modes);
        await SeenAsync(() =>
        {
            Assert.Equal("30 s", page.Find(".chat-mode [aria-pressed=true]").TextContent);
            Assert.Contains("asked of Twitch", page.Find(".lead-chat .effect-lines").TextContent, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task What_settles_of_a_raid_draws_the_panel_no_more_what_settles_of_its_rules_does()
    {
        var page = await OpenPanelAsync();
        var panel = page.FindComponent<LeadPanel>();
        await PressAsync(page, "mode", "twitch/agency/Slow/30");
        var modes = Show.Snapshot.State.Effects.LastId;
        await SeenAsync(() => Assert.Contains("asked of Twitch", page.Find(".lead-chat .effect-lines").TextContent, StringComparison.Ordinal));
        var slice = typeof(LeadPanel).GetProperty("Slice", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!;
        Show.Do(new BanViewer("twitch", "agency", new Target("v9", "V9")), Show.Seat!);
        var before = slice.GetValue(panel.Instance);

        Show.Append(new EffectStarted(modes + 1, Guid.NewGuid(), "Agence Orbite"));
        Show.Append(new EffectSettled(modes + 1, EffectState.Done));
        Assert.Equal(before, slice.GetValue(panel.Instance));

        Show.Append(new EffectStarted(modes, Guid.NewGuid(), "Agence Orbite"));
        Show.Append(new EffectSettled(modes, EffectState.Done));
        await SeenAsync(() => Assert.Contains("done on Twitch", page.Find(".lead-chat .effect-lines").TextContent, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Back_to_before_puts_back_what_was_changed()
    {
        var page = await OpenPanelAsync();
        Assert.Empty(page.FindAll("[data-act=modes-back]"));
        await PressAsync(page, "mode", "twitch/agency/Slow/30");
        await SeenAsync(() => page.Find("[data-act=modes-back]"));

        await PressAsync(page, "modes-back", page.Find("[data-act=modes-back]").GetAttribute("data-id"));

        Assert.Equal(5, ((ModesDeed)Show.Snapshot.State.Effects.Open.Values.Last().Deed).Modes.Slow);
    }

    [Fact]
    public async Task SHIELD_is_held_and_is_the_platforms_own_where_it_is_granted_else_three_rules()
    {
        var page = await OpenPanelAsync();
        Assert.True(page.Find("[data-act=shield]").HasAttribute("data-held"));

        await PressAsync(page, "shield", page.Find("[data-act=shield]").GetAttribute("data-id"));
        Assert.Equal(new ShieldDeed(true), Show.Snapshot.State.Effects.Open.Values.Last().Deed);

        Acts("twitch", [.. Enum.GetValues<DeedKind>().Where(k => k != DeedKind.Shield)]);
        await SeenAsync(() => Assert.Equal("Take SHIELD down: hold 1 s", page.Find("[data-act=shield]").TextContent));
        await PressAsync(page, "shield", "twitch/agency/on");
        Assert.Equal(new ChatModes(Slow: 30, Followers: 10, Unique: true), Assert.IsType<ModesDeed>(Show.Snapshot.State.Effects.Open.Values.Last().Deed).Modes);
    }

    [Fact]
    public async Task A_chat_is_cleared_by_two_presses_that_say_what_nobody_brings_back()
    {
        var page = await OpenPanelAsync();
        var button = page.FindAll(".lead-chat .deeds button").Single(b => b.TextContent == "Clear the chat");
        await button.ClickAsync();

        Assert.Empty(Show.Sent.OfType<ClearChat>());
        Assert.Contains("Nothing brings it back", page.Find(".armed-says").TextContent, StringComparison.Ordinal);
        await page.Find(".lead-chat .armed").ClickAsync();

        Assert.Single(Show.Sent.OfType<ClearChat>());
    }

    [Fact]
    public async Task YouTube_has_no_such_switches_and_its_own_page_is_a_link_away()
    {
        var page = await OpenPanelAsync();

        var chat = page.FindAll(".lead-chat")[1];
        Assert.Contains("lets no program change", chat.TextContent, StringComparison.Ordinal);
        Assert.Empty(chat.QuerySelectorAll("button"));
        Assert.StartsWith("https://studio.youtube.com/", chat.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_volunteers_did_in_the_last_half_hour_stands_with_its_undo()
    {
        Show.Do(new TimeOutViewer("twitch", "agency", new Target("v1", "OldOne"), 60), Nora);
        Time.Advance(TimeSpan.FromMinutes(31));
        Show.Do(new TimeOutViewer("twitch", "agency", new Target("v2", "Ombre"), 600), Nora);
        Show.Do(new TimeOutViewer("twitch", "agency", new Target("v3", "ByTheLead"), 600), Show.Seat!);
        var page = await OpenPanelAsync();

        var act = Assert.Single(page.FindAll(".volunteers li"));
        Assert.Contains("Ombre", act.TextContent, StringComparison.Ordinal);
        await PressAsync(page, "undo-this", act.QuerySelector("[data-act=undo-this]")!.GetAttribute("data-id"));

        await SeenAsync(() => Assert.Contains("undone", page.Find(".volunteers li").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_many_that_a_volunteer_removed_the_row_says_what_an_undo_would_leave_before_anybody_presses()
    {
        Say("one", "Ombre");
        Say("two", "Marius");
        Show.Do(new RemoveMessages([Show.Snapshot.State.Recent[0].Sequence, Show.Snapshot.State.Recent[1].Sequence], "twitch"), Nora);
        Show.Append(new EffectStarted(Show.Snapshot.State.Effects.LastId, Guid.NewGuid(), "Agence Orbite"));
        Show.Append(new EffectSettled(Show.Snapshot.State.Effects.LastId, EffectState.Done));

        var act = Assert.Single((await OpenPanelAsync()).FindAll(".volunteers li"));

        Assert.NotNull(act.QuerySelector("[data-act=undo-this]"));
        Assert.Equal("in part: A removal cannot be undone: Twitch forgets the message.", act.QuerySelector(".why-not")!.TextContent);
    }

    [Fact]
    public async Task What_was_asked_of_a_chats_rules_says_which_rule_and_the_last_actions_say_where_and_whether_up_or_down()
    {
        var page = await OpenPanelAsync();
        await PressAsync(page, "mode", "twitch/agency/Slow/30");
        await SeenAsync(() => Assert.StartsWith("Chat modes (Slow 30 s): asked of Twitch", page.Find(".lead-chat .effect-lines li").TextContent, StringComparison.Ordinal));

        await PressAsync(page, "shield", "twitch/agency/on");
        await PressAsync(page, "shield", "twitch/agency/off");

        await SeenAsync(() => Assert.Equal(["SHIELD down on Twitch", "SHIELD up on Twitch", "chat modes changed on Twitch"],
            page.FindAll(".last-actions .did").Take(3).Select(d => d.TextContent[(d.TextContent.IndexOf(' ', StringComparison.Ordinal) + 1)..])));
    }

    [Fact]
    public async Task Who_may_not_change_them_reads_the_rules_and_gets_no_panel()
    {
        Show.Seat = Nora;
        var page = Open<ModeratePage>();

        Assert.Contains("slow, 5 s", page.Find(".chat-rules").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-act=chat-rules]"));
        await PressAsync(page, "chat-rules");
        Assert.Empty(page.FindAll(".lead-panel"));
    }

    [Fact]
    public async Task Without_an_account_nothing_is_offered_and_it_says_why()
    {
        Show.Append(new ActingKnown(new ChannelActing("twitch", "agency", null, null, [], EffectTrouble.NoAccount)));
        var page = await OpenPanelAsync();

        Assert.All(page.FindAll(".mode-values button, [data-act=shield]"), b => Assert.True(b.HasAttribute("disabled")));
        Assert.Contains("No account is connected for Twitch", page.Find(".why-not").TextContent, StringComparison.Ordinal);
    }

    private void Acts(string platform, DeedKind[] can) => Show.Append(new ActingKnown(new ChannelActing(platform, "agency", "Agence Orbite", "77", [.. can])));

    private async Task<IRenderedComponent<DeskFrame>> OpenPanelAsync()
    {
        var page = Open<ModeratePage>();
        await PressAsync(page, "chat-rules");
        page.Find(".lead-panel");
        return page;
    }
}
