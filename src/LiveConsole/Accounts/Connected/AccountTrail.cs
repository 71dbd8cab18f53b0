using LiveConsole.Domain.Doors;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Accounts.Connected;

/// <summary>Says in the trail of each show that an account was connected or taken out, and by whom: it may be who acts there. A rehearsal has the emulators' accounts only.</summary>
public sealed class AccountTrail(IShows shows, EveryTrail trails)
{
    /// <returns>Which trail does not say it, in words; null: all do.</returns>
    public Task<Words?> SayAsync(PlatformAccount account, AccountDeed deed, Actor by, CancellationToken ct) =>
        trails.SayAsync(shows.All.Where(s => s.Snapshot.State.Settings is { Rehearsal: false }), new SetAccount(account.Id, account.Platform, account.Name, deed), by, ct);
}
