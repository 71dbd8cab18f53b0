using System.Threading.Channels;
using LiveConsole.Domain.Chat;
using Microsoft.Extensions.Logging;

namespace LiveConsole.Platforms;

/// <summary>
/// Keeps one source read for ever: runs its connection, says its state, waits with jitter between tries, passes resume tokens on, drops what
/// came twice in an overlap, and names every interval nobody read where the platform cannot replay it. It holds all retry policy; connections have none.
/// </summary>
/// <param name="sink">The show's intake. Its waiting is passed on to the socket: nothing is dropped.</param>
/// <param name="showTime">Show time: for states and gaps. <paramref name="time"/> is machine time: for delays.</param>
public sealed partial class ChatSupervisor(IChatConnection connection, IArrivalSink sink, Func<DateTimeOffset> showTime, TimeProvider time, Random random, ILogger<ChatSupervisor> logger)
{
    /// <summary>Live for so long, the next trouble is a new one and delays begin anew.</summary>
    public static readonly TimeSpan HealthyAfter = TimeSpan.FromMinutes(1);

    /// <summary>A normal end that is made good within this is not said: some platforms close every few seconds.</summary>
    public static readonly TimeSpan NotWorthSaying = TimeSpan.FromSeconds(3);

    /// <summary>After a refusal only a person can change: how often it is asked whether somebody did, elsewhere perhaps. Rare, for on YouTube each question costs units.</summary>
    public static readonly TimeSpan AskAgainEvery = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan ReallyRead = TimeSpan.FromSeconds(1);

