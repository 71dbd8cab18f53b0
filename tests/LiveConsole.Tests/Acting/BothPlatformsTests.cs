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
using LiveConsole.Shows;
using LiveConsole.Sources;
using LiveConsole.Testing;
using LiveConsole.Tests.Shows;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Acting;

/// <summary>From a verb through the real journal, engine and writers to the emulated platforms, and back by their reading.</summary>
public sealed class BothPlatformsTests : IAsyncLifetime
{
    private const string Twitch = "agence_orbite", Video = "vid00000001";

    // With the units of a usual day a quiet chat is read once a minute.
    private const int Plenty = 10_000_000;

    private EmulatedPlatforms _platforms = null!;
    private AnOpenShow _show = null!;
    private ShowSources _sources = null!;

    public async ValueTask InitializeAsync()
    {
        _platforms = await EmulatedPlatforms.StartAsync(new EmulatorOptions { TwitchChannel = Twitch, Video = Video, YouTubeDailyQuota = Plenty }, TimeProvider.System, NullLoggerFactory.Instance, default);
        var twitch = new TwitchOptions
        {
            IrcUri = _platforms.Twitch.IrcUri, EventSubUri = _platforms.Twitch.EventSubUri, ApiBaseUri = _platforms.Twitch.ApiBaseUri, IdBaseUri = _platforms.Twitch.IdBaseUri,
            ClientId = EmulatedTwitch.ClientId, ClientSecret = EmulatedTwitch.ClientSecret, UserAccessToken = EmulatedTwitch.UserToken, UserRefreshToken = EmulatedTwitch.UserRefreshToken,
        };
        var youtube = new YouTubeOptions
        {
            ApiBaseUri = _platforms.YouTube.ApiBaseUri, TokenUri = _platforms.YouTube.TokenUri, AccessToken = EmulatedYouTube.AccessToken, RefreshToken = EmulatedYouTube.RefreshToken,
            ClientId = EmulatedYouTube.ClientId, ClientSecret = EmulatedYouTube.ClientSecret, DailyQuota = Plenty,
        };
        _show = await AnOpenShow.OpenAsync(TimeProvider.System);
        await _show.DoAsync(new ConfigureShow(A.Settings() with { Channels = [new ChannelSetting("twitch", Twitch), new ChannelSetting("youtube", Video)] }), Actor.Program);
        _sources = new ShowSources(_show.Live, new PlatformAddresses(twitch, youtube, LoopbackOnly: true), TimeProvider.System, NullLoggerFactory.Instance);
        _sources.Start();
        await _show.Until(s => ChannelReading.All(s.State) is [{ Live: true }, { Live: true }] && Can("twitch", Twitch) && Can("youtube", Video));
    }

    public async ValueTask DisposeAsync()
    {
        await _sources.DisposeAsync();
        await _show.DisposeAsync();
        await _platforms.DisposeAsync();
    }

    [Fact]
    public async Task What_a_moderator_does_is_done_on_the_platform_and_comes_back_from_it()
    {
        Say("twitch", Twitch, "t1", "901");
        Say("youtube", Video, "y1", "UC901");
        await _show.Until(s => s.State.Recent.Count == 2);
        var (t1, y1) = (Of("twitch"), Of("youtube"));

        await DoAsync(new RemoveMessage(t1.Ref), Asked.Nora);
        await DoAsync(new RemoveMessage(y1.Ref), Asked.Nora);
        await DoAsync(new BanViewer("youtube", Video, new Target(y1.Author.Id, y1.Author.Name)), Lead);
        await DoAsync(new TimeOutViewer("twitch", Twitch, new Target(t1.Author.Id, t1.Author.Name, t1.Author.Login), 300), Asked.Nora);
        await DoneAsync(4);

        Assert.Equal(1, _platforms.Twitch.Calls.Removed.Single().Value);
        Assert.Single(_platforms.YouTube.Seen.Removed);
        Assert.Equal(_platforms.YouTube.Seen.Bans.Keys.Single(), _show.Live.Snapshot.State.Effects.Bans[new ViewerRef("youtube", y1.Author.Id)].Handle);
        Assert.Single(_platforms.Twitch.Calls.Barred);

        await DoAsync(new LiftBan("youtube", Video, new Target(y1.Author.Id, y1.Author.Name), IsTimeOut: false), Lead);
        await DoneAsync(5);
        Assert.True(_platforms.YouTube.Seen.Bans.Values.Single().Lifted);
    }

