using System.Text.Json;
using System.Text.RegularExpressions;
using LiveConsole.Journeys.Harness;
using LiveConsole.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveConsole.Journeys;

/// <summary>
/// Who runs an installation lets it in on both platforms, by a code and by their pages, chooses as whom a channel is acted in, and sees when that account is let in no more. The
/// platforms are the emulated ones, in a process of their own.
/// </summary>
public sealed class AccountsJourney(Chromium chromium) : Journey(chromium)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 14, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_owner_connects_accounts_of_both_platforms_and_a_message_is_removed_as_the_one_that_was_chosen()
    {
        using var folder = new TemporaryFolder();
        var recording = folder.File("a-chat.jsonl");
        await File.WriteAllLinesAsync(recording, Recording());
        var emulate = BuiltProgram.Start(["emulate", "--recording", recording]);
        try
        {
            using var ready = JsonDocument.Parse(await emulate.StandardOutput.ReadLineAsync().WaitAsync(Cap.Start) ?? throw new InvalidOperationException("emulate said nothing."));
            string Of(string platform, string name) => ready.RootElement.GetProperty(platform).GetProperty(name).GetString()!;
            await LiveConsoleCommand.DoneAsync("show", "create", "landing", "--title", "Landing", "--twitch", Of("twitch", "channel"), "--data", InFolder("data"));
            var console = await StartAsync("serve",
                $"--Twitch:IrcUri={Of("twitch", "irc")}", $"--Twitch:EventSubUri={Of("twitch", "eventSub")}", $"--Twitch:ApiBaseUri={Of("twitch", "api")}", $"--Twitch:IdBaseUri={Of("twitch", "id")}",
                $"--Twitch:ClientId={Of("twitch", "clientId")}", $"--Twitch:ClientSecret={Of("twitch", "clientSecret")}",
                $"--YouTube:ApiBaseUri={Of("youtube", "api")}", $"--YouTube:TokenUri={Of("youtube", "token")}", $"--YouTube:ClientId={Of("youtube", "clientId")}", $"--YouTube:ClientSecret={Of("youtube", "clientSecret")}",
                $"--Google:AuthorizeUri={Of("youtube", "authorize")}", $"--Google:RevokeUri={Of("youtube", "revoke")}");
            var page = (await ComeInAsync(console, "owner", "Salomé")).Page;

            await GoAsync(page, console, "settings/accounts");
            await ByCodeAsync(page);
            await ByPageAsync(page, "twitch", "orbite_modo");
            await ByPageAsync(page, "youtube", null);
            await Expect(page.Locator(".account-row")).ToHaveCountAsync(3);
            await SaysWhatForAsync(page);
            await page.KeepsToWcagAsync("en");

            await GoAsync(page, console, "shows/landing/settings/channels");
            var acts = page.Locator(".acting-as select");
            await Expect(acts.Locator("option").First).ToHaveTextAsync("LiveConsole chooses: orbite_regie");
            await acts.SelectOptionAsync(new SelectOptionValue { Label = "orbite_modo" });
            await page.KeepsToWcagAsync("en");
            await RemovesAsync(page, console);

            await WithdrawAsync(new Uri(new Uri(Of("twitch", "api")), "/settings/connections"), "orbite_modo");
            await GoAsync(page, console, "settings/accounts");
            var modo = Row(page, "orbite_modo");
            await modo.Locator(".check-now").ClickAsync();
            await Expect(page.Locator(".accounts-said")).ToHaveTextAsync("Twitch lets orbite_modo in no more: connect it again.");
            await Expect(modo.Locator(".chip.warn")).ToHaveTextAsync("let in no more");
            await GoAsync(page, console, "shows/landing/moderate");
            await Expect(page.Locator(".alert-text").Filter(new() { HasText = "Twitch no longer lets the account orbite_modo in" })).ToBeVisibleAsync();

            await GoAsync(page, console, "settings/accounts");
            // Two presses within 4 s; on a machine so busy that the first is over, once more. One press too many changes nothing.
            await page.WaitForFunctionAsync("""
                () => {
                  const row = [...document.querySelectorAll('.account-row')].find(r => r.querySelector('header .name').textContent === 'orbite_modo')
                  row?.querySelector('.screen-deeds button:last-of-type').click()
                  return !row
                }
                """, null, new() { PollingInterval = 500 });
            await Expect(page.Locator(".accounts-said")).ToHaveTextAsync("orbite_modo is disconnected, here and at the platform.");
        }
        finally
        {
            await BuiltProgram.KillAsync(emulate);
        }
    }

    /// <summary>A code, which is typed in another browser.</summary>
    private async Task ByCodeAsync(IPage page)
    {
        var twitch = page.Locator("section[aria-labelledby=accounts-twitch]");
        await twitch.Locator("button.connect").ClickAsync();
        await twitch.Locator("button.device-start").ClickAsync();
        await Expect(page.Locator(".device-code")).ToHaveTextAsync(new Regex("^[A-Z0-9]{8}$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await page.KeepsToWcagAsync("en");
        var there = await OpenAsync(new Uri((await page.Locator(".device a").GetAttributeAsync("href"))!));
        await there.Locator("select[name=user]").SelectOptionAsync("orbite_regie");
        await there.Locator("button[value=yes]").ClickAsync();
        await Expect(there.Locator("p")).ToContainTextAsync("Connected.");
        await Expect(page.Locator(".accounts-said")).ToHaveTextAsync("orbite_regie is connected, and used from now on.");
    }

    /// <summary>The platform's own page, and back.</summary>
    /// <param name="user">Null: the first that it offers.</param>
    private static async Task ByPageAsync(IPage page, string platform, string? user)
    {
        var section = page.Locator($"section[aria-labelledby=accounts-{platform}]");
        await section.Locator("button.connect").ClickAsync();
        await section.Locator($"a[href^='/settings/accounts/leave/{platform}']").ClickAsync();
        var who = page.Locator("select[name=user]");
        await Expect(who).ToBeVisibleAsync();
        if (user is not null) await who.SelectOptionAsync(user);
        await page.Locator("button[value=yes]").ClickAsync();
        await page.WaitForURLAsync("**/settings/accounts?said=*");
        await Expect(page.Locator(".desk[data-ready=true]")).ToBeVisibleAsync();
        await Expect(page.Locator(".accounts-said")).ToContainTextAsync("is connected, and used from now on.");
    }

    private static async Task SaysWhatForAsync(IPage page)
    {
        var regie = Row(page, "orbite_regie");
        await Expect(regie).ToContainTextAsync("Acts as orbite_regie, in its own channel and in:");
        await Expect(regie).ToContainTextAsync("Good until it is withdrawn");
        await regie.Locator(".account-scopes summary").ClickAsync();
        var chat = regie.Locator("dt").Filter(new() { HasText = "moderator:manage:chat_messages" });
        await Expect(chat.Locator("+ dd")).ToHaveTextAsync("Remove a message; clear the chat; see who removed one");
        // Google's consent screen is in "Testing": it ends.
        await Expect(page.Locator("section[aria-labelledby=accounts-youtube] .account-row")).ToContainTextAsync("Good until ");
    }

    private static async Task RemovesAsync(IPage page, LiveConsoleProcess console)
    {
        await GoAsync(page, console, "shows/landing/moderate");
        var desk = await Desk.OnAsync(page);
        await desk.ChooseRowAsync((name, _) => name.StartsWith("Viewer", StringComparison.Ordinal));
        var row = desk.Feed.Locator($"[data-id='{await desk.Feed.Locator("[aria-selected=true]").GetAttributeAsync("data-id")}']");
        await Expect(page.Locator(".acts-where")).ToContainTextAsync("On Twitch as orbite_modo");
        await desk.PressAsync("d");
        await Expect(row.Locator(".chip.state")).ToHaveTextAsync("Salomé: remove · done");
    }

    private async Task WithdrawAsync(Uri connections, string user)
    {
        var there = await OpenAsync(connections);
        await there.Locator("select[name=user]").SelectOptionAsync(user);
        await there.Locator("button").ClickAsync();
        await Expect(there.Locator("p")).ToContainTextAsync("Disconnected.");
    }

    private static ILocator Row(IPage page, string name) => page.Locator(".account-row").Filter(new() { Has = page.Locator("header .name", new() { HasText = name }) });

    private static async Task GoAsync(IPage page, LiveConsoleProcess console, string path)
    {
        await page.GotoAsync(new Uri(console.Address, path).AbsoluteUri);
        await Expect(page.Locator(".desk[data-ready=true]")).ToBeVisibleAsync();
    }

    /// <summary>A line each second: there is always one to choose, and none runs away.</summary>
    private static IEnumerable<string> Recording()
    {
        for (var n = 0; n < 600; n++)
            yield return JsonSerializer.Serialize(new { platform = "twitch", channel = "agence_orbite", id = $"00000000-0000-4000-8000-{n:D12}", sentAt = Start.AddSeconds(n), kind = "text", author = new { id = $"9{n % 40:D2}", login = $"viewer{n % 40}", name = $"Viewer{n % 40}" }, text = $"how cold is rock number {n}?" });
    }
}
