using static LiveConsole.Platforms.YouTube.Tests.Pages;
using static LiveConsole.Platforms.YouTube.Tests.ScriptedYouTube;

namespace LiveConsole.Platforms.YouTube.Tests;

/// <summary>How a run ends, why, and when the next may begin.</summary>
public sealed class YouTubeChatEndTests : ScriptedChat
{
    [Fact]
    public async Task Empty_streams_are_reconnected_ever_more_slowly_and_a_full_one_at_once()
    {
        _youtube.Stream([.. Enumerable.Repeat(Elements(Page("t1")), 5), Elements(Page("t2", Text("a", "one"))), Elements(Page("t2"))]);

        List<TimeSpan?> waits = [];
        for (var i = 0; i < 7; i++) waits.Add(Assert.IsType<ConnectionEnd.Lost>(await RunAsync("{\"chat\":\"chat-1\",\"page\":\"t1\"}")).RetryAfter);

        Assert.Equal([S(2), S(4), S(8), S(15), S(15), null, S(2)], waits);
    }

    [Fact]
    public async Task A_dead_page_token_is_a_refused_resume()
    {
        _youtube.Stream(Error(400, "pageTokenInvalid"));

        Assert.IsType<ConnectionEnd.ResumeRefused>(await RunAsync("{\"chat\":\"chat-1\",\"page\":\"t1\"}"));
        Assert.IsType<ConnectionEnd.ResumeRefused>(await RunAsync("not ours"));
    }

    [Fact]
    public async Task An_error_element_in_the_middle_ends_the_run_by_its_meaning()
    {
        _youtube.Stream(Elements(Page("t2", Text("a", "one")), """{"error":{"code":400,"message":"m","errors":[{"reason":"pageTokenInvalid"}]}}"""));

        Assert.IsType<ConnectionEnd.ResumeRefused>(await RunAsync("{\"chat\":\"chat-1\",\"page\":\"t1\"}"));
        Assert.Equal(["one"], _intake.Texts);
    }

    [Fact]
    public async Task The_broadcasts_end_is_said_after_everything_was_handed_over()
    {
        _youtube.On("/youtube/v3/videos", Json(200, VideoJson(null, "none", null)))
            .Stream(Elements("""{"nextPageToken":"t2","offlineAt":"2026-11-20T20:00:00Z","items":[""" + Text("a", "bye") + "]}"));

        Assert.IsType<ConnectionEnd.BroadcastEnded>(await RunAsync("{\"chat\":\"chat-1\",\"page\":\"t1\"}"));
        Assert.Equal(["bye"], _intake.Texts);
    }

    [Fact]
    public async Task A_broadcast_that_was_restarted_goes_on_under_its_new_chat()
    {
        _youtube.WithChat("chat-2").Stream(Error(403, "liveChatEnded"), Elements(Page("n1", Text("z", "back again"))));

        var end = await RunAsync("{\"chat\":\"chat-1\",\"page\":\"t1\"}");

        Assert.True(Assert.IsType<ConnectionEnd.Lost>(end).Healthy);
        Assert.StartsWith("{\"chat\":\"chat-2\",\"page\":\"n1\",", _intake.Token, StringComparison.Ordinal);
        Assert.True(Assert.Single(_intake.Messages).Backlog);
    }

    [Fact]
    public async Task An_ended_chat_that_is_still_the_videos_is_the_end()
    {
        _youtube.WithChat("chat-1").Stream(Error(403, "liveChatEnded"));

        Assert.IsType<ConnectionEnd.BroadcastEnded>(await RunAsync("{\"chat\":\"chat-1\",\"page\":\"t1\"}"));
        Assert.Single(_youtube.AskedFor("/youtube/v3/liveChat/messages/stream"));
    }

    [Theory]
    [InlineData(404, "notFound")]
    [InlineData(400, "badRequest")]
    public async Task Where_the_stream_is_not_served_the_list_is_polled_at_the_servers_interval(int status, string reason)
    {
        _youtube.WithChat("chat-1").Stream(Error(status, reason)).List(
            Json(200, Page("t1", Text("a", "history")).Replace("\"etag\":\"e\",\"pageInfo\"", "\"pollingIntervalMillis\":5120,\"pageInfo\"", StringComparison.Ordinal)),
            Json(200, Page("t2", Text("a", "history"), Text("b", "live", "2026-11-20T18:31:00Z"))),
            Error(503, "backendError"));

        var run = RunAsync();
        await _time.TimerDueIn(TimeSpan.FromMilliseconds(5120));
        _time.Advance(TimeSpan.FromMilliseconds(5120));
        await _time.TimerDueIn(S(5));
        _time.Advance(S(5));

        Assert.IsType<ConnectionEnd.Lost>(await run);
        Assert.Equal([("history", true), ("live", false)], _intake.Messages.Select(m => (m.Text, m.Backlog)));
        Assert.Equal([null, "t1", "t2"], _youtube.AskedFor("/youtube/v3/liveChat/messages").Select(r => r.Value("pageToken")));
    }

