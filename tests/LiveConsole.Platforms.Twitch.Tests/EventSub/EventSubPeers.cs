using LiveConsole.Domain.Chat;
using LiveConsole.Platforms.Twitch.EventSub;
using LiveConsole.Platforms.Twitch.Irc;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using static LiveConsole.Platforms.Twitch.Tests.LoopbackServer;

namespace LiveConsole.Platforms.Twitch.Tests.EventSub;

/// <summary>A connection to an EventSub whose frames the test sends, and a Helix that answers by hand.</summary>
public abstract class EventSubPeers : IAsyncLifetime
{
    private protected readonly FakeTime _time = new();
    private protected readonly ArrivalList _arrivals = new();
    private protected readonly FakeHelix _helix = new();
    private protected readonly CancellationTokenSource _stop = new();
    private protected HttpClient _http = null!;
    private protected LoopbackServer _server = null!;
    private protected TwitchSignIn? _signIn;
    private protected Task _running = Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        _http = new HttpClient(_helix);
        _server = await LoopbackServer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _server.DisposeAsync();
        _signIn?.Dispose();
        _http.Dispose();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected TwitchOptions Options => new()
    {
        EventSubUri = _server.SocketAddress, ApiBaseUri = new Uri("http://127.0.0.1:1"), IdBaseUri = new Uri("http://127.0.0.1:1"), LoopbackOnly = true, UserAccessToken = "good",
    };

    private protected TwitchEventSubConnection Connection(string channel = "#Alpha", TwitchOptions? options = null, OpenSocket? open = null)
    {
        options ??= Options;
        _signIn = new TwitchSignIn(options, _http, _time);
        return new TwitchEventSubConnection(channel, options, _signIn, _http, open ?? SocketOpener.OpenSilentAsync, _time.GetUtcNow, _time, NullLogger<TwitchEventSubConnection>.Instance);
    }

    private protected Task<ConnectionEnd> Run(TwitchEventSubConnection? connection = null)
    {
        var running = (connection ?? Connection()).RunAsync(_arrivals, null, _stop.Token);
        _running = running;
        return running;
    }

    private protected async Task<Peer> LiveAsync()
    {
        var peer = await _server.NextAsync();
        await peer.FrameAsync(Frames.Welcome());
        await _arrivals.UntilState(SourceState.Live);
        return peer;
    }

    private protected static Task<ConnectionEnd> Ended(Task<ConnectionEnd> run) => run.WaitAsync(Cap.Signal);
}
