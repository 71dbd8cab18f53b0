using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LiveConsole.Tests.Features;

/// <summary>Both languages say the same things, and no page says anything that is not in them.</summary>
public sealed partial class WordsTests
{
    public static TheoryData<string> Resources => [.. Directory.EnumerateFiles(Folder(), "*.resx", SearchOption.AllDirectories).Where(f => !f.EndsWith(".fr.resx", StringComparison.Ordinal)).Select(f => Path.GetRelativePath(Folder(), f))];

    public static TheoryData<string> Pages => [.. Directory.EnumerateFiles(Folder(), "*.razor", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder(), f))];

    [Theory]
    [MemberData(nameof(Resources))]
    public void French_and_English_have_the_same_words_with_the_same_places(string resource)
    {
        var (en, fr) = (Read(Path.Combine(Folder(), resource)), Read(Path.Combine(Folder(), Path.ChangeExtension(resource, ".fr.resx"))));

        Assert.Equal(en.Keys.Order(StringComparer.Ordinal), fr.Keys.Order(StringComparer.Ordinal));
        Assert.All(en, word => Assert.Equal(Places(word.Value), Places(fr[word.Key])));
        Assert.All(en.Concat(fr), word => Assert.False(string.IsNullOrWhiteSpace(word.Value), word.Key));
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public void French_has_one_apostrophe_and_no_button_that_launches_or_annuls(string resource)
    {
        var fr = Read(Path.Combine(Folder(), Path.ChangeExtension(resource, ".fr.resx")));

        Assert.All(fr, word => Assert.DoesNotContain('\u2019', word.Value));
        Assert.All(fr, word => Assert.False(word.Value.StartsWith("Lancer", StringComparison.Ordinal) || word.Value.StartsWith("Annuler", StringComparison.Ordinal), word.Key));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_has_no_words_of_its_own(string page)
    {
        var markup = File.ReadAllText(Path.Combine(Folder(), page));

        Assert.Empty(OwnWords(markup));
        Assert.DoesNotContain(" style=\"", markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<p>Hello there</p>")]
    [InlineData("<button type=\"button\" title=\"Close it\">@W[\"Close\"]</button>")]
    public void Words_in_markup_are_found(string markup) => Assert.NotEmpty(OwnWords(markup));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_word_that_a_page_asks_for_by_name_is_there(string page)
    {
        var markup = File.ReadAllText(Path.Combine(Folder(), page));
        var known = Directory.EnumerateFiles(Folder(), "*.resx", SearchOption.AllDirectories).Where(f => !f.EndsWith(".fr.resx", StringComparison.Ordinal)).SelectMany(f => Read(f).Keys).ToHashSet(StringComparer.Ordinal);

        Assert.All(Asked().Matches(markup).Select(m => m.Groups["name"].Value).Where(n => !n.EndsWith('.')), name => Assert.Contains(name, known));
    }

    private static List<string> OwnWords(string markup)
    {
        var code = markup.IndexOf("\n@code", StringComparison.Ordinal);
        if (code >= 0) markup = markup[..code];
        markup = RazorComments().Replace(markup, "");
        var attributes = SpokenAttributes().Matches(markup).Select(m => m.Groups["value"].Value).Where(v => !v.StartsWith('@') && v.Any(char.IsLetter));
        var texts = Texts().Matches(markup).Select(m => m.Groups["text"].Value.Trim()).Where(t => t.Length > 0);
        return [.. attributes, .. texts];
    }

    private static Dictionary<string, string> Read(string file) => XDocument.Load(file).Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value, StringComparer.Ordinal);

    private static IEnumerable<string> Places(string words) => Place().Matches(words).Select(m => m.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LiveConsole.sln"))) return Path.Combine(folder.FullName, "src", "LiveConsole");
        }

        throw new DirectoryNotFoundException("LiveConsole.sln is not above the tests.");
    }

    [GeneratedRegex(@"\{\d\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RazorComments();

    [GeneratedRegex("(?:title|aria-label|placeholder|alt)=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SpokenAttributes();

    // Letters straight after a tag's end: code and expressions begin with an @, a brace or a letter of C# on a line of their own.
    [GeneratedRegex(@"(?:""|/|[a-z1-6])>(?<text>[^<@{}\n]*\p{L}[^<@{}\n]*)<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Texts();

    [GeneratedRegex("\\bW\\[\"(?<name>[^\"]+)\"(?! \\+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asked();
}
