using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;

namespace LiveConsole.Shows;

/// <summary>One turn: decided, appended, answered; and what happens when storage or a rule fails it.</summary>
public sealed partial class ShowWriter
{
    private const int StateEvery = 10_000;
    private const int MismatchesATurn = 20;
    private static readonly TimeSpan OutcomeUnknownAfter = TimeSpan.FromSeconds(5);

    private long _stateSavedAt;
    private Task _saving = Task.CompletedTask;

    /// <returns>False when storage refused: the turn's arrivals and CLEARs are carried over.</returns>
    private async Task<bool> OneTurnAsync(List<WaitingCommand> commands, List<Arrival> arrivals)
    {
        StorageTrouble? trouble;
        var committed = false;
        try
        {
            (var turn, trouble) = await DecideAndAppendAsync(commands, arrivals);
            committed = trouble is null;
            if (committed)
            {
                _written.RemovalsTaken(RemovalsIn(arrivals));
                await CommitAsync(turn);
            }
        }
        catch (JournalFormatException) when (!committed)
        {
            // Another node of a newer version wrote: nothing of ours is lost by waiting for this one to be brought up to it.
            trouble = StorageTrouble.Other;
        }
        catch (JournalStorageException storage) when (!committed)
        {
            // Reading failed before anything was decided.
            trouble = storage.Trouble;
        }
        catch (OperationCanceledException) when (!committed)
        {
            // A read was cut before anything was appended; or we stop while an append does not come back, and its callers have heard that.
            trouble = StorageTrouble.Unreachable;
        }
        catch (Exception bug)
        {
            return await RecoverAsync(bug, committed, commands, arrivals);
        }

        // Outside of what is recovered from: what is carried over here must not be tried one by one as well.
        if (trouble is { } failed) Failed(failed, commands, arrivals);
        return trouble is null;
    }

    /// <returns>The turn, and why it was not appended; null: it was.</returns>
    private async Task<(Turn Turn, StorageTrouble? Trouble)> DecideAndAppendAsync(List<WaitingCommand> commands, List<Arrival> arrivals)
    {
        for (var mismatches = 0; ; mismatches++)
        {
            await CatchUpAsync();
            var turn = await DecideAsync(commands, arrivals);
            var lease = arrivals.Exists(WasRead) ? _lease : null;
            switch (await AppendAsync(turn, lease?.Epoch))
            {
                case Appended.LeaseLost when mismatches < MismatchesATurn:
                    LeaveToOther(lease!, arrivals);
                    continue;
                case Appended.VersionMismatch when mismatches < MismatchesATurn:
                    // Another node wrote: nothing of ours was. Catch up and decide again.
                    _behind = true;
                    continue;
                case Appended.VersionMismatch or Appended.LeaseLost:
                    return (turn, StorageTrouble.Locked);
                case Appended.Failed failed:
                    return (turn, failed.Trouble);
                case Appended.Done done:
                    turn.Stands(done.First);
                    return (turn, null);
                case var other:
                    throw new InvalidOperationException($"The journal answered {other}.");
            }
        }
    }

    /// <summary>
    /// A bug in a rule ends its turn, not the show: the state is read anew from the journal, and what was in the turn is tried one by one,
    /// so that what cannot be done is alone to be left out, and said.
    /// </summary>
    private async Task<bool> RecoverAsync(Exception bug, bool committed, List<WaitingCommand> commands, List<Arrival> arrivals)
    {
        LogBug(bug, _show, commands.Count, arrivals.Count);
        _stale = true;
        if (committed) return true;
        if (commands.Count + arrivals.Count == 1)
        {
            LeaveOut(bug, commands, arrivals);
            return true;
        }

        for (var i = 0; i < commands.Count; i++)
        {
            if (await OneTurnAsync([commands[i]], [])) continue;
            _carriedCommands.AddRange(commands[(i + 1)..]);
            _carriedArrivals.InsertRange(0, arrivals);
            return false;
        }

        for (var i = 0; i < arrivals.Count; i++)
        {
            if (await OneTurnAsync([], [arrivals[i]])) continue;
            _carriedArrivals.InsertRange(1, arrivals[(i + 1)..]);
            return false;
        }

        return true;
    }

    private static List<RemovalCame> RemovalsIn(IEnumerable<Arrival> arrivals) =>
        [.. arrivals.SelectMany(a => a is IntakeBatch batch ? batch.Arrivals : [a]).OfType<RemovalCame>()];

