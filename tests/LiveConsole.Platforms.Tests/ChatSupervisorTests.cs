using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.Tests;

public sealed class ChatSupervisorTests : SupervisedSource
{
    [Fact]
    public async Task A_source_says_connecting_live_and_waiting_with_the_reason()
    {
        var connection = new FakeConnection();
        Start(connection);
        var run = await connection.NextAsync();
        await run.LiveAsync(Time.GetUtcNow());
        run.Breaks();
        await connection.NextAsync();

        Assert.Equal([SourceState.Connecting, SourceState.Live, SourceState.Waiting, SourceState.Connecting], Arrivals.States);
        Assert.Equal("the line broke", Arrivals.All.OfType<SourceChanged>().Single(s => s.State == SourceState.Waiting).Reason);
    }

    [Fact]
    public async Task A_connection_that_others_show_to_be_deaf_is_given_up_and_the_gap_begins_where_it_last_heard()
    {
        var connection = new FakeConnection();
        var supervisor = Start(connection, jitter: 0);
        var run = await connection.NextAsync();
        await run.LiveAsync(Time.GetUtcNow());
        var heard = Time.GetUtcNow();
        Time.Advance(TimeSpan.FromSeconds(20));

        supervisor.GiveUp(new ConnectionEnd.Lost("deaf") { CoveredUntil = heard });
        var next = await connection.NextAsync();
        await next.LiveAsync(Time.GetUtcNow());

        Assert.True(run.Ct.IsCancellationRequested);
        Assert.Equal(new GapFound(connection.Source, heard, Time.GetUtcNow(), "deaf"), Assert.Single(Arrivals.Gaps));
        Assert.False(next.Ct.IsCancellationRequested);
    }

    [Fact]
    public async Task Delays_grow_to_a_minute_and_never_end()
    {
        var connection = new FakeConnection();
        Start(connection);
        (await connection.NextAsync()).Breaks();
        (await connection.NextAsync()).Breaks();
        foreach (var seconds in new[] { 1, 2, 4, 8, 16, 32, 60, 60, 60 })
        {
            await Time.TimerDueIn(TimeSpan.FromSeconds(seconds));
            Time.Advance(TimeSpan.FromSeconds(seconds));
            (await connection.NextAsync()).Breaks();
        }

        Assert.Equal(11, connection.Runs);
    }

    [Fact]
    public async Task Only_a_healthy_minute_makes_delays_begin_anew()
    {
        var connection = new FakeConnection();
        Start(connection);
        (await connection.NextAsync()).Breaks();
        (await connection.NextAsync()).Breaks();
        await AfterAsync(1);

        var run = await connection.NextAsync();
        await run.LiveAsync(Time.GetUtcNow());
        Time.Advance(TimeSpan.FromSeconds(59));
        run.Breaks();
        await AfterAsync(2);

        run = await connection.NextAsync();
        await run.LiveAsync(Time.GetUtcNow());
        Time.Advance(TimeSpan.FromSeconds(60));
        run.Breaks();
        // At once: nothing to advance.
        await connection.NextAsync();
    }

