using LiveConsole.Journeys.Harness;
using static Microsoft.Playwright.Assertions;

namespace LiveConsole.Journeys;

/// <summary>A cable is pulled and the console tells the truth: one of Twitch's transports is refused, then the whole platform is gone for 20 s.</summary>
public sealed class SourcesJourney(Chromium chromium) : Journey(chromium)
{
    // The drill's 20 s, the pause before the next try, and a slow machine.
    private const float Patience = 90_000;

    private static readonly string[] Rehearsal = ["rehearse", "--programme", "night", "--from", "waiting", "--viewers", "20000", "--crew", "none", "--drill", "eventsub-revoked", "twitch-down"];

    [Fact]
    public async Task Nobody_reads_Twitch_then_the_gap_is_a_row_and_a_line_and_one_transport_is_enough()
    {
        var console = await StartAsync(Rehearsal);
        var desk = await ComeInAsync(console, "moderator", "Nora");
        var (chip, panel) = (desk.Page.Locator(".source").First, desk.Page.Locator("[data-panel]"));
        var gaps = desk.Feed.Locator(".gap");

        await Expect(chip).ToContainTextAsync("not read");
        await Expect(chip).ToHaveClassAsync("source act");
        await Expect(desk.Status.Locator(".alert.act .ticking")).ToContainTextAsync("Twitch has not been read for");
        await Expect(gaps.Last).ToContainTextAsync("Twitch has not been read since");
        var clear = await ClearAtAsync(desk);
        await desk.Feed.FocusAsync();
        await desk.PressAsync("F9");
        await Expect(panel).ToBeFocusedAsync();
        await Expect(panel.Locator(".alert.act").First).ToBeVisibleAsync();
        await Expect(panel.Locator("[data-act=retry]")).ToBeVisibleAsync();
        await desk.Page.KeepsToWcagAsync("en");
        await desk.PressAsync("Escape");
        await Expect(panel).ToHaveCountAsync(0);
        await Expect(desk.Feed).ToBeFocusedAsync();

        // From the card, Esc goes back to the list, so that the keys act there again.
        await desk.PressAsync("Enter");
        await Expect(desk.Page.Locator("[data-card]")).ToBeFocusedAsync();
        await desk.PressAsync("Escape");
        await Expect(desk.Feed).ToBeFocusedAsync();

        // Another panel over it: the one that was opened last has the focus.
        await desk.PressAsync("F9");
        await Expect(panel).ToBeFocusedAsync();
        var find = desk.Page.Locator(".find-item input");
        await desk.PressAsync("Control+k");
        await Expect(find).ToBeFocusedAsync();
        await desk.PressAsync("Escape");
        await Expect(find).ToHaveCountAsync(0);
        await desk.PressAsync("F9");
        await Expect(panel).ToHaveCountAsync(0);

        await Expect(gaps.First).ToContainTextAsync("Twitch was not read for", new() { Timeout = Patience });
        await Expect(gaps.First).ToContainTextAsync("What was written then is missing.");
        await Expect(chip).ToContainTextAsync("without EventSub", new() { Timeout = Patience });
        await Expect(chip).ToHaveClassAsync("source watch");
        Assert.Equal(clear, await ClearAtAsync(desk));

        await desk.Page.Locator(".rail .language[hreflang]").ClickAsync();
        await Expect(desk.Page.Locator("html")).ToHaveAttributeAsync("lang", "fr");
        var french = await Desk.OnAsync(desk.Page);
        await Expect(french.Feed).ToBeFocusedAsync();
        await french.PressAsync("F9");
        await Expect(panel.Locator(".channel").First).ToContainTextAsync("EventSub");
        await Expect(panel.Locator(".intervals .missing").First).ToContainTextAsync("Ce qui s'est écrit alors manque.");
        await Expect(panel.Locator(".transports .not-live")).ToContainTextAsync("refusé depuis");
        await french.Page.KeepsToWcagAsync("fr");
    }

    /// <summary>CLEAR must not move under a finger, whatever the chips beside it say.</summary>
    private static async Task<(float, float)> ClearAtAsync(Desk desk)
    {
        var box = await desk.Air.Locator(".clear").BoundingBoxAsync();
        return (box!.X, box.Width);
    }
}
