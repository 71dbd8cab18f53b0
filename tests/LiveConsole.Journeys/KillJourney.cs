using System.Text.Json;
using LiveConsole.Journeys.Harness;
using static Microsoft.Playwright.Assertions;

namespace LiveConsole.Journeys;

/// <summary>kill -9 in the middle of the show.</summary>
public sealed class KillJourney(Chromium chromium) : Journey(chromium)
{
    [Fact]
    public async Task Killed_and_started_again_everything_is_there_and_the_show_goes_on()
    {
        var console = await StartAsync("rehearse", "--seed", "7", "--crew", "none");
        var editor = await ComeInAsync(console, "editor", "Camille");
        var presenter = await PresenterAsync(console);
        var overlay = await OverlayAsync(console);

        var next = await editor.PutNextAsync(Sayable);
        var onAir = await editor.PutNextAsync(Sayable);
        await editor.TakeAsync(onAir);
        await presenter.ShowsAsync(onAir.Words);
        await overlay.ShowsAsync(onAir.Words);
        await Expect(editor.Next.Locator("b")).ToHaveTextAsync(next.Number);
        var (messages, items) = (await ExportAsync(console, "messages"), await ExportAsync(console, "items"));
        Assert.NotEmpty(messages);

        // What a browser says by itself of an address that answers no more, and of a connection that the new process does not know.
        foreach (var words in new[] { "ERR_CONNECTION", "WebSocket", "Failed to fetch", "Connection disconnected", "/_blazor" }) Expected(words);
        await console.KillAsync();

        // The screens keep what they show and the presenter is told; the desk says so and refuses keys.
        await Expect(presenter.Locator("#link")).ToContainTextAsync("pas de liaison");
        await presenter.ShowsAsync(onAir.Words);
        await Expect(overlay.Locator("#panel")).ToHaveAttributeAsync("data-shown", "yes");
        await overlay.ShowsAsync(onAir.Words);
        await Expect(editor.Page.Locator("#link-lost")).ToContainTextAsync("Nothing you press is sent");

        await console.StartAgainAsync();
        await Expect(presenter.Locator("#link")).ToContainTextAsync("liaison ok");
        await presenter.ShowsAsync(onAir.Words);
        await overlay.ShowsAsync(onAir.Words);
        await Expect(overlay.Locator("#panel")).ToHaveAttributeAsync("data-shown", "yes");

        // The desk comes back by itself, still signed in, to the same rundown and air.
        await Expect(editor.Page.Locator("html[data-returned=true] .desk[data-ready=true]")).ToBeVisibleAsync();
        await Expect(editor.Air.Locator(".air-number")).ToHaveTextAsync(onAir.Number);
        await Expect(editor.Next.Locator("b")).ToHaveTextAsync(next.Number);
        await Expect(editor.Air.Locator(".screens")).ToContainTextAsync("P1/1");
        await Expect(editor.Air.Locator(".screens")).ToContainTextAsync("O1/1");
        Assert.Equal(items, await ExportAsync(console, "items"));

        await ChatGoesOnAsync(console, messages);
        await editor.ClearAsync();
        await presenter.RestsAsync();
        await overlay.IsEmptyAsync();
    }

    /// <summary>Every message that was there still is, in the same place and the same words; none twice; and more come.</summary>
    private static async Task ChatGoesOnAsync(LiveConsoleProcess console, IReadOnlyList<string> before)
    {
        var now = await ExportAsync(console, "messages");
        for (var tries = 0; now.Count <= before.Count && tries < 20; tries++) now = await ExportAsync(console, "messages");
        Assert.True(now.Count > before.Count, "No message came after the restart.");
        Assert.Equal(before, now.Take(before.Count));
        Assert.Equal(now.Count, now.Select(Id).Distinct(StringComparer.Ordinal).Count());
    }

    private static string Id(string line)
    {
        using var message = JsonDocument.Parse(line);
        return $"{message.RootElement.GetProperty("platform").GetString()}/{message.RootElement.GetProperty("id").GetString()}";
    }

    private static async Task<IReadOnlyList<string>> ExportAsync(LiveConsoleProcess console, string what) =>
        (await LiveConsoleCommand.DoneAsync("export", "--show", "landing-night", "--what", what, "--data", console.Folder)).Lines;

    private static bool Sayable(string name, string text) => text.EndsWith('?') && text.Length is > 12 and < 110 && text.Any(char.IsLetter);
}
