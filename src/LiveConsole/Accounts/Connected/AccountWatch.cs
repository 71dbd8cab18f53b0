using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using LiveConsole.Domain.Chat;
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
    public const string Dead = "account.dead", Ending = "account.ending";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5), Soon = TimeSpan.FromDays(7);

    private readonly Dictionary<Guid, long> _asked = [];
    private ImmutableHashSet<(string Kind, string About)> _said = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        bool shared;
        await using (var db = await store.CreateDbContextAsync(stoppingToken)) shared = AccountsStore.SchemaOf(db.Database.ProviderName) is not null;
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                try
                {
                    if (shared)
                    {
                        await clients.LoadAsync(stoppingToken);
                        await accounts.LoadAsync(stoppingToken);
                    }

                    await LookAsync(stoppingToken);
                }
                catch (Exception away) when (away is DbException or DbUpdateException or TimeoutException or InvalidOperationException { InnerException: DbException or TimeoutException })
                {
                    // The store is away: the journal's own watch says so. What is known stays in force until it is back.
                    LogAway(away.GetType().Name);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    /// <summary>One look: asks what is due, says what is wrong. On the watch's own loop.</summary>
    internal async Task LookAsync(CancellationToken ct)
    {
        // What is emulated on loopback alone is a rehearsal's or a test's: nobody's account.
        foreach (var account in platforms.LoopbackOnly ? [] : accounts.All)
        {
            if (_asked.TryGetValue(account.Id, out var at) && time.GetElapsedTime(at) < TwitchSignIn.CheckEvery) continue;
            _asked[account.Id] = time.GetTimestamp();
            await doors.CheckAsync(account, ct);
        }

        Say();
    }

    private void Say()
    {
        List<NodeTrouble> troubles = [];
        foreach (var account in accounts.All)
        {
            if (account.IsDead) troubles.Add(Gone(account));
            else if (FirstCutShort(account) is { } show) troubles.Add(TooShort(account, show.Title));
        }

        var now = troubles.Select(t => (t.Kind, t.About)).ToImmutableHashSet();
        foreach (var (kind, about) in _said.Except(now)) node.Over(kind, about);
        foreach (var trouble in troubles) node.Say(trouble);
        _said = now;
    }

    /// <summary>The first show within days that the sign-in does not outlive by six hours.</summary>
    private (string Title, DateTimeOffset Ends)? FirstCutShort(PlatformAccount account)
    {
        if (account.EndsAt is not { } end) return null;
        var now = time.GetUtcNow();
        return shows.All.Select(s => s.Snapshot.State.Settings)
            .Where(s => s is { Rehearsal: false } && s.Channels.Any(c => c.Platform == account.Platform) && s.Plan.EndsAt is { } ends && ends > now && ends < now + Soon && ends + SignInLife.PastTheEnd > end)
            .Select(s => ((string Title, DateTimeOffset Ends)?)(s!.Title, s.Plan.EndsAt!.Value)).OrderBy(s => s!.Value.Ends).FirstOrDefault();
    }

    private static NodeTrouble Gone(PlatformAccount account)
    {
        var platform = PlatformNames.Of(account.Platform);
        return new NodeTrouble(Dead, AlertSeverity.ActNow, new(
            $"{platform} no longer lets the account {account.Name} in, for {{0}}. Nothing can be done there with it.",
            $"{platform} ne laisse plus entrer le compte {account.Name} depuis {{0}}. Rien ne peut y être fait avec lui."),
            new("Settings, Accounts: connect it again. Reading goes on without it as far as it can.", "Réglages, Comptes : connectez-le de nouveau. La lecture continue sans lui autant que possible."), account.Id.ToString("N"));
    }

    private static NodeTrouble TooShort(PlatformAccount account, string title)
    {
        var platform = PlatformNames.Of(account.Platform);
        return new NodeTrouble(Ending, AlertSeverity.Watch, new(
            string.Create(CultureInfo.InvariantCulture, $"The {platform} sign-in of {account.Name} ends {account.EndsAt!.Value.ToLocalTime():d MMM HH:mm}, before the end of \"{title}\" and six hours."),
            string.Create(CultureInfo.GetCultureInfo("fr"), $"La connexion {platform} de {account.Name} finit le {account.EndsAt.Value.ToLocalTime():d MMM HH:mm}, avant la fin de « {title} » et six heures.")),
            new("Settings, Accounts: connect it again shortly before the show.", "Réglages, Comptes : connectez-le de nouveau peu avant l'émission."), account.Id.ToString("N"));
    }

    [LoggerMessage(5404, LogLevel.Warning, "The accounts' store does not answer ({Error}): connected accounts are as they were.")]
    private partial void LogAway(string error);
}
