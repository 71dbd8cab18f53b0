using Bunit;
using LiveConsole.Accounts.Connected;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Features.Settings;
using LiveConsole.Platforms;
using LiveConsole.Shows;
using LiveConsole.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace LiveConsole.Tests.Features.Settings;

public sealed class ShowSettingsPageTests : HouseRoom
{
    [Theory]
    [InlineData(Role.Owner, true)]
    [InlineData(Role.Producer, true)]
    [InlineData(Role.Editor, false)]
    [InlineData(Role.Moderator, false)]
    [InlineData(Role.Observer, false)]
    public async Task Only_who_may_configure_the_show_opens_its_settings(Role role, bool opens)
    {
        await SignInAsync(await AShowAsync(), role);

        Assert.Equal(opens ? 1 : 0, OpenSettings().FindAll(".settings").Count);
    }

    [Fact]
    public async Task It_opens_on_the_first_page_with_something_missing()
    {
        await SignInAsync(await AShowAsync());

        var page = OpenSettings();

        await page.WaitForAssertionAsync(() => Assert.Equal("Title and dates", page.Find(".pages .here span").TextContent));
        Assert.Equal("1", page.Find(".pages .here .count").TextContent);
        Assert.NotEqual("0", page.Find(".not-ready b").TextContent);
    }

    [Fact]
    public async Task On_the_day_of_the_show_it_opens_on_go_or_no_go()
    {
        var now = TimeProvider.System.GetUtcNow();
        await SignInAsync(await AShowAsync(set: s => s with { TimeZone = "UTC", Plan = new ShowPlan { StartsAt = now, EndsAt = now.AddHours(2) } }));

        var page = OpenSettings();

        await page.WaitForAssertionAsync(() => Assert.NotEmpty(page.FindAll(".go-lines li")));
    }

    [Fact]
    public async Task Dates_are_in_the_shows_zone_and_a_show_that_is_moved_keeps_its_length()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        var page = OpenSettings("details");

        page.Find("#s-starts").Input("2026-07-14T21:00");
        page.Find("#s-ends").Input("2026-07-15T02:30");
        await page.Find("form").SubmitAsync();
        await page.WaitForAssertionAsync(() => Assert.Equal(new DateTimeOffset(2026, 7, 14, 19, 0, 0, TimeSpan.Zero), Settings(show).Plan.StartsAt));
        page.Find("#s-starts").Input("2026-07-15T22:00");

