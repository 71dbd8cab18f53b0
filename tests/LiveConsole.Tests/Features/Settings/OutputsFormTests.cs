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
