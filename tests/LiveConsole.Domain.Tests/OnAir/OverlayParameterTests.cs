using System.Collections.Immutable;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.OnAir;

public sealed class OverlayParameterTests
{
    [Fact]
    public void Every_value_is_read_as_the_overlays_page_reads_it()
    {
        var vectors = JsonSerializer.Deserialize<string?[][]>(File.ReadAllText(Path.Combine(Root(), "src", "LiveConsole", "Client", "tests", "overlay-parameters.json")))!;

        Assert.All(vectors, v => Assert.True(OverlayParameter.All[v[0]!].Read(v[1]) == v[2], $"{v[0]}={v[1]}: {OverlayParameter.All[v[0]!].Read(v[1])}"));
        Assert.Equal(OverlayParameter.All.Keys, vectors.Select(v => v[0]!).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_read_is_read_the_same_again_and_can_stand_in_a_style_and_an_address()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), typed => OverlayParameter.All.Values.All(p =>
            p.Read(typed) is not { } value || (p.Read(value) == value && value.Length <= OverlayParameter.Longest && !value.Any(c => "\"'<>;{}() \\&".Contains(c))))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_is_kept_is_right_and_not_the_default()
    {
        var kept = OverlayParameter.Kept(new Dictionary<string, string>(StringComparer.Ordinal) { ["theme"] = "Dark", ["accent"] = "C4262B", ["scale"] = "huge", ["nothing"] = "1", ["margin"] = "96x162" });

        Assert.Equal(["accent=#c4262b"], kept.Select(k => $"{k.Key}={k.Value}"));
    }

    [Fact]
    public void A_look_that_cannot_be_is_refused_in_words_and_changes_nothing()
    {
        var seen = A.Settings();

        var wrong = A.Show().Decide(new ConfigureShow(seen with { OverlayLook = Look("scale", "9") }, seen), A.Producer("Bo"));
        var unknown = A.Show().Decide(new ConfigureShow(seen with { OverlayLook = Look("onload", "alert(1)") }, seen), A.Producer("Bo"));
        var right = A.Show().Decide(new ConfigureShow(seen with { OverlayLook = Look("scale", "1.5") }, seen), A.Producer("Bo"));

        Assert.Equal("The size is between 0.5 and 2.", wrong.Refusal!.Message);
        Assert.Contains("'onload'", unknown.Refusal!.Message, StringComparison.Ordinal);
        Assert.Null(right.Refusal);
    }

    [Fact]
    public void Settings_of_before_it_could_be_set_look_as_ever()
    {
        var old = new ShowSettings("landing", "Landing night");

        Assert.Empty(old.OverlayLook);
        Assert.DoesNotContain("#", System.Text.Encoding.UTF8.GetString(EntryJson.Write(new ShowConfigured(old))), StringComparison.Ordinal);
        Assert.NotEqual(old, old with { OverlayLook = Look("theme", "light") });
    }

    private static ImmutableSortedDictionary<string, string> Look(string name, string value) => ImmutableSortedDictionary<string, string>.Empty.Add(name, value);

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "LiveConsole.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("LiveConsole.sln is not above the tests.");
        return folder;
    }
}
