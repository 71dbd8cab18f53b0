using System.Net;
using System.Text;
using LiveConsole.Domain.Chat;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Platforms.Twitch.Tests;

public sealed class TwitchViewersTests : IAsyncLifetime
{
    private const string Live = """{"data":[{"id":"41","user_id":"777","user_login":"alpha","type":"live","viewer_count":11038,"started_at":"2026-11-20T10:00:00Z"}],"pagination":{}}""";
    private const string Offline = """{"data":[],"pagination":{}}""";
    private const string Token = """{"access_token":"app-token","expires_in":5011271,"token_type":"bearer"}""";
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    private readonly FakeTime _time = new();
    private readonly ArrivalList _arrivals = new();
    private readonly Helix _helix = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _helix.Dispose();
    }

    private static readonly TwitchOptions App = new() { ClientId = "me", ClientSecret = "hush" };

    private Task Run(TwitchOptions options)
    {
        var http = new HttpClient(_helix, disposeHandler: false);
        return _running = new TwitchViewers("Alpha", options, http, _time.GetUtcNow, _time, NullLogger<TwitchViewers>.Instance).RunAsync(_arrivals, _stop.Token);
    }

    private Task Samples(int count) => _arrivals.Until(all => all.OfType<ViewersCame>().Count() >= count);

    private IEnumerable<long?> Counts => _arrivals.All.OfType<ViewersCame>().Select(v => v.Count);

    [Fact]
    public async Task Viewers_are_counted_every_half_minute_with_one_login()
    {
        _helix.Answers("/oauth2/token", Token).Answers("/helix/streams", Live, Live, Offline);
        _ = Run(App);
        for (var i = 1; i <= 3; i++)
        {
            await Samples(i);
            if (i == 3) break;
            await _time.TimerDueIn(Every);
            _time.Advance(Every);
        }

        Assert.Equal([11038, 11038, null], Counts);
        Assert.Equal("POST https://id.twitch.tv/oauth2/token  client_id=me&client_secret=hush&grant_type=client_credentials", _helix.Requests[0]);
        Assert.Equal("GET https://api.twitch.tv/helix/streams?user_login=alpha Bearer app-token me ", _helix.Requests[1]);
        Assert.Single(_helix.Requests, r => r.Contains("/token", StringComparison.Ordinal));
        Assert.Equal([SourceState.Live], _arrivals.States);
    }

    [Fact]
    public async Task Who_counts_after_another_is_told_that_it_counts()
    {
        _helix.Answers("/oauth2/token", Token).Answers("/helix/streams", Live, Live);
        using var http = new HttpClient(_helix, disposeHandler: false);
        var viewers = new TwitchViewers("Alpha", App, http, _time.GetUtcNow, _time, NullLogger<TwitchViewers>.Instance);
        for (var show = 1; show <= 2; show++)
        {
            using var leaves = new CancellationTokenSource();
            var run = viewers.RunAsync(_arrivals, leaves.Token);
            await Samples(show);
            await leaves.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Cap.Signal));
        }

        Assert.Equal([SourceState.Live, SourceState.Live], _arrivals.States);
    }

    [Fact]
    public async Task Without_credentials_it_says_so_once_and_ends()
    {
        await Run(new TwitchOptions());

        Assert.Equal(SourceState.Denied, Assert.IsType<SourceChanged>(Assert.Single(_arrivals.All)).State);
        Assert.Empty(_helix.Requests);
    }

    [Fact]
    public async Task A_users_token_finds_its_client_and_is_used_first()
    {
        _helix.Answers("/oauth2/validate", """{"client_id":"theirs","login":"bo","scopes":[],"user_id":"1","expires_in":5000}""").Answers("/helix/streams", Live);
        _ = Run(new TwitchOptions { UserAccessToken = "user-token" });
        await Samples(1);

        Assert.Equal("GET https://id.twitch.tv/oauth2/validate OAuth user-token ", _helix.Requests[0]);
        Assert.Equal("GET https://api.twitch.tv/helix/streams?user_login=alpha Bearer user-token theirs ", _helix.Requests[1]);
    }

    [Fact]
    public async Task A_dead_token_is_renewed_once_and_a_second_refusal_needs_a_person()
    {
        _helix.Answers("/oauth2/token", Token).Answers("/helix/streams", "401", Live, "401", "401");
        var run = Run(App);
        await Samples(1);
        await _time.TimerDueIn(Every);
        _time.Advance(Every);
        await run.WaitAsync(Cap.Signal);

        Assert.Equal([SourceState.Live, SourceState.Denied], _arrivals.States);
    }

    [Fact]
    public async Task Wrong_credentials_need_a_person()
    {
        _helix.Answers("/oauth2/token", "400");
        await Run(App);

        Assert.Equal([SourceState.Denied], _arrivals.States);
    }

    [Fact]
    public async Task Trouble_is_no_sample_and_is_tried_again()
    {
        _helix.Answers("/oauth2/token", Token).Answers("/helix/streams", "503", "broken", "not json", """{"data":7}""", Live);
        _ = Run(App);
        for (var i = 0; i < 4; i++)
        {
            await _time.TimerDueIn(Every);
            _time.Advance(Every);
        }

        await Samples(1);
        Assert.Equal([SourceState.Waiting, SourceState.Live], _arrivals.States);
        Assert.Equal([11038], Counts);
    }

    [Fact]
    public async Task Too_many_calls_wait_until_the_bucket_is_full_again()
    {
        var reset = _time.GetUtcNow().AddSeconds(50).ToUnixTimeSeconds();
        _helix.Answers("/oauth2/token", Token).Answers("/helix/streams", $"429 {reset}", Live);
        _ = Run(App);
        await _time.TimerDueIn(TimeSpan.FromSeconds(50));
    }

    [Fact]
    public async Task A_rehearsal_refuses_twitchs_own_addresses()
    {
        await Run(App with { LoopbackOnly = true, IdBaseUri = new Uri("http://127.0.0.1:1/oauth2") });

        Assert.Equal([SourceState.Denied], _arrivals.States);
        Assert.Empty(_helix.Requests);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/helix/streams")]
    [InlineData("http://127.0.0.1:8080/", "http://127.0.0.1:8080/helix/streams")]
    [InlineData("http://127.0.0.1:8080/mock", "http://127.0.0.1:8080/mock/streams")]
    [InlineData("http://127.0.0.1:8080/helix/", "http://127.0.0.1:8080/helix/streams")]
    public async Task The_base_address_may_be_a_host_or_a_path(string address, string asked)
    {
        _helix.Answers("/oauth2/token", Token).Answers(new Uri(asked).AbsolutePath, Live);
        _ = Run(App with { ApiBaseUri = new Uri(address) });
        await Samples(1);

        Assert.StartsWith($"GET {asked}?", _helix.Requests[1], StringComparison.Ordinal);
    }

    /// <summary>Answers each address with the next of its texts, the last one for ever; a number is a status, "broken" a broken line.</summary>
    private sealed class Helix : HttpMessageHandler
    {
        private readonly Dictionary<string, Queue<string>> _answers = [];

        public List<string> Requests { get; } = [];

        public Helix Answers(string path, params string[] texts)
        {
            _answers[path] = new Queue<string>(texts);
            return this;
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var client = request.Headers.TryGetValues("Client-Id", out var ids) ? ids.First() + " " : "";
            Requests.Add($"{request.Method} {request.RequestUri} {request.Headers.Authorization} {client}{body}");
            var queue = _answers[request.RequestUri!.AbsolutePath];
            var text = queue.Count > 1 ? queue.Dequeue() : queue.Peek();
            if (text == "broken") throw new HttpRequestException(HttpRequestError.ConnectionError, "broken");
            var words = text.Split(' ');
            if (!int.TryParse(words[0], out var status)) return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
            var response = new HttpResponseMessage((HttpStatusCode)status);
            if (words.Length > 1) response.Headers.Add("Ratelimit-Reset", words[1]);
            return response;
        }
    }
}
