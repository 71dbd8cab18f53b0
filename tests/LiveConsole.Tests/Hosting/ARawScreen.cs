using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Hosting;

/// <summary>A screen that speaks SignalR's JSON protocol by hand.</summary>
internal sealed class ARawScreen : IAsyncDisposable
{
    private const char EndOfRecord = '\u001e';
    private static readonly TimeSpan Patience = Cap.Signal;

    private readonly ClientWebSocket _socket = new();
    private readonly Queue<JsonElement> _records = new();
    private readonly List<JsonElement> _passed = [];
    private int _invocation;

    public static Task<ARawScreen> ConnectAsync(AServer server, string address) => ConnectAsync(server.Uri, address);

    public static Task<ARawScreen> ConnectAsync(Uri server, string address) => AskAsync(server, "screen=" + address.Split('/')[^1]);

    /// <param name="query">What tells the hub who comes.</param>
    public static async Task<ARawScreen> AskAsync(Uri server, string query)
    {
        var screen = new ARawScreen();
        var hub = new UriBuilder(server) { Scheme = "ws", Path = "/hubs/show", Query = query };
        await screen._socket.ConnectAsync(hub.Uri, default);
        await screen.WriteAsync("""{"protocol":"json","version":1}""");
        return screen;
    }

    public Task SendAsync(string method, params object?[] arguments) =>
        WriteAsync(JsonSerializer.Serialize(new { type = 1, invocationId = (++_invocation).ToString(System.Globalization.CultureInfo.InvariantCulture), target = method, arguments }));

    /// <summary>The argument of the next call of that method.</summary>
    public async Task<JsonElement> NextAsync(string method) =>
        (await NextAsync(r => r.TryGetProperty("target", out var target) && target.GetString() == method)).GetProperty("arguments")[0];

    /// <summary>The result of the invocation.</summary>
    public async Task<JsonElement> CompletionAsync()
    {
        var completion = await NextAsync(r => r.TryGetProperty("type", out var type) && type.GetInt32() == 3);
        return completion.TryGetProperty("result", out var result) ? result : completion.TryGetProperty("error", out var error) ? error : JsonDocument.Parse("null").RootElement;
    }

    /// <summary>Whatever comes before, it is closed in the end.</summary>
    public async Task<bool> EndsAsync()
    {
        while (!await ClosedAsync())
        {
            // What was told before.
        }

        return true;
    }

    public async Task<bool> ClosedAsync()
    {
        try
        {
            await NextAsync(r => r.TryGetProperty("target", out _));
            return false;
        }
        catch (Exception closed) when (closed is WebSocketException or EndOfStreamException)
        {
            return true;
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<JsonElement> NextAsync(Func<JsonElement, bool> wanted)
    {
        if (_passed.FindIndex(r => wanted(r)) is >= 0 and var i)
        {
            var earlier = _passed[i];
            _passed.RemoveAt(i);
            return earlier;
        }

        while (true)
        {
            while (_records.TryDequeue(out var record))
            {
                if (wanted(record)) return record;
                _passed.Add(record);
            }

            await ReadAsync();
        }
    }

    private async Task ReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[64 * 1024];
        var text = new StringBuilder();
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer, patience.Token);
            if (part.MessageType == WebSocketMessageType.Close) throw new EndOfStreamException();
            text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
        }
        while (!part.EndOfMessage);
        foreach (var record in text.ToString().Split(EndOfRecord, StringSplitOptions.RemoveEmptyEntries)) _records.Enqueue(JsonDocument.Parse(record).RootElement);
    }

    private Task WriteAsync(string record) => _socket.SendAsync(Encoding.UTF8.GetBytes(record + EndOfRecord), WebSocketMessageType.Text, endOfMessage: true, default);
}
