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

    /// <summary>Two presses within 4 s, and not within 250 ms, which counts as one; on a machine so busy that the first is over, once more.</summary>
    private static async Task BanAsync(Desk desk, ILocator row)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (await row.Locator(".chip.state").CountAsync() == 0 && TimeProvider.System.GetElapsedTime(since) < Cap.Signal)
        {
            await desk.PressAsync("b");
            await desk.Page.EvaluateAsync("() => { window.pressedAt = performance.now() }");
            await desk.Page.WaitForFunctionAsync("() => performance.now() - window.pressedAt > 400");
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
