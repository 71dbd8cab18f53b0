using System.Net;
using System.Text.Json;
using LiveConsole.Rehearsal.Tests.Playing;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Testing;

namespace LiveConsole.Rehearsal.Tests.Twitch;

public sealed class EventSubSubscriptionTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private EmulatedPlatforms _platforms = null!;
    private RawSubscriptions _subscriptions = null!;

    public async ValueTask InitializeAsync()
    {
        _platforms = await Emulators.StartAsync(_time);
        _subscriptions = new RawSubscriptions(_platforms);
    }

    public ValueTask DisposeAsync()
    {
        _subscriptions.Dispose();
        return _platforms.DisposeAsync();
    }

    [Theory]
    [InlineData("/helix/eventsub/subscriptions")]
    [InlineData("/mock/eventsub/subscriptions")]
    [InlineData("/eventsub/subscriptions")]
    public async Task A_subscription_is_made_listed_and_deleted_in_every_layout(string path)
    {
        using var subscriptions = new RawSubscriptions(_platforms, path);
        await using var client = await RawEventSub.WelcomedAsync(_platforms);

        var (made, body) = await subscriptions.CreateAsync(client, "channel.chat.message");
        var subscription = body.GetProperty("data")[0];
        var (_, list) = await subscriptions.GetAsync("?status=enabled");
        var (deleted, _) = await subscriptions.DeleteAsync(subscription.GetProperty("id").GetString()!);
        var (again, _) = await subscriptions.DeleteAsync(subscription.GetProperty("id").GetString()!);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.NoContent, HttpStatusCode.NotFound), (made, deleted, again));
        Assert.Equal((1, 0, 10), (body.GetProperty("total").GetInt32(), body.GetProperty("total_cost").GetInt32(), body.GetProperty("max_total_cost").GetInt32()));
        Assert.Equal(["condition", "cost", "created_at", "id", "status", "transport", "type", "version"], subscription.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("websocket", client.SessionId), (subscription.GetProperty("transport").GetProperty("method").GetString(), subscription.GetProperty("transport").GetProperty("session_id").GetString()));
        Assert.Equal(subscription.GetProperty("id").GetString(), Assert.Single(list.GetProperty("data").EnumerateArray()).GetProperty("id").GetString());
        Assert.Empty(await subscriptions.StatusesAsync());
    }

    [Fact]
    public async Task What_is_not_well_formed_is_400()
    {
        await using var client = await RawEventSub.WelcomedAsync(_platforms);
        var chat = _subscriptions.Chat;

        var answers = new[]
        {
            await _subscriptions.PostAsync("not an object"),
            await _subscriptions.CreateAsync(client, "channel.chat.whisper"),
            await _subscriptions.CreateAsync(client, "channel.moderate", _subscriptions.Moderator, "1"),
            await _subscriptions.CreateAsync(client, "channel.chat.message", _subscriptions.Channel),
            await _subscriptions.CreateAsync(client, "channel.chat.message", new() { ["broadcaster_user_id"] = "1", ["user_id"] = EmulatedTwitch.UserId }),
            await _subscriptions.CreateAsync(client, "channel.raid", new() { ["from_broadcaster_user_id"] = _platforms.Twitch.ChannelId, ["to_broadcaster_user_id"] = _platforms.Twitch.ChannelId }),
            await _subscriptions.PostAsync(new { type = "channel.chat.message", version = "1", condition = chat, transport = new { method = "webhook", callback = "https://example.com" } }),
            await _subscriptions.PostAsync(new { type = "channel.chat.message", version = "1", condition = chat, transport = new { method = "websocket", session_id = "AgoQgone" } }),
        };

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.BadRequest, a.Status));
        Assert.All(answers, a => Assert.Equal((400, "Bad Request"), (a.Body.GetProperty("status").GetInt32(), a.Body.GetProperty("error").GetString())));
        Assert.Equal("websocket transport session does not exist or has already disconnected", answers[^1].Body.GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_connection_that_is_gone_takes_no_subscription()
    {
        await using var client = await RawEventSub.WelcomedAsync(_platforms);
        _time.Advance(TimeSpan.FromSeconds(10));
        await client.EndAsync();

        var (status, _) = await _subscriptions.CreateAsync(client, "channel.chat.message");

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task An_apps_token_is_401_and_another_users_reading_or_a_missing_scope_403()
    {
        await using var client = await RawEventSub.WelcomedAsync(_platforms);
        var (other, words) = await _subscriptions.CreateAsync(client, "channel.chat.message", new() { ["broadcaster_user_id"] = _platforms.Twitch.ChannelId, ["user_id"] = _platforms.Twitch.ChannelId });
        var (moderator, _) = await _subscriptions.CreateAsync(client, "channel.moderate", new() { ["broadcaster_user_id"] = _platforms.Twitch.ChannelId, ["moderator_user_id"] = _platforms.Twitch.ChannelId }, "2");
        var (scope, _) = await _subscriptions.CreateAsync(client, "automod.settings.update", _subscriptions.Moderator);
        _subscriptions.Token = "rehearsal-app-token";
        var (app, _) = await _subscriptions.CreateAsync(client, "channel.chat.message");
        _subscriptions.Token = "stale";
        var (stale, _) = await _subscriptions.CreateAsync(client, "channel.chat.message");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (other, moderator, scope));
        Assert.Equal("subscription missing proper authorization", words.GetProperty("message").GetString());
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (app, stale));
    }

    [Fact]
    public async Task The_same_twice_on_one_connection_is_409_and_more_than_three_over_all_429()
    {
        await using var one = await RawEventSub.WelcomedAsync(_platforms);
        await using var two = await RawEventSub.WelcomedAsync(_platforms);
        await using var three = await RawEventSub.WelcomedAsync(_platforms);
        await using var four = await RawEventSub.WelcomedAsync(_platforms);
        await _subscriptions.CreatedAsync(one, "channel.chat.message");
        var (twice, _) = await _subscriptions.CreateAsync(one, "channel.chat.message");
        await _subscriptions.CreatedAsync(two, "channel.chat.message");
        await _subscriptions.CreatedAsync(three, "channel.chat.message");
        var (fourth, same) = await _subscriptions.CreateAsync(four, "channel.chat.message");
        var (transport, words) = await _subscriptions.CreateAsync(four, "channel.chat.clear");
        await three.LeaveAsync();
        var (free, _) = await _subscriptions.CreateAsync(four, "channel.chat.clear");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests), (twice, fourth, transport));
        Assert.Contains("type and condition", same.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("number of websocket transports limit exceeded", words.GetProperty("message").GetString());
        Assert.Equal(HttpStatusCode.Accepted, free);
    }

    [Fact]
    public async Task Strangers_cost_one_each_and_ten_is_the_most()
    {
        await using var client = await RawEventSub.WelcomedAsync(_platforms);
        foreach (var i in Enumerable.Range(0, 11)) _platforms.Twitch.OpenRoom($"stranger{i}");
        List<HttpStatusCode> statuses = [];
        JsonElement last = default;
        for (var i = 0; i < 11; i++)
        {
            (var status, last) = await _subscriptions.CreateAsync(client, "stream.online", new() { ["broadcaster_user_id"] = TwitchNames.RoomId($"stranger{i}") });
            statuses.Add(status);
        }

        var (own, body) = await _subscriptions.CreateAsync(client, "channel.chat.message");

        Assert.All(statuses[..10], s => Assert.Equal(HttpStatusCode.Accepted, s));
        Assert.Equal((HttpStatusCode.TooManyRequests, "cost exceeded"), (statuses[10], last.GetProperty("message").GetString()));
        Assert.Equal((HttpStatusCode.Accepted, 10), (own, body.GetProperty("total_cost").GetInt32()));
    }

    [Fact]
    public async Task One_connection_holds_three_hundred_subscriptions()
    {
        await using var client = await RawEventSub.WelcomedAsync(_platforms);
        string[] types = ["channel.chat.message", "channel.chat.notification", "channel.chat.clear", "channel.chat.clear_user_messages", "channel.chat.message_delete", "channel.chat_settings.update"];
        for (var room = 0; room < 50; room++)
        {
            _platforms.Twitch.OpenRoom($"room{room}");
            foreach (var type in types) await _subscriptions.CreatedAsync(client, type, new() { ["broadcaster_user_id"] = TwitchNames.RoomId($"room{room}"), ["user_id"] = EmulatedTwitch.UserId });
        }

        var (over, _) = await _subscriptions.CreateAsync(client, "channel.chat.message");
        var (_, first) = await _subscriptions.GetAsync();
        var (_, second) = await _subscriptions.GetAsync("?after=" + first.GetProperty("pagination").GetProperty("cursor").GetString());

        Assert.Equal(HttpStatusCode.TooManyRequests, over);
        Assert.Equal((100, 100, 300), (first.GetProperty("data").GetArrayLength(), second.GetProperty("data").GetArrayLength(), first.GetProperty("total").GetInt32()));
        Assert.Empty(first.GetProperty("data").EnumerateArray().Select(s => s.GetProperty("id").GetString()).Intersect(second.GetProperty("data").EnumerateArray().Select(s => s.GetProperty("id").GetString())));
    }

    [Fact]
    public async Task The_list_takes_one_filter_and_shows_what_a_lost_connection_left()
    {
        var client = await RawEventSub.WelcomedAsync(_platforms);
        var id = await _subscriptions.CreatedAsync(client, "channel.chat.message");
        await _subscriptions.CreatedAsync(client, "stream.online", _subscriptions.Channel);
        _platforms.Fire("twitch-drop");
        await client.DisposeAsync();

        var (two, _) = await _subscriptions.GetAsync("?status=enabled&type=stream.online");
        var (_, list) = await _subscriptions.GetAsync("?type=channel.chat.message");
        var byUser = await _subscriptions.StatusesAsync("?user_id=" + EmulatedTwitch.UserId);
        var byId = await _subscriptions.StatusesAsync("?subscription_id=" + id);
        var enabled = await _subscriptions.StatusesAsync("?status=enabled");
        _time.Advance(TimeSpan.FromHours(1));
        var later = await _subscriptions.StatusesAsync();

        Assert.Equal(HttpStatusCode.BadRequest, two);
        Assert.True(Assert.Single(list.GetProperty("data").EnumerateArray()).GetProperty("transport").TryGetProperty("disconnected_at", out _));
        Assert.Equal((1, 1, 0, 0), (byUser.Count, byId.Count, enabled.Count, later.Count));
    }

    [Fact]
    public async Task What_a_dead_connection_had_can_still_count_until_it_is_deleted_or_fifteen_seconds_are_over()
    {
        await using var dead = await RawEventSub.WelcomedAsync(_platforms);
        var message = await _subscriptions.CreatedAsync(dead, "channel.chat.message");
        await _subscriptions.CreatedAsync(dead, "channel.chat.clear");
        _platforms.Fire("eventsub-lingering");

        await using var client = await RawEventSub.WelcomedAsync(_platforms, "?keepalive_timeout_seconds=60");
        var (blocked, _) = await _subscriptions.CreateAsync(client, "channel.chat.message");
        var left = await _subscriptions.StatusesAsync("?status=enabled");
        await _subscriptions.DeleteAsync(message);
        var (freed, _) = await _subscriptions.CreateAsync(client, "channel.chat.message");
        var (other, _) = await _subscriptions.CreateAsync(client, "channel.chat.clear");
        _time.Advance(TimeSpan.FromSeconds(15));
        var (later, _) = await _subscriptions.CreateAsync(client, "channel.chat.clear");

        Assert.Equal(2, left.Count);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Accepted, HttpStatusCode.Conflict, HttpStatusCode.Accepted), (blocked, freed, other, later));
    }

    [Fact]
    public async Task The_users_token_is_valid_with_the_scopes_of_a_moderators_console()
    {
        using var http = new HttpClient { BaseAddress = _platforms.Twitch.IdBaseUri };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/oauth2/validate");
        request.Headers.TryAddWithoutValidation("Authorization", "OAuth " + EmulatedTwitch.UserToken);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        var scopes = body.RootElement.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()!).ToList();
        Assert.Equal((EmulatedTwitch.UserId, EmulatedTwitch.UserLogin, EmulatedTwitch.ClientId),
            (body.RootElement.GetProperty("user_id").GetString(), body.RootElement.GetProperty("login").GetString(), body.RootElement.GetProperty("client_id").GetString()));
        Assert.Superset(new HashSet<string> { "user:read:chat", "chat:read", "moderator:read:vips", "moderator:manage:automod" }, scopes.ToHashSet());
    }
}
