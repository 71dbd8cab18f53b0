using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using static LiveConsole.Platforms.YouTube.Tests.Pages;
using static LiveConsole.Platforms.YouTube.Tests.ScriptedYouTube;

namespace LiveConsole.Platforms.YouTube.Tests;

/// <summary>What is said to be missing, and from when to when: exactly what YouTube does not hand over any more.</summary>
public sealed class MissingTests : IAsyncDisposable
{
    private readonly FakeTime _time = new(new DateTimeOffset(2026, 11, 20, 18, 10, 0, TimeSpan.Zero));
    private readonly ScriptedYouTube _youtube = new();
    private readonly Intake _intake = new();
    private readonly YouTubeProject _project;
    private YouTubeChatConnection _connection;
    private DateTimeOffset _showTime = At("18:30:00");

    public MissingTests()
    {
        _project = new YouTubeProject(new YouTubeOptions { ApiBaseUri = _youtube.Address, TokenUri = new Uri(_youtube.Address, "token"), ApiKey = "key-1" }, _time, loopbackOnly: true);
        _connection = Connection();
        _youtube.WithChat("chat-1");
    }

    [Fact]
    public async Task A_dead_token_whose_history_holds_the_last_message_leaves_no_gap()
    {
        _youtube.Stream(
            Elements(Page("t1", Said("a", "18:05:00"), Said("b", "18:05:10"))),
            Error(400, "pageTokenInvalid"),
            Elements(Page("n1", Said("z", "18:05:12"), Said("b", "18:05:10"), Said("c", "18:05:20")))); // times alone are no proof

        await RunAsync();
        Assert.IsType<ConnectionEnd.ResumeRefused>(await RunAsync(_intake.Token));
        await RunAsync();

        Assert.Equal(["a", "b", "z", "b", "c"], _intake.Messages.Select(m => m.Id)); // what comes twice is the supervisor's to drop
        Assert.Empty(Gaps);
    }

    [Fact]
    public async Task A_history_that_does_not_reach_back_is_a_gap_from_the_last_message_to_the_first()
    {
        _youtube.Stream(
            Elements(Page("t1", Said("a", "18:05:00"), Said("b", "18:05:10"))),
            Error(400, "pageTokenInvalid"),
            Elements(Page("n1", Said("x", "18:07:30"), Said("y", "18:07:31"))));

        await RunAsync();
        await RunAsync(_intake.Token);
        await RunAsync();

        Assert.Equal((At("18:05:10"), At("18:07:30")), (Assert.Single(Gaps).From, Gaps[0].To));
        Assert.Contains("does not reach back", Gaps[0].Reason, StringComparison.Ordinal);
        Assert.IsType<MessageCame>(_intake.All[_intake.All.ToList().IndexOf(Gaps[0]) + 1]); // it stands before what follows it
    }

    [Theory]
    [InlineData("b", "18:05:10", false)]
    [InlineData("gone", "18:05:09", false)]
    [InlineData("later", "18:06:00", true)]
    public async Task Also_after_a_restart_the_history_is_compared_with_what_was_read(string first, string at, bool missing)
    {
        _youtube.Stream(Elements(Page("t1", Said("b", "18:05:10"))), Error(400, "pageTokenInvalid"), Elements(Page("n1", Said(first, at))));
        await RunAsync();

        _connection = Connection();
        await RunAsync(_intake.Token);
        await RunAsync();

        Assert.Equal(missing ? 1 : 0, Gaps.Count);
    }

    [Fact]
    public async Task A_message_that_was_removed_since_is_still_known_by_its_tombstone()
    {
        _youtube.Stream(
            Elements(Page("t1", Said("b", "18:05:10"))),
            Error(400, "pageTokenInvalid"),
            Elements(Page("n1", Item("b", "tombstone", author: null), Said("c", "18:06:00"))));

        await RunAsync();
        await RunAsync(_intake.Token);
        await RunAsync();

        Assert.Empty(Gaps);
        Assert.Equal("b", Assert.Single(_intake.All.OfType<RemovalCame>()).MessageId);
    }

