using System.Threading.Channels;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;
using LiveConsole.Platforms;

namespace LiveConsole.Shows;

/// <summary>
/// The one writer of a show on this node: one loop. A turn takes what is waiting, decides it, appends the lot in one transaction,
/// applies it, answers the callers. Nobody is answered before the commit. The state is immutable: a failed commit drops it,
/// callers get a refusal that says so, arrivals stay, the loop tries again.
/// </summary>
public sealed partial class ShowWriter : IArrivalSink, IAsyncDisposable
{
    private const int EntriesATurn = 2_000;
    private const int StateEvery = 10_000;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan OutcomeUnknownAfter = TimeSpan.FromSeconds(5);

    private readonly ShowId _show;
    private readonly IJournal _journal;
    private readonly ShowClock _clock;
    private readonly TimeProvider _time;
    private readonly LiveConsoleMetrics _metrics;
    private readonly ILogger _log;
    private readonly Action<ShowState, bool> _committed;
    private readonly Action<StorageHealth> _storage;

    private readonly Channel<WaitingCommand> _clears = Bounded<WaitingCommand>(1_000, BoundedChannelFullMode.Wait);
    private readonly Channel<WaitingCommand> _commands = Bounded<WaitingCommand>(1_000, BoundedChannelFullMode.Wait);
    private readonly Channel<Arrival> _removals = Bounded<Arrival>(5_000, BoundedChannelFullMode.Wait);
    private readonly Channel<Arrival> _arrivals = Bounded<Arrival>(20_000, BoundedChannelFullMode.Wait);
    private readonly Channel<bool> _work = Bounded<bool>(1, BoundedChannelFullMode.DropWrite);
    private readonly CancellationTokenSource _stop = new();

    private readonly List<Arrival> _carriedArrivals = [];
    private readonly List<WaitingCommand> _carriedClears = [];
    private ShowState _state;
    private long _stateSavedAt;
    private Task _saving = Task.CompletedTask;
    private Task _loop = Task.CompletedTask;

    /// <param name="committed">Called on the writer's thread after each commit: the new state, and whether a desk entry is in it.</param>
    /// <param name="storage">Called when storage turns bad or well again.</param>
    public ShowWriter(ShowId show, ShowState loaded, IJournal journal, ShowClock clock, TimeProvider time, LiveConsoleMetrics metrics, ILogger log,
        Action<ShowState, bool> committed, Action<StorageHealth> storage)
    {
        (_show, _state, _journal, _clock, _time, _metrics, _log, _committed, _storage) = (show, loaded, journal, clock, time, metrics, log, committed, storage);
        _stateSavedAt = loaded.Sequence;
    }

    public void Start() => _loop = RunAsync(_stop.Token);

    /// <summary>Called before a removal is queued, so that screens go dark at once when it touches what is on air.</summary>
    public Action<RemovalCame>? RemovalSeen { get; init; }

    public async ValueTask PutAsync(Arrival arrival, CancellationToken ct)
    {
        if (arrival is RemovalCame removal)
        {
            RemovalSeen?.Invoke(removal);
            await _removals.Writer.WriteAsync(arrival, ct);
        }
        else
        {
            await _arrivals.Writer.WriteAsync(arrival, ct);
        }

        _work.Writer.TryWrite(true);
    }

    /// <summary>Queues arrivals and waits for their commit, as long as it takes.</summary>
    public async Task<Taken> TakeAsync(IReadOnlyList<Arrival> arrivals, CancellationToken ct)
    {
        foreach (var removal in arrivals.OfType<RemovalCame>()) RemovalSeen?.Invoke(removal);
        var batch = new IntakeBatch(arrivals, new TaskCompletionSource<Taken>(TaskCreationOptions.RunContinuationsAsynchronously));
        await _arrivals.Writer.WriteAsync(batch, ct);
        _work.Writer.TryWrite(true);
        return await batch.Answer.Task.WaitAsync(ct);
    }

