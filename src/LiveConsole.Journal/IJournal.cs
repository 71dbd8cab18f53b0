using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;

namespace LiveConsole.Journal;

/// <summary>What goes to the journal in one transaction.</summary>
/// <param name="Id">Stored with its entries: when a commit's outcome is unknown the journal is asked for it.</param>
public sealed record Batch(Guid Id, IReadOnlyList<NewEntry> Entries);

/// <summary>What became of an append.</summary>
public abstract record Appended
{
    /// <summary>Committed and durable.</summary>
    /// <param name="First">Sequence of the batch's first entry.</param>
    public sealed record Done(long First, long Last, long DeskVersion) : Appended;

    /// <summary>Another writer changed the desk: nothing of the batch was written.</summary>
    public sealed record VersionMismatch(long DeskVersion) : Appended;

    /// <summary>The lease epoch is old: this node does not listen any more. Nothing was written.</summary>
    public sealed record LeaseLost(long Epoch) : Appended;

    /// <summary>Storage refuses (disk full, read-only, locked, damaged): nothing was written, try again.</summary>
    public sealed record Failed(StorageTrouble Trouble, string Words) : Appended;
}

/// <summary>Trouble outside, typed: what a desk says about it.</summary>
public enum StorageTrouble { DiskFull, ReadOnly, Locked, Damaged, Unreachable, Other }

/// <summary>Where a journal is kept: what people are told to look at when it is in trouble.</summary>
public enum JournalPlace { Folder, Database }

/// <summary>A show's journal cannot be read by this program: unknown entries that may not be skipped, or a format of a newer version.</summary>
public sealed class JournalFormatException(string message) : Exception(message)
{
    /// <summary>The entry that is not known here: up to the one before it the show can be read. Null: nothing of the file can.</summary>
    public UnknownType? Entry { get; private init; }

    /// <param name="Sequence">Of the first such entry.</param>
    public sealed record UnknownType(long Sequence, string Type, int Version);

    public static JournalFormatException Of(UnknownType entry) =>
        new($"The show's journal holds entries of type \"{entry.Type}\" version {entry.Version} (the first is entry {entry.Sequence}) that this LiveConsole does not know. Start the newer version that wrote it.") { Entry = entry };
}

/// <summary>One message as the tables hold it.</summary>
/// <param name="Judgement">As it was last judged; null: it was not.</param>
public sealed record StoredMessage(long Sequence, ChatMessage Message, Removal? Removed, Judgement? Judgement = null);

/// <param name="After">Only above this sequence.</param>
/// <param name="Before">Only below this sequence; with it, the newest before it are meant (paging back).</param>
/// <param name="Text">Full-text search by the house's tokenizer: all words, the last one a prefix.</param>
/// <param name="Limit">At most so many, oldest first in the answer.</param>
/// <param name="NotRemoved">Only what nobody removed: what is left out does not count to the limit, which would tell that it was found.</param>
public sealed record MessageQuery(long? After = null, long? Before = null, string? Platform = null, string? Text = null, ViewerRef? Viewer = null, int Limit = 200, bool NotRemoved = false);

public sealed record StoredSample(long Sequence, string Platform, string Channel, long? Count, DateTimeOffset At);

/// <summary>
/// The journal of shows: append-only, one store per installation. All calls are safe from any thread; appends of one show are
/// serialised by the store. Contract tests run over every implementation.
/// </summary>
public interface IJournal : IAsyncDisposable
{
    JournalPlace Place => JournalPlace.Folder;

    /// <summary>Null: one node owns this journal, nobody else can listen.</summary>
    ILeases? Leases => null;

    /// <summary>Null: one node owns this journal, there is nobody to meet.</summary>
    IPresenceBoard? Presence => null;

