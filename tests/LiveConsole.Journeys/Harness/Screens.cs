using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveConsole.Journeys.Harness;

/// <summary>What stands on the two screens, and the presenter's finger.</summary>
public static class Screens
{
    public static async Task ShowsAsync(this IPage screen, string words) => await Expect(screen.Locator("#text")).ToHaveTextAsync(words);

    /// <summary>Presenter: rest. Overlay: gone, and its words are not kept in the page.</summary>
    public static async Task RestsAsync(this IPage presenter) => await Expect(presenter.Locator("body[data-view=rest]")).ToBeVisibleAsync();

    public static async Task IsEmptyAsync(this IPage overlay)
    {
        await Expect(overlay.Locator("#panel")).ToHaveAttributeAsync("data-shown", "no");
        await Expect(overlay.Locator("#text")).ToBeEmptyAsync();
    }

    /// <summary>
    /// Taps until it counts: what comes within 600 ms after the page under the finger changed is taken for a palm, as it should be.
    /// </summary>
    public static async Task TouchAsync(this IPage presenter, string button)
    {
        var there = presenter.Locator($"#{button}");
        await Expect(there).ToBeVisibleAsync();
        for (var tries = 0; tries < 100; tries++)
        {
            await there.ClickAsync();
            // Drawn in the click itself. SKIP and LATER may take the item, and with it the button, away at once.
            if (!await there.IsVisibleAsync() || (await there.GetAttributeAsync("class") ?? "").Contains("tapped", StringComparison.Ordinal)) return;
        }

        throw new InvalidOperationException($"No tap on {button} counted.");
    }
}