    [Fact]
    public async Task A_gift_sent_again_is_no_proof_that_history_reaches_back()
    {
        var gift = Item("g", "giftEvent", "\"giftDetails\":{\"giftName\":\"Rocket\",\"comboCount\":9}", published: "2026-11-20T18:05:05Z");
        _youtube.Stream(
            Elements(Page("t1", Item("g", "giftEvent", "\"giftDetails\":{\"giftName\":\"Rocket\",\"comboCount\":2}", published: "2026-11-20T18:05:05Z"), Said("b", "18:05:10"))),
            Error(400, "pageTokenInvalid"),
            Elements(Page("n1", Said("x", "18:07:30"), gift)));

        await RunAsync();
        await RunAsync(_intake.Token);
        await RunAsync();

        Assert.Single(Gaps);
        Assert.Equal(["Rocket ×2", "Rocket ×9"], _intake.Messages.Where(m => m.Id == "g").Select(m => m.Text));
    }

    [Fact]
    public async Task A_silent_chat_has_no_gap_when_its_token_dies()
    {
        _youtube.Stream(Elements(Page("t1")), Error(400, "pageTokenInvalid"), Elements(Page("n1")));

        await RunAsync();
        await RunAsync(_intake.Token);
        await RunAsync();

        Assert.Empty(Gaps);
    }

