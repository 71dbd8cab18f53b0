using System.Text.Json;
using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Tests.Playing;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Testing;

namespace LiveConsole.Rehearsal.Tests.Twitch;

/// <summary>What a call of Helix changes comes back as everybody hears it.</summary>
public sealed class HelixActsTests : IAsyncLifetime
{
    private static readonly string[] Heard =
    [
        "channel.chat.message", "channel.chat.notification", "channel.chat.message_delete", "channel.chat.clear_user_messages", "channel.chat.clear", "channel.chat_settings.update",
    ];

    private readonly FakeTime _time = new();
    private EmulatedPlatforms _platforms = null!;
    private RawSubscriptions _subscriptions = null!;
    private RawEventSub _events = null!;
    private RawIrc _irc = null!;
    private RawHelix _helix = null!;

    public async ValueTask InitializeAsync()
    {
        _platforms = await Emulators.StartAsync(_time, new EmulatorOptions { RememberIds = true, TwitchTransportLag = TimeSpan.Zero });
        _subscriptions = new RawSubscriptions(_platforms);
        _helix = new RawHelix(_platforms);
        _events = await RawEventSub.WelcomedAsync(_platforms);
        _irc = await RawIrc.JoinedAsync(_platforms);
    }

    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync();
        await _irc.DisposeAsync();
        _helix.Dispose();
        _subscriptions.Dispose();
        await _platforms.DisposeAsync();
    }

    [Fact]
    public async Task A_ban_is_a_clearchat_cleared_messages_and_an_act_with_its_moderators_id()
    {
        await HearAsync(acts: true);

        var (_, body) = await _helix.BanAsync("901", reason: "raid");

        Assert.Matches("^@room-id=[0-9]+;target-user-id=901;tmi-sent-ts=[0-9]+ :tmi.twitch.tv CLEARCHAT #agence_orbite :", await _irc.NextAsync());
        Assert.Equal("901", Text(await _events.EventAsync("channel.chat.clear_user_messages"), "target_user_id"));
        var act = await _events.EventAsync("channel.moderate");
        Assert.Equal(("ban", EmulatedTwitch.UserId, EmulatedTwitch.UserLogin), (Text(act, "action"), Text(act, "moderator_user_id"), Text(act, "moderator_user_login")));
        Assert.Equal(("901", "raid"), (Text(act.GetProperty("ban"), "user_id"), Text(act.GetProperty("ban"), "reason")));
        var told = Assert.Single(body.GetProperty("data").EnumerateArray());
        Assert.Equal((EmulatedTwitch.UserId, "901", JsonValueKind.Null), (Text(told, "moderator_id"), Text(told, "user_id"), told.GetProperty("end_time").ValueKind));
    }

    [Fact]
    public async Task A_time_out_carries_its_length_and_its_lifting_is_an_act()
    {
        await HearAsync(acts: true);

        var (_, body) = await _helix.BanAsync("901", duration: 600);
        await _helix.SendAsync(HttpMethod.Delete, $"moderation/bans?{_helix.As}&user_id=901");

        Assert.StartsWith("@ban-duration=600;", await _irc.NextAsync(), StringComparison.Ordinal);
        await _events.EventAsync("channel.chat.clear_user_messages");
        var act = await _events.EventAsync("channel.moderate");
        Assert.Equal("timeout", Text(act, "action"));
        Assert.Equal("2026-03-14T19:10:00.000000000Z", Text(act.GetProperty("timeout"), "expires_at"));
        Assert.Equal("2026-03-14T19:10:00.000000000Z", Text(body.GetProperty("data")[0], "end_time"));
        Assert.Equal("untimeout", Text(await _events.EventAsync("channel.moderate"), "action"));
    }

    [Fact]
    public async Task A_removal_is_a_clearmsg_a_deletion_and_an_act_with_the_words()
    {
        await HearAsync(acts: true);
        _platforms.Put(Lines.Twitch("m1", "a slur"));
        await _irc.NextAsync();
        await _events.EventAsync("channel.chat.message");

        await _helix.SendAsync(HttpMethod.Delete, $"moderation/chat?{_helix.As}&message_id=m1");

        Assert.Contains("target-msg-id=m1;", await _irc.NextAsync(), StringComparison.Ordinal);
        Assert.Equal("m1", Text(await _events.EventAsync("channel.chat.message_delete"), "message_id"));
        var act = await _events.EventAsync("channel.moderate");
        Assert.Equal((EmulatedTwitch.UserId, "a slur"), (Text(act, "moderator_user_id"), Text(act.GetProperty("delete"), "message_body")));
    }

    [Fact]
    public async Task A_removal_without_an_id_clears_the_whole_chat()
    {
        await HearAsync(acts: true);

        Assert.Equal(204, await _helix.StatusAsync(HttpMethod.Delete, $"moderation/chat?{_helix.As}&message_id="));

        Assert.EndsWith("CLEARCHAT #agence_orbite", await _irc.NextAsync(), StringComparison.Ordinal);
        await _events.EventAsync("channel.chat.clear");
        Assert.Equal("clear", Text(await _events.EventAsync("channel.moderate"), "action"));
    }

    [Fact]
    public async Task Modes_are_a_notice_a_roomstate_of_what_changed_the_settings_and_an_act()
    {
        await HearAsync(acts: true);

        var (status, body) = await _helix.SendAsync(HttpMethod.Patch, "chat/settings?" + _helix.As, new { slow_mode = true, slow_mode_wait_time = 10 });
        var (_, read) = await _helix.SendAsync(HttpMethod.Get, $"chat/settings?broadcaster_id={_platforms.Twitch.ChannelId}");

        Assert.Equal((200, 10), (status, body.GetProperty("data")[0].GetProperty("slow_mode_wait_time").GetInt32()));
        Assert.Equal(body.GetProperty("data")[0].GetRawText(), read.GetProperty("data")[0].GetRawText());
        Assert.StartsWith("@msg-id=slow_on ", await _irc.NextAsync(), StringComparison.Ordinal);
        Assert.EndsWith(";slow=10 :tmi.twitch.tv ROOMSTATE #agence_orbite", await _irc.NextAsync(), StringComparison.Ordinal);
        Assert.Equal(10, (await _events.EventAsync("channel.chat_settings.update")).GetProperty("slow_mode_wait_time_seconds").GetInt32());
        Assert.Equal("slow", Text(await _events.EventAsync("channel.moderate"), "action"));
        // A duration belongs to its mode's flag.
        Assert.Equal(400, await _helix.StatusAsync(HttpMethod.Patch, "chat/settings?" + _helix.As, new { slow_mode_wait_time = 10 }));
        Assert.Equal(400, await _helix.StatusAsync(HttpMethod.Patch, "chat/settings?" + _helix.As, new { follower_mode = false, follower_mode_duration = 10 }));
    }

    [Fact]
    public async Task A_post_comes_back_by_eventsub_and_on_everybody_elses_irc_with_its_parent()
    {
        await HearAsync(acts: false);
        var own = await RawIrc.ConnectAsync(_platforms.Twitch.IrcUri);
        await own.SayAsync("CAP REQ :twitch.tv/tags twitch.tv/commands", $"PASS oauth:{EmulatedTwitch.UserToken}", $"NICK {EmulatedTwitch.UserLogin}", "JOIN #agence_orbite", "PING :joined");
        await own.UntilAsync(":joined");
        _platforms.Put(Lines.Twitch("m1", "une question"));
        await _irc.NextAsync();
        await own.NextAsync();
        await _events.EventAsync("channel.chat.message");

        var (_, body) = await _helix.PostAsync("bonne question", "m1");
        await own.SayAsync("PING :over");

        var id = Text(body.GetProperty("data")[0], "message_id");
        var line = await _irc.NextAsync();
        Assert.Contains($";id={id};", line, StringComparison.Ordinal);
        Assert.Contains(";reply-parent-msg-id=m1;", line, StringComparison.Ordinal);
        Assert.EndsWith("PRIVMSG #agence_orbite :@ayse bonne question", line, StringComparison.Ordinal);
        var told = await _events.EventAsync("channel.chat.message");
        Assert.Equal((id, EmulatedTwitch.UserId, "m1"), (Text(told, "message_id"), Text(told, "chatter_user_id"), Text(told.GetProperty("reply"), "parent_message_id")));
        Assert.EndsWith(":over", await own.NextAsync(), StringComparison.Ordinal);
        await own.DisposeAsync();
    }

    [Fact]
    public async Task An_announcement_is_a_notice_on_both()
    {
        await HearAsync(acts: false);

        Assert.Equal(204, await _helix.StatusAsync(HttpMethod.Post, "chat/announcements?" + _helix.As, new { message = "dix minutes", color = "purple" }));
        Assert.Equal(429, await _helix.StatusAsync(HttpMethod.Post, "chat/announcements?" + _helix.As, new { message = "encore", color = "purple" }));

        var line = await _irc.NextAsync();
        Assert.Contains("msg-id=announcement;msg-param-color=PURPLE", line, StringComparison.Ordinal);
        Assert.EndsWith("USERNOTICE #agence_orbite :dix minutes", line, StringComparison.Ordinal);
        Assert.Equal("announcement", Text(await _events.EventAsync("channel.chat.notification"), "notice_type"));
        Assert.Equal(1, _platforms.Twitch.Calls.Overruns["announcements"]);
    }

    [Fact]
    public async Task A_warning_a_shield_and_a_moderator_taken_off_the_list_are_told_to_moderators()
    {
        await HearAsync(acts: true);
        foreach (var shield in new[] { "begin", "end" }) await _subscriptions.CreatedAsync(_events, "channel.shield_mode." + shield, _subscriptions.Moderator);

        await _helix.SendAsync(HttpMethod.Post, "moderation/warnings?" + _helix.As, new { data = new { user_id = "901", reason = "restez courtois" } });
        await _helix.SendAsync(HttpMethod.Put, "moderation/shield_mode?" + _helix.As, new { is_active = true });
        var (_, read) = await _helix.SendAsync(HttpMethod.Get, "moderation/shield_mode?" + _helix.As);
        await _helix.SendAsync(HttpMethod.Put, "moderation/shield_mode?" + _helix.As, new { is_active = false });
        _platforms.Fire("moderator-revoked");
        _platforms.Put(new RecordedViewers(_time.GetUtcNow(), "twitch", "agence_orbite", 10));

        Assert.Equal("restez courtois", Text((await _events.EventAsync("channel.moderate")).GetProperty("warn"), "reason"));
        Assert.Equal(EmulatedTwitch.UserId, Text(await _events.EventAsync("channel.shield_mode.begin"), "moderator_user_id"));
        Assert.True(read.GetProperty("data")[0].GetProperty("is_active").GetBoolean());
        await _events.EventAsync("channel.shield_mode.end");
        var act = await _events.EventAsync("channel.moderate");
        Assert.Equal(("unmod", EmulatedTwitch.UserId), (Text(act, "action"), Text(act.GetProperty("unmod"), "user_id")));
        Assert.Equal(403, await _helix.StatusAsync(HttpMethod.Post, "chat/announcements?" + _helix.As, new { message = "x" }));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(204, await _helix.StatusAsync(HttpMethod.Post, "chat/announcements?" + _helix.As, new { message = "x" }));
    }

    [Fact]
    public async Task A_decision_about_what_is_held_lets_it_into_the_chat()
    {
        await HearAsync(acts: false);
        await _subscriptions.CreatedAsync(_events, "automod.message.update", _subscriptions.Moderator, "2");
        _platforms.Fire("held");
        var held = _platforms.Twitch.Room("agence_orbite").Held.Keys.Single();

        var decided = await _helix.StatusAsync(HttpMethod.Post, "moderation/automod/message", new { user_id = EmulatedTwitch.UserId, msg_id = held, action = "ALLOW" });
        var again = await _helix.StatusAsync(HttpMethod.Post, "moderation/automod/message", new { user_id = EmulatedTwitch.UserId, msg_id = held, action = "DENY" });

        Assert.Equal((204, 404), (decided, again));
        var update = await _events.EventAsync("automod.message.update");
        Assert.Equal(("approved", EmulatedTwitch.UserId), (Text(update, "status"), Text(update, "moderator_user_id")));
        Assert.Contains("PRIVMSG", await _irc.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poll_of_the_owner_runs_and_ends()
    {
        var (access, _) = _platforms.Twitch.Tokens.Give(new TokenUser(_platforms.Twitch.ChannelId, "agence_orbite", EmulatedTwitch.UserScopes));
        (_helix.Token, _subscriptions.Token) = (access, access);
        foreach (var poll in new[] { "begin", "progress", "end" }) await _subscriptions.CreatedAsync(_events, "channel.poll." + poll, _subscriptions.Channel);

        var (_, body) = await _helix.SendAsync(HttpMethod.Post, "polls", new { broadcaster_id = _platforms.Twitch.ChannelId, title = "Où ?", choices = new[] { new { title = "Nord" }, new { title = "Sud" } }, duration = 15 });
        var begun = await _events.EventAsync("channel.poll.begin");
        await TellAsync(TimeSpan.FromSeconds(3));
        var progress = await _events.EventAsync("channel.poll.progress");
        await TellAsync(TimeSpan.FromSeconds(15));
        var frame = (await _events.NextAsync())!.Value;
        while (Text(frame.GetProperty("metadata"), "subscription_type") == "channel.poll.progress") frame = (await _events.NextAsync())!.Value;
        var end = RawEventSub.Event(frame);

        Assert.Equal(Text(body.GetProperty("data")[0], "id"), Text(begun, "id"));
        Assert.All(progress.GetProperty("choices").EnumerateArray(), c => Assert.True(c.GetProperty("votes").GetInt32() > 0));
        Assert.Equal("completed", Text(end, "status"));
        Assert.Equal(400, await _helix.StatusAsync(HttpMethod.Patch, "polls", new { broadcaster_id = _platforms.Twitch.ChannelId, id = Text(begun, "id"), status = "TERMINATED" }));

        Task TellAsync(TimeSpan after)
        {
            _time.Advance(after);
            _platforms.Put(new RecordedViewers(_time.GetUtcNow(), "twitch", "agence_orbite", 10));
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Who_is_barred_by_a_call_is_not_heard_from_the_time_line_and_who_the_time_line_barred_can_be_let_in()
    {
        _platforms.Put(new RecordedRemoval(_time.GetUtcNow(), "twitch", "agence_orbite", RemovalScope.Viewer, ViewerId: "905", Reason: "ban"));
        await _helix.BanAsync("901", duration: 60);
        _platforms.Put(Lines.Of(Lines.Twitch("while").Message with { SentAt = _time.GetUtcNow() }));
        _platforms.Put(Lines.Of(Lines.Twitch("after").Message with { SentAt = _time.GetUtcNow().AddSeconds(61) }));
        _platforms.Put(Lines.Of(Lines.Twitch("other", author: new Author("905", "Bo", "bo")).Message with { SentAt = _time.GetUtcNow() }));

        Assert.Equal(["after", "other"], (await _irc.SeenNowAsync()).Where(l => l.Contains("PRIVMSG", StringComparison.Ordinal)).Select(l => l.Split(";id=")[1].Split(';')[0]));
        Assert.Equal(1, _platforms.Twitch.Silenced);
        Assert.Equal(204, await _helix.StatusAsync(HttpMethod.Delete, $"moderation/bans?{_helix.As}&user_id=905"));
    }

    [Fact]
    public async Task What_a_call_removed_or_banned_the_time_lines_own_moderator_finds_done()
    {
        _platforms.Put(Lines.Twitch("m1"));
        _platforms.Put(Lines.Twitch("m2", author: new Author("902", "Bo", "bo")));
        await _helix.SendAsync(HttpMethod.Delete, $"moderation/chat?{_helix.As}&message_id=m1");
        await _helix.BanAsync("902");
        _platforms.Put(new RecordedRemoval(_time.GetUtcNow(), "twitch", "agence_orbite", RemovalScope.Message, MessageId: "m1", By: "orbite_modo"));
        _platforms.Put(new RecordedRemoval(_time.GetUtcNow(), "twitch", "agence_orbite", RemovalScope.Viewer, ViewerId: "902", Reason: "ban", By: "orbite_modo"));

        var seen = await _irc.SeenNowAsync();

        Assert.Single(seen, l => l.Contains("CLEARMSG", StringComparison.Ordinal));
        Assert.Single(seen, l => l.Contains("CLEARCHAT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Chatters_are_counted_for_moderators()
    {
        _platforms.Put(Lines.Twitch("m1"));
        _platforms.Put(Lines.Twitch("m2", author: new Author("902", "Bo", "bo")));

        var (_, body) = await _helix.SendAsync(HttpMethod.Get, $"chat/chatters?{_helix.As}&first=1");

        Assert.Equal((2, 1), (body.GetProperty("total").GetInt32(), body.GetProperty("data").GetArrayLength()));
    }

    [Theory]
    [InlineData("/helix")]
    [InlineData("/mock")]
    public async Task Who_may_not_is_told_why_in_twitchs_order(string layout)
    {
        _helix.Layout = layout;
        var bans = "moderation/bans?";
        Assert.Equal(400, await _helix.StatusAsync(HttpMethod.Post, bans + _helix.As));
        Assert.Equal(400, await _helix.StatusAsync(HttpMethod.Post, $"{bans}moderator_id={EmulatedTwitch.UserId}", new { data = new { user_id = "901" } }));
        Assert.Equal(401, await _helix.StatusAsync(HttpMethod.Post, $"{bans}broadcaster_id={_platforms.Twitch.ChannelId}&moderator_id=7", new { data = new { user_id = "901" } }));
        Assert.Equal(400, (await _helix.BanAsync("901", duration: 0)).Status);
        Assert.Equal(400, (await _helix.BanAsync("901", reason: new string('x', 501))).Status);
        Assert.Equal(422, (await _helix.PostAsync(new string('x', 501))).Status);
        Assert.Equal(400, (await _helix.PostAsync("x", "nobody wrote this")).Status);

        var (few, _) = _platforms.Twitch.Tokens.Give(new TokenUser(EmulatedTwitch.UserId, EmulatedTwitch.UserLogin, ["user:read:chat"]));
        _helix.Token = few;
        var (status, body) = await _helix.BanAsync("901");
        Assert.Equal((401, "Missing scope: moderator:manage:banned_users"), (status, Text(body, "message")));

        var (viewer, _) = _platforms.Twitch.Tokens.Give(new TokenUser("777", "someone", EmulatedTwitch.UserScopes));
        _helix.Token = viewer;
        Assert.Equal(403, await _helix.StatusAsync(HttpMethod.Post, $"{bans}broadcaster_id={_platforms.Twitch.ChannelId}&moderator_id=777", new { data = new { user_id = "901" } }));
        Assert.Empty(_platforms.Twitch.Calls.Barred);
    }

    [Fact]
    public async Task A_first_word_like_a_command_is_cut_off_and_alone_drops_the_whole()
    {
        var (_, cut) = await _helix.PostAsync("/me dances");
        _time.Advance(TimeSpan.FromSeconds(2));
        var (_, dropped) = await _helix.PostAsync(".clear");

        Assert.True(cut.GetProperty("data")[0].GetProperty("is_sent").GetBoolean());
        Assert.Equal("msg_rejected", Text(dropped.GetProperty("data")[0].GetProperty("drop_reason"), "code"));
        Assert.Equal("dances", Assert.Single(_platforms.Twitch.Calls.Posted).Key);
    }

    private async Task HearAsync(bool acts)
    {
        foreach (var type in Heard) await _subscriptions.CreatedAsync(_events, type);
        if (acts) await _subscriptions.CreatedAsync(_events, "channel.moderate", _subscriptions.Moderator, "2");
    }

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}