    /// <summary>After the end of a broadcast: how often to look for the next one.</summary>
    public TimeSpan LookAgainEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A broadcaster who restarts has the next one within a minute: at first it is looked for often, since what is said there before may never be read.</summary>
    public TimeSpan LookAgainSoon { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long often.</summary>
    public TimeSpan SoonFor { get; init; } = TimeSpan.FromMinutes(2);

    private readonly RetryDelays _delays = new(random);
    private long _restsSince;
    private long _endedAt;

    // A channel of one: pressing "retry" twice is pressing it once.
    private readonly Channel<bool> _retry = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly Channel<ConnectionEnd.Lost> _givenUp = Channel.CreateBounded<ConnectionEnd.Lost>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public SourceKey Source => connection.Source;

    /// <summary>A person changed something (or has no patience): try now, whatever is being waited for. Safe on any thread.</summary>
    public void RetryNow() => _retry.Writer.TryWrite(true);

    /// <summary>Others show that the connection brings nothing though it seems to live: it is ended, and the next one opened. Safe on any thread.</summary>
    public void GiveUp(ConnectionEnd.Lost because) => _givenUp.Writer.TryWrite(because);

    /// <summary>Runs until cancelled; ends with <see cref="OperationCanceledException"/> once the connection has ended.</summary>
    /// <param name="resumeToken">The last journaled resume point's token, or null.</param>
    /// <param name="coveredUntil">Show time until which this source is known to have been read before this start; null: this is the first.</param>
    public async Task RunAsync(string? resumeToken, DateTimeOffset? coveredUntil, CancellationToken ct)
    {
        using var coverage = new CoverageSink(connection, sink, showTime, time, resumeToken, coveredUntil);
        var askedAgain = false;
        while (true)
        {
            if (coverage is { Rests: false, HasEnded: false } && !askedAgain) await coverage.SayAsync(SourceState.Connecting, null, showTime(), ct);
            coverage.BeginRun();
            var run = RunOnceAsync(coverage, ct);
            if (coverage.Rests) await SayIfItLastsAsync(run, coverage, ct);
            var end = await run;
            ct.ThrowIfCancellationRequested();
            // A platform that ends short runs normally is well too.
            if (coverage.LiveFor >= HealthyAfter || IsNormal(end, coverage)) _delays.Reset();
            // What was pressed before this end was about an earlier trouble; what comes while its state is being said is about this one.
            _retry.Reader.TryRead(out _);
            var pressed = await WaitAsync(end, coverage, ct);
            // Nobody is told that a refusal is asked about again: it stands until the answer is another.
            askedAgain = end is ConnectionEnd.Denied && !pressed;
        }
    }

    private async Task<ConnectionEnd> RunOnceAsync(CoverageSink coverage, CancellationToken ct)
    {
        // What was given up before was another connection.
        _givenUp.Reader.TryRead(out _);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var run = connection.RunAsync(coverage, coverage.ResumeToken, stop.Token);
        var given = _givenUp.Reader.ReadAsync(stop.Token).AsTask();
        await Task.WhenAny(run, given);
        await stop.CancelAsync();
        await Task.WhenAll(Quiet(run), Quiet(given));
        return given.IsCompletedSuccessfully && run.IsCanceled && !ct.IsCancellationRequested ? await given : await run;
    }

    /// <returns>A person cut the wait short.</returns>
    private async Task<bool> WaitAsync(ConnectionEnd end, CoverageSink coverage, CancellationToken ct)
    {
        var until = end.CoveredUntil ?? showTime();
        switch (end)
        {
            case ConnectionEnd.Lost lost when IsNormal(end, coverage) && DelayAfter(lost, coverage.LiveFor) is var soon && soon < LongestRest(coverage) && await coverage.RestAsync(lost.Reason, until, ct):
                SourceRests(logger, Source, lost.Reason);
                _restsSince = time.GetTimestamp();
                var early = await PauseAsync(soon, ct);
                // What will be replayed was not missed: its pause is how this platform is read, only the next reading must come soon.
                if (coverage.WillReplay) _restsSince = time.GetTimestamp();
                return early;
            case ConnectionEnd.Lost lost:
                SourceLost(logger, Source, lost.Reason);
                await coverage.SayAsync(SourceState.Waiting, lost.Reason, until, ct);
                return await PauseAsync(DelayAfter(lost, coverage.LiveFor), ct);
            case ConnectionEnd.ResumeRefused refused:
                SourceLost(logger, Source, refused.Reason);
                coverage.ForgetResumePoint();
                await coverage.SayAsync(SourceState.Waiting, refused.Reason, until, ct);
                return await PauseAsync(_delays.Next(), ct);
            case ConnectionEnd.BroadcastEnded ended:
                if (!coverage.HasEnded)
                {
                    SourceEnded(logger, Source, ended.Reason);
                    _endedAt = time.GetTimestamp();
                }

                await coverage.SayAsync(SourceState.Ended, ended.Reason, until, ct);
                coverage.ForgetResumePoint();
                return await PauseAsync(time.GetElapsedTime(_endedAt) < SoonFor ? LookAgainSoon : LookAgainEvery, ct);
            case ConnectionEnd.Denied denied:
                SourceDenied(logger, Source, denied.Reason);
                await coverage.SayAsync(SourceState.Denied, denied.Reason, until, ct);
                var asked = await PauseAsync(AskAgainEvery, ct);
                _delays.Reset();
                return asked;
            default:
                throw new InvalidOperationException($"A connection ended in a way nobody knows: {end.GetType().Name}.");
        }
    }

    private TimeSpan DelayAfter(ConnectionEnd.Lost lost, TimeSpan liveFor)
    {
        // "Normal" ends are tried again at once, but not when they follow each other faster than once a second.
        var delay = lost.Healthy && liveFor >= ReallyRead ? TimeSpan.Zero : _delays.Next();
        return lost.RetryAfter is { } atLeast && atLeast > delay ? atLeast : delay;
    }

    private static TimeSpan LongestRest(CoverageSink coverage) => coverage.WillReplay ? TimeSpan.FromSeconds(20) : NotWorthSaying;

    private static bool IsNormal(ConnectionEnd end, CoverageSink coverage) => end is ConnectionEnd.Lost { Healthy: true } && coverage.LiveFor >= ReallyRead;

    private async Task SayIfItLastsAsync(Task run, CoverageSink coverage, CancellationToken ct)
    {
        using var first = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var left = NotWorthSaying - time.GetElapsedTime(_restsSince);
        var patience = Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, first.Token);
        await Task.WhenAny(run, coverage.LiveAgain, patience);
        await first.CancelAsync();
        await Quiet(patience);
        if (coverage.Rests && !run.IsCompleted) await coverage.SayAsync(SourceState.Connecting, null, showTime(), ct);
    }

    /// <returns>It was cut short by a person.</returns>
    private async Task<bool> PauseAsync(TimeSpan delay, CancellationToken ct)
    {
        if (delay <= TimeSpan.Zero) return false;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var pause = Task.Delay(delay, time, either.Token);
        var pressed = _retry.Reader.WaitToReadAsync(either.Token).AsTask();
        await Task.WhenAny(pause, pressed);
        await either.CancelAsync();
        await Task.WhenAll(Quiet(pause), Quiet(pressed));
        ct.ThrowIfCancellationRequested();
        return _retry.Reader.TryRead(out _);
    }

    private static async Task Quiet(Task cancelled) => await cancelled.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    [LoggerMessage(1001, LogLevel.Warning, "{Source} lost: {Reason}")]
    private static partial void SourceLost(ILogger logger, SourceKey source, string reason);

    [LoggerMessage(1004, LogLevel.Debug, "{Source} ended as it does, and is read again: {Reason}")]
    private static partial void SourceRests(ILogger logger, SourceKey source, string reason);

    [LoggerMessage(1002, LogLevel.Information, "{Source} ended: {Reason}")]
    private static partial void SourceEnded(ILogger logger, SourceKey source, string reason);

    [LoggerMessage(1003, LogLevel.Error, "{Source} refused us: {Reason}")]
    private static partial void SourceDenied(ILogger logger, SourceKey source, string reason);
}
