using System.Text.RegularExpressions;
using LiveConsole.Journeys.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveConsole.Journeys;

/// <summary>A tablet that nobody types a token on: six signs, a name, its test card, then the show it is pointed at, at the same address to the end.</summary>
public sealed partial class ScreenJourney(Chromium chromium) : Journey(chromium)
{
    [Fact]
    public async Task A_tablet_shows_a_code_becomes_a_screen_shows_its_test_card_and_draws_the_show_that_it_is_pointed_at()
    {
        await LiveConsoleCommand.DoneAsync("show", "create", "landing", "--title", "Landing", "--data", InFolder("data"));
        await LiveConsoleCommand.DoneAsync("show", "create", "another", "--title", "Another night", "--data", InFolder("data"));
        var console = await StartAsync("serve");
        var owner = (await ComeInAsync(console, "owner", "Salomé")).Page;
        await GoAsync(owner, console, "settings/screens");

        var tablet = await OpenAsync(new Uri(console.Address, "screen"), TabletSize);
        await Expect(tablet.Locator("#code")).ToHaveTextAsync(Code());
        await owner.Locator("#pair-code").FillAsync(await tablet.Locator("#code").InnerTextAsync());
        await owner.Locator("#pair-name").FillAsync("Tablet left");
        await owner.Locator("#pair-show").SelectOptionAsync(new SelectOptionValue { Label = "Another night" });
        await owner.Locator(".pairing button.primary").ClickAsync();

        await tablet.RestsAsync();
        var address = tablet.Url;
        Assert.Contains("/screen/presenter/", address, StringComparison.Ordinal);
        var form = owner.Locator(".screen-form").Filter(new() { Has = owner.Locator("[title*='Tablet left']") });
        await Expect(form.Locator(".row-state")).ToContainTextAsync("draws its rest page");

        await form.Locator(".test-card").ClickAsync();
        await Expect(tablet.Locator("body[data-view=test]")).ToBeVisibleAsync();
        await Expect(tablet.Locator("#kicker")).ToContainTextAsync("Tablet left");
        await form.Locator(".test-card").ClickAsync();
        await tablet.RestsAsync();

        await form.Locator(".screen-fields select").First.SelectOptionAsync(new SelectOptionValue { Label = "Landing" });
        await GoAsync(owner, console, "shows/landing/questions");
        // Pointed at this show now, and connected to it.
        await Expect(owner.Locator(".air .screens")).ToContainTextAsync("P1/1");
        await AddLineAsync(owner, "Bonsoir à tous, et bienvenue !");
        await owner.Keyboard.PressAsync("Shift+Enter");

        await tablet.ShowsAsync("Bonsoir à tous, et bienvenue\u00a0!");
        await Expect(owner.Locator(".air .screens")).ToContainTextAsync("P1/1");
        Assert.Equal(address, tablet.Url);
    }

    private static async Task AddLineAsync(IPage board, string words)
    {
        await new Desk(board).Candidates.FocusAsync();
        await board.Keyboard.PressAsync("+");
        await board.Locator(".add-form input[type=radio]").Last.CheckAsync();
        await board.Locator(".add-form textarea").FillAsync(words);
        await board.Locator(".add-form button.primary").ClickAsync();
        await Expect(board.Locator("[data-list=candidates] [aria-selected=true]")).ToBeVisibleAsync();
        await new Desk(board).Candidates.FocusAsync();
        await board.Keyboard.PressAsync("n");
        await Expect(new Desk(board).Next).ToBeVisibleAsync();
    }

    private static async Task GoAsync(IPage page, LiveConsoleProcess console, string path)
    {
        await page.GotoAsync(new Uri(console.Address, path).AbsoluteUri);
        await Expect(page.Locator(".desk[data-ready=true]")).ToBeVisibleAsync();
    }

    [GeneratedRegex("^[A-Z0-9]{3} [A-Z0-9]{3}$", RegexOptions.None, 1000)]
    private static partial Regex Code();
}
