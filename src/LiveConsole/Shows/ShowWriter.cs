using System.Threading.Channels;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;
using LiveConsole.Platforms;

namespace LiveConsole.Shows;

/// <summary>What the writer tells the show it writes; all on the writer's thread, but <see cref="RemovalSeen"/> on any.</summary>
internal interface IWritten
{
    /// <summary>A removal came: if it touches what is on air, or what a TAKE under way puts there, screens go dark before it is journaled.</summary>
    void RemovalSeen(RemovalCame removal);

    /// <summary>They are journaled now, or never will be; before the commit that holds them is told.</summary>
    void RemovalsTaken(IReadOnlyCollection<RemovalCame> removals);

    /// <param name="appended">Entries were appended; else only commands were decided that change nothing.</param>
    /// <param name="desk">A desk entry is among them.</param>
    /// <param name="clears">So many CLEARs are decided and no longer wait.</param>
    void Committed(ShowState state, bool appended, bool desk, int clears);

    /// <summary>CLEARs that will never be journaled by this process: it stops. The latch keeps the screens dark.</summary>
    void ClearsDropped(int clears);

    void StorageIs(StorageHealth health);
}

/// <summary>
/// The one writer of a show on this node: one loop. A turn takes what is waiting, decides it, appends the lot in one transaction,
/// applies it, answers the callers. Nobody is answered before the commit. The state is immutable: a failed commit drops it,
/// callers get a refusal that says so, arrivals stay, the loop tries again.
/// </summary>
public sealed partial class ShowWriter : IArrivalSink, IAsyncDisposable
{
    private const int EntriesATurn = 2_000;
    private const int EntriesWithCommands = 256;
    private const int CommandsATurn = 500;
    private const int CommandsWaiting = 1_000;
    private const int ClearsWaiting = 1_000;
    private static readonly TimeSpan WorkATurn = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan SlowTurn = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan DrainsFor = TimeSpan.FromSeconds(5);

    private readonly ShowId _show;
    private readonly IJournal _journal;
    private readonly ShowClock _clock;
    private readonly TimeProvider _time;
    private readonly LiveConsoleMetrics _metrics;
    private readonly ILogger _log;
    private readonly IWritten _written;

    // CLEAR keeps its place among the commands: what was pressed before it is decided before it. Only its room is its own.
    private readonly Channel<WaitingCommand> _commands = Bounded<WaitingCommand>(CommandsWaiting + ClearsWaiting);
    private readonly Channel<Arrival> _removals = Bounded<Arrival>(5_000);
    private readonly Channel<Arrival> _arrivals = Bounded<Arrival>(20_000);
    private readonly Channel<bool> _work = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();

    private readonly List<WaitingCommand> _carriedCommands = [];
    private readonly List<Arrival> _carriedArrivals = [];
    private int _ordinaryWaiting;
    private bool _takesAll;
    private ShowState _state;
    private bool _stale;
    private int _disposed;
    private Task _loop = Task.CompletedTask;

    internal ShowWriter(ShowId show, ShowState loaded, IJournal journal, ShowClock clock, TimeProvider time, LiveConsoleMetrics metrics, ILogger log, IWritten written)
    {
        (_show, _state, _journal, _clock, _time, _metrics, _log, _written) = (show, loaded, journal, clock, time, metrics, log, written);
        _storage = new StorageWatch(journal.Place);
        _stateSavedAt = loaded.Sequence;
    }

    public void Start()
    {
        Interlocked.Exchange(ref _provenAt, _storageSaidAt = _time.GetTimestamp());
        _loop = RunAsync();
        _following = _journal.Leases is null ? Task.CompletedTask : FollowAsync();
    }

    /// <exception cref="OperationCanceledException">Also when the show was closed.</exception>
    public async ValueTask PutAsync(Arrival arrival, CancellationToken ct)
    {
        if (arrival is RemovalCame removal) _written.RemovalSeen(removal);
        await QueueAsync(arrival is RemovalCame ? _removals : _arrivals, arrival, ct);
    }

    /// <summary>Queues arrivals and waits for their commit, as long as it takes.</summary>
    /// <exception cref="OperationCanceledException">Also when the show was closed before: nothing of them is journaled.</exception>
    public Task<Taken> TakeAsync(IReadOnlyList<Arrival> arrivals, CancellationToken ct)
    {
        foreach (var removal in arrivals.OfType<RemovalCame>()) _written.RemovalSeen(removal);
        return TakeAsync(_arrivals, arrivals, fenced: false, ct);
    }

