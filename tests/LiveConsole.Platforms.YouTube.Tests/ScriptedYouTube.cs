using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LiveConsole.Platforms.YouTube.Tests;

/// <summary>What a client asked. Header names are lower case.</summary>
internal sealed record Asked(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>A query's value, or null.</summary>
    public string? Value(string name) => Query.Split('&').Where(p => p.StartsWith(name + "=", StringComparison.Ordinal)).Select(p => Uri.UnescapeDataString(p[(name.Length + 1)..])).FirstOrDefault();
}

internal delegate Task Answering(Asked asked, Reply reply);

/// <summary>A bare HTTP server on loopback that answers as the test scripts it, byte by byte: what a well-behaved server cannot do (cut, reset) it can.</summary>
internal sealed class ScriptedYouTube : IAsyncDisposable
{
    public const string Video = "abcDEF12345";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _conversations = [];
    private readonly Task _accepting;

    public ScriptedYouTube()
    {
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public ConcurrentQueue<Asked> Requests { get; } = new();

    /// <summary>What is answered to each call of a path, in order; the last one is repeated.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<Answering>> Answers { get; } = new();

    public ScriptedYouTube On(string path, params Answering[] answers)
    {
        Answers[path] = new(answers);
        return this;
    }

    public ScriptedYouTube WithChat(string chatId, string? viewers = "1234") => On("/youtube/v3/videos", Json(200, VideoJson(chatId, "live", viewers)));

    public ScriptedYouTube Stream(params Answering[] answers) => On("/youtube/v3/liveChat/messages/stream", answers);

    public ScriptedYouTube List(params Answering[] answers) => On("/youtube/v3/liveChat/messages", answers);

    public IEnumerable<Asked> AskedFor(string path) => Requests.Where(r => r.Path == path);

    public static Answering Json(int status, string body) => (_, reply) => reply.JsonAsync(status, body);

    public static Answering Error(int status, string reason, string message = "No.") =>
        Json(status, $$$"""[{"error":{"code":{{{status}}},"message":"{{{message}}}","errors":[{"message":"x","domain":"youtube","reason":"{{{reason}}}"}]}}]""");

    /// <summary>A stream that sends these elements and closes its array as YouTube does.</summary>
    public static Answering Elements(params string[] elements) => async (_, reply) =>
    {
        await reply.OpenAsync();
        await reply.ChunkAsync("[" + string.Join("\r\n,\r\n", elements) + "\r\n]");
        await reply.EndAsync();
    };

    public static string VideoJson(string? chatId, string phase, string? viewers) => $$$"""
        {"items":[{"id":"{{{Video}}}","snippet":{"channelId":"UCx","title":"Landing","liveBroadcastContent":"{{{phase}}}"},
        "liveStreamingDetails":{ {{{(viewers is null ? "" : $"\"concurrentViewers\":\"{viewers}\",")}}} {{{(chatId is null ? "" : $"\"activeLiveChatId\":\"{chatId}\",")}}} "actualStartTime":"2026-11-20T18:00:03Z"}}]}
        """;

    /// <summary>Nobody listens any more.</summary>
    public void Leave() => _listener.Stop();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_conversations);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _conversations.Add(ConverseAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or InvalidOperationException)
            {
                // Stopped before or while it waited: a listener that is asked after its stop says that it does not listen.
                return;
            }
        }
    }

    private async Task ConverseAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                if (await ReadAsync(stream) is not { } asked) return;
                Requests.Enqueue(asked);
                var reply = new Reply(client, stream, _stop.Token);
                if (!Answers.TryGetValue(asked.Path, out var answers) || !answers.TryPeek(out var answer)) await reply.JsonAsync(500, "{}");
                else
                {
                    if (answers.Count > 1) answers.TryDequeue(out answer);
                    await answer!(asked, reply);
                }
            }
            catch (Exception end) when (end is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // the client went away, or the test is over
            }
        }
    }

    private async Task<Asked?> ReadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0) return null;
            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var first = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(p => p[0].ToLowerInvariant(), p => p[1]);
        var body = new byte[headers.TryGetValue("content-length", out var length) ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, _stop.Token);
        var target = first[1].Split('?', 2);
        return new(first[0], target[0], target.Length > 1 ? target[1] : "", headers, Encoding.UTF8.GetString(body));
    }
}

/// <summary>The server's side of one request; the connection is closed after it.</summary>
internal sealed class Reply(TcpClient client, NetworkStream stream, CancellationToken stopped)
{
    public CancellationToken Stopped => stopped;

    public Task JsonAsync(int status, string body) => SendAsync(
        $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}");

    public Task OpenAsync() => SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");

    public Task ChunkAsync(string text) => SendAsync($"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n");

    public Task EndAsync() => SendAsync("0\r\n\r\n");

    /// <summary>A TCP reset in the middle of whatever was being said.</summary>
    public void Reset()
    {
        client.Client.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Client.Close();
    }

    /// <summary>Keeps the connection open and silent until the test is over or the client leaves.</summary>
    public async Task StayOpenAsync()
    {
        while (await stream.ReadAsync(new byte[1], stopped) > 0)
        {
        }
    }

    private async Task SendAsync(string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), stopped);
}
