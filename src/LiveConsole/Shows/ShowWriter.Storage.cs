using LiveConsole.Domain.Journal;
using LiveConsole.Journal;

namespace LiveConsole.Shows;

/// <summary>How a writer does, for the health endpoints.</summary>
/// <param name="Stopped">It stopped on a bug, again and again, and will not start by itself.</param>
/// <param name="Busy">How long the present turn has taken; null between turns.</param>
/// <param name="Proven">How long ago the show was last written to, durably.</param>
/// <param name="Storage">What the desks say; English goes to the endpoints.</param>
public sealed record WriterHealth(bool Stopped, TimeSpan? Busy, TimeSpan Proven, StorageHealth Storage);

/// <summary>How storage does: measured on every write, said to the desks, proven while nothing is written; and what becomes of a writer with a bug.</summary>
public sealed partial class ShowWriter
{
    /// <summary>A quiet show proves that it could be written: a full disk is said before somebody presses.</summary>
    public static readonly TimeSpan ProvenEvery = TimeSpan.FromSeconds(10);

    /// <summary>While storage is in trouble, and nothing waits that would be tried by itself.</summary>
    public static readonly TimeSpan ProvenAgainAfter = TimeSpan.FromSeconds(3);

    private const int CrashesInARow = 5;
    private const long Idle = long.MinValue;
    private static readonly TimeSpan RestartAfter = TimeSpan.FromSeconds(1);

    private readonly StorageWatch _storage;
    private DateTimeOffset _writeBegan;
    private long _writeSince;
    private long _provenAt;
    private long _storageSaidAt;
    private long _turnSince = Idle;
    private volatile bool _stopped;

    public WriterHealth Health => new(_stopped, Interlocked.Read(ref _turnSince) is not Idle and var since ? _time.GetElapsedTime(since) : null,
        _time.GetElapsedTime(Interlocked.Read(ref _provenAt)), _storage.Health);

    /// <summary>After a failed commit, arrivals wait a little before they are tried again; a person who presses hears at once how storage stands.</summary>
    private async Task NextWorkAsync()
    {
        using var first = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var carries = _carriedCommands.Count > 0 || _carriedArrivals.Count > 0;
        // Counted from the last write, not from the last wake-up: another node's appends wake this loop all the time and prove nothing of what this one could write.
        var unproven = (_storage.Health.Words is null ? ProvenEvery : ProvenAgainAfter) - _time.GetElapsedTime(_storageSaidAt);
        var pause = Task.Delay(carries ? RetryAfter : unproven > TimeSpan.Zero ? unproven : TimeSpan.Zero, _time, first.Token);
        var work = carries ? _commands.Reader.WaitToReadAsync(first.Token).AsTask() : _work.Reader.WaitToReadAsync(first.Token).AsTask();
        var due = await Task.WhenAny(work, pause) == pause && !_stop.IsCancellationRequested;
        await first.CancelAsync();
        await Quiet(Task.WhenAll(pause, work));
        if (carries) return;
        var works = _work.Reader.TryRead(out _);
        // Who presses meanwhile proves it themselves.
        if ((due && !works) || (unproven <= TimeSpan.Zero && _commands.Reader.Count == 0)) await ProbeAsync();
    }

    private async Task ProbeAsync()
    {
        BeginWrite();
        try
        {
            var probe = OffTheLoopAsync(() => _journal.ProbeAsync(_show, CancellationToken.None));
            await WaitForAsync(probe, turn: null);
            if (await probe is { } failed) SayStorage(_storage.Failed(_state, failed.Trouble, _clock.Now));
            else SayWritten();
        }
        catch (JournalStorageException storage)
        {
            SayStorage(_storage.Failed(_state, storage.Trouble, _clock.Now));
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            SayStorage(_storage.Failed(_state, StorageTrouble.Unreachable, _clock.Now));
        }
        finally
        {
            EndTurn();
        }
    }

    private void BeginTurn() => Interlocked.Exchange(ref _turnSince, _time.GetTimestamp());

    private void EndTurn() => Interlocked.Exchange(ref _turnSince, Idle);