    private void LeaveOut(Exception bug, List<WaitingCommand> commands, List<Arrival> arrivals)
    {
        _written.RemovalsTaken(RemovalsIn(arrivals));
        foreach (var waiting in commands)
        {
            if (waiting.MayNotFail) _written.ClearsDropped(1);
            waiting.Answer.TrySetResult(waiting.MayNotFail ? DarkOnly(waiting) : new Outcome.Refused(Broken));
        }

        foreach (var batch in arrivals.OfType<IntakeBatch>()) batch.Answer.Failed(new InvalidOperationException("This batch could not be taken.", bug));
    }

    private static Refusal Broken { get; } = new(RefusalKind.Invalid, new(
        "This failed inside LiveConsole and changed nothing. The log says more.", "Ceci a échoué dans LiveConsole et n'a rien changé. Le journal technique en dit plus."));

    /// <summary>What does not fit into a turn's 50 ms is carried into the next one; and what is still to be taken when somebody presses.</summary>
    private async Task<Turn> DecideAsync(List<WaitingCommand> commands, List<Arrival> arrivals)
    {
        var since = _time.GetTimestamp();
        var turn = new Turn(_state, _clock.Now, alone: _journal.Leases is null);
        for (var i = 0; i < commands.Count; i++)
        {
            if (i > 0 && _time.GetElapsedTime(since) > WorkATurn) Carry(commands, i, _carriedCommands);
            else turn.Decide(commands[i], await WithMessageAsync(commands[i].Command));
        }

        var known = await KnownAsync([.. arrivals.SelectMany(a => a is IntakeBatch batch ? batch.Arrivals : [a]).OfType<MessageCame>().Select(a => a.Message)]);
        for (var i = 0; i < arrivals.Count; i++)
        {
            if (i > 0 && i % 64 == 0 && (_time.GetElapsedTime(since) > WorkATurn || (i >= EntriesWithCommands && _commands.Reader.Count > 0))) Carry(arrivals, i, _carriedArrivals);
            else if (turn.Take(await WithOlderAsync(arrivals[i], turn.State), known) is { Left: { } left } part)
            {
                Carry(arrivals, i, _carriedArrivals);
                _carriedArrivals[0] = left;
                if (part.Taken is { } taken) arrivals.Add(taken);
            }
        }

        return turn;
    }

    /// <summary>Which of these the journal has; only what an arrival may amend (a count that has grown, a copy's id that is new) is read as it stands.</summary>
    private async ValueTask<IReadOnlyDictionary<MessageRef, FeedRow?>> KnownAsync(List<ChatMessage> came)
    {
        Dictionary<MessageRef, FeedRow?> known = [];
        if (came.Count == 0) return known;
        var refs = came.SelectMany(m => m.Copies.Select(c => new MessageRef(m.Platform, c)).Prepend(m.Ref)).ToHashSet();
        foreach (var message in await _journal.KnownAsync(_show, refs, CancellationToken.None)) known[message] = null;
        foreach (var message in came.Where(m => known.ContainsKey(m.Ref) && (m.Count > 1 || m.Copies.Any(c => !known.ContainsKey(new MessageRef(m.Platform, c))))))
        {
            if (known[message.Ref] is null && await _journal.FindMessageAsync(_show, message.Ref, CancellationToken.None) is { } found) known[message.Ref] = new FeedRow(found.Sequence, found.Message, found.Judgement);
        }

        return known;
    }

    private static void Carry<T>(List<T> turn, int from, List<T> next)
    {
        next.InsertRange(0, turn[from..]);
        turn.RemoveRange(from, turn.Count - from);
    }

    private async ValueTask<IShowCommand> WithMessageAsync(IShowCommand command)
    {
        if (command is not INeedsMessage needs) return command;
        return await _journal.FindMessageAsync(_show, needs.Message, CancellationToken.None) is { } found ? needs.With(found.Message, found.Removed, found.Judgement) : needs.With(null, null);
    }

    /// <summary>Judged so late that the state no longer holds it: a rule hides it all the same.</summary>
    private async ValueTask<Arrival> WithOlderAsync(Arrival arrival, ShowState state) =>
        arrival is JudgementCame late && ArrivalEntries.NeedsMessage(state, late)
            && await _journal.ReadMessagesAsync(_show, new MessageQuery(After: late.Sequence - 1, Limit: 1), CancellationToken.None) is [{ Removed: null } found] && found.Sequence == late.Sequence
            ? late with { Older = found.Message } : arrival;

