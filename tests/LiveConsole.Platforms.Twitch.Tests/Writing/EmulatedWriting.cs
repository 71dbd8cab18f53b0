using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Platforms.Twitch.Writing;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Platforms.Twitch.Tests.Writing;

/// <summary>The writer on the emulated Twitch, both on a clock that stands still until it is moved.</summary>
internal sealed class EmulatedWriting : IAsyncDisposable
{
    public const string Channel = "agence_orbite";

    public static readonly Target Raider = new("901", "Ayşe", "ayse");

    private readonly SentRequests _sent = new();
    private readonly HttpClient _http;
    private readonly TwitchSignIn _signIn;

    private EmulatedWriting(EmulatedPlatforms platforms, FakeTime time)
    {
        (Platforms, Time, _http) = (platforms, time, new HttpClient(_sent));
        Options = new TwitchOptions
        {
            ApiBaseUri = platforms.Twitch.ApiBaseUri, IdBaseUri = platforms.Twitch.IdBaseUri, LoopbackOnly = true, ClientId = EmulatedTwitch.ClientId,
            UserAccessToken = EmulatedTwitch.UserToken, UserRefreshToken = EmulatedTwitch.UserRefreshToken,
        };
        _signIn = new TwitchSignIn(Options, _http, time);
        Writer = new TwitchWriter(Options, _signIn, _http, time, NullLogger<TwitchWriter>.Instance);
    }

    public EmulatedPlatforms Platforms { get; }

    public EmulatedTwitch Twitch => Platforms.Twitch;

    public FakeTime Time { get; }

    /// <summary>The writes of Helix that went out, and whether each had content.</summary>
    public IEnumerable<(string Path, bool HasContent)> Writes => _sent.Writes;

    public TwitchOptions Options { get; }

    public TwitchWriter Writer { get; }

    public static async Task<EmulatedWriting> StartAsync()
    {
        var time = new FakeTime();
        return new EmulatedWriting(await EmulatedPlatforms.StartAsync(new EmulatorOptions { RememberIds = true, TwitchTransportLag = TimeSpan.Zero }, time, NullLoggerFactory.Instance, TestContext.Current.CancellationToken), time);
    }

    public Task<DeedResult> DoAsync(Deed deed) => Writer.DoAsync(Channel, deed, TestContext.Current.CancellationToken);

    /// <summary>A message that somebody wrote now.</summary>
    public void Said(string id, Author? by = null, string text = "hello", TimeSpan ago = default) =>
        Platforms.Put(new RecordedMessage(new ChatMessage("twitch", Channel, id, Time.GetUtcNow() - ago, Time.GetUtcNow() - ago, by ?? new Author(Raider.Id, Raider.Name, Raider.Login), text)));

    /// <summary>The statuses that the emulator gave to this call, the oldest first.</summary>
    public IEnumerable<int> Statuses(string call) => Twitch.Calls.Calls.Where(c => c.Call == call).Select(c => c.Status);

    public async ValueTask DisposeAsync()
    {
        _signIn.Dispose();
        _http.Dispose();
        await Platforms.DisposeAsync();
    }

    private sealed class SentRequests() : DelegatingHandler(new SocketsHttpHandler())
    {
        public System.Collections.Concurrent.ConcurrentQueue<(string Path, bool HasContent)> Writes { get; } = new();

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method != HttpMethod.Get) Writes.Enqueue((request.RequestUri!.AbsolutePath, request.Content is not null));
            return base.SendAsync(request, cancellationToken);
        }
    }
}
