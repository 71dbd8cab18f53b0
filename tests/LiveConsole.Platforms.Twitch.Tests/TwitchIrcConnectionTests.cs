using LiveConsole.Domain.Chat;
using LiveConsole.Platforms.Twitch.Irc;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using static LiveConsole.Platforms.Twitch.Tests.LoopbackServer;

namespace LiveConsole.Platforms.Twitch.Tests;

public sealed class TwitchIrcConnectionTests : IAsyncLifetime
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);

    private readonly FakeTime _time = new();
    private readonly ArrivalList _arrivals = new();
    private readonly CancellationTokenSource _stop = new();
    private LoopbackServer _server = null!;
    private Task _running = Task.CompletedTask;

    public async ValueTask InitializeAsync() => _server = await LoopbackServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _server.DisposeAsync();
        _stop.Dispose();
    }

    private TwitchIrcConnection Connection(string channel = "#Alpha", OpenSocket? open = null, Uri? address = null) =>
        new(channel, new TwitchOptions { IrcUri = address ?? _server.SocketAddress, LoopbackOnly = true }, open ?? SocketOpener.OpenAsync, _time.GetUtcNow, _time, new Random(7), NullLogger<TwitchIrcConnection>.Instance);

    private Task<ConnectionEnd> Run(TwitchIrcConnection? connection = null)
    {
        var running = (connection ?? Connection()).RunAsync(_arrivals, null, _stop.Token);
        _running = running;
        return running;
    }

    private async Task<Peer> LiveAsync()
    {
        var peer = await _server.NextAsync();
        await peer.LetInAsync();
        await _arrivals.UntilState(SourceState.Live);
        return peer;
    }

    [Fact]
    public async Task It_is_live_when_the_rooms_state_has_come_and_not_before()
    {
        _ = Run();
        var peer = await _server.NextAsync();
        await peer.LoginAsync();
        Assert.Empty(_arrivals.All);

        await peer.SendAsync(RoomState, Privmsg("m1"));
        await _arrivals.UntilMessages(1);
        Assert.Equal(new SourceChanged(new SourceKey("twitch", "alpha", "irc"), SourceState.Live, _time.GetUtcNow()), _arrivals.All[0]);
        Assert.Equal(_time.GetUtcNow(), _arrivals.Messages[0].ReceivedAt);
    }

    [Fact]
    public async Task Several_lines_in_a_frame_and_a_line_in_several_frames_are_read_alike()
    {
        _ = Run();
        var peer = await LiveAsync();
        await peer.SendAsync(Privmsg("m1"), "", Privmsg("m2"), Privmsg("m3", "é"));
        var line = Privmsg("m4", "cut in two");
        await peer.FrameAsync(line[..60], endOfFrame: false);
        await peer.FrameAsync(line[60..], endOfFrame: true);
        await _arrivals.UntilMessages(4);

        Assert.Equal(["m1", "m2", "m3", "m4"], _arrivals.Messages.Select(m => m.Id));
        Assert.Equal("cut in two", _arrivals.Messages[3].Text);
    }

    [Fact]
    public async Task Frames_of_a_megabyte_are_read_and_endless_lines_skipped()
    {
        var connection = Connection();
        _ = Run(connection);
        var peer = await LiveAsync();
        await peer.SendAsync(Privmsg("m1", new string('x', 1024 * 1024)));
        await peer.SendAsync([.. Enumerable.Range(0, 4000).Select(i => Privmsg($"n{i}"))]);
        await peer.SendAsync(Privmsg("m2", new string('x', (4 * 1024 * 1024) + 100)), Privmsg("m3"));
        await _arrivals.UntilMessages(4002);

        Assert.Equal(1024 * 1024, _arrivals.Messages[0].Text.Length);
        Assert.Equal("m3", _arrivals.Messages[^1].Id);
        Assert.Equal(1, connection.Odd.Count(nameof(ParseProblem.TooLong)));
    }

    [Fact]
    public async Task Every_ping_is_answered_with_its_own_text()
    {
        _ = Run();
        var peer = await LiveAsync();
        await peer.SendAsync("PING :tmi.twitch.tv", "PING :something else", "PING");

        Assert.Equal("PONG :tmi.twitch.tv", await peer.LineAsync());
        Assert.Equal("PONG :something else", await peer.LineAsync());
        Assert.Equal("PONG", await peer.LineAsync());
    }

    [Fact]
    public async Task A_room_that_does_not_answer_is_given_up_after_ten_seconds()
    {
        var run = Run();
        var peer = await _server.NextAsync();
        await peer.LoginAsync();
        await _time.TimerDueIn(TenSeconds);
        _time.Advance(TenSeconds);

        var lost = Assert.IsType<ConnectionEnd.Lost>(await run.WaitAsync(Cap.Signal));
        Assert.Equal("Twitch did not let us into #alpha within 10 s: is there a channel of that name?", lost.Reason);
        Assert.Empty(_arrivals.All);
    }

    [Fact]
    public async Task A_silent_socket_is_asked_after_a_minute_and_given_up_ten_seconds_later()
    {
        var run = Run();
        var peer = await LiveAsync();
        var lastLine = _time.GetUtcNow();
        await _time.TimerDueIn(AMinute);
        _time.Advance(AMinute);
        Assert.Equal("PING :liveconsole", await peer.LineAsync());
        await _time.TimerDueIn(TenSeconds);
        _time.Advance(TenSeconds);

        var lost = Assert.IsType<ConnectionEnd.Lost>(await run.WaitAsync(Cap.Signal));
        Assert.Equal(lastLine, lost.CoveredUntil);
    }

    [Fact]
    public async Task Any_line_ends_the_silence()
    {
        var run = Run();
        var peer = await LiveAsync();
        for (var i = 1; i <= 3; i++)
        {
            await _time.TimerDueIn(AMinute);
            _time.Advance(AMinute);
            Assert.Equal("PING :liveconsole", await peer.LineAsync());
            await _time.TimerDueIn(TenSeconds);
            await peer.SendAsync(i == 2 ? Privmsg("m") : ":tmi.twitch.tv PONG tmi.twitch.tv :liveconsole");
        }

        await _time.TimerDueIn(AMinute);
        Assert.False(run.IsCompleted);
    }

    [Fact]
    public async Task Our_own_waiting_for_a_full_intake_is_not_silence()
    {
        var run = Run();
        var peer = await LiveAsync();
        _arrivals.Fill();
        await peer.SendAsync(Privmsg("m1"), Privmsg("m2"));
        await _arrivals.Blocked;
        _time.Advance(TimeSpan.FromMinutes(10));
        await peer.SendAsync(Privmsg("m3"));
        _arrivals.Empty();
        await _arrivals.UntilMessages(3);

        Assert.False(run.IsCompleted);
        Assert.False(_server.HasAnother);
    }

    [Fact]
    public async Task Moving_reads_both_sockets_until_the_old_one_has_nothing_more_to_say()
    {
        var run = Run();
        var old = await LiveAsync();
        await old.SendAsync(Privmsg("m1"), ":tmi.twitch.tv RECONNECT");
        var next = await _server.NextAsync();
        await next.LoginAsync();
        // The old one delivers on while the new one is not in the room, and late what was said before the move.
        await old.SendAsync(Privmsg("m2"));
        await _arrivals.UntilMessages(2);
        await next.SendAsync(RoomState, Privmsg("m4"));
        Assert.Equal("PING :leaving", await old.LineAsync());
        await old.SendAsync(Privmsg("m3"), Privmsg("m4"), ":tmi.twitch.tv PONG tmi.twitch.tv :leaving");
        Assert.Null(await old.LineAsync());
        await next.SendAsync(Privmsg("m5"));
        await _arrivals.Until(all => all.OfType<MessageCame>().Any(m => m.Message.Id == "m5"));

        Assert.Equal(["m1", "m2", "m3", "m4", "m5"], _arrivals.Messages.Select(m => m.Id).Distinct().Order());
        Assert.DoesNotContain(SourceState.Connecting, _arrivals.States);
        Assert.False(run.IsCompleted);
    }

    [Fact]
    public async Task Behind_the_supervisor_a_move_neither_loses_nor_doubles_nor_makes_a_gap()
    {
        var supervisor = new ChatSupervisor(Connection(), _arrivals, _time.GetUtcNow, _time, new Random(7), NullLogger<ChatSupervisor>.Instance);
        _running = supervisor.RunAsync(null, null, _stop.Token);
        var old = await LiveAsync();
        await old.SendAsync(":tmi.twitch.tv RECONNECT");
        var next = await _server.NextAsync();
        await next.LetInAsync();
        Assert.Equal("PING :leaving", await old.LineAsync());
        for (var i = 0; i < 200; i++)
        {
            await old.SendAsync(Privmsg($"m{i}"));
            await next.SendAsync(Privmsg($"m{i}"));
        }

        await old.SendAsync(":tmi.twitch.tv PONG tmi.twitch.tv :leaving");
        Assert.Null(await old.LineAsync());
        await next.SendAsync(Privmsg("last"));
        await _arrivals.UntilMessages(201);

        Assert.Equal(201, _arrivals.Messages.Select(m => m.Id).Distinct().Count());
        Assert.Equal(201, _arrivals.Messages.Count);
        Assert.Equal([SourceState.Connecting, SourceState.Live], _arrivals.States);
        Assert.Empty(_arrivals.Gaps);
    }

    [Fact]
    public async Task If_the_old_socket_closes_before_the_new_one_is_in_the_room_the_gap_is_said()
    {
        var supervisor = new ChatSupervisor(Connection(), _arrivals, _time.GetUtcNow, _time, new Random(7), NullLogger<ChatSupervisor>.Instance);
        _running = supervisor.RunAsync(null, null, _stop.Token);
        var old = await LiveAsync();
        await old.SendAsync(":tmi.twitch.tv RECONNECT");
        var next = await _server.NextAsync();
        await next.LoginAsync();
        var lastLine = _time.GetUtcNow();
        await old.CloseAsync();
        await _arrivals.UntilState(SourceState.Connecting, times: 2);
        _time.Advance(TimeSpan.FromSeconds(4));
        await next.SendAsync(RoomState, Privmsg("m1"));
        await _arrivals.UntilMessages(1);

        var gap = Assert.Single(_arrivals.Gaps);
        Assert.Equal(TimeSpan.FromSeconds(4), gap.To - gap.From);
        Assert.Equal(lastLine, gap.From);
        Assert.Equal(SourceState.Live, _arrivals.States[^1]);
    }

    [Fact]
    public async Task A_next_server_that_fails_is_tried_again_while_the_old_one_still_reads()
    {
        _ = Run();
        var old = await LiveAsync();
        await old.SendAsync(":tmi.twitch.tv RECONNECT");
        (await _server.NextAsync()).Abort();
        await _time.TimerDueIn(TimeSpan.FromSeconds(2));
        await old.SendAsync(Privmsg("m1"));
        await _arrivals.UntilMessages(1);
        _time.Advance(TimeSpan.FromSeconds(2));
        var next = await _server.NextAsync();
        await next.LetInAsync();

        Assert.Equal("PING :leaving", await old.LineAsync());
    }

    [Fact]
    public async Task An_old_server_that_does_not_answer_the_last_ping_is_left_after_ten_seconds()
    {
        _ = Run();
        var old = await LiveAsync();
        await old.SendAsync(":tmi.twitch.tv RECONNECT");
        var next = await _server.NextAsync();
        await next.LoginAsync();
        // The new socket's time to be let in ends before the old one's to answer.
        _time.Advance(TimeSpan.FromSeconds(1));
        await next.SendAsync(RoomState);
        Assert.Equal("PING :leaving", await old.LineAsync());
        await _time.TimerDueIn(TenSeconds);
        _time.Advance(TenSeconds);

        Assert.Null(await old.LineAsync());
        await next.SendAsync(Privmsg("m1"));
        await _arrivals.UntilMessages(1);
    }

    [Fact]
    public async Task A_dropped_socket_is_an_end_with_a_reason()
    {
        var run = Run();
        var peer = await LiveAsync();
        peer.Abort();

        Assert.IsType<ConnectionEnd.Lost>(await run.WaitAsync(Cap.Signal));
    }

    [Fact]
    public async Task After_a_cut_what_was_said_behind_the_last_message_counts_as_missing()
    {
        var run = Run();
        var peer = await LiveAsync();
        var sent = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(2));
        await peer.SendAsync(Privmsg("m1").Replace("1767225600123", $"{sent.ToUnixTimeMilliseconds()}", StringComparison.Ordinal));
        await _arrivals.UntilMessages(1);
        peer.Abort();

        Assert.Equal(sent, (await run.WaitAsync(Cap.Signal)).CoveredUntil);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_end_with_a_reason()
    {
        var gone = _server.SocketAddress;
        await _server.DisposeAsync();

        var lost = Assert.IsType<ConnectionEnd.Lost>(await Run(Connection(address: gone)).WaitAsync(Cap.Signal));
        Assert.Equal("Twitch's chat cannot be reached (ConnectionError).", lost.Reason);
        Assert.Null(lost.CoveredUntil);
    }

    [Fact]
    public async Task A_server_that_takes_the_call_and_says_nothing_is_given_up()
    {
        var run = Run(Connection(open: async (_, ct) =>
        {
            var never = new TaskCompletionSource<System.Net.WebSockets.WebSocket>();
            return await never.Task.WaitAsync(ct);
        }));
        await _time.TimerDueIn(TenSeconds);
        _time.Advance(TenSeconds);

        Assert.IsType<ConnectionEnd.Lost>(await run.WaitAsync(Cap.Signal));
    }

    [Fact]
    public async Task A_channel_that_is_closed_needs_a_person()
    {
        var run = Run();
        var peer = await _server.NextAsync();
        await peer.LoginAsync();
        await peer.SendAsync("@msg-id=msg_channel_suspended :tmi.twitch.tv NOTICE #alpha :This channel does not exist or has been suspended.");

        Assert.IsType<ConnectionEnd.Denied>(await run.WaitAsync(Cap.Signal));
    }

    [Fact]
    public async Task A_refused_login_is_tried_again_since_no_person_could_change_it()
    {
        var run = Run();
        var peer = await _server.NextAsync();
        await peer.LoginAsync();
        await peer.SendAsync(":tmi.twitch.tv NOTICE * :Login authentication failed");

        var lost = Assert.IsType<ConnectionEnd.Lost>(await run.WaitAsync(Cap.Signal));
        Assert.Equal(("Twitch refuses the login without an account.", TimeSpan.FromSeconds(15)), (lost.Reason, lost.RetryAfter));
    }

    [Fact]
    public async Task Being_put_out_of_the_room_is_an_end_and_others_going_is_not()
    {
        var run = Run();
        var peer = await LiveAsync();
        await peer.SendAsync(":somebody!somebody@somebody.tmi.twitch.tv PART #alpha", $":{peer.Nick}!{peer.Nick}@{peer.Nick}.tmi.twitch.tv PART #other", Privmsg("m1"));
        await _arrivals.UntilMessages(1);

        await peer.SendAsync($":{peer.Nick}!{peer.Nick}@{peer.Nick}.tmi.twitch.tv PART #alpha");

        Assert.Equal("Twitch put us out of #alpha.", Assert.IsType<ConnectionEnd.Lost>(await run.WaitAsync(Cap.Signal)).Reason);
    }

    [Theory]
    [InlineData("alpha\r\nPRIVMSG #x :hi")]
    [InlineData("")]
    [InlineData("with space")]
    public async Task A_name_that_is_no_login_never_reaches_the_wire(string channel)
    {
        Assert.IsType<ConnectionEnd.Denied>(await Run(Connection(channel)));
    }

    [Fact]
    public async Task A_rehearsal_refuses_any_address_but_this_machines()
    {
        var denied = Assert.IsType<ConnectionEnd.Denied>(await Run(Connection(address: new Uri("wss://irc-ws.chat.twitch.tv:443"))));
        Assert.Equal("A rehearsal reads this machine's own addresses only, not irc-ws.chat.twitch.tv.", denied.Reason);
    }

    [Fact]
    public async Task Stopping_says_goodbye_to_the_server()
    {
        var run = Run();
        var peer = await LiveAsync();
        await _stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Null(await peer.LineAsync());
    }
}
