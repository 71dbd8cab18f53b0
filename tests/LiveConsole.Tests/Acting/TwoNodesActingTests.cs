using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Posts;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Rehearsal.YouTube;
using LiveConsole.Sources;
using LiveConsole.Testing;
using LiveConsole.Testing.Postgres;
using LiveConsole.Tests.Archives;
using LiveConsole.Tests.Sources;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Acting;

/// <summary>
/// Two nodes on one database act on the emulated platforms. The one that has begun is cut off between the start it journaled and its answer; the other takes over. Whatever reaches the
/// platform late, a post stands once, no removal is forgotten, and what only the first one knows is journaled when it is back.
/// </summary>
public sealed class TwoNodesActingTests(OnePostgres postgres) : IAsyncLifetime
{
    private const string Twitch = "agence_orbite", Video = "vid00000001";

    // With the units of a usual day a quiet chat is read once a minute.
    private const int Plenty = 10_000_000;

    // The lease's three seconds, a chat read for fifteen, on a machine under full load.
    private static readonly TimeSpan TakeOver = Cap.Signal * 3;

    private readonly ShowId _show = new(Guid.CreateVersion7());
    private readonly List<CuttableLink> _links = [];
    private string _database = "";
    private EmulatedPlatforms _platforms = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.NewDatabaseAsync();
        _platforms = await EmulatedPlatforms.StartAsync(new EmulatorOptions { TwitchChannel = Twitch, Video = Video, YouTubeDailyQuota = Plenty }, TimeProvider.System, NullLoggerFactory.Instance, default);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var link in _links) await link.DisposeAsync();
        if (_platforms is not null) await _platforms.DisposeAsync();
    }

    [Fact]
    public async Task What_a_node_had_begun_when_it_lost_the_lease_is_settled_by_the_next_and_its_calls_that_arrive_late_do_nothing_twice()
    {
        var (wire, leftsWay) = Twitched();
        await using var left = await OpenAsync("left", wire, new ChannelSetting("twitch", Twitch));
        await ActsAsync(left, "twitch");
        await using var right = await OpenAsync("right", Twitched().Addresses);
        await right.SaysAsync(ShowListener.Elsewhere);
        Say("twitch", Twitch, "t1", "901");
        Say("twitch", Twitch, "t2", "902");
        await right.Until(s => s.State.Recent.Count == 2);

        // Begun and journaled, and on its way for as long as the way stands still.
        leftsWay.Freeze();
        await right.DoAsync(new SendPost([new ChatPost("twitch", Twitch, new PostDeed("Bonsoir à tous"))]), Lead);
        await right.Until(s => s.State.Effects.Open.GetValueOrDefault(1) is { State: EffectState.Started });
        await right.DoAsync(new RemoveMessage(new MessageRef("twitch", "t1")), Lead);
        await right.Until(s => s.State.Effects.Open.GetValueOrDefault(2) is { State: EffectState.Started });
        left.Link.Freeze();
        await left.SaysAsync(ShowListener.Unrenewed);

        // The other one: the removal again; the post never again, and nobody knows.
        await right.Until(s => s.State.Effects.Settled.GetValueOrDefault(2) is { State: EffectState.Done }, TakeOver);
        await right.Until(s => s.State.Effects.Settled.GetValueOrDefault(1) is { State: EffectState.Unknown }, TakeOver);
        Assert.Equal((1, 0), (_platforms.Twitch.Calls.Removed["t1"], Posts()));

        // What the first one had sent goes on as far as it can, and itself with all that it still holds.
        leftsWay.Mend();
        left.Link.Mend();
        await left.SaysAsync(ShowListener.Elsewhere);
        await left.DoAsync(new RemoveMessage(new MessageRef("twitch", "t2")), Lead);
        await left.Until(s => s.State.Effects.Settled.GetValueOrDefault(3) is { State: EffectState.Done }, TakeOver);

        Assert.InRange(Posts(), 0, 1);
        Assert.Equal(1, _platforms.Twitch.Calls.Removed["t2"]);
        await right.Until(s => Posts() == 0 || s.State.Effects.Settled[1].State == EffectState.Done);
        var entries = (await right.EntriesAsync()).Select(e => e.Entry).ToList();
        Assert.Single(entries.OfType<EffectStarted>(), e => e.Effect == 1);
        Assert.Single(entries.OfType<EffectSettled>(), e => e.Effect == 2);
    }

    [Fact]
    public async Task The_only_handle_of_a_ban_that_a_node_without_the_lease_was_told_is_journaled_when_it_is_back()
    {
        var (wire, leftsWay) = Youtubed();
        await using var left = await OpenAsync("left", wire, new ChannelSetting("youtube", Video));
        await ActsAsync(left, "youtube");
        await using var right = await OpenAsync("right", Youtubed().Addresses);
        await right.SaysAsync(ShowListener.Elsewhere);
        Say("youtube", Video, "y1", "UC901");
        await right.Until(s => s.State.Recent.Count == 1);
        var author = right.State.Recent.Newest(1).Single().Message.Author;

        leftsWay.Freeze();
        await right.DoAsync(new BanViewer("youtube", Video, new Target(author.Id, author.Name)), Lead);
        await right.Until(s => s.State.Effects.Open.Values.Any(e => e.State == EffectState.Started));
        left.Link.Freeze();
        leftsWay.Mend();
        // Done and answered; the journal is out of its reach. The other one learns of it from the chat alone.
        await right.Until(s => s.State.Effects.Settled.GetValueOrDefault(1) is { State: EffectState.Done }, TakeOver);
        var (ban, known) = (Assert.Single(_platforms.YouTube.Seen.Bans.Values), right.State.Effects.Settled[1]);
        Assert.Equal((1, null), (known.Tries, known.Handle));

        left.Link.Mend();
        await right.Until(s => s.State.Effects.Bans.GetValueOrDefault(new ViewerRef("youtube", author.Id))?.Handle == ban.Id, TakeOver);
        await right.DoAsync(new LiftBan("youtube", Video, new Target(author.Id, author.Name), IsTimeOut: false), Lead);
        await right.Until(s => s.State.Effects.Settled.GetValueOrDefault(2) is { State: EffectState.Done }, TakeOver);
        Assert.True(Assert.Single(_platforms.YouTube.Seen.Bans.Values).Lifted);
    }

    private static Actor Lead { get; } = A.Producer("Salomé");

    private int Posts() => _platforms.Twitch.Calls.Posted.GetValueOrDefault("Bonsoir à tous");

    private Task<ANode> OpenAsync(string name, PlatformAddresses addresses, params ChannelSetting[] channels) => ANode.OpenAsync(name, _show, _database, addresses, channels);

    private static Task ActsAsync(ANode node, string platform) => node.Until(s => ChannelReading.All(s.State) is [{ Live: true }] && s.State.Effects.Acting.Values.Any(a => a.Platform == platform && a.As is not null), TakeOver);

    /// <returns>Twitch, the calls that do something by a way of their own.</returns>
    private (PlatformAddresses Addresses, CuttableLink Way) Twitched()
    {
        var (way, twitch) = (Way(_platforms.Twitch.ApiBaseUri), _platforms.Twitch);
        return (new PlatformAddresses(new TwitchOptions
        {
            IrcUri = twitch.IrcUri, EventSubUri = twitch.EventSubUri, ApiBaseUri = Over(way, twitch.ApiBaseUri), IdBaseUri = twitch.IdBaseUri,
            ClientId = EmulatedTwitch.ClientId, ClientSecret = EmulatedTwitch.ClientSecret, UserAccessToken = EmulatedTwitch.UserToken, UserRefreshToken = EmulatedTwitch.UserRefreshToken,
        }, new YouTubeOptions(), LoopbackOnly: true), way);
    }

    private (PlatformAddresses Addresses, CuttableLink Way) Youtubed()
    {
        var (way, youtube) = (Way(_platforms.YouTube.ApiBaseUri), _platforms.YouTube);
        return (new PlatformAddresses(new TwitchOptions(), new YouTubeOptions
        {
            ApiBaseUri = Over(way, youtube.ApiBaseUri), TokenUri = youtube.TokenUri, AccessToken = EmulatedYouTube.AccessToken, RefreshToken = EmulatedYouTube.RefreshToken,
            ClientId = EmulatedYouTube.ClientId, ClientSecret = EmulatedYouTube.ClientSecret, DailyQuota = Plenty,
        }, LoopbackOnly: true), way);
    }

    private CuttableLink Way(Uri to)
    {
        var way = new CuttableLink(to.Port);
        _links.Add(way);
        return way;
    }

    private static Uri Over(CuttableLink way, Uri to) => new UriBuilder(to) { Port = way.Port }.Uri;

    private void Say(string platform, string channel, string id, string viewer)
    {
        var now = TimeProvider.System.GetUtcNow();
        _platforms.Put(new RecordedMessage(new ChatMessage(platform, channel, id, now, now, new Author(viewer, "Troll", platform == "twitch" ? "troll" + viewer : null), $"spam {id}")));
    }
}
