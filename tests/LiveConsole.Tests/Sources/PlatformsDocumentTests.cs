using System.Text.RegularExpressions;

namespace LiveConsole.Tests.Sources;

public sealed partial class PlatformsDocumentTests
{
    [Fact]
    public void Every_test_that_the_document_names_is_there()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "LiveConsole.sln"))) root = root.Parent!;
        var tests = string.Concat(Directory.EnumerateFiles(Path.Combine(root.FullName, "tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var named = TestName().Matches(File.ReadAllText(Path.Combine(root.FullName, "docs", "platforms.md"))).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToList();

        Assert.True(named.Count > 40, $"Only {named.Count} tests are named.");
        Assert.All(named, name => Assert.Contains($" {name}(", tests, StringComparison.Ordinal));
    }

    // A sentence of at least three words: no platform's name of anything looks so.
    [GeneratedRegex("`(?:[A-Za-z]+\\.)?(?<name>[A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+){3,})`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex TestName();
}
