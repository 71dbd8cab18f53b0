using System.Globalization;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal;

namespace LiveConsole.Tests.Sources;

/// <summary>Each fault of YouTube's wire, end to end: what the emulator delivered is handed over once, and what nobody can read any more is a recorded gap.</summary>
[Collection<OneAtATime>]
public sealed class YouTubeDrillTests
{
    /// <summary>Drill, seconds to play, whether a gap must be said.</summary>
    public static TheoryData<string, int, bool> Drills => new()
    {
        { "duplicate-burst", 60, false },
        { "page-token-invalid", 40, false },
        { "youtube-503", 60, false },
        { "youtube-401", 40, false },
        { "youtube-overlap", 40, false },
        { "youtube-rate-limit", 90, false },
        { "youtube-stream-cut", 150, false },
        { "youtube-window-overrun", 60, true },
        { "youtube-page-overflow", 60, false },
        { "youtube-chat-disabled", 240, false },
        { "youtube-no-stream", 60, false },
        { "youtube-gift-combo", 20, false },
        { "youtube-odd-items", 20, false },
        { "youtube-forbidden", 40, false },
        { "youtube-quota", 40, false },
        { "viewers-absent", 20, false },
        { "broadcast-restart", 90, true },
        { "studio-removal", 20, false },
        { "youtube-gift-wave", 20, false },
        { "youtube-poll", 20, false },
        { "youtube-poll-end", 20, false },
        { "youtube-members-only", 20, false },
        { "youtube-members-only-off", 20, false },
    };

    /// <summary>They need a clock near midnight in California, or a channel that is followed: tests of their own.</summary>
    // What meets writes or signing in alone is played where these are.
    private static readonly string[] Elsewhere =
    [
        "quota-end", "quota-back", "youtube-next-broadcast", "google-withdrawn",
        "youtube-write-401", "youtube-write-503", "youtube-write-ended", "youtube-write-forbidden", "youtube-write-no-answer", "youtube-write-rate-limit",
    ];

    [Theory]
    [MemberData(nameof(Drills))]
    public async Task A_fault_of_the_wire_costs_no_message_that_can_still_be_had(string drill, int seconds, bool gap)
    {
        await using var read = await YouTubeRead.StartAsync();

        // What only the next connection meets (a dead token, a 401) comes with a stream that is cut.
        var said = await read.PlayAsync(seconds, (5, drill), (6, "youtube-stream-cut"));

        Assert.Equal("", string.Join("\n", read.Problems(said)));
        Assert.Equal(gap, read.Gaps.Count > 0);
    }

    [Fact]
    public async Task A_fault_that_a_call_meets_does_not_wait_until_youtube_closes_the_stream_by_itself()
    {
        await using var read = await YouTubeRead.StartAsync();

        await read.PlayAsync(20, (5, "youtube-forbidden"));

        Assert.Contains(SourceState.Denied, read.Runs[0].States);
    }

    [Fact]
    public void Every_drill_of_youtubes_wire_is_played_here()
    {
        var played = Drills.Select(d => d.Data.Item1).Concat(Elsewhere).Order(StringComparer.Ordinal);

        Assert.Equal(EmulatedPlatforms.DrillsOfYouTube.Order(StringComparer.Ordinal), played);
    }

    [Fact]
    public async Task A_restarted_broadcast_is_one_gap_of_its_forty_seconds_with_its_reason_and_reading_goes_on()
    {
        await using var read = await YouTubeRead.StartAsync(speed: 40);

        var said = await read.PlayAsync(70, (10, "broadcast-restart"));

        Assert.Equal("", string.Join("\n", read.Problems(said)));
        var gap = Assert.Single(read.Gaps);
        Assert.InRange(gap.To - gap.From, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(50));
        Assert.Contains("restarted", gap.Reason, StringComparison.Ordinal);
        Assert.Equal([SourceState.Ended, SourceState.Live], read.Runs[0].States.Where(s => s is SourceState.Ended or SourceState.Live).Skip(1));
    }

