using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;

namespace LiveConsole.Shows;

/// <summary>
/// Beside other nodes' writers of the same show: what they append is followed, and what was read from platforms is appended only while
/// nobody else listens.
/// </summary>
public sealed partial class ShowWriter
{
    private static readonly TimeSpan FollowedEvery = TimeSpan.FromMilliseconds(50);

    private Task _following = Task.CompletedTask;
    private long _lastToldOf;
    private volatile bool _behind;
    private volatile Lease? _lease;

    private sealed record Lease(long Epoch, TaskCompletionSource Refused);

    private bool IsBehind => _behind || Interlocked.Read(ref _lastToldOf) > _state.Sequence;

    /// <summary>What is read from now on is appended under this epoch.</summary>
    /// <returns>Completes when an append was refused under it: another node listens.</returns>
    public Task Listens(long epoch)
    {
        var lease = new Lease(epoch, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _lease = lease;
        return lease.Refused.Task;
    }

    /// <summary>Waits until what has arrived before is journaled (or refused), and what other nodes had appended by then is read here.</summary>
    /// <exception cref="OperationCanceledException">Also when the show was closed.</exception>
    public async Task CatchUpAsync(CancellationToken ct)
    {
        _behind = true;
        await TakeAsync([], ct);
    }

    /// <summary>Read here from a platform. A removal is none of these: whoever heard of it, it is journaled, once.</summary>
    private static bool WasRead(Arrival arrival) => arrival is IntakeBatch { Fenced: true } or not (IntakeBatch or RemovalCame or Overtaken);

    /// <summary>Another node took over what we read: it reads on from where the journal stands, or records the gap. Nobody was told that these are saved.</summary>
    private void LeaveToOther(Lease lost, List<Arrival> arrivals)
    {
        foreach (var batch in arrivals.OfType<IntakeBatch>().Where(b => b.Fenced)) batch.Answer.LeftToOther();
        LogLeft(_show, lost.Epoch, arrivals.RemoveAll(WasRead));
        _behind = true;
        lost.Refused.TrySetResult();
    }

    /// <summary>What others have appended, or after a bug everything, from the journal. The desks see it before anything is decided on it.</summary>
    private async Task CatchUpAsync()
    {
        if (!_stale && !IsBehind) return;
        // Before it is read: what is told of meanwhile is read again.
        _behind = false;
        var state = _state;
        try
        {
            if (_stale) state = await _journal.LoadAsync(_show, null, CancellationToken.None);
            else await foreach (var page in _journal.ReadAsync(_show, state.Sequence, null, CancellationToken.None)) state = state.Apply(page);
        }
        catch
        {
            _behind = true;
            throw;
        }

        _stale = false;
        if (state.Sequence == _state.Sequence) return;
        Volatile.Write(ref _state, state);
        _written.Committed(state, appended: true, desk: true, clears: 0);
    }

    /// <summary>
    /// Another node's arrivals came in between: what was decided here stands after them, and counts them in nowhere. The journal is read instead; one that does not answer is read before the next
    /// turn, for the turn is committed and its callers have to hear that.
    /// </summary>
    private async Task ReadBackAsync(Turn turn)
    {
        _behind = true;
        try
        {
            await CatchUpAsync();
        }
        catch (Exception away) when (away is JournalStorageException or JournalFormatException or OperationCanceledException)
        {
            LogNotReadBack(away, _show);
        }

        // What could not be read back may hold a removal, too.
        _carriedArrivals.AddRange(turn.Fresh.Where(m => _behind || ArrivalEntries.Overtaken(_state, m, _clock.Now).Count > 0).Select(m => new Overtaken(m)));
    }

    /// <summary>Hears of every append to the show, our own too, and has the loop read those that are not.</summary>
    private async Task FollowAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await foreach (var last in _journal.WatchAsync(_show, _stop.Token))
                {
                    Interlocked.Exchange(ref _lastToldOf, last);
                    _work.Writer.TryWrite(true);
                    await Task.Delay(FollowedEvery, _time, _stop.Token);
                }

                return;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception bug)
            {
                // Commands find out by themselves that another node wrote; only this node's desks would stand still.
                LogNotFollowed(bug, _show);
                await Quiet(Task.Delay(RestartAfter, _time, _stop.Token));
            }
        }
    }

    [LoggerMessage(1106, LogLevel.Warning, "Show {Show}: another node listens since (our epoch was {Epoch}); {Arrivals} arrivals that were read here late are left to it.")]
    private partial void LogLeft(ShowId show, long epoch, int arrivals);

    [LoggerMessage(1109, LogLevel.Warning, "Show {Show}: what was committed could not be read back at once; it is read before anything else is decided.")]
    private partial void LogNotReadBack(Exception away, ShowId show);

    [LoggerMessage(1107, LogLevel.Critical, "Show {Show}: following what other nodes write ended on a bug; it begins again.")]
    private partial void LogNotFollowed(Exception bug, ShowId show);
}
