using System.Net.WebSockets;
using System.Text;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.Twitch.Irc;

/// <summary>What a session needs from its connection.</summary>
internal sealed record IrcSeams(Uri Address, string Channel, OpenSocket Open, Func<DateTimeOffset> ShowTime, TimeProvider Time, OddFrames Odd, string Nick);

/// <summary>
/// One socket from its opening to its end: log in, join, read. Two of them live side by side while Twitch moves us.
/// </summary>
internal sealed class IrcSession : IAsyncDisposable
{
    /// <summary>Twitch answers a JOIN of an unknown room with silence, so joining needs an end of its own.</summary>
    public static readonly TimeSpan JoinWithin = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan OpenWithin = TimeSpan.FromSeconds(10);

    /// <summary>A dead peer and a quiet chat look alike until somebody asks.</summary>
    public static readonly TimeSpan AskAfter = TimeSpan.FromSeconds(60);

    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan NoticesWithin = AskAfter + AnswerWithin + LongestWay;

    private const string LastWord = "leaving";

    private readonly IrcSeams _seams;
    private readonly IArrivalSink _sink;
    private readonly Func<DateTimeOffset, CancellationToken, Task> _onLive;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationToken _ct;
    private readonly TaskCompletionSource _live = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _moveAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    // A web socket takes one send at a time, and leaving is asked for from outside the reading loop.
    private readonly SemaphoreSlim _sending = new(1);
    private readonly LineBuffer _lines = new();
    private readonly IrcParser _parser;
    private WebSocket? _socket;
    private Task<ValueWebSocketReceiveResult>? _receiving;
    private DateTimeOffset _receivedAt;
    private DateTimeOffset _coveredUntil;
    private long _joinBy;
    private bool _loggedIn;

    /// <param name="onLive">Called in the reading loop before anything that follows the room's state is handed over.</param>
    /// <param name="ct">The run's end. Hand-overs to the sink obey it alone: what was read is not thrown away when the socket is given up.</param>
    public IrcSession(IrcSeams seams, IArrivalSink sink, Func<DateTimeOffset, CancellationToken, Task> onLive, CancellationToken ct)
    {
        (_seams, _sink, _onLive, _ct) = (seams, sink, onLive, ct);
        _parser = new IrcParser(seams.Odd);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Reading = RunAsync();
    }

    /// <summary>The whole life of the socket; why it ended.</summary>
    public Task<ConnectionEnd> Reading { get; }

    /// <summary>Completes when the room's state came: from then on messages reach us.</summary>
    public Task Live => _live.Task;

    /// <summary>Completes when Twitch said RECONNECT.</summary>
    public Task MoveAsked => _moveAsked.Task;

    /// <summary>Show time until which nothing can be missing.</summary>
    public DateTimeOffset CoveredUntil => _coveredUntil;

    /// <summary>
    /// Reads on until the server has answered a last PING: all it sent before is then here. What it sent after came to the other socket too.
    /// </summary>
    public async Task LeaveAsync()
    {
        try
        {
            if (!Reading.IsCompleted) await SendAsync($"PING :{LastWord}");
            await Reading.WaitAsync(AnswerWithin, _seams.Time, _ct);
        }
        catch (Exception e) when (e is TimeoutException or WebSocketException or ObjectDisposedException)
        {
            // It said RECONNECT and may be gone already; the other socket reads.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)Reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _sending.Dispose();
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
            return Lost(e.InnerException is HttpRequestException { HttpRequestError: var error }
                ? $"Twitch's chat cannot be reached ({error})."
                : $"The connection to Twitch's chat broke ({e.WebSocketErrorCode}).");
        }
        catch (TimeoutException)
        {
            return Lost($"Twitch took nothing from us for {AnswerWithin.TotalSeconds:0} s.");
        }
        finally
        {
            await CloseAsync();
        }
    }

    private ConnectionEnd.Lost Lost(string reason, bool healthy = false) =>
        new(reason, healthy) { CoveredUntil = _live.Task.IsCompleted ? _coveredUntil : null };

    private async Task<ConnectionEnd?> OpenAsync()
    {
        using var deadline = new CancellationTokenSource(OpenWithin, _seams.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, deadline.Token);
        try
        {
            _socket = await _seams.Open(_seams.Address, either.Token);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            return Lost($"Twitch's chat did not answer within {OpenWithin.TotalSeconds:0} s.");
        }

        _joinBy = _seams.Time.GetTimestamp();
        await SendAsync($"CAP REQ :twitch.tv/tags twitch.tv/commands\r\nNICK {_seams.Nick}");
        return null;
    }

    private async Task<ConnectionEnd> ReadAsync()
    {
        while (true)
        {
            for (var i = _lines.TakeTooLong(); i > 0; i--) _seams.Odd.Note(nameof(ParseProblem.TooLong), []);
            while (_lines.TryTake(out var line))
            {
                var read = _parser.Parse(line, _receivedAt);
                _coveredUntil = CoveredBy(read);
                if (await HandleAsync(read) is { } end) return end;
            }

            if (await ReceiveAsync() is { } lost) return lost;
        }
    }

