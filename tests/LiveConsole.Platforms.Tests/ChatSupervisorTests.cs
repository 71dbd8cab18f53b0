using LiveConsole.Domain.Chat;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Platforms.Tests;

public sealed class ChatSupervisorTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private readonly ArrivalList _arrivals = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private ChatSupervisor Start(FakeConnection connection, string? token = null, DateTimeOffset? coveredUntil = null, double jitter = 1)
    {
        var supervisor = new ChatSupervisor(connection, _arrivals, _time.GetUtcNow, _time, new FullJitter(jitter), NullLogger<ChatSupervisor>.Instance);
        _running = supervisor.RunAsync(token, coveredUntil, _stop.Token);
        return supervisor;
    }

    [Fact]
    public async Task A_source_says_connecting_live_and_waiting_with_the_reason()
    {
        var connection = new FakeConnection();
        Start(connection);
        var run = await connection.NextAsync();
        await run.LiveAsync(_time.GetUtcNow());
        run.Breaks();
        await connection.NextAsync();

        Assert.Equal([SourceState.Connecting, SourceState.Live, SourceState.Waiting, SourceState.Connecting], _arrivals.States);
        Assert.Equal("the line broke", _arrivals.All.OfType<SourceChanged>().Single(s => s.State == SourceState.Waiting).Reason);
    }

    [Fact]
    public async Task A_connection_that_others_show_to_be_deaf_is_given_up_and_the_gap_begins_where_it_last_heard()
    {
        var connection = new FakeConnection();
        var supervisor = Start(connection, jitter: 0);
        var run = await connection.NextAsync();
        await run.LiveAsync(_time.GetUtcNow());
        var heard = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(20));

        supervisor.GiveUp(new ConnectionEnd.Lost("deaf") { CoveredUntil = heard });
        var next = await connection.NextAsync();
        await next.LiveAsync(_time.GetUtcNow());

        Assert.True(run.Ct.IsCancellationRequested);
        Assert.Equal(new GapFound(connection.Source, heard, _time.GetUtcNow(), "deaf"), Assert.Single(_arrivals.Gaps));
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
            await _time.TimerDueIn(TimeSpan.FromSeconds(seconds));
            _time.Advance(TimeSpan.FromSeconds(seconds));
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
        await run.LiveAsync(_time.GetUtcNow());
        _time.Advance(TimeSpan.FromSeconds(59));
        run.Breaks();
        await AfterAsync(2);

        run = await connection.NextAsync();
        await run.LiveAsync(_time.GetUtcNow());
        _time.Advance(TimeSpan.FromSeconds(60));
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
            await run.LiveAsync(_time.GetUtcNow());
            _time.Advance(TimeSpan.FromSeconds(5));
            run.Ends(new ConnectionEnd.Lost("moved", Healthy: true));
            run = await connection.NextAsync();
        }

        run.Ends(new ConnectionEnd.Lost("moved", Healthy: true));
        run = await connection.NextAsync();
        run.Ends(new ConnectionEnd.Lost("moved", Healthy: true));
        await _time.TimerDueIn(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_normal_end_that_is_made_good_at_once_is_not_said()
    {
        var connection = new FakeConnection();
        Start(connection);
        var run = await connection.NextAsync();
        for (var i = 0; i < 3; i++)
        {
            await run.LiveAsync(_time.GetUtcNow());
            _time.Advance(TimeSpan.FromSeconds(10));
            run.Ends(new ConnectionEnd.Lost("closed, as it regularly does", Healthy: true, RetryAfter: TimeSpan.FromSeconds(1)));
            await AfterAsync(1);
            run = await connection.NextAsync();
        }

        await run.LiveAsync(_time.GetUtcNow());
        Assert.Equal([SourceState.Connecting, SourceState.Live], _arrivals.States);
        // Nobody read between, and nothing is replayed: that is said all the same.
        Assert.Equal(3, _arrivals.Gaps.Count);
        Assert.All(_arrivals.Gaps, g => Assert.Equal(TimeSpan.FromSeconds(1), g.To - g.From));
    }

    [Fact]
    public async Task A_normal_end_that_is_not_made_good_within_3_s_is_said()
    {
        var connection = new FakeConnection();
        Start(connection);
        var run = await connection.NextAsync();
        await run.LiveAsync(_time.GetUtcNow());
        _time.Advance(TimeSpan.FromSeconds(10));
        run.Ends(new ConnectionEnd.Lost("moved", Healthy: true));
        run = await connection.NextAsync();
        await _time.TimerDueIn(ChatSupervisor.NotWorthSaying);
        _time.Advance(ChatSupervisor.NotWorthSaying);
        await _arrivals.UntilState(SourceState.Connecting, times: 2);

        await run.LiveAsync(_time.GetUtcNow());
        Assert.Equal([SourceState.Connecting, SourceState.Live, SourceState.Connecting, SourceState.Live], _arrivals.States);
        Assert.Equal(ChatSupervisor.NotWorthSaying, Assert.Single(_arrivals.Gaps) is var gap ? gap.To - gap.From : default);
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
        await run.LiveAsync(_time.GetUtcNow());
        _time.Advance(TimeSpan.FromSeconds(10));
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
        await _arrivals.UntilState(SourceState.Denied);
        _time.Advance(ChatSupervisor.AskAgainEvery - TimeSpan.FromSeconds(1));
        Assert.Equal(1, connection.Runs);

        supervisor.RetryNow();
        await connection.NextAsync();
        Assert.Equal([SourceState.Connecting, SourceState.Denied, SourceState.Connecting], _arrivals.States);
    }

    [Fact]
    public async Task A_refusal_is_asked_about_again_without_a_word_until_the_answer_is_another()
    {
        var connection = new FakeConnection();
        Start(connection);
        (await connection.NextAsync()).Ends(new ConnectionEnd.Denied("no such channel"));
        await _time.TimerDueIn(ChatSupervisor.AskAgainEvery);
        _time.Advance(ChatSupervisor.AskAgainEvery);
        (await connection.NextAsync()).Ends(new ConnectionEnd.Denied("no such channel"));
        await _time.TimerDueIn(ChatSupervisor.AskAgainEvery);
        _time.Advance(ChatSupervisor.AskAgainEvery);
        await (await connection.NextAsync()).LiveAsync(_time.GetUtcNow());

        Assert.Equal([SourceState.Connecting, SourceState.Denied, SourceState.Live], _arrivals.States);
    }

    [Fact]
    public async Task A_person_can_cut_a_delay_short()
    {
        var connection = new FakeConnection();
        var supervisor = Start(connection);
        (await connection.NextAsync()).Ends(new ConnectionEnd.Lost("busy", RetryAfter: TimeSpan.FromHours(1)));
        await _time.TimerDueIn(TimeSpan.FromHours(1));

        supervisor.RetryNow();
        await connection.NextAsync();
        Assert.Empty(_time.Pending);
    }

    [Fact]
    public async Task After_a_broadcast_the_next_one_is_looked_for_often_then_every_minute_and_no_gap_is_said()
    {
        var connection = new FakeConnection(replays: true);
        Start(connection, token: "old");
        var run = await connection.NextAsync();
        await run.LiveAsync(_time.GetUtcNow());
        run.Ends(new ConnectionEnd.BroadcastEnded("over"));
        for (var looked = 0; looked < 40; looked++)
        {
            await AfterAsync(3);
            (await connection.NextAsync()).Ends(new ConnectionEnd.BroadcastEnded("still over"));
        }

        await AfterAsync(60);
        run = await connection.NextAsync();
        await run.LiveAsync(_time.GetUtcNow());

        Assert.Null(run.ResumeToken);
        Assert.Equal([SourceState.Connecting, SourceState.Live, SourceState.Ended, SourceState.Live], _arrivals.States);
        Assert.Empty(_arrivals.Gaps);
    }

    [Fact]
    public async Task A_connection_that_says_gaps_itself_is_left_alone_with_it()
    {
        var connection = new FakeConnection(replays: true) { SaysGaps = true };
        Start(connection, token: "dead", coveredUntil: _time.GetUtcNow());
        (await connection.NextAsync()).Ends(new ConnectionEnd.ResumeRefused("the token is too old"));
        var run = await connection.NextAsync();
        await run.LiveAsync(_time.GetUtcNow().AddSeconds(2));
        var gap = new GapFound(connection.Source, _time.GetUtcNow(), _time.GetUtcNow().AddSeconds(1), "its own words");
        await run.Sink.PutAsync(gap, run.Ct);

        Assert.Equal([gap], _arrivals.Gaps);
    }

    [Fact]
    public async Task Who_never_read_misses_nothing_of_what_others_left_of_the_same_reading()
    {
        var connection = new FakeConnection(replays: true) { SaysGaps = true };
        Start(connection);
        var run = await connection.NextAsync();
        var began = _time.GetUtcNow();
        await run.LiveAsync(began);
        await run.Sink.PutAsync(new GapFound(connection.Source, began.AddMinutes(-20), began.AddMinutes(-5), "another show left"), run.Ct);
        var own = new GapFound(connection.Source, began.AddMinutes(1), began.AddMinutes(2), "its own");
        await run.Sink.PutAsync(own, run.Ct);

        Assert.Equal([own], _arrivals.Gaps);
    }

    [Fact]
    public async Task Where_a_platform_cannot_replay_the_time_between_is_a_gap_from_the_last_sign_of_life_on()
    {
        var connection = new FakeConnection();
        Start(connection);
        var run = await connection.NextAsync();
        await run.LiveAsync(_time.GetUtcNow());
        var lastLine = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(70));
        run.Breaks(coveredUntil: lastLine);
        (await connection.NextAsync()).Ends(new ConnectionEnd.Lost("still broken"));
        await AfterAsync(1);
        run = await connection.NextAsync();
        await run.LiveAsync(_time.GetUtcNow());

        Assert.Equal([new GapFound(connection.Source, lastLine, lastLine.AddSeconds(71), "still broken")], _arrivals.Gaps);
        // The gap's end and the new life come in this order: the row stands before what follows it.
        Assert.IsType<GapFound>(_arrivals.All[^2]);
    }

    [Fact]
    public async Task The_time_before_a_restart_is_a_gap_too()
    {
        var connection = new FakeConnection();
        var before = _time.GetUtcNow().AddMinutes(-3);
        Start(connection, coveredUntil: before);
        await (await connection.NextAsync()).LiveAsync(_time.GetUtcNow());

        Assert.Equal([new GapFound(connection.Source, before, _time.GetUtcNow(), "not running")], _arrivals.Gaps);
    }

    [Fact]
    public async Task Where_a_platform_replays_there_is_no_gap_and_the_newest_token_is_handed_back()
    {
        var connection = new FakeConnection(replays: true);
        Start(connection, token: "first");
        var run = await connection.NextAsync();
        Assert.Equal("first", run.ResumeToken);
        await run.LiveAsync(_time.GetUtcNow());
        await run.Sink.PutAsync(new ResumePointReached(connection.Source, "second"), run.Ct);
        _time.Advance(TimeSpan.FromSeconds(30));
        run.Breaks();
        run = await connection.NextAsync();
        await run.LiveAsync(_time.GetUtcNow().AddSeconds(5));

        Assert.Equal("second", run.ResumeToken);
        Assert.Empty(_arrivals.Gaps);
    }

    [Fact]
    public async Task Of_the_places_to_resume_from_one_a_second_is_journaled_and_the_newest_before_what_follows_it()
    {
        var connection = new FakeConnection(replays: true);
        Start(connection);
        var run = await connection.NextAsync();
        await run.LiveAsync(_time.GetUtcNow());
        for (var n = 1; n <= 10; n++)
        {
            await run.SaysAsync($"m{n}");
            await run.Sink.PutAsync(new ResumePointReached(connection.Source, $"after m{n}"), run.Ct);
        }

        Assert.Equal(["after m1"], Tokens);
        _time.Advance(CoverageSink.ResumePointEvery);
        await run.SaysAsync("m11");

        Assert.Equal(["after m1", "after m10"], Tokens);
        Assert.IsType<MessageCame>(_arrivals.All[^1]);
    }

    [Fact]
    public async Task The_newest_place_is_journaled_when_the_reading_rests_or_breaks_and_the_next_run_goes_on_from_it()
    {
        var connection = new FakeConnection(replays: true);
        Start(connection, jitter: 0);
        var run = await connection.NextAsync();
        await run.LiveAsync(_time.GetUtcNow());
        await run.Sink.PutAsync(new ResumePointReached(connection.Source, "first"), run.Ct);
        await run.Sink.PutAsync(new ResumePointReached(connection.Source, "second"), run.Ct);
        run.Breaks();
        run = await connection.NextAsync();
        Assert.Equal("second", run.ResumeToken);
        Assert.Equal(["first", "second"], Tokens);

        await run.LiveAsync(_time.GetUtcNow());
        await run.Sink.PutAsync(new ResumePointReached(connection.Source, "third"), run.Ct);
        _time.Advance(TimeSpan.FromMilliseconds(1_100));
        await run.Sink.PutAsync(new ResumePointReached(connection.Source, "fourth"), run.Ct);
        await run.Sink.PutAsync(new ResumePointReached(connection.Source, "fifth"), run.Ct);
        run.Ends(new ConnectionEnd.Lost("a normal end", Healthy: true));
        run = await connection.NextAsync();

        Assert.Equal("fifth", run.ResumeToken);
        Assert.Equal(["first", "second", "fourth", "fifth"], Tokens);
    }

    private string[] Tokens => [.. _arrivals.All.OfType<ResumePointReached>().Select(p => p.Token)];

    [Fact]
    public async Task A_dead_token_means_starting_afresh_with_a_gap()
    {
        var connection = new FakeConnection(replays: true);
        Start(connection, token: "dead", coveredUntil: _time.GetUtcNow());
        (await connection.NextAsync()).Ends(new ConnectionEnd.ResumeRefused("the token is too old"));
        var run = await connection.NextAsync();
        Assert.Null(run.ResumeToken);
        await run.LiveAsync(_time.GetUtcNow().AddSeconds(2));

        Assert.Equal(["the token is too old"], _arrivals.Gaps.Select(g => g.Reason));
    }

    [Fact]
    public async Task What_comes_twice_is_handed_over_once_but_an_amended_message_passes()
    {
        var connection = new FakeConnection();
        Start(connection);
        var run = await connection.NextAsync();
        await run.LiveAsync(_time.GetUtcNow());
        await run.SaysAsync("a");
        await run.SaysAsync("a");
        await run.SaysAsync("a", "x5");
        await run.SaysAsync("a", copy: "local");
        run.Breaks();
        run = await connection.NextAsync();
        await run.SaysAsync("a");
        await run.SaysAsync("b");

        Assert.Equal(["a hi", "a x5", "a hi", "b hi"], _arrivals.Messages.Select(m => $"{m.Id} {m.Text}"));
    }

    [Fact]
    public async Task Ids_are_forgotten_after_ten_minutes()
    {
        var seen = new SeenArrivals(_time);
        seen.Add(FakeConnection.Run.Message("a", "hi", null));
        _time.Advance(SeenArrivals.Remembered + TimeSpan.FromSeconds(1));
        seen.Add(FakeConnection.Run.Message("b", "hi", null));

        Assert.False(seen.Contains(FakeConnection.Run.Message("a", "hi", null)));
        Assert.True(seen.Contains(FakeConnection.Run.Message("b", "hi", null)));
        for (var i = 0; i < SeenArrivals.Most + 10; i++) seen.Add(FakeConnection.Run.Message($"m{i}", "hi", null));
        Assert.Equal(SeenArrivals.Most, seen.Count);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_message_whose_hand_over_was_cancelled_is_not_taken_for_seen()
    {
        var connection = new FakeConnection();
        Start(connection);
        var run = await connection.NextAsync();
        await run.LiveAsync(_time.GetUtcNow());
        _arrivals.Fill();
        using var givenUp = new CancellationTokenSource();
        var putting = run.Sink.PutAsync(FakeConnection.Run.Message("a", "hi", null), givenUp.Token).AsTask();
        await _arrivals.Blocked;
        await givenUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => putting);
        _arrivals.Empty();
        await run.SaysAsync("a");

        Assert.Single(_arrivals.Messages);
    }

    [Fact]
    public async Task A_full_intake_makes_the_connection_wait()
    {
        var connection = new FakeConnection();
        Start(connection);
        var run = await connection.NextAsync();
        await run.LiveAsync(_time.GetUtcNow());
        _arrivals.Fill();
        var putting = run.SaysAsync("a");
        await _arrivals.Blocked;
        Assert.False(putting.IsCompleted);

        _arrivals.Empty();
        await putting.WaitAsync(Cap.Signal);
    }

    [Fact]
    public async Task Who_brings_messages_is_live_even_if_it_did_not_say_so()
    {
        var connection = new FakeConnection();
        Start(connection);
        await (await connection.NextAsync()).SaysAsync("a");

        Assert.Equal([SourceState.Connecting, SourceState.Live], _arrivals.States);
    }

    [Fact]
    public async Task Stopping_ends_the_connection_first()
    {
        var connection = new FakeConnection();
        Start(connection);
        var run = await connection.NextAsync();
        await _stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
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

    private async Task AfterAsync(int seconds)
    {
        await _time.TimerDueIn(TimeSpan.FromSeconds(seconds));
        _time.Advance(TimeSpan.FromSeconds(seconds));
    }

    /// <summary>Always the same share of the longest delay.</summary>
    private sealed class FullJitter(double share) : Random
    {
        public override double NextDouble() => share;
    }
}
