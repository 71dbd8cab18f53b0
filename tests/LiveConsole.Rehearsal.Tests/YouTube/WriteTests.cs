using System.Globalization;
using System.Net;
using System.Text.Json;
using LiveConsole.Rehearsal.Tests.Playing;
using LiveConsole.Rehearsal.YouTube;
using LiveConsole.Testing;

namespace LiveConsole.Rehearsal.Tests.YouTube;

/// <summary>Writing, as platforms/youtube.md 4 has it, by a client that knows nothing but HTTP.</summary>
public sealed class WriteTests : IAsyncLifetime
{
    private readonly FakeTime _time = new(new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero));
    private EmulatedPlatforms _platforms = null!;
    private RawYouTube _youtube = null!;

    public async ValueTask InitializeAsync()
    {
        _platforms = await Emulators.StartAsync(_time, new EmulatorOptions { YouTubeDailyQuota = 1_000 });
        _youtube = new RawYouTube(_platforms);
    }

    public ValueTask DisposeAsync()
    {
        _youtube.Dispose();
        return _platforms.DisposeAsync();
    }

    [Fact]
    public async Task A_post_comes_back_to_readers_under_the_id_it_was_given()
    {
        var (status, body) = await PostAsync("bienvenue");

        var item = Assert.Single(await HistoryAsync());
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(body.GetProperty("id").GetString(), item.GetProperty("id").GetString());
        Assert.Equal(("textMessageEvent", "bienvenue"), (Type(item), item.GetProperty("snippet").GetProperty("textMessageDetails").GetProperty("messageText").GetString()));
        Assert.True(item.GetProperty("authorDetails").GetProperty("isChatOwner").GetBoolean());
        Assert.Equal(("bienvenue", 1), (Assert.Single(_platforms.YouTube.Seen.Posts).Key, _platforms.YouTube.Seen.Posts["bienvenue"]));
    }

    [Fact]
    public async Task An_open_stream_brings_what_is_written()
    {
        using var stream = await _youtube.StreamAsync();
        await stream.NextAsync();

        await PostAsync("pendant", EmulatedYouTube.ModeratorToken);

        var item = Assert.Single(await stream.ItemsAsync(1));
        Assert.True(item.GetProperty("authorDetails").GetProperty("isChatModerator").GetBoolean());
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, "messageTextInvalid")]
    [InlineData(0, "messageTextRequired")]
    public async Task A_text_has_at_most_two_hundred_characters(int length, string? reason)
    {
        Assert.Equal(reason, RawYouTube.Reason((await PostAsync(new string('a', length))).Body));
        Assert.Equal(reason is null ? 1 : 0, _platforms.YouTube.Seen.Posts.Count);
    }

    [Fact]
    public async Task A_removal_makes_no_event_and_is_a_tombstone_for_who_reads_later()
    {
        _platforms.Put(Lines.YouTube("m1"));
        var token = (await _youtube.ListAsync()).Body.GetProperty("nextPageToken").GetString();

        var (first, _) = await _youtube.SendAsync(HttpMethod.Delete, "liveChat/messages?id=m1");
        var (second, again) = await _youtube.SendAsync(HttpMethod.Delete, "liveChat/messages?id=m1");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound, "liveChatMessageNotFound"), (first, second, RawYouTube.Reason(again)));
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Empty(Items((await _youtube.ListAsync(token)).Body));
        Assert.Equal("tombstone", Type(Assert.Single(await HistoryAsync())));
        Assert.Equal(["m1"], _platforms.YouTube.Seen.Removed);
    }

    [Fact]
    public async Task A_ban_is_told_as_the_moderators_and_silences_until_it_is_lifted()
    {
        _platforms.Put(Lines.YouTube("m1"));
        var (_, body) = await BanAsync("UCayse");
        _platforms.Put(Lines.YouTube("m2", at: 1));
        var ban = body.GetProperty("id").GetString()!;

        var told = (await HistoryAsync())[^1];
        Assert.Equal(("userBannedEvent", _platforms.YouTube.Accounts.Owner.Author.Id, "permanent", "UCayse"), (Type(told), told.GetProperty("authorDetails").GetProperty("channelId").GetString(),
            told.GetProperty("snippet").GetProperty("userBannedDetails").GetProperty("banType").GetString(),
            told.GetProperty("snippet").GetProperty("userBannedDetails").GetProperty("bannedUserDetails").GetProperty("channelId").GetString()));
        Assert.NotEqual(ban, told.GetProperty("id").GetString());

        Assert.Equal(HttpStatusCode.NoContent, (await _youtube.SendAsync(HttpMethod.Delete, $"liveChat/bans?id={Uri.EscapeDataString(ban)}")).Status);
        _platforms.Put(Lines.YouTube("m3", at: 2));
        Assert.Equal(["m1", "m3"], (await HistoryAsync()).Where(i => Type(i) == "textMessageEvent").Select(i => i.GetProperty("id").GetString()));
        Assert.True(_platforms.YouTube.Seen.Bans[ban].Lifted);
    }

    [Fact]
    public async Task A_time_out_ends_by_itself_and_then_there_is_nothing_to_lift()
    {
        _platforms.Put(Lines.YouTube("m1"));
        var (_, body) = await BanAsync("UCayse", seconds: "300");
        _time.Advance(TimeSpan.FromSeconds(300));
        _platforms.Put(Lines.YouTube("m2", at: 301));

        Assert.Equal("300", body.GetProperty("snippet").GetProperty("banDurationSeconds").GetString());
        Assert.Contains(await HistoryAsync(), i => i.GetProperty("id").GetString() == "m2");
        Assert.Equal("liveChatBanNotFound", RawYouTube.Reason((await _youtube.SendAsync(HttpMethod.Delete, $"liveChat/bans?id={body.GetProperty("id").GetString()}")).Body));
    }

    [Theory]
    [InlineData("UCnobody", 404, "liveChatUserNotFound")]
    [InlineData("owner", 403, "liveChatBanInsertionNotAllowed")]
    [InlineData("moderator", 403, "liveChatBanInsertionNotAllowed")]
    [InlineData("", 400, "bannedUserChannelIdRequired")]
    [InlineData("not an id", 400, "invalidChannelId")]
    public async Task Not_everybody_can_be_banned(string whom, int status, string reason)
    {
        var accounts = _platforms.YouTube.Accounts;
        var (answered, body) = await BanAsync(whom == "owner" ? accounts.Owner.Author.Id : whom == "moderator" ? accounts.Moderator.Author.Id : whom);

        Assert.Equal((status, reason), ((int)answered, RawYouTube.Reason(body)));
    }

    [Fact]
    public async Task A_channels_id_is_no_bans()
    {
        Assert.Equal("invalidLiveChatBanId", RawYouTube.Reason((await _youtube.SendAsync(HttpMethod.Delete, "liveChat/bans?id=UCayse")).Body));
        Assert.Equal("liveChatBanNotFound", RawYouTube.Reason((await _youtube.SendAsync(HttpMethod.Delete, "liveChat/bans?id=LCC.nothing")).Body));
    }

    [Theory]
    [InlineData(null, 401, "required", "required", "required")]
    [InlineData(EmulatedYouTube.ReadOnlyToken, 403, "insufficientPermissions", "insufficientPermissions", "insufficientPermissions")]
    [InlineData(EmulatedYouTube.ViewerToken, 200, null, "insufficientPermissions", "forbidden")]
    [InlineData(EmulatedYouTube.ModeratorToken, 200, null, null, null)]
    public async Task Who_may_do_what_hangs_on_the_token(string? token, int post, string? postReason, string? banReason, string? removeReason)
    {
        _platforms.Put(Lines.YouTube("m1"));

        var (status, posted) = await PostAsync("hi", token);

        Assert.Equal((post, postReason), ((int)status, RawYouTube.Reason(posted)));
        Assert.Equal(removeReason, RawYouTube.Reason((await _youtube.SendAsync(HttpMethod.Delete, "liveChat/messages?id=m1", token: token)).Body));
        Assert.Equal(banReason, RawYouTube.Reason((await BanAsync("UCayse", token: token)).Body));
    }

    [Fact]
    public async Task A_poll_runs_alone_counts_and_closes_at_its_transition()
    {
        var (_, poll) = await PollAsync("Où se \"pose\"-t-il ?", "Nord", "Sud");
        var id = poll.GetProperty("id").GetString();
        Assert.Equal("preconditionCheckFailed", RawYouTube.Reason((await PollAsync("Encore ?", "a", "b")).Body));
        _time.Advance(TimeSpan.FromSeconds(10));

        var active = (await _youtube.ListAsync()).Body.GetProperty("activePollItem").GetProperty("snippet").GetProperty("pollDetails");
        Assert.Equal(("Où se \"pose\"-t-il ?", "20", "70"), (active.GetProperty("metadata").GetProperty("questionText").GetString(), Tally(active, 0), Tally(active, 1)));

        Assert.Equal("statusRequired", RawYouTube.Reason((await _youtube.SendAsync(HttpMethod.Post, $"liveChat/messages/transition?id={id}")).Body));
        var (closed, body) = await _youtube.SendAsync(HttpMethod.Post, $"liveChat/messages/transition?id={id}&status=closed");
        Assert.Equal((HttpStatusCode.OK, id, "closed"), (closed, body.GetProperty("id").GetString(), body.GetProperty("snippet").GetProperty("pollDetails").GetProperty("status").GetString()));
        Assert.Equal("liveChatMessagesNotFound", RawYouTube.Reason((await _youtube.SendAsync(HttpMethod.Post, "liveChat/messages/transition?id=nothing&status=closed")).Body));
        Assert.False((await _youtube.ListAsync()).Body.TryGetProperty("activePollItem", out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task A_poll_has_two_to_four_choices(int choices) =>
        Assert.Equal("pollInvalid", RawYouTube.Reason((await PollAsync("?", [.. Enumerable.Range(0, choices).Select(i => i.ToString(CultureInfo.InvariantCulture))])).Body));

    [Fact]
    public async Task Each_write_costs_fifty_a_refused_one_one_and_the_ledger_says_which_were_seen()
    {
        await PostAsync("one");
        await PostAsync("");
        await _youtube.SendAsync(HttpMethod.Delete, "liveChat/messages?id=nothing");
        await PostAsync("never", token: "wrong");

        Assert.Equal(52, _platforms.YouTube.QuotaUsed);
        Assert.Equal((new SeenCalls(3, 2, 51), new SeenCalls(1, 1, 1)), (_platforms.YouTube.Seen.Calls["POST liveChat/messages"], _platforms.YouTube.Seen.Calls["DELETE liveChat/messages"]));
    }

    [Fact]
    public async Task A_spent_day_refuses_writes_with_html()
    {
        _platforms.Fire("quota-end");

        var (status, body) = await PostAsync("late");

        Assert.Equal((HttpStatusCode.Forbidden, "quotaExceeded"), (status, RawYouTube.Reason(body)));
        Assert.Contains("<a href=", body.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(_platforms.YouTube.Seen.Posts);
    }

    [Theory]
    [InlineData("youtube-write-401", 1, 401, "authError")]
    [InlineData("youtube-write-503", 3, 503, "backendError")]
    [InlineData("youtube-write-rate-limit", 2, 403, "rateLimitExceeded")]
    [InlineData("youtube-write-forbidden", 1, 403, "forbidden")]
    [InlineData("youtube-write-ended", 1, 403, "liveChatEnded")]
    public async Task A_drill_meets_the_next_writes_and_no_reading(string drill, int times, int status, string reason)
    {
        _platforms.Fire(drill);

        Assert.Equal(HttpStatusCode.OK, (await _youtube.ListAsync()).Status);
        for (var i = 0; i < times; i++) Assert.Equal((status, reason), await PostAsync("hi") is var (answered, body) ? ((int)answered, RawYouTube.Reason(body)) : default);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("hi")).Status);
        Assert.Equal(1, _platforms.YouTube.Seen.Posts["hi"]);
    }

    [Fact]
    public async Task Without_an_answer_it_is_done_all_the_same()
    {
        _platforms.Fire("youtube-write-no-answer");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => PostAsync("silence"));

        Assert.Equal(1, _platforms.YouTube.Seen.Posts["silence"]);
        Assert.Equal(50, _platforms.YouTube.QuotaUsed);
    }

    [Fact]
    public async Task Nothing_is_written_to_a_chat_that_is_over_or_switched_off()
    {
        _platforms.Fire("youtube-chat-disabled");
        Assert.Equal("liveChatDisabled", RawYouTube.Reason((await PostAsync("hi")).Body));
        _time.Advance(TimeSpan.FromMinutes(2));
        var chat = _platforms.YouTube.LiveChatId;
        _platforms.Fire("end");

        Assert.Equal("liveChatEnded", RawYouTube.Reason((await PostAsync("hi", chat: chat)).Body));
        Assert.Equal("liveChatNotFound", RawYouTube.Reason((await PostAsync("hi", chat: "nothing")).Body));
    }

    [Fact]
    public async Task Moderators_are_told_to_the_owner_alone()
    {
        var path = $"/youtube/v3/liveChat/moderators?part=snippet&liveChatId={_platforms.YouTube.LiveChatId}";

        var (owner, body) = await _youtube.GetAsync(path, "Authorization", "Bearer " + EmulatedYouTube.AccessToken);
        var (moderator, _) = await _youtube.GetAsync(path, "Authorization", "Bearer " + EmulatedYouTube.ModeratorToken);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (owner, moderator));
        Assert.Equal(_platforms.YouTube.Accounts.Moderator.Author.Id, Items(body)[0].GetProperty("snippet").GetProperty("moderatorDetails").GetProperty("channelId").GetString());
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string text, string? token = EmulatedYouTube.AccessToken, string? chat = null) => _youtube.SendAsync(HttpMethod.Post, "liveChat/messages?part=snippet",
        JsonSerializer.Serialize(new { snippet = new { liveChatId = chat ?? _platforms.YouTube.LiveChatId, type = "textMessageEvent", textMessageDetails = new { messageText = text } } }), token);

    private Task<(HttpStatusCode Status, JsonElement Body)> PollAsync(string question, params string[] choices) => _youtube.SendAsync(HttpMethod.Post, "liveChat/messages?part=snippet", JsonSerializer.Serialize(new
    {
        snippet = new { liveChatId = _platforms.YouTube.LiveChatId, type = "pollEvent", pollDetails = new { metadata = new { questionText = question, options = choices.Select(c => new { optionText = c }) } } },
    }));

    private Task<(HttpStatusCode Status, JsonElement Body)> BanAsync(string whom, string? seconds = null, string? token = EmulatedYouTube.AccessToken) => _youtube.SendAsync(HttpMethod.Post, "liveChat/bans?part=snippet", JsonSerializer.Serialize(new
    {
        snippet = new { liveChatId = _platforms.YouTube.LiveChatId, type = seconds is null ? "permanent" : "temporary", banDurationSeconds = seconds, bannedUserDetails = new { channelId = whom } },
    }), token);

    private async Task<IReadOnlyList<JsonElement>> HistoryAsync() => Items((await _youtube.ListAsync()).Body);

    private static IReadOnlyList<JsonElement> Items(JsonElement body) => [.. body.GetProperty("items").EnumerateArray()];

    private static string? Type(JsonElement item) => item.GetProperty("snippet").GetProperty("type").GetString();

    private static string? Tally(JsonElement poll, int option) => poll.GetProperty("metadata").GetProperty("options")[option].GetProperty("tally").GetString();
}