    // The last message covers up to its own time on Twitch: what was said while it was on its way may have been lost behind it. A clock
    // that is further off than any way is long says nothing.
    private DateTimeOffset CoveredBy(IrcEvent read) =>
        read is IrcEvent.Message { Chat.SentAt: var sent } && sent < _receivedAt && _receivedAt - sent < LongestWay ? sent : _receivedAt;

    private async ValueTask<ConnectionEnd?> HandleAsync(IrcEvent read)
    {
        switch (read)
        {
            case IrcEvent.Message message:
                await _sink.PutAsync(new MessageCame(message.Chat), _ct);
                return null;
            case IrcEvent.Removed removed:
                await _sink.PutAsync(removed.Removal, _ct);
                return null;
            case IrcEvent.Ping ping:
                await SendAsync(ping.Text is null ? "PONG" : $"PONG :{ping.Text}");
                return null;
            case IrcEvent.Pong { Text: LastWord }:
                return Lost("moved to another server", healthy: true);
            case IrcEvent.Welcome:
                _loggedIn = true;
                await SendAsync($"JOIN #{_seams.Channel}");
                return null;
            case IrcEvent.RoomState state when state.Channel == _seams.Channel:
                if (!_live.Task.IsCompleted)
                {
                    await _onLive(_receivedAt, _ct);
                    _live.TrySetResult();
                }

                await _sink.PutAsync(new ModesCame(IrcParser.Platform, state.Channel, state.Modes, _receivedAt), _ct);
                return null;
            // Connected, answered when we ask, and no message ever more: only the line that put us out tells.
            case IrcEvent.Parted parted when parted.Channel == _seams.Channel && parted.Login == _seams.Nick:
                return Lost($"Twitch put us out of #{_seams.Channel}.");
            case IrcEvent.Reconnect:
                _moveAsked.TrySetResult();
                return null;
            case IrcEvent.Capabilities { Granted: false }:
                return new ConnectionEnd.Denied("Twitch refuses message tags: without ids nothing can be told apart.");
            case IrcEvent.Notice notice:
                return Refusals.Of(notice);
            default:
                return null;
        }
    }

    /// <summary>Receives once. Only this waiting counts as silence: while the sink makes us wait, nobody listens to the socket.</summary>
    private async ValueTask<ConnectionEnd?> ReceiveAsync()
    {
        var receive = _socket!.ReceiveAsync(_lines.Room(), CancellationToken.None);
        ValueWebSocketReceiveResult result;
        if (receive.IsCompleted)
        {
            result = await receive;
        }
        else
        {
            _receiving = receive.AsTask();
            if (await SilenceAsync(_receiving) is { } lost) return lost;
            result = await _receiving;
            _receiving = null;
        }

        _receivedAt = _seams.ShowTime();
        if (result.MessageType == WebSocketMessageType.Close)
        {
            _coveredUntil = _receivedAt;
            var code = (int?)_socket.CloseStatus;
            return Lost($"Twitch closed the connection ({code?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "no code"}).", healthy: MoveAsked.IsCompleted);
        }

        _lines.Received(result.Count, result.EndOfMessage);
        return null;
    }

    private async ValueTask<ConnectionEnd?> SilenceAsync(Task receiving)
    {
        if (!_live.Task.IsCompleted)
        {
            var left = JoinWithin - _seams.Time.GetElapsedTime(_joinBy);
            if (await AnswersAsync(receiving, left > TimeSpan.Zero ? left : TimeSpan.Zero)) return null;
            return Lost(_loggedIn
                ? $"Twitch did not let us into #{_seams.Channel} within {JoinWithin.TotalSeconds:0} s: is there a channel of that name?"
                : $"Twitch did not answer the login within {JoinWithin.TotalSeconds:0} s.");
        }

        if (await AnswersAsync(receiving, AskAfter)) return null;
        await SendAsync("PING :liveconsole");
        if (await AnswersAsync(receiving, AnswerWithin)) return null;
        return Lost($"Nothing came from Twitch for {(AskAfter + AnswerWithin).TotalSeconds:0} s, not even an answer.");
    }

    private async ValueTask<bool> AnswersAsync(Task receiving, TimeSpan within)
    {
        try
        {
            await receiving.WaitAsync(within, _seams.Time, _stop.Token);
            return true;
        }
        catch (TimeoutException)
        {
            return receiving.IsCompleted;
        }
    }

    private async Task SendAsync(string lines)
    {
        await _sending.WaitAsync(_stop.Token);
        try
        {
            // A half-open socket whose buffers are full never takes it.
            var sending = _socket!.SendAsync(Encoding.UTF8.GetBytes(lines + "\r\n"), WebSocketMessageType.Text, endOfMessage: true, _stop.Token);
            await sending.WaitAsync(AnswerWithin, _seams.Time);
        }
        finally
        {
            _sending.Release();
        }
    }

    // Only when it is we who go: no answer is awaited, a dead peer would keep us waiting.
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
        _lines.Dispose();
    }
}
