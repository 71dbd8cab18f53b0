using Bunit;
using LiveConsole.Accounts;
using LiveConsole.Accounts.Connected;
using LiveConsole.Features.Settings;
using LiveConsole.Features.Shows;
using LiveConsole.Platforms;
using LiveConsole.Sources;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Features.Settings;

public sealed class AccountsPageTests : HouseRoom
{
    private PlatformAccounts Accounts => App.GetRequiredService<PlatformAccounts>();

    [Fact]
    public async Task Without_a_client_id_the_page_says_where_to_register_and_which_address_and_keeps_what_is_typed()
    {
        var page = await OpenAsync();
        Assert.Contains("dev.twitch.tv/console/apps", page.Markup, StringComparison.Ordinal);
        Assert.Contains("/settings/accounts/back/twitch", page.Find("#redirect-twitch").GetAttribute("value"), StringComparison.Ordinal);

        page.Find("#client-twitch").Input("our-program");
        await page.FindAll("form.client-form")[0].SubmitAsync();

        Assert.Equal("our-program", App.GetRequiredService<ProgramClients>().Of("twitch")!.Id);
        await page.Find("section[aria-labelledby=accounts-twitch] button.connect").ClickAsync();
        Assert.Equal(AccountWishes.Twitch.Length, page.FindAll("section[aria-labelledby=accounts-twitch] .wishes input").Count);
        Assert.NotNull(page.Find("button.device-start"));
    }

    [Fact]
    public async Task An_account_says_as_whom_it_acts_what_it_may_and_not_and_goes_by_two_presses()
    {
        await Accounts.ConnectAsync("twitch", new GrantedAccount(new HeldTokens("tok-of-access", "tok-of-renewal", "c", null), "1", "orbite_regie", "orbite_regie", ["user:write:chat", "user:read:chat", "chat:read", "user:read:moderated_channels"]), "Salomé", default);
        var page = await OpenAsync();
        var row = page.Find(".account-row");

        Assert.Contains("Acts as orbite_regie", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Post and answer (yes)", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Time out and ban (not allowed)", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Salomé", row.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("tok-of-", page.Markup, StringComparison.Ordinal);

        await page.Find(".account-row .screen-deeds button:last-of-type").ClickAsync();
        Assert.Single(Accounts.All);
        await page.Find(".account-row .screen-deeds button:last-of-type").ClickAsync();

        Assert.Empty(Accounts.All);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".account-row")));
    }

    [Fact]
    public async Task An_account_that_is_let_in_says_so_and_can_be_asked_about_at_once()
    {
        await Accounts.ConnectAsync("youtube", new GrantedAccount(new HeldTokens("tok-of-access", null, "c", null), "UC1", "@orbite", "Agence Orbite", ["https://www.googleapis.com/auth/youtube.force-ssl"]), "Salomé", default);
        var page = await OpenAsync();
        Assert.Equal("Check now", page.Find(".account-row .check-now").TextContent);
        Assert.Equal("let in", page.Find(".account-row .chip.good").TextContent);
    }

    [Fact]
    public async Task In_a_rehearsal_a_check_and_a_disconnection_say_that_it_rehearses_and_ask_nobody()
    {
        await Accounts.ConnectAsync("twitch", new GrantedAccount(new HeldTokens("tok-of-access", "tok-of-renewal", "c", null), "1", "orbite_regie", "orbite_regie", ["user:read:chat"]), "Salomé", default);
        using var closed = new PlatformAccounts(App.GetRequiredService<IDbContextFactory<AccountsDb>>(), App.GetRequiredService<ProgramClients>(), App.GetRequiredService<IDataProtectionProvider>(), TimeProvider.System, NullLogger<PlatformAccounts>.Instance, opens: false);
        await closed.LoadAsync(default);
        Services.AddSingleton(closed);
        Services.AddSingleton(new AccountDoors(closed, App.GetRequiredService<ProgramClients>(), App.GetRequiredService<NodeSources>(), App.GetRequiredService<PlatformAddresses>(), new(), () => new Uri("http://localhost:5080"), App.GetRequiredService<IDataProtectionProvider>(), TimeProvider.System));
        var page = await OpenAsync();

        await page.Find(".account-row .check-now").ClickAsync();
        Assert.Equal("LiveConsole is rehearsing and touches nobody's account: Twitch was not asked. Start it with \"liveconsole serve\" to connect, check or disconnect accounts.", page.Find(".accounts-said").TextContent);
        await page.InvokeAsync(() => page.Find(".account-row .screen-deeds button:last-of-type").Click());
        await page.InvokeAsync(() => page.Find(".account-row .screen-deeds button:last-of-type").Click());

        Assert.StartsWith("LiveConsole is rehearsing", page.Find(".accounts-said").TextContent, StringComparison.Ordinal);
        Assert.Single(Accounts.All);
    }

    [Fact]
    public async Task A_dead_account_says_so_first_and_what_its_scopes_are_for()
    {
        var account = await Accounts.ConnectAsync("twitch", new GrantedAccount(new HeldTokens("tok-of-access", null, "c", null), "1", "orbite_regie", "orbite_regie", ["moderator:manage:warnings", "bits:read"]), "Salomé", default);
        var vault = Accounts.Vault(account.Id);
        await vault.ReadAsync(default);
        await vault.FoundAsync(new(TokenHealth.Dead, Why: "refused"), default);
        var page = await OpenAsync();

        Assert.Contains("connect it again", page.Find(".account-row.dead p.refused").TextContent, StringComparison.Ordinal);
        Assert.Equal(["moderator:manage:warnings", "bits:read"], page.FindAll(".account-scopes dt").Select(t => t.TextContent));
        Assert.Equal(["Warn a viewer; see who was warned", "Not used by LiveConsole."], page.FindAll(".account-scopes dd").Select(t => t.TextContent));
    }

    private async Task<IRenderedComponent<AccountsPage>> OpenAsync()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        var user = await UserAsync();
        var person = HousePerson.Of(user, Crew, App.GetRequiredService<LiveConsole.Shows.IShows>())!;
        return Render<AccountsPage>(p => p.AddCascadingValue(person));
    }
}
