using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace LiveConsole.Testing.Postgres;

/// <summary>
/// A way to a server on loopback that can fail as networks do: cut (links are torn, new ones refused), frozen (nothing moves either way),
/// or deaf to answers (what is sent arrives, what comes back is lost).
/// </summary>
public sealed class CuttableLink : IAsyncDisposable
{
    private readonly int _to;
    private readonly TcpListener _listener;
    private readonly ConcurrentDictionary<Pair, byte> _pairs = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private volatile TaskCompletionSource _flows = Done();
    private volatile bool _cut;
    private volatile bool _losesAnswers;

    private sealed record Pair(TcpClient Client, TcpClient Server) : IDisposable
    {
        public void Dispose()
        {
            Client.Dispose();
            Server.Dispose();
        }
    }

    public CuttableLink(int to)
    {
        _to = to;
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Completes with the first answer that was lost.</summary>
    public Task AnswerLost => _lost.Task;

    private TaskCompletionSource _lost = Open();

    /// <summary>Tears every link; new ones are closed as soon as they come.</summary>
    public void Cut()
    {
        _cut = true;
        Tear();
    }

    /// <summary>Tears what is there; new ones are let through.</summary>
    public void Tear()
    {
        foreach (var pair in _pairs.Keys) pair.Dispose();
    }

    public void LoseAnswers()
    {
        _lost = Open();
        _losesAnswers = true;
    }

    public void Freeze() => _flows = Open();

    /// <summary>All is well again for whatever links there are.</summary>
    public void Mend()
    {
        (_cut, _losesAnswers) = (false, false);
        _flows.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        _flows.TrySetResult();
        Tear();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> pumps = [];
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                pumps.RemoveAll(p => p.IsCompleted);
                pumps.Add(CarryAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(pumps);
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var pair = new Pair(client, new TcpClient());
        _pairs[pair] = 0;
        try
        {
            if (_cut) return;
            await pair.Server.ConnectAsync(IPAddress.Loopback, _to, _stop.Token);
            await Task.WhenAny(PumpAsync(client, pair.Server, answers: false), PumpAsync(pair.Server, client, answers: true));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Torn, or the server is not there.
        }
        finally
        {
            _pairs.TryRemove(pair, out _);
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, bool answers)
    {
        try
        {
            var buffer = new byte[64 * 1024];
            while (await from.GetStream().ReadAsync(buffer, _stop.Token) is > 0 and var read)
            {
                await _flows.Task;
                if (answers && _losesAnswers) _lost.TrySetResult();
                else await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _stop.Token);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // The other direction tears the rest.
        }
    }

    private static TaskCompletionSource Open() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource Done()
    {
        var done = Open();
        done.SetResult();
        return done;
    }
}
