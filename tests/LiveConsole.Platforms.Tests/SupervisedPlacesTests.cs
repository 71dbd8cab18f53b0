using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.Tests;

/// <summary>Where a source reads on from, and what is missing in between.</summary>
public sealed class SupervisedPlacesTests : SupervisedSource
{
    [Fact]
    public async Task A_connection_that_says_gaps_itself_is_left_alone_with_it()
    {
        var connection = new FakeConnection(replays: true) { SaysGaps = true };
        Start(connection, token: "dead", coveredUntil: Time.GetUtcNow());
        (await connection.NextAsync()).Ends(new ConnectionEnd.ResumeRefused("the token is too old"));
        var run = await connection.NextAsync();
        await run.LiveAsync(Time.GetUtcNow().AddSeconds(2));
        var gap = new GapFound(connection.Source, Time.GetUtcNow(), Time.GetUtcNow().AddSeconds(1), "its own words");
        await run.Sink.PutAsync(gap, run.Ct);

        Assert.Equal([gap], Arrivals.Gaps);
    }

    [Fact]
    public async Task Who_never_read_misses_nothing_of_what_others_left_of_the_same_reading()
    {
        var connection = new FakeConnection(replays: true) { SaysGaps = true };
        Start(connection);
        var run = await connection.NextAsync();
        var began = Time.GetUtcNow();
        await run.LiveAsync(began);
        await run.Sink.PutAsync(new GapFound(connection.Source, began.AddMinutes(-20), began.AddMinutes(-5), "another show left"), run.Ct);
        var own = new GapFound(connection.Source, began.AddMinutes(1), began.AddMinutes(2), "its own");
        await run.Sink.PutAsync(own, run.Ct);

        Assert.Equal([own], Arrivals.Gaps);
    }

    [Fact]
    public async Task Where_a_platform_cannot_replay_the_time_between_is_a_gap_from_the_last_sign_of_life_on()
    {
        var connection = new FakeConnection();
        Start(connection);
        var run = await connection.NextAsync();
        await run.LiveAsync(Time.GetUtcNow());
        var lastLine = Time.GetUtcNow();
        Time.Advance(TimeSpan.FromSeconds(70));
        run.Breaks(coveredUntil: lastLine);
        (await connection.NextAsync()).Ends(new ConnectionEnd.Lost("still broken"));
        await AfterAsync(1);
        run = await connection.NextAsync();
        await run.LiveAsync(Time.GetUtcNow());

        Assert.Equal([new GapFound(connection.Source, lastLine, lastLine.AddSeconds(71), "still broken")], Arrivals.Gaps);
        // The gap's end and the new life come in this order: the row stands before what follows it.
        Assert.IsType<GapFound>(Arrivals.All[^2]);
    }

    [Fact]
    public async Task The_time_before_a_restart_is_a_gap_too()
    {
        var connection = new FakeConnection();
        var before = Time.GetUtcNow().AddMinutes(-3);
        Start(connection, coveredUntil: before);
        await (await connection.NextAsync()).LiveAsync(Time.GetUtcNow());

        Assert.Equal([new GapFound(connection.Source, before, Time.GetUtcNow(), "not running")], Arrivals.Gaps);
    }

    [Fact]
    public async Task Where_a_platform_replays_there_is_no_gap_and_the_newest_token_is_handed_back()
    {
        var connection = new FakeConnection(replays: true);
        Start(connection, token: "first");
        var run = await connection.NextAsync();
        Assert.Equal("first", run.ResumeToken);
        await run.LiveAsync(Time.GetUtcNow());
        await run.Sink.PutAsync(new ResumePointReached(connection.Source, "second"), run.Ct);
        Time.Advance(TimeSpan.FromSeconds(30));
        run.Breaks();
        run = await connection.NextAsync();
        await run.LiveAsync(Time.GetUtcNow().AddSeconds(5));

        Assert.Equal("second", run.ResumeToken);
        Assert.Empty(Arrivals.Gaps);
    }

    [Fact]
    public async Task Of_the_places_to_resume_from_one_a_second_is_journaled_and_the_newest_before_what_follows_it()
    {
        var connection = new FakeConnection(replays: true);
        Start(connection);
        var run = await connection.NextAsync();
        await run.LiveAsync(Time.GetUtcNow());
        for (var n = 1; n <= 10; n++)
        {
            await run.SaysAsync($"m{n}");
            await run.Sink.PutAsync(new ResumePointReached(connection.Source, $"after m{n}"), run.Ct);
        }

        Assert.Equal(["after m1"], Tokens);
        Time.Advance(CoverageSink.ResumePointEvery);
        await run.SaysAsync("m11");

        Assert.Equal(["after m1", "after m10"], Tokens);
        Assert.IsType<MessageCame>(Arrivals.All[^1]);
    }

    [Fact]
    public async Task The_newest_place_is_journaled_when_the_reading_rests_or_breaks_and_the_next_run_goes_on_from_it()
    {
        var connection = new FakeConnection(replays: true);
        Start(connection, jitter: 0);
        var run = await connection.NextAsync();
        await run.LiveAsync(Time.GetUtcNow());
        await run.Sink.PutAsync(new ResumePointReached(connection.Source, "first"), run.Ct);
        await run.Sink.PutAsync(new ResumePointReached(connection.Source, "second"), run.Ct);
        run.Breaks();
        run = await connection.NextAsync();
        Assert.Equal("second", run.ResumeToken);
        Assert.Equal(["first", "second"], Tokens);

        await run.LiveAsync(Time.GetUtcNow());
        await run.Sink.PutAsync(new ResumePointReached(connection.Source, "third"), run.Ct);
        Time.Advance(TimeSpan.FromMilliseconds(1_100));
        await run.Sink.PutAsync(new ResumePointReached(connection.Source, "fourth"), run.Ct);
        await run.Sink.PutAsync(new ResumePointReached(connection.Source, "fifth"), run.Ct);
        run.Ends(new ConnectionEnd.Lost("a normal end", Healthy: true));
        run = await connection.NextAsync();

        Assert.Equal("fifth", run.ResumeToken);
        Assert.Equal(["first", "second", "fourth", "fifth"], Tokens);
    }

    [Fact]
    public async Task A_dead_token_means_starting_afresh_with_a_gap()
    {
        var connection = new FakeConnection(replays: true);
        Start(connection, token: "dead", coveredUntil: Time.GetUtcNow());
        (await connection.NextAsync()).Ends(new ConnectionEnd.ResumeRefused("the token is too old"));
        var run = await connection.NextAsync();
        Assert.Null(run.ResumeToken);
        await run.LiveAsync(Time.GetUtcNow().AddSeconds(2));

        Assert.Equal(["the token is too old"], Arrivals.Gaps.Select(g => g.Reason));
    }

    private string[] Tokens => [.. Arrivals.All.OfType<ResumePointReached>().Select(p => p.Token)];
}
