using Bunit;
using LiveConsole.Domain.Journal;
using LiveConsole.Outputs;
using Microsoft.Extensions.DependencyInjection;

namespace LiveConsole.Tests.Features.Settings;

public sealed class OutputsFormTests : HouseRoom
{
    [Fact]
    public async Task An_output_is_added_off_with_its_secret_shown_once_and_a_second_press_takes_it_out()
    {
        var show = await AShowAsync();
        await SignInAsync(show, Role.Producer);
        var page = OpenSettings("outputs");
        await page.Find("#o-kind").ChangeAsync("Webhook");
        await page.Find("#o-name").ChangeAsync("Archive");
        await page.Find("#o-address").ChangeAsync("ftp://example.org");
        await page.Find(".outputs form").SubmitAsync();
        Assert.Contains("web address", page.Find(".outputs .refused").TextContent, StringComparison.Ordinal);

        await page.Find("#o-address").ChangeAsync("https://example.org/hook");
        await page.Find(".outputs form").SubmitAsync();

        var book = App.GetRequiredService<OutputBook>();
        var row = Assert.Single(book.Of(show.Id));
        Assert.False(row.On);
        await page.WaitForAssertionAsync(() => Assert.Equal(book.SecretOf(row), page.Find(".output .once code").TextContent));
        Assert.Empty(OpenSettings("outputs").FindAll(".output .once"));

        await page.FindAll(".output .deeds button")[^1].ClickAsync();
        await page.FindAll(".output .deeds button")[^1].ClickAsync();
        await page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll(".output")));
        Assert.Empty(book.Of(show.Id));
    }

    [Theory]
    [InlineData(OutputKind.Osc, "localhost:9000", "")]
    [InlineData(OutputKind.Caspar, "[::1]:5250", "")]
    [InlineData(OutputKind.Spx, "http://10.0.0.5:5656", "")]
    [InlineData(OutputKind.Webhook, "http://127.0.0.1/hook", "")]
    [InlineData(OutputKind.H2r, "http://8.8.8.8/data/A", "http://192.168.1.4/api/P/graphic/7")]
    public async Task A_producer_who_does_not_run_the_installation_adds_no_output_on_its_network(OutputKind kind, string address, string graphic)
    {
        var show = await AShowAsync();
        await SignInAsync(show, Role.Producer);
        var producer = Crew.ActorFor(await UserAsync(), show.Id)!;
        var deeds = App.GetRequiredService<OutputDeeds>();
        var wish = new OutputWish(kind, "near", new OutputSettings(address) { Template = "q", Graphic = graphic });

        var (row, _, whyNot) = await deeds.AddAsync(show, producer, wish, default);

        Assert.Null(row);
        Assert.Contains("only who runs this installation", whyNot!.En, StringComparison.Ordinal);

        await SignInAsync(show, Role.Owner, "Odile");
        (row, _, whyNot) = await deeds.AddAsync(show, Crew.ActorFor(await UserAsync(), show.Id)!, wish, default);
        Assert.Null(whyNot);
        Assert.False(OutputSettings.Of(row!.Settings).PublicOnly);
    }

    [Fact]
    public async Task What_a_producer_added_reaches_no_private_network_even_if_its_name_leads_there_later()
    {
        var show = await AShowAsync();
        await SignInAsync(show, Role.Producer);
        var (row, _, whyNot) = await App.GetRequiredService<OutputDeeds>().AddAsync(show, Crew.ActorFor(await UserAsync(), show.Id)!, new OutputWish(OutputKind.Osc, "far", new OutputSettings("8.8.8.8:9000")), default);
        Assert.Null(whyNot);
        var settings = OutputSettings.Of(row!.Settings);
        Assert.True(settings.PublicOnly);
        row.Settings = (settings with { Address = "127.0.0.1:9000" }).ToJson(); // as a name that is answered otherwise now

        var said = await App.GetRequiredService<OutputMaker>().TestAsync(row, default);

        Assert.Equal((false, "127.0.0.1"), (said.Ok, said.Refused));
    }

    [Fact]
    public async Task Who_may_not_set_the_show_up_any_more_changes_no_output()
    {
        var show = await AShowAsync();
        var deeds = App.GetRequiredService<OutputDeeds>();
        var wish = new OutputWish(OutputKind.Osc, "Companion", new OutputSettings("localhost:9000"));

        var (row, _, whyNot) = await deeds.AddAsync(show, new Actor("nobody", "Nobody", Role.Owner), wish, default);

        Assert.Null(row);
        Assert.NotNull(whyNot);
        Assert.Empty(App.GetRequiredService<OutputBook>().Of(show.Id));
    }
}
