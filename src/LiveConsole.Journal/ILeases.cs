using LiveConsole.Domain.Journal;

namespace LiveConsole.Journal;

/// <summary>
/// Who listens to a show, where several nodes can open the journal: one at a time reads its platforms. A lease is valid for three seconds of
/// the journal's own clock; each taking has a new epoch, and what is appended with an older one is refused (<see cref="Appended.LeaseLost"/>).
/// </summary>
public interface ILeases
{
    /// <summary>
    /// Takes a show's lease for three seconds of the journal's clock, with a new epoch: appends that carry an older one are refused from
    /// then on.
    /// </summary>
    /// <param name="node">The same node gets it again at once: its former life may have been killed.</param>
    /// <returns>The epoch; null: another node listens.</returns>
    /// <exception cref="JournalStorageException"/>
    ValueTask<long?> TakeLeaseAsync(ShowId show, string node, CancellationToken ct);

    /// <summary>Three more seconds; to be done each second.</summary>
    /// <returns>False: the epoch is another's now. Stop listening.</returns>
    /// <exception cref="JournalStorageException">Not known: a holder that could not renew for two seconds stops by itself.</exception>
    ValueTask<bool> RenewLeaseAsync(ShowId show, long epoch, CancellationToken ct);

    /// <summary>Another node may take it at once.</summary>
    ValueTask GiveBackLeaseAsync(ShowId show, long epoch, CancellationToken ct);

    /// <returns>Which node took it last, for words to people.</returns>
    ValueTask<string?> LastListenerAsync(ShowId show, CancellationToken ct);
}
