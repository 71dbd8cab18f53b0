using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using LiveConsole.Journeys.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveConsole.Journeys;

/// <summary>Every page in both languages: interactive, nothing in its console, no violation of WCAG 2.2 AA that axe can see.</summary>
[Collection<OnTheSmallShow>]
public sealed class AccessJourneys(Chromium chromium, SmallShow show) : Journey(chromium)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] },
    };

    [Theory]
    [InlineData("en-GB", "en")]
    [InlineData("fr-FR", "fr")]
    public async Task Pages_of_people_keep_to_wcag(string locale, string language)
    {
        var comeIn = await OpenAsync(show.Console.Links["lead moderator"], locale: locale);
        await KeepsAsync(comeIn, language);

        var storage = await show.SeatAsync("producer", "Salomé");
        var page = await BlankAsync(locale: locale, storage: storage);
        await page.GotoAsync(show.Console.Address.AbsoluteUri);
        var board = await Desk.OnAsync(page);
        await KeepsAsync(page, language);
        var card = await board.PutNextAsync((name, _) => name.StartsWith("Lasting", StringComparison.Ordinal));
        await board.TakeAsync(card);
        await KeepsAsync(page, language);
        await board.ClearAsync();

        var moderate = await board.GoAsync("moderate");
        await Expect(moderate.Feed.Locator("[data-id]").First).ToBeVisibleAsync();
        await KeepsAsync(page, language);

        // Every part in every state.
        await page.GotoAsync(new Uri(show.Console.Address, "design").AbsoluteUri);
        await KeepsAsync(page, language);
    }

    [Fact]
    public async Task The_screens_keep_to_wcag_at_rest_and_with_an_item()
    {
        var presenter = await PresenterAsync(show.Console);
        var overlay = await OverlayAsync(show.Console);
        await presenter.RestsAsync();
        await KeepsAsync(presenter, "fr");
        await KeepsAsync(overlay, "fr");

        var page = await BlankAsync(storage: await show.SeatAsync("producer", "Salomé"));
        await page.GotoAsync(show.Console.Address.AbsoluteUri);
        var board = await Desk.OnAsync(page);
        var card = await board.PutNextAsync((name, _) => name.StartsWith("Lasting", StringComparison.Ordinal));
        await board.TakeAsync(card);
        await presenter.ShowsAsync(card.Words);
        await overlay.ShowsAsync(card.Words);
        await KeepsAsync(presenter, "fr");
        await KeepsAsync(overlay, "fr");
        await board.ClearAsync();
    }

    private static async Task KeepsAsync(IPage page, string language)
    {
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
        var found = await page.RunAxe(Rules);
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.SelectMany(v =>
            v.Nodes.Select(n => $"{page.Url}: {v.Id} ({v.Help}): {n.Html} {string.Join("; ", n.Any.Concat(n.All).Concat(n.None).Select(c => c.Message))}"))));
    }
}
