using System.Text.RegularExpressions;
using LiveConsole.Journeys.Harness;
using static Microsoft.Playwright.Assertions;

namespace LiveConsole.Journeys;

/// <summary>Two people in two browsers: one sees where the other looks, who answers, what is said and that it was seen.</summary>
[Collection<OnTheSmallShow>]
public sealed class TogetherJourney(Chromium chromium, SmallShow show) : Journey(chromium)
{
    [Fact]
    public async Task Two_people_see_each_other_answer_one_question_once_and_talk()
    {
        var salome = await BoardAsync("producer", "Salomé");
        var nora = await BoardAsync("moderator", "Nora");
        await salome.ChooseRowAsync((name, _) => name.StartsWith("Lasting", StringComparison.Ordinal));
        var card = await salome.MakeQuestionAsync();
        var id = await salome.Candidates.GetAttributeAsync("aria-activedescendant");
        var norasCard = nora.Page.Locator($"#{id}");

        // The other's eye.
        await Expect(norasCard.Locator(".eyes")).ToContainTextAsync("Salomé");
        await norasCard.ClickAsync();
        await Expect(salome.Page.Locator($"#{id} .eyes")).ToContainTextAsync("Nora");

        // Both press at once: one answers, the other is told who.
        await Expect(norasCard).ToHaveAttributeAsync("aria-selected", "true");
        await Task.WhenAll(salome.PressAsync("i"), nora.PressAsync("i"));
        var (mine, told) = (salome.Page.Locator(".item-head .chip.claim.mine"), salome.Page.Locator(".item-column .refused"));
        await Expect(mine.Or(told)).ToBeVisibleAsync();
        var (holder, other, name) = await mine.IsVisibleAsync() ? (salome, nora, "Salomé") : (nora, salome, "Nora");
        await Expect(holder.Page.Locator(".item-head .chip.claim.mine")).ToContainTextAsync(new Regex("yours [45]:", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(other.Page.Locator(".item-head .chip.claim")).ToContainTextAsync(name);

        // The crew line, with the question's number, seen by the other.
        await salome.PressAsync("F2");
        await Expect(salome.Page.Locator(".crew-line input[type=text]")).ToBeFocusedAsync();
        await salome.Page.Keyboard.TypeAsync($"<b>{card.Number}</b> is asked again");
        await salome.PressAsync("Enter");
        await Expect(nora.Status.Locator(".crew-call")).ToContainTextAsync($"<b>{card.Number}</b> is asked again");
        await nora.PressAsync("F4");
        await Expect(nora.Status.Locator(".crew-call")).ToHaveCountAsync(0);
        await Expect(salome.Page.Locator(".crew-line li").Last.Locator(".seen-by")).ToHaveTextAsync("seen by 1 of 1");

        // Rung: the edge flashes until it is seen.
        await salome.Page.Locator(".crew-people li", new() { HasText = "Nora" }).Locator("[data-act=ring]").ClickAsync();
        await Expect(nora.Page.Locator("html[data-rung]")).ToBeAttachedAsync();
        await Expect(nora.Page).ToHaveTitleAsync("Salomé rings you");
        await nora.PressAsync("F2");
        await Expect(nora.Page.Locator("html[data-rung]")).ToHaveCountAsync(0);
        await nora.Page.Locator(".crew-line a.q").Last.ClickAsync();
        await Expect(nora.Page.Locator(".item-head h2")).ToHaveTextAsync(card.Number);

        // From another desk by its number alone.
        await salome.PressAsync("Escape");
        var feed = await salome.GoAsync("moderate");
        await feed.PressAsync("Control+k");
        await feed.Page.Keyboard.TypeAsync(card.Number[1..]);
        await feed.PressAsync("Enter");
        await Expect(salome.Page.Locator(".item-head h2")).ToHaveTextAsync(card.Number);
    }

    private async Task<Desk> BoardAsync(string role, string name)
    {
        var page = await BlankAsync(storage: await show.SeatAsync(role, name));
        await page.GotoAsync(show.Console.Address.AbsoluteUri);
        var landed = await Desk.OnAsync(page);
        return page.Url.EndsWith("/questions", StringComparison.Ordinal) ? landed : await landed.GoAsync("questions");
    }
}
