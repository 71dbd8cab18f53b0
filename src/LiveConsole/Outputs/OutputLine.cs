using LiveConsole.Platforms;

namespace LiveConsole.Outputs;

/// <summary>How a line waits.</summary>
/// <param name="LongestRetry">Between two tries of an end that does not answer, at most.</param>
/// <param name="Pace">Between two calls that got through, at least; what darkens waits for nothing.</param>
/// <param name="Refresh">All is told anew after so long, where nobody says that it arrived; null: never.</param>
public sealed record OutputPace(TimeSpan LongestRetry, TimeSpan Pace, TimeSpan? Refresh = null);

/// <summary>
/// Keeps one end outside at the present: what changed meanwhile is told as it stands now, never one after the other. What is to leave the glass cuts a call
/// that is under way. Runs on one task; owned by <see cref="OutputRunner"/>.
/// </summary>
/// <param name="said">Hears how each call went.</param>
/// <param name="handedOver">Asked when it ends: true when another node tells that end now, so that this one leaves it as it stands.</param>
public sealed class OutputLine<T>(Func<CancellationToken, IAsyncEnumerable<T>> pictures, IOutput<T> output, OutputPace pace, Action<OutputSaid> said, TimeProvider time, Random random, Func<bool>? handedOver = null) where T : class
{
    /// <summary>A call that was cut may still be on its way: what is there now is said once more.</summary>
    private static readonly TimeSpan AfterCut = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly RetryDelays _delays = new(random);
    private T? _now, _told, _tried;
    private Task<OutputSaid>? _telling;
    private CancellationTokenSource? _cut;
    private Task? _wait, _refresh;
    private bool _wasCut, _gone;

    /// <summary>Until cancelled, until the pictures end, or until the end says that it is no more.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var all = pictures(ends.Token).GetAsyncEnumerator(ends.Token);
        var next = all.MoveNextAsync().AsTask();
        try
        {
            while (!_gone)
            {
                Begin(ends.Token);
                await Task.WhenAny([next, .. new[] { _telling, _wait, _refresh }.OfType<Task>()]);
                ct.ThrowIfCancellationRequested();
                if (next.IsCompleted)
                {
                    if (!await next) return;
                    next = await SeeAsync(all);
                }

                if (_telling is { IsCompleted: true }) Heard(await TakeAsync(), ends.Token);
                if (_wait is { IsCompleted: true }) _wait = null;
                if (_refresh is { IsCompleted: true }) (_refresh, _told) = (null, null);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Switched off, or the show is closed here.
        }
        finally
        {
            await ends.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await all.DisposeAsync();
            await EndAsync();
        }
    }

    private async Task<Task<bool>> SeeAsync(IAsyncEnumerator<T> all)
    {
        _now = all.Current;
        var dark = _tried is { } tried && output.Darkens(_now, tried);
        if (dark && _telling is not null) await CutAsync();
        // What must leave the glass waits for no pace and no retry.
        if (dark) _wait = null;
        return all.MoveNextAsync().AsTask();
    }

    private void Begin(CancellationToken ct)
    {
        if (_telling is not null || _wait is not null || _now is not { } now || !output.Differs(now, _told)) return;
        _tried = now;
        _cut = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _telling = output.TellAsync(now, _told, _cut.Token);
    }

    private void Heard(OutputSaid heard, CancellationToken ct)
    {
        said(heard);
        _gone = heard.Gone;
        if (!heard.Ok)
        {
            // No answer is no proof that nothing happened: what it shows now is not known, so that a CLEAR before the next try is told, too.
            _told = null;
            var delay = _delays.Next();
            _wait = Task.Delay(delay < pace.LongestRetry ? delay : pace.LongestRetry, time, ct);
            return;
        }

        _delays.Reset();
        _told = _tried;
        if (pace.Pace > TimeSpan.Zero) _wait = Task.Delay(pace.Pace, time, ct);
        if (_wasCut) _refresh = Task.Delay(AfterCut, time, ct);
        else if (_refresh is null && pace.Refresh is { } every) _refresh = Task.Delay(every, time, ct);
        _wasCut = false;
    }

    private async Task CutAsync()
    {
        await _cut!.CancelAsync();
        try
        {
            await TakeAsync();
        }
        catch (OperationCanceledException)
        {
            // As it was asked to. What the end has now is not known.
        }

        (_told, _wasCut) = (null, true);
    }

    private async Task<OutputSaid> TakeAsync()
    {
        var telling = _telling!;
        _telling = null;
        try
        {
            return await telling;
        }
        finally
        {
            _cut?.Dispose();
            _cut = null;
        }
    }

    /// <summary>Nothing stays there that nobody could take off.</summary>
    private async Task EndAsync()
    {
        if (_telling is not null) await CutAsync();
        if (_gone || handedOver?.Invoke() == true || (_tried ?? _told) is not { } last || output.Last(last) is not { } dark || (_told is not null && !output.Differs(dark, _told))) return;
        using var late = new CancellationTokenSource(LastWords, time);
        try
        {
            said(await output.TellAsync(dark, _told, late.Token));
        }
        catch (OperationCanceledException)
        {
            // It does not answer; it was said before.
        }
    }
}
