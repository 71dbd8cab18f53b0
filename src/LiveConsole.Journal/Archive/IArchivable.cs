using LiveConsole.Domain.Journal;

namespace LiveConsole.Journal.Archive;

/// <summary>How far a show's journal reaches.</summary>
public sealed record ShowMark(ShowId Show, long Last, long DeskVersion);

/// <summary>A store of journals that can be written out and taken in as it is stored. Contract tests run over every one.</summary>
public interface IArchivable
{
    /// <returns>Every show that has entries, as it stood at one moment.</returns>
    ValueTask<IReadOnlyList<ShowMark>> MarksAsync(CancellationToken ct);

    /// <summary>Entries up to a mark in order, in pages, unread: nothing is refused but what is physically damaged. Others may append meanwhile.</summary>
    /// <param name="upTo">A mark's last: so that the last batch is whole.</param>
    IAsyncEnumerable<IReadOnlyList<RawEntry>> ReadAsKeptAsync(ShowId show, long upTo, CancellationToken ct);

    /// <summary>
    /// Takes in a show that has no entries here, with all that an append writes beside an entry (messages, removals, samples, batches):
    /// sequences, times and ids stay. Nobody else may have the store open for writing. PostgreSQL copies (COPY) in one transaction: a show
    /// is there whole or not at all. SQLite commits in pieces: whoever restores throws a file away that was cut.
    /// </summary>
    /// <exception cref="ArgumentException">The show has entries here.</exception>
    /// <exception cref="JournalStorageException">The store refuses: words say why.</exception>
    ValueTask RestoreAsync(ShowId show, IAsyncEnumerable<IReadOnlyList<RawEntry>> entries, CancellationToken ct);

    /// <summary>Completes when search has followed all that was taken in.</summary>
    Task SearchFollowedAsync(CancellationToken ct);
}
