using System.Net;
using LiveConsole.Journeys.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveConsole.Journeys;

/// <summary>From nothing to an owner who comes back: by a passkey, by a password with a code, by a recovery code; and who does not get in.</summary>
public sealed class SignInJourneys(Chromium chromium) : Journey(chromium), IAsyncLifetime
{
    private const string Password = "correct horse battery staple";

    private LiveConsoleProcess _console = null!;

    private Uri Welcome => _console.Links["first owner"];

    public async ValueTask InitializeAsync()
    {
        await LiveConsoleCommand.DoneAsync("show", "create", "landing", "--title", "Landing", "--data", InFolder("data"));
        _console = await StartAsync("serve");
    }

    [Fact]
    public async Task The_first_owner_comes_in_by_the_link_with_a_passkey_and_comes_back_with_it()
    {
        Expected("410 (Gone)");
        Expected("401 (Unauthorized)");
        await RobotsOpenTheLinkAsync();
        var page = await OpenAsync(Welcome);
        var device = await Authenticator.OnAsync(page);
        await page.Locator("#name").FillAsync("Olga");
        await page.Locator("[data-passkey]").ClickAsync();
        await page.WaitForURLAsync("**/shows/landing/questions");
        Assert.Equal(1, await device.CountAsync());

        var second = await OpenAsync(Welcome);
        await Expect(second.Locator("h1")).ToHaveTextAsync("This link has been used.");

        await SignOutAsync(page);
        await page.GotoAsync(new Uri(_console.Address, "shows/landing/questions").AbsoluteUri);
        await Expect(page.Locator(".desk")).ToHaveCountAsync(0);
        await page.GotoAsync(new Uri(_console.Address, "sign-in?back=/me").AbsoluteUri);
        await page.Locator("[data-passkey]").ClickAsync();
        await page.WaitForURLAsync("**/me");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Olga");
        await Expect(page.Locator(".me-head")).ToContainTextAsync("owner of this installation");

        // The next start prints no such link any more: there is an owner.
        Expected("ERR_CONNECTION");
        await page.GotoAsync("about:blank");
        await _console.KillAsync();
        await _console.StartAgainAsync();
        Assert.DoesNotContain("first owner", _console.Links.Keys);
        await page.GotoAsync(new Uri(_console.Address, "me").AbsoluteUri);
        await Expect(page.Locator("h1")).ToHaveTextAsync("Olga");

        // Everything lost: who runs the machine makes a link for one more owner.
        var made = await LiveConsoleCommand.DoneAsync("owner", "link", "--data", InFolder("data"));
        Assert.StartsWith(new Uri(_console.Address, "welcome/").AbsoluteUri, made.Lines[0], StringComparison.Ordinal);
        var again = await OpenAsync(new Uri(made.Lines[0]));
        await again.Locator("#name").FillAsync("Paul");
        await again.Locator("#signInName").FillAsync("paul");
        await again.Locator("#password").FillAsync(Password);
        await again.GetByText("Come in with a password").ClickAsync();
        await again.WaitForURLAsync("**/shows/landing/questions");
    }

