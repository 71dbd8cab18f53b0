using LiveConsole.Domain.Chat;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Platforms.Twitch.Tests.EventSub;

/// <summary>What is asked for, with which token, and what is read.</summary>
public sealed class TwitchEventSubConnectionTests : EventSubPeers
{
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
