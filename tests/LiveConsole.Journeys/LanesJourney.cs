using LiveConsole.Journeys.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveConsole.Journeys;

/// <summary>A moderator's work: the questions lane by keys alone, and a call that the lead answers.</summary>
[Collection<OnTheSmallShow>]
public sealed class LanesJourney(Chromium chromium, SmallShow show) : Journey(chromium)
{
    [Fact]
    public async Task A_moderator_decides_in_the_questions_lane_by_keys_and_the_lead_answers_a_call()
    {
        var moderator = await SitAsync("moderator", "Nora");
        var lead = await SitAsync("lead moderator", "Lea");
        var lane = moderator.Page.Locator("[data-list=lane]");

        await moderator.Feed.FocusAsync();
        await moderator.PressAsync("3");
        await Expect(lane).ToBeFocusedAsync();
        await Expect(lane.Locator(".row").First).ToBeVisibleAsync();
        await moderator.Page.KeepsToWcagAsync("en");

        // Fine: the row that was chosen, and the next one is chosen by then.
        var decided = await ChooseAsync(moderator, lane);
        await moderator.PressAsync("a");
        await Expect(Row(lane, decided)).ToHaveCountAsync(0);
        var next = await lane.Locator("[aria-selected=true]").GetAttributeAsync("data-id");
        Assert.NotEqual(decided, next);
        // Undone, it waits again.
        await moderator.PressAsync("u");
        await moderator.PressAsync("7");
        await Expect(moderator.Feed).ToBeFocusedAsync();
        await moderator.PressAsync("3");
        await Expect(Row(lane, decided)).ToHaveCountAsync(1);

        var called = await ChooseAsync(moderator, lane);
        await moderator.PressAsync("l");
        await Expect(moderator.Page.Locator(".why-lead button")).ToHaveCountAsync(5);
        await moderator.Page.KeepsToWcagAsync("en");
        await moderator.PressAsync("2");
        await Expect(Row(lane, called)).ToHaveCountAsync(0);

        await lead.Feed.FocusAsync();
        await lead.PressAsync("0");
        var calls = lead.Page.Locator("[data-list=lane]");
        await Expect(calls.Locator(".called")).ToContainTextAsync("Nora calls: threat");
        await lead.Page.KeepsToWcagAsync("en");
        await lead.PressAsync("ArrowDown");
        // A key acts on the row that is painted as chosen.
        await Expect(calls.Locator("[aria-selected=true]")).ToHaveCountAsync(1);
        await lead.PressAsync("a");
        await Expect(calls.Locator(".row")).ToHaveCountAsync(0);
        await Expect(lead.Status).ToContainTextAsync("looked at a message: fine");
    }

    private static ILocator Row(ILocator lane, string id) => lane.Locator($".row[data-id='{id}']");

    private static async Task<string> ChooseAsync(Desk desk, ILocator lane)
    {
        await lane.FocusAsync();
        await desk.PressAsync("Home");
        var chosen = lane.Locator("[aria-selected=true]");
        await Expect(chosen).ToHaveCountAsync(1);
        return (await chosen.GetAttributeAsync("data-id"))!;
    }

    private async Task<Desk> SitAsync(string role, string name)
    {
        var page = await BlankAsync(storage: await show.SeatAsync(role, name));
        await page.GotoAsync(show.Console.Address.AbsoluteUri);
        return await Desk.OnAsync(page);
    }
}
