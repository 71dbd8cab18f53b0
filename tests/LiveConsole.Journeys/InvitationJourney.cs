using System.Globalization;
using System.Text.Json;
using LiveConsole.Journeys.Harness;
using LiveConsole.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveConsole.Journeys;

/// <summary>
/// An owner makes a topic and an invitation in the browser; robots open it first; a guest on a phone, in French, presses one button and works; is given another role; is taken out
/// in the middle of a word, and reads by whom.
/// </summary>
public sealed class InvitationJourney(Chromium chromium) : Journey(chromium)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 14, 20, 0, 0, TimeSpan.Zero);
    /// <summary>A second is promised, tens of milliseconds are seen; a machine that runs all tests at once may need longer to draw.</summary>
    private static readonly TimeSpan UnderFullLoad = Cap.Signal;

    private static ViewportSize PhoneSize => new() { Width = 390, Height = 844 };

    [Fact]
    public async Task A_guest_comes_in_by_one_button_is_given_another_role_and_is_taken_out_while_typing()
    {
        using var folder = new TemporaryFolder();
        var recording = folder.File("guests.jsonl");
        await File.WriteAllLinesAsync(recording, Lines());
        var console = await StartAsync("rehearse", "--recording", recording, "--crew", "none");
        var owner = (await ComeInAsync(console, "owner", "Camille")).Page;
        var settings = owner.Url[..owner.Url.LastIndexOf('/')] + "/settings";
        await MakeTopicAsync(owner, settings);
        var link = await InviteAsync(owner, settings);

        await RobotsAsync(link);
        var guest = await BlankAsync(PhoneSize, "fr-FR");
        await GuestComesInAsync(guest, link);
        await Expect(owner.Locator(".seat", new() { HasText = "Tomas É." })).ToContainTextAsync("invited by Camille");
        await Expect(owner.Locator("#invitation-link")).ToHaveCountAsync(0);

        await RoleIsAnotherAsync(owner, guest);
        await TakenOutWhileTypingAsync(owner, guest, console);
        await LinkIsUsedUpAsync(link);
    }

    [Fact]
    public async Task The_pages_of_people_and_of_an_invitation_keep_to_wcag_in_both_languages()
    {
        using var folder = new TemporaryFolder();
        var recording = folder.File("guests.jsonl");
        await File.WriteAllLinesAsync(recording, Lines());
        var console = await StartAsync("rehearse", "--recording", recording, "--crew", "none");
        var owner = (await ComeInAsync(console, "owner", "Camille")).Page;
        var settings = owner.Url[..owner.Url.LastIndexOf('/')] + "/settings";
        await MakeTopicAsync(owner, settings);
        foreach (var language in new[] { "en", "fr" })
        {
            await owner.GotoAsync($"{settings}/people?lang={language}");
            await Desk.OnAsync(owner);
            await owner.KeepsToWcagAsync(language);
            await owner.Locator(".invite-open").ClickAsync();
            await owner.Locator("#i-role").SelectOptionAsync("Expert");
            await Expect(owner.Locator(".invite-form .checks .check")).ToBeVisibleAsync();
            await owner.KeepsToWcagAsync(language);
            await owner.Locator(".invite-form .checks input").CheckAsync();
            await owner.Locator(".invite-form button[type=submit]").ClickAsync();
            await Expect(owner.Locator("#invitation-link")).ToBeVisibleAsync();
            await owner.KeepsToWcagAsync(language);
            var link = await owner.Locator("#invitation-link").InputValueAsync();
            var guest = await OpenAsync(new Uri(link), PhoneSize, language == "fr" ? "fr-FR" : "en-GB");
            await guest.KeepsToWcagAsync(language);
            await Desk.EnterAsync(guest, "Inès");
            await Desk.OnAsync(guest);
            // An owner who looks at what they sent stays an owner.
            await owner.GotoAsync(link + $"?lang={language}");
            await owner.KeepsToWcagAsync(language);
            Expected("403");
            var other = await owner.Context.NewPageAsync();
            await other.GotoAsync($"{settings}/people");
            await Desk.OnAsync(other);
            await TakeOutAsync(other, "Inès");
            await Expect(guest.Locator("main.left")).ToBeVisibleAsync();
            await guest.KeepsToWcagAsync(language);
            await other.CloseAsync();
        }
    }

    private static async Task MakeTopicAsync(IPage owner, string settings)
    {
        await owner.GotoAsync(settings + "/topics");
        await Desk.OnAsync(owner);
        await owner.Locator("form.fields .deeds button", new() { HasText = "topic" }).ClickAsync();
        await owner.Locator("fieldset.entry input[lang=fr]").FillAsync("images");
        await owner.Locator("fieldset.entry input[lang=en]").FillAsync("pictures");
        await owner.Locator(".save-line button.primary").ClickAsync();
        await Expect(owner.Locator(".save-line .said")).ToBeVisibleAsync();
    }

    private static async Task<Uri> InviteAsync(IPage owner, string settings)
    {
        await owner.GotoAsync(settings + "/people");
        await Desk.OnAsync(owner);
        await owner.Locator(".invite-open").ClickAsync();
        await owner.Locator("#i-role").SelectOptionAsync("Expert");
        await owner.Locator("#i-name").FillAsync("Tomas");
        await owner.Locator(".invite-form .checks input").CheckAsync();
        await owner.Locator(".invite-form button[type=submit]").ClickAsync();
        await Expect(owner.Locator(".invitation-code svg")).ToBeVisibleAsync();
        var box = (await owner.Locator(".invitation-code svg").BoundingBoxAsync())!;
        Assert.True(box.Width >= 320, $"The code is {box.Width} px wide: too small for a phone across a table.");
        await owner.Locator("button[data-copy]").ClickAsync();
        await Expect(owner.Locator("button[data-copy]")).ToHaveTextAsync("Copied");
        return new Uri(await owner.Locator("#invitation-link").InputValueAsync());
    }

    /// <summary>A mail scanner, a chat's preview, a browser that loads ahead: none of them presses.</summary>
    private static async Task RobotsAsync(Uri link)
    {
        using var robot = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Cap.Signal };
        robot.DefaultRequestHeaders.UserAgent.ParseAdd("Slackbot-LinkExpanding/1.0");
        for (var i = 0; i < 3; i++)
        {
            Assert.True((await robot.SendAsync(new HttpRequestMessage(HttpMethod.Head, link))).IsSuccessStatusCode);
            Assert.True((await robot.GetAsync(link)).IsSuccessStatusCode);
            // And one that sends forms without having read the page.
            await robot.PostAsync(link, new FormUrlEncodedContent([new("name", "Robot")]));
        }
    }

    private static async Task GuestComesInAsync(IPage guest, Uri link)
    {
        var since = TimeProvider.System.GetTimestamp();
        await guest.GotoAsync(link.AbsoluteUri);
        await Expect(guest.Locator("button.come-in-button")).ToHaveTextAsync("Entrer : Tomas, expert·e : images");
        await guest.Locator("#name").FillAsync("Tomas É.");
        await Expect(guest.Locator("button.come-in-button")).ToHaveTextAsync("Entrer : Tomas É., expert·e : images");
        await guest.Locator("button.come-in-button").ClickAsync();
        await Desk.OnAsync(guest);
        var took = TimeProvider.System.GetElapsedTime(since);
        TestContext.Current.TestOutputHelper?.WriteLine($"From the link to a working desk: {took.TotalMilliseconds:F0} ms.");
        await Expect(guest.Locator("html")).ToHaveAttributeAsync("lang", "fr");
        Assert.DoesNotContain(await guest.Context.CookiesAsync(), c => c.Name == "liveconsole" && !c.HttpOnly);
    }

    private static async Task RoleIsAnotherAsync(IPage owner, IPage guest)
    {
        // An expert reads the board and not the chat; a moderator both.
        await Expect(guest.Locator("nav.rail a[href$='/moderate']")).ToHaveCountAsync(0);
        await owner.Locator(".seat", new() { HasText = "Tomas É." }).Locator("select").SelectOptionAsync("Moderator");
        await Expect(guest.Locator(".new-role")).ToHaveTextAsync("Vous avez maintenant un autre rôle : modération.");
        await Expect(guest.Locator("nav.rail a[href$='/moderate']")).ToHaveCountAsync(1);
        await Desk.OnAsync(guest);
    }

    private async Task TakenOutWhileTypingAsync(IPage owner, IPage guest, LiveConsoleProcess console)
    {
        Expected("403");
        await guest.GotoAsync(guest.Url.Replace("/questions", "/moderate", StringComparison.Ordinal));
        await Desk.OnAsync(guest);
        var search = guest.Locator(".stage input[type=search]").First;
        await search.FocusAsync();
        // When the page is no desk any more, by its own clock: the machine's, as the owner's.
        await guest.EvaluateAsync("() => new MutationObserver((_, me) => { if (document.querySelector('.desk')) return; me.disconnect(); document.cookie = `goneAt=${Date.now()}; path=/`; }).observe(document.body, { subtree: true, childList: true })");
        await owner.EvaluateAsync("() => addEventListener('click', () => { window.pressedAt = Date.now(); }, true)");
        var typing = TypeUntilGoneAsync(guest);

        await TakeOutAsync(owner, "Tomas É.");

        await Expect(guest.Locator("main.left h1")).ToContainTextAsync("Vous n'êtes plus dans cette émission (par Camille, ");
        var typed = await typing;
        var pressed = await owner.EvaluateAsync<long>("() => window.pressedAt");
        var gone = long.Parse((await guest.Context.CookiesAsync()).Single(c => c.Name == "goneAt").Value, CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper?.WriteLine($"Taken out while typing: nothing left to read after {gone - pressed} ms ({typed} keys had been sent).");
        // Less than nothing: so busy a machine that it was pressed once more.
        Assert.True(gone - pressed <= UnderFullLoad.TotalMilliseconds, $"{gone - pressed} ms.");
        await Expect(owner.Locator(".people-done")).ToContainTextAsync("Tomas É. is out of the show.");

        // Nothing of the show is left, and the cookie opens nothing any more.
        await Expect(guest.Locator(".desk")).ToHaveCountAsync(0);
        foreach (var page in new[] { "questions", "moderate", "settings" })
        {
            var refused = await guest.GotoAsync(guest.Url[..(guest.Url.LastIndexOf('/') + 1)] + page);
            Assert.Equal(403, refused!.Status);
            await Expect(guest.Locator("main.left")).ToBeVisibleAsync();
        }

        await guest.GotoAsync(console.Address.AbsoluteUri);
        await Expect(guest.Locator(".desk")).ToHaveCountAsync(0);
    }

    private async Task LinkIsUsedUpAsync(Uri link)
    {
        Expected("410");
        var late = await BlankAsync(PhoneSize);
        Assert.Equal(410, (await late.GotoAsync(link.AbsoluteUri))!.Status);
        await Expect(late.Locator("h1")).ToHaveTextAsync("This link has been used.");
    }

    private static async Task<int> TypeUntilGoneAsync(IPage guest)
    {
        var typed = 0;
        while (await guest.Locator(".desk").CountAsync() > 0)
        {
            await guest.Keyboard.PressAsync("abcdefghij"[typed++ % 10].ToString());
        }

        return typed;
    }

    private static async Task TakeOutAsync(IPage owner, string name)
    {
        var seat = owner.Locator(".seat", new() { HasText = name });
        await Desk.PressTwiceAsync(seat.Locator(".seat-out button"), async () => await seat.CountAsync() == 0);
        await Expect(seat).ToHaveCountAsync(0);
    }

    private static IEnumerable<string> Lines() => Enumerable.Range(1, 900).Select(n => JsonSerializer.Serialize(new
    {
        platform = "twitch", channel = "agence_orbite", id = new Guid(n, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1).ToString(), sentAt = Start.AddSeconds(n), kind = "text",
        author = new { id = string.Create(CultureInfo.InvariantCulture, $"u{n}"), login = $"viewer{n}", name = $"Viewer{n}" },
        text = string.Create(CultureInfo.InvariantCulture, $"How cold is it at rock number {n}?"),
    }));
}
