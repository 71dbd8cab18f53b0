using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Audience;

public sealed class ShowAudienceTests
{
    [Fact]
    public void A_count_that_is_missing_is_not_zero_and_leaves_the_peak_as_it_was()
    {
        var show = Sampled(A.Show(), (0, "youtube", 70_214), (30, "youtube", null));

        var youtube = show.State.Audience.Channels[("youtube", "v")];

        Assert.Null(youtube.Count);
        Assert.Equal((70_214, A.Time), (youtube.Peak, youtube.PeakAt!.Value));
        Assert.Null(show.State.Audience.SumAt(At(30)));
    }

    [Fact]
    public void The_peak_of_the_sum_is_of_counts_taken_together_and_not_the_sum_of_peaks()
    {
        // Landing night: Twitch's peak comes before YouTube's.
        var show = Sampled(A.Show(),
            (0, "twitch", 11_038), (1, "youtube", 69_200), (60, "youtube", 70_020), (61, "twitch", 10_966), (90, "youtube", 70_214), (91, "twitch", 10_700));

        var peak = show.State.Audience.PeakOfSum!;

        Assert.Equal((80_986, At(60)), (peak.Total, peak.At));
        Assert.Equal([new SumPart("twitch", "t", 10_966), new SumPart("youtube", "v", 70_020)], peak.Parts);
        Assert.Equal(70_214, show.State.Audience.Channels[("youtube", "v")].Peak);
    }

    [Fact]
    public void Which_of_two_samples_of_one_moment_came_first_makes_no_peak()
    {
        (int, string, long?)[] rising = [(0, "twitch", 10_000), (0, "youtube", 60_000), (30, "twitch", 5_000), (30, "youtube", 64_000)];
        (int, string, long?)[] turned = [(0, "youtube", 60_000), (0, "twitch", 10_000), (30, "youtube", 64_000), (30, "twitch", 5_000)];

        Assert.Equal(70_000, Sampled(A.Show(), rising).State.Audience.PeakOfSum!.Total);
        Assert.Equal(70_000, Sampled(A.Show(), turned).State.Audience.PeakOfSum!.Total);
    }

    [Fact]
    public void A_count_that_is_too_old_is_left_out_of_the_sum_and_its_parts_say_so()
    {
        var show = Sampled(A.Show(), (0, "twitch", 10_000), (0, "youtube", 60_000), (30, "youtube", 60_500), (240, "youtube", 61_000));

        var sum = show.State.Audience.SumAt(At(240))!;

        Assert.Equal((61_000, At(240)), (sum.Total, sum.At));
        Assert.Equal([new SumPart("youtube", "v", 61_000)], sum.Parts);
    }

    [Fact]
    public void A_sum_is_no_younger_than_its_oldest_part()
    {
        var show = Sampled(A.Show(), (0, "twitch", 10_000), (25, "youtube", 60_000));

        Assert.Equal((70_000, At(0)), (show.State.Audience.SumAt(At(40))!.Total, show.State.Audience.SumAt(At(40))!.At));
    }

    [Fact]
    public void A_sample_told_late_counts_for_the_peak_and_is_not_the_present_count()
    {
        var show = Sampled(A.Show(), (60, "youtube", 60_000), (30, "youtube", 65_000));

        var youtube = show.State.Audience.Channels[("youtube", "v")];

        Assert.Equal((60_000, 65_000, At(30)), (youtube.Count, youtube.Peak, youtube.PeakAt!.Value));
    }

    [Fact]
    public void Chatters_stand_beside_viewers_with_an_age_of_their_own()
    {
        var show = Sampled(A.Show(), (0, "twitch", 10_000)).After(new ChattersCame("twitch", "t", 4_321, At(20)));

        Assert.Equal((10_000, 4_321, At(20)), (show.State.Audience.Channels[("twitch", "t")].Count, show.State.Audience.Channels[("twitch", "t")].Chatters, show.State.Audience.Channels[("twitch", "t")].ChattersAt!.Value));
    }

    [Fact]
    public void A_poll_is_one_however_often_it_is_told_and_its_end_is_told_at_once()
    {
        var poll = new Poll("youtube", "v", "p", "Where?", [new("North", 1), new("South", 0)], PollStatus.Active, At(0));
        var show = A.Show().After(new PollCame(poll)).After(new PollCame(poll with { At = At(5) }))
            .After(new PollCame(poll with { At = At(6), Options = [new("North", 2), new("South", 0)] }))
            .After(new PollCame(poll with { At = At(6.3), Options = [new("North", 3), new("South", 0)] }))
            .After(new PollCame(poll with { At = At(6.4), Options = [new("North", 4), new("South", 0)], Status = PollStatus.Closed }))
            .After(new PollCame(poll with { At = At(7) }));

        var known = Assert.Single(show.State.Audience.Polls);

        Assert.Equal((PollStatus.Closed, 4L), (known.Status, known.Votes));
        Assert.Equal(3, show.Entries.Count(e => e.Entry is PollKnown));
    }