        Assert.Equal("2026-07-16T03:30", page.Find("#s-ends").GetAttribute("value"));
    }

    [Fact]
    public async Task A_new_title_is_the_lists_title_too()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        var page = OpenSettings("details");

        page.Find("#s-title").Input("Landing, at last");
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("Saved at", page.Find(".said").TextContent, StringComparison.Ordinal));
        Assert.Equal("Landing, at last", (await Shows.FindAsync("landing", default))!.Title);
    }

    [Fact]
    public async Task Of_two_who_change_the_same_page_the_second_is_told_who_came_first_and_sees_what_is_there()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        var page = OpenSettings("rules");
        await page.FindAll("input[type=radio]")[2].ChangeAsync(new());

        var seen = Settings(show);
        await show.DoAsync(new ConfigureShow(seen with { Approvals = 1 }, seen), A.Producer("Bo"), Guid.NewGuid(), repeatable: false, default);
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("Bo changed the show's rules at", page.Find(".save-line .refused").TextContent, StringComparison.Ordinal));
        Assert.Equal(1, Settings(show).Approvals);
        Assert.True(page.FindAll("input[type=radio]")[1].HasAttribute("checked"));
    }

    [Theory]
    [InlineData("12", 12, null)]
    [InlineData("0", 5, "A claim holds for 1 to 1440 minutes.")]
    [InlineData("soon", 5, "A claim holds for 1 to 1440 minutes.")]
    public async Task How_long_a_claim_holds_is_set_in_minutes(string typed, int minutes, string? refused)
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        var page = OpenSettings("rules");
        Assert.Equal("5", page.Find("#s-claim").GetAttribute("value"));

        page.Find("#s-claim").Input(typed);
        await page.Find("form").SubmitAsync();

        if (refused is not null) await page.WaitForAssertionAsync(() => Assert.Contains(refused, page.Find(".save-line .refused").TextContent, StringComparison.Ordinal), Cap);
        else await page.WaitForAssertionAsync(() => Assert.NotEqual(TimeSpan.FromMinutes(5), Settings(show).Rules.ClaimFor), Cap);
        Assert.Equal(TimeSpan.FromMinutes(minutes), Settings(show).Rules.ClaimFor);
    }

    [Fact]
    public async Task What_another_changes_is_shown_as_long_as_nothing_is_typed()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        var page = OpenSettings("hosts");

        var seen = Settings(show);
        await show.DoAsync(new ConfigureShow(seen with { Mentions = ["maud"] }, seen), A.Producer("Bo"), Guid.NewGuid(), repeatable: false, default);

        await page.WaitForAssertionAsync(() => Assert.Equal("maud", page.Find("#s-mentions").GetAttribute("value")), Cap);
    }

    [Fact]
    public async Task Channels_are_added_by_their_address_and_taken_out_by_two_presses()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        var page = OpenSettings("channels");

        page.Find("#s-channel").Input("twitch.tv/Agence_Orbite");
        await page.Find("form").SubmitAsync();
        await page.WaitForAssertionAsync(() => Assert.Equal([new("twitch", "agence_orbite")], Settings(show).Channels));
        // Found and pressed in one step of the page: a render between would leave a button that is none any more.
        await page.InvokeAsync(() => page.Find(".rows button").Click());
        Assert.Single(Settings(show).Channels);
        await page.InvokeAsync(() => page.Find(".rows button").Click());

        await page.WaitForAssertionAsync(() => Assert.Empty(Settings(show).Channels));
    }

    [Fact]
    public async Task Production_chooses_as_whom_a_channel_is_acted_in_and_reads_what_that_account_lacks()
    {
        var accounts = App.GetRequiredService<PlatformAccounts>();
        await accounts.ConnectAsync("twitch", new(new HeldTokens("a", null, null, null), "1", "orbite_regie", "orbite_regie", [.. AccountWishes.Twitch.SelectMany(w => w.Scopes)]), "Salomé", default);
        var modo = await accounts.ConnectAsync("twitch", new(new HeldTokens("b", null, null, null), "2", "orbite_modo", "orbite_modo", ["user:read:chat", "chat:read", "user:read:moderated_channels"]), "Salomé", default);
        var show = await AShowAsync(set: s => s with { Channels = [new("twitch", "agence_orbite")] });
        await SignInAsync(show, Role.Producer, "Lise");
        var page = OpenSettings("channels");
        string Said() => page.Find(".acting-as").TextContent;
        Assert.Contains("LiveConsole chooses: orbite_regie", Said(), StringComparison.Ordinal);

        await page.Find(".acting-as select").ChangeAsync(new() { Value = "2" });
        await page.WaitForAssertionAsync(() => Assert.Equal(new ActingAccount("twitch", "agence_orbite", "2", "orbite_modo"), Assert.Single(Settings(show).ActsAs)));
        await page.WaitForAssertionAsync(() => Assert.Contains("orbite_modo does not moderate agence_orbite", Said(), StringComparison.Ordinal));
        await accounts.ModeratesAsync(modo.Id, ["agence_orbite"], default);
        await page.WaitForAssertionAsync(() => Assert.Contains("orbite_modo is not allowed: Remove messages, Time out and ban", Said(), StringComparison.Ordinal));
        await accounts.DisconnectAsync(modo.Id, null, default);
        await page.WaitForAssertionAsync(() => Assert.Contains("orbite_modo is not connected any more", Said(), StringComparison.Ordinal));
        Assert.Contains("Until then orbite_regie acts.", Said(), StringComparison.Ordinal);

        await page.Find(".acting-as select").ChangeAsync(new() { Value = "" });
        await page.WaitForAssertionAsync(() => Assert.Empty(Settings(show).ActsAs));
    }

    [Fact]
    public async Task A_channel_that_is_none_is_said_where_it_was_typed()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        var page = OpenSettings("channels");

        page.Find("#s-channel").Input("two words");
        await page.Find("form").SubmitAsync();

        Assert.Contains("is no Twitch channel", page.Find(".add-channel .refused").TextContent, StringComparison.Ordinal);
        Assert.Empty(Settings(show).Channels);
    }

    [Fact]
    public async Task Topics_get_a_key_of_their_name_and_keep_it()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        var page = OpenSettings("topics");

        await page.FindAll("form button").First(b => b.TextContent == "Add a topic").ClickAsync();
        page.FindAll(".entry input")[0].Input("Images");
        page.FindAll(".entry input")[1].Input("Pictures");
        page.FindAll(".entry input")[2].Input("@ines, Tomas");
        await page.Find("form").SubmitAsync();
        await page.WaitForAssertionAsync(() => Assert.Equal("pictures", Assert.Single(Settings(show).Listening.Topics).Key));
        page.FindAll(".entry input")[1].Input("Images and films");
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Equal("Images and films", Settings(show).Listening.Topics[0].NameEn));
        Assert.Equal("pictures", Settings(show).Listening.Topics[0].Key);
        Assert.Equal(["ines", "Tomas"], Settings(show).Listening.Topics[0].Experts);
    }

    [Fact]
    public async Task Phases_are_ordered_and_timed_from_zero()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        var page = OpenSettings("phases");

        await page.FindAll("form button").First(b => b.TextContent == "Begin with the usual five").ClickAsync();
        page.FindAll(".offset")[2].Input("-7:00");
        await page.FindAll("tbody tr")[4].QuerySelectorAll("button")[0].ClickAsync();
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Equal(["waiting", "opening", "critical", "farewell", "questions"], Settings(show).Plan.Phases.Select(p => p.Key)));
        Assert.Equal(TimeSpan.FromMinutes(-7), Settings(show).Plan.Phases[2].FromZero);
        Assert.True(Settings(show).Plan.Phases[2].Critical);
    }

    [Fact]
    public async Task The_overlay_comes_when_the_show_says()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        var page = OpenSettings("overlay");

        await page.FindAll("input[type=radio]")[1].ChangeAsync(new());
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Equal(OverlayMode.ByHand, Settings(show).OverlayMode));
    }

    [Fact]
    public async Task Go_marks_a_moment_and_says_who_gave_it()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        var page = OpenSettings("go");
        await page.WaitForAssertionAsync(() => Assert.NotEmpty(page.FindAll(".go-lines li")));

        await page.InvokeAsync(() => page.FindComponent<LiveConsole.Features.Frame.DeskFrame>().Instance.Press("go", null, null));

        Assert.Equal(GoNoGo.Moment, Assert.Single(show.Snapshot.State.Moments).Text);
        await page.WaitForAssertionAsync(() => Assert.Contains("Salomé gave GO at", page.Markup, StringComparison.Ordinal));
    }

    private static readonly TimeSpan Cap = TimeSpan.FromSeconds(30);

    private static ShowSettings Settings(LiveShow show) => show.Snapshot.State.Settings!;
}
