using LiveConsole.Journeys.Harness;
using static Microsoft.Playwright.Assertions;

namespace LiveConsole.Journeys;

/// <summary>Every page in both languages: interactive, nothing in its console, no violation of WCAG 2.2 AA that axe can see.</summary>
[Collection<OnTheSmallShow>]
public sealed class AccessJourneys(Chromium chromium, SmallShow show) : Journey(chromium)
{
    [Theory]
    [InlineData("en-GB", "en")]
    [InlineData("fr-FR", "fr")]
    public async Task Pages_of_people_keep_to_wcag(string locale, string language)
    {
        // Nobody comes in by this one: a link that was used is another page.
        var comeIn = await OpenAsync(show.Console.Links["observer"], locale: locale);
        await comeIn.KeepsToWcagAsync(language);

        var storage = await show.SeatAsync("producer", "Salomé");
        var page = await BlankAsync(locale: locale, storage: storage);
        await page.GotoAsync(show.Console.Address.AbsoluteUri);
        var board = await Desk.OnAsync(page);
        await page.KeepsToWcagAsync(language);
        var card = await board.PutNextAsync((name, _) => name.StartsWith("Lasting", StringComparison.Ordinal));
        await board.TakeAsync(card);
        await page.KeepsToWcagAsync(language);
        await board.ClearAsync();

        var moderate = await board.GoAsync("moderate");
        await Expect(moderate.Feed.Locator("[data-id]").First).ToBeVisibleAsync();
        await page.KeepsToWcagAsync(language);

        // Every part in every state.
        await page.GotoAsync(new Uri(show.Console.Address, "design").AbsoluteUri);
        await page.KeepsToWcagAsync(language);
    }

    [Fact]
    public async Task The_screens_keep_to_wcag_at_rest_and_with_an_item()
    {
        var presenter = await PresenterAsync(show.Console);
        var overlay = await OverlayAsync(show.Console);
        await presenter.RestsAsync();
        await presenter.KeepsToWcagAsync("fr");
        await overlay.KeepsToWcagAsync("fr");

        var page = await BlankAsync(storage: await show.SeatAsync("producer", "Salomé"));
        await page.GotoAsync(show.Console.Address.AbsoluteUri);
        var board = await Desk.OnAsync(page);
        var card = await board.PutNextAsync((name, _) => name.StartsWith("Lasting", StringComparison.Ordinal));
        await board.TakeAsync(card);
        await presenter.ShowsAsync(card.Words);
        await overlay.ShowsAsync(card.Words);
        await presenter.KeepsToWcagAsync("fr");
        await overlay.KeepsToWcagAsync("fr");
        await board.ClearAsync();
    }
}
