using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.Playing;
using LiveConsole.Rehearsal.YouTube;
using LiveConsole.Shows;
using LiveConsole.Sources;
using LiveConsole.Testing;
using LiveConsole.Tests.Shows;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Sources;

/// <summary>The emulated YouTube, read into a show's journal as in the program.</summary>
public sealed class YouTubeShowTests : IAsyncLifetime
{
    private readonly FastTime _time = new(100, new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero));
    private EmulatedPlatforms _platforms = default!;
    private AnOpenShow _show = default!;
    private ShowSources _sources = default!;

    public async ValueTask InitializeAsync()
    {
        _platforms = await EmulatedPlatforms.StartAsync(new EmulatorOptions { RememberIds = true, WaitsForPlay = true }, _time, NullLoggerFactory.Instance, default);
        // On the machine's own clock: the writer's five seconds would be fifty milliseconds, less than a loaded machine's disk takes.
        _show = await AnOpenShow.OpenAsync(TimeProvider.System);
        Assert.IsType<Outcome.Accepted>(await _show.DoAsync(new ConfigureShow(A.Settings() with { Channels = [new ChannelSetting("youtube", _platforms.YouTube.Video)] }), Actor.Program));
        var options = new YouTubeOptions
        {
            ApiBaseUri = _platforms.YouTube.ApiBaseUri, TokenUri = _platforms.YouTube.TokenUri, AccessToken = EmulatedYouTube.AccessToken,
            RefreshToken = EmulatedYouTube.RefreshToken, ClientId = EmulatedYouTube.ClientId, ClientSecret = EmulatedYouTube.ClientSecret,
        };
        _sources = new ShowSources(_show.Live, new PlatformAddresses(new TwitchOptions(), options, LoopbackOnly: true), _time, NullLoggerFactory.Instance);
        _sources.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _sources.DisposeAsync();
        await _platforms.DisposeAsync();
        await _show.DisposeAsync();
    }

    [Fact]
    public async Task A_gift_that_is_given_again_and_again_is_one_message_with_its_last_count()
    {
        await PlayAsync((2, "youtube-gift-combo"));
        await _show.Until(s => s.State.Recent.Newest(99).Any(r => r.Message.Id == "last"));

        var gift = Assert.Single(await _show.Journal.ReadMessagesAsync(_show.Id, new(), default), m => m.Message.Id.StartsWith("LCC.combo", StringComparison.Ordinal));
        Assert.Equal(("Rocket ×5", 5), (gift.Message.Text, gift.Message.Count));
        Assert.Equal([2, 3, 4, 5], (await _show.EntriesAsync()).Select(e => e.Entry).OfType<MessageAmended>().Select(a => a.Message.Count));
    }

    [Fact]
    public async Task A_spent_day_is_asked_about_again_when_a_person_who_had_the_quota_raised_presses_retry()
    {
        await PlayAsync((2, "quota-end"), (3, "youtube-stream-cut"));
        await _show.Until(s => s.State.Sources.Values.Any(v => v.State == SourceState.Waiting && v.Reason?.Contains("quota", StringComparison.Ordinal) == true));

        _platforms.Fire("quota-back");
        _show.Live.RetrySources();

        await _show.Until(s => s.State.Recent.Newest(99).Any(r => r.Message.Id == "last"));
        Assert.Empty(_show.Live.Snapshot.State.Gaps);
    }

    private async Task PlayAsync(params (int Second, string Drill)[] drills)
    {
        var start = _time.GetUtcNow();
        RecordingLine[] lines = [Said("first", start), .. drills.Select(d => new RecordedDrill(start.AddSeconds(d.Second), d.Drill)), Said("last", start.AddSeconds(6))];
        await _platforms.PlayAsync(lines, new PlayOptions { WaitsFor = [new WaitedFor("youtube", _platforms.YouTube.Video)] }, default).WaitAsync(Cap.Signal);
    }

    private static RecordedMessage Said(string id, DateTimeOffset at) => new(new ChatMessage("youtube", "", id, at, at, new Author("UCayse", "@ayse"), "text of " + id));
}
