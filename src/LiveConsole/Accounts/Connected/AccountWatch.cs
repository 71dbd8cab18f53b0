using System.Collections.Immutable;
using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Shows;
using LiveConsole.Sources;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts.Connected;

/// <summary>
/// Asks each connected account's platform every hour whether it still lets us in (Twitch demands it), and says on every desk when one does not, or will not
/// until a show's end. On a database it also takes over what other nodes connected.
/// </summary>
public sealed partial class AccountWatch(PlatformAccounts accounts, ProgramClients clients, AccountDoors doors, IShows shows, NodeHealth node, PlatformAddresses platforms, IDbContextFactory<AccountsDb> store, TimeProvider time, ILogger<AccountWatch> log) : BackgroundService
{
    public const string Dead = "account.dead", Ending = "account.ending", Unsaved = "account.unsaved";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5), Soon = TimeSpan.FromDays(7);

    private readonly Dictionary<Guid, long> _asked = [];
    private ImmutableHashSet<(string Kind, string About, ShowId? Show)> _said = [];

    /// <summary>A renewal under way is brought home while the store and the sockets still stand.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await accounts.SettleAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        // A rehearsal on an installation's folder, or a copy of it: nobody's account is asked after.
        if (!accounts.Opens) return;
        bool shared;
        await using (var db = await store.CreateDbContextAsync(stoppingToken)) shared = AccountsStore.SchemaOf(db.Database.ProviderName) is not null;
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do await TurnAsync(shared, stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    /// <summary>Nothing that happens here ends the host, as a fault of its loop would: a show goes on without this watch.</summary>
    internal async Task TurnAsync(bool shared, CancellationToken ct)
    {
        try
        {
            await accounts.SaveAgainAsync(ct);
            if (shared)
            {
                await clients.LoadAsync(ct);
                await accounts.LoadAsync(ct);
            }
        }
        catch (Exception away) when (AccountsStore.IsAway(away))
        {
            // The store is away: the journal's own watch says so. What is known stays in force until it is back.
            LogAway(away.GetType().Name);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            LogFault(fault, null, null);
        }

        await LookAsync(ct);
    }

    /// <summary>One look: asks what is due, says what is wrong. On the watch's own loop.</summary>
    internal async Task LookAsync(CancellationToken ct)
    {
        // What is emulated on loopback alone is a rehearsal's or a test's: nobody's account.
        foreach (var account in platforms.LoopbackOnly || !accounts.Opens ? [] : accounts.All)
        {
            if (_asked.TryGetValue(account.Id, out var at) && time.GetElapsedTime(at) < TwitchSignIn.CheckEvery) continue;
            _asked[account.Id] = time.GetTimestamp();
            try
            {
                await doors.CheckAsync(account, ct);
            }
            catch (Exception away) when (AccountsStore.IsAway(away))
            {
                LogAway(away.GetType().Name);
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                // One account's: the others are asked all the same, and this one again in an hour.
                LogFault(fault, account.Platform, account.Id);
            }
        }

        Say();
    }

    private void Say()
    {
        var all = accounts.All;
        List<NodeTrouble> troubles = [.. accounts.Unsaved.Select(a => NotSaved(a.Platform)).DistinctBy(t => t.About), .. all.SelectMany(a => Of(a, all))];
        var now = troubles.Select(t => (t.Kind, t.About, t.Show)).ToImmutableHashSet();
        foreach (var (kind, about, show) in _said.Except(now)) node.Over(kind, about, show);
        foreach (var trouble in troubles) node.Say(trouble);
        _said = now;
    }

    /// <summary>What is wrong with an account, at the desks of the shows that it is used for: its name, and their titles, are nobody else's to read.</summary>
    private IEnumerable<NodeTrouble> Of(PlatformAccount account, ImmutableArray<PlatformAccount> all)
    {
        foreach (var show in shows.All)
        {
            if (show.Snapshot.State.Settings is not { Rehearsal: false } settings || !IsUsed(account, settings, all)) continue;
            if (account.IsDead) yield return Gone(account, show.Id);
            else if (IsCutShort(account, settings)) yield return TooShort(account, settings.Title, show.Id);
        }
    }

    /// <summary>It reads, or acts as a person chose. A dead one gives its place to another: it counts as if it were let in.</summary>
    private static bool IsUsed(PlatformAccount account, ShowSettings settings, ImmutableArray<PlatformAccount> all)
    {
        var alive = all.Select(a => a.Id == account.Id ? a with { DeadSince = null } : a).ToList();
        return settings.Channels.Where(c => c.Platform == account.Platform).Any(c =>
        {
            var name = ChannelNames.Of(c.Platform, c.Name).Channel?.Name ?? c.Name;
            return PlatformAccount.Choose(alive, c.Platform, name)?.Id == account.Id || PlatformAccount.Choose(alive, c.Platform, name, ChosenAccount.Of(settings, c.Platform, c.Name)?.UserId)?.Id == account.Id;
        });
    }

    /// <summary>The show is within days, and the sign-in does not outlive it by six hours.</summary>
    private bool IsCutShort(PlatformAccount account, ShowSettings settings)
    {
        var now = time.GetUtcNow();
        return account.EndsAt is { } end && settings.Plan.EndsAt is { } ends && ends > now && ends < now + Soon && ends + SignInLife.PastTheEnd > end;
    }

    private static NodeTrouble Gone(PlatformAccount account, ShowId show)
    {
        var platform = PlatformNames.Of(account.Platform);
        return new NodeTrouble(Dead, AlertSeverity.ActNow, new(
            $"{platform} no longer lets the account {account.Name} in, for {{0}}. Nothing can be done there with it.",
            $"{platform} ne laisse plus entrer le compte {account.Name} depuis {{0}}. Rien ne peut y être fait avec lui."),
            new("Installation, Platform accounts: connect it again. Reading goes on without it as far as it can.", "Installation, Comptes des plateformes : connectez-le de nouveau. La lecture continue sans lui autant que possible."), account.Id.ToString("N"), show, account.Platform);
    }

    private static NodeTrouble TooShort(PlatformAccount account, string title, ShowId show)
    {
        var platform = PlatformNames.Of(account.Platform);
        return new NodeTrouble(Ending, AlertSeverity.Watch, new(
            string.Create(CultureInfo.InvariantCulture, $"The {platform} sign-in of {account.Name} ends {account.EndsAt!.Value.ToLocalTime():d MMM HH:mm}, before the end of \"{title}\" and six hours."),
            string.Create(CultureInfo.GetCultureInfo("fr"), $"La connexion {platform} de {account.Name} finit le {account.EndsAt.Value.ToLocalTime():d MMM HH:mm}, avant la fin de « {title} » et six heures.")),
            new("Installation, Platform accounts: connect it again shortly before the show.", "Installation, Comptes des plateformes : connectez-le de nouveau peu avant l'émission."), account.Id.ToString("N"), show, account.Platform);
    }

    /// <summary>At every desk, and for who watches the machine: no name stands in it.</summary>
    private static NodeTrouble NotSaved(string platform)
    {
        var name = PlatformNames.Of(platform);
        return new NodeTrouble(Unsaved, AlertSeverity.ActNow, new(
            $"The renewed {name} sign-in has not been saved for {{0}}: the accounts' store does not answer. {name} goes on working, but only until LiveConsole stops.",
            $"La connexion {name} renouvelée n'est pas enregistrée depuis {{0}} : le stockage des comptes ne répond pas. {name} fonctionne toujours, mais seulement jusqu'à l'arrêt de LiveConsole."),
            new("Do not restart LiveConsole; look at its disk or its database. It is saved by itself as soon as that is back.", "Ne redémarrez pas LiveConsole ; voyez son disque ou sa base de données. L'enregistrement se fera seul dès son retour."), platform, Platform: platform);
    }

    [LoggerMessage(5404, LogLevel.Warning, "The accounts' store does not answer ({Error}): connected accounts are as they were.")]
    private partial void LogAway(string error);

    [LoggerMessage(5408, LogLevel.Error, "Looking after the connected accounts failed ({Platform} {Account}): it is tried again.")]
    private partial void LogFault(Exception fault, string? platform, Guid? account);
}