    [Fact]
    public async Task A_password_asks_for_its_code_a_recovery_code_counts_once_and_wrong_ones_lock_it_while_the_passkey_still_works()
    {
        var page = await OpenAsync(Welcome);
        var device = await Authenticator.OnAsync(page);
        var (app, recovery) = await SetUpAsync(page);
        await SignOutAsync(page);

        await GivePasswordAsync(page, Password);
        await page.Locator("#code").FillAsync(app.At(DateTimeOffset.UnixEpoch));
        await page.GetByText("Go on").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("That is not the code of this moment");
        await UseRecoveryCodeAsync(page, recovery[0].ToLowerInvariant());
        await page.WaitForURLAsync("**/shows/landing/questions");
        await SignOutAsync(page);

        await GivePasswordAsync(page, Password);
        await UseRecoveryCodeAsync(page, recovery[0]);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("it was used before");
        await UseRecoveryCodeAsync(page, recovery[1]);
        await page.WaitForURLAsync("**/shows/landing/questions");
        await SignOutAsync(page);

        // The next code: the one of the set-up is used.
        await GivePasswordAsync(page, Password);
        await page.Locator("#code").FillAsync(app.At(TimeProvider.System.GetUtcNow().AddSeconds(30)));
        await page.GetByText("Go on").ClickAsync();
        await page.WaitForURLAsync("**/shows/landing/questions");
        await SignOutAsync(page);

        for (var wrong = 1; wrong < 5; wrong++)
        {
            await GivePasswordAsync(page, "not the right words");
            await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("do not go together");
            // What was typed stays, save the password.
            await Expect(page.Locator("#name")).ToHaveValueAsync("olga");
            await Expect(page.Locator("#password")).ToBeEmptyAsync();
        }

        await GivePasswordAsync(page, "not the right words");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Passwords and codes are taken again in 5 min.");
        await GivePasswordAsync(page, Password);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Too many tries were wrong.");

        await device.KnowsItsUserAsync(false);
        await page.Locator("[data-passkey]").ClickAsync();
        await Expect(page.Locator("[data-passkey-said]")).ToContainTextAsync("No passkey was given.");
        await device.KnowsItsUserAsync(true);
        await page.Locator("[data-passkey]").ClickAsync();
        await page.WaitForURLAsync("**/shows/landing/questions");
    }

    [Fact]
    public async Task A_guest_may_choose_a_name_and_a_passkey_and_sees_and_ends_their_sessions()
    {
        var page = await OpenAsync(_console.Links["moderator"]);
        await Desk.EnterAsync(page, "Nora");
        await page.WaitForURLAsync("**/shows/landing/moderate");
        await Authenticator.OnAsync(page);
        await page.GotoAsync(new Uri(_console.Address, "me").AbsoluteUri);
        await Expect(page.Locator("#part-passkeys + p")).ToContainTextAsync("nobody has to");
        await page.Locator("[name=name]").First.FillAsync("Nora B.");
        await page.GetByText("Save the name").ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Nora B.");
        await page.Locator("[data-passkey]").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("The passkey is added.");
        await page.GetByText("Rename").First.ClickAsync();
        await page.GetByLabel("Name of this passkey").FillAsync("Laptop");
        await page.Locator(".me-edit button").ClickAsync();
        await Expect(page.Locator(".me-what strong").First).ToHaveTextAsync("Laptop");
        await page.GetByLabel("Remove Laptop").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is your only way to sign in.");

        var elsewhere = await BlankAsync(storage: await page.Context.StorageStateAsync());
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync(new Uri(_console.Address, "sign-in?back=/me").AbsoluteUri);
        await page.Locator("[data-passkey]").ClickAsync();
        await page.WaitForURLAsync("**/me");
        await page.GetByText("Sign out the others").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("The other sessions are signed out.");
        await elsewhere.GotoAsync(new Uri(_console.Address, "me").AbsoluteUri);
        await Expect(elsewhere.Locator("h1")).ToHaveTextAsync("Sign in");
        // The passkey gave Nora back her own role.
        await page.GotoAsync(_console.Address.AbsoluteUri);
        await page.WaitForURLAsync("**/shows/landing/moderate");
    }

    [Theory]
    [InlineData("en-GB", "en")]
    [InlineData("fr-FR", "fr")]
    public async Task Every_page_of_signing_in_keeps_to_wcag(string locale, string language)
    {
        var page = await OpenAsync(Welcome, locale: locale);
        await page.KeepsToWcagAsync(language);
        await Authenticator.OnAsync(page);
        await page.Locator("#name").FillAsync("Olga");
        await page.Locator("[data-passkey]").ClickAsync();
        await page.WaitForURLAsync("**/shows/landing/questions");
        await page.GotoAsync(new Uri(_console.Address, "me").AbsoluteUri);
        foreach (var folded in await page.Locator("details").AllAsync()) await folded.EvaluateAsync("d => d.open = true");
        await page.KeepsToWcagAsync(language);
        await SetPasswordAsync(page);
        await page.KeepsToWcagAsync(language);
        await page.Locator("form[action='/me/codes'] button").ClickAsync();
        await page.KeepsToWcagAsync(language);
        var app = await ScanAsync(page);
        await page.Locator("#code").FillAsync(app.At(TimeProvider.System.GetUtcNow()));
        await page.Locator("form button").ClickAsync();
        await Expect(page.Locator(".door-recovery li")).ToHaveCountAsync(8);
        await page.KeepsToWcagAsync(language);
        await page.GotoAsync(new Uri(_console.Address, "me").AbsoluteUri);
        await SignOutAsync(page);
        await page.KeepsToWcagAsync(language);
        await GivePasswordAsync(page, "not the right words");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.KeepsToWcagAsync(language);
        await GivePasswordAsync(page, Password);
        await Expect(page.Locator("#code")).ToBeVisibleAsync();
        await page.Locator("summary").ClickAsync();
        await page.KeepsToWcagAsync(language);
        Expected("410 (Gone)");
        await page.GotoAsync(Welcome.AbsoluteUri);
        await page.KeepsToWcagAsync(language);
    }

