using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Night;

namespace LiveConsole.Rehearsal.Tests.Night;

public class NightSeedTests
{
    private static readonly NightOptions s_small = new() { Programme = Programme.Night, Viewers = 8_000, Seed = 7 };

    // Worded once for all that look at it.
    private static readonly Lazy<IReadOnlyList<RecordingLine>> s_lines = new(() => [.. new LandingNight(s_small).Timeline()]);

    [Fact]
    public void The_same_seed_gives_the_same_night() =>
        Assert.Equal(s_lines.Value, new LandingNight(s_small).Timeline());

    [Fact]
    public void Another_seed_gives_another_night() =>
        Assert.NotEqual(new LandingNight(s_small).Timeline().Take(500), new LandingNight(s_small with { Seed = 8 }).Timeline().Take(500));

    [Theory]
    [InlineData("waiting")]
    [InlineData("opening")]
    [InlineData("approach")]
    [InlineData("t-12")]
    [InlineData("t-1")]
    [InlineData("picture")]
    [InlineData("questions")]
    [InlineData("farewell")]
    public void A_night_begun_at_a_jump_point_is_the_same_night_from_there_on(string point)
    {
        var night = new LandingNight(s_small);
        var from = night.PointAt(point);

        Assert.Equal(s_lines.Value.SkipWhile(line => line.At < from).Take(4_000), night.Timeline(from).Take(4_000));
    }

    [Fact]
    public void Any_time_will_do_as_a_beginning()
    {
        var night = new LandingNight(s_small);
        var from = night.Start.AddMinutes(233).AddMilliseconds(417);

        Assert.Equal(s_lines.Value.SkipWhile(line => line.At < from).Take(2_000), night.Timeline(from).Take(2_000));
    }

    [Fact]
    public void A_jump_brings_the_half_hour_before_it_thinned_with_what_the_crew_will_name()
    {
        var night = new LandingNight(new NightOptions { Programme = Programme.Night });
        var from = night.PointAt("questions");
        var backlog = night.Backlog(from).Cast<RecordedMessage>().Select(line => line.Message).ToList();
        var named = night.Crew().Where(act => act.At > from.AddMinutes(-9) && act.At < from).Select(act => act.Verb).OfType<PlayedPromote>().Select(promote => promote.Message).ToHashSet();

        Assert.InRange(backlog.Count, 10_000, 13_000);
        Assert.All(backlog, message => Assert.True(message.Backlog && message.SentAt < from && message.SentAt >= from.AddMinutes(-30)));
        Assert.NotEmpty(named);
        Assert.Subset(backlog.Select(message => message.Ref).ToHashSet(), named);
    }

    [Fact]
    public void A_smaller_audience_has_fewer_viewers_and_somewhat_more_words_each()
    {
        var lines = s_lines.Value;

        Assert.Equal(Math.Round(80_986 * 8_000 / 81_000.0), lines.OfType<RecordedViewers>().GroupBy(sample => sample.At).Max(pair => pair.Sum(sample => sample.Count ?? 0)), 1.0);
        Assert.InRange(lines.OfType<RecordedMessage>().Count(), 428_000 * Math.Pow(8 / 81.0, 0.85) * 0.95, 428_000 * Math.Pow(8 / 81.0, 0.85) * 1.1);
    }

    [Fact]
    public void The_shape_holds_for_other_seeds()
    {
        foreach (var seed in new[] { 1, 2, 3 })
        {
            var messages = new LandingNight(s_small with { Seed = seed }).Timeline().OfType<RecordedMessage>().Select(line => line.Message).ToList();
            Assert.Equal(messages.Count, messages.Select(message => message.Ref).Distinct().Count());
            Assert.InRange(messages.GroupBy(message => message.Viewer).Average(group => group.Count() == 1 ? 1.0 : 0.0), 0.42, 0.60);
        }
    }

    [Fact]
    public void What_is_held_out_is_never_played_by_default()
    {
        var wordings = new Wordings("a", "b", "c", "kept", "d", "e");
        var dice = new Dice(1);

        Assert.DoesNotContain(Enumerable.Range(0, 500).Select(_ => wordings.Say(dice, heldOutToo: false)), word => word == "kept");
        Assert.Contains(Enumerable.Range(0, 500).Select(_ => wordings.Say(dice, heldOutToo: true)), word => word == "kept");
        Assert.All(QuestionGroups.All.Where(group => group.French.All.Count >= 4), group => Assert.NotEmpty(group.French.HeldOut));
    }

    [Fact]
    public void Every_wording_can_be_said()
    {
        var dice = new Dice(3);
        foreach (var wording in QuestionGroups.All.SelectMany(group => group.French.All.Concat(group.English.All)))
        {
            for (var i = 0; i < 40; i++)
            {
                var text = Wordings.Expand(wording, dice);
                Assert.DoesNotContain(text, sign => sign is '{' or '}' or '|' or '~' or '^');
                Assert.NotEmpty(text.Trim());
            }
        }
    }

    [Fact]
    public void Choices_nest_and_letters_are_drawn_out()
    {
        var dice = new Dice(5);
        var said = Enumerable.Range(0, 300).Select(_ => Wordings.Expand("{a {b|c}|d} e~", dice)).ToHashSet();

        Assert.All(said, text => Assert.Matches("^(a b|a c|d) ee+$", text));
        Assert.True(said.Count > 10);
    }
}
