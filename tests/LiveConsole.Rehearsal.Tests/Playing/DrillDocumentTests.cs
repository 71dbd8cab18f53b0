using LiveConsole.Rehearsal.Night;
using LiveConsole.Rehearsal.Twitch;

namespace LiveConsole.Rehearsal.Tests.Playing;

public sealed class DrillDocumentTests
{
    [Fact]
    public void Every_drill_stands_in_the_document_with_what_it_does()
    {
        var rows = File.ReadAllLines(Path.Combine(Root(), "docs", "rehearse.md")).Where(l => l.StartsWith("| `", StringComparison.Ordinal)).ToList();

        Assert.All(TwitchDrills.Names.Concat(LandingNight.SceneNames).Distinct(StringComparer.Ordinal), name =>
        {
            var row = Assert.Single(rows, r => r.Split('|')[1].Contains($"`{name}`", StringComparison.Ordinal));
            Assert.Equal(5, row.Split('|').Length);
        });
    }

    [Fact]
    public void No_drill_has_two_names_in_the_lists() => Assert.Equal(TwitchDrills.Names.Distinct(StringComparer.Ordinal), TwitchDrills.Names);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LiveConsole.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
