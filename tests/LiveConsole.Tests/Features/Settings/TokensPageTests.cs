using Bunit;
using LiveConsole.Accounts.ApiTokens;
using LiveConsole.Domain.Journal;
using LiveConsole.Features.Settings;
using LiveConsole.Features.Shows;
using LiveConsole.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LiveConsole.Tests.Features.Settings;

public sealed class TokensPageTests : HouseRoom
{
    private ApiTokenBook Tokens => App.GetRequiredService<ApiTokenBook>();

    [Fact]
    public async Task A_token_is_made_shown_once_and_revoked()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        var page = await OpenAsync();
        Assert.Contains("No program acts here yet.", page.Markup, StringComparison.Ordinal);

        page.Find("#token-name").Input("Stream Deck");
        page.Find("#token-role").Change(nameof(Role.Producer));
        page.Find("#token-end").Change("12");
        await page.Find("form.add-token").SubmitAsync();

        var secret = page.Find("#token-secret").GetAttribute("value")!;
        var row = Tokens.Find(secret)!;
        Assert.Equal(("Stream Deck", Role.Producer, show.Id.Value, "Salomé", ApiScope.Write), (row.Name, row.Role, row.ShowId, row.CreatedByName, row.Scope));
        Assert.NotNull(row.ExpiresAt);
        await page.Find(".token-made button:not(.primary)").ClickAsync();
        Assert.DoesNotContain(secret, page.Markup, StringComparison.Ordinal);
        Assert.Contains("Stream Deck", page.Find(".token-row").TextContent, StringComparison.Ordinal);
        Assert.Contains("never used", page.Find(".token-row").TextContent, StringComparison.Ordinal);

        await page.Find(".token-row .screen-deeds button").ClickAsync();
        Assert.True(Tokens.IsAlive(row.Id));
        await page.Find(".token-row .screen-deeds button").ClickAsync();

        Assert.False(Tokens.IsAlive(row.Id));
        Assert.Empty(page.FindAll(".token-row"));
    }

    [Fact]
    public async Task Who_does_not_run_the_installation_any_more_makes_and_revokes_none_on_a_page_that_is_still_open()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        var (row, _, _) = await Tokens.MakeAsync(new ApiTokenWish("Script", show.Id, Role.Editor), null, default);
        var page = await OpenAsync();
        await Crew.SeatAsync(Crew.SignedIn(await UserAsync())!, show.Id, Role.Producer, [], default);

        page.Find("#token-name").Input("Stream Deck");
        await page.Find("form.add-token").SubmitAsync();
        await page.Find(".token-row .screen-deeds button").ClickAsync();
        await page.Find(".token-row .screen-deeds button").ClickAsync();

        Assert.NotEmpty(page.FindAll("[role=alert]"));
        Assert.True(Tokens.IsAlive(row!.Id));
        Assert.Single(Tokens.All);
    }

    private async Task<IRenderedComponent<TokensPage>> OpenAsync()
    {
        Services.AddSingleton(PublicName.Of(App.GetRequiredService<IConfiguration>(), new HostSettings(null, null, [])));
        var user = await UserAsync();
        return Render<TokensPage>(p => p.AddCascadingValue(HousePerson.Of(user, Crew, Live)!));
    }
}
