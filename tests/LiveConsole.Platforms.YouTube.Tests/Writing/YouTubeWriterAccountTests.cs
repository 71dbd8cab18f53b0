using FsCheck.Fluent;
using LiveConsole.Domain.Effects;
using LiveConsole.Platforms.YouTube.Writing;
using static LiveConsole.Platforms.YouTube.Tests.ScriptedYouTube;

namespace LiveConsole.Platforms.YouTube.Tests.Writing;

/// <summary>As whom it writes, and what that account may.</summary>
public sealed class YouTubeWriterAccountTests : ScriptedWriter
{
    [Fact]
    public async Task An_expired_token_is_refreshed_once_for_a_write()
    {
        _youtube.WithChat("chat-1").On(Messages, Error(401, "authError"), Json(200, """{"id":"LCC.own"}""")).On("/token", Json(200, """{"access_token":"new","expires_in":3599,"token_type":"Bearer"}"""));
        var followed = new FollowedBroadcast(Project(Options(), out var project), Video, _time.GetUtcNow);
        followed.Reads("chat-1");

        Assert.Equal(new DeedResult.Done("LCC.own"), await new YouTubeWriter(project, _ => followed, _time).DoAsync(Video, new PostDeed("hi"), default));

        Assert.Equal(["Bearer old", "Bearer new"], _youtube.AskedFor(Messages).Select(r => r.Headers["authorization"]));
        // The one that failed cost one.
        Assert.Equal(51, project.Budget.Today.Actions);

        YouTubeOptions Options() => SignedIn() with { ClientId = "c", ClientSecret = "s", RefreshToken = "refresh-1" };
    }

    [Fact]
    public async Task A_sign_in_that_was_withdrawn_since_the_last_look_is_known_at_the_next_without_a_unit()
    {
        _youtube.On(Channels, Json(200, """{"items":[{"id":"UCorbite","snippet":{"title":"Agence Orbite"}}]}"""))
            .On("/token", Json(200, """{"access_token":"new","expires_in":3599,"token_type":"Bearer"}"""), Json(400, """{"error":"invalid_grant"}"""));
        var writer = Writer(Project(SignedIn() with { ClientId = "c", ClientSecret = "s", RefreshToken = "refresh-1" }, out var project));

        Assert.Equal("Agence Orbite", (await writer.LookAsync(Video, default)).As);
        Assert.Equal("Agence Orbite", (await writer.LookAsync(Video, default)).As);
        var withdrawn = await writer.LookAsync(Video, default);

        Assert.Equal((null, EffectTrouble.SignInDead), (withdrawn.As, withdrawn.Trouble));
        Assert.Empty(withdrawn.Can);
        Assert.Equal(1, project.Budget.Today.Actions);
    }

    [Fact]
    public async Task It_acts_as_the_channel_that_the_sign_in_chose_and_asks_for_it_once()
    {
        _youtube.On(Channels, Json(200, """{"items":[{"id":"UCorbite","snippet":{"title":"Agence Orbite","customUrl":"@agenceorbite"}}]}"""));
        var project = Project();
        var writer = Writer(project);

        var acting = await writer.LookAsync(Video, default);
        await writer.LookAsync("@other", default);

        Assert.Equal(("Agence Orbite", "UCorbite", EffectTrouble.None), (acting.As, acting.AsId, acting.Trouble));
        Assert.Equal([DeedKind.Remove, DeedKind.TimeOut, DeedKind.Ban, DeedKind.Untimeout, DeedKind.Unban, DeedKind.Post, DeedKind.Poll, DeedKind.EndPoll], acting.Can);
        Assert.Equal("true", Assert.Single(_youtube.Requests).Value("mine"));
        Assert.Equal(new QuotaDay(0, 0, 1), project.Budget.Today);
    }

    [Fact]
    public async Task A_key_alone_is_no_account()
    {
        var writer = Writer(Project(new YouTubeOptions { ApiBaseUri = _youtube.Address, TokenUri = new Uri(_youtube.Address, "token"), ApiKey = "key-1" }, out _));

        Assert.Equal(new ChannelActing("youtube", Video, null, null, [], EffectTrouble.NoAccount), await writer.LookAsync(Video, default));
        Assert.Equal(new DeedResult.Refused(EffectTrouble.NoAccount), await writer.DoAsync(Video, new PostDeed("hi"), default));
        Assert.Empty(_youtube.Requests);
    }

    [Theory]
    [InlineData(401, "authError", EffectTrouble.SignInDead)]
    [InlineData(403, "quotaExceeded", EffectTrouble.QuotaSpent)]
    [InlineData(503, "backendError", EffectTrouble.NoAnswer)]
    [InlineData(403, "insufficientPermissions", EffectTrouble.NotAllowed)]
    public async Task As_whom_it_acts_may_be_refused(int status, string reason, EffectTrouble trouble)
    {
        _youtube.On(Channels, Error(status, reason, "So."));

        Assert.Equal(new ChannelActing("youtube", Video, null, null, [], trouble, "So."), await Writer().LookAsync(Video, default));
    }

    [Fact]
    public async Task A_chat_that_said_no_is_not_offered_for_an_hour_and_others_are()
    {
        _youtube.On(Channels, Json(200, """{"items":[{"id":"UCorbite","snippet":{"title":"Agence Orbite"}}]}""")).On(Messages, Error(403, "forbidden", "You may not."));
        var writer = Writer();
        await writer.DoAsync(Video, new RemoveDeed("m1", Ayse), default);

        var acting = await writer.LookAsync(Video, default);
        Assert.Equal(("Agence Orbite", EffectTrouble.NotAllowed, "You may not."), (acting.As, acting.Trouble, acting.Said));
        Assert.Empty(acting.Can);
        Assert.NotEmpty((await writer.LookAsync("@other", default)).Can);

        _time.Advance(YouTubeWriter.RefusalIsKept);
        Assert.NotEmpty((await writer.LookAsync(Video, default)).Can);
    }

    [Fact]
    public async Task A_protected_target_does_not_take_the_other_deeds_away()
    {
        _youtube.WithChat("chat-1").On(Channels, Json(200, """{"items":[{"id":"UCorbite"}]}""")).On(Bans, Error(403, "liveChatBanInsertionNotAllowed"));
        var writer = Writer();

        await writer.DoAsync(Video, new BanDeed(Ayse), default);

        Assert.NotEmpty((await writer.LookAsync(Video, default)).Can);
    }
}
