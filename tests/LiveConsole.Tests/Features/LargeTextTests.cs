using System.Text.RegularExpressions;

namespace LiveConsole.Tests.Features;

/// <summary>Text of 150 % (a person's own setting, or the browser's) gets the layout of a smaller screen, not cut words: what fits is asked in letters.</summary>
public sealed partial class LargeTextTests
{
    public static TheoryData<string> Styles => [.. Directory.EnumerateFiles(Folder(), "*.css").Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Styles))]
    public void A_desk_asks_what_fits_in_letters_and_never_in_pixels(string style) =>
        Assert.Empty(AskedInPixels(File.ReadAllText(Path.Combine(Folder(), style))));

    [Theory]
    [MemberData(nameof(Styles))]
    public void What_holds_words_is_as_high_as_its_letters(string style) =>
        Assert.Empty(FixedHeights(File.ReadAllText(Path.Combine(Folder(), style))));

    [Theory]
    [InlineData("@media (max-width: 900px) { .row { display: block; } }")]
    [InlineData("@container feed (max-width: 720px) { .row { display: block; } }")]
    public void A_question_in_pixels_is_found(string style) => Assert.NotEmpty(AskedInPixels(style));

    [Fact]
    public void A_height_in_pixels_is_found() => Assert.NotEmpty(FixedHeights(".clear { width: 96px; height: 36px; }"));

    private static IEnumerable<string> AskedInPixels(string style) => Question().Matches(style).Select(m => m.Value);

    // Frames of a screen's own page are pictures, to scale; what is under 12 px is a dot or a bar.
    private static IEnumerable<string> FixedHeights(string style) => Rule().Matches(style)
        .Where(r => !Picture().IsMatch(r.Groups["who"].Value) && Height().IsMatch(r.Groups["says"].Value))
        .Select(r => r.Value.Trim());

    private static string Folder()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "LiveConsole.sln"))) at = at.Parent;
        return Path.Combine(at.FullName, "src", "LiveConsole", "Client", "desks");
    }

    [GeneratedRegex(@"@(media|container)[^{]*\d+px[^{]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Question();

    [GeneratedRegex(@"(?<who>[^{}]*)\{(?<says>[^{}]*)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Rule();

    [GeneratedRegex("preview|picture|iframe|overlay-sample|swatch", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Picture();

    [GeneratedRegex(@"(?<![\w-])(max-)?height:\s*(1[2-9]|[2-9]\d|\d{3,})px", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Height();
}
