using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Domain.Journal;

/// <summary>Why something is not done on a platform.</summary>
public static partial class Refusals
{
    public static Refusal PlatformCannot(string platform, DeedKind kind) => new(RefusalKind.PlatformCannot, new(
        $"{PlatformName(platform)} lets no program do this ({DeedWords(kind).En}). Do it on {PlatformName(platform)} itself{(kind == DeedKind.Remove ? "; H hides it on our desks" : "")}.",
        $"{PlatformName(platform)} ne le permet à aucun programme ({DeedWords(kind).Fr}). Faites-le sur {PlatformName(platform)} même{(kind == DeedKind.Remove ? " ; H masque chez nous" : "")}."));

    public static Refusal NotOfShow(string platform, string channel) => new(RefusalKind.PlatformCannot, new(
        $"{channel} on {PlatformName(platform)} was taken out of this show: nothing is done there any more. Act on {PlatformName(platform)} itself, or put the channel back in the settings.",
        $"{channel} sur {PlatformName(platform)} a été retirée de cette émission : on n'y agit plus. Agissez sur {PlatformName(platform)} même, ou remettez la chaîne dans les réglages."));

    public static Refusal TooMuchIsAsked { get; } = new(RefusalKind.Busy, new(
        "The platforms have not yet done what they were asked: thousands wait. Removals go on; try this again in a minute.",
        "Les plateformes n'ont pas encore fait ce qui leur est demandé : des milliers attendent. Les suppressions continuent ; réessayez dans une minute."));

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

    public static Refusal OnItsWay(Effect effect) => new(RefusalKind.NotAllowed, new(
        $"{PlatformName(effect.Platform)} is being asked right now ({VerbWords(effect.Verb).En}, by {effect.By.Name}). Press again in a moment.",
        $"{PlatformName(effect.Platform)} est en train de le faire ({VerbWords(effect.Verb).Fr}, par {effect.By.Name}). Réessayez dans un instant."));

    /// <summary>Its answer was lost: a person decides first (<see cref="DecideUnknown"/>).</summary>
    public static Refusal NobodyKnows(Effect effect) => new(RefusalKind.NotAllowed, new(
        $"Nobody knows whether {PlatformName(effect.Platform)} did this ({VerbWords(effect.Verb).En}, by {effect.By.Name}): look there, and say so first.",
        $"On ne sait pas si {PlatformName(effect.Platform)} l'a fait ({VerbWords(effect.Verb).Fr}, par {effect.By.Name}) : regardez là-bas, et dites-le d'abord."));

    public static Refusal NotDone(Effect effect) => new(RefusalKind.UndoBlocked, new(
        $"{PlatformName(effect.Platform)} has not done it: there is nothing to take back.", $"{PlatformName(effect.Platform)} ne l'a pas fait : il n'y a rien à reprendre."));

    public static Refusal AuthorRemoved(string name) => new(RefusalKind.Removed, new(
        $"All that {name} wrote was removed since: this cannot be shown again.", $"Tout ce qu'a écrit {name} a été supprimé depuis : ceci ne peut plus être montré."));

    /// <summary>The viewer is banned already, or timed out for as long.</summary>
    public static Refusal BannedFirst(ShowState show, string who, string by, DateTimeOffset at, DateTimeOffset? until) => new(RefusalKind.Stale, until is { } end
        ? new($"{by} timed {who} out at {Clock(show, at)}, until {Clock(show, end)}.", $"{by} a exclu {who} à {Clock(show, at)}, jusqu'à {Clock(show, end)}.")
        : new($"{by} banned {who} at {Clock(show, at)}.", $"{by} a banni {who} à {Clock(show, at)}."));

    public static Refusal BannedNotTimedOut(ShowState show, string who, string by, DateTimeOffset at) => new(RefusalKind.PlatformCannot, new(
        $"{by} banned {who} at {Clock(show, at)}: who is banned cannot be timed out. Lift the ban first.",
        $"{by} a banni {who} à {Clock(show, at)} : on n'exclut pas qui est banni. Levez d'abord le bannissement."));

    /// <summary>Who meant to lift a time-out would lift this.</summary>
    public static Refusal BannedSince(ShowState show, string who, string by, DateTimeOffset at) => new(RefusalKind.Stale, new(
        $"{by} banned {who} at {Clock(show, at)}: this is a ban and no time-out. Lifting a ban is a decision of its own.",
        $"{by} a banni {who} à {Clock(show, at)} : c'est un bannissement, pas une exclusion. Le lever est une décision à part."));

    public static Refusal NotPutBack(ShowState show, string who, string by, DateTimeOffset until) => new(RefusalKind.UndoBlocked, new(
        $"{by}'s time-out of {who}, until {Clock(show, until)}, is not put back: they may write again.",
        $"L'exclusion de {who} par {by}, jusqu'à {Clock(show, until)}, n'est pas remise : cette personne peut écrire de nouveau."));

    public static Refusal NotBanned(string who, bool timeOut) => new(RefusalKind.NotAllowed, timeOut
        ? new($"{who} is not timed out, as far as is known.", $"Pour autant qu'on le sache, {who} n'est pas exclu·e.")
        : new($"{who} is not banned, as far as is known.", $"Pour autant qu'on le sache, {who} n'est pas banni·e."));

