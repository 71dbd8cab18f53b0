using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Moderation;
using LiveConsole.Testing;

namespace LiveConsole.Platforms.Tests;

public sealed class SharedConnectionTests
{
    private static readonly DateTimeOffset Now = A.Time;

    private readonly FakeConnection _connection = new();
    private readonly ArrivalList _first = new();
    private readonly ArrivalList _second = new();

    private static MessageCame Said(string id, DateTimeOffset? at = null) => new(A.Message("hi", id: id, at: at));

    [Fact]
    public async Task Two_shows_read_by_one_connection_and_each_gets_all_from_when_it_came()
    {
        await using var shared = new SharedConnection(_connection, () => Now);
        var one = shared.ForOne().RunAsync(_first, null, default);
        var run = await _connection.NextAsync();
        await run.LiveAsync(Now.AddMinutes(-5));
        await run.Sink.PutAsync(new ModesCame("twitch", "alpha", ChatModes.Off, Now), default);
        await run.Sink.PutAsync(new ModesCame("twitch", "alpha", new ChatModes(Slow: 30), Now, "nora"), default);
        await run.Sink.PutAsync(Said("m1"), default);
        await _first.UntilMessages(1);

        var two = shared.ForOne().RunAsync(_second, null, default);
        await _second.Until(all => all.OfType<ModesCame>().Any());
        await run.Sink.PutAsync(Said("m2"), default);
        await Task.WhenAll(_first.UntilMessages(2), _second.UntilMessages(1));

        // The second is told how things stand: it reads from now on, and nothing of before was said to it.
        Assert.Equal([new SourceChanged(_connection.Source, SourceState.Live, Now), new ModesCame("twitch", "alpha", ChatModes.Off with { Slow = 30 }, Now)], _second.All.Take(2));
        Assert.Equal(["m2"], _second.Messages.Select(m => m.Id));
        Assert.Equal((1, 2), (_connection.Runs, shared.Readers));

        run.Breaks(Now);
        Assert.All([await one.WaitAsync(Cap.Signal), await two.WaitAsync(Cap.Signal)], end => Assert.Equal(Now, Assert.IsType<ConnectionEnd.Lost>(end).CoveredUntil));
    }

    [Fact]
    public async Task It_is_read_until_the_last_one_leaves_and_anew_for_who_comes_then()
    {
        await using var shared = new SharedConnection(_connection, () => Now);
        using var firstLeaves = new CancellationTokenSource();
        using var secondLeaves = new CancellationTokenSource();
        var one = shared.ForOne().RunAsync(_first, "t1", firstLeaves.Token);
        var two = shared.ForOne().RunAsync(_second, "t2", secondLeaves.Token);
        var run = await _connection.NextAsync();
        Assert.StartsWith("t", run.ResumeToken, StringComparison.Ordinal);

        await firstLeaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one.WaitAsync(Cap.Signal));
        await run.Sink.PutAsync(Said("m1"), default);
        await _second.UntilMessages(1);
        Assert.False(run.Ct.IsCancellationRequested);