    /// <summary>Appends a batch in one durable transaction, with its rows in messages, viewers and samples.</summary>
    /// <param name="expectedDeskVersion">Required with any desk entry; null for arrivals alone.</param>
    /// <param name="leaseEpoch">Of the lease under which the platforms were read; null: the batch holds nothing that was read.</param>
    /// <exception cref="OperationCanceledException">The outcome is unknown: ask <see cref="FindBatchAsync"/>.</exception>
    ValueTask<Appended> AppendAsync(ShowId show, Batch batch, long? expectedDeskVersion, long? leaseEpoch, CancellationToken ct);

    /// <summary>Proves that the show can be written now: a small durable write that is no entry. It waits and fails as an append would.</summary>
    /// <returns>Null: it can be written, or has no entry yet.</returns>
    ValueTask<Appended.Failed?> ProbeAsync(ShowId show, CancellationToken ct);

    /// <returns>The batch's outcome if it was committed, else null: then it never will be; what was in it is appended under a new id.</returns>
    ValueTask<Appended.Done?> FindBatchAsync(ShowId show, Guid batch, CancellationToken ct);

    /// <summary>Entries after a sequence in order, in pages.</summary>
    /// <exception cref="JournalFormatException">An entry of a type unknown to this program that may not be skipped.</exception>
    IAsyncEnumerable<IReadOnlyList<StoredEntry>> ReadAsync(ShowId show, long after, long? upTo, CancellationToken ct);

    /// <summary>As <see cref="ReadAsync"/>, for an export: what this program does not know comes as <see cref="UnknownEntry"/> with its payload, and throws nothing.</summary>
    IAsyncEnumerable<IReadOnlyList<StoredEntry>> ReadRawAsync(ShowId show, CancellationToken ct) => ReadAsync(show, 0, null, ct);

    /// <summary>Wake-ups: the sequence after another (or this) writer appended. Conflated: the newest only.</summary>
    IAsyncEnumerable<long> WatchAsync(ShowId show, CancellationToken ct);

    /// <summary>The nearest stored state plus the entries up to <paramref name="upTo"/> (null: all), with its newest messages.</summary>
    ValueTask<ShowState> LoadAsync(ShowId show, long? upTo, CancellationToken ct);

    /// <summary>Keeps a state so that loading is quick. Off the writer's path; at most every 10,000 entries.</summary>
    ValueTask SaveStateAsync(ShowId show, ShowState state, CancellationToken ct);

    /// <returns>Which of these messages the show has already (by platform and id, copies' ids too).</returns>
    ValueTask<IReadOnlySet<MessageRef>> KnownAsync(ShowId show, IReadOnlyCollection<MessageRef> messages, CancellationToken ct);

    ValueTask<StoredMessage?> FindMessageAsync(ShowId show, MessageRef message, CancellationToken ct);

    ValueTask<IReadOnlyList<StoredMessage>> ReadMessagesAsync(ShowId show, MessageQuery query, CancellationToken ct);

    /// <returns>Entries of one command, for a repeated Idempotency-Key; empty when it was never accepted.</returns>
    ValueTask<IReadOnlyList<StoredEntry>> FindCommandAsync(ShowId show, Guid command, CancellationToken ct);

    /// <summary>Entries that came of commands, newest first: what people did, without the messages between.</summary>
    /// <param name="before">Only below this sequence; null: from the end.</param>
    async ValueTask<IReadOnlyList<StoredEntry>> ReadDeedsAsync(ShowId show, long? before, int limit, CancellationToken ct)
    {
        List<StoredEntry> deeds = [];
        await foreach (var page in ReadAsync(show, 0, before - 1, ct)) deeds.AddRange(page.Where(e => e.Command is not null));
        deeds.Reverse();
        return [.. deeds.Take(limit)];
    }

    ValueTask<IReadOnlyList<StoredSample>> ReadSamplesAsync(ShowId show, DateTimeOffset from, DateTimeOffset to, CancellationToken ct);

    /// <returns>Shows that have entries.</returns>
    ValueTask<IReadOnlyList<ShowId>> ShowsAsync(CancellationToken ct);
}
