using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LiveConsole.Platforms.YouTube.Tests.Writing;

/// <summary>Answers the first request and keeps its connection; closes it on the second one without a word, as a server that dies does.</summary>
internal sealed class ClosingServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private int _heard;

    public ClosingServer()
    {
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _running = RunAsync();
    }

    public Uri Address { get; }

    /// <summary>The id of each removal that came in.</summary>
    public ConcurrentQueue<string> Removed { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or IOException or ObjectDisposedException || (end is InvalidOperationException && _stop.IsCancellationRequested))
        {
            // the test is over
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            Removed.Enqueue(line.Split("id=")[1].Split(' ')[0]);
            while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 })
            {
            }

            if (++_heard > 1) return;
            await stream.WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray(), _stop.Token);
        }
    }
}
