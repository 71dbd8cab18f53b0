using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Night;

namespace LiveConsole.Rehearsal.Tests.Night;

public class NightSceneTests
{
    private static readonly NightOptions s_small = new() { Programme = Programme.Night, Viewers = 4_000 };

    // Worded once for all that look at it.
    private static readonly Lazy<IReadOnlyList<RecordingLine>> s_lines = new(() => [.. new LandingNight(s_small).Timeline()]);
    private static readonly Lazy<HashSet<MessageRef>> s_ids = new(() => Ids(s_lines.Value));

    [Fact]
    public void No_touchdown_is_cheered_when_there_is_none()
    {
        var night = new LandingNight(s_small with { Ending = Ending.Lost });
        var texts = night.Timeline(night.PointAt("t-1")).OfType<RecordedMessage>().Select(line => line.Message.Text).ToList();

        Assert.DoesNotContain(texts, text => text.Contains("TOUCHDOWN", StringComparison.Ordinal) || text.Contains("ON L'A FAIT", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("courage", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(night.Phases, phase => phase.Phase == "contingency");
    }

    [Fact]
    public void A_late_touchdown_is_cheered_late()
    {
        var night = new LandingNight(s_small with { Ending = Ending.Late, Viewers = 81_000 });
        var cheers = night.Timeline(night.PointAt("t-1")).OfType<RecordedMessage>().Where(line => line.Message.Text.StartsWith("TOUCHDOWN", StringComparison.Ordinal)).Take(200).ToList();

        Assert.True(cheers[0].At > night.TZero.AddSeconds(150));
        Assert.Equal(night.TZero, new LandingNight(s_small).TZero);
    }

    [Theory]
    [InlineData("no-sound", 15)]
    [InlineData("scam", 60)]
    [InlineData("private-data", 1)]
    [InlineData("paid", 80)]
    [InlineData("copy-flood", 30)]
    [InlineData("spoiler", 2)]
    [InlineData("slur", 1)]
    [InlineData("raid", 50)]
    [InlineData("hate-raid", 200)]
    [InlineData("removed-elsewhere", 1)]
    [InlineData("asker-banned-on-air", 1)]
    [InlineData("distress", 1)]
    [InlineData("hostile-text", 20)]
    public void A_scene_can_be_fired_by_hand_any_number_of_times(string name, int atLeast)
    {
        var night = new LandingNight(s_small);
        var at = night.Start.AddMinutes(42).AddMilliseconds(250);
        var once = night.Drill(name, at, 0)!.ToList();
        var again = night.Drill(name, at, 1)!.ToList();

        Assert.True(once.OfType<RecordedMessage>().Count() >= atLeast);
        Assert.All(once, line => Assert.True(line.At >= at));
        Assert.Equal(once.OrderBy(line => line.At), once);
        Assert.Equal(once, night.Drill(name, at, 0)!);
        Assert.Empty(Ids(once).Intersect(Ids(again)));
        Assert.Empty(Ids(once).Intersect(s_ids.Value));
    }

    [Fact]
    public void Drills_of_the_connections_are_left_to_the_emulated_platforms()
    {
        var night = new LandingNight(s_small);

        Assert.Null(night.Drill("twitch-reconnect", night.Start, 0));
        Assert.Superset(new HashSet<string> { "duplicate-burst", "twitch-reconnect", "broadcast-restart", "youtube-stream-cut", "out-of-order" }, s_lines.Value.OfType<RecordedDrill>().Select(drill => drill.Name).ToHashSet());
    }

    [Fact]
    public void The_partners_messages_say_where_they_come_from()
    {
        var night = new LandingNight(s_small with { Viewers = 40_000 });
        var shared = night.Timeline(night.Start.AddHours(3)).OfType<RecordedMessage>().Select(line => line.Message).Where(message => message.SharedFrom is not null).Take(100).ToList();

        Assert.Equal(100, shared.Count);
        Assert.All(shared, message => Assert.Equal(("les_passeurs_de_ciel", 1), (message.SharedFrom!.Channel, message.Copies.Length)));
    }

    [Fact]
    public async Task The_truth_is_written_a_line_a_row()
    {
        var night = new LandingNight(s_small);
        using var file = new MemoryStream();
        await TruthRow.WriteAsync(night.Truth(night.Start, night.Start.AddMinutes(20)), file, CancellationToken.None);
        var lines = System.Text.Encoding.UTF8.GetString(file.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(night.Truth(night.Start, night.Start.AddMinutes(20)).Count(), lines.Length);
        Assert.All(lines, line => Assert.StartsWith("{\"platform\":", line, StringComparison.Ordinal));
    }

    [Fact]
    public void The_fact_sheet_has_twelve_rows_in_both_languages()
    {
        var sheet = new LandingNight(s_small).FactSheet;

        Assert.Equal(12, sheet.Count);
        Assert.All(sheet, row => Assert.True(row.AnswerFr.Length > 0 && row.AnswerEn.Length > 0 && row.Source == "press kit"));
    }

    private static HashSet<MessageRef> Ids(IEnumerable<RecordingLine> lines) => [.. lines.OfType<RecordedMessage>().Select(line => line.Message.Ref)];
}
