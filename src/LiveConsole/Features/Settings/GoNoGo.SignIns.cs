using System.Globalization;
using LiveConsole.Accounts.Connected;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Features.Shows;

namespace LiveConsole.Features.Settings;

/// <summary>The accounts that a show's channels are read and acted in with: as whom, what they may, and whether they outlive its end by six hours.</summary>
public static partial class GoNoGo
{
    /// <summary>Where an account is connected: the installation's, not the show's.</summary>
    private const string Accounts = "/settings/accounts";

    private static IEnumerable<GoLine> SignIns(ShowSettings settings, GoFacts facts)
    {
        if (settings.Rehearsal) yield break;
        foreach (var account in settings.Channels.SelectMany(c => new[] { PlatformAccount.Choose(facts.Accounts, c.Platform, c.Name), PlatformAccount.Choose(facts.Accounts, c.Platform, c.Name, Chosen(settings, c)?.UserId) })
            .OfType<PlatformAccount>().DistinctBy(a => a.Id)) yield return SignIn(settings, account);
        foreach (var channel in settings.Channels)
        {
            if (Chosen(settings, channel) is { } chosen && WhoActs.In(facts.Accounts, channel.Platform, channel.Name, chosen.UserId, facts.ConfiguredActs.Contains(channel.Platform)) is var acts && acts.Account?.UserId != chosen.UserId)
                yield return NotAsChosen(channel, chosen, acts);
        }
    }

    private static ActingAccount? Chosen(ShowSettings settings, ChannelSetting channel) => ChosenAccount.Of(settings, channel.Platform, channel.Name);

    private static GoLine NotAsChosen(ChannelSetting channel, ActingAccount chosen, WhoActs acts)
    {
        var platform = PlatformNames.Of(channel.Platform);
        return new($"acts {channel.Platform} {channel.Name}", "channels", GoStanding.No, new($"Acts on {platform} · {channel.Name}", $"Agit sur {platform} · {channel.Name}"),
            acts switch
            {
                { Account: { } account } => new($"{chosen.Name} was chosen and is not let in; {account.Name} acts instead", $"{chosen.Name} a été choisi et n'est pas admis ; {account.Name} agit à sa place"),
                { Configured: true } => new($"{chosen.Name} was chosen and is not let in; the configured account acts instead", $"{chosen.Name} a été choisi et n'est pas admis ; le compte configuré agit à sa place"),
                _ => new($"{chosen.Name} was chosen and is not let in; nobody acts", $"{chosen.Name} a été choisi et n'est pas admis ; personne n'agit"),
            },
            new("Channels: connect it again, or choose another account.", "Chaînes : connectez-le de nouveau, ou choisissez un autre compte."));
    }

    private static GoLine SignIn(ShowSettings settings, PlatformAccount account)
    {
        var platform = PlatformNames.Of(account.Platform);
        var word = new Words($"Account {platform} · {account.Name}", $"Compte {platform} · {account.Name}");
        var key = $"account {account.Id:N}";
        var may = AccountWishes.Granted(account.Platform, account.Scopes).Select(w => w.Name).ToList();
        var (mayEn, mayFr) = (string.Join(", ", may.Select(m => m.En.ToLowerInvariant())), string.Join(", ", may.Select(m => m.Fr.ToLower(CultureInfo.GetCultureInfo("fr")))));
        if (account.IsDead) return new(key, "channels", GoStanding.No, word, new("the platform lets it in no more", "la plateforme ne le laisse plus entrer"),
            new("Installation, Platform accounts: connect it again.", "Installation, Comptes des plateformes : connectez-le de nouveau.")) { Elsewhere = Accounts };
        var until = settings.Plan.EndsAt + SignInLife.PastTheEnd;
        if (account.EndsAt is { } ends && until is { } needed && ends < needed)
        {
            var at = ShowTimesIn.Local(ends, settings.TimeZone);
            return new(key, "channels", GoStanding.No, word,
                new(string.Create(CultureInfo.InvariantCulture, $"the sign-in ends {at:d MMM HH:mm}, less than six hours after the show"), string.Create(CultureInfo.GetCultureInfo("fr"), $"la connexion finit le {at:d MMM HH:mm}, moins de six heures après l'émission")),
                new("Installation, Platform accounts: connect it again shortly before the show.", "Installation, Comptes des plateformes : connectez-le de nouveau peu avant l'émission.")) { Elsewhere = Accounts };
        }

        return new(key, "channels", GoStanding.Go, word, new($"may: {mayEn}; outlives the show", $"peut : {mayFr}\u00a0; dure plus que l'émission"));
    }
}
