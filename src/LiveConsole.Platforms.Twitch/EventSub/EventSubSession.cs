using System.Net.WebSockets;
using LiveConsole.Domain.Chat;
using LiveConsole.Platforms.Twitch.Irc;

namespace LiveConsole.Platforms.Twitch.EventSub;

/// <summary>What a session needs from its connection.</summary>
internal sealed record EventSubSeams(OpenSocket Open, Func<DateTimeOffset> ShowTime, TimeProvider Time, OddFrames Odd, SeenDeliveries Seen, Action<string, string> LostType);

/// <summary>
/// One socket from its opening to its end: welcome, read, never send. Two of them live side by side while Twitch moves us.
/// </summary>
internal sealed class EventSubSession : IAsyncDisposable
{
    public static readonly TimeSpan OpenWithin = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan WelcomeWithin = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan UsualKeepalive = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LeaveWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(10);

    private readonly EventSubSeams _seams;
    private readonly Uri _address;
    private readonly IArrivalSink _sink;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationToken _ct;
    private readonly TaskCompletionSource<string> _welcomed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _moveAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FrameBuffer _frames = new();
    private readonly EventSubParser _parser;
    private WebSocket? _socket;
    private Task<ValueWebSocketReceiveResult>? _receiving;
    private TimeSpan _silence = WelcomeWithin;

    /// <param name="ct">The run's end. Hand-overs to the sink obey it alone: what was read is not thrown away when the socket is given up.</param>
    public EventSubSession(EventSubSeams seams, Uri address, IArrivalSink sink, CancellationToken ct)
    {
        (_seams, _address, _sink, _ct) = (seams, address, sink, ct);
        _parser = new EventSubParser(seams.Odd);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Reading = RunAsync();
    }

    /// <summary>The whole life of the socket; why it ended.</summary>
    public Task<ConnectionEnd> Reading { get; }

    /// <summary>Completes with the session's id when Twitch said welcome.</summary>
    public Task<string> Welcomed => _welcomed.Task;

    /// <summary>Completes with the address when Twitch asked us to move.</summary>
    public Task<string> MoveAsked => _moveAsked.Task;

    /// <summary>Show time until which nothing can be missing.</summary>
    public DateTimeOffset CoveredUntil { get; private set; }

    public int? CloseCode { get; private set; }

    /// <summary>Says goodbye and reads on until Twitch has too: all it sent before is then here.</summary>
    public async Task LeaveAsync()
    {
        try
        {
            if (!Reading.IsCompleted && _socket is { } socket) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _stop.Token);
            await Reading.WaitAsync(LeaveWithin, _seams.Time, _ct);
        }
        catch (Exception e) when (e is TimeoutException or WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It is gone already, or does not answer; the other session reads.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)Reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task<ConnectionEnd> RunAsync()
    {
        // The constructor's caller must get the object before anything runs.
        await Task.Yield();
        try
        {
            return await OpenAsync() ?? await ReadAsync();
        }
        catch (WebSocketException e)
        {
            return new ConnectionEnd.Lost(e.InnerException is HttpRequestException { HttpRequestError: var error }
                ? $"Twitch's EventSub cannot be reached ({error})."
                : $"The connection to Twitch's EventSub broke ({e.WebSocketErrorCode}).");
        }
        finally
        {
            await CloseAsync();
        }
    }

    private async Task<ConnectionEnd?> OpenAsync()
    {
        using var deadline = new CancellationTokenSource(OpenWithin, _seams.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, deadline.Token);
        try
        {
            _socket = await _seams.Open(_address, either.Token);
            return null;
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            return new ConnectionEnd.Lost($"Twitch's EventSub did not answer within {OpenWithin.TotalSeconds:0} s.");
        }
    }