    [Fact]
    public void A_poll_without_told_votes_has_none_and_its_words_are_bounded()
    {
        var show = A.Show().After(new PollCame(new Poll("youtube", "v", "p", new string('x', 9_000), [.. Enumerable.Repeat(new PollOption(new string('y', 900)), 90)], PollStatus.Active, At(0))));

        var poll = Assert.Single(show.State.Audience.Polls);

        Assert.Null(poll.Votes);
        Assert.Equal((MessageBounds.LongestText, Poll.MostOptions, MessageBounds.LongestName), (poll.Question.Length, poll.Options.Length, poll.Options[0].Text.Length));
    }

    [Fact]
    public void What_a_platform_does_not_tell_of_a_broadcast_stays_as_it_is_known()
    {
        var show = A.Show().After(new BroadcastCame("youtube", "v", At(0)) { Standing = BroadcastStanding.Upcoming, Id = "b1", Title = "Landing", ScheduledStart = At(600) })
            .After(new BroadcastCame("youtube", "v", At(600)) { Standing = BroadcastStanding.Live, Id = "b1", LiveSince = At(602) })
            .After(new BroadcastCame("youtube", "v", At(700)) { Title = "Landing!" })
            .After(new BroadcastCame("youtube", "v", At(760)) { Standing = BroadcastStanding.Live, Id = "b1" });

        Assert.Equal(new Broadcast("youtube", "v", BroadcastStanding.Live, At(600)) { Id = "b1", Title = "Landing!", ScheduledStart = At(600), LiveSince = At(602) },
            show.State.Audience.BroadcastOf("youtube", "v"));
        Assert.Equal(3, show.Entries.Count(e => e.Entry is BroadcastChanged));
    }

    [Fact]
    public void Another_broadcast_of_a_channel_begins_with_nothing_of_the_last()
    {
        var show = A.Show().After(new BroadcastCame("youtube", "v", At(0)) { Standing = BroadcastStanding.Live, Id = "b1", LiveSince = At(0) })
            .After(new BroadcastCame("youtube", "v", At(60)) { Standing = BroadcastStanding.Ended, Id = "b1", EndedAt = At(58) })
            .After(new BroadcastCame("youtube", "v", At(100)) { Standing = BroadcastStanding.Live, Id = "b2" });

        Assert.Equal(new Broadcast("youtube", "v", BroadcastStanding.Live, At(100)) { Id = "b2" }, show.State.Audience.BroadcastOf("youtube", "v"));
    }

    [Fact]
    public void A_stored_state_brings_all_of_it_back()
    {
        var show = Sampled(A.Show(), (0, "twitch", 11_038), (1, "youtube", 69_200)).After(new ChattersCame("twitch", "t", 4_321, At(20)))
            .After(new PollCame(new Poll("youtube", "v", "p", "Where?", [new("North", 1)], PollStatus.Active, At(0))))
            .After(new BroadcastCame("youtube", "v", At(0)) { Standing = BroadcastStanding.Live })
            .After(new QuotaCame(new QuotaReading("p", 5, 1, 0, 10_000, 2_000, At(0), At(9_000))));

        var back = StoredShowState.FromJson(StoredShowState.Of(show.State).ToJson()).Restore(show.Newest()).Audience;

        Assert.Equal(show.State.Audience.PeakOfSum, back.PeakOfSum);
        Assert.Equal(show.State.Audience.Channels, back.Channels);
        Assert.Equal(show.State.Audience.Polls, back.Polls);
        Assert.Equal(show.State.Audience.Broadcasts, back.Broadcasts);
        Assert.Equal(show.State.Audience.Quotas, back.Quotas);
    }

    private static DateTimeOffset At(double second) => A.Time.AddSeconds(second);

    private static AShow Sampled(AShow show, params (int Second, string Platform, long? Count)[] samples) =>
        samples.Aggregate(show, (s, sample) => s.After(new ViewersCame(sample.Platform, sample.Platform == "twitch" ? "t" : "v", sample.Count, At(sample.Second))));
}