    [Fact]
    public async Task A_growing_gift_comes_under_its_one_id_with_each_count_and_odd_items_cost_nothing_but_themselves()
    {
        await using var read = await YouTubeRead.StartAsync();

        await read.PlayAsync(20, (5, "youtube-gift-combo"), (10, "youtube-odd-items"));

        Assert.Equal(["Rocket", "Rocket ×2", "Rocket ×3", "Rocket ×4", "Rocket ×5"], read.Messages.Where(m => m.Kind == MessageKind.Gift && m.Id.StartsWith("LCC.combo", StringComparison.Ordinal)).Select(m => m.Text));
        var odd = read.Messages.Where(m => m.Id.StartsWith("LCC.odd", StringComparison.Ordinal)).ToDictionary(m => int.Parse(m.Id.Split('-')[1], CultureInfo.InvariantCulture));
        Assert.Equal([0, 1, 2, 3, 5, 6, 7, 8, 9, 10], odd.Keys.Order()); // an unknown type without words has nothing to show
        Assert.Equal(("", ""), (odd[0].Author.Id, odd[0].Author.Name));
        Assert.Equal((MessageKind.Notice, "@ayse sent a hologram"), (odd[3].Kind, odd[3].Text));
        Assert.Equal("Where will it land? (North / South)", odd[5].Text);
        Assert.Equal(new Paid(1_750_000, "EUR", "1,75 €"), odd[9].Paid);
    }

    [Fact]
    public async Task A_wave_of_memberships_a_poll_and_members_only_mode_come_as_what_they_are()
    {
        await using var read = await YouTubeRead.StartAsync();

        await read.PlayAsync(40, (5, "youtube-gift-wave"), (8, "youtube-poll"), (20, "youtube-poll-end"), (22, "youtube-members-only"), (30, "youtube-members-only-off"));

        var wave = Assert.Single(read.Messages, m => m.Event?.Kind == EventKinds.GiftWave);
        Assert.Equal((5, "Équipage", wave.Id), (wave.Event!.Count, wave.Event.Level, wave.Event.Wave));
        Assert.Equal(5, read.Messages.Count(m => m.IsOfWave && m.Event!.Wave == wave.Id));
        var polls = read.All.OfType<PollCame>().Select(p => p.Poll).ToList();
        Assert.Equal((PollStatus.Active, PollStatus.Closed, "Où va-t-il se poser ?"), (polls[0].Status, polls[^1].Status, polls[0].Question));
        Assert.True(polls[^1].Votes >= polls[0].Votes);
        Assert.Single(polls.Select(p => p.Id).Distinct());
        Assert.Single(read.Messages, m => m.Event?.Kind == EventKinds.Poll);
        Assert.Equal([true, false], read.All.OfType<ModesCame>().Select(m => m.Modes.Members));
    }

    [Fact]
    public async Task A_spent_day_is_said_with_its_end_and_read_on_after_it_without_a_gap()
    {
        // Two minutes to midnight in Los Angeles.
        await using var read = await YouTubeRead.StartAsync(new DateTimeOffset(2026, 11, 20, 7, 58, 0, TimeSpan.Zero));

        var said = await read.PlayAsync(150, (5, "quota-end"), (6, "youtube-stream-cut"));

        Assert.Equal("", string.Join("\n", read.Problems(said)));
        Assert.Empty(read.Gaps);
        var spent = Assert.Single(read.Runs[0].All.OfType<SourceChanged>(), s => s.State == SourceState.Waiting && s.Reason!.Contains("quota", StringComparison.Ordinal));
        Assert.Contains("08:0", spent.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task All_faults_in_any_order_and_restarts_between_lose_nothing_that_is_not_a_recorded_gap(int seed)
    {
        var dice = new Random(seed);
        await using var read = await YouTubeRead.StartAsync();
        var drills = Drills.Select(d => d.Data.Item1).ToArray();
        dice.Shuffle(drills);
        // Not before something was read: who never read anything has no gap to tell of.
        var at = 60;
        (int, string)[] fired = [.. drills.Select(d => (at += dice.Next(5, 45), d))];

        var playing = read.PlayAsync(at + 240, fired);
        for (var i = 0; i < 3; i++)
        {
            await read.Runs[^1].UntilMessages(dice.Next(100, 400));
            await read.RestartAsync();
        }

        Assert.Equal("", string.Join("\n", read.Problems(await playing)));
    }
}