    private async Task<ConnectionEnd> ReadAsync()
    {
        while (true)
        {
            var receive = _socket!.ReceiveAsync(_frames.Room(), CancellationToken.None);
            ValueWebSocketReceiveResult result;
            if (receive.IsCompleted)
            {
                result = await receive;
            }
            else
            {
                _receiving = receive.AsTask();
                // Only this waiting counts as silence: while the sink makes us wait, nobody listens to the socket.
                if (!await AnswersAsync(_receiving)) return Silent();
                result = await _receiving;
                _receiving = null;
            }

            var receivedAt = _seams.ShowTime();
            if (result.MessageType == WebSocketMessageType.Close)
            {
                CoveredUntil = receivedAt;
                CloseCode = (int?)_socket.CloseStatus;
                return CloseCodes.EndOf(CloseCode);
            }

            if (Parse(result, receivedAt) is { } read && await HandleAsync(read) is { } end) return end;
        }
    }

    private EventSubEvent? Parse(ValueWebSocketReceiveResult result, DateTimeOffset receivedAt)
    {
        if (!_frames.Received(result.Count, result.EndOfMessage, out var frame)) return null;
        if (frame.IsEmpty)
        {
            _seams.Odd.Note(nameof(EventSubProblem.TooLong), []);
            return null;
        }

        var read = _parser.Parse(frame, receivedAt);
        // A message covers up to its own time on Twitch: what was said while it was on its way may have been lost behind it. A clock
        // that is further off than any way is long says nothing.
        CoveredUntil = read is EventSubEvent.Message { Chat.SentAt: var sent } && sent < receivedAt && receivedAt - sent < LongestWay ? sent : receivedAt;
        return read;
    }

    private async ValueTask<ConnectionEnd?> HandleAsync(EventSubEvent read)
    {
        switch (read)
        {
            case EventSubEvent.Message message when _seams.Seen.TryAdd(message.Delivery):
                await _sink.PutAsync(new MessageCame(message.Chat), _ct);
                return null;
            case EventSubEvent.Removed removed when _seams.Seen.TryAdd(removed.Delivery):
                await _sink.PutAsync(removed.Removal, _ct);
                return null;
            case EventSubEvent.Told told when _seams.Seen.TryAdd(told.Delivery):
                foreach (var arrival in told.Arrivals) await _sink.PutAsync(arrival, _ct);
                return null;
            case EventSubEvent.Welcome welcome:
                // x1.2: some lateness is allowed before we call it dead.
                _silence = (welcome.KeepaliveWithin ?? UsualKeepalive) * 1.2;
                _welcomed.TrySetResult(welcome.SessionId);
                return null;
            case EventSubEvent.Reconnect move:
                _moveAsked.TrySetResult(move.Address);
                return null;
            case EventSubEvent.Revoked revoked:
                if (Revocations.EndOf(revoked) is { } end) return end;
                _seams.LostType(revoked.Type, revoked.Status);
                return null;
            default:
                return null;
        }
    }

    private ConnectionEnd.Lost Silent() => new(Welcomed.IsCompleted
        ? $"Nothing came from Twitch's EventSub for {_silence.TotalSeconds:0} s."
        : $"Twitch's EventSub did not say welcome within {WelcomeWithin.TotalSeconds:0} s.");

    private async ValueTask<bool> AnswersAsync(Task receiving)
    {
        try
        {
            await receiving.WaitAsync(_silence, _seams.Time, _stop.Token);
            return true;
        }
        catch (TimeoutException)
        {
            return receiving.IsCompleted;
        }
    }

    private async Task CloseAsync()
    {
        if (_socket is not null)
        {
            await GoodbyeAsync(_socket);
            _socket.Abort();
            _socket.Dispose();
        }

        // The receive that is still under way writes into the pooled buffer: it must be over before the buffer goes back.
        if (_receiving is not null) await ((Task)_receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _frames.Dispose();
    }

    // No answer is awaited: a dead peer would keep us waiting.
    private async Task GoodbyeAsync(WebSocket socket)
    {
        if (socket.State != WebSocketState.Open || !_stop.IsCancellationRequested) return;
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(1), _seams.Time);
        }
        catch (Exception e) when (e is WebSocketException or TimeoutException or ObjectDisposedException or InvalidOperationException)
        {
            // The peer went first.
        }
    }
}
