using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Tests.Playing;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Testing;

namespace LiveConsole.Rehearsal.Tests.Twitch;

public sealed class IrcChatTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private EmulatedPlatforms _platforms = null!;

    public async ValueTask InitializeAsync() => _platforms = await Emulators.StartAsync(_time);

    public ValueTask DisposeAsync() => _platforms.DisposeAsync();

    [Fact]
    public async Task A_message_carries_all_tags_of_the_documentation()
    {
        await using var irc = await RawIrc.JoinedAsync(_platforms);
        var author = new Author("901", "Ayşe; the\\great ", "ayse", ["moderator", "subscriber"], "#FF7F50");

        _platforms.Put(Lines.Of(Lines.Twitch("m1", "hi", author: author).Message with { First = true, Bits = 100 }));
        var line = (await irc.NextAsync())!;

        var tags = RawIrc.Tags(line);
        Assert.Equal(["badge-info", "badges", "bits", "color", "display-name", "emotes", "first-msg", "flags", "id", "mod", "returning-chatter", "room-id", "subscriber", "tmi-sent-ts", "turbo", "user-id", "user-type"], tags.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("moderator/1,subscriber/3,bits/1", tags["badges"]);
        Assert.Equal(@"Ayşe\:\sthe\\great\s", tags["display-name"]);
        Assert.Equal(Lines.Start.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture), tags["tmi-sent-ts"]);
        Assert.Equal(("1", "1", "901", "mod", "100", "#FF7F50"), (tags["mod"], tags["first-msg"], tags["user-id"], tags["user-type"], tags["bits"], tags["color"]));
        Assert.EndsWith(" :ayse!ayse@ayse.tmi.twitch.tv PRIVMSG #agence_orbite :hi", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("  leading and trailing  ")]
    [InlineData(":colon first")]
    [InlineData("\u0001ACTION waves\u0001")]
    [InlineData("tab\tbell\u0007 zero\u200Bwidth 👩‍🚀 مبروك")]
    public async Task A_text_arrives_byte_for_byte(string text)
    {
        await using var irc = await RawIrc.JoinedAsync(_platforms);

        _platforms.Put(Lines.Twitch("m1", text));

        Assert.Equal(text, RawIrc.Trailing((await irc.NextAsync())!));
    }

    [Fact]
    public async Task Me_is_wrapped_and_its_emotes_count_from_its_first_word()
    {
        await using var irc = await RawIrc.JoinedAsync(_platforms);
        var message = Lines.Twitch("m1", "😀 Kappa Kappa", kind: MessageKind.Action).Message with
        {
            Parts = [new(PartType.Text, "😀 "), new(PartType.Emote, "Kappa", "25"), new(PartType.Text, " "), new(PartType.Emote, "Kappa", "25")],
        };

        _platforms.Put(Lines.Of(message));
        var line = (await irc.NextAsync())!;

        Assert.Equal("\u0001ACTION 😀 Kappa Kappa\u0001", RawIrc.Trailing(line));
        Assert.Equal("25:2-6,8-12", RawIrc.Tags(line)["emotes"]);
    }

    [Fact]
    public async Task A_reply_names_its_parent()
    {
        await using var irc = await RawIrc.JoinedAsync(_platforms);
        _platforms.Put(Lines.Twitch("parent", "hi; there"));
        await irc.NextAsync();

        _platforms.Put(Lines.Of(Lines.Twitch("child", "@ayse hello").Message with { ReplyTo = new ReplyTo("parent") }));
        var tags = RawIrc.Tags((await irc.NextAsync())!);

        Assert.Equal(("parent", "ayse", "901", @"hi\:\sthere"), (tags["reply-parent-msg-id"], tags["reply-parent-user-login"], tags["reply-parent-user-id"], tags["reply-parent-msg-body"]));
    }

    [Fact]
    public async Task A_shared_message_comes_once_for_each_local_id_and_names_its_origin()
    {
        await using var irc = await RawIrc.JoinedAsync(_platforms);
        var shared = Lines.Twitch("origin", "from next door").Message with { SharedFrom = new SharedFrom("888"), Copies = ["local-1", "local-2"] };

        _platforms.Put(Lines.Of(shared));
        var copies = new[] { RawIrc.Tags((await irc.NextAsync())!), RawIrc.Tags((await irc.NextAsync())!) };

        await irc.SeenNowAsync();
        Assert.Equal(["local-1", "local-2"], copies.Select(t => t["id"]));
        Assert.All(copies, t => Assert.Equal(("origin", "888"), (t["source-id"], t["source-room-id"])));
        Assert.Equal(["origin"], _platforms.Twitch.DeliveredIds);
    }

    [Fact]
    public async Task Removals_come_as_the_documentation_tells_them()
    {
        await using var irc = await RawIrc.JoinedAsync(_platforms);
        _platforms.Put(Lines.Twitch("m1", "bad words"));
        await irc.NextAsync();
        var at = Lines.Start.ToUnixTimeMilliseconds();
        var room = _platforms.Twitch.ChannelId;
        var whole = new RecordedRemoval(Lines.Start, "twitch", "agence_orbite", RemovalScope.Channel);

        _platforms.Put(whole with { Scope = RemovalScope.Message, MessageId = "m1" });
        _platforms.Put(whole with { Scope = RemovalScope.Viewer, ViewerId = "901", Seconds = 600 });
        _platforms.Put(whole with { Scope = RemovalScope.Viewer, ViewerId = "901", Reason = "ban" });
        _platforms.Put(whole);

        Assert.Equal($"@login=ayse;room-id=;target-msg-id=m1;tmi-sent-ts={at} :tmi.twitch.tv CLEARMSG #agence_orbite :bad words", await irc.NextAsync());
        Assert.Equal($"@ban-duration=600;room-id={room};target-user-id=901;tmi-sent-ts={at} :tmi.twitch.tv CLEARCHAT #agence_orbite :ayse", await irc.NextAsync());
        Assert.Equal($"@room-id={room};target-user-id=901;tmi-sent-ts={at} :tmi.twitch.tv CLEARCHAT #agence_orbite :ayse", await irc.NextAsync());
        Assert.Equal($"@room-id={room};tmi-sent-ts={at} :tmi.twitch.tv CLEARCHAT #agence_orbite", await irc.NextAsync());
    }

    [Theory]
    [InlineData(MessageKind.Member, "six months already", "resub", " USERNOTICE #agence_orbite :six months already")]
    [InlineData(MessageKind.Member, "", "sub", " USERNOTICE #agence_orbite")]
    [InlineData(MessageKind.Raid, "640 raiders from Bo have joined!", "raid", " USERNOTICE #agence_orbite")]
    [InlineData(MessageKind.Gift, "Bo is gifting 50 subs", "submysterygift", " USERNOTICE #agence_orbite")]
    [InlineData(MessageKind.Announcement, "we start at 19:12", "announcement", " USERNOTICE #agence_orbite :we start at 19:12")]
    public async Task Subscriptions_gifts_raids_and_announcements_are_user_notices(MessageKind kind, string text, string id, string end)
    {
        await using var irc = await RawIrc.JoinedAsync(_platforms);

        _platforms.Put(Lines.Twitch("m1", text, kind: kind));
        var line = (await irc.NextAsync())!;

        Assert.Equal(("m1", id, "ayse"), (RawIrc.Tags(line)["id"], RawIrc.Tags(line)["msg-id"], RawIrc.Tags(line)["login"]));
        Assert.EndsWith(" :tmi.twitch.tv" + end, line, StringComparison.Ordinal);
        if (kind == MessageKind.Raid) Assert.Equal("640", RawIrc.Tags(line)["msg-param-viewerCount"]);
        if (kind == MessageKind.Gift) Assert.Equal("50", RawIrc.Tags(line)["msg-param-mass-gift-count"]);
    }

    [Fact]
    public async Task Who_asked_for_no_capability_gets_bare_messages_and_nothing_else()
    {
        await using var irc = await RawIrc.JoinedAsync(_platforms, capabilities: "");

        _platforms.Put(new RecordedRemoval(Lines.Start, "twitch", "", RemovalScope.Channel));
        _platforms.Put(Lines.Twitch("m1", "plain"));

        Assert.Equal(":ayse!ayse@ayse.tmi.twitch.tv PRIVMSG #agence_orbite :plain", await irc.NextAsync());
    }

    [Fact]
    public async Task A_writer_gets_its_user_state_and_no_echo_while_others_read_it()
    {
        await using var reader = await RawIrc.JoinedAsync(_platforms);
        await using var writer = await RawIrc.ConnectAsync(_platforms.Twitch.IrcUri);
        await writer.SayAsync("CAP REQ :twitch.tv/tags twitch.tv/commands", $"PASS oauth:{EmulatedTwitch.UserToken}", "NICK whoever", "JOIN #agence_orbite");
        await writer.UntilAsync("ROOMSTATE #agence_orbite");

        await writer.SayAsync("PRIVMSG #agence_orbite :hello all", "PRIVMSG #agence_orbite :too soon", $"PRIVMSG #agence_orbite :{new string('x', 501)}");
        var own = await writer.SeenNowAsync();
        var read = (await reader.NextAsync())!;

        Assert.Equal(RawIrc.Tags(read)["id"], RawIrc.Tags(Assert.Single(own))["id"]);
        Assert.Contains("USERSTATE", own[0], StringComparison.Ordinal);
        Assert.Equal("hello all", RawIrc.Trailing(read));
        Assert.Empty(await reader.SeenNowAsync());
    }

    [Fact]
    public async Task What_the_wire_cannot_carry_is_named_with_its_reason_and_not_sent()
    {
        await using var irc = await RawIrc.JoinedAsync(_platforms);

        _platforms.Put(Lines.Twitch("lines", "two\r\nlines"));
        _platforms.Put(Lines.Twitch("empty", ""));
        _platforms.Put(Lines.Twitch("long", new string('x', 501)));
        _platforms.Put(Lines.Twitch("lone", "lone \uD83D surrogate"));
        _platforms.Put(Lines.Twitch("just", string.Concat(Enumerable.Repeat("😀", 500))));

        Assert.Contains("id=just;", await irc.NextAsync(), StringComparison.Ordinal);
        Assert.Equal(["lines", "empty", "long", "lone"], _platforms.NotSendable.Select(u => u.Id));
        Assert.All(_platforms.NotSendable, u => Assert.NotEmpty(u.Reason));
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_closed_and_counted()
    {
        await using var platforms = await Emulators.StartAsync(_time, new EmulatorOptions { TwitchQueueBytes = 200_000 });
        await using var irc = await RawIrc.JoinedAsync(platforms);

        // More than the system's own socket buffers hold.
        for (var i = 0; i < 60_000 && platforms.Twitch.SlowClientsClosed == 0; i++) platforms.Put(Lines.Twitch($"m{i}", new string('x', 500)));

        Assert.Equal(1, platforms.Twitch.SlowClientsClosed);
    }

    [Fact]
    public async Task A_duplicate_burst_sends_everything_twice()
    {
        await using var irc = await RawIrc.JoinedAsync(_platforms);

        _platforms.Fire("duplicate-burst");
        _platforms.Put(Lines.Twitch("m1"));

        Assert.Equal(await irc.NextAsync(), await irc.NextAsync());
    }

    [Fact]
    public async Task Out_of_order_swaps_neighbours_and_sends_some_five_minutes_late()
    {
        await using var irc = await RawIrc.JoinedAsync(_platforms);
        _platforms.Fire("out-of-order");

        for (var i = 1; i <= 11; i++) _platforms.Put(Lines.Twitch($"m{i}"));
        var soon = (await irc.SeenNowAsync()).Select(l => RawIrc.Tags(l)["id"]).ToList();
        _time.Advance(TimeSpan.FromMinutes(5));
        _platforms.Put(Lines.Twitch("last"));
        var late = (await irc.SeenNowAsync()).Where(l => l[0] == '@').Select(l => RawIrc.Tags(l)["id"]).ToList();

        Assert.Equal("m2", soon[0]);
        Assert.Equal("m1", soon[1]);
        Assert.DoesNotContain("m10", soon);
        Assert.Contains("m10", late);
    }

    [Fact]
    public async Task Above_forty_a_second_messages_come_in_clumps_of_three_seconds()
    {
        await using var platforms = await Emulators.StartAsync(_time, new EmulatorOptions { TwitchClumps = true });
        await using var irc = await RawIrc.JoinedAsync(platforms);
        for (var i = 0; i < 200; i++) platforms.Put(Lines.Twitch($"m{i}"));
        var fast = await irc.SeenNowAsync();

        platforms.Put(Lines.Twitch("held"));
        var held = await irc.SeenNowAsync();
        _time.Advance(TimeSpan.FromSeconds(3));
        platforms.Put(Lines.Twitch("after"));
        var clump = await irc.SeenNowAsync();

        Assert.NotEmpty(fast);
        Assert.Empty(held);
        Assert.Contains(clump, l => l.Contains("id=held;", StringComparison.Ordinal));
    }
}
