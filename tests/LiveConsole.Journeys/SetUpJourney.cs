using LiveConsole.Journeys.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveConsole.Journeys;

/// <summary>The owner makes a show in the browser, without a terminal: title, dates, channel, screens; and reads what is not ready. Every page by axe in both languages.</summary>
public sealed class SetUpJourney(Chromium chromium) : Journey(chromium)
{
    [Theory]
    [InlineData("en-GB", "en")]
    [InlineData("fr-FR", "fr")]
    public async Task An_owner_makes_a_show_and_reads_what_is_not_ready(string locale, string language)
    {
        await LiveConsoleCommand.DoneAsync("show", "create", "landing", "--title", "Landing", "--data", InFolder("data"));
        var console = await StartAsync("serve");
        var page = (await ComeInAsync(console, "owner", "Salomé", locale)).Page;

        await GoAsync(page, console, "shows");
        await page.KeepsToWcagAsync(language);
        await page.Locator("#new-title").FillAsync("Soirée d'été");
        await Expect(page.Locator("#new-slug")).ToHaveValueAsync("soiree-d-ete");
        await page.Locator(".shows-new button.primary").ClickAsync();
        await page.WaitForURLAsync("**/shows/soiree-d-ete/settings");

        // It opens where something is missing: the dates.
        await Expect(page.Locator("#s-starts")).ToBeVisibleAsync();
        await page.KeepsToWcagAsync(language);
        await page.Locator("#s-starts").FillAsync("2026-07-14T21:00");
        await page.Locator("#s-ends").FillAsync("2026-07-14T23:30");
        await page.Locator(".save-line button.primary").ClickAsync();
        await Expect(page.Locator(".save-line .said")).ToBeVisibleAsync();

        await GoAsync(page, console, "shows/soiree-d-ete/settings/channels");
        await page.Locator("#s-channel").FillAsync("https://www.twitch.tv/Agence_Orbite");
        await page.Locator(".add-channel button.primary").ClickAsync();
        await Expect(page.Locator(".rows .row-name")).ToHaveTextAsync("agence_orbite");
        await page.KeepsToWcagAsync(language);

        foreach (var there in new[] { "people", "hosts", "topics", "words", "phases", "rules", "overlay" })
        {
            await GoAsync(page, console, $"shows/soiree-d-ete/settings/{there}");
            await page.KeepsToWcagAsync(language);
        }

        await GoAsync(page, console, "settings/screens");
        await page.Locator("#screen-name").FillAsync("Tablet");
        await page.Locator(".add-screen button.primary").ClickAsync();
        await Expect(page.Locator(".screen-form")).ToHaveCountAsync(3);
        await page.KeepsToWcagAsync(language);
        foreach (var there in new[] { "accounts", "storage" })
        {
            await GoAsync(page, console, $"settings/{there}");
            await page.KeepsToWcagAsync(language);
        }

        await GoAsync(page, console, "shows/soiree-d-ete/settings/go");
        await Expect(page.Locator(".go-lines li").First).ToBeVisibleAsync();
        await Expect(page.Locator(".go-lines .is-no").First).ToBeVisibleAsync();
        await page.KeepsToWcagAsync(language);
    }

    private static async Task GoAsync(IPage page, LiveConsoleProcess console, string path)
    {
        await page.GotoAsync(new Uri(console.Address, path).AbsoluteUri);
        await Expect(page.Locator(".desk[data-ready=true]")).ToBeVisibleAsync();
    }
}
