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
        await using var shared = new SharedConnection(_connection, () => Now);
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
        _first.Empty();
        Assert.Contains("could not take", Assert.IsType<ConnectionEnd.Lost>(await slow.WaitAsync(Cap.Signal)).Reason, StringComparison.Ordinal);
    }

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
        var replaying = new FakeConnection(replays: true) { Places = new() { ["at 20:50"] = new("chat", Now), ["at 20:40"] = new("chat", Now.AddMinutes(-10)), ["another chat"] = new("old", Now.AddDays(-1)) } };
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
