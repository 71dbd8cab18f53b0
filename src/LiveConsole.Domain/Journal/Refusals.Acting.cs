using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Domain.Journal;

/// <summary>Why something is not done on a platform.</summary>
public static partial class Refusals
{
    public static Refusal PlatformCannot(string platform, DeedKind kind) => new(RefusalKind.PlatformCannot, new(
        $"{PlatformName(platform)} lets no program do this ({DeedWords(kind).En}). Do it on {PlatformName(platform)} itself.",
        $"{PlatformName(platform)} ne le permet à aucun programme ({DeedWords(kind).Fr}). Faites-le sur {PlatformName(platform)} même."));

    public static Refusal NobodyActs(string platform, ChannelActing? acting) => new(RefusalKind.PlatformCannot, acting?.Trouble == EffectTrouble.SignInDead
        ? new($"{PlatformName(platform)} no longer accepts our sign-in: connect the account again in the settings.", $"{PlatformName(platform)} n'accepte plus notre connexion : reconnectez le compte dans les réglages.")
        : new($"No account is connected for {PlatformName(platform)}: connect one in the settings. H hides it on our desks.", $"Aucun compte n'est connecté pour {PlatformName(platform)} : connectez-en un dans les réglages. H masque chez nous."));

    public static Refusal AccountMayNot(ChannelActing acting, DeedKind kind) => new(RefusalKind.PlatformCannot, new(
        $"{acting.As} may not do this on {PlatformName(acting.Platform)} ({DeedWords(kind).En}): it was not granted, or the account is no moderator there. See the accounts in the settings.",
        $"{acting.As} n'en a pas le droit sur {PlatformName(acting.Platform)} ({DeedWords(kind).Fr}) : droit non accordé, ou compte qui n'y modère pas. Voyez les comptes dans les réglages."));

    public static Refusal NoUnitsLeft(string platform) => new(RefusalKind.PlatformCannot, new(
        $"{PlatformName(platform)}'s units of the day are used up. Act in {PlatformName(platform)}'s own chat; H hides it on our desks.",
        $"Les unités du jour de {PlatformName(platform)} sont épuisées. Agissez dans le chat de {PlatformName(platform)} ; H masque chez nous."));

    public static Refusal KeptForLead(int left) => new(RefusalKind.PlatformCannot, new(
        $"The last {left} YouTube actions of the day are the lead's. Call the lead (L), or H hides it on our desks.",
        $"Les {left} dernières actions YouTube du jour sont pour la référente ou le référent. Appelez (L), ou H masque chez nous."));

    public static Refusal RemovedFirst(ShowState show, Effect effect) => new(RefusalKind.Stale, new(
        $"{effect.By.Name} removed this at {Clock(show, effect.At)}.", $"{effect.By.Name} l'a supprimé à {Clock(show, effect.At)}."));

    public static Refusal ActedFirst(ShowState show, Effect effect) => new(RefusalKind.Stale, new(
        $"{effect.By.Name} decided at {Clock(show, effect.At)}: {VerbWords(effect.Verb).En}.", $"{effect.By.Name} a décidé à {Clock(show, effect.At)} : {VerbWords(effect.Verb).Fr}."));

    public static Refusal HoldDecided(ShowState show, Hold hold)
    {
        var at = Clock(show, hold.SettledAt ?? hold.EndsAbout);
        return new(RefusalKind.Stale, hold.Outcome switch
        {
            HoldOutcome.Allowed => new($"{hold.By ?? "Somebody"} let this through at {at}.", $"{hold.By ?? "Quelqu'un"} l'a laissé passer à {at}."),
            HoldOutcome.Denied => new($"{hold.By ?? "Somebody"} turned this away at {at}.", $"{hold.By ?? "Quelqu'un"} l'a refusé à {at}."),
            _ => new($"Its time was over at {at}: the platform dropped it.", $"Son délai est passé à {at} : la plateforme l'a écarté."),
        });
    }

    public static Refusal OfTheHouse(string name) => new(RefusalKind.PlatformCannot, new(
        $"{name} is the channel's own, or moderates there: no platform lets a program act on them. H hides a message on our desks.",
        $"{name} est de la chaîne ou y modère : aucune plateforme ne laisse un programme agir. H masque un message chez nous."));

    public static Refusal TimeOutTooLong(TimeSpan longest) => new(RefusalKind.NotAllowed, new(
        $"In this show a time-out by a moderator lasts {(int)longest.TotalMinutes} min at most. Call the lead for a longer one.",
        $"Dans cette émission, une exclusion par la modération dure {(int)longest.TotalMinutes} min au plus. Appelez la référente ou le référent pour plus long."));

    public static Refusal BanIsTheLeads { get; } = new(RefusalKind.NotAllowed, new(
        "In this show only the lead bans. Time out (T), or call the lead (L).", "Dans cette émission, seul·e la ou le référent·e bannit. Excluez (T), ou appelez (L)."));

    public static Refusal OnlyInStudio { get; } = new(RefusalKind.PlatformCannot, new(
        "YouTube gave no id of this ban: it can only be lifted in YouTube Studio.", "YouTube n'a donné aucun identifiant de ce bannissement : il ne se lève que dans YouTube Studio."));

    public static string PlatformName(string platform) => platform switch
    {
        "twitch" => "Twitch",
        "youtube" => "YouTube",
        _ => platform,
    };

    public static Words HoldWords(bool allow) => allow ? new("let through", "laisser passer") : new("turn away", "refuser");

    public static Words DeedWords(DeedKind kind) => kind switch
    {
        DeedKind.Remove => new("remove", "supprimer"),
        DeedKind.TimeOut => new("time out", "exclure"),
        DeedKind.Ban => new("ban", "bannir"),
        DeedKind.Untimeout => new("lift a time-out", "lever une exclusion"),
        DeedKind.Unban => new("lift a ban", "lever un bannissement"),
        DeedKind.Warn => new("warn", "avertir"),
        DeedKind.Hold => new("decide what is held", "décider des messages retenus"),
        DeedKind.Modes => new("chat modes", "modes du chat"),
        DeedKind.Shield => new("Shield Mode", "mode bouclier"),
        DeedKind.Clear => new("clear the chat", "effacer le chat"),
        DeedKind.Post => new("post", "publier"),
        DeedKind.Announce => new("announcement", "annonce"),
        DeedKind.ShoutOut => new("shout-out", "recommandation de chaîne"),
        DeedKind.Poll => new("poll", "sondage"),
        DeedKind.EndPoll => new("end a poll", "clore un sondage"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