    [Fact]
    public async Task A_restarted_broadcast_is_a_gap_from_the_old_chats_end_to_the_new_ones_first_message()
    {
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _youtube.Stream(
            async (_, reply) =>
            {
                await reply.OpenAsync();
                await reply.ChunkAsync("[" + Page("t1", Said("a", "18:05:00")));
                await read.Task;
                await reply.ChunkAsync("""
                    ,{"nextPageToken":"t2","offlineAt":"2026-11-20T20:00:00Z","items":[]}]
                    """);
                await reply.EndAsync();
            },
            Elements(Page("n1", Said("z", "18:31:00"))));

        var first = RunAsync();
        await _intake.NextAsync<ResumePointReached>();
        await _time.TimerDueIn(YouTubeChatConnection.IdleLimit); // the first page is done with
        _time.Advance(TimeSpan.FromSeconds(6)); // in step with the chat
        read.SetResult();
        Assert.IsType<ConnectionEnd.BroadcastEnded>(await first);
        _showTime = At("18:31:10");
        Assert.IsType<ConnectionEnd.BroadcastEnded>(await RunAsync()); // the video still names the ended chat, which is not asked again
        _youtube.WithChat("chat-2");
        await RunAsync();

        Assert.Equal(["chat-1", "chat-2"], _youtube.AskedFor("/youtube/v3/liveChat/messages/stream").Select(r => r.Value("liveChatId")));
        Assert.Equal((At("18:30:00"), At("18:31:00")), (Assert.Single(Gaps).From, Gaps[0].To));
        Assert.Contains("restarted", Gaps[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_end_that_is_heard_of_late_does_not_hide_what_was_written_in_the_next_chat_meanwhile()
    {
        _youtube.Stream(
            Elements(Page("t1", Said("a", "18:05:00"))),
            Elements("""{"nextPageToken":"t2","offlineAt":"2026-11-20T18:06:00Z","items":[""" + Said("b", "18:05:30") + "]}"),
            Elements(Page("n1", Said("z", "18:29:00"))));
        await RunAsync();
        _youtube.WithChat("chat-2"); // restarted while nobody read, and long since in use

        await RunAsync(_intake.Token);

        Assert.Equal((At("18:05:30"), At("18:29:00")), (Assert.Single(Gaps).From, Gaps[0].To));
    }

    [Fact]
    public async Task Between_two_chats_a_live_video_without_a_chat_is_no_chat_switched_off()
    {
        _youtube.Stream(Elements("""{"nextPageToken":"t1","offlineAt":"2026-11-20T20:00:00Z","items":[]}"""));
        await RunAsync();
        _youtube.On("/youtube/v3/videos", Json(200, VideoJson(null, "live", null)));

        Assert.IsType<ConnectionEnd.BroadcastEnded>(await RunAsync());
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(TimeSpan.FromMinutes(3), Assert.IsType<ConnectionEnd.Lost>(await RunAsync()).RetryAfter);
    }

    [Fact]
    public async Task A_full_page_is_followed_at_once_and_one_that_begins_late_says_what_it_left_out()
    {
        var full = Enumerable.Range(0, 2000).Select(i => Said($"f{i}", At("18:06:00").AddMilliseconds(i))).ToArray();
        var late = Enumerable.Range(0, 2000).Select(i => Said($"g{i}", At("18:06:30").AddMilliseconds(i))).ToArray();
        _youtube.Stream(Error(404, "notFound")).List(Json(200, Page("t1", Said("a", "18:05:59"))), Json(200, Page("t2", full)), Json(200, Page("t3", late)), Error(503, "backendError"));

        var run = RunAsync();
        await _time.TimerDueIn(TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(5)); // from here on nobody advances the clock: full pages wait for nothing
        Assert.IsType<ConnectionEnd.Lost>(await run);

        Assert.Equal([null, "t1", "t2", "t3"], _youtube.AskedFor("/youtube/v3/liveChat/messages").Select(r => r.Value("pageToken")));
        Assert.Equal((At("18:06:00").AddMilliseconds(1999), At("18:06:30")), (Assert.Single(Gaps).From, Gaps[0].To));
        Assert.Equal(4001, _intake.Messages.Count());
    }

    [Fact]
    public async Task After_an_hour_of_polling_the_stream_is_tried_again_from_the_same_place()
    {
        // Nearly an hour between two polls, so that the clock never passes a call that is on its way.
        _youtube.Stream(Error(404, "notFound"), Elements(Page("t3", Said("c", "19:10:30"))))
            .List(Json(200, Patient(Page("t1", Said("a", "18:05:00")))), Json(200, Patient(Page("t2", Said("b", "18:06:00")))));

        var run = RunAsync();
        for (var polls = 0; polls < 2; polls++)
        {
            await _time.TimerDueIn(TimeSpan.FromSeconds(3599));
            _time.Advance(TimeSpan.FromSeconds(3599));
        }

        Assert.Contains("stream again", Assert.IsType<ConnectionEnd.Lost>(await run).Reason, StringComparison.Ordinal);
        await RunAsync(_intake.Token);

        Assert.Equal([null, "t2"], _youtube.AskedFor("/youtube/v3/liveChat/messages/stream").Select(r => r.Value("pageToken")));
        Assert.Equal(["a", "b", "c"], _intake.Messages.Select(m => m.Id));
        Assert.Empty(Gaps);

        static string Patient(string page) => page.Replace("\"etag\":\"e\",\"pageInfo\"", "\"pollingIntervalMillis\":3599000,\"pageInfo\"", StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _project.Dispose();
        await _youtube.DisposeAsync();
    }

    private List<GapFound> Gaps => [.. _intake.All.OfType<GapFound>()];

    private YouTubeChatConnection Connection() => new(_project, new FollowedBroadcast(_project, Video, _time.GetUtcNow), () => _showTime, _time, NullLogger<YouTubeChatConnection>.Instance);

    private Task<ConnectionEnd> RunAsync(string? token = null) => _connection.RunAsync(_intake, token, CancellationToken.None).WaitAsync(Cap.Signal);

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse("2026-11-20T" + time + "Z", CultureInfo.InvariantCulture);

    private static string Said(string id, string time) => Said(id, At(time));

    private static string Said(string id, DateTimeOffset at) => Text(id, id, at.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture));
}
