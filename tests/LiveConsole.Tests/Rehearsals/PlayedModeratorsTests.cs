using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.Moderation;
using LiveConsole.Rehearsal.Night;
using LiveConsole.Rehearsals;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Rehearsals;

public sealed class PlayedModeratorsTests
{
    private static readonly Judgement Slur = new(false, 0, "fr", []) { Marks = [new MessageMark(MarkKind.Slur, MarkSeverity.Severe, "slur")] };
    private static readonly Judgement Rude = new(false, 0, "fr", []) { Marks = [new MessageMark(MarkKind.Profanity, MarkSeverity.Flagged, "rude")] };

    private readonly PlayedModerators _moderators = new();

    [Fact]
    public void What_is_a_slur_goes_within_five_to_twenty_seconds_and_few_are_overlooked()
    {
        var show = Many(A.Show().Acting(), 64, i => $"v{i}", Slur);

        Assert.Empty(_moderators.Due(show.State, A.Time.AddSeconds(4)));
        var done = Over(show.State, 30);

        Assert.InRange(done.Count, 52, 63);
        Assert.All(done, d => Assert.IsType<RemoveMessage>(d.Command));
        Assert.Equal(2, done.Select(d => d.Who).Distinct().Count());
        Assert.Equal(done.Count, done.Select(d => d.Id).Distinct().Count());
    }

    [Fact]
    public void What_is_only_rude_waits_for_a_person_and_who_does_worse_again_is_timed_out()
    {
        var show = Many(Many(A.Show().Acting(), 8, _ => "again", Slur), 8, i => $"rude{i}", Rude);

        var done = Over(show.State, 30);

        Assert.IsType<RemoveMessage>(done[0].Command);
        Assert.True(done.Count > 1);
        Assert.All(done.Skip(1), d => Assert.Equal(("again", 600), (((TimeOutViewer)d.Command).Of.Id, ((TimeOutViewer)d.Command).Seconds)));
    }

    [Fact]
    public void Nothing_is_lost_while_the_show_acts_nowhere()
    {
        var show = Many(A.Show(), 16, i => $"v{i}", Slur);
        Assert.Empty(Over(show.State, 30));

        Assert.NotEmpty(_moderators.Due(show.Acting().State, A.Time.AddSeconds(31)));
    }

    [Fact]
    public void Newcomers_who_insult_in_numbers_meet_the_shield_and_are_banned_and_it_is_lowered_when_it_is_over()
    {
        var show = Many(A.Show().Acting(), 40, i => $"raider{i}", Slur, first: true);

        var done = Over(show.State, 30);
        var after = Over(A.Show().Acting().State, 200);

        Assert.Equal(new SetShield("twitch", "agence", On: true), done[0].Command);
        Assert.Equal(CrewMember.Basile, done[0].Who);
        Assert.True(done.Count(d => d.Command is BanViewer) > 30);
        Assert.Equal(new SetShield("twitch", "agence", On: false), Assert.Single(after).Command);
    }

    [Fact]
    public void Youtubes_units_are_spent_once_a_minute_and_the_rest_is_hidden_here()
    {
        var show = Many(A.Show().Acting().Acting("youtube", "abc"), 32, i => $"UC{i}", Slur, platform: "youtube");

        var done = Over(show.State, 30);

        Assert.Single(done, d => d.Command is RemoveMessage);
        Assert.All(done.Skip(1), d => Assert.IsType<HideMessage>(d.Command));
    }

    [Fact]
    public void What_automod_holds_is_decided_by_its_level_each_once()
    {
        var show = Enumerable.Range(0, 14).Aggregate(A.Show().Acting(), (s, i) => s.After(new HoldCame(new HeldMessage("twitch", "agence", $"h{i}", A.Time, new Author($"v{i}", "V"), "hm", "automod", "swearing", i % 2 == 0 ? 1 : 4, []))));

        var done = Over(show.State, 30);

        Assert.InRange(done.Count, 8, 13);
        Assert.All(done, d => Assert.Equal(int.Parse(((DecideHeld)d.Command).Held.Id[1..], CultureInfo.InvariantCulture) % 2 == 0, ((DecideHeld)d.Command).Allow));
    }

    [Fact]
    public void Played_ten_times_as_fast_they_are_ten_times_as_quick()
    {
        Assert.Equal([1, 1, 1, 0.1, 0.05], new[] { 0, 0.1, 1, 10, 100 }.Select(rate => CrewPlayer.LooksAgainIn(rate).TotalSeconds));
    }

    /// <summary>Second by second, as the crew looks.</summary>
    private List<PlayedDeed> Over(ShowState state, int seconds) => [.. Enumerable.Range(0, seconds).SelectMany(s => _moderators.Due(state, A.Time.AddSeconds(s)))];

    private static AShow Many(AShow show, int count, Func<int, string> viewer, Judgement judgement, bool first = false, string platform = "twitch") =>
        Enumerable.Range(0, count).Aggregate(show, (s, i) => s.After(new MessageCame(new ChatMessage(platform, platform == "twitch" ? "agence" : "abc", $"{viewer(i)}-{i}-{judgement.Marks[0].Kind}", A.Time, A.Time,
            new Author(viewer(i), viewer(i)), $"words {i}", First: first), judgement)));
}
