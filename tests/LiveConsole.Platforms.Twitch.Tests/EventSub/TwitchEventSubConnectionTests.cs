using LiveConsole.Domain.Chat;
using LiveConsole.Platforms.Twitch.EventSub;
using LiveConsole.Platforms.Twitch.Irc;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using static LiveConsole.Platforms.Twitch.Tests.LoopbackServer;

namespace LiveConsole.Platforms.Twitch.Tests.EventSub;

public sealed class TwitchEventSubConnectionTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private readonly ArrivalList _arrivals = new();
    private readonly FakeHelix _helix = new();
    private readonly CancellationTokenSource _stop = new();
    private HttpClient _http = null!;
    private LoopbackServer _server = null!;
    private TwitchSignIn? _signIn;
    private Task _running = Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        _http = new HttpClient(_helix);
        _server = await LoopbackServer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _server.DisposeAsync();
        _signIn?.Dispose();
        _http.Dispose();
        _stop.Dispose();
    }

    private TwitchOptions Options => new()
    {
        EventSubUri = _server.SocketAddress, ApiBaseUri = new Uri("http://127.0.0.1:1"), IdBaseUri = new Uri("http://127.0.0.1:1"), LoopbackOnly = true, UserAccessToken = "good",
    };

    private TwitchEventSubConnection Connection(string channel = "#Alpha", TwitchOptions? options = null, OpenSocket? open = null)
    {
        options ??= Options;
        _signIn = new TwitchSignIn(options, _http, _time);
        return new TwitchEventSubConnection(channel, options, _signIn, _http, open ?? SocketOpener.OpenSilentAsync, _time.GetUtcNow, _time, NullLogger<TwitchEventSubConnection>.Instance);
    }

    private Task<ConnectionEnd> Run(TwitchEventSubConnection? connection = null)
    {
        var running = (connection ?? Connection()).RunAsync(_arrivals, null, _stop.Token);
        _running = running;
        return running;
    }

    private async Task<Peer> LiveAsync()
    {
        var peer = await _server.NextAsync();
        await peer.FrameAsync(Frames.Welcome());
        await _arrivals.UntilState(SourceState.Live);
        return peer;
    }

    private static Task<ConnectionEnd> Ended(Task<ConnectionEnd> run) => run.WaitAsync(Cap.Signal);

    [Fact]
    public async Task It_checks_the_token_subscribes_to_its_session_and_reads()
    {
        _ = Run();
        var peer = await _server.NextAsync();
        Assert.Equal("GET /oauth2/validate OAuth good", _helix.Requests[0]);
        Assert.Empty(_helix.Subscriptions);
        await peer.FrameAsync(Frames.Welcome("s7"));
        await _arrivals.UntilState(SourceState.Live);
        await peer.FrameAsync(Frames.Says("m1"));
        await _arrivals.UntilMessages(1);

        Assert.Equal(("channel.chat.message", "s7"), (_helix.Subscriptions[0].Type, _helix.Subscriptions[0].Session));
        Assert.Equal(new SourceKey("twitch", "alpha", "eventsub"), Assert.IsType<SourceChanged>(_arrivals.All[0]).Source);
        Assert.Equal("m1", Assert.Single(_arrivals.Messages).Id);
    }

    [Fact]
    public async Task Removals_and_who_did_them_are_asked_for_too_and_it_never_sends()
    {
        _ = Run();
        var peer = await LiveAsync();
        await peer.FrameAsync(Frames.Moderates("delete", """{"user_id":"901","message_id":"m1"}"""));
        await _arrivals.Until(all => all.OfType<RemovalCame>().Any());
        await _stop.CancelAsync();
        Assert.Null(await peer.LineAsync());

        Assert.Equal("Mod", _arrivals.All.OfType<RemovalCame>().Single().Removal.By);
    }

    [Fact]
    public async Task A_dead_token_is_renewed_before_anything_is_opened()
    {
        _helix.Token = "other";
        _helix.Renewed = "new";
        _ = Run(Connection(options: Options with { UserRefreshToken = "r1", ClientId = "me" }));
        await LiveAsync();

        Assert.Equal("POST /oauth2/token  grant_type=refresh_token&refresh_token=r1&client_id=me", _helix.Requests[1]);
        Assert.Contains(_helix.Requests, r => r.StartsWith("POST /helix/eventsub/subscriptions Bearer new", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_near_its_end_is_renewed_first()
    {
        _helix.ExpiresIn = 60;
        _helix.Renewed = "new";
        _ = Run(Connection(options: Options with { UserRefreshToken = "r1" }));
        await LiveAsync();

        Assert.Equal("new", _helix.Token);
    }

    [Fact]
    public async Task A_dead_token_that_cannot_be_renewed_needs_a_person_and_no_socket_is_opened()
    {
        _helix.Token = "other";
        var denied = Assert.IsType<ConnectionEnd.Denied>(await Ended(Run()));

        Assert.Equal("Twitch no longer accepts the account's token: connect the account again.", denied.Reason);
        Assert.False(_server.HasAnother);
    }

    [Fact]
    public async Task Without_the_right_to_read_chats_it_says_so()
    {
        _helix.Scopes = "chat:read";

        Assert.Contains("user:read:chat", Assert.IsType<ConnectionEnd.Denied>(await Ended(Run())).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_twitch_does_not_know_needs_a_person() =>
        Assert.Equal("Twitch knows no channel #nobody.", Assert.IsType<ConnectionEnd.Denied>(await Ended(Run(Connection("nobody")))).Reason);

    [Fact]
    public async Task What_is_subscribed_on_this_session_already_is_good_as_it_is()
    {
        _helix.Left("channel.chat.message", "s1", "enabled");
        _ = Run();
        await LiveAsync();

        Assert.Single(_helix.Subscriptions, s => s.Type == "channel.chat.message");
    }

    [Fact]
    public async Task What_another_session_holds_is_deleted_and_made_anew()
    {
        _helix.Left("channel.chat.message", "dead", "enabled");
        _ = Run();
        await LiveAsync();

        Assert.Equal("s1", Assert.Single(_helix.Subscriptions, s => s.Type == "channel.chat.message").Session);
    }

    [Fact]
    public async Task Too_many_subscriptions_wait_while_what_was_left_behind_is_deleted()
    {
        _helix.Left("channel.chat.message", "dead", "websocket_disconnected").Refuses("channel.chat.message", 429, 429);
        _ = Run();
        var peer = await _server.NextAsync();
        await peer.FrameAsync(Frames.Welcome());
        foreach (var milliseconds in new[] { 500, 1000 })
        {
            await _time.TimerDueIn(TimeSpan.FromMilliseconds(milliseconds));
            _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        }

        await _arrivals.UntilState(SourceState.Live);
        Assert.DoesNotContain(_helix.Subscriptions, s => s.Session == "dead");
    }

    [Fact]
    public async Task Being_banned_there_is_tried_again_in_two_minutes()
    {
        _helix.Refuses("channel.chat.message", 403);
        var run = Run();
        await (await _server.NextAsync()).FrameAsync(Frames.Welcome());

        Assert.Equal(TimeSpan.FromMinutes(2), Assert.IsType<ConnectionEnd.Lost>(await Ended(run)).RetryAfter);
    }

    [Fact]
    public async Task Without_the_moderators_rights_it_reads_all_the_same()
    {
        _helix.Refuses("channel.moderate", 403);
        _ = Run();
        var peer = await LiveAsync();
        await peer.FrameAsync(Frames.Says("m1"));
        await _arrivals.UntilMessages(1);
    }

    [Fact]
    public async Task A_notification_that_comes_again_is_dropped()
    {
        _ = Run();
        var peer = await LiveAsync();
        await peer.FrameAsync(Frames.Says("m1", delivery: "d1"));
        await peer.FrameAsync(Frames.Says("m1", delivery: "d1"));
        await peer.FrameAsync(Frames.Says("m2"));
        await _arrivals.Until(all => all.OfType<MessageCame>().Any(m => m.Message.Id == "m2"));

        Assert.Equal(["m1", "m2"], _arrivals.Messages.Select(m => m.Id));
    }

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

    [Fact]
    public async Task Losing_only_who_removed_what_does_not_end_the_reading()
    {
        _ = Run();
        var peer = await LiveAsync();
        await peer.FrameAsync(Frames.Revocation("moderator_removed", "channel.moderate"));
        await peer.FrameAsync(Frames.Says("m1"));
        await _arrivals.UntilMessages(1);
    }

    [Fact]
    public async Task A_token_that_dies_during_the_show_is_noticed_within_the_hour()
    {
        var run = Run();
        var peer = await LiveAsync();
        _arrivals.Fill();
        await peer.FrameAsync(Frames.Says("m1"));
        await _arrivals.Blocked;
        // While the intake is full our own waiting is no silence: only the hourly check runs.
        _helix.Token = "other";
        _time.Advance(TwitchSignIn.CheckEvery);
        _arrivals.Empty();

        Assert.IsType<ConnectionEnd.Denied>(await Ended(run));
    }

    [Fact]
    public async Task After_a_drop_the_supervisor_makes_all_anew()
    {
        var supervisor = new ChatSupervisor(Connection(), _arrivals, _time.GetUtcNow, _time, new Random(7), NullLogger<ChatSupervisor>.Instance);
        _running = supervisor.RunAsync(null, null, _stop.Token);
        var first = await LiveAsync();
        first.Abort();
        var second = await _server.NextAsync();
        await second.FrameAsync(Frames.Welcome("s2"));
        await _arrivals.UntilState(SourceState.Live, times: 2);
        await second.FrameAsync(Frames.Says("m1"));
        await _arrivals.UntilMessages(1);

        Assert.Equal("s2", Assert.Single(_helix.Subscriptions, s => s.Type == "channel.chat.message").Session);
    }

    [Theory]
    [InlineData("moderator:manage:automod", "which messages AutoMod holds")]
    [InlineData("moderator:read:vips", "what other moderators do")]
    public async Task What_the_account_may_not_read_is_named_once_and_reading_goes_on(string scope, string named)
    {
        _helix.Scopes = FakeHelix.AllScopes.Replace(" " + scope, "", StringComparison.Ordinal);
        _ = Run();
        var peer = await LiveAsync();
        await _arrivals.UntilState(SourceState.Live, times: 2);
        await peer.FrameAsync(Frames.Says("m1"));
        await _arrivals.UntilMessages(1);

        var said = Assert.Single(_arrivals.All.OfType<SourceChanged>(), c => c.Reason is not null);
        Assert.Contains(named, said.Reason, StringComparison.Ordinal);
        Assert.Equal(SourceState.Live, said.State);
        Assert.DoesNotContain(_helix.Requests, r => r.Contains(scope.StartsWith("moderator:manage:automod", StringComparison.Ordinal) ? "automod.message" : "channel.moderate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_that_the_account_may_read_is_asked_for_and_polls_only_of_its_own_channel()
    {
        _ = Run();
        await LiveAsync();
        await _helix.Made("channel.raid");

        Assert.Equal(
        [
            "automod.message.hold", "automod.message.update", "channel.chat.clear", "channel.chat.clear_user_messages", "channel.chat.message", "channel.chat.message_delete", "channel.chat.notification",
            "channel.chat_settings.update", "channel.moderate", "channel.raid", "channel.shared_chat.begin", "channel.shared_chat.end", "channel.shared_chat.update", "stream.offline", "stream.online",
        ], _helix.Subscriptions.Select(s => s.Type).Order(StringComparer.Ordinal));
        Assert.Contains(_helix.Requests, r => r.Contains("\"from_broadcaster_user_id\":\"777\"", StringComparison.Ordinal));
        Assert.Contains(_helix.Requests, r => r.Contains("\"moderator_user_id\":\"4242\"", StringComparison.Ordinal) && r.Contains("\"version\":\"2\"", StringComparison.Ordinal));
    }
}