    /// <summary>A step of an effect: as <see cref="TakeAsync(IReadOnlyList{Arrival}, CancellationToken)"/>, but no message is taken before it.</summary>
    /// <param name="fenced">Refused (<see cref="Taken.Left"/>) once another node listens.</param>
    public Task<Taken> TakeFirstAsync(Arrival arrival, bool fenced, CancellationToken ct) => TakeAsync(_removals, [arrival], fenced, ct);

    private async Task<Taken> TakeAsync(Channel<Arrival> queue, IReadOnlyList<Arrival> arrivals, bool fenced, CancellationToken ct)
    {
        var batch = new IntakeBatch(arrivals, new IntakeAnswer(), fenced);
        await QueueAsync(queue, batch, ct);
        return await batch.Answer.Task.WaitAsync(ct);
    }

    /// <summary>Queues a verb and waits for its commit. Refused "busy" when the queue is full; CLEAR has room of its own.</summary>
    /// <param name="repeatable">The id may have been sent before: it is looked for in the journal.</param>
    public async Task<Outcome> DoAsync(IShowCommand command, Actor by, Guid id, bool repeatable, CancellationToken ct)
    {
        var waiting = new WaitingCommand(command, by, id, new TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously));
        if (repeatable && await AnsweredBeforeAsync(waiting, ct) is { } before) return before;
        if (!TryQueue(waiting))
        {
            if (waiting.MayNotFail) _written.ClearsDropped(1);
            return waiting.MayNotFail ? DarkOnly(waiting) : new Outcome.Refused(_stop.IsCancellationRequested ? Stopping : Busy);
        }

