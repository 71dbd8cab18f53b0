using LiveConsole.Rehearsal.Tests.Playing;
using LiveConsole.Testing;

namespace LiveConsole.Rehearsal.Tests.Twitch;

public sealed class IrcHandshakeTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private EmulatedPlatforms _platforms = null!;

    public async ValueTask InitializeAsync() => _platforms = await Emulators.StartAsync(_time);

    public ValueTask DisposeAsync() => _platforms.DisposeAsync();

    [Fact]
    public async Task An_anonymous_reader_is_welcomed_and_gets_the_whole_room_state()
    {
        await using var irc = await RawIrc.ConnectAsync(_platforms.Twitch.IrcUri);

        await irc.SayAsync("CAP REQ :twitch.tv/tags twitch.tv/commands twitch.tv/membership", "PASS anything", "NICK justinfan64537", "JOIN #agence_orbite");
        var seen = await irc.UntilAsync("ROOMSTATE #agence_orbite");

        Assert.Equal(":tmi.twitch.tv CAP * ACK :twitch.tv/tags twitch.tv/commands twitch.tv/membership", seen[0]);
        Assert.Equal(["001", "002", "003", "004", "375", "372", "376"], seen.Skip(1).Take(7).Select(l => l.Split(' ')[1]));
        Assert.Equal(":justinfan64537!justinfan64537@justinfan64537.tmi.twitch.tv JOIN #agence_orbite", seen[8]);
        Assert.Equal($"@emote-only=0;followers-only=-1;r9k=0;room-id={_platforms.Twitch.ChannelId};slow=0;subs-only=0 :tmi.twitch.tv ROOMSTATE #agence_orbite", seen[^1]);
        Assert.DoesNotContain(seen, l => l.Contains("GLOBALUSERSTATE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_lines_come_in_one_frame()
    {
        await using var irc = await RawIrc.ConnectAsync(_platforms.Twitch.IrcUri);

        await irc.SayAsync("NICK justinfan1");
        await irc.UntilAsync(":>");

        Assert.Equal(1, irc.Frames);
    }

    [Fact]
    public async Task The_sub_protocol_a_public_client_asks_for_is_confirmed()
    {
        await using var irc = await RawIrc.ConnectAsync(_platforms.Twitch.IrcUri, "irc");

        Assert.Equal("irc", irc.SubProtocol);
    }

    [Fact]
    public async Task An_unknown_capability_is_refused()
    {
        await using var irc = await RawIrc.ConnectAsync(_platforms.Twitch.IrcUri);

        await irc.SayAsync("CAP REQ :twitch.tv/tags twitch.tv/telepathy");

        Assert.Equal(":tmi.twitch.tv CAP * NAK :twitch.tv/tags twitch.tv/telepathy", await irc.NextAsync());
    }

    [Theory]
    [InlineData("PASS oauth:wrong", "Login authentication failed")]
    [InlineData("PASS wrong", "Improperly formatted auth")]
    [InlineData("PING :no-pass", "Improperly formatted auth")]
    public async Task A_wrong_login_is_told_and_then_closed(string pass, string words)
    {
        await using var irc = await RawIrc.ConnectAsync(_platforms.Twitch.IrcUri);

        await irc.SayAsync(pass, "NICK somebody");
        var seen = await irc.UntilAsync("never");

        Assert.Equal($":tmi.twitch.tv NOTICE * :{words}", seen[^1]);
    }

    [Fact]
    public async Task A_room_that_does_not_exist_is_answered_by_silence()
    {
        await using var irc = await RawIrc.JoinedAsync(_platforms);

        await irc.SayAsync("JOIN #nosuchroom");

        Assert.Empty(await irc.SeenNowAsync());
    }

    [Fact]
    public async Task Joins_over_twenty_in_ten_seconds_are_ignored()
    {
        for (var i = 0; i < 25; i++) _platforms.Twitch.OpenRoom($"room{i}");
        await using var irc = await RawIrc.ConnectAsync(_platforms.Twitch.IrcUri);
        await irc.SayAsync("NICK justinfan1");

        await irc.SayAsync("JOIN " + string.Join(',', Enumerable.Range(0, 25).Select(i => $"#room{i}")));
        var first = await irc.SeenNowAsync();
        _time.Advance(TimeSpan.FromSeconds(10));
        await irc.SayAsync("JOIN #room24");

        Assert.Equal(20, first.Count(l => l.Contains(" 366 ", StringComparison.Ordinal)));
        Assert.Contains(await irc.SeenNowAsync(), l => l.Contains("JOIN #room24", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_server_pings_every_five_minutes()
    {
        await using var irc = await RawIrc.JoinedAsync(_platforms);

        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal("PING :tmi.twitch.tv", await irc.NextAsync());
    }

    [Fact]
    public async Task A_clients_ping_is_answered_with_its_own_words()
    {
        await using var irc = await RawIrc.ConnectAsync(_platforms.Twitch.IrcUri);

        await irc.SayAsync("PING :are you there");

        Assert.Equal(":tmi.twitch.tv PONG tmi.twitch.tv :are you there", await irc.NextAsync());
    }

    [Fact]
    public async Task Reconnect_is_said_first_and_the_socket_closed_a_while_later()
    {
        await using var irc = await RawIrc.JoinedAsync(_platforms);

        _platforms.Fire("twitch-reconnect");
        Assert.Equal(":tmi.twitch.tv RECONNECT", await irc.NextAsync());
        _platforms.Put(Lines.Twitch("still"));
        Assert.Contains("PRIVMSG", await irc.NextAsync(), StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromSeconds(15));

        Assert.Null(await irc.NextAsync());
    }

    [Fact]
    public async Task A_half_open_connection_neither_sends_nor_answers()
    {
        await using var irc = await RawIrc.JoinedAsync(_platforms);

        _platforms.Fire("half-open");
        await irc.SayAsync("PING :dead");
        _platforms.Put(Lines.Twitch("lost"));
        await using var fresh = await RawIrc.JoinedAsync(_platforms);
        _platforms.Put(Lines.Twitch("read"));

        Assert.Contains("id=read;", Assert.Single(await fresh.SeenNowAsync()), StringComparison.Ordinal);
        Assert.Equal(["read"], _platforms.Twitch.DeliveredIds);
    }

    [Fact]
    public async Task A_cut_connection_ends_without_a_goodbye()
    {
        await using var irc = await RawIrc.JoinedAsync(_platforms);

        _platforms.Fire("irc-cut");

        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(irc.NextAsync);
    }
}
