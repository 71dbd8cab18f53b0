using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Sources;
using LiveConsole.Testing;
using LiveConsole.Tests.Shows;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Sources;

/// <summary>One channel in two shows: read once, journaled in each.</summary>
public sealed class TwoShowsTests : IAsyncLifetime
{
    private const string Channel = "agence_orbite";

    private EmulatedPlatforms _platforms = null!;
    private NodeSources _node = null!;

    public async ValueTask InitializeAsync()
    {
        _platforms = await EmulatedPlatforms.StartAsync(new EmulatorOptions { TwitchChannel = Channel }, TimeProvider.System, NullLoggerFactory.Instance, default);
        var twitch = new TwitchOptions
        {
            IrcUri = _platforms.Twitch.IrcUri, EventSubUri = _platforms.Twitch.EventSubUri, ApiBaseUri = _platforms.Twitch.ApiBaseUri, IdBaseUri = _platforms.Twitch.IdBaseUri,
            ClientId = EmulatedTwitch.ClientId, UserAccessToken = EmulatedTwitch.UserToken, UserRefreshToken = EmulatedTwitch.UserRefreshToken,
        };
        var youtube = new YouTubeOptions { ApiBaseUri = _platforms.YouTube.ApiBaseUri, TokenUri = _platforms.YouTube.TokenUri, ApiKey = EmulatedYouTubeKey };
        _node = new NodeSources(new PlatformAddresses(twitch, youtube, LoopbackOnly: true), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _platforms.DisposeAsync();
    }

    private static string EmulatedYouTubeKey => Rehearsal.YouTube.EmulatedYouTube.ApiKey;

    private static async Task<AnOpenShow> ShowAsync(params ChannelSetting[] channels)
    {
        var show = await AnOpenShow.OpenAsync(TimeProvider.System);
        await show.DoAsync(new ConfigureShow(A.Settings() with { Channels = [.. channels] }), Actor.Program);
        return show;
    }

    private void Say(string platform, string channel, string id)
    {
        var now = TimeProvider.System.GetUtcNow();
        _platforms.Put(new RecordedMessage(new ChatMessage(platform, channel, id, now, now, new Author(platform == "twitch" ? "901" : "UC901", "Ayşe", platform == "twitch" ? "ayse" : null), $"message {id}")));
    }

    private static Task Has(AnOpenShow show, params string[] ids) => show.Until(s => ids.All(id => s.State.Recent.After(0).Any(r => r.Message.Id == id)));

    private static Task Live(AnOpenShow show, string transport) => show.Until(s => s.State.Sources.Values.Any(v => v.Key.Transport == transport && v.State == SourceState.Live));

    [Fact]
    public async Task Twitch_is_connected_to_once_and_both_shows_have_every_message_until_the_last_leaves()
    {
        await using var first = await ShowAsync(new ChannelSetting("twitch", Channel));
        await using var second = await ShowAsync(new ChannelSetting("twitch", Channel));
        var one = new ShowSources(first.Live, _node, TimeProvider.System, NullLoggerFactory.Instance);
        await using (var two = new ShowSources(second.Live, _node, TimeProvider.System, NullLoggerFactory.Instance))
        {
            one.Start();
            two.Start();
            foreach (var show in new[] { first, second })
            {
                await Live(show, "irc");
                await Live(show, "eventsub");
            }

            Assert.Equal(1, _platforms.Twitch.Clients);
            Assert.Equal((2, 2), (_node.Read($"twitch/{Channel}/irc", null!).Readers, _node.Read($"twitch/{Channel}/eventsub", null!).Readers));
            Say("twitch", Channel, "m1");
            await Task.WhenAll(Has(first, "m1"), Has(second, "m1"));

            // The one who made the connection goes; the other reads on, by the same.
            await one.DisposeAsync();
            Say("twitch", Channel, "m2");
            await Has(second, "m2");
            Assert.Equal(1, _platforms.Twitch.Clients);
            Assert.DoesNotContain(first.Live.Snapshot.State.Recent.After(0), r => r.Message.Id == "m2");
        }

        Assert.Equal(0, _node.Read($"twitch/{Channel}/irc", null!).Readers);
        Assert.Empty((await second.EntriesAsync()).Select(e => e.Entry).OfType<GapRecorded>());
        Assert.Equal(2, (await second.EntriesAsync()).Select(e => e.Entry).OfType<MessageArrived>().Count());
    }

    [Fact]
    public async Task Youtube_costs_one_reading_and_a_show_that_joins_late_has_what_came_before()
    {
        var video = _platforms.YouTube.Video;
        await using var first = await ShowAsync(new ChannelSetting("youtube", video));
        await using var second = await ShowAsync(new ChannelSetting("youtube", video), new ChannelSetting("twitch", Channel));
        await using var one = new ShowSources(first.Live, _node, TimeProvider.System, NullLoggerFactory.Instance);
        await using var two = new ShowSources(second.Live, _node, TimeProvider.System, NullLoggerFactory.Instance);
        one.Start();
        await Live(first, "stream");
        Say("youtube", video, "y1");
        await Has(first, "y1");
        two.Start();
        await Live(second, "stream");
        Say("youtube", video, "y2");
        await Task.WhenAll(Has(first, "y1", "y2"), Has(second, "y1", "y2"));

        Assert.Equal(2, _node.Read($"youtube/{video}/stream", null!).Readers);
    }
}