    /// <summary>Queues a verb and waits for its commit. Refused "busy" when the queue is full; CLEAR waits for its place.</summary>
    public async Task<Outcome> DoAsync(IShowCommand command, Actor by, Guid id, bool repeatable, CancellationToken ct)
    {
        if (repeatable && await _journal.FindCommandAsync(_show, id, ct) is [.., var last])
            return new Outcome.Accepted(id, last.Sequence, Changed: true, NotUndoable: null);
        var waiting = new WaitingCommand(command, by, id, new TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously));
        if (waiting.MayNotFail) await _clears.Writer.WriteAsync(waiting, ct);
        else if (!_commands.Writer.TryWrite(waiting))
            return new Outcome.Refused(new Refusal(RefusalKind.Busy, new("The console is busy. Press again in a moment.", "La console est occupée. Réessayez dans un instant.")));
        _work.Writer.TryWrite(true);
        return await waiting.Answer.Task.WaitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _work.Writer.TryWrite(true);
        await _loop;
        await _saving;
        _stop.Dispose();
        foreach (var queue in new[] { _clears, _commands })
        {
            while (queue.Reader.TryRead(out var waiting)) waiting.Answer.TrySetResult(new Outcome.Refused(Stopping));
        }
    }

    private static Refusal Stopping { get; } = new(RefusalKind.Busy, new("LiveConsole is stopping. Nothing was changed.", "LiveConsole s'arrête. Rien n'a changé."));

    private async Task RunAsync(CancellationToken ct)
    {
        try
        {
            while (!ct.IsCancellationRequested)
            {
                if (_carriedArrivals.Count == 0 && _carriedClears.Count == 0) await _work.Reader.ReadAsync(ct);
                else await Task.WhenAny(Task.Delay(RetryAfter, _time, ct), _work.Reader.WaitToReadAsync(ct).AsTask());
                _work.Reader.TryRead(out _);
                while (await TurnAsync(ct)) ct.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            LogStopped(_show, _state.Sequence);
        }
    }

    /// <summary>
    /// A bug in a rule ends its turn, not the show: callers hear it, the state is read anew from the journal. The turn's arrivals are
    /// tried one by one, so that one that cannot be taken is alone to be left out, and said.
    /// </summary>
    private async Task RecoverAsync(Exception bug, List<WaitingCommand> commands, List<Arrival> arrivals, CancellationToken ct)
    {
        LogBug(bug, _show, commands.Count, arrivals.Count);
        foreach (var waiting in commands) waiting.Answer.TrySetResult(new Outcome.Refused(Broken));
        _carriedArrivals.Clear();
        _carriedClears.Clear();
        _state = await _journal.LoadAsync(_show, null, ct);
        if (arrivals is [IntakeBatch batch]) batch.Answer.TrySetException(new InvalidOperationException("This batch could not be taken.", bug));
        if (arrivals.Count <= 1) return;
        foreach (var arrival in arrivals) await OneTurnAsync([], [arrival], ct);
    }

    private static Refusal Broken { get; } = new(RefusalKind.Invalid, new(
        "This failed inside LiveConsole and changed nothing. The log says more.", "Ceci a échoué dans LiveConsole et n'a rien changé. Le journal technique en dit plus."));

    /// <returns>True when there may be more to do at once.</returns>
    private async Task<bool> TurnAsync(CancellationToken ct)
    {
        var commands = new List<WaitingCommand>(_carriedClears);
        while (_clears.Reader.TryRead(out var clear)) commands.Add(clear);
        while (commands.Count < EntriesATurn / 4 && _commands.Reader.TryRead(out var command)) commands.Add(command);
        var arrivals = new List<Arrival>(_carriedArrivals);
        while (arrivals.Count < EntriesATurn && _removals.Reader.TryRead(out var removal)) arrivals.Add(removal);
        while (arrivals.Count < EntriesATurn && _arrivals.Reader.TryRead(out var arrival)) arrivals.Add(arrival);
        if (commands.Count == 0 && arrivals.Count == 0) return false;

        return await OneTurnAsync(commands, arrivals, ct) && (arrivals.Count >= EntriesATurn || commands.Count >= EntriesATurn / 4);
    }

    /// <returns>False when storage refused: the turn's arrivals and CLEARs are carried over.</returns>
    private async Task<bool> OneTurnAsync(List<WaitingCommand> commands, List<Arrival> arrivals, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                ct.ThrowIfCancellationRequested();
                var turn = await DecideAsync(commands, arrivals, ct);
                switch (await AppendAsync(turn))
                {
                    case Appended.VersionMismatch or Appended.LeaseLost:
                        // Another node wrote: nothing of ours was. Catch up and decide again.
                        _state = await _journal.LoadAsync(_show, null, ct);
                        continue;
                    case Appended.Failed failed:
                        Failed(failed, commands, arrivals);
                        return false;
                    default:
                        Commit(turn);
                        return true;
                }
            }
        }
        catch (JournalStorageException storage)
        {
            // Reading failed before anything was decided.
            Failed(new Appended.Failed(storage.Trouble, storage.Message), commands, arrivals);
            return false;
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            await RecoverAsync(bug, commands, arrivals, ct);
            return true;
        }
    }

    private async Task<Turn> DecideAsync(List<WaitingCommand> commands, List<Arrival> arrivals, CancellationToken ct)
    {
        var turn = new Turn(_state, _clock.Now);
        foreach (var waiting in commands) turn.Decide(waiting, await WithMessageAsync(waiting.Command, ct));
        var refs = arrivals.SelectMany(a => a is IntakeBatch batch ? batch.Arrivals : [a]).OfType<MessageCame>().Select(a => a.Message.Ref).ToHashSet();
        var known = refs.Count == 0 ? refs : await _journal.KnownAsync(_show, refs, ct);
        foreach (var arrival in arrivals) turn.Take(arrival, known);
        return turn;
    }

    private async ValueTask<IShowCommand> WithMessageAsync(IShowCommand command, CancellationToken ct)
    {
        if (command is not INeedsMessage needs) return command;
        return await _journal.FindMessageAsync(_show, needs.Message, ct) is { } found ? needs.With(found.Message, found.Removed) : needs.With(null, null);
    }

    private async Task<Appended> AppendAsync(Turn turn)
    {
        if (turn.Entries.Count == 0) return new Appended.Done(_state.Sequence, _state.Sequence, _state.DeskVersion);
        var batch = new Batch(Guid.CreateVersion7(), turn.Entries);
        try
        {
            // Not cancelled by our own stop: a commit under way is awaited, so that its callers hear the truth.
            return await _journal.AppendAsync(_show, batch, turn.HasDeskEntries ? _state.DeskVersion : null, null, CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            return await AskForOutcomeAsync(turn, batch);
        }
    }

    /// <summary>The commit's outcome is unknown: nobody is answered "refused" until the journal was asked; after 5 s callers hear "not known yet".</summary>
    private async Task<Appended> AskForOutcomeAsync(Turn turn, Batch batch)
    {
        var since = _time.GetTimestamp();
        while (true)
        {
            try
            {
                return await _journal.FindBatchAsync(_show, batch.Id, CancellationToken.None) is { } done
                    ? done
                    : new Appended.Failed(StorageTrouble.Unreachable, "The database did not keep the last change.");
            }
            catch (OperationCanceledException)
            {
                if (_time.GetElapsedTime(since) > OutcomeUnknownAfter)
                    foreach (var (command, _) in turn.Decided) command.Answer.TrySetResult(new Outcome.Refused(NotKnownYet));
                await Task.Delay(RetryAfter, _time, _stop.Token);
            }
        }
    }

    private static Refusal NotKnownYet { get; } = new(RefusalKind.UnknownOutcome, new(
        "Not known yet: the database does not answer. Look at the board before you press again.",
        "Pas encore connu : la base de données ne répond pas. Regardez le tableau avant d'appuyer de nouveau."));

    private void Commit(Turn turn)
    {
        _state = turn.State;
        _carriedArrivals.Clear();
        _carriedClears.Clear();
        if (turn.Entries.Count > 0) _committed(_state, turn.HasDeskEntries);
        _storage(StorageHealth.Well);
        _metrics.Messages(turn.Messages);
        _metrics.Duplicates(turn.Duplicates);
        foreach (var (batch, taken) in turn.Intakes) batch.Answer.TrySetResult(taken);
        foreach (var (waiting, outcome) in turn.Decided) waiting.Answer.TrySetResult(outcome is Outcome.Accepted accepted ? WithUndo(accepted, waiting.By) : outcome);
        if (_state.Sequence - _stateSavedAt >= StateEvery && _saving.IsCompleted)
        {
            _stateSavedAt = _state.Sequence;
            _saving = SaveAsync(_state);
        }
    }

    private Outcome.Accepted WithUndo(Outcome.Accepted accepted, Actor by) => accepted.Changed && _state.Actions.TryGetValue(accepted.Action, out var record)
        ? accepted with { NotUndoable = UndoAction.WhyNot(_state, record, by, _clock.Now) }
        : accepted with { NotUndoable = Refusals.NothingToUndo };

    private async Task SaveAsync(ShowState state)
    {
        await Task.Yield(); // off the writer's loop
        try
        {
            await _journal.SaveStateAsync(_show, state, CancellationToken.None);
        }
        catch (IOException trouble)
        {
            LogStateNotSaved(_show, state.Sequence, trouble.GetType().Name);
        }
    }

    private void Failed(Appended.Failed failed, List<WaitingCommand> commands, List<Arrival> arrivals)
    {
        LogNotWritten(_show, failed.Trouble, commands.Count, arrivals.Count);
        var words = StorageWords.Of(failed.Trouble);
        _storage(new StorageHealth(words, _clock.Now));
        _carriedArrivals.Clear();
        _carriedArrivals.AddRange(arrivals);
        _carriedClears.Clear();
        _carriedClears.AddRange(commands.Where(c => c.MayNotFail));
        foreach (var waiting in commands)
        {
            waiting.Answer.TrySetResult(waiting.MayNotFail
                ? new Outcome.Accepted(waiting.Id, _state.Sequence, Changed: true, NotUndoable: null, Journaled: false)
                : new Outcome.Refused(new Refusal(RefusalKind.Storage, words)));
        }
    }

    private static Channel<T> Bounded<T>(int capacity, BoundedChannelFullMode full) =>
        Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { FullMode = full, SingleReader = true });

    [LoggerMessage(1101, LogLevel.Information, "The writer of show {Show} stopped at sequence {Sequence}.")]
    private partial void LogStopped(ShowId show, long sequence);

    [LoggerMessage(1102, LogLevel.Error, "Show {Show}: the journal could not be written ({Trouble}); {Commands} commands refused, {Arrivals} arrivals wait.")]
    private partial void LogNotWritten(ShowId show, StorageTrouble trouble, int commands, int arrivals);

    [LoggerMessage(1104, LogLevel.Critical, "Show {Show}: a turn failed on a bug ({Commands} commands, {Arrivals} arrivals); going on from the journal.")]
    private partial void LogBug(Exception bug, ShowId show, int commands, int arrivals);

    [LoggerMessage(1103, LogLevel.Warning, "Show {Show}: the state at {Sequence} was not stored ({Error}); the next start reads more entries.")]
    private partial void LogStateNotSaved(ShowId show, long sequence, string error);
}