        _work.Writer.TryWrite(true);
        // After it was queued: one that came while the writer stopped is answered too.
        if (_stopped) AnswerStopped(waiting);
        return await waiting.Answer.Task.WaitAsync(ct);
    }

    /// <summary>Writes what is waiting, as long as storage takes it and at most 5 s; then answers who is left.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _commands.Writer.TryComplete();
        _removals.Writer.TryComplete();
        _arrivals.Writer.TryComplete();
        await _stop.CancelAsync();
        // One that ended on a bug has said so.
        await Quiet(_loop);
        await _following;
        await _saving;
        AnswerWhoIsLeft();
        _stop.Dispose();
    }

    private bool TryQueue(WaitingCommand waiting)
    {
        if (waiting.MayNotFail) return _commands.Writer.TryWrite(waiting);
        if (Interlocked.Increment(ref _ordinaryWaiting) <= CommandsWaiting && _commands.Writer.TryWrite(waiting)) return true;
        Interlocked.Decrement(ref _ordinaryWaiting);
        return false;
    }

    private async ValueTask QueueAsync(Channel<Arrival> queue, Arrival arrival, CancellationToken ct)
    {
        try
        {
            await queue.Writer.WriteAsync(arrival, ct);
        }
        catch (ChannelClosedException closed)
        {
            throw new OperationCanceledException("The show was closed.", closed);
        }

        _work.Writer.TryWrite(true);
    }

    /// <summary>The command's answer of an earlier time, from its entries; null: it was never accepted, or the turn itself still knows it.</summary>
    private async Task<Outcome?> AnsweredBeforeAsync(WaitingCommand waiting, CancellationToken ct)
    {
        if (Volatile.Read(ref _state).Actions.ContainsKey(waiting.Id)) return null;
        try
        {
            if (await _journal.FindCommandAsync(_show, waiting.Id, ct) is not [.., var last]) return null;
            return last.Verb == waiting.Command.Verb && last.By?.Id == waiting.By.Id
                ? new Outcome.Accepted(waiting.Id, last.Sequence, Changed: true, Refusals.NothingToUndo)
                : new Outcome.Refused(Turn.IdOfAnother);
        }
        catch (JournalStorageException storage)
        {
            return new Outcome.Refused(new Refusal(RefusalKind.Storage, StorageWords.Of(storage.Trouble, _journal.Place, ClockNow)));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Outcome.Refused(new Refusal(RefusalKind.Storage, StorageWords.Of(StorageTrouble.Unreachable, _journal.Place, ClockNow)));
        }
    }

    private string ClockNow => Refusals.Clock(Volatile.Read(ref _state), _clock.Now);

    private async Task RunAsync()
    {
        for (var crashes = 0; !_stop.IsCancellationRequested;)
        {
            try
            {
                await NextWorkAsync();
                while (await TurnAsync()) if (_stop.IsCancellationRequested) break;
                crashes = 0;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception bug)
            {
                if (!await RestartAsync(bug, ++crashes)) return;
            }
        }

        var since = _time.GetTimestamp();
        while (_time.GetElapsedTime(since) < DrainsFor && await TurnAsync()) { /* each turn writes what was waiting */ }
        LogStopped(_show, _state.Sequence);
    }

    private static async Task Quiet(Task cancelled) => await cancelled.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <returns>True when there is more to do at once; false when nothing waits, or storage refused.</returns>
    private async Task<bool> TurnAsync()
    {
        var commands = TakeCommands();
        // Who pressed waits for the whole turn: it is a short one. But where even that is slow, it is the disk, and few entries a turn would only be less.
        var isShort = commands.Count > 0 && !_takesAll;
        var arrivals = TakeArrivals(isShort ? EntriesWithCommands : EntriesATurn);
        if (commands.Count == 0 && arrivals.Count == 0 && !IsBehind) return false;
        BeginTurn();
        var since = _time.GetTimestamp();
        try
        {
            if (!await OneTurnAsync(commands, arrivals)) return false;
        }
        catch (Exception bug)
        {
            // The loop begins again; nobody who pressed waits for that.
            LeaveOut(bug, [.. commands.Except(_carriedCommands)], []);
            throw;
        }
        finally
        {
            EndTurn();
        }

        _takesAll = isShort && _time.GetElapsedTime(since) > SlowTurn;
        return _carriedCommands.Count + _carriedArrivals.Count + _commands.Reader.Count + _removals.Reader.Count + _arrivals.Reader.Count > 0;
    }

    private List<WaitingCommand> TakeCommands()
    {
        var commands = new List<WaitingCommand>(_carriedCommands);
        _carriedCommands.Clear();
        while (commands.Count < CommandsATurn && TryReadCommand() is { } command) commands.Add(command);
        return commands;
    }

    private WaitingCommand? TryReadCommand()
    {
        if (!_commands.Reader.TryRead(out var command)) return null;
        if (!command.MayNotFail) Interlocked.Decrement(ref _ordinaryWaiting);
        return command;
    }

    private List<Arrival> TakeArrivals(int most)
    {
        var (arrivals, entries, carried) = (new List<Arrival>(), 0, 0);
        // A removal never waits behind messages, whatever was carried over.
        while (entries < most && _removals.Reader.TryRead(out var removal)) Add(removal);
        for (; carried < _carriedArrivals.Count && entries < most; carried++) Add(_carriedArrivals[carried]);
        _carriedArrivals.RemoveRange(0, carried);
        while (entries < most && _arrivals.Reader.TryRead(out var arrival)) Add(arrival);
        return arrivals;

        void Add(Arrival taken)
        {
            arrivals.Add(taken);
            entries += WeightOf(taken);
        }
    }

    private static int WeightOf(Arrival arrival) => arrival is IntakeBatch batch ? batch.Arrivals.Count : 1;

    private void AnswerWhoIsLeft()
    {
        while (TryReadCommand() is { } command) _carriedCommands.Add(command);
        while (_removals.Reader.TryRead(out var arrival) || _arrivals.Reader.TryRead(out arrival)) _carriedArrivals.Add(arrival);
        _written.ClearsDropped(_carriedCommands.Count(c => c.MayNotFail));
        foreach (var waiting in _carriedCommands) waiting.Answer.TrySetResult(waiting.MayNotFail ? DarkOnly(waiting) : new Outcome.Refused(Stopping));
        foreach (var batch in _carriedArrivals.OfType<IntakeBatch>()) batch.Answer.Cancelled();
    }

    /// <summary>CLEAR while it is not journaled: the screens are dark, the entry follows.</summary>
    private Outcome.Accepted DarkOnly(WaitingCommand clear) => new(clear.Id, _state.Sequence, Changed: true, NotUndoable: null, Journaled: false);

    private static Refusal Stopping { get; } = new(RefusalKind.Busy, new("LiveConsole is stopping. Nothing was changed.", "LiveConsole s'arrête. Rien n'a changé."));

    private static Refusal Busy { get; } = new(RefusalKind.Busy, new("The console is busy. Press again in a moment.", "La console est occupée. Réessayez dans un instant."));

    private static Channel<T> Bounded<T>(int capacity) =>
        Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    [LoggerMessage(1101, LogLevel.Information, "The writer of show {Show} stopped at sequence {Sequence}.")]
    private partial void LogStopped(ShowId show, long sequence);
}
