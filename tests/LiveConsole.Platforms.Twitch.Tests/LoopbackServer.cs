using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using LiveConsole.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LiveConsole.Platforms.Twitch.Tests;

/// <summary>A real server on loopback: each web socket that comes is handed to the test, which plays Twitch's part by hand.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly Channel<Peer> _peers = Channel.CreateUnbounded<Peer>();
    private readonly WebApplication _app;

    private LoopbackServer(Func<HttpContext, Task>? http)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(async context =>
        {
            if (context.WebSockets.IsWebSocketRequest) await ServeAsync(context);
            else if (http is not null) await http(context);
        });
    }

    public Uri Address => new(_app.Urls.First());

    public Uri SocketAddress => new UriBuilder(Address) { Scheme = "ws" }.Uri;

    public static async Task<LoopbackServer> StartAsync(Func<HttpContext, Task>? http = null)
    {
        var server = new LoopbackServer(http);
        await server._app.StartAsync();
        return server;
    }

    public async Task<Peer> NextAsync() => await _peers.Reader.ReadAsync().AsTask().WaitAsync(Cap.Signal);

    public bool HasAnother => _peers.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        while (_peers.Reader.TryRead(out var left)) left.LetGo();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var peer = new Peer(socket, context);
        await _peers.Writer.WriteAsync(peer);
        await peer.Over.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>One client's socket, seen from the server.</summary>
    internal sealed class Peer(WebSocket socket, HttpContext context)
    {
        private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Queue<string> _lines = new();
        private readonly byte[] _buffer = new byte[64 * 1024];

        public Task Over => _over.Task;

        public async Task SendAsync(params string[] lines) => await FrameAsync(string.Concat(lines.Select(l => l + "\r\n")));

        public async Task FrameAsync(string text, bool endOfFrame = true) =>
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfFrame, CancellationToken.None);

        /// <summary>The client's next line; null when it has closed.</summary>
        public async Task<string?> LineAsync()
        {
            while (_lines.Count == 0)
            {
                try
                {
                    var result = await socket.ReceiveAsync(_buffer, CancellationToken.None).WaitAsync(Cap.Signal);
                    if (result.MessageType == WebSocketMessageType.Close) return null;
                    foreach (var line in Encoding.UTF8.GetString(_buffer, 0, result.Count).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)) _lines.Enqueue(line);
                }
                catch (WebSocketException)
                {
                    return null;
                }
            }

            return _lines.Dequeue();
        }

        public async Task LoginAsync()
        {
            Assert.Equal("CAP REQ :twitch.tv/tags twitch.tv/commands", await LineAsync());
            var nick = await LineAsync();
            Assert.Matches("^NICK justinfan[0-9]{5}$", nick);
            Nick = nick!["NICK ".Length..];
            await SendAsync(":tmi.twitch.tv CAP * ACK :twitch.tv/tags twitch.tv/commands", ":tmi.twitch.tv 001 justinfan12345 :Welcome, GLHF!", ":tmi.twitch.tv 376 justinfan12345 :>");
            Assert.Equal("JOIN #alpha", await LineAsync());
        }

        public async Task LetInAsync()
        {
            await LoginAsync();
            await SendAsync(":justinfan12345!justinfan12345@justinfan12345.tmi.twitch.tv JOIN #alpha", RoomState);
        }

        /// <summary>As it logged in.</summary>
        public string Nick { get; private set; } = "";

        public string Asked => context.Request.Path + context.Request.QueryString;

        public async Task CloseAsync(int code = 1000)
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)code, null, CancellationToken.None);
            _over.TrySetResult();
        }

        /// <summary>Nobody looks at it any more; the client may be gone already.</summary>
        public void LetGo() => _over.TrySetResult();

        public void Abort()
        {
            context.Abort();
            _over.TrySetResult();
        }
    }

    public const string RoomState = "@emote-only=0;followers-only=-1;r9k=0;room-id=777;slow=0;subs-only=0 :tmi.twitch.tv ROOMSTATE #alpha";

    public static string Privmsg(string id, string text = "hi") =>
        $"@badges=;color=;display-name=Bo;emotes=;id={id};room-id=777;tmi-sent-ts=1767225600123;user-id=901 :bo!bo@bo.tmi.twitch.tv PRIVMSG #alpha :{text}";
}
