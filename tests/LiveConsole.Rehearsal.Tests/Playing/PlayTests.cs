using System.Text.Json;
using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Playing;
using LiveConsole.Rehearsal.Tests.Twitch;
using LiveConsole.Rehearsal.Tests.YouTube;
using LiveConsole.Testing;

namespace LiveConsole.Rehearsal.Tests.Playing;

public sealed class PlayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lines_go_out_when_their_time_comes_at_the_speed_asked_for()
    {
        var time = new FakeTime();
        await using var platforms = await Emulators.StartAsync(time);
        await using var irc = await RawIrc.JoinedAsync(platforms);

        _ = platforms.PlayAsync([Lines.Twitch("now"), Lines.Twitch("later", at: 100)], new PlayOptions { Speed = 10 }, Ct);
        await StepAsync(time, 1);
        var first = await irc.SeenNowAsync();
        await StepAsync(time, 490);
        var early = await irc.SeenNowAsync();
        await StepAsync(time, 12);
        var last = await irc.SeenNowAsync();

        Assert.Contains("id=now;", Assert.Single(first), StringComparison.Ordinal);
        Assert.Empty(early);
        Assert.Contains("id=later;", Assert.Single(last), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chat_that_is_played_ten_times_as_fast_comes_in_no_clumps_for_that()
    {
        var time = new FakeTime();
        await using var platforms = await Emulators.StartAsync(time, new EmulatorOptions { TwitchClumps = true });
        await using var irc = await RawIrc.JoinedAsync(platforms);

        _ = platforms.PlayAsync([Lines.Twitch("first"), .. Enumerable.Range(0, 200).Select(i => Lines.Twitch($"m{i}", at: 6)), Lines.Twitch("later", at: 1_000)], new PlayOptions { Speed = 10 }, Ct);
        await StepAsync(time, 1);
        await irc.SeenNowAsync();
        await StepAsync(time, 40);

        Assert.Equal(200, (await irc.SeenNowAsync()).Count);
    }

    [Fact]
    public async Task What_lies_before_the_starting_place_is_history_on_youtube_and_never_sent_on_twitch()
    {
        await using var platforms = await Emulators.StartLiveAsync();
        await using var irc = await RawIrc.JoinedAsync(platforms);
        using var youtube = new RawYouTube(platforms);
        RecordingLine[] night = [Lines.Twitch("t0"), Lines.YouTube("y0"), new RecordedViewers(Lines.Start, "youtube", "", 900), Lines.Twitch("t1", at: 60), Lines.YouTube("y1", at: 60)];

        var playing = platforms.PlayAsync(night, new PlayOptions { StartAt = Lines.Start.AddSeconds(60) }, Ct);
        await playing.WaitAsync(Cap.Signal, Ct);

        Assert.Equal(["t1"], (await irc.SeenNowAsync()).Select(l => RawIrc.Tags(l)["id"]));
        Assert.Equal(["y0", "y1"], RawStream.Ids((await youtube.ListAsync()).Body));
        Assert.Equal("900", (await youtube.VideoAsync()).GetProperty("liveStreamingDetails").GetProperty("concurrentViewers").GetString());
    }

    [Fact]
    public async Task The_clock_waits_for_the_readers_it_was_told_of_and_for_the_history()
    {
        await using var platforms = await Emulators.StartLiveAsync(new EmulatorOptions { WaitsForPlay = true });
        using var youtube = new RawYouTube(platforms);
        var early = youtube.StreamAsync();
        var options = new PlayOptions { Speed = 1e9, StartAt = Lines.Start.AddSeconds(5), WaitsFor = [new("twitch", "agence_orbite"), new("youtube", platforms.YouTube.Video)] };

        var playing = platforms.PlayAsync([Lines.YouTube("y0"), .. Lines.ManyYouTube(10, 300), Lines.Twitch("t", at: 400)], options, Ct);
        using var stream = await early;
        var history = (await stream.NextAsync())!.Value;
        var standing = platforms.ShowTime;
        await using var irc = await RawIrc.JoinedAsync(platforms);
        await playing.WaitAsync(Cap.Signal, Ct);

        Assert.Equal(["y0"], RawStream.Ids(history));
        Assert.Equal(Lines.Start.AddSeconds(5), standing);
        Assert.Equal(300, (await stream.ItemsAsync(300)).Count);
        Assert.Single(await irc.SeenNowAsync());
    }

    [Fact]
    public async Task The_clock_starts_anyway_when_no_reader_comes()
    {
        var time = new FakeTime();
        await using var platforms = await Emulators.StartAsync(time);

        var playing = platforms.PlayAsync([Lines.Twitch("t")], new PlayOptions { WaitsFor = [new("twitch", "agence_orbite")] }, Ct);
        await StepAsync(time, 749);
        var before = playing.IsCompleted;
        await StepAsync(time, 3);

        Assert.False(before);
        await playing.WaitAsync(Cap.Signal, Ct);
        Assert.Equal(1, platforms.Twitch.Missed);
    }

    [Fact]
    public async Task A_fast_time_line_can_carry_the_machines_times_on_the_wire()
    {
        var time = new FakeTime();
        await using var platforms = await Emulators.StartAsync(time);
        await using var irc = await RawIrc.JoinedAsync(platforms);
        var begun = time.GetUtcNow();

        _ = platforms.PlayAsync([Lines.Twitch("first"), Lines.Twitch("second", at: 100)], new PlayOptions { Speed = 10, MachineTimes = true }, Ct);
        await StepAsync(time, 1);
        await irc.SeenNowAsync();
        await StepAsync(time, 501);
        var sent = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(RawIrc.Tags(Assert.Single(await irc.SeenNowAsync()))["tmi-sent-ts"], System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(begun.AddSeconds(10), sent, TimeSpan.FromMilliseconds(50));
        Assert.Equal(time.GetUtcNow(), platforms.ShowTime);
    }

    [Fact]
    public async Task Shifted_times_go_on_the_wire_and_the_show_time_with_them()
    {
        await using var platforms = await Emulators.StartLiveAsync();
        await using var irc = await RawIrc.JoinedAsync(platforms);

        await platforms.PlayAsync([Lines.Twitch("t0")], new PlayOptions { Shift = TimeSpan.FromDays(1) }, Ct).WaitAsync(Cap.Signal, Ct);

        var sent = long.Parse(RawIrc.Tags((await irc.NextAsync())!)["tmi-sent-ts"], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(Lines.Start.AddDays(1), DateTimeOffset.FromUnixTimeMilliseconds(sent));
        Assert.InRange(platforms.ShowTime, Lines.Start.AddDays(1), Lines.Start.AddDays(1).AddMinutes(1));
    }

    [Fact]
    public async Task A_long_silence_is_jumped_over()
    {
        await using var platforms = await Emulators.StartLiveAsync();
        await using var irc = await RawIrc.JoinedAsync(platforms);

        await platforms.PlayAsync([Lines.Twitch("t0"), Lines.Twitch("t1", at: 86_400)], new PlayOptions { LongestSilence = TimeSpan.FromMilliseconds(50) }, Ct).WaitAsync(Cap.Signal, Ct);

        Assert.Equal(["t0", "t1"], (await irc.SeenNowAsync()).Select(l => RawIrc.Tags(l)["id"]));
    }

    [Fact]
    public async Task A_message_that_its_recording_calls_removed_is_removed_at_that_time()
    {
        await using var platforms = await Emulators.StartLiveAsync();
        await using var irc = await RawIrc.JoinedAsync(platforms);
        var line = Lines.Twitch("t0", "bad words") with { Removed = new Removal(Lines.Start.AddSeconds(30), RemovalScope.Message) };

        await platforms.PlayAsync([line], new PlayOptions { Speed = 1_000 }, Ct).WaitAsync(Cap.Signal, Ct);

        Assert.Contains("PRIVMSG", await irc.NextAsync(), StringComparison.Ordinal);
        Assert.Contains("CLEARMSG #agence_orbite :bad words", await irc.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_of_the_broadcast_before_the_starting_place_has_happened()
    {
        var time = new FakeTime();
        await using var first = await Emulators.StartAsync(time);
        await using var platforms = await Emulators.StartAsync(time);
        using var youtube = new RawYouTube(platforms);
        RecordingLine[] night = [Lines.YouTube("old"), new RecordedDrill(Lines.Start.AddSeconds(10), "broadcast-restart"), Lines.YouTube("lost", at: 20), Lines.YouTube("new", at: 60), Lines.YouTube("last", at: 100)];

        _ = platforms.PlayAsync(night, new PlayOptions { StartAt = Lines.Start.AddSeconds(90) }, Ct);

        Assert.NotEqual(first.YouTube.LiveChatId, platforms.YouTube.LiveChatId);
        Assert.Equal(["new"], RawStream.Ids((await youtube.ListAsync()).Body));
        Assert.Equal(["old"], RawStream.Ids((await youtube.ListAsync(chat: first.YouTube.LiveChatId)).Body));
        Assert.Equal(["lost"], platforms.NotSendable.Select(u => u.Id));
    }

    [Fact]
    public async Task A_drill_that_is_content_plays_its_lines_from_now_on()
    {
        await using var platforms = await Emulators.StartLiveAsync();
        await using var irc = await RawIrc.JoinedAsync(platforms);
        platforms.Content = name => name == "copy-flood" ? [Lines.Twitch("c0", "ALCYON", at: 5_000), Lines.Twitch("c1", "ALCYON", at: 5_000.1)] : null;

        platforms.Fire("copy-flood");

        Assert.Contains("id=c0;", await irc.NextAsync(), StringComparison.Ordinal);
        Assert.Contains("id=c1;", await irc.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_drill_is_refused_with_the_list_of_those_there_are()
    {
        await using var platforms = await Emulators.StartLiveAsync();

        var refused = Assert.Throws<ArgumentException>(() => platforms.Fire("earthquake"));

        foreach (var drill in EmulatedPlatforms.Drills) Assert.Contains(drill, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_drill_of_the_wire_can_be_fired()
    {
        await using var platforms = await Emulators.StartLiveAsync();

        foreach (var drill in EmulatedPlatforms.Drills) platforms.Fire(drill);
    }

    [Fact]
    public async Task A_time_line_that_breaks_is_the_trouble_of_who_plays_it()
    {
        await using var platforms = await Emulators.StartLiveAsync();

        await Assert.ThrowsAsync<InvalidDataException>(() => platforms.PlayAsync(Broken(), new PlayOptions { Speed = 1_000 }, Ct).WaitAsync(Cap.Signal, Ct));
        await platforms.PlayAsync([Lines.Twitch("t0")], new PlayOptions(), Ct).WaitAsync(Cap.Signal, Ct);

        static IEnumerable<RecordingLine> Broken()
        {
            yield return Lines.Twitch("a");
            yield return Lines.Twitch("b", at: 10);
            throw new InvalidDataException("cut short");
        }
    }

    [Fact]
    public async Task The_ready_line_is_the_contracts()
    {
        await using var platforms = await Emulators.StartLiveAsync();

        var line = JsonDocument.Parse(platforms.ReadyLine()).RootElement;

        Assert.Equal(["irc", "eventSub", "api", "id", "clientId", "clientSecret", "channel", "channelId", "userId", "userLogin", "userToken"], line.GetProperty("twitch").EnumerateObject().Select(p => p.Name));
        Assert.Equal(["api", "token", "authorize", "revoke", "clientId", "clientSecret", "apiKey", "accessToken", "video", "liveChatId"], line.GetProperty("youtube").EnumerateObject().Select(p => p.Name));
        Assert.StartsWith("ws://127.0.0.1:", line.GetProperty("twitch").GetProperty("irc").GetString(), StringComparison.Ordinal);
    }

    /// <summary>Lets the player's loop take its steps: it sleeps at most 20 ms, so time goes on by that.</summary>
    private static async Task StepAsync(FakeTime time, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            await time.TimerDueIn(TimeSpan.FromMilliseconds(20));
            time.Advance(TimeSpan.FromMilliseconds(20));
        }

        await time.TimerDueIn(TimeSpan.FromMilliseconds(20));
    }
}
