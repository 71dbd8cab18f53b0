using System.Text.Json;
using LiveConsole.Screens;

namespace LiveConsole.Tests.Screens;

public sealed class ScreenStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 18, 21, 50, 48, TimeSpan.Zero);
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web);

    private static readonly ScreenItem Item = new(
        "q41", 41, ScreenItemKind.Question, new("Pourquoi ?", "Why?"), "why", "en", new("Ayşe", 36, "youtube", "en"), "11 min 22 s");

    private static readonly ScreenState State = new(
        7,
        new("Landing night", "landing", true, "fr", "Europe/Paris", new DateOnly(2026, 2, 18)),
        new(Now, 1),
        new("critical", new("CRITIQUE", "CRITICAL"), Now.AddMinutes(4), false, null),
        new("Tablet left", ScreenKind.Presenter, "fr", 2, 13, false, false),
        new(17, Item, Now, true, Item.Wording),
        Item with { Id = "q44", Number = 44 },
        [Item with { Id = "q45", Number = 45 }],
        null,
        null,
        ScreenMode.TestCard,
        new(false, null));

    [Fact]
    public void Is_written_in_the_words_that_the_pages_read()
    {
        var json = JsonSerializer.SerializeToElement(State, Wire);

        Assert.Equal("testCard", json.GetProperty("state").GetString());
        Assert.Equal("presenter", json.GetProperty("screen").GetProperty("kind").GetString());
        Assert.Equal("question", json.GetProperty("onAir").GetProperty("item").GetProperty("kind").GetString());
        Assert.Equal("2026-02-18T21:50:48+00:00", json.GetProperty("clock").GetProperty("showNow").GetString());
        Assert.Equal("2026-02-18", json.GetProperty("show").GetProperty("startsOn").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("message").ValueKind);
    }

    [Fact]
    public void Every_member_on_the_wire_is_one_that_the_pages_know()
    {
        var full = State with
        {
            Message = new("m", new("Conclure", "Wrap up"), false, Now),
            Withdrawn = new(41, Now),
            Presenter = new(false, new("reading", "q41", Now)),
        };
        var page = File.ReadAllText(Path.Combine(Root(), "src", "LiveConsole", "Client", "screens", "state.ts"));

        var names = Names(JsonSerializer.SerializeToElement(full, Wire)).Distinct(StringComparer.Ordinal);

        Assert.All(names, name => Assert.Contains($"{name}:", page, StringComparison.Ordinal));
    }

    [Fact]
    public void A_change_holds_the_whole_members_that_differ_and_those_that_became_null()
    {
        var later = State with { Sequence = 9, Next = null, OnAir = State.OnAir with { Number = 18, Item = null, Since = null }, Following = [.. State.Following] };

        var change = later.Since(State);

        Assert.Equal(["clock", "next", "onAir", "sequence"], change.Keys.Order(StringComparer.Ordinal));
        Assert.Null(change["next"]);
        Assert.True(change.ContainsKey("next"));
    }

    [Fact]
    public void A_look_that_is_set_anew_is_a_change_and_none_that_stays()
    {
        var look = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("theme", "light");
        var dressed = State with { Sequence = 9, Overlay = look };

        Assert.Equal(["clock", "overlay", "sequence"], dressed.Since(State).Keys.Order(StringComparer.Ordinal));
        Assert.True((dressed with { Overlay = look.Remove("theme").Add("theme", "light") }).LooksLike(dressed));
    }

    [Fact]
    public void Only_a_later_sequence_and_clock_look_the_same()
    {
        Assert.True((State with { Sequence = 8, Clock = new(Now.AddSeconds(1), 1) }).LooksLike(State));
        Assert.False((State with { Sequence = 8, Clock = new(Now, 0) }).LooksLike(State));
        Assert.False((State with { Sequence = 8, Next = null }).LooksLike(State));
    }

    [Fact]
    public void An_overlay_is_told_no_number_no_note_and_nothing_that_comes_next()
    {
        var json = JsonSerializer.Serialize(State.ForOverlay(), Wire);

        Assert.DoesNotContain("11 min", json, StringComparison.Ordinal);
        Assert.DoesNotContain("q44", json, StringComparison.Ordinal);
        Assert.DoesNotContain("41,", json, StringComparison.Ordinal);
        Assert.Contains("Pourquoi", json, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Names(member.Value).Prepend(member.Name)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Names),
        _ => [],
    };

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "LiveConsole.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("LiveConsole.sln is not above the tests.");
        return folder;
    }
}
