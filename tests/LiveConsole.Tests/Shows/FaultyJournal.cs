using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Shows;

/// <summary>A real journal on a disk that can fill, hang, lose its answer or be written to by another node.</summary>
internal sealed class FaultyJournal(IJournal inner) : IJournal
{
    private TaskCompletionSource _asked = New();
    private StorageTrouble? _trouble;
    private TaskCompletionSource? _gate;
    private Func<Task>? _beforeNext;
    private bool? _answerLost;
    private bool _silent;
    private Random? _dice;

    /// <summary>Batches that were handed to the journal, written or not.</summary>
    public List<Batch> Batches { get; } = [];

    public void Breaks(StorageTrouble trouble) => _trouble = trouble;

    public void Mends() => (_trouble, _silent) = (null, false);

    /// <summary>Another node has the lease: what only who listens may write is refused.</summary>
    public bool LeaseIsLost { get; set; }

    /// <summary>Appends wait until <see cref="Release"/>.</summary>
    public void Hangs()
    {
        _gate = New();
        _asked = New();
    }

    public void Release()
    {
        var gate = _gate;
        _gate = null;
        gate?.SetResult();
    }

    /// <summary>The append that waits goes on; the next one waits again.</summary>
    public void ReleaseOne()
    {
        var gate = _gate;
        Hangs();
        gate?.SetResult();
    }

    /// <summary>Completes when an append waits on the disk that hangs.</summary>
    public Task Hanging => _asked.Task.WaitAsync(Cap.Signal);

    /// <summary>The next append's answer is lost on its way; it was written or not.</summary>
    /// <param name="silent">The journal does not say either what became of it, until it mends.</param>
    public void LosesTheNextAnswer(bool written, bool silent = false) => (_answerLost, _silent) = (written, silent);

    /// <summary>From now on about every third append's answer is lost, half of those after it was written, and the journal does not always say at once what became of it. Null: no more.</summary>
    public void LosesAnswers(Random? dice) => _dice = dice;

    /// <summary>So many answers were lost.</summary>
    public int Lost { get; private set; }

    /// <summary>Before the next append something else happens to the store.</summary>
    public void BeforeNext(Func<Task> happens) => _beforeNext = happens;

    public async ValueTask<Appended> AppendAsync(ShowId show, Batch batch, long? expectedDeskVersion, long? leaseEpoch, CancellationToken ct)
    {
        Batches.Add(batch);
        if (_beforeNext is { } happens)
        {
            _beforeNext = null;
            await happens();
        }

        if (_gate is { } gate)
        {
            _asked.TrySetResult();
            // As a disk does: it holds the thread.
            gate.Task.GetAwaiter().GetResult();
        }

        if (_trouble is { } trouble) return new Appended.Failed(trouble, "no");
        if (LeaseIsLost && leaseEpoch is not null) return new Appended.LeaseLost(leaseEpoch.Value + 1);
        if (_dice is { } dice && Dice(dice, 3) == 0)
        {
            Lost++;
            _answerLost = Dice(dice, 2) == 0;
        }

        if (_answerLost is not { } written) return await inner.AppendAsync(show, batch, expectedDeskVersion, leaseEpoch, ct);
        _answerLost = null;
        if (written) await inner.AppendAsync(show, batch, expectedDeskVersion, leaseEpoch, ct);
        throw new OperationCanceledException("The answer was lost.");
    }

    public ILeases? Leases { get; set; } = inner.Leases;

    public ValueTask<Appended.Failed?> ProbeAsync(ShowId show, CancellationToken ct) =>
        _trouble is { } trouble ? ValueTask.FromResult<Appended.Failed?>(new Appended.Failed(trouble, "no")) : inner.ProbeAsync(show, ct);

    public ValueTask<Appended.Done?> FindBatchAsync(ShowId show, Guid batch, CancellationToken ct)
    {
        if (_silent || (_dice is { } dice && Dice(dice, 4) == 0)) throw new JournalStorageException(StorageTrouble.Unreachable, "away");
        return inner.FindBatchAsync(show, batch, ct);
    }

    public IAsyncEnumerable<IReadOnlyList<StoredEntry>> ReadAsync(ShowId show, long after, long? upTo, CancellationToken ct) => inner.ReadAsync(show, after, upTo, ct);

    public IAsyncEnumerable<long> WatchAsync(ShowId show, CancellationToken ct) => inner.WatchAsync(show, ct);

    public ValueTask<ShowState> LoadAsync(ShowId show, long? upTo, CancellationToken ct) => inner.LoadAsync(show, upTo, ct);

    public ValueTask SaveStateAsync(ShowId show, ShowState state, CancellationToken ct) => inner.SaveStateAsync(show, state, ct);

    public ValueTask<IReadOnlySet<MessageRef>> KnownAsync(ShowId show, IReadOnlyCollection<MessageRef> messages, CancellationToken ct)
    {
        if (_trouble == StorageTrouble.Unreachable) throw new JournalStorageException(StorageTrouble.Unreachable, "away");
        return inner.KnownAsync(show, messages, ct);
    }

    public ValueTask<StoredMessage?> FindMessageAsync(ShowId show, MessageRef message, CancellationToken ct) => inner.FindMessageAsync(show, message, ct);

    public ValueTask<IReadOnlyList<StoredMessage>> ReadMessagesAsync(ShowId show, MessageQuery query, CancellationToken ct) => inner.ReadMessagesAsync(show, query, ct);

    public ValueTask<IReadOnlyList<StoredEntry>> FindCommandAsync(ShowId show, Guid command, CancellationToken ct)
    {
        if (_trouble == StorageTrouble.Unreachable) throw new JournalStorageException(StorageTrouble.Unreachable, "away");
        return inner.FindCommandAsync(show, command, ct);
    }

    public ValueTask<IReadOnlyList<StoredSample>> ReadSamplesAsync(ShowId show, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) => inner.ReadSamplesAsync(show, from, to, ct);

    public ValueTask<IReadOnlyList<ShowId>> ShowsAsync(CancellationToken ct) => inner.ShowsAsync(ct);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private static int Dice(Random dice, int sides)
    {
        lock (dice) return dice.Next(sides); // a lock, not a channel: appends and questions about them come on any thread
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