    /// <summary>So many bans were given that this one's id was let go.</summary>
    public static Refusal HandleGone { get; } = new(RefusalKind.PlatformCannot, new(
        "Too many bans have been given since: YouTube's id of this one is no longer kept. It can only be lifted in YouTube Studio.",
        "Trop de bannissements ont suivi : l'identifiant de celui-ci n'est plus gardé. Il ne se lève que dans YouTube Studio."));

    /// <summary>What nothing brings back, said beforehand.</summary>
    public static Refusal CannotUndo(Effect effect)
    {
        var where = PlatformName(effect.Platform);
        return new(RefusalKind.UndoBlocked, effect.Deed.Kind switch
        {
            DeedKind.Remove => new($"A removal cannot be undone: {where} forgets the message.", $"Une suppression ne se défait pas : {where} oublie le message."),
            DeedKind.Warn => new("A warning cannot be taken back.", "Un avertissement ne se reprend pas."),
            DeedKind.Hold => new($"This is decided on {where}, for good.", $"C'est décidé sur {where}, définitivement."),
            DeedKind.Clear => new("A cleared chat cannot be brought back.", "Un chat effacé ne revient pas."),
            DeedKind.Unban => new("To take this back, ban again (B).", "Pour revenir en arrière, bannissez de nouveau (B)."),
            DeedKind.Untimeout => new("To take this back, time out again (T).", "Pour revenir en arrière, excluez de nouveau (T)."),
            DeedKind.ShoutOut => new("A shout-out cannot be taken back.", "Une recommandation ne se reprend pas."),
            DeedKind.Poll => new($"Where this poll stands on {where} is not known: end it there.", $"On ne sait pas où en est ce sondage sur {where} : terminez-le là-bas."),
            DeedKind.EndPoll => new("A poll that was ended does not go on.", "Un sondage clos ne reprend pas."),
            _ => new($"It is in the chat on {where}: nobody can bring it back. Its message can be removed.", $"C'est dans le chat de {where} : personne ne peut le rattraper. Son message peut être supprimé."),
        });
    }

    public static Refusal PollOver { get; } = new(RefusalKind.UndoBlocked, new("This poll is over.", "Ce sondage est terminé."));

    public static Refusal NothingHidden { get; } = new(RefusalKind.UndoBlocked, new(
        "Nothing of it is hidden any more, or its platform has removed it since.", "Rien n'en est plus masqué, ou la plateforme l'a supprimé depuis."));

    /// <summary>Undone, and struck all the same: by somebody else as well.</summary>
    public static Refusal StruckBesides(ShowState show, int count, Removal by)
    {
        var (who, at) = (new Words(by.By ?? "its platform", by.By ?? "la plateforme"), Clock(show, by.At));
        return new(RefusalKind.UndoBlocked, count == 1
            ? new($"One message stays struck: {who.En} removed it as well, at {at}.", $"Un message reste barré : {who.Fr} l'a supprimé aussi, à {at}.")
            : new($"{count} messages stay struck: {who.En} removed them as well, at {at}.", $"{count} messages restent barrés : {who.Fr} les a supprimés aussi, à {at}."));
    }

    /// <summary>Nobody remembers any more what became of each.</summary>
    public static Refusal StruckAndForgotten(int count) => new(RefusalKind.UndoBlocked, count == 1
        ? new("One message stays struck: so much was done since that what became of it is no longer kept. Hidden only here, it is shown again from its row.", "Un message reste barré : tant de choses ont suivi que sa suite n'est plus gardée. S'il n'est que masqué ici, il se remontre depuis sa ligne.")
        : new($"{count} messages stay struck: so much was done since that what became of each is no longer kept. What is hidden only here is shown again from its row.", $"{count} messages restent barrés : tant de choses ont suivi que la suite de chacun n'est plus gardée. Ce qui n'est que masqué ici se remontre depuis sa ligne."));

    public static Refusal ActsForgotten { get; } = new(RefusalKind.UndoBlocked, new(
        "So much was asked of the platforms since that what became of this is no longer kept: what it struck stays struck.",
        "Tant de choses ont été demandées aux plateformes depuis que la suite de ceci n'est plus gardée : ce qu'il a barré le reste."));

    public static Refusal ModesNotKnown { get; } = new(RefusalKind.UndoBlocked, new(
        "How the chat stood before is not known: set its modes by hand.", "On ne sait pas comment était le chat avant : réglez ses modes à la main."));

    public static Refusal ModesMovedOn(ShowState show, ModeStamp? since) => new(RefusalKind.UndoBlocked, since is null
        ? new("The chat's modes have been changed since.", "Les modes du chat ont été changés depuis.")
        : new($"{since.By ?? "Somebody"} changed the chat's modes at {Clock(show, since.At)}.", $"{since.By ?? "Quelqu'un"} a changé les modes du chat à {Clock(show, since.At)}."));

    public static Refusal ReasonTooLong { get; } = Invalid("A reason has 500 characters at most.", "Une raison fait 500 caractères au plus.");

    public static Refusal NoModesBefore { get; } = new(RefusalKind.NotAllowed, new(
        "Nobody of this show has changed this chat's modes, or how they stood before is not known.", "Personne de l'émission n'a changé les modes de ce chat, ou on ne sait pas comment il était avant."));

    public static Refusal HideAgain { get; } = new(RefusalKind.UndoBlocked, new("To take this back, hide it again (H).", "Pour revenir en arrière, masquez-le de nouveau (H)."));

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
