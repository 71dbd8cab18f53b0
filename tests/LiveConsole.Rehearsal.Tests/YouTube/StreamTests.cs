using System.Net;
using LiveConsole.Rehearsal.Playing;
using LiveConsole.Rehearsal.Tests.Playing;
using LiveConsole.Testing;

namespace LiveConsole.Rehearsal.Tests.YouTube;

public sealed class StreamTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private EmulatedPlatforms _platforms = null!;
    private RawYouTube _youtube = null!;

    public async ValueTask InitializeAsync()
    {
        _platforms = await Emulators.StartAsync(_time);
        _youtube = new RawYouTube(_platforms);
    }

    public ValueTask DisposeAsync()
    {
        _youtube.Dispose();
        return _platforms.DisposeAsync();
    }

    [Fact]
    public async Task The_newest_history_comes_first_oldest_first_then_what_is_written()
    {
        foreach (var line in Lines.ManyYouTube(0, 100)) _platforms.Put(line);

        using var stream = await _youtube.StreamAsync();
        var history = (await stream.NextAsync())!.Value;
        _platforms.Put(Lines.YouTube("live"));
        var live = (await stream.NextAsync())!.Value;

        Assert.Equal(Enumerable.Range(25, 75).Select(i => $"y{i}"), RawStream.Ids(history));
        Assert.Equal(["live"], RawStream.Ids(live));
        Assert.False(live.TryGetProperty("pollingIntervalMillis", out _));
        Assert.Equal("[,", stream.Between.ToString());
    }

    [Fact]
    public async Task After_ten_idle_seconds_an_empty_element_repeats_the_token_and_the_array_ends()
    {
        using var stream = await _youtube.StreamAsync();
        await stream.NextAsync();
        var token = stream.Token;

        await _time.TimerDueIn(TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(10));
        var last = (await stream.NextAsync())!.Value;

        Assert.Empty(RawStream.Ids(last));
        Assert.Equal(token, last.GetProperty("nextPageToken").GetString());
        Assert.Null(await stream.NextAsync());
        Assert.Equal("[,]", stream.Between.ToString());
    }

    [Fact]
    public async Task A_token_goes_on_where_the_reading_stopped()
    {
        foreach (var line in Lines.ManyYouTube(0, 10)) _platforms.Put(line);
        using var first = await _youtube.StreamAsync();
        await first.ItemsAsync(10);
        first.Dispose();
        foreach (var line in Lines.ManyYouTube(10, 300)) _platforms.Put(line);

        using var second = await _youtube.StreamAsync(first.Token);
        var items = await second.ItemsAsync(300);

        Assert.Equal(Enumerable.Range(10, 300).Select(i => $"y{i}"), items.Select(i => i.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_token_from_before_a_restart_leads_on_in_the_next_process()
    {
        var night = Lines.ManyYouTube(0, 400).ToList();
        string token;
        await using (var before = await Emulators.StartAsync(_time))
        {
            using var client = new RawYouTube(before);
            var playing = before.PlayAsync(night, new PlayOptions { StartAt = Lines.Start.AddSeconds(99.5) }, TestContext.Current.CancellationToken);
            using var stream = await client.StreamAsync();
            var history = (await stream.NextAsync())!.Value;
            Assert.Equal("y99", RawStream.Ids(history).Last());
            token = stream.Token!;
        }

        await using var after = await Emulators.StartAsync(_time);
        using var again = new RawYouTube(after);
        var resumed = after.PlayAsync(night, new PlayOptions { StartAt = Lines.Start.AddSeconds(349.5) }, TestContext.Current.CancellationToken);
        using var rest = await again.StreamAsync(token);

        Assert.Equal(Enumerable.Range(100, 250).Select(i => $"y{i}"), (await rest.ItemsAsync(250)).Select(i => i.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_token_older_than_what_is_held_is_refused_inside_an_array()
    {
        await using var platforms = await Emulators.StartAsync(_time, new EmulatorOptions { YouTubeReach = 100 });
        using var youtube = new RawYouTube(platforms);
        platforms.Put(Lines.YouTube("first"));
        var token = (await youtube.ListAsync()).Body.GetProperty("nextPageToken").GetString();
        foreach (var line in Lines.ManyYouTube(0, 300)) platforms.Put(line);

        var (status, body) = await youtube.GetAsync($"/youtube/v3/liveChat/messages/stream?liveChatId={platforms.YouTube.LiveChatId}&part=id&pageToken={token}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("pageTokenInvalid", body[0].GetProperty("error").GetProperty("errors")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Reconnecting_too_fast_is_a_rate_limit()
    {
        for (var i = 0; i < 5; i++) (await _youtube.StreamAsync()).Dispose();

        using var refused = await _youtube.StreamAsync();
        var error = (await refused.NextAsync())!.Value.GetProperty("error");
        _time.Advance(TimeSpan.FromSeconds(2));
        using var accepted = await _youtube.StreamAsync();

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Equal("rateLimitExceeded", error.GetProperty("errors")[0].GetProperty("reason").GetString());
        Assert.Equal(HttpStatusCode.OK, accepted.Status);
    }

    [Fact]
    public async Task The_end_of_the_broadcast_is_said_once_and_then_refused()
    {
        using var stream = await _youtube.StreamAsync();
        await stream.NextAsync();

        _platforms.Fire("end");
        var last = (await stream.NextAsync())!.Value;
        using var next = await _youtube.StreamAsync(stream.Token);

        Assert.True(last.TryGetProperty("offlineAt", out _));
        Assert.Null(await stream.NextAsync());
        Assert.Equal(HttpStatusCode.Forbidden, next.Status);
        Assert.Equal("liveChatEnded", (await next.NextAsync())!.Value.GetProperty("error").GetProperty("errors")[0].GetProperty("reason").GetString());
        Assert.False((await _youtube.VideoAsync()).GetProperty("liveStreamingDetails").TryGetProperty("activeLiveChatId", out _));
    }

    [Fact]
    public async Task A_restarted_broadcast_has_a_new_chat_forty_seconds_later()
    {
        var old = _platforms.YouTube.LiveChatId;
        using var stream = await _youtube.StreamAsync();
        await stream.NextAsync();

        _platforms.Fire("broadcast-restart");
        _platforms.Put(Lines.YouTube("lost"));
        var during = (await _youtube.VideoAsync()).GetProperty("liveStreamingDetails");
        _time.Advance(TimeSpan.FromSeconds(40));
        var fresh = (await _youtube.VideoAsync()).GetProperty("liveStreamingDetails").GetProperty("activeLiveChatId").GetString();
        _platforms.Put(Lines.YouTube("read"));
        using var next = await _youtube.StreamAsync();

        Assert.True((await stream.NextAsync())!.Value.TryGetProperty("offlineAt", out _));
        Assert.False(during.TryGetProperty("activeLiveChatId", out _));
        Assert.NotEqual(old, fresh);
        Assert.Equal(["read"], RawStream.Ids((await next.NextAsync())!.Value));
        Assert.Equal("lost", Assert.Single(_platforms.NotSendable).Id);
    }

    [Fact]
    public async Task A_cut_stream_ends_inside_an_element_once_then_cleanly_and_one_token_is_dead()
    {
        // Idle streams end after a minute here: the only timer due in ten seconds is the cut's, so it is not passed before a stream has seen the drill.
        await using var platforms = await Emulators.StartAsync(_time, new EmulatorOptions { YouTubeIdle = TimeSpan.FromMinutes(1) });
        using var youtube = new RawYouTube(platforms);
        platforms.Put(Lines.YouTube("before"));
        using var first = await youtube.StreamAsync();
        await first.NextAsync();
        platforms.Fire("youtube-stream-cut");
        await CutAsync();
        await Assert.ThrowsAnyAsync<IOException>(first.NextAsync);

        using var second = await youtube.StreamAsync(first.Token);
        await second.NextAsync();
        await CutAsync();
        Assert.Null(await second.NextAsync());
        using var third = await youtube.StreamAsync(second.Token);
        using var fourth = await youtube.StreamAsync(second.Token);

        Assert.Equal(HttpStatusCode.BadRequest, third.Status);
        Assert.Equal(HttpStatusCode.OK, fourth.Status);

        async Task CutAsync()
        {
            await _time.TimerDueIn(TimeSpan.FromSeconds(10));
            _time.Advance(TimeSpan.FromSeconds(10));
        }
    }
}