/// <summary>What a desk says while storage is away: a sentence with what to do.</summary>
internal static class StorageWords
{
    public static Words Of(StorageTrouble trouble) => trouble switch
    {
        StorageTrouble.DiskFull => new("The disk is full: nothing was saved. Free space on the console's disk; it goes on by itself.",
            "Le disque est plein : rien n'a été enregistré. Libérez de la place sur le disque de la console ; elle repart seule."),
        StorageTrouble.ReadOnly => new("The data folder is read-only: nothing was saved. Make it writable; the console goes on by itself.",
            "Le dossier de données est en lecture seule : rien n'a été enregistré. Rendez-le inscriptible ; la console repart seule."),
        StorageTrouble.Damaged => new("The journal's file is damaged: nothing was saved. Stop the console and restore the last backup.",
            "Le fichier du journal est abîmé : rien n'a été enregistré. Arrêtez la console et restaurez la dernière sauvegarde."),
        StorageTrouble.Locked => new("Another program holds the journal: nothing was saved. Close it; the console goes on by itself.",
            "Un autre programme retient le journal : rien n'a été enregistré. Fermez-le ; la console repart seule."),
        _ => new("The journal cannot be written: nothing was saved. The console keeps trying; CLEAR works.",
            "Le journal ne s'écrit pas : rien n'a été enregistré. La console réessaie ; CLEAR fonctionne."),
    };
}
