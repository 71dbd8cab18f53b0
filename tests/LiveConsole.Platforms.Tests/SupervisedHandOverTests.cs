using LiveConsole.Domain.Chat;
using LiveConsole.Testing;

namespace LiveConsole.Platforms.Tests;

/// <summary>What a source brings is handed on once, as fast as it is taken.</summary>
public sealed class SupervisedHandOverTests : SupervisedSource
{
    [Fact]
    public async Task What_comes_twice_is_handed_over_once_but_an_amended_message_passes()
    {
        var connection = new FakeConnection();
        Start(connection);
        var run = await connection.NextAsync();
        await run.LiveAsync(Time.GetUtcNow());
        await run.SaysAsync("a");
        await run.SaysAsync("a");
        await run.SaysAsync("a", "x5");
        await run.SaysAsync("a", copy: "local");
        run.Breaks();
        run = await connection.NextAsync();
        await run.SaysAsync("a");
        await run.SaysAsync("b");

        Assert.Equal(["a hi", "a x5", "a hi", "b hi"], Arrivals.Messages.Select(m => $"{m.Id} {m.Text}"));
    }

    [Fact]
    public async Task Ids_are_forgotten_after_ten_minutes()
    {
        var seen = new SeenArrivals(Time);
        seen.Add(FakeConnection.Run.Message("a", "hi", null));
        Time.Advance(SeenArrivals.Remembered + TimeSpan.FromSeconds(1));
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
        await run.LiveAsync(Time.GetUtcNow());
        Arrivals.Fill();
        using var givenUp = new CancellationTokenSource();
        var putting = run.Sink.PutAsync(FakeConnection.Run.Message("a", "hi", null), givenUp.Token).AsTask();
        await Arrivals.Blocked;
        await givenUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => putting);
        Arrivals.Empty();
        await run.SaysAsync("a");

        Assert.Single(Arrivals.Messages);
    }

    [Fact]
    public async Task A_full_intake_makes_the_connection_wait()
    {
        var connection = new FakeConnection();
        Start(connection);
        var run = await connection.NextAsync();
        await run.LiveAsync(Time.GetUtcNow());
        Arrivals.Fill();
        var putting = run.SaysAsync("a");
        await Arrivals.Blocked;
        Assert.False(putting.IsCompleted);

        Arrivals.Empty();
        await putting.WaitAsync(Cap.Signal);
    }

    [Fact]
    public async Task Who_brings_messages_is_live_even_if_it_did_not_say_so()
    {
        var connection = new FakeConnection();
        Start(connection);
        await (await connection.NextAsync()).SaysAsync("a");

        Assert.Equal([SourceState.Connecting, SourceState.Live], Arrivals.States);
    }
}
