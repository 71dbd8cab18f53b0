using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Night;

namespace LiveConsole.Rehearsal.Tests.Night;

public sealed class NightShapeTests(PlayedNight played)
{
    [Theory]
    [InlineData("18:00", "18:55", 2, 0.35, 0.03)]
    [InlineData("18:55", "19:12", 8, 1.5, 0.08)]
    [InlineData("19:12", "20:30", 7, 2, 0.05)]
    [InlineData("20:30", "21:30", 14, 4, 0.05)]
    [InlineData("21:30", "21:48", 28, 8, 0.04)]
    [InlineData("21:48", "21:55:15", 85, 26, 0.02)]
    [InlineData("21:55:15", "22:15", 64.4, 16.3, 0.026)]
    [InlineData("22:15", "22:40", 18, 5, 0.12)]
    [InlineData("22:40", "23:45", 11, 3.2, 0.13)]
    [InlineData("23:45", "00:30", 6, 2, 0.08)]
    [InlineData("00:30", "01:00", 4, 1.2, 0.03)]
    public void Every_stretch_has_the_rates_and_the_share_of_asks_of_the_script(string from, string to, double youTube, double twitch, double asks)
    {
        // Scenes come on top of the flow.
        var messages = played.Between(from, to).Where(message => played.Of(message).Incident is null).ToList();
        var seconds = (played.At(to) - played.At(from)).TotalSeconds;

        Assert.InRange(messages.Count(message => message.Platform == "youtube") / seconds, youTube * 0.95, youTube * 1.05);
        Assert.InRange(messages.Count(message => message.Platform == "twitch") / seconds, twitch * 0.93, twitch * 1.07);
        Assert.InRange(messages.Count(message => played.Of(message).Ask) / (double)messages.Count, asks * 0.85, asks * 1.15);
    }

    [Fact]
    public void A_night_has_the_messages_asks_and_people_of_the_script()
    {
        Assert.InRange(played.Messages.Count, 420_000, 440_000);
        Assert.InRange(played.Truth.Values.Count(row => row.Ask), 24_000, 25_600);
        Assert.InRange(played.Messages.Select(message => message.Viewer).Distinct().Count(), 44_000, 49_000);
    }

    [Fact]
    public void Every_question_is_asked_as_often_as_is_written_and_a_third_of_all_asks_are_rare_ones()
    {
        var asked = played.Truth.Values.Where(row => row.Ask).GroupBy(row => row.Group!).ToDictionary(group => group.Key, group => group.Count());

        foreach (var group in QuestionGroups.All.Where(group => group.Asks > 0)) Assert.InRange(asked.GetValueOrDefault(group.Id), group.Asks * 0.97, group.Asks * 1.03);
        var rare = asked.Where(group => group.Key[0] == 'T').ToList();
        Assert.InRange(rare.Sum(group => group.Value) / (double)asked.Values.Sum(), 0.30, 0.40);
        Assert.InRange(rare.Count, 1_500, 1_800);
        Assert.InRange(rare.Average(group => group.Value), 4, 6);
    }

    [Fact]
    public void Askers_of_one_question_use_many_words()
    {
        var texts = played.Messages.Where(message => played.Of(message) is { Ask: true, Group: "G03" }).Select(message => message.Text).ToList();

        Assert.True(texts.Distinct().Count() > texts.Count / 3, $"{texts.Distinct().Count()} of {texts.Count}");
    }

    [Fact]
    public void No_long_message_is_copied_by_many()
    {
        var copies = played.Messages.Where(message => message.Text.Length > 60 && played.Of(message).Incident is null).GroupBy(message => message.Text.ToUpperInvariant()).Max(same => same.Count());

        Assert.InRange(copies, 1, 40);
    }

    [Fact]
    public void Lengths_are_those_of_real_chats()
    {
        var lengths = played.Messages.Select(message => message.Text.EnumerateRunes().Count()).Order().ToArray();

        Assert.InRange(lengths[lengths.Length / 2], 6, 11);
        Assert.InRange(lengths[lengths.Length * 9 / 10], 28, 45);
        Assert.InRange(lengths[lengths.Length * 99 / 100], 70, 200);
        Assert.Contains(lengths, length => length >= 450);
    }

    [Fact]
    public void One_person_in_two_writes_once_and_the_busiest_hundredth_writes_18_percent()
    {
        var counts = played.Messages.GroupBy(message => message.Viewer).Select(group => group.Count()).OrderDescending().ToArray();

        Assert.InRange(counts.Count(count => count == 1) / (double)counts.Length, 0.46, 0.55);
        Assert.InRange(counts.Take(counts.Length / 100).Sum() / (double)played.Messages.Count, 0.16, 0.20);
    }

