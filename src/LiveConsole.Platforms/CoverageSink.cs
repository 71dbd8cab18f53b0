using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms;

/// <summary>
/// Stands between a connection and the intake: keeps state, resume token and coverage from what flows through. A connection may put from two
/// loops at once while it changes sockets, so everything passes one gate, in order.
/// </summary>
internal sealed class CoverageSink(IChatConnection connection, IArrivalSink inner, Func<DateTimeOffset> showTime, TimeProvider time, string? resumeToken, DateTimeOffset? coveredUntil)
    : IArrivalSink, IDisposable
{
    /// <summary>
    /// How often a place to resume from is journaled: a stream names one with each of its messages, which would double a show's entries. Whoever starts again from
    /// the last one reads at most this much twice, and the writer knows those messages by their ids.
    /// </summary>
    public static readonly TimeSpan ResumePointEvery = TimeSpan.FromSeconds(1);

    private const string NotRunning = "not running";

    private readonly SemaphoreSlim _gate = new(1);
    private readonly SeenArrivals _seen = new(time);

    // A reading may have been others' before: what they miss of it is nothing that this reader ever had.
    private readonly bool _neverRead = resumeToken is null && coveredUntil is null;
    private DateTimeOffset? _firstLive;
    private SourceState? _state;
    private DateTimeOffset? _coveredUntil = coveredUntil;
    private string? _lostBecause;
    private long _liveSince;
    private bool _wasLive;
    private ResumePointReached? _later;
    private long? _pointAt;
    private TaskCompletionSource _liveAgain = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Between a normal end and the next reading: nothing was said of it, for the desks the source is live.</summary>
    public bool Rests { get; private set; }

    /// <summary>Completes when what rests reads again.</summary>
    public Task LiveAgain => _liveAgain.Task;

    public string? ResumeToken { get; private set; } = resumeToken;

    /// <summary>The broadcast is over, and no other one has been read yet.</summary>
    public bool HasEnded => _state == SourceState.Ended;

    /// <summary>How long the run that is going on, or has just ended, has been live.</summary>
    public TimeSpan LiveFor => _wasLive ? time.GetElapsedTime(_liveSince) : TimeSpan.Zero;

    public void Dispose() => _gate.Dispose();

    public void BeginRun() => _wasLive = false;

    public void ForgetResumePoint() => (ResumeToken, _later) = (null, null);

    // Without a token nothing is replayed, whatever the platform can do otherwise.
    public bool WillReplay => connection.Replays && ResumeToken is not null;

    public async ValueTask PutAsync(Arrival arrival, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (arrival is SourceChanged changed && changed.Source == connection.Source) await Say_NeedsGate(changed, ct);
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
            await Say_NeedsGate(new SourceChanged(connection.Source, state, at, reason), ct);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The end was a normal one and the next reading begins at once: not worth an entry, unless it lasts.</summary>
    /// <returns>False: the source was not live, so that there is a state to say.</returns>
    public async Task<bool> RestAsync(string reason, DateTimeOffset at, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (_state != SourceState.Live) return false;
            await PassLater_NeedsGate(ct);
            (Rests, _coveredUntil, _lostBecause) = (true, at, reason);
            _liveAgain = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async ValueTask Pass_NeedsGate(Arrival arrival, CancellationToken ct)
    {
        if (_seen.Contains(arrival) || (arrival is GapFound gap && IsOfBefore(gap))) return;
        if (arrival is ResumePointReached point && point.Source == connection.Source)
        {
            // The next run in this process goes on from the newest, journaled or not: what stands before it was handed over.
            (ResumeToken, _later) = (point.Token, point);
            if (IsPointDue) await PassLater_NeedsGate(ct);
            return;
        }

        // Before what comes after it.
        if (_later is not null && IsPointDue) await PassLater_NeedsGate(ct);
        // Whoever brings messages reads, whether it said so or not.
        if (arrival is MessageCame && (_state != SourceState.Live || Rests)) await Say_NeedsGate(new SourceChanged(connection.Source, SourceState.Live, showTime()), ct);
        await inner.PutAsync(arrival, ct);
        // Only now: what was cancelled on its way in must be let through when it comes again.
        _seen.Add(arrival);
    }

    private bool IsOfBefore(GapFound gap) => _neverRead && gap.Source == connection.Source && !(gap.To > _firstLive);

    private bool IsPointDue => _pointAt is not { } last || time.GetElapsedTime(last) >= ResumePointEvery;

    private async ValueTask PassLater_NeedsGate(CancellationToken ct)
    {
        if (_later is not { } point) return;
        await inner.PutAsync(point, ct);
        (_later, _pointAt) = (null, time.GetTimestamp());
    }

    private async ValueTask Say_NeedsGate(SourceChanged changed, CancellationToken ct)
    {
        // A quiet chat, a lost line: nothing may come for long.
        if (changed.State != SourceState.Live) await PassLater_NeedsGate(ct);
        var rested = Rests;
        Rests = false;
        // The first word after a start: what was read before it ended when the last process did.
        if (_state is null && changed.State != SourceState.Live && _coveredUntil is { } covered) changed = changed with { At = covered, Reason = changed.Reason ?? NotRunning };
        if (_state == changed.State && !rested && changed is { State: SourceState.Live, Reason: not null })
        {
            // It reads on, and says what it does not get.
            await inner.PutAsync(changed, ct);
            return;
        }

        if (_state == changed.State && !rested && changed.State is SourceState.Live or SourceState.Connecting or SourceState.Ended) return;
        if (_state == changed.State && changed.State == SourceState.Denied && _lostBecause == changed.Reason) return;
        if (changed.State == SourceState.Live)
        {
            if (!_wasLive) _liveSince = time.GetTimestamp();
            _wasLive = true;
            _firstLive ??= changed.At;
            await CloseGap_NeedsGate(changed.At, ct);
            _liveAgain.TrySetResult();
            if (rested) return;
        }
        else if (_state == SourceState.Live && !rested)
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
        if (!WillReplay && !connection.SaysGaps && _coveredUntil is { } from && at > from)
        {
            await inner.PutAsync(new GapFound(connection.Source, from, at, _lostBecause ?? NotRunning), ct);
        }

        _coveredUntil = null;
    }
}