    [Fact]
    public async Task An_end_that_is_normal_is_followed_at_once_but_not_in_a_circle()
    {
        var connection = new FakeConnection();
        Start(connection);
        var run = await connection.NextAsync();
        for (var i = 0; i < 5; i++)
        {
            await run.LiveAsync(Time.GetUtcNow());
            Time.Advance(TimeSpan.FromSeconds(5));
            run.Ends(new ConnectionEnd.Lost("moved", Healthy: true));
            run = await connection.NextAsync();
        }

        run.Ends(new ConnectionEnd.Lost("moved", Healthy: true));
        run = await connection.NextAsync();
        run.Ends(new ConnectionEnd.Lost("moved", Healthy: true));
        await Time.TimerDueIn(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_normal_end_that_is_made_good_at_once_is_not_said()
    {
        var connection = new FakeConnection();
        Start(connection);
        var run = await connection.NextAsync();
        for (var i = 0; i < 3; i++)
        {
            await run.LiveAsync(Time.GetUtcNow());
            Time.Advance(TimeSpan.FromSeconds(10));
            run.Ends(new ConnectionEnd.Lost("closed, as it regularly does", Healthy: true, RetryAfter: TimeSpan.FromSeconds(1)));
            await AfterAsync(1);
            run = await connection.NextAsync();
        }

        await run.LiveAsync(Time.GetUtcNow());
        Assert.Equal([SourceState.Connecting, SourceState.Live], Arrivals.States);
        // Nobody read between, and nothing is replayed: that is said all the same.
        Assert.Equal(3, Arrivals.Gaps.Count);
        Assert.All(Arrivals.Gaps, g => Assert.Equal(TimeSpan.FromSeconds(1), g.To - g.From));
    }

    [Fact]
    public async Task A_normal_end_that_is_not_made_good_within_3_s_is_said()
    {
        var connection = new FakeConnection();
        Start(connection);
        var run = await connection.NextAsync();
        await run.LiveAsync(Time.GetUtcNow());
        Time.Advance(TimeSpan.FromSeconds(10));
        run.Ends(new ConnectionEnd.Lost("moved", Healthy: true));
        run = await connection.NextAsync();
        await Time.TimerDueIn(ChatSupervisor.NotWorthSaying);
        Time.Advance(ChatSupervisor.NotWorthSaying);
        await Arrivals.UntilState(SourceState.Connecting, times: 2);

        await run.LiveAsync(Time.GetUtcNow());
        Assert.Equal([SourceState.Connecting, SourceState.Live, SourceState.Connecting, SourceState.Live], Arrivals.States);
        Assert.Equal(ChatSupervisor.NotWorthSaying, Assert.Single(Arrivals.Gaps) is var gap ? gap.To - gap.From : default);
    }

    [Fact]
    public async Task Trouble_after_short_runs_that_ended_normally_begins_with_short_delays()
    {
        var connection = new FakeConnection();
        Start(connection);
        (await connection.NextAsync()).Breaks();
        (await connection.NextAsync()).Breaks();
        await AfterAsync(1);
        (await connection.NextAsync()).Breaks();
        await AfterAsync(2);
        var run = await connection.NextAsync();
        await run.LiveAsync(Time.GetUtcNow());
        Time.Advance(TimeSpan.FromSeconds(10));
        run.Ends(new ConnectionEnd.Lost("closed, as it regularly does", Healthy: true));
        (await connection.NextAsync()).Breaks();

        // At once, as after a healthy minute.
        await connection.NextAsync();
    }

    [Fact]
    public async Task The_platforms_own_waiting_time_is_respected()
    {
        var connection = new FakeConnection();
        Start(connection);
        (await connection.NextAsync()).Ends(new ConnectionEnd.Lost("too often", RetryAfter: TimeSpan.FromSeconds(90)));

        await AfterAsync(90);
        await connection.NextAsync();
    }

    [Fact]
    public async Task After_a_refusal_a_person_can_try_at_once()
    {
        var connection = new FakeConnection();
        var supervisor = Start(connection);
        (await connection.NextAsync()).Ends(new ConnectionEnd.Denied("no such channel"));
        await Arrivals.UntilState(SourceState.Denied);
        Time.Advance(ChatSupervisor.AskAgainEvery - TimeSpan.FromSeconds(1));
        Assert.Equal(1, connection.Runs);

        supervisor.RetryNow();
        await connection.NextAsync();
        Assert.Equal([SourceState.Connecting, SourceState.Denied, SourceState.Connecting], Arrivals.States);
    }

    [Fact]
    public async Task A_refusal_is_asked_about_again_without_a_word_until_the_answer_is_another()
    {
        var connection = new FakeConnection();
        Start(connection);
        (await connection.NextAsync()).Ends(new ConnectionEnd.Denied("no such channel"));
        await Time.TimerDueIn(ChatSupervisor.AskAgainEvery);
        Time.Advance(ChatSupervisor.AskAgainEvery);
        (await connection.NextAsync()).Ends(new ConnectionEnd.Denied("no such channel"));
        await Time.TimerDueIn(ChatSupervisor.AskAgainEvery);
        Time.Advance(ChatSupervisor.AskAgainEvery);
        await (await connection.NextAsync()).LiveAsync(Time.GetUtcNow());

        Assert.Equal([SourceState.Connecting, SourceState.Denied, SourceState.Live], Arrivals.States);
    }

    [Fact]
    public async Task A_person_can_cut_a_delay_short()
    {
        var connection = new FakeConnection();
        var supervisor = Start(connection);
        (await connection.NextAsync()).Ends(new ConnectionEnd.Lost("busy", RetryAfter: TimeSpan.FromHours(1)));
        await Time.TimerDueIn(TimeSpan.FromHours(1));

        supervisor.RetryNow();
        await connection.NextAsync();
        Assert.Empty(Time.Pending);
    }

    [Fact]
    public async Task After_a_broadcast_the_next_one_is_looked_for_often_then_every_minute_and_no_gap_is_said()
    {
        var connection = new FakeConnection(replays: true);
        Start(connection, token: "old");
        var run = await connection.NextAsync();
        await run.LiveAsync(Time.GetUtcNow());
        run.Ends(new ConnectionEnd.BroadcastEnded("over"));
        for (var looked = 0; looked < 40; looked++)
        {
            await AfterAsync(3);
            (await connection.NextAsync()).Ends(new ConnectionEnd.BroadcastEnded("still over"));
        }

        await AfterAsync(60);
        run = await connection.NextAsync();
        await run.LiveAsync(Time.GetUtcNow());

        Assert.Null(run.ResumeToken);
        Assert.Equal([SourceState.Connecting, SourceState.Live, SourceState.Ended, SourceState.Live], Arrivals.States);
        Assert.Empty(Arrivals.Gaps);
    }

    [Fact]
    public async Task Stopping_ends_the_connection_first()
    {
        var connection = new FakeConnection();
        Start(connection);
        var run = await connection.NextAsync();
        await Stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Running);
        Assert.True(run.Ct.IsCancellationRequested);
    }

    [Fact]
    public void Full_jitter_lies_anywhere_between_nothing_and_the_most()
    {
        var delays = new RetryDelays(new Random(7));
        var first = delays.Next();
        var all = Enumerable.Range(0, 200).Select(_ => delays.Next()).Skip(7).ToList();

        Assert.Equal(TimeSpan.Zero, first);
        Assert.All(all, d => Assert.InRange(d, TimeSpan.Zero, TimeSpan.FromSeconds(60)));
        Assert.Contains(all, d => d < TimeSpan.FromSeconds(10));
        Assert.Contains(all, d => d > TimeSpan.FromSeconds(50));
    }
}
