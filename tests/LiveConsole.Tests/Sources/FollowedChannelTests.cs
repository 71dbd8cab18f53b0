using LiveConsole.Domain.Chat;
using LiveConsole.Platforms;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.YouTube;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Sources;

/// <summary>A channel that is followed instead of a video: its live broadcast is found without search.list, and then its next one.</summary>
public sealed class FollowedChannelTests : IAsyncLifetime
{
    private readonly FakeTime _time = new(new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero));
    private EmulatedPlatforms _platforms = null!;

    public async ValueTask InitializeAsync() => _platforms = await EmulatedPlatforms.StartAsync(new EmulatorOptions(), _time, NullLoggerFactory.Instance, default);

    public ValueTask DisposeAsync() => _platforms.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Its_live_broadcast_is_found_then_the_announced_one_then_that_one_live(bool signedIn)
    {
        using var project = Project(signedIn);
        var followed = new FollowedBroadcast(project, "@agenceorbite", _time.GetUtcNow);

        var first = (await followed.FindAsync(default)).Value!;
        Assert.Equal((_platforms.YouTube.Video, BroadcastPhase.Live, _platforms.YouTube.LiveChatId), (first.Id, first.Phase, first.ChatId));

        _platforms.Fire("youtube-next-broadcast");
        var announced = (await followed.FindAsync(default)).Value!;
        Assert.Equal((BroadcastPhase.Upcoming, (string?)null, _time.GetUtcNow().AddSeconds(40)), (announced.Phase, announced.ChatId, announced.ScheduledStart!.Value));
        Assert.NotEqual(first.Id, announced.Id);

        _time.Advance(TimeSpan.FromSeconds(41));
        var next = (await followed.FindAsync(default)).Value!;
        Assert.Equal((announced.Id, BroadcastPhase.Live, true), (next.Id, next.Phase, next.ChatId is not null));
        Assert.Equal(next.Id, followed.VideoId);
    }

    [Fact]
    public async Task Its_messages_stand_under_its_own_name_and_reading_goes_on_with_the_next_broadcast()
    {
        using var project = Project(signedIn: false);
        var connection = new YouTubeChatConnection(project, new FollowedBroadcast(project, "@agenceorbite", _time.GetUtcNow), _time.GetUtcNow, _time, NullLogger<YouTubeChatConnection>.Instance);
        var read = new ArrivalList();
        Say("first");
        await RunToItsEndAsync(connection, read);

        var next = await RunToItsEndAsync(connection, read);
        Assert.Equal("The broadcast has not begun; its chat opens with it.", Assert.IsType<ConnectionEnd.Lost>(next).Reason);
        _time.Advance(TimeSpan.FromSeconds(41));
        Say("second");
        _ = connection.RunAsync(read, null, TestContext.Current.CancellationToken);
        await read.UntilMessages(2);

        Assert.Equal([("first", "@agenceorbite"), ("second", "@agenceorbite")], read.All.OfType<MessageCame>().Select(m => (m.Message.Text, m.Message.Channel)));
        Assert.Equal(new SourceKey("youtube", "@agenceorbite", "stream"), connection.Source);
    }

    [Fact]
    public async Task A_channel_that_nobody_knows_is_said()
    {
        using var project = Project(signedIn: false);
        var connection = new YouTubeChatConnection(project, new FollowedBroadcast(project, "@nobody", _time.GetUtcNow), _time.GetUtcNow, _time, NullLogger<YouTubeChatConnection>.Instance);

        Assert.Equal("YouTube knows no channel @nobody: check its name.", Assert.IsType<ConnectionEnd.Denied>(await connection.RunAsync(new ArrivalList(), null, default)).Reason);
    }

    [Theory]
    [InlineData("@agence-orbite", "@agence-orbite")]
    [InlineData("https://www.youtube.com/@Agence.Orbite/live", "@agence.orbite")]
    [InlineData("youtube.com/channel/UCLA_DiR1FfKNvjuUpBHmylQ", "UCLA_DiR1FfKNvjuUpBHmylQ")]
    [InlineData("UCLA_DiR1FfKNvjuUpBHmylQ", "UCLA_DiR1FfKNvjuUpBHmylQ")]
    [InlineData("https://evil.example/@agence", null)]
    [InlineData("agence", null)]
    public void A_channel_is_known_by_its_handle_its_id_or_its_address(string typed, string? name)
    {
        Assert.Equal(name is not null, FollowedBroadcast.TryParseChannel(typed, out var parsed));
        Assert.Equal(name ?? "", parsed);
    }

    private void Say(string text) => _platforms.Put(new RecordedMessage(new ChatMessage("youtube", "", text, _time.GetUtcNow(), _time.GetUtcNow(), new Author("UCayse", "@ayse"), text)));

    /// <summary>Reads the broadcast, which then ends for good.</summary>
    private async Task<ConnectionEnd> RunToItsEndAsync(YouTubeChatConnection connection, ArrivalList read)
    {
        var run = connection.RunAsync(read, null, default);
        if (read.All.Count == 0)
        {
            await read.UntilMessages(1);
            _platforms.Fire("youtube-next-broadcast");
        }

        return await run.WaitAsync(Cap.Signal);
    }

    private YouTubeProject Project(bool signedIn) => new(new YouTubeOptions
    {
        ApiBaseUri = _platforms.YouTube.ApiBaseUri, TokenUri = _platforms.YouTube.TokenUri, ApiKey = EmulatedYouTube.ApiKey, AccessToken = signedIn ? EmulatedYouTube.AccessToken : null,
    }, _time, loopbackOnly: true);
}
