using LiveConsole.Journeys.Harness;
using static Microsoft.Playwright.Assertions;

namespace LiveConsole.Journeys;

/// <summary>People at the board with a presenter and an overlay, on one small show.</summary>
[Collection<OnTheSmallShow>]
public sealed class BoardJourneys(Chromium chromium, SmallShow show) : Journey(chromium)
{
    private static bool Lasting(string name, string text) => name.StartsWith("Lasting", StringComparison.Ordinal) && text.Length > 0;

    [Fact]
    public async Task The_presenters_taps_come_back_to_the_board()
    {
        var editor = await BoardAsync("producer", "Salomé");
        var presenter = await PresenterAsync(show.Console);

        var first = await editor.PutNextAsync(Lasting);
        await editor.TakeAsync(first);
        await presenter.ShowsAsync(first.Words);
        await presenter.TouchAsync("reading");
        await Expect(editor.Now.Locator(".tap")).ToContainTextAsync("READ");
        await Expect(editor.Status.Locator(".tap")).ToContainTextAsync("Presenter tapped READ");
        await presenter.TouchAsync("skip");
        await presenter.RestsAsync();
        await Expect(editor.Air).ToContainTextAsync("Nothing on air");
        await Expect(editor.Status.Locator(".tap")).ToContainTextAsync("Presenter tapped SKIP");

        var second = await editor.PutNextAsync(Lasting);
        await editor.TakeAsync(second);
        await presenter.ShowsAsync(second.Words);
        await presenter.TouchAsync("later");
        await presenter.RestsAsync();
        var putOff = editor.Page.Locator(".queue .queued", new() { HasText = second.Words });
        await Expect(putOff.Locator(".chip", new() { HasText = "later" })).ToBeVisibleAsync();

        await Expect(presenter.Locator("#reading")).ToHaveTextAsync("UNE AUTRE");
        await presenter.TouchAsync("reading");
        await Expect(editor.Status.Locator(".tap")).ToContainTextAsync("Presenter tapped GIVE ME ANOTHER");
        await Expect(editor.Now).ToContainTextAsync("the presenter asks for another");
        await putOff.ClickAsync();
        await Expect(putOff).ToHaveAttributeAsync("aria-selected", "true");
        await editor.PressAsync("Delete");
        await Expect(putOff).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Of_two_who_take_the_second_is_told_by_name_and_a_moderator_clears()
    {
        var salome = await BoardAsync("producer", "Salomé");
        var owner = await BoardAsync("owner", "Camille");
        var overlay = await OverlayAsync(show.Console);

        var first = await salome.PutNextAsync(Lasting);
        await Expect(owner.Next.Locator("b")).ToHaveTextAsync(first.Number);
        await salome.TakeAsync(first);
        await Expect(owner.Air.Locator(".air-number")).ToHaveTextAsync(first.Number);
        var second = await owner.PutNextAsync(Lasting);

        await owner.PressAsync("Shift+Enter");
        await Expect(owner.Refused).ToContainTextAsync("Salomé has the hand. Press again within 3 s to take it.");
        await overlay.ShowsAsync(first.Words);
        await owner.TakeTheHandAsync();
        await Expect(owner.Air.Locator(".air-number")).ToHaveTextAsync(second.Number);
        await overlay.ShowsAsync(second.Words);
        await Expect(salome.Page.Locator("section.rundown .hand")).ToContainTextAsync("Camille has the hand");

        var nora = await DeskAsync("moderator", "Nora", "moderate");
        await nora.Feed.FocusAsync();
        await nora.PressAsync("Escape");
        await Expect(nora.Air.Locator(".air-number")).ToHaveTextAsync(second.Number);
        await nora.ClearAsync();
        await overlay.IsEmptyAsync();
        await Expect(owner.Air).ToContainTextAsync("Nothing on air");

        // What was asked in the hall she types in: it stands on the board at once, and leaves it by one press.
        const string asked = "Does it snow there in winter?";
        await nora.GoAsync("by-hand");
        await nora.Page.Locator("#by-hand-source").FillAsync("hall");
        await nora.Page.Locator("#by-hand-name").FillAsync("Léa, row 4");
        await nora.Page.Locator("#by-hand-text").FillAsync(asked);
        await nora.PressAsync("Control+Enter");
        var card = owner.Candidates.Locator("[data-id]", new() { HasText = asked });
        await Expect(card).ToContainTextAsync("Léa, row 4");
        await nora.Page.Locator(".by-hand-last li", new() { HasText = asked }).Locator("[data-act=undo-this]").ClickAsync();
        await Expect(card).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_message_removed_on_twitch_while_it_is_shown_leaves_every_screen()
    {
        var editor = await BoardAsync("producer", "Salomé");
        var presenter = await PresenterAsync(show.Console);
        var overlay = await OverlayAsync(show.Console);

        // The newest of those that go: it leaves 25 s after it came, wherever it stands then.
        var card = await editor.PutNextAsync((name, _) => name.StartsWith("Brief", StringComparison.Ordinal));
        await editor.TakeAsync(card);
        await presenter.ShowsAsync(card.Words);
        await overlay.ShowsAsync(card.Words);

        await Expect(presenter.Locator("#cover-word")).ToHaveTextAsync("RETIRÉE - NE PAS LIRE");
        await overlay.IsEmptyAsync();
        await Expect(editor.Air).ToContainTextAsync($"{card.Number} WITHDRAWN");
        await Expect(editor.Now).ToContainTextAsync($"{card.Number} WITHDRAWN");
        await presenter.RestsAsync();
        await Expect(presenter.Locator("#text")).Not.ToContainTextAsync(card.Words);
    }

    private Task<Desk> BoardAsync(string role, string name) => DeskAsync(role, name, "questions");

    private async Task<Desk> DeskAsync(string role, string name, string desk)
    {
        var page = await BlankAsync(storage: await show.SeatAsync(role, name));
        await page.GotoAsync(show.Console.Address.AbsoluteUri);
        var landed = await Desk.OnAsync(page);
        return page.Url.EndsWith($"/{desk}", StringComparison.Ordinal) ? landed : await landed.GoAsync(desk);
    }
}