    /// <summary>Previews and scanners come before the person does, and some press buttons.</summary>
    private async Task RobotsOpenTheLinkAsync()
    {
        using var robot = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        Assert.Equal(HttpStatusCode.OK, (await robot.GetAsync(Welcome)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await robot.SendAsync(new HttpRequestMessage(HttpMethod.Head, Welcome))).StatusCode);
        foreach (var way in new[] { "password", "passkey" })
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = "Robot", ["signInName"] = "robot", ["password"] = Password, ["credential"] = "{}" });
            var answer = await robot.PostAsync(new Uri($"{Welcome}/{way}"), form);
            Assert.Equal((HttpStatusCode.Redirect, $"{Welcome.AbsolutePath}?trouble=Expired"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        }

        Assert.Equal(HttpStatusCode.OK, (await robot.GetAsync(Welcome)).StatusCode);
    }

    private async Task<(AuthenticatorApp App, IReadOnlyList<string> Recovery)> SetUpAsync(IPage page)
    {
        await page.Locator("#name").FillAsync("Olga");
        await page.Locator("[data-passkey]").ClickAsync();
        await page.WaitForURLAsync("**/shows/landing/questions");
        await page.GotoAsync(new Uri(_console.Address, "me").AbsoluteUri);
        await page.Locator(".me-open summary").ClickAsync();
        await SetPasswordAsync(page);
        await page.Locator("form[action='/me/codes'] button").ClickAsync();
        var app = await ScanAsync(page);
        await page.Locator("#code").FillAsync(app.At(TimeProvider.System.GetUtcNow()));
        await page.Locator("form button").ClickAsync();
        await Expect(page.Locator(".door-recovery li")).ToHaveCountAsync(8);
        var codes = await page.Locator(".door-recovery li").AllTextContentsAsync();
        await page.Locator(".door-card a").ClickAsync();
        return (app, codes);
    }

    private static async Task SetPasswordAsync(IPage page)
    {
        await page.Locator("#signInName").FillAsync("olga");
        await page.Locator("#password").FillAsync(Password);
        await page.Locator("form[action='/me/password'] button").ClickAsync();
        await Expect(page.Locator("form[action='/me/codes'] button")).ToBeVisibleAsync();
    }

    private static async Task<AuthenticatorApp> ScanAsync(IPage page) => new((await page.Locator(".door-key").TextContentAsync())!);

    private static async Task SignOutAsync(IPage page)
    {
        await page.GotoAsync(new Uri(new Uri(page.Url), "/me").AbsoluteUri);
        await page.Locator("form[action='/me/sign-out'] button").ClickAsync();
        await page.WaitForURLAsync("**/sign-in?said=SignedOut");
    }

    private static async Task GivePasswordAsync(IPage page, string password)
    {
        await page.Locator("#name").FillAsync("olga");
        await page.Locator("#password").FillAsync(password);
        await page.Locator("form[action='/sign-in/password'] button").ClickAsync();
    }

    private static async Task UseRecoveryCodeAsync(IPage page, string code)
    {
        var field = page.Locator("#recovery");
        if (!await field.IsVisibleAsync()) await page.Locator("summary").ClickAsync();
        await field.FillAsync(code);
        await page.Locator("form[action='/sign-in/recovery'] button").ClickAsync();
    }

}
