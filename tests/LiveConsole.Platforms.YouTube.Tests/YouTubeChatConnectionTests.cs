using LiveConsole.Domain.Chat;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using static LiveConsole.Platforms.YouTube.Tests.Pages;
using static LiveConsole.Platforms.YouTube.Tests.ScriptedYouTube;

namespace LiveConsole.Platforms.YouTube.Tests;

/// <summary>What is read, and how far.</summary>
public sealed class YouTubeChatConnectionTests : ScriptedChat
{
    [Fact]
    public async Task A_fresh_start_finds_the_chat_reads_history_as_backlog_and_what_follows_as_live()
    {
        _youtube.WithChat("chat-1").Stream(async (_, reply) =>
        {
            await reply.OpenAsync();
            await reply.ChunkAsync("[" + Page("t1", Text("a", "history")));
            await reply.ChunkAsync("\r\n,\r\n" + Page("t2", Text("b", "also history", "2026-11-20T18:06:00Z")));
            await reply.ChunkAsync("\r\n,\r\n" + Page("t3", Text("c", "live", "2026-11-20T18:31:00Z")));
            await reply.ChunkAsync("\r\n]");
            await reply.EndAsync();
        });

        var end = await RunAsync();

        Assert.Equal(new ConnectionEnd.Lost("YouTube closed the stream, as it regularly does.", Healthy: true), end);
        Assert.Equal([("history", true), ("also history", true), ("live", false)], _intake.Messages.Select(m => (m.Text, m.Backlog)));
        Assert.Equal(new SourceChanged(_connection.Source, SourceState.Live, Received), _intake.All[0]);
        Assert.Equal([1, 3, 5], _intake.All.Select((a, i) => (a, i)).Where(p => p.a is MessageCame).Select(p => p.i));
        Assert.StartsWith("{\"chat\":\"chat-1\",\"page\":\"t3\",", _intake.Token, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_goes_in_a_header_never_in_the_address_and_no_compression_is_asked_for()
    {
        _youtube.WithChat("chat-1").Stream(Elements(Page("t1")));

        await RunAsync();

        Assert.Equal(2, _youtube.Requests.Count);
        Assert.All(_youtube.Requests, r => Assert.Equal(("key-1", "identity", false), (r.Headers["x-goog-api-key"], r.Headers["accept-encoding"], r.Query.Contains("key-1", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_message_is_handed_over_while_the_stream_stays_open()
    {
        _youtube.WithChat("chat-1").Stream(async (_, reply) =>
        {
            await reply.OpenAsync();
            await reply.ChunkAsync("[" + Page("t1", Text("a", "now")));
            await reply.StayOpenAsync();
        });
        using var stop = new CancellationTokenSource();

        var run = _connection.RunAsync(_intake, null, stop.Token);

        Assert.Equal("now", (await _intake.NextAsync<MessageCame>()).Message.Text);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task A_kept_place_is_resumed_without_looking_for_the_video_and_without_backlog()
    {
        _youtube.Stream(Elements(Page("t2", Text("a", "one"), Text("b", "two"))), Elements(Page("t3", Text("b", "two"), Text("c", "three"))));

        await RunAsync("{\"chat\":\"chat-1\",\"page\":\"t1\"}");
        await RunAsync(_intake.Token);

        Assert.Equal(["one", "two", "two", "three"], _intake.Texts); // what comes twice is the supervisor's to drop
        Assert.All(_intake.Messages, m => Assert.False(m.Backlog));
        Assert.Equal(["t1", "t2"], _youtube.Requests.Select(r => r.Value("pageToken")));
        Assert.All(_youtube.Requests, r => Assert.Equal("chat-1", r.Value("liveChatId")));
    }

    [Fact]
    public async Task What_waited_for_a_show_that_was_stopped_comes_again_to_the_place_in_its_journal()
    {
        const string kept = "{\"chat\":\"chat-1\",\"page\":\"t1\"}";
        var page = Page("t2", Text("a", "one"), Text("b", "two"));
        _youtube.Stream(StayingOpen(page), Elements(page));
        await using var shared = new SharedConnection(_connection, () => Received);
        var (stuck, quick, resumed) = (new ArrivalList(), new ArrivalList(), new ArrivalList());
        stuck.Fill();
        using var stop = new CancellationTokenSource();
        Task[] shows = [shared.ForOne().RunAsync(stuck, kept, stop.Token), shared.ForOne().RunAsync(quick, kept, stop.Token)];
        await quick.UntilMessages(2);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(shows).WaitAsync(Cap.Signal));
        Assert.Empty(stuck.Messages);

        await shared.ForOne().RunAsync(resumed, kept, default).WaitAsync(Cap.Signal);

        Assert.Equal(["one", "two"], resumed.Messages.Select(m => m.Text));
    }

    [Fact]
    public async Task A_gift_sent_again_with_its_combo_passes()
    {
        static string Gift(int combo) => Item("g", "giftEvent", $$"""
            "giftDetails":{"giftName":"Heart","comboCount":{{combo}}}
            """, display: $"Heart x{combo}");
        _youtube.Stream(Elements(Page("t2", Gift(1)), Page("t3", Gift(2))));

        await RunAsync("{\"chat\":\"chat-1\",\"page\":\"t1\"}");

        Assert.Equal(["Heart x1", "Heart x2"], _intake.Texts);
    }

    [Fact]
    public async Task A_tombstone_in_history_removes_the_message_that_was_read_before()
    {
        _youtube.WithChat("chat-1").Stream(
            Elements(Page("t2", Text("a", "one"))),
            Elements(Page("t3", """{"id":"a","snippet":{"type":"tombstone","liveChatId":"c","publishedAt":"2026-11-20T18:00:00Z"}}""")));

        await RunAsync();
        await RunAsync();

        Assert.Equal("a", Assert.Single(_intake.All.OfType<RemovalCame>()).MessageId);
    }

    [Fact]
    public async Task A_broken_element_is_counted_and_the_stream_lives_on()
    {
        _youtube.Stream(Elements(Page("t2", Text("a", "one")), """{"items":[{"id": oops}]}""", "17", Page("t3", Text("b", "two"))));

        await RunAsync("{\"chat\":\"chat-1\",\"page\":\"t1\"}");

        Assert.Equal(["one", "two"], _intake.Texts);
        Assert.Equal(1, _connection.Odd.Count("not json"));
    }

    [Fact]
    public async Task A_cut_in_the_middle_of_an_element_is_lost_with_everything_before_it_kept()
    {
        _youtube.Stream(async (_, reply) =>
        {
            await reply.OpenAsync();
            await reply.ChunkAsync("[" + Page("t2", Text("a", "one")) + ",{\"nextPageToken\":\"t9\",\"items\":[{\"id\":\"b\"");
            await reply.EndAsync();
        });

        var end = await RunAsync("{\"chat\":\"chat-1\",\"page\":\"t1\"}");

        Assert.False(Assert.IsType<ConnectionEnd.Lost>(end).Healthy);
        Assert.Equal(["one"], _intake.Texts);
        Assert.StartsWith("{\"chat\":\"chat-1\",\"page\":\"t2\",", _intake.Token, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_is_lost_with_the_last_place_kept()
    {
        var delivered = new TaskCompletionSource();
        _youtube.Stream(async (_, reply) =>
        {
            await reply.OpenAsync();
            await reply.ChunkAsync("[" + Page("t2", Text("a", "one")));
            await delivered.Task.WaitAsync(reply.Stopped);
            reply.Reset();
        });

        var run = RunAsync("{\"chat\":\"chat-1\",\"page\":\"t1\"}");
        await _intake.NextAsync<ResumePointReached>();
        delivered.SetResult();

        Assert.Equal("YouTube's stream broke off.", Assert.IsType<ConnectionEnd.Lost>(await run).Reason);
        Assert.StartsWith("{\"chat\":\"chat-1\",\"page\":\"t2\",", _intake.Token, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_end_between_elements_without_the_bracket_is_as_normal_as_with_it()
    {
        _youtube.Stream(async (_, reply) =>
        {
            await reply.OpenAsync();
            await reply.ChunkAsync("[" + Page("t2", Text("a", "one")));
            await reply.EndAsync();
        });

        Assert.True(Assert.IsType<ConnectionEnd.Lost>(await RunAsync("{\"chat\":\"chat-1\",\"page\":\"t1\"}")).Healthy);
    }

    [Fact]
    public async Task A_stream_silent_for_ninety_seconds_is_dead()
    {
        _youtube.Stream(async (_, reply) =>
        {
            await reply.OpenAsync();
            await reply.ChunkAsync("[" + Page("t2", Text("a", "one")));
            await reply.StayOpenAsync();
        });

        var run = RunAsync("{\"chat\":\"chat-1\",\"page\":\"t1\"}");
        await _intake.NextAsync<ResumePointReached>();
        await _time.TimerDueIn(YouTubeChatConnection.IdleLimit);
        _time.Advance(YouTubeChatConnection.IdleLimit);

        Assert.Equal("YouTube's stream was silent for 90 s.", Assert.IsType<ConnectionEnd.Lost>(await run).Reason);
    }

    [Fact]
    public async Task Our_own_waiting_for_a_full_queue_is_not_the_streams_silence()
    {
        var full = new FullQueue();
        _youtube.Stream(async (_, reply) =>
        {
            await reply.OpenAsync();
            await reply.ChunkAsync("[" + Page("t2", Text("a", "one")));
            await full.Freed.WaitAsync(reply.Stopped);
            await reply.ChunkAsync("," + Page("t3", Text("b", "two")) + "]");
            await reply.EndAsync();
        });

        var run = _connection.RunAsync(full, "{\"chat\":\"chat-1\",\"page\":\"t1\"}", CancellationToken.None);
        await full.Reached.WaitAsync(Cap.Signal);
        _time.Advance(TimeSpan.FromMinutes(10));
        full.Free();

        Assert.True(Assert.IsType<ConnectionEnd.Lost>(await run.WaitAsync(Cap.Signal)).Healthy);
        Assert.Equal(["one", "two"], full.Inner.Texts);
    }

    [Fact]
    public async Task Under_its_supervisor_nothing_is_lost_or_doubled_over_closings_and_a_restart()
    {
        _youtube.WithChat("chat-1").Stream(
            Elements(Page("t1", Text("a", "one"))),
            Elements(Page("t2", Text("a", "one"), Text("b", "two"))),
            StayingOpen(Page("t3", Text("c", "three"))));
        var before = await SuperviseAsync(_connection, null, until: "three");
        _youtube.Stream(StayingOpen(Page("t4", Text("c", "three"), Text("d", "four"))));
        var restarted = new YouTubeChatConnection(_project, new FollowedBroadcast(_project, Video, _time.GetUtcNow), () => Received, _time, NullLogger<YouTubeChatConnection>.Instance);

        var after = await SuperviseAsync(restarted, before.Token, until: "four");

        Assert.Equal(["one", "two", "three"], before.Texts);
        Assert.Equal(["three", "four"], after.Texts); // an overlap across a restart is the journal's to drop
        Assert.DoesNotContain(before.All.Concat(after.All), a => a is GapFound);
        Assert.Equal([null, "t1", "t2", "t2"], _youtube.AskedFor("/youtube/v3/liveChat/messages/stream").Select(r => r.Value("pageToken")));
    }

    private static Answering StayingOpen(string element) => async (_, reply) =>
    {
        await reply.OpenAsync();
        await reply.ChunkAsync("[" + element);
        await reply.StayOpenAsync();
    };

    /// <summary>Runs a connection as the program does, until a text was read; the place of its last second may not have been kept.</summary>
    private async Task<Intake> SuperviseAsync(YouTubeChatConnection connection, string? token, string until)
    {
        var intake = new Intake();
        using var stop = new CancellationTokenSource();
        var supervisor = new ChatSupervisor(connection, intake, () => Received, _time, new NoDelay(), NullLogger<ChatSupervisor>.Instance);
        var run = supervisor.RunAsync(token, null, stop.Token);
        while ((await intake.NextAsync<MessageCame>()).Message.Text != until)
        {
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        return intake;
    }

    /// <summary>Jitter that always says "now".</summary>
    private sealed class NoDelay : Random
    {
        public override double NextDouble() => 0;
    }

    private sealed class FullQueue : IArrivalSink
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _free = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Intake Inner { get; } = new();

        public Task Reached => _reached.Task;

        public Task Freed => _free.Task;

        public void Free() => _free.SetResult();

        public async ValueTask PutAsync(Arrival arrival, CancellationToken ct)
        {
            if (arrival is MessageCame)
            {
                _reached.TrySetResult();
                await _free.Task.WaitAsync(ct);
            }

            await Inner.PutAsync(arrival, ct);
        }
    }
}