    private void BeginWrite()
    {
        if (Interlocked.Read(ref _turnSince) == Idle) BeginTurn();
        (_writeBegan, _writeSince) = (_clock.Now, _time.GetTimestamp());
    }

    private void SayWritten()
    {
        Interlocked.Exchange(ref _provenAt, _time.GetTimestamp());
        SayStorage(_storage.Wrote(_state, _writeBegan, _time.GetElapsedTime(_writeSince), done: true));
    }

    private void SayStillWriting() => SayStorage(_storage.Wrote(_state, _writeBegan, _time.GetElapsedTime(_writeSince), done: false));

    private void SayStorage(StorageHealth health)
    {
        _storageSaidAt = _time.GetTimestamp();
        _written.StorageIs(health);
    }

    /// <summary>A disk that hangs holds the thread that writes to it: never the loop's own, which must go on answering.</summary>
    private static async Task<T> OffTheLoopAsync<T>(Func<ValueTask<T>> write)
    {
        await Task.Yield();
        // Not cancelled by our own stop: a commit under way is awaited, so that its callers hear the truth.
        return await write();
    }

    /// <summary>
    /// A write that does not come back: after 1 s desks hear that saving is slow, after 5 s its callers "not known yet", and who presses
    /// meanwhile that nothing can be saved.
    /// </summary>
    /// <param name="turn">Whose callers wait for it; null: nobody does.</param>
    /// <exception cref="OperationCanceledException">This program stops and the write has not come back.</exception>
    private async Task WaitForAsync(Task write, Turn? turn)
    {
        if (write.IsCompleted) return;
        using var done = new CancellationTokenSource();
        var (slow, late) = (Task.Delay(StorageWatch.SlowFrom, _time, done.Token), Task.Delay(OutcomeUnknownAfter, _time, done.Token));
        try
        {
            if (await Task.WhenAny(write, slow) != write) SayStillWriting();
            while (await Task.WhenAny(write, late) != write)
            {
                SayNotKnown(turn);
                _stop.Token.ThrowIfCancellationRequested();
                late = Task.Delay(RetryAfter, _time, done.Token);
            }
        }
        catch (Exception) when (!_stop.IsCancellationRequested)
        {
            // A bug of whoever was told: what is being written is waited for all the same, or it would be written twice.
            await Quiet(write);
            throw;
        }
        finally
        {
            await done.CancelAsync();
        }
    }

    /// <summary>The loop itself ended on a bug: it begins again from the journal; if that does not help, the writer stops and says so.</summary>
    /// <returns>False: it has stopped.</returns>
    private async Task<bool> RestartAsync(Exception bug, int crashes)
    {
        LogCrash(bug, _show, crashes);
        _stale = true;
        if (crashes < CrashesInARow)
        {
            await Quiet(Task.Delay(RestartAfter * crashes, _time, _stop.Token));
            _storageSaidAt = _time.GetTimestamp();
            return true;
        }

        _stopped = true;
        // Arrivals and their resume points stay where they are: a restart reads them again. People are answered.
        foreach (var waiting in _carriedCommands) AnswerStopped(waiting);
        _carriedCommands.Clear();
        while (TryReadCommand() is { } waiting) AnswerStopped(waiting);
        SayStorage(new StorageHealth(StoppedOnBug.Words, _clock.Now));
        return false;
    }

    private void AnswerStopped(WaitingCommand waiting) => waiting.Answer.TrySetResult(waiting.MayNotFail ? DarkOnly(waiting) : new Outcome.Refused(StoppedOnBug));

    private static Refusal StoppedOnBug { get; } = new(RefusalKind.Storage, new(
        "Saving stopped on a fault inside LiveConsole: nothing new is saved. What was saved is safe, CLEAR works. Restart LiveConsole; its log says more.",
        "L'enregistrement s'est arrêté sur une erreur interne de LiveConsole : rien de nouveau n'est enregistré. Ce qui l'était est en sûreté, CLEAR fonctionne. Redémarrez LiveConsole ; son journal technique en dit plus."));

    [LoggerMessage(1105, LogLevel.Critical, "Show {Show}: the writer's loop ended on a bug ({Crashes} in a row); it begins again from the journal.")]
    private partial void LogCrash(Exception bug, ShowId show, int crashes);
}