    [Theory]
    [InlineData("fr", 0.16, 0.26)]
    [InlineData("en", 0.52, 0.66)]
    public void Many_question_marks_ask_nothing(string language, double low, double high)
    {
        var marked = played.Messages.Where(message => message.Text.Contains('?', StringComparison.Ordinal)).Select(played.Of).Where(row => row.Language == language).ToList();

        Assert.InRange(marked.Count(row => !row.Ask) / (double)marked.Count, low, high);
    }

    [Fact]
    public void The_peaks_are_where_the_script_has_them_and_do_not_coincide()
    {
        var samples = played.Lines.OfType<RecordedViewers>().ToList();
        var twitch = samples.Where(sample => sample.Platform == "twitch").MaxBy(sample => sample.Count)!;
        var youTube = samples.Where(sample => sample.Platform == "youtube").MaxBy(sample => sample.Count)!;
        var sum = samples.GroupBy(sample => sample.At).Select(pair => (At: pair.Key, Count: pair.Sum(sample => sample.Count))).MaxBy(pair => pair.Count);

        Assert.Equal((played.At("21:55:30"), 11_038L), (twitch.At, twitch.Count!.Value));
        Assert.Equal((played.At("21:57"), 70_214L), (youTube.At, youTube.Count!.Value));
        Assert.Equal((played.At("21:56:30"), 80_986L), (sum.At, sum.Count!.Value));
    }

    [Fact]
    public void Samples_come_every_30_s_and_an_absent_count_is_no_zero()
    {
        var youTube = played.Lines.OfType<RecordedViewers>().Where(sample => sample.Platform == "youtube").ToList();

        Assert.All(youTube.Zip(youTube.Skip(1)), pair => Assert.Equal(TimeSpan.FromSeconds(30), pair.Second.At - pair.First.At));
        Assert.Equal(9, youTube.Count(sample => sample.Count is null));
        Assert.DoesNotContain(youTube, sample => sample.Count == 0);
        Assert.InRange(played.Night.ViewsAt(played.Night.End), 785_000, 791_000);
    }

    [Fact]
    public void Touchdown_breaks_loose_on_Twitch_first()
    {
        var twitch = played.Between("21:55:21", "21:55:26").Count(message => message.Platform == "twitch");
        var youTubeYet = played.Between("21:55:21", "21:55:26").Count(message => message.Platform == "youtube");
        var youTube = played.Between("21:55:37", "21:55:42").Count(message => message.Platform == "youtube");

        // Clumps of 3 s: five seconds hold three to six seconds' worth.
        Assert.InRange(twitch, 400, 1_000);
        Assert.InRange(youTubeYet, 100, 700);
        Assert.InRange(youTube, 2_700, 3_300);
    }

    [Fact]
    public void The_silence_is_heard()
    {
        var before = played.Between("21:51:30", "21:52:00").Count();
        var silent = played.Between("21:53:28", "21:53:52").Count(message => message.Platform == "youtube") / 24.0;

        Assert.InRange(silent, 0, before / 30.0 * 0.5);
    }

    [Fact]
    public void Above_40_a_second_Twitch_arrives_in_clumps()
    {
        var seconds = played.Between("21:55:36", "21:56:06").Where(message => message.Platform == "twitch").GroupBy(message => (int)(message.SentAt - played.Night.Start).TotalSeconds).ToList();

        Assert.InRange(seconds.Count, 8, 12);
        Assert.True(seconds.Max(second => second.Count()) > 100);
    }

    [Fact]
    public void The_late_opening_is_asked_about_until_the_post_answers()
    {
        int Asked(string from, string to) => played.Between(from, to).Count(message => played.Of(message).Group == "G04");

        Assert.InRange(Asked("18:58", "19:01:30"), 340, 440);
        Assert.InRange(Asked("19:04", "19:07"), 0, 80);
    }

    [Fact]
    public void Places_and_numbers_answer_the_hosts()
    {
        Assert.InRange(played.Between("20:40:20", "20:44:20").Count(message => !played.Of(message).Ask), 4_200, 7_400);
        Assert.InRange(played.Between("21:10:20", "21:12:50").Count(message => message.Text.Any(char.IsDigit)), 900, 2_600);
    }

    [Fact]
    public void A_third_more_than_a_third_are_first_timers()
    {
        var twitch = played.Messages.Where(message => message.Platform == "twitch" && played.Of(message).Incident is null).ToList();
        var people = twitch.Select(message => message.Viewer).Distinct().Count();

        Assert.InRange(twitch.Count(message => message.First) / (double)people, 0.35, 0.41);
        Assert.All(twitch.Where(message => message.First).GroupBy(message => message.Viewer), viewer => Assert.Single(viewer));
    }
}
