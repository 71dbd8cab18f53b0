namespace LiveConsole.Tests.Screens;

/// <summary>Who cannot see a screen's page is led to its sentence: one main part, and the sentence is its heading.</summary>
public sealed class ScreenLandmarkTests
{
    [Theory]
    [InlineData("presenter.html", "<main id=\"region\"", "<p id=\"text\" class=\"text\" role=\"heading\" aria-level=\"1\"")]
    [InlineData("presenter.html", "<section id=\"rest\" class=\"rest\" role=\"main\"", "<p id=\"rest-word\" role=\"heading\" aria-level=\"1\"")]
    [InlineData("overlay.html", "<div id=\"canvas\" class=\"canvas\" role=\"main\"", "<p id=\"text\" class=\"text\" role=\"heading\" aria-level=\"1\"")]
    public void A_screen_has_a_main_part_with_a_heading(string page, string main, string heading)
    {
        var text = File.ReadAllText(Path.Combine(Folder(), page));

        Assert.Contains(main, text, StringComparison.Ordinal);
        Assert.Contains(heading, text[text.IndexOf(main, StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    private static string Folder()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "LiveConsole.sln"))) at = at.Parent;
        return Path.Combine(at.FullName, "src", "LiveConsole", "wwwroot", "screens");
    }
}
