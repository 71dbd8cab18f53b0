using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>One IRC connection: its handshake, its bounded outgoing queue with one send loop, its receive loop.</summary>
internal sealed class IrcClient : IDisposable
{
    private const int LongestLine = 64 * 1024;
    private static readonly TimeSpan PingEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    private readonly WebSocket _socket;
    private readonly HttpContext _http;
    private readonly EmulatedTwitch _twitch;
    private readonly IrcSession _session;
    private readonly Channel<IrcFrame> _outgoing = Channel.CreateBounded<IrcFrame>(new BoundedChannelOptions(50_000) { SingleReader = true });
    private readonly ITimer _ping;
    private ITimer? _closing;
    private ITimer? _answering;
    private int _unanswered;
    private int _fragmented;
    private long _queuedBytes;
    private volatile bool _silent;

    public IrcClient(WebSocket socket, HttpContext http, EmulatedTwitch twitch)
    {
        _socket = socket;
        _http = http;
        _twitch = twitch;
        _session = new IrcSession(this, twitch);
        _ping = twitch.Time.CreateTimer(static client => ((IrcClient)client!).Send("PING :tmi.twitch.tv"), this, PingEvery, PingEvery);
    }

    public IrcSight Sees { get; set; }

    /// <summary>Whose token it signed in with; null: nobody's.</summary>
    public string? UserId => _session.UserId;

    public async Task RunAsync(CancellationToken ct)
    {
        var sending = SendLoopAsync(ct);
        try
        {
            await ReceiveLoopAsync(ct);
        }
        catch (WebSocketException)
        {
            // The client went without a goodbye, or was cut: nothing is left to say to it.
        }
        catch (OperationCanceledException)
        {
            // The emulator stops, or the connection was cut.
        }
        finally
        {
            _session.LeaveAll();
            _outgoing.Writer.TryComplete();
            await sending;
        }
    }

    public void Send(string line) => Send(IrcFrame.Of(line));

    public void Send(IrcFrame frame)
    {
        if (_silent) return;
        var queued = Interlocked.Add(ref _queuedBytes, frame.Bytes.Length);
        if (queued <= _twitch.Options.TwitchQueueBytes && _outgoing.Writer.TryWrite(frame)) return;
        if (_outgoing.Writer.TryComplete())
        {
            _twitch.CountSlowClient();
            Cut();
        }
    }

    /// <summary>Says what is still queued, then closes.</summary>
    public void Close() => _outgoing.Writer.TryComplete();

    /// <summary>RECONNECT: the server will close after a while of its own choosing.</summary>
    public void ReconnectSoon(TimeSpan after)
    {
        Send(":tmi.twitch.tv RECONNECT");
        _closing = _twitch.Time.CreateTimer(static client => ((IrcClient)client!).Close(), this, after, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The cable is pulled: no close frame.</summary>
    public void Cut() => _http.Abort();

    /// <summary>Half open: the connection stays, nothing is sent or answered any more.</summary>
    public void FallSilent() => _silent = true;

    /// <summary>Out of its rooms without being told: it lives, answers, and hears nothing.</summary>
    public void FallDeaf() => _session.LeaveAll();

    public void PartAll() => _session.PartAll();

    /// <summary>PINGs as Twitch is not known to send them: other words, none at all. A client that answers one of them too little is cut.</summary>
    public void AskWhetherAlive()
    {
        Interlocked.Exchange(ref _unanswered, 3);
        Send("PING :are you there: 1 2");
        Send("PING tmi-7.example");
        Send("PING");
        _answering?.Dispose();
        _answering = _twitch.Time.CreateTimer(static client => ((IrcClient)client!).CutUnlessAnswered(), this, AnswerWithin, Timeout.InfiniteTimeSpan);
    }

    public void Answered() => Interlocked.Decrement(ref _unanswered);

    /// <summary>The next frames come in several pieces, cut anywhere.</summary>
    public void FragmentNext(int frames) => Interlocked.Exchange(ref _fragmented, frames);

    public void Dispose()
    {
        _answering?.Dispose();
        _ping.Dispose();
        _closing?.Dispose();
    }

    private async Task SendLoopAsync(CancellationToken ct)
    {
        try
        {
            await foreach (var frame in _outgoing.Reader.ReadAllAsync(ct))
            {
                if (_silent) continue;
                await SendAsync(frame.Bytes, ct);
                Interlocked.Add(ref _queuedBytes, -frame.Bytes.Length);
                if (frame.FirstSent()) _twitch.CountSent(frame.Marks);
            }

            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ct);
        }
        catch (WebSocketException)
        {
            Cut();
        }
        catch (OperationCanceledException)
        {
            Cut();
        }
        catch (ObjectDisposedException)
        {
            // The socket was cut while a frame was on its way.
        }
    }

    private void CutUnlessAnswered()
    {
        if (Volatile.Read(ref _unanswered) > 0) Cut();
    }

    private async Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken ct)
    {
        if (Volatile.Read(ref _fragmented) > 0)
        {
            Interlocked.Decrement(ref _fragmented);
            // An odd length cuts lines, tags and the bytes of one letter.
            for (var piece = frame.Length / 5 | 1; frame.Length > piece; frame = frame[piece..])
                await _socket.SendAsync(frame[..piece], WebSocketMessageType.Text, endOfMessage: false, ct);
        }

        await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, ct);
    }

    private async Task ReceiveLoopAsync(CancellationToken ct)
    {
        var buffer = new byte[16 * 1024];
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                if (length >= LongestLine) return;
                Array.Resize(ref buffer, length * 2);
            }

            var got = await _socket.ReceiveAsync(buffer.AsMemory(length), ct);
            if (got.MessageType == WebSocketMessageType.Close) return;
            length += got.Count;
            if (!got.EndOfMessage) continue;
            foreach (var line in Encoding.UTF8.GetString(buffer, 0, length).Split('\n'))
            {
                if (!_silent) _session.Take(line.TrimEnd('\r'));
            }

            length = 0;
        }
    }
}
