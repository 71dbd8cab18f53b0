using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveConsole.Journeys.Harness;

/// <summary>WCAG 2.2 AA, as far as axe can see.</summary>
public static class Wcag
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] },
    };

    public static async Task KeepsToWcagAsync(this IPage page, string language)
    {
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
        var found = await page.RunAxe(Rules);
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.SelectMany(v =>
            v.Nodes.Select(n => $"{page.Url}: {v.Id} ({v.Help}): {n.Html} {string.Join("; ", n.Any.Concat(n.All).Concat(n.None).Select(c => c.Message))}"))));
    }
}
