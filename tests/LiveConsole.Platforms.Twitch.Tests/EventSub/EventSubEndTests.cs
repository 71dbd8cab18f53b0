using LiveConsole.Domain.Chat;
using LiveConsole.Platforms.Twitch.Irc;
using LiveConsole.Testing;

namespace LiveConsole.Platforms.Twitch.Tests.EventSub;

/// <summary>How a session moves or ends, and what is said of it.</summary>
public sealed class EventSubEndTests : EventSubPeers
{
    [Fact]
    public async Task Silence_of_one_and_a_fifth_of_the_keepalive_time_is_an_end_and_covers_until_the_last_sign()
    {
        var run = Run();
        var peer = await LiveAsync();
        _arrivals.Fill();
        await peer.FrameAsync(Frames.Keepalive);
        await peer.FrameAsync(Frames.Says("m1"));
        await _arrivals.Blocked.WaitAsync(Cap.Signal);
        var last = _time.GetUtcNow();
        // While it hands over it waits for nothing: the wait that begins after it is due later than all before.
        _time.Advance(TimeSpan.FromSeconds(1));
        _arrivals.Empty();
        await _time.TimerDueIn(TimeSpan.FromSeconds(12));
        _time.Advance(TimeSpan.FromSeconds(12));

        Assert.Equal(last, Assert.IsType<ConnectionEnd.Lost>(await Ended(run)).CoveredUntil);
    }

    [Fact]
    public async Task A_server_that_says_no_welcome_is_given_up()
    {
        var opened = new TaskCompletionSource();
        var run = Run(Connection(open: async (address, ct) =>
        {
            var socket = await SocketOpener.OpenSilentAsync(address, ct);
            // From here on the time to open and the time to say welcome end apart.
            _time.Advance(TimeSpan.FromSeconds(1));
            opened.SetResult();
            return socket;
        }));
        await opened.Task.WaitAsync(Cap.Signal);
        await _time.TimerDueIn(TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Contains("welcome", Assert.IsType<ConnectionEnd.Lost>(await Ended(run)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asked_to_move_it_opens_the_address_as_given_and_reads_the_old_session_until_the_new_ones_welcome()
    {
        var run = Run();
        var old = await LiveAsync();
        await old.FrameAsync(Frames.Reconnect($"{_server.SocketAddress}cell/ws?challenge=a%2Fb&id=s1"));
        var next = await _server.NextAsync();
        Assert.Equal("/cell/ws?challenge=a%2Fb&id=s1", next.Asked);
        await old.FrameAsync(Frames.Says("m1"));
        await _arrivals.UntilMessages(1);
        await next.FrameAsync(Frames.Welcome("s2"));
        Assert.Null(await old.LineAsync());
        // What Twitch had sent before it answered our goodbye is read too.
        await old.FrameAsync(Frames.Says("m2"));
        await next.FrameAsync(Frames.Says("m2"));
        await next.FrameAsync(Frames.Says("m3"));
        await _arrivals.UntilMessages(3);
        await old.CloseAsync();
        await next.FrameAsync(Frames.Says("m4"));
        await _arrivals.UntilMessages(4);

        Assert.Equal(["m1", "m2", "m3", "m4"], _arrivals.Messages.Select(m => m.Id).Order());
        Assert.Equal([SourceState.Live], _arrivals.States);
        Assert.All(_helix.Subscriptions, s => Assert.Equal("s1", s.Session));
        Assert.False(run.IsCompleted);
    }

    [Fact]
    public async Task If_the_old_session_ends_before_the_new_ones_welcome_the_interruption_is_said()
    {
        _ = Run();
        var old = await LiveAsync();
        await old.FrameAsync(Frames.Reconnect($"{_server.SocketAddress}move"));
        var next = await _server.NextAsync();
        await old.CloseAsync(4004);
        await _arrivals.UntilState(SourceState.Connecting);
        await next.FrameAsync(Frames.Welcome("s2"));
        await _arrivals.UntilState(SourceState.Live, times: 2);

        Assert.Equal([SourceState.Live, SourceState.Connecting, SourceState.Live], _arrivals.States);
    }

    [Fact]
    public async Task A_move_that_twitch_does_not_accept_is_not_tried_again_and_the_old_session_reads_to_its_end()
    {
        var run = Run();
        var old = await LiveAsync();
        await old.FrameAsync(Frames.Reconnect($"{_server.SocketAddress}move"));
        await (await _server.NextAsync()).CloseAsync(4007);
        await old.FrameAsync(Frames.Says("m1"));
        await _arrivals.UntilMessages(1);
        await old.CloseAsync(4004);

        Assert.Contains("4004", Assert.IsType<ConnectionEnd.Lost>(await Ended(run)).Reason, StringComparison.Ordinal);
        Assert.False(_server.HasAnother);
    }

    [Fact]
    public async Task A_rehearsal_is_not_moved_away_from_this_machine()
    {
        var run = Run();
        var old = await LiveAsync();
        await old.FrameAsync(Frames.Reconnect("wss://eventsub.wss.twitch.tv/ws?id=1"));
        await old.FrameAsync(Frames.Says("m1"));
        await _arrivals.UntilMessages(1);
        await old.CloseAsync(4004);

        Assert.IsType<ConnectionEnd.Lost>(await Ended(run));
    }

    [Theory]
    [InlineData(4000, null)]
    [InlineData(4001, 60)]
    [InlineData(4002, null)]
    [InlineData(4003, 30)]
    [InlineData(4004, null)]
    [InlineData(4005, null)]
    [InlineData(4006, null)]
    [InlineData(4007, null)]
    [InlineData(1000, null)]
    public async Task Each_close_code_has_its_words_and_its_patience(int code, int? seconds)
    {
        var run = Run();
        var peer = await LiveAsync();
        await peer.CloseAsync(code);
        var lost = Assert.IsType<ConnectionEnd.Lost>(await Ended(run));

        Assert.Contains($"({code})", lost.Reason, StringComparison.Ordinal);
        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, lost.RetryAfter);
        Assert.Equal(_time.GetUtcNow(), lost.CoveredUntil);
    }

    [Theory]
    [InlineData("authorization_revoked", true)]
    [InlineData("user_removed", true)]
    [InlineData("chat_user_banned", false)]
    public async Task A_revocation_says_why_and_whether_a_person_is_needed(string status, bool needsPerson)
    {
        var run = Run();
        var peer = await LiveAsync();
        await peer.FrameAsync(Frames.Revocation(status));

        Assert.Equal(needsPerson, await Ended(run) is ConnectionEnd.Denied);
    }
}