    [Fact]
    public async Task A_time_out_and_a_ban_whose_answers_are_lost_are_known_by_their_events_and_given_once()
    {
        Say("youtube", Video, "y1", "UC901");
        await _show.Until(s => s.State.Recent.Count == 1);
        var author = Of("youtube").Author;
        var troll = new Target(author.Id, author.Name);
        _platforms.Fire("youtube-write-no-answer");
        await DoAsync(new TimeOutViewer("youtube", Video, troll, 300), Lead);
        await DoneAsync(1);
        _platforms.Fire("youtube-write-no-answer");
        await DoAsync(new BanViewer("youtube", Video, troll), Lead);
        var state = (await DoneAsync(2)).State;

        Assert.Equal([300, null], _platforms.YouTube.Seen.Bans.Values.Select(b => b.Seconds).OrderDescending());
        Assert.All(state.Effects.Settled.Values, e => Assert.Equal((1, null), (e.Tries, e.Handle)));
        // Without its handle it is lifted in YouTube Studio alone, and the desk says so; it is nobody's act but Salomé's.
        Assert.Null(state.Effects.Bans[new ViewerRef("youtube", author.Id)].Handle);
        Assert.Empty(state.Acts);
        Assert.Equal("Salomé", state.Struck.Values.Single().By);
    }

    [Fact]
    public async Task A_post_goes_to_both_chats_once_and_is_known_when_it_comes_back()
    {
        await DoAsync(new SendPost([new ChatPost("twitch", Twitch, new PostDeed("Bonsoir à tous")), new ChatPost("youtube", Video, new PostDeed("Good evening"))]), Lead);
        // Its countdown runs out by itself: a post that is put off while its call is under way would go out twice.
        var state = (await DoneAsync(2)).State;
        await _show.Until(s => s.State.Recent.Count == 2);

        Assert.Equal((1, 1), (_platforms.Twitch.Calls.Posted["Bonsoir à tous"], _platforms.YouTube.Seen.Posts["Good evening"]));
        Assert.Equal([Of("twitch").Id, Of("youtube").Id], state.Effects.Settled.Values.OrderBy(e => e.Id).Select(e => e.Handle));
    }

    [Fact]
    public async Task A_post_that_was_armed_goes_out_with_its_moment_in_two_languages_once_into_the_critical_minutes()
    {
        await DoAsync(new KeepPost(new PostWritten("Touchdown", PostKind.Post, new("Posé !", "Touchdown!"), new("Silence.", "Silence."), [new("twitch", Twitch, PostLanguage.Fr), new("youtube", Video, PostLanguage.Both)], "touchdown")), Lead);
        await DoAsync(new ArmPost(1, 1), Lead);
        await DoAsync(new BeginPhase("critical", "CRITIQUE", "CRITICAL", null), Lead);

        await Task.WhenAll(DoAsync(new MarkMoment("touchdown"), Lead), DoAsync(new MarkMoment("Touchdown"), A.Producer("Camille")), DoAsync(new MarkMoment("touchdown"), Lead));
        await DoneAsync(2);
        await _show.Until(s => s.State.Recent.Count == 2);

        Assert.Equal((1, 1), (_platforms.Twitch.Calls.Posted["Posé !"], _platforms.YouTube.Seen.Posts["Posé ! / Touchdown!"]));
        Assert.Equal((2L, 3), (_show.Live.Committed.Effects.LastId, _show.Live.Committed.Moments.Count));
    }

    private static Actor Lead { get; } = A.Producer("Salomé");

    private bool Can(string platform, string channel) => _show.Live.Committed.Effects.ActingIn(platform, channel) is { As: not null };

    private ChatMessage Of(string platform) => _show.Live.Committed.Recent.After(0).Single(r => r.Message.Platform == platform).Message;

    private void Say(string platform, string channel, string id, string viewer)
    {
        var now = TimeProvider.System.GetUtcNow();
        _platforms.Put(new RecordedMessage(new ChatMessage(platform, channel, id, now, now, new Author(viewer, "Troll", platform == "twitch" ? "troll" : null), $"spam {id}")));
    }

    private async Task DoAsync(IShowCommand command, Actor by)
    {
        if (await _show.DoAsync(command, by) is Outcome.Refused refused) Assert.Fail(refused.Refusal.Message);
    }

    private async Task<ShowSnapshot> DoneAsync(int effects)
    {
        var snapshot = await _show.Until(s => s.State.Effects.Settled.Count == effects);
        Assert.All(snapshot.State.Effects.Settled.Values, e => Assert.True(e.State == EffectState.Done, $"{e.Deed} {e.State} {e.Trouble} {e.Said}"));
        return snapshot;
    }
}
