using System.Net;
using LiveConsole.Journeys.Harness;
using LiveConsole.Testing;
using static Microsoft.Playwright.Assertions;

namespace LiveConsole.Journeys;

/// <summary>The journey that the product is made for, on the tour's own night: in by a link, a viewer's question on air, off again; a kill in the middle.</summary>
public sealed class FirstQuestionJourney(Chromium chromium) : Journey(chromium)
{
    [Fact]
    public async Task An_editor_comes_in_by_a_link_and_takes_a_viewers_question_on_air()
    {
        var console = await StartAsync("rehearse", "--seed", "7", "--crew", "none");
        var link = console.Links["editor"];
        await ARobotLooksAtAsync(link);

        var editor = await ComeInAsync(console, "editor", "Camille");
        Assert.EndsWith("/questions", editor.Page.Url, StringComparison.Ordinal);
        Expected("410 (Gone)");
        var late = await OpenAsync(link);
        await Expect(late.Locator("h1")).ToHaveTextAsync("This link has been used.");

        var presenter = await PresenterAsync(console);
        var overlay = await OverlayAsync(console);
        await presenter.RestsAsync();

        var card = await editor.PutNextAsync(Sayable);
        await editor.TakeAsync(card);
        await presenter.ShowsAsync(card.Words);
        await overlay.ShowsAsync(card.Words);
        await Expect(overlay.Locator("#panel")).ToHaveAttributeAsync("data-shown", "yes");
        await Expect(editor.Air.Locator(".screens")).ToContainTextAsync("P1/1");
        await Expect(editor.Air.Locator(".screens")).ToContainTextAsync("O1/1");

        // Esc never empties the air.
        await editor.PressAsync("Escape");
        await editor.RoundTripAsync();
        await Expect(editor.Air.Locator(".air-number")).ToHaveTextAsync(card.Number);

        // Read: so it is done at CLEAR, and does not come back to the head of the rundown.
        await presenter.TouchAsync("reading");
        await Expect(editor.Air.Locator(".tap")).ToContainTextAsync("READ");
        await editor.ClearAsync();
        await presenter.RestsAsync();
        await overlay.IsEmptyAsync();
        await Expect(editor.Next).ToHaveCountAsync(0);

        await LastInAnEmptyRundownAsync(editor);
        await presenter.RestsAsync();
        await overlay.IsEmptyAsync();
    }

    /// <summary>P into an empty rundown is NEXT; Shift+Enter in a field is not a TAKE; in the list it is.</summary>
    private static async Task LastInAnEmptyRundownAsync(Desk editor)
    {
        await editor.ChooseRowAsync(Sayable);
        var card = await editor.MakeQuestionAsync();
        await editor.PressAsync("p");
        await Expect(editor.Next.Locator("b")).ToHaveTextAsync(card.Number);

        await editor.Page.Locator("#note").FocusAsync();
        await editor.PressAsync("Shift+Enter");
        await editor.RoundTripAsync();
        await Expect(editor.Air).ToContainTextAsync("Nothing on air");

        await editor.TakeAsync(card);
        // CLEAR works while typing.
        await editor.Page.Locator("#note").FocusAsync();
        await editor.ClearAsync();
    }

    private static bool Sayable(string name, string text) => text.EndsWith('?') && text.Length is > 12 and < 110 && text.Any(char.IsLetter);

    /// <summary>A chat's link preview, or a mail scanner: it opens links before people do, and spends nothing.</summary>
    private static async Task ARobotLooksAtAsync(Uri link)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = Cap.Signal };
        using var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, link));
        using var answer = await http.GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
