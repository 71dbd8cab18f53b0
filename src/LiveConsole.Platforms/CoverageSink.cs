using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms;

/// <summary>
/// Stands between a connection and the intake: keeps state, resume token and coverage from what flows through. A connection may put from two
/// loops at once while it changes sockets, so everything passes one gate, in order.
/// </summary>
internal sealed class CoverageSink(SourceKey source, bool replays, IArrivalSink inner, Func<DateTimeOffset> showTime, TimeProvider time, string? resumeToken, DateTimeOffset? coveredUntil)
    : IArrivalSink, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly SeenArrivals _seen = new(time);
    private SourceState? _state;
    private DateTimeOffset? _coveredUntil = coveredUntil;
    private string? _lostBecause;
    private long _liveSince;
    private bool _wasLive;

    public string? ResumeToken { get; private set; } = resumeToken;

    /// <summary>How long the run that is going on, or has just ended, has been live.</summary>
    public TimeSpan LiveFor => _wasLive ? time.GetElapsedTime(_liveSince) : TimeSpan.Zero;

    public void Dispose() => _gate.Dispose();

    public void BeginRun() => _wasLive = false;

    public void ForgetResumePoint() => ResumeToken = null;

    // Without a token nothing is replayed, whatever the platform can do otherwise.
    private bool WillReplay => replays && ResumeToken is not null;

    public async ValueTask PutAsync(Arrival arrival, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (arrival is SourceChanged changed && changed.Source == source) await Say_NeedsGate(changed, ct);
            else await Pass_NeedsGate(arrival, ct);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <param name="at">When the state began; for a lost source the last moment that is known to be covered.</param>
    public async Task SayAsync(SourceState state, string? reason, DateTimeOffset at, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            await Say_NeedsGate(new SourceChanged(source, state, at, reason), ct);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async ValueTask Pass_NeedsGate(Arrival arrival, CancellationToken ct)
    {
        if (_seen.Contains(arrival)) return;
        // Whoever brings messages reads, whether it said so or not.
        if (arrival is MessageCame && _state != SourceState.Live) await Say_NeedsGate(new SourceChanged(source, SourceState.Live, showTime()), ct);
        await inner.PutAsync(arrival, ct);
        // Only now: what was cancelled on its way in must be let through when it comes again.
        _seen.Add(arrival);
        if (arrival is ResumePointReached point && point.Source == source) ResumeToken = point.Token;
    }

    private async ValueTask Say_NeedsGate(SourceChanged changed, CancellationToken ct)
    {
        if (_state == changed.State && changed.State is SourceState.Live or SourceState.Connecting) return;
        if (changed.State == SourceState.Live)
        {
            if (!_wasLive) _liveSince = time.GetTimestamp();
            _wasLive = true;
            await CloseGap_NeedsGate(changed.At, ct);
        }
        else if (_state == SourceState.Live)
        {
            _coveredUntil = changed.At;
        }
        else if (changed.State == SourceState.Ended)
        {
            // The broadcast went on for a while without us; what comes next is another one.
            await CloseGap_NeedsGate(changed.At, ct);
        }

        if (changed.State == SourceState.Ended) _coveredUntil = null;
        _lostBecause = changed.State == SourceState.Live ? null : changed.Reason ?? _lostBecause;
        _state = changed.State;
        await inner.PutAsync(changed, ct);
    }

    private async ValueTask CloseGap_NeedsGate(DateTimeOffset at, CancellationToken ct)
    {
        if (!WillReplay && _coveredUntil is { } from && at > from)
        {
            await inner.PutAsync(new GapFound(source, from, at, _lostBecause ?? "not running"), ct);
        }

        _coveredUntil = null;
    }
}
