using System.Globalization;
using System.Text.RegularExpressions;
using LiveConsole.Journeys.Harness;
using LiveConsole.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveConsole.Journeys;

/// <summary>A moderator acts on both platforms by keys alone: as whom is said before, and what their platforms answered stands where it was pressed.</summary>
[Collection<OnTheSmallShow>]
public sealed partial class ActingJourney(Chromium chromium, SmallShow show) : Journey(chromium)
{
    [Fact]
    public async Task A_moderator_removes_on_Twitch_and_bans_on_YouTube_and_sees_that_it_is_done()
    {
        var page = await BlankAsync(storage: await show.SeatAsync("moderator", "Nora"));
        await page.GotoAsync(show.Console.Address.AbsoluteUri);
        var desk = await Desk.OnAsync(page);

        var removed = await ChooseAsync(desk, twitch: true);
        await Expect(page.Locator(".acts-where")).ToContainTextAsync("On Twitch as");
        await Expect(page.Locator(".act[data-act=remove]")).ToHaveAttributeAsync("aria-label", new Regex("^Remove on Twitch as .+ · cannot be undone$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await desk.PressAsync("d");
        await Expect(removed).ToHaveClassAsync(Removed());
        await Expect(removed.Locator(".chip.state")).ToHaveTextAsync("Nora: remove · done");
        await page.KeepsToWcagAsync("en");

        await desk.PressAsync("Escape");
        var banned = await ChooseAsync(desk, twitch: false);
        await Expect(page.Locator(".acts-where")).ToContainTextAsync("50 units each");
        await BanAsync(desk, banned);
        await Expect(banned).ToHaveClassAsync(Removed());
        await Expect(banned.Locator(".chip.state")).ToHaveTextAsync("Nora: ban · done");
        await Expect(page.Locator(".standing button")).ToHaveTextAsync("Unban");
        await page.KeepsToWcagAsync("en");

        // Lifted on its platform, by the id that it gave.
        await page.Locator(".standing button").ClickAsync();
        await Expect(page.Locator(".standing")).ToHaveCountAsync(0);
        await Expect(page.Locator(".night-acts")).ToContainTextAsync("Nora lifted the ban of");
        await Expect(page.Locator(".failed-acts")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Every_verb_of_the_desk_reaches_its_platform_once_and_its_answer_comes_back_to_where_it_was_pressed()
    {
        await using var platforms = await TwoPlatforms.StartAsync();
        await LiveConsoleCommand.DoneAsync("show", "create", "landing", "--title", "Landing", "--twitch", platforms.Twitch.Channel, "--youtube", platforms.YouTube.Video, "--data", InFolder("data"));
        var console = await StartAsync(["serve", .. platforms.Words]);
        // A picture that does not come.
        Expected("/pictures/");
        var desk = await ComeInAsync(console, "lead moderator", "Lea");
        var page = desk.Page;
        await page.RouteAsync("**/pictures/**", route => route.FulfillAsync(new() { Status = 404 }));
        // Both are read, Twitch by both transports: what is written from now on is here.
        await Expect(page.Locator("button.sources .word", new() { HasText = "no message yet" })).ToHaveCountAsync(2);
        await SayAsync(desk, platforms);

        await OnTwitchAsync(desk, platforms);
        await OnYouTubeAsync(desk, platforms);
        await InBulkAsync(desk, platforms);
        await HeldAsync(desk, platforms);
        await RulesAsync(desk, platforms);
        await page.KeepsToWcagAsync("en");
        await PostsAsync(desk, platforms);
        await page.KeepsToWcagAsync("en");
        Assert.Empty(platforms.Twitch.Calls.Overruns);
        await Expect(page.Locator(".failed-acts")).ToHaveCountAsync(0);
    }

    private static readonly string[] Doing = ["remove", "hide", "timeout", "hour", "ban", "warn"];

    private static async Task SayAsync(Desk desk, TwoPlatforms platforms)
    {
        foreach (var platform in new[] { "twitch", "youtube" })
        {
            foreach (var verb in Doing) platforms.Say(platform, $"{platform}-{verb}", $"{Subject(verb)} of {platform}, said once");
            foreach (var n in Enumerable.Range(1, 2)) platforms.Say(platform, $"{platform}-spam{n}", "free drop at orbite-cadeau.example come now");
            foreach (var n in Enumerable.Range(1, 2)) platforms.Say(platform, $"{platform}-raid{n}", "everybody shout the lander is fake tonight");
        }

        platforms.Watched(1_200);
        platforms.Say("twitch", "twitch-emote", "Kappa to you all", "25:0-4");
        await Expect(desk.Feed.Locator(".row", new() { HasText = "to you all" })).ToHaveCountAsync(1);
        // So many at once are a calm feed's choice: its live edge, once all is quiet, has them all. A row is chosen then, and nothing moves any more.
        var (once, since) = (desk.Feed.Locator(".row .text", new() { HasText = "said once" }), TimeProvider.System.GetTimestamp());
        while (await once.CountAsync() < 2 * Doing.Length && TimeProvider.System.GetElapsedTime(since) < Cap.Signal)
        {
            await desk.Feed.FocusAsync();
            await desk.PressAsync("ArrowUp");
            await Expect(desk.Feed).ToHaveAttributeAsync("data-live", "false");
            await desk.PressAsync("End");
            await Expect(desk.Feed).ToHaveAttributeAsync("data-live", "true");
        }

        await Expect(once).ToHaveCountAsync(2 * Doing.Length);
        var picture = desk.Feed.Locator(".picture[data-missing]");
        await Expect(picture).ToHaveCountAsync(1);
        Assert.Equal("\"Kappa\"", await picture.EvaluateAsync<string>("box => getComputedStyle(box, '::after').content"));
    }

    // No word of a list that would call one message a copy of another.
    private static string Subject(string verb) => verb switch { "remove" => "a boulder", "hide" => "the parachute", "timeout" => "seven antennas", "hour" => "orange dust", "ban" => "your crater", "warn" => "that wheel", _ => verb };

    private static async Task OnTwitchAsync(Desk desk, TwoPlatforms platforms)
    {
        var row = await ChooseAsync(desk, "twitch", "remove");
        await desk.PressAsync("d");
        await SaysAsync(row, "Lea: remove · done");
        Assert.Equal(1, Assert.Single(platforms.Twitch.Calls.Removed).Value);
        await Expect(desk.Status.Locator(".stays")).ToHaveTextAsync("A removal cannot be undone: Twitch forgets the message.");
        await Expect(desk.Status.Locator("[data-act=undo]")).ToHaveCountAsync(0);

        row = await ChooseAsync(desk, "twitch", "hide");
        await desk.PressAsync("h");
        await Expect(row.Locator(".chip.gone")).ToHaveTextAsync("hidden here by Lea");
        await UndoAsync(desk);
        await Expect(row).Not.ToHaveClassAsync(Removed());

        row = await ChooseAsync(desk, "twitch", "timeout");
        await desk.PressAsync("t");
        await SaysAsync(row, "Lea: time out · done");
        await UndoAsync(desk);
        await SaysAsync(row, "Lea: lift a time-out · done");

        row = await ChooseAsync(desk, "twitch", "hour");
        await desk.PressAsync("Shift+T");
        await Expect(desk.Page.Locator(".why-lead button")).ToHaveCountAsync(4);
        await desk.PressAsync("3");
        await SaysAsync(row, "Lea: time out · done");
        await LiftAsync(desk, "Lift the time-out");

        row = await ChooseAsync(desk, "twitch", "ban");
        await BanAsync(desk, row);
        await SaysAsync(row, "Lea: ban · done");
        await LiftAsync(desk, "Unban");
        await SaysAsync(row, "Lea: lift a ban · done");
        Assert.Equal((3, 3), (platforms.Helix("POST moderation/bans"), platforms.Helix("DELETE moderation/bans")));

        row = await ChooseAsync(desk, "twitch", "warn");
        await desk.PressAsync("w");
        await Expect(desk.Page.Locator(".why-lead button")).ToHaveCountAsync(5);
        await desk.PressAsync("3");
        await SaysAsync(row, "Lea: warn · done");
        Assert.Equal(1, platforms.Helix("POST moderation/warnings"));
    }

    private static async Task OnYouTubeAsync(Desk desk, TwoPlatforms platforms)
    {
        var row = await ChooseAsync(desk, "youtube", "remove");
        await Expect(desk.Page.Locator(".acts-where")).ToContainTextAsync("50 units each");
        await desk.PressAsync("d");
        await SaysAsync(row, "Lea: remove · done");
        Assert.Single(platforms.YouTube.Seen.Removed);

        row = await ChooseAsync(desk, "youtube", "timeout");
        await desk.PressAsync("t");
        await SaysAsync(row, "Lea: time out · done");
        await UndoAsync(desk);
        await SaysAsync(row, "Lea: lift a time-out · done");

        row = await ChooseAsync(desk, "youtube", "ban");
        await BanAsync(desk, row);
        await SaysAsync(row, "Lea: ban · done");
        await LiftAsync(desk, "Unban");
        await SaysAsync(row, "Lea: lift a ban · done");
        Assert.Equal([null, 600], platforms.YouTube.Seen.Bans.Values.Select(b => b.Seconds).Order());
        Assert.All(platforms.YouTube.Seen.Bans.Values, b => Assert.True(b.Lifted));

        // Not offered, and said why.
        row = await ChooseAsync(desk, "youtube", "warn");
        await Expect(desk.Page.Locator(".act[data-act=warn]")).ToHaveCountAsync(0);
        await desk.PressAsync("w");
        await Expect(row.Locator(".row-says")).ToContainTextAsync("YouTube lets no program do this");
    }

    /// <summary>All that say the same: what is free first, what has its price with the next press.</summary>
    private static async Task InBulkAsync(Desk desk, TwoPlatforms platforms)
    {
        var (calls, removed) = (platforms.Helix("POST moderation/bans"), platforms.Twitch.Calls.Removed.Count);
        var row = await ChooseFoldAsync(desk, "orbite-cadeau");
        await PressAsync(desk, "d", desk.Page.Locator(".bulk-line"), "4 copies by 4 people: D removes 2 on Twitch (about 1 s). YouTube 2 × 50 = 100 units: H hides them here, or D again.");
        await PressAsync(desk, "d", desk.Page.Locator(".bulk-line"), "2 on YouTube are hidden here. D again removes them there: 2 × 50 = 100 units. Esc leaves it so.");
        await PressAsync(desk, "d", row.Locator(".chip.state"), "Lea: remove · 4 of 4 done");
        Assert.Equal((removed + 2, 3), (platforms.Twitch.Calls.Removed.Count, platforms.YouTube.Seen.Removed.Count));

        row = await ChooseFoldAsync(desk, "everybody shout");
        await PressAsync(desk, "t", desk.Page.Locator(".bulk-line"), "4 copies by 4 people: T times the 2 on Twitch out for 10 min (about 1 s). YouTube 2 × 50 = 100 units: T again times them out, too.");
        await PressAsync(desk, "t", desk.Page.Locator(".bulk-line"), "2 on YouTube: T again times them out, too: 2 × 50 = 100 units. Esc leaves it so.");
        await PressAsync(desk, "t", row.Locator(".chip.state"), "Lea: time out · 4 of 4 done");
        Assert.Equal((calls + 2, 4), (platforms.Helix("POST moderation/bans"), platforms.YouTube.Seen.Bans.Count));
    }

    /// <summary>What AutoMod holds: one is let through, one is turned away.</summary>
    private static async Task HeldAsync(Desk desk, TwoPlatforms platforms)
    {
        platforms.HoldOne();
        platforms.HoldOne();
        await desk.Page.Locator(".lane[data-id='1']").ClickAsync();
        var lane = desk.Page.Locator("[data-list=lane]");
        foreach (var (key, left) in new[] { ("a", 1), ("d", 0) })
        {
            await Expect(lane.Locator(".lane-row:not(.gone)")).ToHaveCountAsync(left + 1);
            await lane.Locator(".lane-row:not(.gone) .row").First.ClickAsync(new() { Position = new() { X = 24, Y = 8 } });
            await Expect(lane.Locator(".lane-row:not(.gone) .row[aria-selected=true]")).ToHaveCountAsync(1);
            await Expect(desk.Page.Locator(".acts [data-act=fine]")).ToHaveAttributeAsync("aria-label", new Regex("^Let through on Twitch as .+ · cannot be undone$", RegexOptions.None, TimeSpan.FromSeconds(1)));
            await desk.PressAsync(key);
            await Expect(lane.Locator(".lane-row:not(.gone)")).ToHaveCountAsync(left);
        }

        await Expect(desk.Page.Locator(".lane[data-id='1'] .count")).ToHaveTextAsync("0");
        Assert.Equal(2, platforms.Helix("POST moderation/automod/message"));
    }

    /// <summary>The lead's panel: a rule and back, SHIELD up and down by a button that is held, and the chat cleared by two presses.</summary>
    private static async Task RulesAsync(Desk desk, TwoPlatforms platforms)
    {
        await desk.Page.Locator("[data-act=chat-rules]").ClickAsync();
        var panel = desk.Page.Locator(".lead-panel");
        await panel.Locator("[data-id$='/Slow/30']").ClickAsync();
        await Expect(panel.Locator("[data-id$='/Slow/30']")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(panel.Locator(".effect-lines li.done", new() { HasText = "(Slow 30 s)" })).ToHaveCountAsync(1);
        await panel.Locator("[data-act=modes-back]").ClickAsync();
        await Expect(panel.Locator("[data-id$='/Slow/0']")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(panel.Locator(".effect-lines li.done", new() { HasText = "(Slow off)" })).ToHaveCountAsync(1);
        Assert.Equal(2, platforms.Helix("PATCH chat/settings"));

        foreach (var (up, said) in new[] { (1, "Shield Mode (on): done"), (0, "Shield Mode (off): done") })
        {
            await panel.Locator("[data-act=shield]").HoverAsync();
            await desk.Page.Mouse.DownAsync();
            await Expect(panel.Locator(".shield.raised")).ToHaveCountAsync(up);
            await desk.Page.Mouse.UpAsync();
            await Expect(panel.Locator(".effect-lines li.done", new() { HasText = said })).ToHaveCountAsync(1);
        }

        Assert.Equal(2, platforms.Helix("PUT moderation/shield_mode"));
        var cleared = platforms.Helix("DELETE moderation/chat");
        await ClearTheChatAsync(desk.Page, panel);
        await Expect(panel.Locator(".effect-lines li.done", new() { HasText = "Clear the chat: done" })).ToHaveCountAsync(1);
        await Expect(desk.Status.Locator(".stays")).ToHaveTextAsync("A cleared chat cannot be brought back.");
        Assert.Equal(cleared + 1, platforms.Helix("DELETE moderation/chat"));
    }

    /// <summary>Two presses within 4 s; on a machine so busy that the first is over, once more.</summary>
    private static async Task ClearTheChatAsync(IPage page, ILocator panel)
    {
        var (armed, asked, since) = (panel.Locator("button.armed"), panel.Locator(".effect-lines li", new() { HasText = "Clear the chat" }), TimeProvider.System.GetTimestamp());
        while (await asked.CountAsync() == 0 && TimeProvider.System.GetElapsedTime(since) < Cap.Signal)
        {
            await panel.Locator("button", new() { HasText = "Clear the chat" }).Or(armed).First.ClickAsync();
            await ApartAsync(page);
        }
    }

    /// <summary>Written, sent after its five seconds to each chat once; a poll is ended by its undo.</summary>
    private static async Task PostsAsync(Desk desk, TwoPlatforms platforms)
    {
        await desk.GoAsync("posts");
        var page = desk.Page;
        await WriteAsync(page, 1, "Post", "#post-fr", "Welcome to the landing");
        await WriteAsync(page, 2, "Announcement", "#post-fr", "Touchdown in five minutes");
        await WriteAsync(page, 3, "Poll", "#post-fr", "Will it hold?", "Yes\nNo");
        await WriteAsync(page, 4, "ShoutOut", "#post-login", "les_passeurs_de_ciel");
        foreach (var n in Enumerable.Range(1, 4)) await PostCard(page, n).Locator("[data-act=post-send]").ClickAsync();
        foreach (var (n, chats) in new[] { (1, 2), (2, 2), (3, 2), (4, 1) }) await Expect(PostCard(page, n).Locator(".post-sent li.done")).ToHaveCountAsync(chats);

        foreach (var text in new[] { "Welcome to the landing", "Touchdown in five minutes" })
            Assert.Equal((1, 1), (platforms.Twitch.Calls.Posted.GetValueOrDefault(text), platforms.YouTube.Seen.Posts.GetValueOrDefault(text)));
        Assert.Equal((1, 1, 1, 1), (platforms.Helix("POST chat/messages"), platforms.Helix("POST chat/announcements"), platforms.Helix("POST polls"), platforms.Helix("POST chat/shoutouts")));
        Assert.Equal(3, platforms.Google("POST liveChat/messages"));

        await PostCard(page, 3).Locator(".end-poll").ClickAsync();
        await Expect(PostCard(page, 3).Locator(".end-poll")).ToHaveCountAsync(0);
        await desk.GoAsync("moderate");
        await Expect(page.Locator(".chat-polls .poll.over")).ToHaveCountAsync(2);
        Assert.Equal((1, 1), (platforms.Helix("PATCH polls"), platforms.Google("POST liveChat/messages/transition")));
    }

    private static async Task WriteAsync(IPage page, int number, string kind, string field, string text, string? choices = null)
    {
        await ApartAsync(page);
        await page.Locator("[data-act=post-new]").ClickAsync();
        await page.Locator("#post-name").FillAsync($"{kind} of tonight");
        await page.Locator("#post-kind").SelectOptionAsync(kind);
        await page.Locator(field).FillAsync(text);
        if (choices is not null) await page.Locator("#post-choices-fr").FillAsync(choices);
        await page.Locator(".post-form button[type=submit]").ClickAsync();
        await Expect(page.Locator(".post-form")).ToHaveCountAsync(0);
        await Expect(PostCard(page, number)).ToBeVisibleAsync();
    }

    private static ILocator PostCard(IPage page, int number) => page.Locator($"article[aria-labelledby='post-{number.ToString(CultureInfo.InvariantCulture)}']");

    private static Task<ILocator> ChooseAsync(Desk desk, string platform, string verb) => ChooseAsync(desk, desk.Feed.Locator(".row", new() { HasText = $"{Subject(verb)} of {platform}" }));

    /// <summary>The row that stands for all four, once they are all there.</summary>
    private static async Task<ILocator> ChooseFoldAsync(Desk desk, string text)
    {
        var fold = desk.Feed.Locator(".row:has(.chip.copies)", new() { HasText = text });
        await Expect(fold.Locator(".chip.copies")).ToHaveTextAsync("×4");
        return await ChooseAsync(desk, fold);
    }

    private static async Task<ILocator> ChooseAsync(Desk desk, ILocator said)
    {
        // By its id: what it says may be struck, folded or hidden by then.
        var row = desk.Feed.Locator($"[data-id='{await said.GetAttributeAsync("data-id")}']");
        await row.ClickAsync(new() { Position = new() { X = 24, Y = 8 } });
        await Expect(row).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(desk.Page.Locator(".acts-where")).ToBeVisibleAsync();
        return row;
    }

    private static Task SaysAsync(ILocator row, string state) => Expect(row.Locator(".chip.state")).ToHaveTextAsync(state);

    /// <summary>By U, once the line offers it.</summary>
    private static async Task UndoAsync(Desk desk)
    {
        await Expect(desk.Status.Locator("[data-act=undo]")).ToHaveCountAsync(1);
        await desk.PressAsync("u");
        await Expect(desk.Status.Locator("[data-act=undo]")).ToHaveCountAsync(0);
    }

    private static async Task LiftAsync(Desk desk, string name)
    {
        await Expect(desk.Page.Locator(".standing button")).ToHaveTextAsync(name);
        await desk.Page.Locator(".standing button").ClickAsync();
        await Expect(desk.Page.Locator(".standing")).ToHaveCountAsync(0);
    }

    /// <summary>What a key or a button says once more within 250 ms is one press.</summary>
    private static async Task ApartAsync(IPage page)
    {
        await page.EvaluateAsync("() => { window.pressedAt = performance.now() }");
        await page.WaitForFunctionAsync("() => performance.now() - window.pressedAt > 400");
    }

    private static async Task PressAsync(Desk desk, string key, ILocator says, string what)
    {
        await ApartAsync(desk.Page);
        await desk.PressAsync(key);
        await Expect(says).ToHaveTextAsync(what);
    }

    /// <summary>Two presses within 4 s, and not within 250 ms, which counts as one; on a machine so busy that the first is over, once more.</summary>
    private static async Task BanAsync(Desk desk, ILocator row)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (await row.Locator(".chip.state").CountAsync() == 0 && TimeProvider.System.GetElapsedTime(since) < Cap.Signal)
        {
            await desk.PressAsync("b");
            await ApartAsync(desk.Page);
        }
    }

    /// <summary>Even numbers of the small show are Twitch's.</summary>
    private static async Task<ILocator> ChooseAsync(Desk desk, bool twitch)
    {
        await desk.ChooseRowAsync((name, _) => name.StartsWith("Lasting", StringComparison.Ordinal) && int.Parse(name["Lasting".Length..], CultureInfo.InvariantCulture) % 2 == (twitch ? 0 : 1));
        return desk.Feed.Locator($"[data-id='{await desk.Feed.Locator("[aria-selected=true]").GetAttributeAsync("data-id")}']");
    }

    [GeneratedRegex("\\bremoved\\b", RegexOptions.None, 1000)]
    private static partial Regex Removed();
}