        await secondLeaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => two.WaitAsync(Cap.Signal));
        using var again = new CancellationTokenSource();
        var three = shared.ForOne().RunAsync(_first, null, again.Token);
        await _connection.NextAsync();
        Assert.Equal((2, 1, true), (_connection.Runs, shared.Readers, run.Ct.IsCancellationRequested));
        await again.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => three.WaitAsync(Cap.Signal));
    }

    [Fact]
    public async Task Who_leave_together_while_something_comes_leave_no_reading_behind()
    {
        for (var i = 0; i < 300; i++)
        {
            await using var shared = new SharedConnection(_connection, () => Now);
            using var leave = new CancellationTokenSource();
            Task[] shows = [shared.ForOne().RunAsync(new ArrivalList(), null, leave.Token), shared.ForOne().RunAsync(new ArrivalList(), null, leave.Token)];
            var run = await _connection.NextAsync();
            var coming = ComingAsync(run);
            await leave.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(shows).WaitAsync(Cap.Signal));

            Assert.True(run.Ct.IsCancellationRequested);
            await coming;
        }

        static async Task ComingAsync(FakeConnection.Run run)
        {
            await Task.Yield();
            for (var i = 0; i < 200; i++) await run.Sink.PutAsync(Said($"m{i}"), default);
        }
    }

    [Fact]
    public async Task Shows_that_all_stand_still_at_once_stop_the_reading_and_who_comes_then_begins_anew()
    {
        await using var shared = new SharedConnection(_connection, () => Now);
        _first.Fill();
        _second.Fill();
        Task<ConnectionEnd>[] shows = [shared.ForOne().RunAsync(_first, null, default), shared.ForOne().RunAsync(_second, null, default)];
        var run = await _connection.NextAsync();
        await run.LiveAsync(Now);
        // Each has taken one and no more: both are full at the same message.
        await Task.WhenAll(_first.Blocked, _second.Blocked).WaitAsync(Cap.Signal);
        for (var i = 0; i <= SharedConnection.MostWaiting + SharedConnection.Remembered; i++) await run.Sink.PutAsync(Said($"m{i}"), default).AsTask().WaitAsync(Cap.Signal);

        Assert.Equal((0, true), (shared.Readers, run.Ct.IsCancellationRequested));
        _first.Empty();
        _second.Empty();
        Assert.All(await Task.WhenAll(shows).WaitAsync(Cap.Signal), end => Assert.IsType<ConnectionEnd.Lost>(end));
        using var leave = new CancellationTokenSource();
        var again = shared.ForOne().RunAsync(new ArrivalList(), "t1", leave.Token);
        Assert.Equal("t1", (await _connection.NextAsync()).ResumeToken);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => again.WaitAsync(Cap.Signal));
    }

    [Fact]
    public async Task Who_finds_it_deaf_ends_it_for_all()
    {
        await using var shared = new SharedConnection(_connection, () => Now);
        var (one, two) = (shared.ForOne().RunAsync(_first, null, default), shared.ForOne().RunAsync(_second, null, default));
        await _connection.NextAsync();

        shared.End(new ConnectionEnd.Lost("deaf"));

        Assert.All([await one.WaitAsync(Cap.Signal), await two.WaitAsync(Cap.Signal)], end => Assert.Equal(new ConnectionEnd.Lost("deaf"), end));
    }

    [Fact]
    public async Task One_show_that_stands_still_keeps_no_other_waiting_and_is_told()
    {
        var now = Now;
        await using var shared = new SharedConnection(_connection, () => now);
        _first.Fill();
        var slow = shared.ForOne().RunAsync(_first, null, default);
        var run = await _connection.NextAsync();
        var quick = shared.ForOne().RunAsync(_second, null, default);
        await run.LiveAsync(Now);
        const int many = SharedConnection.MostWaiting + SharedConnection.Remembered + 10;
        for (var i = 0; i < many; i++)
        {
            await run.Sink.PutAsync(Said($"m{i}"), default).AsTask().WaitAsync(Cap.Signal);
            if (i % 1_000 == 999) await _second.UntilMessages(i + 1);
        }

        await _second.UntilMessages(many);
        Assert.False(quick.IsCompleted);
        Assert.Equal(1, shared.Readers);
        now = Now.AddHours(1);
        _first.Empty();
        var lost = Assert.IsType<ConnectionEnd.Lost>(await slow.WaitAsync(Cap.Signal));
        Assert.Contains("could not take", lost.Reason, StringComparison.Ordinal);
        // What it misses begins when it was cut off, not when its queue was empty.
        Assert.Equal(Now, lost.CoveredUntil);
    }

    [Fact]
    public async Task One_show_alone_that_makes_the_platform_wait_is_not_waited_for_once_another_comes()
    {
        await using var shared = new SharedConnection(_connection, () => Now);
        var (slow, run, put) = await FullAsync(shared, default);

        var quick = shared.ForOne().RunAsync(_second, null, default);
        await put.WaitAsync(Cap.Signal);
        await run.Sink.PutAsync(Said("after"), default).AsTask().WaitAsync(Cap.Signal);
        await _second.UntilMessages(1);

        Assert.Equal(("after", false), (_second.Messages[0].Id, quick.IsCompleted));
        _first.Empty();
        Assert.Equal(Now, Assert.IsType<ConnectionEnd.Lost>(await slow.WaitAsync(Cap.Signal)).CoveredUntil);
    }

    [Fact]
    public async Task One_show_alone_that_leaves_while_the_platform_waits_for_it_holds_nothing_up()
    {
        await using var shared = new SharedConnection(_connection, () => Now);
        using var leaves = new CancellationTokenSource();
        var (slow, _, put) = await FullAsync(shared, leaves.Token);

        await leaves.CancelAsync();

        await put.WaitAsync(Cap.Signal, CancellationToken.None);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow.WaitAsync(Cap.Signal, CancellationToken.None));
    }

    /// <summary>The first show stands still, has all that it may have waiting, and one more is on its way.</summary>
    private async Task<(Task<ConnectionEnd> Show, FakeConnection.Run Run, Task Put)> FullAsync(SharedConnection shared, CancellationToken ct)
    {
        _first.Fill();
        var show = shared.ForOne().RunAsync(_first, null, ct);
        var run = await _connection.NextAsync();
        await run.LiveAsync(Now);
        await _first.Blocked.WaitAsync(Cap.Signal, CancellationToken.None);
        for (var i = 0; i < SharedConnection.MostWaiting + SharedConnection.Remembered; i++) await run.Sink.PutAsync(Said($"m{i}"), default).AsTask().WaitAsync(Cap.Signal, CancellationToken.None);
        var put = run.Sink.PutAsync(Said("one more"), default).AsTask();
        Assert.False(put.IsCompleted);
        return (show, run, put);
    }

    [Fact]
    public async Task A_show_whose_place_could_not_be_compared_yet_takes_the_reading_back_once_it_can()
    {
        var replaying = Replaying();
        await using var shared = new SharedConnection(replaying, () => Now);
        var (one, two) = (shared.ForOne().RunAsync(_first, null, default), Task.CompletedTask);
        var run = await replaying.NextAsync();
        two = shared.ForOne().RunAsync(_second, "at 20:40", default);

        await run.Sink.PutAsync(Said("m5", Now.AddMinutes(-5)), default);
        await run.Sink.PutAsync(new ResumePointReached(replaying.Source, "at 20:50"), default);
        var back = await replaying.NextAsync();
        await back.Sink.PutAsync(Said("m0", Now.AddMinutes(-9)), default);
        await Task.WhenAll(_first.UntilMessages(2), _second.UntilMessages(2));

        Assert.Equal("at 20:40", back.ResumeToken);
        // Its journal may not say that it stands further than it read.
        Assert.Empty(_second.All.OfType<ResumePointReached>());
        Assert.All([one, two], task => Assert.False(task.IsCompleted));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_place_that_is_refused_is_the_trouble_of_who_came_with_it_alone(bool takenBack)
    {
        var replaying = Replaying();
        await using var shared = new SharedConnection(replaying, () => Now);
        var one = shared.ForOne().RunAsync(_first, takenBack ? "at 20:50" : "another chat", default);
        var run = await replaying.NextAsync();
        var two = shared.ForOne().RunAsync(_second, takenBack ? "at 20:40" : "at 20:50", default);
        if (takenBack) run = await replaying.NextAsync();

        run.Ends(new ConnectionEnd.ResumeRefused("too old"));

        var (refused, other) = takenBack ? (two, one) : (one, two);
        Assert.Equal(new ConnectionEnd.ResumeRefused("too old"), await refused.WaitAsync(Cap.Signal));
        Assert.Equal(("at 20:50", false), ((await replaying.NextAsync()).ResumeToken, other.IsCompleted));
    }

    [Fact]
    public async Task Who_joins_late_is_not_told_of_a_trouble_that_is_over()
    {
        await using var shared = new SharedConnection(_connection, () => Now);
        _ = shared.ForOne().RunAsync(_first, null, default);
        var run = await _connection.NextAsync();
        await run.Sink.PutAsync(new SourceChanged(_connection.Source, SourceState.Live, Now, "no slow mode"), default);
        await run.LiveAsync(Now);

        _ = shared.ForOne().RunAsync(_second, null, default);
        await run.Sink.PutAsync(Said("m1"), default);
        await _second.UntilMessages(1);

        Assert.Equal(new SourceChanged(_connection.Source, SourceState.Live, Now), Assert.Single(_second.All.OfType<SourceChanged>()));
    }

    private static FakeConnection Replaying() =>
        new(replays: true) { Places = new() { ["at 20:50"] = new("chat", Now), ["at 20:40"] = new("chat", Now.AddMinutes(-10)), ["another chat"] = new("old", Now.AddDays(-1)) } };

    [Fact]
    public async Task A_bug_reaches_everybody_who_reads()
    {
        await using var shared = new SharedConnection(_connection, () => Now);
        var (one, two) = (shared.ForOne().RunAsync(_first, null, default), shared.ForOne().RunAsync(_second, null, default));
        (await _connection.NextAsync()).Ended.SetException(new InvalidOperationException("bug"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => one.WaitAsync(Cap.Signal));
        await Assert.ThrowsAsync<InvalidOperationException>(() => two.WaitAsync(Cap.Signal));
    }

    [Fact]
    public async Task Where_the_platform_replays_who_joins_gets_what_came_lately_and_who_was_further_back_takes_the_reading_back()
    {
        var replaying = Replaying();
        await using var shared = new SharedConnection(replaying, () => Now);
        var one = shared.ForOne().RunAsync(_first, "at 20:50", default);
        var run = await replaying.NextAsync();
        await run.Sink.PutAsync(Said("m1"), default);
        await _first.UntilMessages(1);

        // Of a chat that is over: nothing to go back to.
        var two = shared.ForOne().RunAsync(_second, "another chat", default);
        await _second.UntilMessages(1);
        Assert.Equal(("m1", 1), (_second.Messages[0].Id, replaying.Runs));

        var third = new ArrivalList();
        var three = shared.ForOne().RunAsync(third, "at 20:40", default);
        var back = await replaying.NextAsync();
        Assert.Equal("at 20:40", back.ResumeToken);
        await back.Sink.PutAsync(Said("m0", Now.AddMinutes(-9)), default);
        await back.Sink.PutAsync(Said("m1"), default);
        await Task.WhenAll(third.Until(all => all.OfType<MessageCame>().Any(m => m.Message.Id == "m0")), _first.UntilMessages(3), _second.UntilMessages(3));

        Assert.All([one, two, three], task => Assert.False(task.IsCompleted));
    }
}
