using System.Text.Json;
using Bunit;
using LiveConsole.Domain.Journal;
using LiveConsole.Features.Frame;
using LiveConsole.Features.Settings;
using LiveConsole.Shows;

namespace LiveConsole.Tests.Features.Settings;

public sealed class OverlayFormTests : HouseRoom
{
    [Fact]
    public async Task What_is_chosen_is_in_the_preview_at_once_and_in_the_show_when_it_is_saved()
    {
        var show = await OwnersShowAsync();
        var page = OpenOverlay();

        await DoAsync(page, "[data-look=theme]", e => e.ChangeAsync(new() { Value = "light" }));
        await DoAsync(page, "[data-look=margin-edge]", e => e.InputAsync(new() { Value = "80" }));
        await DoAsync(page, "#look-accent", e => e.InputAsync(new() { Value = "C4262B" }));

        await page.WaitForAssertionAsync(() => Assert.Equal("#c4262b light 96x80", LookOf(page, "accent", "theme", "margin")));
        Assert.Empty(Settings(show).OverlayLook);
        await DoAsync(page, "form", e => e.SubmitAsync());
        await page.WaitForAssertionAsync(() => Assert.Equal(["accent=#c4262b", "margin=96x80", "theme=light"], Settings(show).OverlayLook.Select(l => $"{l.Key}={l.Value}")));
        Assert.Equal("?accent=c4262b&margin=96x80&theme=light", page.Find(".as-address code").TextContent);
    }

    [Fact]
    public async Task What_no_screen_would_take_is_refused_in_words_and_stays_typed_and_the_preview_is_as_without_it()
    {
        var show = await OwnersShowAsync();
        var page = OpenOverlay();

        await DoAsync(page, "[data-look=logo]", e => e.InputAsync(new() { Value = "https://elsewhere.example/logo.png" }));
        await DoAsync(page, "form", e => e.SubmitAsync());

        await page.WaitForAssertionAsync(() => Assert.Contains("A logo is a picture on this server", page.Find(".save-line .refused").TextContent, StringComparison.Ordinal));
        Assert.Equal("https://elsewhere.example/logo.png", page.Find("[data-look=logo]").GetAttribute("value"));
        Assert.Equal("true", page.Find("[data-look=logo]").GetAttribute("aria-invalid"));
        Assert.DoesNotContain("elsewhere", page.Find("iframe").GetAttribute("data-state"), StringComparison.Ordinal);
        Assert.Empty(Settings(show).OverlayLook);
    }

    [Fact]
    public async Task A_logo_is_a_picture_that_is_kept_here()
    {
        var show = await OwnersShowAsync();
        var page = OpenOverlay();
        var file = page.FindComponent<Microsoft.AspNetCore.Components.Forms.InputFile>();

        file.UploadFiles(InputFileContent.CreateFromText("<svg onload='alert(1)'/>", "logo.png"));
        await page.WaitForAssertionAsync(() => Assert.Contains("no PNG or WebP picture", page.Find(".look-logo .refused").TextContent, StringComparison.Ordinal));
        file.UploadFiles(InputFileContent.CreateFromBinary(Screens.LogosTests.Png, "logo.png"));

        await page.WaitForAssertionAsync(() => Assert.StartsWith("/logos/", LookOf(page, "logo"), StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".look-logo .refused"));
        await DoAsync(page, "form", e => e.SubmitAsync());
        await page.WaitForAssertionAsync(() => Assert.EndsWith(".png", Settings(show).OverlayLook["logo"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_panel_on_which_the_words_cannot_be_read_is_said()
    {
        await OwnersShowAsync();
        var page = OpenOverlay();

        await DoAsync(page, "#look-bg", e => e.InputAsync(new() { Value = "#ffffff" }));
        await page.WaitForAssertionAsync(() => Assert.Contains("contrast of 1.0", page.Find(".overlay-form > .refused").TextContent, StringComparison.Ordinal));
        await DoAsync(page, "[data-look=theme]", e => e.ChangeAsync(new() { Value = "light" }));

        await page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll(".overlay-form > .refused")));
    }

    [Fact]
    public async Task The_preview_says_how_the_overlays_own_page_drew_the_sample()
    {
        await OwnersShowAsync();
        var page = OpenOverlay();
        var frame = page.FindComponent<DeskFrame>();

        await DoAsync(page, ".sample-texts button:nth-of-type(3)", e => e.ClickAsync());
        await frame.InvokeAsync(() => frame.Instance.Fitted("overlay", 5, 1, 36, "small"));

        await page.WaitForAssertionAsync(() => Assert.Equal("Lower third: 5 lines of 36 px.", page.Find(".fit-line").TextContent));
        Assert.Contains("Rouvre", page.Find("iframe").GetAttribute("data-state"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public void The_samples_are_as_long_as_they_say(string language)
    {
        Assert.InRange(OverlaySamples.Of("150", language).Text.Length, 145, 150);
        Assert.InRange(OverlaySamples.Of("300", language).Text.Length, 290, 300);
        Assert.All(new[] { "short", "rtl", "emoji" }, s => Assert.InRange(OverlaySamples.Of(s, language).Text.Length, 10, 120));
    }

    [Theory]
    [InlineData("dark", null, null)]
    [InlineData("dark", "#000", 21.0)]
    [InlineData("dark", "#000000ff", 21.0)]
    [InlineData("dark", "#0000", 1.0)]
    [InlineData("light", "#fff", 17.7)]
    public void How_well_the_words_stand_on_a_panel(string theme, string? bg, double? contrast)
    {
        Assert.Equal(contrast, OverlayContrast.Of(theme, bg) is { } found ? Math.Round(found, 1) : null);
    }

    private async Task<LiveShow> OwnersShowAsync()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        return show;
    }

    private IRenderedComponent<ShowSettingsPage> OpenOverlay() => Render<ShowSettingsPage>(p => p.Add(x => x.Slug, "landing").Add(x => x.Name, "overlay"));

    // Found and pressed in one go: the page renders by itself meanwhile.
    private static Task DoAsync(IRenderedComponent<ShowSettingsPage> page, string selector, Func<AngleSharp.Dom.IElement, Task> press) => page.InvokeAsync(() => press(page.Find(selector)));

    private static ShowSettings Settings(LiveShow show) => show.Snapshot.State.Settings!;

    private static string LookOf(IRenderedComponent<ShowSettingsPage> page, params string[] names)
    {
        var look = JsonDocument.Parse(page.Find("iframe").GetAttribute("data-state")!).RootElement.GetProperty("overlay");
        return string.Join(' ', names.Select(n => look.GetProperty(n).GetString()));
    }
}
