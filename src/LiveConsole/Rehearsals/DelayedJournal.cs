using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;

namespace LiveConsole.Rehearsals;

/// <summary>
/// A rehearsal's journal, whose disk can be made slow: every write takes so much longer, for real, as whoever waits for it sees. It is
/// put between a rehearsal and its journal only; a show that is served never has one.
/// </summary>
public sealed class DelayedJournal(IJournal inner, TimeProvider time) : IJournal
{
    /// <summary>The drill: 2 s a write for 30 s, in machine time whatever the rehearsal's speed.</summary>
    public const string Drill = "slow-disk";

    public static readonly TimeSpan DrillEach = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan DrillFor = TimeSpan.FromSeconds(30);

    // One object, so that both are read together.
    private volatile Slowness? _slow;

    private sealed record Slowness(TimeSpan Each, TimeSpan For, long Since);

    /// <summary>From now on, for so long, every write takes so much longer; the newest order counts.</summary>
    public void Slow(TimeSpan each, TimeSpan @for) => _slow = new Slowness(each, @for, time.GetTimestamp());

    public async ValueTask<Appended> AppendAsync(ShowId show, Batch batch, long? expectedDeskVersion, long? leaseEpoch, CancellationToken ct)
    {
        await DelayAsync();
        return await inner.AppendAsync(show, batch, expectedDeskVersion, leaseEpoch, ct);
    }

    public async ValueTask<Appended.Failed?> ProbeAsync(ShowId show, CancellationToken ct)
    {
        await DelayAsync();
        return await inner.ProbeAsync(show, ct);
    }

    public async ValueTask SaveStateAsync(ShowId show, ShowState state, CancellationToken ct)
    {
        await DelayAsync();
        await inner.SaveStateAsync(show, state, ct);
    }

    public JournalPlace Place => inner.Place;

    public ILeases? Leases => inner.Leases;

    public IPresenceBoard? Presence => inner.Presence;

    public ValueTask<Appended.Done?> FindBatchAsync(ShowId show, Guid batch, CancellationToken ct) => inner.FindBatchAsync(show, batch, ct);

    public IAsyncEnumerable<IReadOnlyList<StoredEntry>> ReadAsync(ShowId show, long after, long? upTo, CancellationToken ct) => inner.ReadAsync(show, after, upTo, ct);

    public IAsyncEnumerable<long> WatchAsync(ShowId show, CancellationToken ct) => inner.WatchAsync(show, ct);

    public ValueTask<IReadOnlyList<StoredEntry>> ReadDeedsAsync(ShowId show, long? before, int limit, CancellationToken ct) => inner.ReadDeedsAsync(show, before, limit, ct);

    public ValueTask<ShowState> LoadAsync(ShowId show, long? upTo, CancellationToken ct) => inner.LoadAsync(show, upTo, ct);

    public ValueTask<IReadOnlySet<MessageRef>> KnownAsync(ShowId show, IReadOnlyCollection<MessageRef> messages, CancellationToken ct) => inner.KnownAsync(show, messages, ct);

    public ValueTask<StoredMessage?> FindMessageAsync(ShowId show, MessageRef message, CancellationToken ct) => inner.FindMessageAsync(show, message, ct);

    public ValueTask<IReadOnlyList<StoredMessage>> ReadMessagesAsync(ShowId show, MessageQuery query, CancellationToken ct) => inner.ReadMessagesAsync(show, query, ct);

    public ValueTask<IReadOnlyList<StoredEntry>> FindCommandAsync(ShowId show, Guid command, CancellationToken ct) => inner.FindCommandAsync(show, command, ct);

    public ValueTask<IReadOnlyList<StoredSample>> ReadSamplesAsync(ShowId show, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) => inner.ReadSamplesAsync(show, from, to, ct);

    public ValueTask<IReadOnlyList<ShowId>> ShowsAsync(CancellationToken ct) => inner.ShowsAsync(ct);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private Task DelayAsync() =>
        _slow is { } slow && time.GetElapsedTime(slow.Since) < slow.For ? Task.Delay(slow.Each, time) : Task.CompletedTask;
}
