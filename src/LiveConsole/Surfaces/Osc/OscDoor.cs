using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using LiveConsole.Accounts.ApiTokens;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Surfaces.Osc;

/// <summary>
/// OSC in: <c>/liveconsole/ACTION</c> presses the button of that name (<see cref="SurfaceActions"/>), as the configured token, whose life and rights are looked
/// up each time. A first argument of 0 is the button's release and does nothing. UDP says nothing back, and an address can be forged on a network: hence the list of who may
/// send, loopback alone by default.
/// </summary>
public sealed partial class OscDoor(OscOptions options, ApiTokenBook tokens, LiveShows shows, ICommands commands, TimeProvider time, ILogger<OscDoor> log) : BackgroundService
{
    private const string Prefix = "/liveconsole/";
    private const int AtOnce = 16;
    private static readonly TimeSpan SaidEvery = TimeSpan.FromMinutes(1);

    // CLEAR has its own measure: never held back by other presses, and a flood of it still costs little.
    private readonly TokenBucketRateLimiter _presses = Measure(perSecond: 10), _clears = Measure(perSecond: 50);
    private readonly List<Task> _pressing = [];
    private long _passed, _saidAt;

    private readonly TaskCompletionSource<IPEndPoint?> _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where it listens; null: it does not. Completes once that is known.</summary>
    public Task<IPEndPoint?> Listens => _listens.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Endpoint is not { } at)
        {
            _listens.TrySetResult(null);
            return;
        }

        using var socket = new Socket(at.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(at);
        }
        catch (SocketException taken)
        {
            LogNotBound(options.Listen!, taken.SocketErrorCode);
            _listens.TrySetResult(null);
            return;
        }

        _saidAt = time.GetTimestamp();
        _listens.TrySetResult((IPEndPoint)socket.LocalEndPoint!);
        try
        {
            await ListenAsync(socket, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }

        await Task.WhenAll(_pressing);
    }

    private async Task ListenAsync(Socket socket, CancellationToken ct)
    {
        var buffer = new byte[OscFormat.LongestPacket + 1];
        var any = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        while (!ct.IsCancellationRequested)
        {
            SocketReceiveFromResult came;
            try
            {
                came = await socket.ReceiveFromAsync(buffer, SocketFlags.None, any, ct);
            }
            catch (SocketException)
            {
                // An earlier answer that found nobody; or longer than any packet of ours.
                Passed();
                continue;
            }

            var messages = options.Allows(((IPEndPoint)came.RemoteEndPoint).Address) ? OscFormat.Read(buffer.AsSpan(0, came.ReceivedBytes)) : [];
            if (messages.IsEmpty) Passed();
            foreach (var message in messages) await PressAsync(message, ct);
        }
    }

    private async Task PressAsync(OscMessage message, CancellationToken ct)
    {
        if (!message.Address.StartsWith(Prefix, StringComparison.Ordinal) || message.Arguments is [0 or 0f or false or 0L or 0d, ..])
        {
            if (!message.Address.StartsWith(Prefix, StringComparison.Ordinal)) Passed();
            return;
        }

        var action = message.Address[Prefix.Length..];
        var clears = action is SurfaceActions.Clear or SurfaceActions.ClearAll;
        using var lease = (clears ? _clears : _presses).AttemptAcquire();
        _pressing.RemoveAll(p => p.IsCompleted);
        if (!lease.IsAcquired || (_pressing.Count >= AtOnce && !clears))
        {
            Passed();
            return;
        }

        // Several at once: what hangs on a disk keeps no CLEAR waiting.
        _pressing.Add(DoAsync(action, message.Arguments is [string text, ..] ? text : null, ct));
        await Task.Yield();
    }

    private async Task DoAsync(string action, string? text, CancellationToken ct)
    {
        if (options.Token is not { } given || tokens.Find(given) is not { Scope: ApiScope.Write } token || !token.IsAlive(time.GetUtcNow()) || ShowOf(token) is not { } show)
        {
            LogNoToken();
            return;
        }

        tokens.Used(token.Id);
        var by = ApiTokenBook.ActorOf(token);
        var (command, _) = SurfaceActions.CommandOf(action, show.Snapshot.For(new Reader(token.Role)), by, text);
        if (command is null)
        {
            Passed();
            return;
        }

        try
        {
            if (await commands.DoAsync(show.Id, command, by, ct: ct) is Outcome.Refused refused) LogRefused(command.Verb, refused.Refusal.Kind);
        }
        catch (OperationCanceledException)
        {
            // The show is closed here, or the server stops.
        }
        catch (Exception bug) // The top of what one packet asks for: the next one is heard all the same.
        {
            LogBug(bug, command.Verb);
        }
    }

    private LiveShow? ShowOf(ApiTokenRow token) => token.ShowId is { } id ? shows.Live(new ShowId(id)) : options.Show is { } slug ? shows.Find(slug) as LiveShow : null;

    /// <summary>Counted, and said once a minute.</summary>
    private void Passed()
    {
        var passed = Interlocked.Increment(ref _passed);
        var saidAt = Interlocked.Read(ref _saidAt);
        if (passed > 1 && time.GetElapsedTime(saidAt) < SaidEvery) return;
        if (Interlocked.CompareExchange(ref _saidAt, time.GetTimestamp(), saidAt) == saidAt) LogPassed(passed);
    }

    private static TokenBucketRateLimiter Measure(int perSecond) => new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = perSecond * 2, TokensPerPeriod = perSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0, AutoReplenishment = true,
    });

    public override void Dispose()
    {
        _presses.Dispose();
        _clears.Dispose();
        base.Dispose();
    }

    [LoggerMessage(5601, LogLevel.Error, "OSC cannot be listened to at {Address} ({Error}): choose another Osc:Listen.")]
    private partial void LogNotBound(string address, SocketError error);

    [LoggerMessage(5602, LogLevel.Warning, "{Count} OSC packets were passed over since the start: not of ours, damaged, too many, or from an address that Osc:Allowed does not name.")]
    private partial void LogPassed(long count);

    [LoggerMessage(5603, LogLevel.Warning, "OSC: Osc:Token is no token that acts in an open show (revoked, expired, read-only, or its show is not named by Osc:Show).")]
    private partial void LogNoToken();

    [LoggerMessage(5604, LogLevel.Debug, "OSC: {Verb} was refused ({Kind}).")]
    private partial void LogRefused(string verb, RefusalKind kind);

    [LoggerMessage(5605, LogLevel.Critical, "OSC: {Verb} failed on a bug.")]
    private partial void LogBug(Exception bug, string verb);
}
