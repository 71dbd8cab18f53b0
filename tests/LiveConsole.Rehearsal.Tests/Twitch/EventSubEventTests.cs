using System.Text.Json;
using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Playing;
using LiveConsole.Rehearsal.Tests.Playing;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Testing;

namespace LiveConsole.Rehearsal.Tests.Twitch;

public sealed class EventSubEventTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private EmulatedPlatforms _platforms = null!;
    private RawSubscriptions _subscriptions = null!;
    private RawEventSub _client = null!;

    public async ValueTask InitializeAsync()
    {
        _platforms = await Emulators.StartAsync(_time, new EmulatorOptions { RememberIds = true, TwitchTransportLag = TimeSpan.Zero });
        _subscriptions = new RawSubscriptions(_platforms);
        _client = await RawEventSub.WelcomedAsync(_platforms);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        _subscriptions.Dispose();
        await _platforms.DisposeAsync();
    }

    [Fact]
    public async Task A_message_has_all_members_of_the_documentation_and_its_fragments_joined_are_its_text()
    {
        await SubscribeAsync("channel.chat.message");
        var author = new Author("901", "Ayşe", "ayse", ["moderator", "subscriber"], "#FF7F50");
        var message = Lines.Twitch("m1", "@Bo Cheer100 see https://a.example Kappa", author: author).Message with
        {
            Bits = 100,
            Parts = [new(PartType.Mention, "@Bo", "902"), new(PartType.Text, " "), new(PartType.Cheermote, "Cheer100"), new(PartType.Text, " see "),
                new(PartType.Link, "https://a.example"), new(PartType.Text, " "), new(PartType.Emote, "Kappa", "25")],
        };

        _platforms.Put(Lines.Of(message));
        var frame = (await _client.NextAsync())!.Value;
        var told = RawEventSub.Event(frame);

        string[] members =
        [
            "badges", "broadcaster_user_id", "broadcaster_user_login", "broadcaster_user_name", "channel_points_animation_id", "channel_points_custom_reward_id", "chatter_user_id",
            "chatter_user_login", "chatter_user_name", "cheer", "color", "is_source_only", "message", "message_id", "message_type", "reply", "source_badges", "source_broadcaster_user_id",
            "source_broadcaster_user_login", "source_broadcaster_user_name", "source_message_id",
        ];
        Assert.Equal(members, told.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal));
        Assert.Equal("2026-03-14T20:00:00.000000000Z", frame.GetProperty("metadata").GetProperty("message_timestamp").GetString());
        Assert.Equal(("m1", "901", "ayse", "Ayşe", "#FF7F50"), (Text(told, "message_id"), Text(told, "chatter_user_id"), Text(told, "chatter_user_login"), Text(told, "chatter_user_name"), Text(told, "color")));
        Assert.Equal(["moderator/1/", "subscriber/3/4", "bits/1/"], told.GetProperty("badges").EnumerateArray().Select(b => $"{Text(b, "set_id")}/{Text(b, "id")}/{Text(b, "info")}"));
        Assert.Equal(100, told.GetProperty("cheer").GetProperty("bits").GetInt32());
        var fragments = told.GetProperty("message").GetProperty("fragments").EnumerateArray().ToList();
        Assert.Equal(["mention:@Bo", "text: ", "cheermote:Cheer100", "text: see https://a.example ", "emote:Kappa"], fragments.Select(f => $"{Text(f, "type")}:{Text(f, "text")}"));
        Assert.Equal(message.Text, string.Concat(fragments.Select(f => Text(f, "text"))));
        Assert.Equal("""{"prefix":"cheer","bits":100,"tier":100}""", fragments[2].GetProperty("cheermote").GetRawText());
        Assert.Equal("""{"user_id":"902","user_login":"bo","user_name":"Bo"}""", fragments[0].GetProperty("mention").GetRawText());
        Assert.Equal("25", Text(fragments[4].GetProperty("emote"), "id"));
    }

    [Fact]
    public async Task Me_keeps_its_marks_in_the_text_and_not_in_the_fragments_and_a_raw_emote_tag_is_cut_by_code_points()
    {
        await SubscribeAsync("channel.chat.message");

        _platforms.Put(new RecordedMessage(Lines.Twitch("m1", "😀 Kappa Kappa", kind: MessageKind.Action).Message, "25:2-6,8-12/9:30-34/7:4-2"));
        var message = (await _client.EventAsync("channel.chat.message")).GetProperty("message");

        Assert.Equal("\u0001ACTION 😀 Kappa Kappa\u0001", Text(message, "text"));
        Assert.Equal(["text:😀 ", "emote:Kappa", "text: ", "emote:Kappa"], message.GetProperty("fragments").EnumerateArray().Select(f => $"{Text(f, "type")}:{Text(f, "text")}"));
    }

    [Fact]
    public async Task A_reply_names_its_parent()
    {
        await SubscribeAsync("channel.chat.message");
        _platforms.Put(Lines.Twitch("parent", "hi; there"));
        await _client.NextAsync();

        _platforms.Put(Lines.Of(Lines.Twitch("child", "yes").Message with { ReplyTo = new ReplyTo("parent") }));
        var reply = (await _client.EventAsync("channel.chat.message")).GetProperty("reply");

        Assert.Equal(("parent", "hi; there", "901", "ayse", "Ayşe", "parent"),
            (Text(reply, "parent_message_id"), Text(reply, "parent_message_body"), Text(reply, "parent_user_id"), Text(reply, "parent_user_login"), Text(reply, "parent_user_name"), Text(reply, "thread_message_id")));
    }

    [Fact]
    public async Task In_a_shared_chat_only_what_comes_from_elsewhere_names_its_source()
    {
        await SubscribeAsync("channel.chat.message");
        var partner = TwitchNames.RoomId("les_passeurs_de_ciel");

        _platforms.Put(Lines.Of(Lines.Twitch("theirs").Message with { SharedFrom = new SharedFrom(partner, "les_passeurs_de_ciel"), Copies = ["copy"] }));
        _platforms.Put(Lines.Of(Lines.Twitch("ours").Message with { SharedFrom = new SharedFrom(_platforms.Twitch.ChannelId, "agence_orbite") }));
        var theirs = await _client.EventAsync("channel.chat.message");
        var ours = await _client.EventAsync("channel.chat.message");

        Assert.Equal(("copy", "theirs", partner, "les_passeurs_de_ciel"), (Text(theirs, "message_id"), Text(theirs, "source_message_id"), Text(theirs, "source_broadcaster_user_id"), Text(theirs, "source_broadcaster_user_login")));
        Assert.Equal(JsonValueKind.False, theirs.GetProperty("is_source_only").ValueKind);
        Assert.Equal(("ours", JsonValueKind.Null, JsonValueKind.Null), (Text(ours, "message_id"), ours.GetProperty("source_message_id").ValueKind, ours.GetProperty("source_broadcaster_user_id").ValueKind));
        await Emulators.UntilAsync(() => _platforms.Twitch.DeliveredIds.Count >= 2);
        Assert.Equal(["ours", "theirs"], _platforms.Twitch.DeliveredIds.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(MessageKind.Member, "", "sub", "sub_tier")]
    [InlineData(MessageKind.Member, "four months!", "resub", "cumulative_months")]
    [InlineData(MessageKind.Gift, "Ayşe is gifting 50 Tier 1 Subs!", "community_sub_gift", "total")]
    [InlineData(MessageKind.Gift, "Ayşe gifted a sub", "sub_gift", "recipient_user_id")]
    [InlineData(MessageKind.Raid, "640 raiders from Ayşe have joined!", "raid", "viewer_count")]
    [InlineData(MessageKind.Announcement, "The landing is at ten", "announcement", "color")]
    [InlineData(MessageKind.Notice, "Ayşe watched 3 consecutive streams", "watch_streak", "streak_count")]
    public async Task Notices_come_with_the_object_of_their_type_and_all_others_null(MessageKind kind, string text, string type, string member)
    {
        await SubscribeAsync("channel.chat.notification");

        _platforms.Put(Lines.Twitch("n1", text, kind: kind));
        var told = await _client.EventAsync("channel.chat.notification");

        Assert.Equal((type, "n1"), (Text(told, "notice_type"), Text(told, "message_id")));
        Assert.True(told.GetProperty(type).TryGetProperty(member, out _));
        Assert.Single(new[] { "sub", "resub", "sub_gift", "community_sub_gift", "raid", "announcement", "watch_streak", "shared_chat_raid" }, n => told.GetProperty(n).ValueKind == JsonValueKind.Object);
        Assert.Equal(kind is MessageKind.Member or MessageKind.Announcement ? text : "", Text(told.GetProperty("message"), "text"));
    }

    [Fact]
    public async Task A_raid_is_also_told_to_who_watches_the_raided_channel()
    {
        await SubscribeAsync("channel.raid", new() { ["to_broadcaster_user_id"] = _platforms.Twitch.ChannelId });

        _platforms.Put(Lines.Twitch("r1", "640 raiders from Ayşe have joined!", kind: MessageKind.Raid));
        var told = await _client.EventAsync("channel.raid");

        Assert.Equal($$"""{"from_broadcaster_user_id":"901","from_broadcaster_user_login":"ayse","from_broadcaster_user_name":"Ayşe","to_broadcaster_user_id":"{{_platforms.Twitch.ChannelId}}","to_broadcaster_user_login":"agence_orbite","to_broadcaster_user_name":"agence_orbite","viewers":640}""", told.GetRawText());
    }

    [Fact]
    public async Task Removals_come_as_their_events_and_with_the_moderator_when_it_is_known()
    {
        await SubscribeAsync("channel.chat.message_delete");
        await SubscribeAsync("channel.chat.clear_user_messages");
        await SubscribeAsync("channel.chat.clear");
        await SubscribeAsync("channel.moderate", _subscriptions.Moderator, "2");
        _platforms.Put(Lines.Twitch("m1", "bad words"));

        _platforms.Put(new RecordedRemoval(Lines.Start, "twitch", "agence_orbite", RemovalScope.Message, "m1", By: "orbite_modo"));
        var deleted = await _client.EventAsync("channel.chat.message_delete");
        var delete = await _client.EventAsync("channel.moderate");
        _platforms.Put(new RecordedRemoval(Lines.Start, "twitch", "agence_orbite", RemovalScope.Viewer, ViewerId: "901", Reason: "timeout", Seconds: 60, By: "orbite_modo"));
        var cleared = await _client.EventAsync("channel.chat.clear_user_messages");
        var timeout = await _client.EventAsync("channel.moderate");
        _platforms.Put(new RecordedRemoval(Lines.Start, "twitch", "agence_orbite", RemovalScope.Viewer, ViewerId: "901", Reason: "ban", By: EmulatedTwitch.UserLogin));
        await _client.EventAsync("channel.chat.clear_user_messages");
        var ban = await _client.EventAsync("channel.moderate");
        _platforms.Put(new RecordedRemoval(Lines.Start, "twitch", "agence_orbite", RemovalScope.Viewer, ViewerId: "901", Reason: "ban"));
        await _client.EventAsync("channel.chat.clear_user_messages");
        _platforms.Put(new RecordedRemoval(Lines.Start, "twitch", "agence_orbite", RemovalScope.Channel));
        var clear = await _client.EventAsync("channel.chat.clear");

        Assert.Equal(("m1", "901", "ayse"), (Text(deleted, "message_id"), Text(deleted, "target_user_id"), Text(deleted, "target_user_login")));
        Assert.Equal(("delete", "orbite_modo", "m1", "bad words"), (Text(delete, "action"), Text(delete, "moderator_user_login"), Text(delete.GetProperty("delete"), "message_id"), Text(delete.GetProperty("delete"), "message_body")));
        Assert.Equal("901", Text(cleared, "target_user_id"));
        Assert.Equal(("timeout", "2026-03-14T20:01:00.000000000Z"), (Text(timeout, "action"), Text(timeout.GetProperty("timeout"), "expires_at")));
        Assert.Equal(("ban", EmulatedTwitch.UserId, JsonValueKind.Null), (Text(ban, "action"), Text(ban, "moderator_user_id"), ban.GetProperty("timeout").ValueKind));
        Assert.Equal(["broadcaster_user_id", "broadcaster_user_login", "broadcaster_user_name"], clear.EnumerateObject().Select(m => m.Name));
    }

    [Fact]
    public async Task The_stream_goes_online_with_its_first_viewers_and_offline_at_the_end()
    {
        await SubscribeAsync("stream.online", _subscriptions.Channel);
        await SubscribeAsync("stream.offline", _subscriptions.Channel);

        _platforms.Put(new RecordedViewers(Lines.Start, "twitch", "agence_orbite", 10));
        _platforms.Put(new RecordedViewers(Lines.Start, "twitch", "agence_orbite", 12));
        var online = await _client.EventAsync("stream.online");
        _platforms.Fire("end");
        _platforms.Put(new RecordedViewers(Lines.Start, "twitch", "agence_orbite", 12));
        var offline = await _client.EventAsync("stream.offline");

        Assert.Equal(("live", _platforms.Twitch.ChannelId), (Text(online, "type"), Text(online, "broadcaster_user_id")));
        Assert.Equal(_platforms.Twitch.ChannelId, Text(offline, "broadcaster_user_id"));
    }

    [Fact]
    public async Task A_message_on_both_transports_counts_once_and_a_reader_by_eventsub_alone_misses_none()
    {
        await SubscribeAsync("channel.chat.message");
        _platforms.Put(Lines.Twitch("m1"));
        await _client.NextAsync();
        await using var irc = await RawIrc.JoinedAsync(_platforms);
        _platforms.Put(Lines.Twitch("m2"));
        await _client.NextAsync();
        await irc.NextAsync();

        await irc.SeenNowAsync();
        await Emulators.UntilAsync(() => _platforms.Twitch.DeliveredIds.Count >= 2);
        Assert.Equal(["m1", "m2"], _platforms.Twitch.DeliveredIds.Order(StringComparer.Ordinal));
        Assert.Equal((2, 0), (_platforms.Twitch.Delivered, _platforms.Twitch.Missed));
    }

    [Fact]
    public async Task The_transports_bring_the_same_up_to_200_ms_apart_now_one_first_now_the_other_each_in_its_order()
    {
        await using var platforms = await Emulators.StartLiveAsync(new EmulatorOptions { Seed = 1 });
        using var subscriptions = new RawSubscriptions(platforms);
        await using var client = await RawEventSub.WelcomedAsync(platforms);
        await subscriptions.CreatedAsync(client, "channel.chat.message");
        await using var irc = await RawIrc.JoinedAsync(platforms);
        var time = TimeProvider.System;
        var playing = platforms.PlayAsync(Enumerable.Range(0, 400).Select(i => Lines.Twitch($"m{i}", at: i * 0.0125)), new PlayOptions(), TestContext.Current.CancellationToken);

        var byIrc = ReadAsync(async () => RawIrc.Tags((await irc.NextAsync())!)["id"]);
        var byEventSub = ReadAsync(async () => Text(await client.EventAsync("channel.chat.message"), "message_id"));
        await playing;
        var (lines, events) = (await byIrc, await byEventSub);

        Assert.Equal(Enumerable.Range(0, 400).Select(i => $"m{i}"), lines.Select(l => l.Id));
        Assert.Equal(lines.Select(l => l.Id), events.Select(e => e.Id));
        var apart = lines.Zip(events, (l, e) => time.GetElapsedTime(l.At, e.At).TotalMilliseconds).ToList();
        Assert.Contains(apart, ms => ms > 4);
        Assert.Contains(apart, ms => ms < -4);
        await Emulators.UntilAsync(() => platforms.Twitch.Delivered >= 400);
        Assert.Equal(400, platforms.Twitch.Delivered);

        async Task<List<(string Id, long At)>> ReadAsync(Func<Task<string>> next)
        {
            List<(string, long)> seen = [];
            while (seen.Count < 400) seen.Add((await next(), time.GetTimestamp()));
            return seen;
        }
    }

    private Task<string> SubscribeAsync(string type, Dictionary<string, string>? condition = null, string version = "1") => _subscriptions.CreatedAsync(_client, type, condition, version);

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