    /// <exception cref="OperationCanceledException">This program stops and the append has not come back.</exception>
    private async Task<Appended> AppendAsync(Turn turn, long? leaseEpoch)
    {
        if (turn.Entries.Count == 0) return new Appended.Done(_state.Sequence, _state.Sequence, _state.DeskVersion);
        var batch = new Batch(Guid.CreateVersion7(), turn.Entries);
        BeginWrite();
        long? expected = turn.ReadsDesk ? _state.DeskVersion : null;
        var append = OffTheLoopAsync(() => _journal.AppendAsync(_show, batch, expected, leaseEpoch, CancellationToken.None));
        await WaitForAsync(append, turn);
        try
        {
            return await append;
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
            catch (Exception away) when (away is OperationCanceledException or JournalStorageException)
            {
                if (_time.GetElapsedTime(since) >= OutcomeUnknownAfter || _stop.IsCancellationRequested) SayNotKnown(turn);
                _stop.Token.ThrowIfCancellationRequested();
                await Quiet(Task.Delay(RetryAfter, _time, _stop.Token));
            }
        }
    }

    private void SayNotKnown(Turn? turn)
    {
        var health = _storage.Failed(_state, StorageTrouble.Unreachable, _writeBegan);
        foreach (var (waiting, _) in turn?.Decided ?? []) waiting.Answer.TrySetResult(waiting.MayNotFail ? DarkOnly(waiting) : new Outcome.Refused(NotKnownYet));
        // What waits behind was not decided: its refusal is the truth. CLEARs keep their place.
        while (TryReadCommand() is { } behind)
        {
            if (behind.MayNotFail) _carriedCommands.Add(behind);
            behind.Answer.TrySetResult(behind.MayNotFail ? DarkOnly(behind) : new Outcome.Refused(new Refusal(RefusalKind.Storage, health.Words!)));
        }

        SayStorage(health);
    }

    private static Refusal NotKnownYet { get; } = new(RefusalKind.UnknownOutcome, new(
        "Not known yet: the database does not answer. Look at the board before you press again.",
        "Pas encore connu : la base de données ne répond pas. Regardez le tableau avant d'appuyer de nouveau."));

    private async Task CommitAsync(Turn turn)
    {
        if (turn.Moved == 0) Volatile.Write(ref _state, turn.State);
        else await ReadBackAsync(turn);
        try
        {
            _written.Committed(_state, turn.Entries.Count > 0, turn.HasDeskEntries, turn.Decided.Count(d => d.Command.MayNotFail));
            // Deciding what changes nothing says nothing of the disk.
            if (turn.Entries.Count > 0) SayWritten();
        }
        finally
        {
            // Whatever a watcher did: it is committed, and that is what callers hear.
            foreach (var (batch, taken) in turn.Intakes) batch.Answer.Journaled(taken);
            foreach (var (waiting, outcome) in turn.Decided) waiting.Answer.TrySetResult(outcome is Outcome.Accepted accepted ? WithUndo(accepted, waiting.By) : outcome);
        }

        _metrics.Messages(turn.Messages);
        _metrics.Duplicates(turn.Duplicates);
        if (_state.Sequence - _stateSavedAt < StateEvery || !_saving.IsCompleted) return;
        _stateSavedAt = _state.Sequence;
        _saving = SaveAsync(_state);
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
        catch (JournalStorageException trouble)
        {
            LogStateNotSaved(_show, state.Sequence, trouble.Trouble);
        }
        catch (OperationCanceledException)
        {
            LogStateNotSaved(_show, state.Sequence, StorageTrouble.Unreachable);
        }
    }

    private void Failed(StorageTrouble trouble, List<WaitingCommand> commands, List<Arrival> arrivals)
    {
        LogNotWritten(_show, trouble, commands.Count, arrivals.Count);
        var health = _storage.Failed(_state, trouble, _clock.Now);
        _carriedArrivals.InsertRange(0, arrivals);
        _carriedCommands.InsertRange(0, commands.Where(c => c.MayNotFail));
        foreach (var waiting in commands)
            waiting.Answer.TrySetResult(waiting.MayNotFail ? DarkOnly(waiting) : new Outcome.Refused(new Refusal(RefusalKind.Storage, health.Words!)));
        SayStorage(health);
        // What is on air may have changed since a removal was first seen.
        foreach (var removal in arrivals.OfType<RemovalCame>()) _written.RemovalSeen(removal);
    }

    [LoggerMessage(1102, LogLevel.Error, "Show {Show}: the journal could not be written ({Trouble}); {Commands} commands refused, {Arrivals} arrivals wait.")]
    private partial void LogNotWritten(ShowId show, StorageTrouble trouble, int commands, int arrivals);

    [LoggerMessage(1104, LogLevel.Critical, "Show {Show}: a turn failed on a bug ({Commands} commands, {Arrivals} arrivals); going on from the journal.")]
    private partial void LogBug(Exception bug, ShowId show, int commands, int arrivals);

    [LoggerMessage(1103, LogLevel.Warning, "Show {Show}: the state at {Sequence} was not stored ({Trouble}); the next start reads more entries.")]
    private partial void LogStateNotSaved(ShowId show, long sequence, StorageTrouble trouble);
}
