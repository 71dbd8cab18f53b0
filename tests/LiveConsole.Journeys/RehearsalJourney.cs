using System.Text.RegularExpressions;
using LiveConsole.Journeys.Harness;
using static Microsoft.Playwright.Assertions;

namespace LiveConsole.Journeys;

/// <summary>The day before: an owner rehearses the very show with its people and its screen, holds it by the strip, ends it, and reads what was missed.</summary>
public sealed class RehearsalJourney(Chromium chromium) : Journey(chromium)
{
    // A night is made, and half an hour of it comes in: more than a page usually takes, on a machine that does other things besides.
    private const float Made = 60_000;

    [Fact]
    public async Task An_owner_rehearses_the_show_with_its_people_and_screens_and_reads_the_debrief()
    {
        await LiveConsoleCommand.DoneAsync("show", "create", "landing", "--title", "Landing", "--data", InFolder("data"));
        var console = await StartAsync("serve");
        var presenter = await PresenterAsync(console);
        await presenter.RestsAsync();
        var nora = (await ComeInAsync(console, "moderator", "Nora")).Page;
        var owner = (await ComeInAsync(console, "owner", "Salomé")).Page;

        await owner.GotoAsync(new Uri(console.Address, "shows").AbsoluteUri);
        await owner.Locator(".show-row a.button[href$='/settings/rehearse']").ClickAsync();
        await Expect(owner.Locator("form.rehearse fieldset input[type=checkbox]")).ToHaveCountAsync(2);
        await owner.KeepsToWcagAsync("en");
        await owner.Locator("#rehearse-viewers").SelectOptionAsync("2000");
        await owner.Locator("form.rehearse button.primary").ClickAsync();
        await owner.WaitForURLAsync("**/shows/landing-rehearsal/**", new() { Timeout = Made });

        // Striped, in everybody's sight, and the screen has come along.
        await Expect(owner.Locator(".desk.rehearsal .mode.is-rehearsal")).ToBeVisibleAsync();
        await Expect(presenter.Locator("body.rehearsal")).ToBeVisibleAsync();
        await nora.Locator(".conduct a.button").ClickAsync();
        await nora.WaitForURLAsync("**/shows/landing-rehearsal/moderate");
        await Expect(nora.Locator(".conduct")).ToHaveCountAsync(0);

        await owner.GotoAsync(new Uri(console.Address, "shows/landing-rehearsal/moderate").AbsoluteUri);
        await owner.Locator(".lane", new() { HasText = "All" }).ClickAsync();
        await Expect(owner.Locator("[data-list=feed] [data-id]").First).ToBeVisibleAsync(new() { Timeout = Made });
        await owner.KeepsToWcagAsync("en");

        var strip = owner.Locator(".conduct");
        await strip.Locator("select").First.SelectOptionAsync("picture");
        await strip.Locator("button", new() { HasTextRegex = Whole("Jump") }).ClickAsync();
        await Expect(owner.Locator("time.clock")).ToHaveTextAsync(Whole("22:0[2-9]:(?!00).*"), new() { Timeout = Made });
        await strip.Locator("select.incident").SelectOptionAsync("viewers-absent");
        await strip.Locator("button", new() { HasTextRegex = Whole("Fire") }).ClickAsync();
        await Expect(strip.Locator("[role=status]")).ToContainTextAsync("No viewer count for 3 min: fired at 22:", new() { Timeout = Made });
        await strip.Locator(".conduct-pause").ClickAsync();
        await Expect(owner.Locator(".desk")).ToHaveAttributeAsync("data-clock-rate", "0");
        await Expect(nora.Locator(".conduct[role=status]")).ToContainTextAsync("the night stands still");

        await Desk.PressTwiceAsync(strip.Locator("button", new() { HasTextRegex = Whole("End") }).Or(strip.Locator("button.armed")), () => Task.FromResult(owner.Url.EndsWith("/debrief", StringComparison.Ordinal)));
        await owner.WaitForURLAsync("**/shows/landing-rehearsal/debrief", new() { Timeout = Made });
        await Expect(owner.Locator(".debrief-tasks li")).ToHaveCountAsync(4, new() { Timeout = Made });
        await Expect(owner.Locator(".debrief td", new() { HasText = "No viewer count for 3 min" })).ToBeVisibleAsync();
        await owner.KeepsToWcagAsync("en");

        // As before.
        await Expect(presenter.Locator("body:not(.rehearsal)")).ToBeVisibleAsync();
        await presenter.RestsAsync();
        await Expect(nora.Locator(".conduct[role=status]")).ToContainTextAsync("was ended at");
        await nora.Locator(".conduct a.button", new() { HasText = "Back to the show" }).ClickAsync();
        await nora.WaitForURLAsync("**/shows/landing/moderate");
    }

    private static Regex Whole(string text) => new($"^{text}$", RegexOptions.None, TimeSpan.FromSeconds(1));
}
