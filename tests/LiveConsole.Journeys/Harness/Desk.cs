using System.Text.RegularExpressions;
using LiveConsole.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveConsole.Journeys.Harness;

/// <summary>An item as its card says it.</summary>
public sealed record Card(string Number, string Words);

/// <summary>A desk's page in a person's hands: keys, lists and what stands on the glass.</summary>
public sealed class Desk(IPage page)
{
    public IPage Page { get; } = page;

    public ILocator Air => Page.Locator("section.air");

    public ILocator Take => Page.Locator("button.take");

    public ILocator Next => Page.Locator(".queue .queued.next");

    public ILocator Now => Page.Locator("section.rundown .now");

    public ILocator Refused => Page.Locator("section.rundown .refused");

    public ILocator Status => Page.Locator(".status[role=status]");

    public ILocator Feed => List("feed");

    public ILocator Candidates => List("candidates");

    /// <summary>Presses the button of a sign-in page.</summary>
    public static async Task EnterAsync(IPage page, string name)
    {
        await page.Locator("#name").FillAsync(name);
        await page.Locator("button.come-in-button").ClickAsync();
    }

    /// <summary>The desk on this page, once it is interactive: Blazor's script works and its keys are heard.</summary>
    public static async Task<Desk> OnAsync(IPage page)
    {
        await Expect(page.Locator(".desk[data-ready=true]")).ToBeVisibleAsync();
        return new Desk(page);
    }

    public async Task<Desk> GoAsync(string desk)
    {
        await Page.Locator($"nav.rail a[href$='/{desk}']").ClickAsync();
        await Page.WaitForURLAsync(new Regex($"/{desk}$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        // The address changes before the page: until the new desk's rail is there, keys would go to the one that is left.
        await Expect(Page.Locator($".desk[data-ready=true] nav.rail a.here[href$='/{desk}']")).ToBeVisibleAsync();
        return await OnAsync(Page);
    }

    public Task PressAsync(string key) => Page.Keyboard.PressAsync(key);

    /// <summary>Opens the feed drawer if it is not there, stops the feed by choosing its newest row, and clicks the newest that fits.</summary>
    /// <returns>The row's text.</returns>
    public async Task<string> ChooseRowAsync(Func<string, string, bool> fits)
    {
        if (await Feed.CountAsync() == 0)
        {
            await Candidates.FocusAsync();
            await PressAsync("f");
            await Expect(Feed).ToBeFocusedAsync();
        }

        var since = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(since) < Cap.Signal)
        {
            await Feed.FocusAsync();
            await PressAsync("End");
            await Expect(Feed).ToHaveAttributeAsync("data-live", "true");
            await Expect(Feed.Locator("[data-id]").First).ToBeVisibleAsync();
            await PressAsync("ArrowUp");
            await Expect(Feed.Locator("[aria-selected=true]")).ToBeVisibleAsync();
            var rows = await Feed.EvaluateAsync<string[][]>(
                "list => [...list.querySelectorAll('[data-id]')].filter(r => !r.querySelector('.asked')).map(r => [r.dataset.id, r.querySelector('.name').textContent, r.querySelector('.text').textContent])");
            if (rows.LastOrDefault(r => fits(r[1], r[2])) is not [{ } id, _, { } text]) continue;
            var row = Feed.Locator($"[data-id='{id}']");
            // On its time: the pill that counts the new ones lies over the middle of the last rows.
            await row.ClickAsync(new() { Position = new() { X = 24, Y = 8 } });
            await Expect(row).ToHaveAttributeAsync("aria-selected", "true");
            return text;
        }

        throw new InvalidOperationException("No row of the feed fits.");
    }

    /// <summary>Q on the chosen row: the new card is selected, and the keyboard is on it.</summary>
    public async Task<Card> MakeQuestionAsync()
    {
        var before = await Candidates.GetAttributeAsync("aria-activedescendant") ?? "none";
        await PressAsync("q");
        var card = Candidates.Locator($"[aria-selected=true]:not([id='{before}'])");
        await Expect(card).ToBeVisibleAsync();
        await Expect(Candidates).ToBeFocusedAsync();
        return new Card(await card.Locator(".words b").InnerTextAsync(), await card.Locator(".words bdi").InnerTextAsync());
    }

    /// <summary>A row, Q, N: NEXT.</summary>
    public async Task<Card> PutNextAsync(Func<string, string, bool> fits)
    {
        await ChooseRowAsync(fits);
        var card = await MakeQuestionAsync();
        await PressAsync("n");
        await Expect(Next.Locator("b")).ToHaveTextAsync(card.Number);
        return card;
    }

    /// <summary>Shift+Enter, and the frame says that it is on air.</summary>
    public async Task TakeAsync(Card card)
    {
        var taken = Air.Locator(".air-number", new() { HasText = card.Number });
        await PressAsync("Shift+Enter");
        await Expect(taken.Or(Refused)).ToBeVisibleAsync();
        if (await Refused.IsVisibleAsync()) await TakeTheHandAsync();
        await Expect(taken).ToBeVisibleAsync();
    }

    /// <summary>The second press, which takes the hand: within 3 s, and not within 250 ms, which counts as the same press.</summary>
    public async Task TakeTheHandAsync()
    {
        await Page.EvaluateAsync("() => { window.refusedAt = performance.now() }");
        await Page.WaitForFunctionAsync("() => performance.now() - window.refusedAt > 300");
        await PressAsync("Shift+Enter");
    }

    /// <summary>A button of two presses within 4 s, the second not within 250 ms, which counts as the same; on a machine so busy that the first is over, once more.</summary>
    /// <param name="button">Armed and not.</param>
    public static async Task PressTwiceAsync(ILocator button, Func<Task<bool>> isOver)
    {
        for (var since = TimeProvider.System.GetTimestamp(); !await isOver() && TimeProvider.System.GetElapsedTime(since) < Cap.Start;)
        {
            try
            {
                await button.First.ClickAsync(new() { Timeout = 2_000 });
                await button.Page.EvaluateAsync("() => { window.apartSince = performance.now() }");
                await button.Page.WaitForFunctionAsync("() => !(performance.now() - window.apartSince <= 400)");
            }
            catch (Exception gone) when (gone is TimeoutException or PlaywrightException)
            {
                // The button or its page: what it does is under way.
                TestContext.Current.TestOutputHelper?.WriteLine(gone.Message);
            }
        }
    }

    public async Task ClearAsync()
    {
        await PressAsync("F8");
        await Expect(Air).ToHaveClassAsync(new Regex("\\bempty\\b", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    /// <summary>All presses so far have been through the server and painted: the card of keys opens and closes.</summary>
    public async Task RoundTripAsync()
    {
        await Candidates.FocusAsync();
        await PressAsync("?");
        await Expect(Page.Locator(".keycard")).ToBeVisibleAsync();
        await PressAsync("Escape");
        await Expect(Page.Locator(".keycard")).ToHaveCountAsync(0);
    }

    private ILocator List(string name) => Page.Locator($".desk [data-list={name}]");
}
