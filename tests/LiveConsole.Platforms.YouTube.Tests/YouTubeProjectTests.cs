using System.ComponentModel.DataAnnotations;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Testing;
using static LiveConsole.Platforms.YouTube.Tests.ScriptedYouTube;

namespace LiveConsole.Platforms.YouTube.Tests;

public sealed class YouTubeProjectTests : IAsyncDisposable
{
    private readonly FakeTime _time = new(new DateTimeOffset(2026, 11, 20, 18, 10, 0, TimeSpan.Zero));
    private readonly ScriptedYouTube _youtube = new();

    [Fact]
    public async Task An_expired_token_is_refreshed_once_and_the_call_repeated()
    {
        _youtube.On("/youtube/v3/videos", Error(401, "authError"), Json(200, VideoJson("chat-1", "live", "7")))
            .On("/token", Json(200, """{"access_token":"new","expires_in":3599,"token_type":"Bearer"}"""));
        using var project = Project(SignedIn());

        var answer = await project.FindVideoAsync(Video, CancellationToken.None);

        Assert.Equal("chat-1", answer.Value!.ChatId);
        Assert.Equal(["Bearer old", "Bearer new"], _youtube.AskedFor("/youtube/v3/videos").Select(r => r.Headers["authorization"]));
        var refresh = Assert.Single(_youtube.AskedFor("/token")).Body;
        Assert.Contains("grant_type=refresh_token", refresh, StringComparison.Ordinal);
        Assert.Contains("refresh_token=refresh-1", refresh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_refused_after_its_refresh_is_not_refreshed_again()
    {
        _youtube.On("/youtube/v3/videos", Error(401, "authError")).On("/token", Json(200, """{"access_token":"new","expires_in":3599,"token_type":"Bearer"}"""));
        using var project = Project(SignedIn());

        var answer = await project.FindVideoAsync(Video, CancellationToken.None);

        Assert.Equal(FailureKind.SignInExpired, answer.Failure!.Kind);
        Assert.Equal(2, _youtube.AskedFor("/youtube/v3/videos").Count());
    }

    [Fact]
    public async Task A_withdrawn_sign_in_says_to_connect_again()
    {
        _youtube.On("/youtube/v3/videos", Error(401, "authError")).On("/token", Json(400, """{"error":"invalid_grant","error_description":"Token has been expired or revoked."}"""));
        using var project = Project(SignedIn());

        var failure = (await project.FindVideoAsync(Video, CancellationToken.None)).Failure!;

        Assert.Equal((FailureKind.NotAllowed, "invalid_grant"), (failure.Kind, failure.Reason));
        Assert.Contains("connect the YouTube account again", failure.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_refresh_token_alone_the_first_call_is_signed()
    {
        _youtube.WithChat("chat-1").On("/token", Json(200, """{"access_token":"new","expires_in":3599,"token_type":"Bearer"}"""));
        using var project = Project(SignedIn() with { AccessToken = null });

        await project.FindVideoAsync(Video, CancellationToken.None);

        Assert.Equal("Bearer new", Assert.Single(_youtube.AskedFor("/youtube/v3/videos")).Headers["authorization"]);
    }

    [Fact]
    public async Task Without_any_credential_nothing_is_sent()
    {
        using var project = Project(Options() with { ApiKey = null });

        Assert.Equal(FailureKind.NotAllowed, (await project.FindVideoAsync(Video, CancellationToken.None)).Failure!.Kind);
        Assert.Empty(_youtube.Requests);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up_after_thirty_seconds()
    {
        _youtube.On("/youtube/v3/videos", (_, reply) => reply.StayOpenAsync());
        using var project = Project(Options());

        var asking = project.FindVideoAsync(Video, CancellationToken.None);
        await _time.TimerDueIn(TimeSpan.FromSeconds(30));
        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(FailureKind.Transient, (await asking.WaitAsync(Cap.Signal)).Failure!.Kind);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_so_the_key_goes_nowhere_else()
    {
        _youtube.On("/youtube/v3/videos", Json(302, "{}"));
        using var project = Project(Options());

        Assert.Equal(FailureKind.Refused, (await project.FindVideoAsync(Video, CancellationToken.None)).Failure!.Kind);
    }

    [Theory]
    [InlineData("https://youtube.googleapis.com/", "http://127.0.0.1:1/token")]
    [InlineData("http://127.0.0.1:1/", "https://oauth2.googleapis.com/token")]
    [InlineData("http://10.0.0.7/", "http://127.0.0.1:1/token")]
    public void A_rehearsal_refuses_any_address_but_loopback(string api, string token)
    {
        var options = new YouTubeOptions { ApiBaseUri = new Uri(api), TokenUri = new Uri(token), ApiKey = "k" };

        Assert.Throws<InvalidOperationException>(() => new YouTubeProject(options, _time, loopbackOnly: true));
        using var real = new YouTubeProject(options, _time);
    }

    [Fact]
    public async Task A_rehearsals_sockets_open_to_this_machine_only()
    {
        using var http = new HttpClient(LoopbackOnly.Handler(loopbackOnly: true));

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri("http://192.0.2.1/")));

        Assert.Contains("this machine only", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_are_redacted()
    {
        var shown = new YouTubeOptions { ApiKey = "s1", ClientId = "s2", ClientSecret = "s3", AccessToken = "s4", RefreshToken = "s5" }.ToString();

        Assert.All(new[] { "s1", "s2", "s3", "s4", "s5" }, secret => Assert.DoesNotContain(secret, shown, StringComparison.Ordinal));
        Assert.Contains("[redacted]", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_options_are_all_named_by_their_keys()
    {
        var wrong = new YouTubeOptions { ApiBaseUri = new Uri("ftp://x/"), RefreshToken = "r", DailyQuota = 100, ActionReserve = 100 };
        List<ValidationResult> errors = [];

        Assert.False(Validator.TryValidateObject(wrong, new ValidationContext(wrong), errors, validateAllProperties: true));
        Assert.Equal(3, errors.Count);
        var usual = new YouTubeOptions();
        Assert.True(Validator.TryValidateObject(usual, new ValidationContext(usual), null, validateAllProperties: true));
    }

    [Fact]
    public async Task Viewers_are_sampled_at_the_budgets_pace_and_absent_is_not_zero()
    {
        _youtube.On("/youtube/v3/videos", Json(200, VideoJson("chat-1", "live", "70000")), Error(503, "backendError"), Json(200, VideoJson("chat-1", "live", null)));
        // So little is left that counting is as seldom as it gets.
        using var project = Project(Options() with { DailyQuota = 2_100 });
        var intake = new Intake();
        using var stop = new CancellationTokenSource();

        var sampling = new YouTubeViewers(project, new FollowedBroadcast(project, Video, _time.GetUtcNow), () => Pages.Received, _time).RunAsync(intake, stop.Token);
        var told = await intake.NextAsync<BroadcastCame>();
        var first = await intake.NextAsync<ViewersCame>();
        await NextSampleAsync();
        await NextSampleAsync();
        var second = await intake.NextAsync<ViewersCame>();
        await stop.CancelAsync();

        Assert.Equal(new ViewersCame("youtube", Video, 70000, Pages.Received), first);
        Assert.Equal((BroadcastStanding.Live, Video, "Landing"), (told.Standing, told.Id, told.Title));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 18, 0, 3, TimeSpan.Zero), told.LiveSince);
        Assert.Null(second.Count);
        // The one that failed costs one, as every call.
        Assert.Equal(new QuotaDay(0, 3, 0), project.Budget.Today);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sampling);
    }

    [Fact]
    public async Task Several_videos_are_counted_by_one_call()
    {
        _youtube.On("/youtube/v3/videos", Json(200, """{"items":[{"id":"aaaaaaaaaaa","liveStreamingDetails":{"concurrentViewers":"5"}},{"id":"bbbbbbbbbbb","liveStreamingDetails":{"concurrentViewers":"7"}}]}"""));
        using var project = Project(Options());

        // The first call cannot know of the second one; from then on both are asked for together.
        Assert.Equal(5, (await project.Counts.AskAsync("aaaaaaaaaaa", TimeSpan.FromSeconds(48), default)).Video!.Viewers);
        Assert.Equal(7, (await project.Counts.AskAsync("bbbbbbbbbbb", TimeSpan.FromSeconds(48), default)).Video!.Viewers);
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(5, (await project.Counts.AskAsync("aaaaaaaaaaa", TimeSpan.FromSeconds(48), default)).Video!.Viewers);
        Assert.Equal((7, TimeSpan.Zero), (await project.Counts.AskAsync("bbbbbbbbbbb", TimeSpan.FromSeconds(48), default)) is var (video, _, age) ? (video!.Viewers, age) : default);

        Assert.Equal(["aaaaaaaaaaa", "bbbbbbbbbbb,aaaaaaaaaaa", "aaaaaaaaaaa,bbbbbbbbbbb"], _youtube.AskedFor("/youtube/v3/videos").Select(r => r.Value("id")));
    }

    [Theory]
    [InlineData(400, "pageTokenInvalid", 1)]
    [InlineData(401, "authError", 1)]
    [InlineData(403, "rateLimitExceeded", 1)]
    [InlineData(403, "quotaExceeded", 1)]
    [InlineData(503, "backendError", 1)]
    [InlineData(400, "keyInvalid", 0)]
    public async Task A_call_that_is_refused_costs_one_and_one_of_no_project_nothing(int status, string reason, int units)
    {
        _youtube.List(Error(status, reason));
        using var project = Project(Options());

        await project.ListAsync("chat-1", null, 2000, default);

        Assert.Equal(units, project.Budget.Today.Used);
    }

    [Fact]
    public async Task A_call_whose_answer_never_came_stays_counted_and_one_that_was_never_sent_does_not()
    {
        _youtube.List((_, reply) =>
        {
            reply.Reset();
            return Task.CompletedTask;
        });
        using var project = Project(Options());
        await project.ListAsync("chat-1", null, 2000, default);
        Assert.Equal(5, project.Budget.Today.Used);

        _youtube.Leave();
        await project.ListAsync("chat-1", null, 2000, default);
        Assert.Equal(5, project.Budget.Today.Used);
    }

    [Fact]
    public async Task Without_its_ledger_no_call_is_sent()
    {
        _youtube.WithChat("chat-1");
        using var project = new YouTubeProject(Options(), _time, loopbackOnly: true, new QuotaBudget(new AwayLedger(), "p", new QuotaLimits(10_000, 2_000), _time));

        var failure = (await project.FindVideoAsync(Video, default)).Failure!;

        Assert.Equal((FailureKind.Transient, "ledgerAway"), (failure.Kind, failure.Reason));
        Assert.Empty(_youtube.Requests);
    }

    public ValueTask DisposeAsync() => _youtube.DisposeAsync();

    private async Task NextSampleAsync()
    {
        await _time.TimerDueIn(QuotaBudget.LatestCount);
        _time.Advance(QuotaBudget.LatestCount);
    }

    private YouTubeOptions Options() => new() { ApiBaseUri = _youtube.Address, TokenUri = new Uri(_youtube.Address, "token"), ApiKey = "key-1" };

    private YouTubeOptions SignedIn() => Options() with { ApiKey = null, ClientId = "c", ClientSecret = "s", AccessToken = "old", RefreshToken = "refresh-1" };

    private YouTubeProject Project(YouTubeOptions options) => new(options, _time, loopbackOnly: true);

    private sealed class AwayLedger : IQuotaLedger
    {
        public ValueTask<QuotaDay?> DebitAsync(string project, DateOnly day, QuotaUse use, int units, QuotaLimits limits, DateTimeOffset now, CancellationToken ct) => throw new QuotaLedgerAwayException("away");

        public ValueTask<QuotaDay> GiveBackAsync(string project, DateOnly day, QuotaUse use, int units, CancellationToken ct) => throw new QuotaLedgerAwayException("away");

        public ValueTask<QuotaDay> CloseAsync(string project, DateOnly day, DateTimeOffset? until, CancellationToken ct) => throw new QuotaLedgerAwayException("away");

        public ValueTask<QuotaDay> ReadAsync(string project, DateOnly day, CancellationToken ct) => throw new QuotaLedgerAwayException("away");
    }
}