    [Fact]
    public async Task A_spent_quota_stops_every_call_until_midnight_in_california()
    {
        _youtube.WithChat("chat-1").Stream(Error(403, "quotaExceeded", "You have exceeded your <a href=\\\"/x\\\">quota</a>."));

        var lost = Assert.IsType<ConnectionEnd.Lost>(await RunAsync());
        var again = Assert.IsType<ConnectionEnd.Lost>(await RunAsync());

        // 18:10 UTC in November is 10:10 in Los Angeles: 13 h 50 min to go, and up to a minute.
        Assert.InRange(lost.RetryAfter!.Value, new TimeSpan(13, 50, 6), new TimeSpan(13, 51, 1));
        Assert.Contains("midnight Pacific", lost.Reason, StringComparison.Ordinal);
        Assert.Equal(lost, again);
        Assert.Equal(2, _youtube.Requests.Count);
    }

    [Fact]
    public async Task Too_many_calls_are_answered_with_growing_patience()
    {
        _youtube.Stream(Error(403, "rateLimitExceeded"), Error(429, "x"), Error(403, "rateLimitExceeded"), Elements(Page("t1")), Error(403, "rateLimitExceeded"));

        List<TimeSpan?> waits = [];
        for (var i = 0; i < 5; i++) waits.Add(Assert.IsType<ConnectionEnd.Lost>(await RunAsync("{\"chat\":\"chat-1\",\"page\":\"t1\"}")).RetryAfter);

        Assert.Equal([S(5), S(10), S(20), S(2), S(5)], waits);
    }

    [Theory]
    [InlineData(403, "forbidden", "does not allow reading this chat")]
    [InlineData(403, "accessNotConfigured", "enable it in the Google Cloud console")]
    [InlineData(401, "authError", "connect the YouTube account again")]
    public async Task What_a_person_must_mend_is_denied_with_what_to_do(int status, string reason, string words)
    {
        _youtube.WithChat("chat-1").Stream(Error(status, reason));

        Assert.Contains(words, Assert.IsType<ConnectionEnd.Denied>(await RunAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_is_named_as_such()
    {
        _youtube.On("/youtube/v3/videos", Json(400, """{"error":{"code":400,"message":"API key not valid.","errors":[{"reason":"badRequest"}],"details":[{"reason":"API_KEY_INVALID"}]}}"""));

        Assert.Equal("YouTube refuses the API key: check YouTube:ApiKey.", Assert.IsType<ConnectionEnd.Denied>(await RunAsync()).Reason);
    }

    [Fact]
    public async Task An_unknown_video_is_denied()
    {
        _youtube.On("/youtube/v3/videos", Json(200, """{"items":[]}"""));

        Assert.Contains(Video, Assert.IsType<ConnectionEnd.Denied>(await RunAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_broadcast_begins_it_is_waited_for()
    {
        _youtube.On("/youtube/v3/videos", Json(200, VideoJson(null, "upcoming", null)));

        Assert.Equal(new ConnectionEnd.Lost("The broadcast has not begun; its chat opens with it.", Healthy: true, RetryAfter: TimeSpan.FromMinutes(1)), await RunAsync());
    }

    [Fact]
    public async Task Nobody_there_is_lost_not_thrown()
    {
        _youtube.Leave();

        Assert.Equal("127.0.0.1 cannot be reached.", Assert.IsType<ConnectionEnd.Lost>(await RunAsync()).Reason);
    }

    [Fact]
    public async Task A_chat_switched_off_is_looked_at_again_every_few_minutes()
    {
        _youtube.Stream(Error(403, "liveChatDisabled"));

        Assert.Equal(TimeSpan.FromMinutes(3), Assert.IsType<ConnectionEnd.Lost>(await RunAsync("{\"chat\":\"chat-1\",\"page\":\"t1\"}")).RetryAfter);
    }
}
