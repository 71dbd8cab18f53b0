using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Tests.Playing;
using LiveConsole.Testing;

namespace LiveConsole.Rehearsal.Tests.Twitch;

public sealed class EventSubSessionTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private EmulatedPlatforms _platforms = null!;
    private RawSubscriptions _subscriptions = null!;

    public async ValueTask InitializeAsync()
    {
        _platforms = await Emulators.StartAsync(_time, new EmulatorOptions { RememberIds = true, TwitchTransportLag = TimeSpan.Zero });
        _subscriptions = new RawSubscriptions(_platforms);
    }

    public ValueTask DisposeAsync()
    {
        _subscriptions.Dispose();
        return _platforms.DisposeAsync();
    }

    [Theory]
    [InlineData("", 10)]
    [InlineData("?keepalive_timeout_seconds=30", 30)]
    [InlineData("?keepalive_timeout_seconds=9", 10)]
    [InlineData("?keepalive_timeout_seconds=-1", 10)]
    [InlineData("?keepalive_timeout_seconds=601", 600)]
    [InlineData("?keepalive_timeout_seconds=soon", 10)]
    public async Task The_first_frame_is_the_welcome_with_a_keepalive_within_its_limits(string query, int seconds)
    {
        await using var client = await RawEventSub.WelcomedAsync(_platforms, query);

        var session = RawEventSub.Session(client.Welcome);
        Assert.Equal("session_welcome", RawEventSub.Type(client.Welcome));
        Assert.Equal(["connected_at", "id", "keepalive_timeout_seconds", "reconnect_url", "recovery_url", "status"], session.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("connected", seconds), (session.GetProperty("status").GetString(), session.GetProperty("keepalive_timeout_seconds").GetInt32()));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$", client.Welcome.GetProperty("metadata").GetProperty("message_timestamp").GetString());
    }

    [Fact]
    public async Task Without_a_subscription_within_ten_seconds_the_connection_is_unused()
    {
        await using var client = await RawEventSub.WelcomedAsync(_platforms, "?keepalive_timeout_seconds=60");

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(4003, await client.EndAsync());
    }

    [Fact]
    public async Task With_a_subscription_it_stays_and_when_the_last_is_deleted_it_is_unused_again()
    {
        await using var client = await RawEventSub.WelcomedAsync(_platforms, "?keepalive_timeout_seconds=60");
        var id = await _subscriptions.CreatedAsync(client, "channel.chat.message");

        _time.Advance(TimeSpan.FromSeconds(15));
        _platforms.Put(Lines.Twitch("m1"));
        await client.EventAsync("channel.chat.message");
        await _subscriptions.DeleteAsync(id);
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(4003, await client.EndAsync());
    }

    [Fact]
    public async Task A_keepalive_comes_only_after_that_long_a_silence()
    {
        await using var client = await RawEventSub.WelcomedAsync(_platforms);
        await _subscriptions.CreatedAsync(client, "channel.chat.message");

        _time.Advance(TimeSpan.FromSeconds(4));
        _platforms.Put(Lines.Twitch("m1"));
        var spoken = await client.NextAsync();
        _time.Advance(TimeSpan.FromSeconds(9));
        _platforms.Put(Lines.Twitch("m2"));
        var again = await client.NextAsync();
        _time.Advance(TimeSpan.FromSeconds(10));
        var silent = await client.NextAsync();

        Assert.Equal(["notification", "notification", "session_keepalive"], new[] { spoken, again, silent }.Select(f => RawEventSub.Type(f!.Value)));
        Assert.Empty(silent!.Value.GetProperty("payload").EnumerateObject());
    }

    [Fact]
    public async Task A_client_that_sends_anything_is_closed()
    {
        await using var client = await RawEventSub.WelcomedAsync(_platforms);
        await _subscriptions.CreatedAsync(client, "channel.chat.message");

        await client.SayAsync("PONG");

        Assert.Equal(4001, await client.EndAsync());
        Assert.Equal(["websocket_received_inbound_traffic"], await _subscriptions.StatusesAsync());
    }

    [Fact]
    public async Task A_ping_that_stays_without_its_pong_for_ten_seconds_ends_the_connection()
    {
        await using var client = await RawEventSub.WelcomedAsync(_platforms, "?keepalive_timeout_seconds=600");
        await _subscriptions.CreatedAsync(client, "channel.chat.message");

        _time.Advance(TimeSpan.FromSeconds(30));
        await _time.TimerDueIn(TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(4002, await client.EndAsync());
        Assert.Equal(["websocket_failed_ping_pong"], await _subscriptions.StatusesAsync());
    }

    [Fact]
    public async Task Who_answers_pings_stays()
    {
        await using var client = await RawEventSub.WelcomedAsync(_platforms, "?keepalive_timeout_seconds=600");
        await _subscriptions.CreatedAsync(client, "channel.chat.message");
        var asked = _time.TimerDueIn(TimeSpan.FromSeconds(40));
        var next = client.NextAsync();

        _time.Advance(TimeSpan.FromSeconds(30));
        await asked;
        // The server waits for the Pong by a timer of ten seconds; it is gone when the Pong has come.
        await _time.NoTimerDueIn(TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(12));
        _platforms.Put(Lines.Twitch("m1"));

        Assert.Equal("m1", RawEventSub.Event((await next)!.Value).GetProperty("message_id").GetString());
    }

    [Fact]
    public async Task After_a_reconnect_message_the_subscriptions_move_to_the_new_connection_by_themselves()
    {
        await using var old = await RawEventSub.WelcomedAsync(_platforms, "?keepalive_timeout_seconds=25");
        await _subscriptions.CreatedAsync(old, "channel.chat.message");

        _platforms.Fire("twitch-reconnect");
        var ask = (await old.NextAsync())!.Value;
        _platforms.Put(Lines.Twitch("before"));
        var before = await old.EventAsync("channel.chat.message");
        await using var next = await RawEventSub.ConnectAsync(new Uri(RawEventSub.Session(ask).GetProperty("reconnect_url").GetString()!));
        await next.TakeWelcomeAsync();
        _platforms.Put(Lines.Twitch("after"));
        var after = await next.NextAsync();
        await old.LeaveAsync();
        _time.Advance(TimeSpan.FromSeconds(24));
        _platforms.Put(Lines.Twitch("later"));
        var later = await next.EventAsync("channel.chat.message");

        var session = RawEventSub.Session(ask);
        Assert.Equal(("session_reconnect", "reconnecting", old.SessionId), (RawEventSub.Type(ask), session.GetProperty("status").GetString(), session.GetProperty("id").GetString()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, session.GetProperty("keepalive_timeout_seconds").ValueKind);
        Assert.Equal(25, RawEventSub.Session(next.Welcome).GetProperty("keepalive_timeout_seconds").GetInt32());
        Assert.NotEqual(old.SessionId, next.SessionId);
        Assert.Equal(next.SessionId, after!.Value.GetProperty("payload").GetProperty("subscription").GetProperty("transport").GetProperty("session_id").GetString());
        Assert.Equal(["before", "after", "later"], new[] { before, RawEventSub.Event(after.Value), later }.Select(e => e.GetProperty("message_id").GetString()));
        Assert.Equal(["enabled"], await _subscriptions.StatusesAsync());
    }

    [Fact]
    public async Task Who_does_not_move_within_thirty_seconds_is_closed_and_its_subscriptions_failed()
    {
        await using var client = await RawEventSub.WelcomedAsync(_platforms, "?keepalive_timeout_seconds=600");
        await _subscriptions.CreatedAsync(client, "channel.chat.message");
        _platforms.Fire("twitch-reconnect");

        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(4004, await client.EndAsync());
        Assert.Equal(["websocket_failed_to_reconnect"], await _subscriptions.StatusesAsync());
    }

    [Fact]
    public async Task A_reconnect_address_works_once()
    {
        await using var old = await RawEventSub.WelcomedAsync(_platforms);
        await _subscriptions.CreatedAsync(old, "channel.chat.message");
        _platforms.Fire("twitch-reconnect");
        var address = new Uri(RawEventSub.Session((await old.NextAsync())!.Value).GetProperty("reconnect_url").GetString()!);

        await using var first = await RawEventSub.ConnectAsync(address);
        await first.TakeWelcomeAsync();
        await using var second = await RawEventSub.ConnectAsync(address);

        Assert.Null(await second.NextAsync());
        Assert.Equal(4007, second.CloseCode);
        Assert.Equal(["enabled"], await _subscriptions.StatusesAsync());
    }

    [Fact]
    public async Task Who_leaves_the_old_connection_first_is_turned_away_and_has_lost_its_subscriptions()
    {
        await using var old = await RawEventSub.WelcomedAsync(_platforms);
        await _subscriptions.CreatedAsync(old, "channel.chat.message");
        _platforms.Fire("twitch-reconnect");
        var address = new Uri(RawEventSub.Session((await old.NextAsync())!.Value).GetProperty("reconnect_url").GetString()!);

        await old.LeaveAsync();
        await using var late = await RawEventSub.ConnectAsync(address);

        Assert.Null(await late.NextAsync());
        Assert.Equal(4007, late.CloseCode);
        Assert.Equal(["websocket_disconnected"], await _subscriptions.StatusesAsync());
    }

    [Theory]
    [InlineData("eventsub-4000", 4000, "websocket_internal_error")]
    [InlineData("eventsub-4005", 4005, "websocket_network_timeout")]
    [InlineData("eventsub-4006", 4006, "websocket_network_error")]
    [InlineData("twitch-drop", null, "websocket_network_error")]
    public async Task Drills_close_with_their_code_or_cut_and_irc_goes_on(string drill, int? code, string status)
    {
        await using var irc = await RawIrc.JoinedAsync(_platforms);
        await using var client = await RawEventSub.WelcomedAsync(_platforms);
        await _subscriptions.CreatedAsync(client, "channel.chat.message");

        _platforms.Fire(drill);
        var end = await client.EndAsync();
        _platforms.Put(Lines.Twitch("m1", "still here"));

        Assert.Equal(code, end);
        Assert.Equal([status], await _subscriptions.StatusesAsync());
        Assert.Equal("still here", RawIrc.Trailing((await irc.NextAsync())!));
        Assert.Contains(drill, EmulatedPlatforms.Drills);
    }

    [Fact]
    public async Task Half_open_means_silence_beyond_the_keepalive()
    {
        await using var client = await RawEventSub.WelcomedAsync(_platforms);
        await _subscriptions.CreatedAsync(client, "channel.chat.message");
        _platforms.Fire("eventsub-half-open");

        var next = client.NextAsync();
        _platforms.Put(Lines.Twitch("m1"));
        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(0, _platforms.Twitch.Delivered);
        Assert.False(next.IsCompleted);
    }

    [Fact]
    public async Task The_4003_loop_refuses_every_subscription_until_it_is_over()
    {
        _platforms.Fire("eventsub-4003-loop");
        await using var client = await RawEventSub.WelcomedAsync(_platforms, "?keepalive_timeout_seconds=60");
        var (refused, _) = await _subscriptions.CreateAsync(client, "channel.chat.message");
        _time.Advance(TimeSpan.FromSeconds(10));
        var end = await client.EndAsync();
        _time.Advance(TimeSpan.FromSeconds(30));
        await using var later = await RawEventSub.WelcomedAsync(_platforms);
        var (taken, _) = await _subscriptions.CreateAsync(later, "channel.chat.message");

        Assert.Equal((System.Net.HttpStatusCode.Unauthorized, 4003, System.Net.HttpStatusCode.Accepted), (refused, end, taken));
    }

    [Fact]
    public async Task A_revocation_is_told_once_and_who_is_timed_out_may_subscribe_again_only_after_that()
    {
        await using var client = await RawEventSub.WelcomedAsync(_platforms);
        await _subscriptions.CreatedAsync(client, "channel.chat.message");
        await _subscriptions.CreatedAsync(client, "channel.moderate", _subscriptions.Moderator, "2");

        _platforms.Fire("eventsub-banned");
        var told = (await client.NextAsync())!.Value;
        _platforms.Put(new RecordedRemoval(Lines.Start, "twitch", "agence_orbite", RemovalScope.Channel, By: "orbite_modo"));
        await client.EventAsync("channel.moderate");
        var (during, _) = await _subscriptions.CreateAsync(client, "channel.chat.message");
        await client.LeaveAsync();
        _time.Advance(TimeSpan.FromSeconds(60));
        await using var later = await RawEventSub.WelcomedAsync(_platforms);
        var (after, _) = await _subscriptions.CreateAsync(later, "channel.chat.message");

        Assert.Equal("revocation", RawEventSub.Type(told));
        Assert.Equal("channel.chat.message", told.GetProperty("metadata").GetProperty("subscription_type").GetString());
        Assert.Equal("chat_user_banned", told.GetProperty("payload").GetProperty("subscription").GetProperty("status").GetString());
        Assert.Equal((System.Net.HttpStatusCode.Forbidden, System.Net.HttpStatusCode.Accepted), (during, after));
    }

    [Fact]
    public async Task A_withdrawn_authorization_revokes_all_and_the_empty_connection_is_unused()
    {
        await using var client = await RawEventSub.WelcomedAsync(_platforms, "?keepalive_timeout_seconds=600");
        await _subscriptions.CreatedAsync(client, "channel.chat.message");

        _platforms.Fire("eventsub-revoked");
        var told = (await client.NextAsync())!.Value;
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("authorization_revoked", told.GetProperty("payload").GetProperty("subscription").GetProperty("status").GetString());
        Assert.Equal(4003, await client.EndAsync());
    }

    [Fact]
    public async Task A_resend_has_the_message_id_it_had()
    {
        await using var client = await RawEventSub.WelcomedAsync(_platforms);
        await _subscriptions.CreatedAsync(client, "channel.chat.message");

        _platforms.Fire("eventsub-resend");
        _platforms.Put(Lines.Twitch("m1"));
        var first = (await client.NextAsync())!.Value;
        _time.Advance(TimeSpan.FromSeconds(2));
        _platforms.Put(new RecordedViewers(Lines.Start, "twitch", "agence_orbite", 3));
        var again = (await client.NextAsync())!.Value;

        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal(1, _platforms.Twitch.Delivered);
    }

    [Fact]
    public async Task A_duplicate_burst_comes_twice_on_both_transports()
    {
        await using var irc = await RawIrc.JoinedAsync(_platforms);
        await using var client = await RawEventSub.WelcomedAsync(_platforms);
        await _subscriptions.CreatedAsync(client, "channel.chat.message");

        _platforms.Fire("duplicate-burst");
        _platforms.Put(Lines.Twitch("m1", "twice"));
        var frames = new[] { (await client.NextAsync())!.Value, (await client.NextAsync())!.Value };
        var lines = new[] { (await irc.NextAsync())!, (await irc.NextAsync())! };

        Assert.Single(frames.Select(f => f.GetProperty("metadata").GetProperty("message_id").GetString()).Distinct());
        Assert.All(lines, l => Assert.Equal("twice", RawIrc.Trailing(l)));
        await Emulators.UntilAsync(() => _platforms.Twitch.Delivered >= 2);
        Assert.Equal(2, _platforms.Twitch.Delivered);
    }
}
