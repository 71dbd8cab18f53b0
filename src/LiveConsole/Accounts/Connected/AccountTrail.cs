using LiveConsole.Domain.Doors;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Accounts.Connected;

/// <summary>Says in the trail of each show that an account was connected or taken out, and by whom: it may be who acts there. A rehearsal has the emulators' accounts only.</summary>
public sealed partial class AccountTrail(IShows shows, ICommands commands, ILogger<AccountTrail> log)
{
    /// <returns>Which trail does not say it, in words; null: all do.</returns>
    public async Task<Words?> SayAsync(PlatformAccount account, AccountDeed deed, Actor by, CancellationToken ct)
    {
        Words? first = null;
        foreach (var show in shows.All.Where(s => s.Snapshot.State.Settings is { Rehearsal: false }))
        {
            var said = await commands.DoAsync(show.Id, new SetAccount(account.Id, account.Platform, account.Name, deed), by, null, ct);
            if (said.NotInTheTrail is not { } words) continue;
            LogNotSaid(show.Slug, deed, account.Id);
            first ??= words;
        }

        return first;
    }

    [LoggerMessage(5409, LogLevel.Warning, "The trail of {Show} does not say that account {Account} was {Deed}.")]
    private partial void LogNotSaid(string show, AccountDeed deed, Guid account);
}
