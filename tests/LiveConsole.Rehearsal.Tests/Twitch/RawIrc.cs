using System.Net.WebSockets;
using System.Text;
using LiveConsole.Testing;

namespace LiveConsole.Rehearsal.Tests.Twitch;

/// <summary>A client that knows nothing but sockets and lines.</summary>
internal sealed class RawIrc : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly Queue<string> _lines = new();
    private readonly byte[] _buffer = new byte[1 << 20];

    public WebSocketState State => _socket.State;

    public int Frames { get; private set; }

    public static async Task<RawIrc> ConnectAsync(Uri uri, string? subProtocol = null)
    {
        var irc = new RawIrc();
        if (subProtocol is not null) irc._socket.Options.AddSubProtocol(subProtocol);
        await irc._socket.ConnectAsync(uri, TestContext.Current.CancellationToken);
        return irc;
    }

    public static async Task<RawIrc> JoinedAsync(EmulatedPlatforms platforms, string capabilities = "twitch.tv/tags twitch.tv/commands", string? room = null)
    {
        var irc = await ConnectAsync(platforms.Twitch.IrcUri);
        if (capabilities.Length > 0) await irc.SayAsync($"CAP REQ :{capabilities}");
        await irc.SayAsync("NICK justinfan12345", $"JOIN #{room ?? platforms.Twitch.Channel}", "PING :joined");
        await irc.UntilAsync(":joined");
        return irc;
    }

    public string? SubProtocol => _socket.SubProtocol;

    public Task SayAsync(params string[] lines) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\r\n"))), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    /// <summary>The next line; null when the server has closed.</summary>
    public async Task<string?> NextAsync()
    {
        while (_lines.Count == 0)
        {
            var length = 0;
            ValueWebSocketReceiveResult got;
            do
            {
                got = await _socket.ReceiveAsync(_buffer.AsMemory(length), TestContext.Current.CancellationToken).AsTask().WaitAsync(Cap.Signal);
                if (got.MessageType == WebSocketMessageType.Close) return null;
                length += got.Count;
            }
            while (!got.EndOfMessage);
            Frames++;
            foreach (var line in Encoding.UTF8.GetString(_buffer, 0, length).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)) _lines.Enqueue(line);
        }

        return _lines.Dequeue();
    }

    /// <summary>Lines up to the first that ends with this, that one included.</summary>
    public async Task<List<string>> UntilAsync(string end)
    {
        List<string> seen = [];
        while (await NextAsync() is { } line)
        {
            seen.Add(line);
            if (line.EndsWith(end, StringComparison.Ordinal)) return seen;
        }

        return seen;
    }

    /// <summary>What has come until the server answers this ping.</summary>
    public async Task<List<string>> SeenNowAsync()
    {
        await SayAsync("PING :now");
        var seen = await UntilAsync(":now");
        return seen[..^1];
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    public static Dictionary<string, string> Tags(string line) =>
        line[1..line.IndexOf(' ', StringComparison.Ordinal)].Split(';').Select(t => t.Split('=', 2)).ToDictionary(t => t[0], t => t[1], StringComparer.Ordinal);

    public static string Trailing(string line) => line[(line.IndexOf(" :", line.IndexOf("PRIVMSG", StringComparison.Ordinal), StringComparison.Ordinal) + 2)..];
}
