using System.Globalization;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Journal;

/// <summary>Every refusal's words, English and French side by side: a name, a time, a way on; never a code.</summary>
public static partial class Refusals
{
    /// <param name="what">A word of both languages, or English; better <see cref="NotFound(Words)"/>.</param>
    public static Refusal NotFound(string what) => what == "show"
        ? new(RefusalKind.NotFound, new("There is no such show.", "Cette émission n'existe pas."))
        : NotFound(new Words(what, what));

    public static Refusal NotFound(Words what) => new(RefusalKind.NotFound, new($"There is no {what.En} in this show.", $"Introuvable dans cette émission : {what.Fr}."));

    public static Refusal NoItem { get; } = new(RefusalKind.NotFound, new("This item is not in this show.", "Cet élément n'est pas dans cette émission."));

    public static Refusal NoMessage { get; } = new(RefusalKind.NotFound,
        new("This message is not in this show's journal.", "Ce message n'est pas dans le journal de cette émission."));

    public static Refusal MessageRemoved(ShowState show, Chat.Removal removal) => new(RefusalKind.Removed, new(
        $"This message was removed{ByEn(removal.By)} at {Clock(show, removal.At)}.",
        $"Ce message a été supprimé{ByFr(removal.By)} à {Clock(show, removal.At)}."));

    public static Refusal Stale(ShowState show, Item item)
    {
        var last = item.History[^1];
        return new(RefusalKind.Stale, new(
            $"{last.By.Name} changed {item.Q} at {Clock(show, last.At)} ({VerbWords(last.Verb).En}). Look at it again.",
            $"{last.By.Name} a modifié {item.Q} à {Clock(show, last.At)} ({VerbWords(last.Verb).Fr}). Regardez-la de nouveau."));
    }

    public static Refusal AlreadyAsked(Item item) => new(RefusalKind.NotAllowed, new(
        $"This message is in {item.Q} already ({StageWords(item.Stage).En}).", $"Ce message est déjà dans {item.Q} ({StageWords(item.Stage).Fr})."));

    /// <summary>The air is not what the person saw: who changed it, how and when.</summary>
    public static Refusal TakenFirst(ShowState show, DateTimeOffset now)
    {
        var air = show.Air;
        var who = air.By?.Name ?? Actor.Program.Name;
        if (show.OnAir is { } item)
        {
            var taken = When(show, air.Cause is AirCause.NewWording or AirCause.Undone ? show.AirStamp?.At ?? air.Since : air.Since, now);
            return Stale(air.Cause == AirCause.Undone
                ? new($"{who} put {item.Q} back {taken.En}. It is on air.", $"{who} a remis {item.Q} à l'antenne {taken.Fr}. Elle y est.")
                : new($"{who} took {item.Q} {taken.En}. It is on air.", $"{who} a mis {item.Q} à l'antenne {taken.Fr}. Elle y est."));
        }

        var off = When(show, air.Since, now);
        var q = air.Previous is { } previous ? show.Item(previous)?.Q ?? "" : "";
        return Stale(air.Cause switch
        {
            AirCause.Nothing => new("Nothing is on air.", "Rien n'est à l'antenne."),
            AirCause.Withdrawn when air.By is { IsPerson: true } => new($"{who} pulled {q} {off.En}, after its chat was cleared. Nothing is on air.", $"{who} a retiré {q} {off.Fr}, après l'effacement de son chat. Rien n'est à l'antenne."),
            AirCause.Withdrawn => new($"{q} was withdrawn {off.En}: its message was removed. Nothing is on air.", $"{q} a été retirée {off.Fr} : son message a été supprimé. Rien n'est à l'antenne."),
            AirCause.Skipped => new($"{who} skipped {q} {off.En}. Nothing is on air.", $"{who} a passé {q} {off.Fr}. Rien n'est à l'antenne."),
            AirCause.Later => new($"{who} put {q} off {off.En}. Nothing is on air.", $"{who} a remis {q} à plus tard {off.Fr}. Rien n'est à l'antenne."),
            AirCause.Undone => new($"{who} took {q} off again {off.En}. Nothing is on air.", $"{who} a retiré {q} de l'antenne {off.Fr}. Rien n'est à l'antenne."),
            _ => new($"{who} cleared the air {off.En}. Nothing is on air.", $"{who} a fait CLEAR {off.Fr}. Rien n'est à l'antenne."),
        });
    }

    private static Refusal Stale(Words words) => new(RefusalKind.Stale, words);

    public static Refusal NextIsOther(ShowState show) => show.Next is { } next
        ? new(RefusalKind.Stale, new($"NEXT is {next.Q} now. Press again to take it.", $"La suivante est maintenant {next.Q}. Appuyez de nouveau pour la prendre."))
        : NothingNext;

    public static Refusal NothingNext { get; } = new(RefusalKind.NotAllowed, new(
        "The rundown is empty. Choose a card and press P.", "Le conducteur est vide. Choisissez une carte et appuyez sur P."));

    public static Refusal HandElsewhere(Actor hand) => new(RefusalKind.HandElsewhere, new(
        $"{hand.Name} has the hand. Press again within 3 s to take it.", $"{hand.Name} a la main. Appuyez de nouveau dans les 3 s pour la prendre."));

    public static Refusal NotFrom(Item item, Words doing) => new(RefusalKind.NotAllowed, new(
        $"{item.Q} is {StageWords(item.Stage).En}: {doing.En}.", $"{item.Q} est {StageWords(item.Stage).Fr} : {doing.Fr}."));

    public static Refusal NotApproved(ShowState show, Item item) => new(RefusalKind.NotAllowed, new(
        show.ApprovalsWanted == 0 ? $"{item.Q} is not approved yet. Press A to approve it."
            : $"{item.Q} needs {show.ApprovalsWanted} {(show.ApprovalsWanted == 1 ? "approval" : "approvals")} and has {item.Approvals.Length}. Press A to approve it.",
        show.ApprovalsWanted == 0 ? $"{item.Q} n'est pas encore validée. Appuyez sur A pour la valider."
            : $"{item.Q} demande {show.ApprovalsWanted} {(show.ApprovalsWanted == 1 ? "validation" : "validations")} et en a {item.Approvals.Length}. Appuyez sur A pour la valider."));

    public static Refusal WordingToApprove(Item item) => new(RefusalKind.NotAllowed, new(
        $"The wording of {item.Q} was changed and must be approved again before it goes on air.",
        $"La formulation de {item.Q} a changé : elle doit être validée de nouveau avant l'antenne."));

    /// <summary>Critical phase: TAKE airs only what a producer approved.</summary>
    public static Refusal ProducerToApprove(ShowState show, Item item)
    {
        var phase = show.Phase!;
        return new(RefusalKind.NotAllowed, new(
            $"{phase.WordEn} since {Clock(show, phase.Since)}: TAKE airs only what a producer approved. Ask the producer to approve {item.Q} (A) or to take it.",
            $"{phase.WordFr} depuis {Clock(show, phase.Since)} : seul passe à l'antenne ce que la production a validé. Demandez-lui de valider {item.Q} (A) ou de la prendre."));
    }

    public static Refusal Invalid(string en, string fr) => new(RefusalKind.Invalid, new(en, fr));

    public static Refusal NotClaimable(Item item) => new(RefusalKind.NotAllowed, new(
        $"{item.Q} is no question: only questions are answered.", $"{item.Q} n'est pas une question : on ne répond qu'aux questions."));

    /// <summary>Who took it on first, when, and how long they still have.</summary>
    public static Refusal ClaimedFirst(ShowState show, Item item, Claim held, DateTimeOffset now)
    {
        var left = held.Until - now;
        var time = string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalMinutes}:{left.Seconds:00}");
        var since = item.Stamps.TryGetValue("claim", out var stamp) ? stamp.At : now;
        return new(RefusalKind.Stale, new(
            $"{held.Name} took {item.Q} on at {Clock(show, since)} and has it for {time} more. Choose another one, or write to {held.Name}.",
            $"{held.Name} a pris {item.Q} en charge à {Clock(show, since)} et l'a encore {time}. Choisissez-en une autre, ou écrivez à {held.Name}."));
    }

    public static Refusal NoRinging { get; } = new(RefusalKind.NotAllowed, new(
        "These are the critical minutes: nobody is rung. Write it as urgent.", "Minutes critiques : on ne sonne personne. Écrivez un message urgent."));

    /// <summary>Somebody wrote a desk's hand-over note meanwhile.</summary>
    public static Refusal NoteChanged(ShowState show, CrewLine.HandoverNote note) => new(RefusalKind.Stale, new(
        $"{note.By.Name} changed this note at {Clock(show, note.At)}. Yours is kept in the field: read theirs, then keep what is right.",
        $"{note.By.Name} a modifié cette note à {Clock(show, note.At)}. La vôtre reste dans le champ : lisez la sienne, puis gardez ce qui convient."));

    public static Refusal ClaimRanOut(Item item) => new(RefusalKind.NotAllowed, new(
        $"Your claim on {item.Q} has run out. Press I'LL ANSWER to take it on again.", $"Votre prise en charge de {item.Q} est terminée. Pressez JE RÉPONDS pour la reprendre."));

    public static Refusal EmptyWording(Item item) => Invalid($"{item.Q} has no words to show. Type a wording (E).", $"{item.Q} n'a pas de texte à montrer. Saisissez une formulation (E).");

    /// <summary>Nobody would be asked: the topics that there are, by their keys.</summary>
    public static Refusal NoTopic(ShowState show) => show.Settings?.Listening.Topics is { IsEmpty: false } topics
        ? Invalid($"The show has no such topic. There are: {string.Join(", ", topics.Select(t => t.Key))}.", $"L'émission n'a pas ce sujet. Il y a : {string.Join(", ", topics.Select(t => t.Key))}.")
        : Invalid("The show has no topics yet. They are made in its settings.", "L'émission n'a pas encore de sujets. Ils se créent dans ses réglages.");

    public static Refusal TooLong(int length) => Invalid(
        $"The wording has {length} characters; at most {Wording.Longest} fit a screen. Shorten it.",
        $"La formulation fait {length} caractères ; {Wording.Longest} au plus tiennent à l'écran. Raccourcissez-la.");

    public static Refusal AllAsksGone(Item item) => new(RefusalKind.Removed, new(
        $"Every message that asked {item.Q} was removed. Add it by hand (+) in your own words.",
        $"Tous les messages qui posaient {item.Q} ont été supprimés. Ajoutez-la à la main (+) avec vos mots."));

    /// <summary>What the item shows was taken away on its platform: it stays off the rundown and the air.</summary>
    public static Refusal ShownRemoved(ShowState show, Item item)
    {
        if (item.Asks.LastOrDefault(a => a.Removed is not null) is not { Removed: { } removal } gone) return AllAsksGone(item);
        var where = Chat.PlatformNames.Of(gone.Message.Platform);
        return new(RefusalKind.Removed, new(
            $"The message shown in {item.Q} was removed{ByEn(removal.By)} on {where} at {Clock(show, removal.At)}. {WayOn(item).En}",
            $"Le message montré dans {item.Q} a été supprimé{ByFr(removal.By)} sur {where} à {Clock(show, removal.At)}. {WayOn(item).Fr}"));
    }

    public static Refusal NoClear { get; } = new(RefusalKind.NotFound, new(
        "Nobody asks this any more: the chat's clear is not known.", "Cette question n'est plus posée : cet effacement du chat est inconnu."));

    /// <summary>A cleared chat's questions were decided on already: by whom, when, how.</summary>
    public static Refusal ClearAnswered(ShowState show, Moderation.ClearAnswer answer) => new(RefusalKind.Stale, answer.Pulled
        ? new($"{answer.By.Name} pulled them at {Clock(show, answer.At)} ({answer.Count}). REOPEN gives one back.",
            $"{answer.By.Name} les a retirées à {Clock(show, answer.At)} ({answer.Count}). ROUVRIR en rend une.")
        : new($"{answer.By.Name} kept them at {Clock(show, answer.At)}. Dismiss the ones you do not want (D).",
            $"{answer.By.Name} les a gardées à {Clock(show, answer.At)}. Écartez celles dont vous ne voulez pas (D)."));

    public static Refusal LeadHasIt(Moderation.LeadCall call) => new(RefusalKind.NotAllowed, new(
        $"{call.By.Name} called the lead about this message: the lead decides.", $"{call.By.Name} a appelé la référente ou le référent pour ce message : c'est à elle ou lui de décider."));

    public static Refusal MatchedAlready(ShowState show, Moderation.SamePerson known) => new(RefusalKind.NotAllowed, new(
        $"{known.By.Name} matched one of them with somebody else at {Clock(show, known.At)}. Take that back first.",
        $"{known.By.Name} a déjà rapproché l'un des deux de quelqu'un d'autre à {Clock(show, known.At)}. Défaites d'abord ce rapprochement."));

    /// <summary>Somebody was first with a decision about a message in a lane.</summary>
    public static Refusal DecidedFirst(ShowState show, Moderation.DecidedMessage first) => new(RefusalKind.Stale, new(
        $"{first.By.Name} was first, at {Clock(show, first.At)} ({VerbWords(first.Verb).En}).",
        $"{first.By.Name} a été plus rapide, à {Clock(show, first.At)} ({VerbWords(first.Verb).Fr})."));

    /// <summary>The message is back in somebody else's hands.</summary>
    public static Refusal MessageMovedOn(ShowState show, Moderation.DecidedMessage since) => new(RefusalKind.UndoBlocked, new(
        $"{since.By.Name} has decided about this message since, at {Clock(show, since.At)} ({VerbWords(since.Verb).En}).",
        $"{since.By.Name} a décidé depuis au sujet de ce message, à {Clock(show, since.At)} ({VerbWords(since.Verb).Fr})."));

    /// <summary>Somebody changed the same part of the settings since the person looked.</summary>
    public static Refusal SettingsChanged(ShowState show, SettingsSection section, Stamp by)
    {
        var what = SettingsSections.WordsOf(section);
        return new(RefusalKind.Stale, new(
            $"{by.By.Name} changed {what.En} at {Clock(show, by.At)}. Nothing of yours was kept: look at what is there now, then change it.",
            $"{by.By.Name} a modifié {what.Fr} à {Clock(show, by.At)}. Rien de vous n'a été gardé : regardez ce qui y est maintenant, puis modifiez-le."));
    }

    public static Refusal NotHeld { get; } = new(RefusalKind.Stale, new("The show is not held: its clock runs.", "L'émission n'est pas arrêtée : son chrono tourne."));

    /// <summary>Somebody held or resumed the show since.</summary>
    public static Refusal CourseMovedOn(ShowState show, Stamp since) => new(RefusalKind.Stale, show.Hold is null
        ? new($"{since.By.Name} resumed the show at {Clock(show, since.At)}. Look at its clock: their time stands.", $"{since.By.Name} a repris l'émission à {Clock(show, since.At)}. Regardez le chrono : c'est son heure qui vaut.")
        : new($"{since.By.Name} held the show at {Clock(show, since.At)}. Look at its clock.", $"{since.By.Name} a arrêté le chrono à {Clock(show, since.At)}. Regardez-le."));

    public static Refusal SettingsUndoBlocked(ShowState show, SettingsSection section, Stamp since)
    {
        var what = SettingsSections.WordsOf(section);
        return new(RefusalKind.UndoBlocked, new(
            $"{since.By.Name} changed {what.En} at {Clock(show, since.At)}. Undo that first.",
            $"{since.By.Name} a modifié {what.Fr} à {Clock(show, since.At)}. Il faut d'abord défaire cela."));
    }

    public static Refusal NotOnAir(ShowState show, Item item, DateTimeOffset now)
    {
        var on = TakenFirst(show, now).Words;
        return new(RefusalKind.Stale, new($"{item.Q} is not on air any more. {on.En}", $"{item.Q} n'est plus à l'antenne. {on.Fr}"));
    }

    public static Refusal NothingToUndo { get; } = new(RefusalKind.UndoBlocked, new(
        "This action is not known or too old to be undone.", "Cette action est inconnue ou trop ancienne pour être défaite."));

    public static Refusal ChangedNothingToUndo { get; } = new(RefusalKind.UndoBlocked, new(
        "It changed no item and nothing on air: there is nothing to put back.", "Cela n'a changé ni élément ni antenne : il n'y a rien à remettre."));

    public static Refusal UndoneAlready { get; } = new(RefusalKind.UndoBlocked, new("It has been undone already.", "C'est déjà défait."));

    public static Refusal CannotUndo(string en, string fr) => new(RefusalKind.UndoBlocked, new(en, fr));

    public static Refusal UndoBlocked(ShowState show, Item item, Stamp since) => new(RefusalKind.UndoBlocked, new(
        $"{since.By.Name} changed {item.Q} at {Clock(show, since.At)} ({VerbWords(since.Verb).En}). Undo that first.",
        $"{since.By.Name} a modifié {item.Q} à {Clock(show, since.At)} ({VerbWords(since.Verb).Fr}). Il faut d'abord défaire cela."));

    public static Refusal AirMovedOn(ShowState show, Stamp since) => new(RefusalKind.UndoBlocked, new(
        $"{since.By.Name} changed the air at {Clock(show, since.At)} ({VerbWords(since.Verb).En}). It cannot be put back.",
        $"{since.By.Name} a changé l'antenne à {Clock(show, since.At)} ({VerbWords(since.Verb).Fr}). On ne peut plus revenir en arrière."));

    public static Refusal TooLateToUndo(string verb, int seconds) => new(RefusalKind.UndoBlocked, new(
        $"{verb} can be undone for {seconds} s only. Take the item again instead.",
        $"{verb} ne peut être défait que pendant {seconds} s. Remettez plutôt l'élément à l'antenne."));

    public static Refusal PeopleNotUndone { get; } = new(RefusalKind.UndoBlocked, new(
        "Who is in the show is not undone here: change it in the settings, under People.", "Cela ne se défait pas ici : changez-le dans les réglages, page Équipe."));

    public static Refusal UndoIsFinal { get; } = new(RefusalKind.UndoBlocked, new(
        "An undo is not undone: do the action again.", "On ne défait pas ce qui vient d'être défait : refaites l'action."));

    public static Refusal Forbidden(Role role) => new(RefusalKind.Forbidden, new(
        $"Your role ({RoleWords(role).En}) may not do this. Ask the producer or the owner.",
        $"Votre rôle ({RoleWords(role).Fr}) ne le permet pas. Demandez à la production ou au propriétaire."));

    /// <returns>The time on the show's clock, 24 h with seconds.</returns>
    public static string Clock(ShowState show, DateTimeOffset at)
    {
        var zone = show.Settings is { } s && TimeZoneInfo.TryFindSystemTimeZoneById(s.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        return TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
    }

    public static Words StageWords(Stage stage) => stage switch
    {
        Stage.New => new("new", "nouvelle"),
        Stage.Answered => new("answered", "répondue"),
        Stage.Approved => new("approved", "validée"),
        Stage.Queued => new("in the rundown", "au conducteur"),
        Stage.OnAir => new("on air", "à l'antenne"),
        Stage.Done => new("done", "passée"),
        Stage.Dismissed => new("dismissed", "écartée"),
        Stage.Merged => new("merged", "regroupée"),
        Stage.Withdrawn => new("withdrawn", "retirée"),
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
    };

    /// <summary>The roles' words (desks.md, section 12).</summary>
    public static Words RoleWords(Role role) => role switch
    {
        Role.Owner => new("owner", "propriétaire"),
        Role.Producer => new("producer", "production"),
        Role.Editor => new("editor", "rédaction"),
        Role.Lead => new("lead", "référent·e"),
        Role.Moderator => new("moderator", "modération"),
        Role.Expert => new("expert", "expert·e"),
        Role.Presenter => new("presenter", "plateau"),
        Role.Overlay => new("overlay", "synthé"),
        Role.Observer => new("observer", "observation"),
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    /// <summary>What a verb did, for brackets: the verb's name in the journal is not a word of French. Empty: it followed from a removal.</summary>
    public static Words VerbWords(string verb) => verb switch
    {
        "" or "removal" => new("message removed", "message supprimé"),
        "pull" => new("pulled after the chat was cleared", "retirée après l'effacement du chat"),
        "fine" => new("fine", "rien à dire"),
        "lead" => new("lead called", "référente ou référent appelé"),
        "same-person" => new("same person", "même personne"),
        "not-same-person" => new("not the same person", "pas la même personne"),
        "keep" => new("kept after the chat was cleared", "gardée après l'effacement du chat"),
        "remove" => new("removed", "supprimé"),
        "hide" => new("hidden here", "masqué chez nous"),
        "timeout" => new("timed out", "exclusion temporaire"),
        "untimeout" => new("time-out lifted", "exclusion levée"),
        "ban" => new("banned", "banni"),
        "unban" => new("ban lifted", "bannissement levé"),
        "warn" => new("warned", "averti"),
        "hold-allow" => new("let through", "laissé passer"),
        "hold-deny" => new("turned away", "refusé"),
        "reply" => new("replied", "répondu"),
        "unhide" => new("shown again", "montré de nouveau"),
        "modes-back" => new("chat modes as before", "modes du chat comme avant"),
        "modes" => new("chat modes changed", "modes du chat changés"),
        "shield" => new("SHIELD", "BOUCLIER"),
        "clear-chat" => new("chat cleared", "chat effacé"),
        "post" => new("posted", "publié"),
        "copy-posts" => new("posts of the show brought along", "publications de l'émission reprises"),
        "keep-post" => new("post written", "publication écrite"),
        "drop-post" => new("post taken out", "publication retirée"),
        "arm-post" => new("post armed", "publication armée"),
        "disarm-post" => new("post disarmed", "publication désarmée"),
        "schedule-post" => new("post repeated", "publication répétée"),
        "fire-post" => new("posted", "publié"),
        "post-slot" => new("posted on schedule", "publié à l'heure prévue"),
        "decide-unknown" => new("said what became of it", "a dit ce qu'il en est"),
        "clear-all" => new("CLEAR ALL", "CLEAR ALL"),
        "promote" => new("promoted", "retenue"),
        "add" => new("added", "ajoutée"),
        "edit" => new("edited", "reformulée"),
        "approve" => new("approved", "validée"),
        "unapprove" => new("approval taken back", "validation retirée"),
        "queue" => new("put in the rundown", "mise au conducteur"),
        "move" => new("moved", "déplacée"),
        "dequeue" => new("out of the rundown", "sortie du conducteur"),
        "take" => new("TAKE", "TAKE"),
        "clear" => new("CLEAR", "CLEAR"),
        "show-overlay" => new("overlay shown", "synthé montré"),
        "hide-overlay" => new("overlay hidden", "synthé masqué"),
        "hold" => new("show held", "chrono arrêté"),
        "resume" => new("show resumed", "émission reprise"),
        "share" => new("lane shared", "file partagée"),
        "unshare" => new("lane no longer shared", "file plus partagée"),
        "contingency" => new("CONTINGENCY", "REPLI"),
        "stand-down" => new("contingency stood down", "repli levé"),
        "skip" => new("SKIP", "PASSER"),
        "later" => new("LATER", "PLUS TARD"),
        "signal" => new("presenter's tap", "appui du plateau"),
        "dismiss" => new("dismissed", "écartée"),
        "claim" or "renew" => new("taken on", "prise en charge"),
        "release" => new("given back", "rendue"),
        "handover" => new("hand-over note", "note de relève"),
        "reopen" => new("reopened", "rouverte"),
        "undo" => new("undo", "défaire"),
        "invite" => new("invited", "invitation"),
        "revoke-invitation" => new("invitation revoked", "invitation révoquée"),
        "join" => new("came in", "arrivée"),
        "role" => new("role changed", "rôle changé"),
        "take-out" => new("taken out of the show", "sortie de l'émission"),
        "act-as" => new("acting account chosen", "compte qui agit choisi"),
        "configure" => new("settings changed", "réglages modifiés"),
        "output-add" => new("output added", "sortie ajoutée"),
        "output-on" => new("output switched on", "sortie allumée"),
        "output-off" => new("output switched off", "sortie coupée"),
        "output-remove" => new("output taken out", "sortie retirée"),
        "token-make" => new("API token made", "jeton d'API créé"),
        "token-revoke" => new("API token revoked", "jeton d'API révoqué"),
        "account-connect" => new("platform account connected", "compte de plateforme connecté"),
        "account-disconnect" => new("platform account disconnected", "compte de plateforme déconnecté"),
        _ => new(verb, verb),
    };

    private static Words WayOn(Item item) => item.LiveAsks.Any()
        ? new("REOPEN it with another's words.", "Rouvrez-la avec les mots de quelqu'un d'autre.")
        : new("Add it by hand (+) in your own words.", "Ajoutez-la à la main (+) avec vos mots.");

    private static Words When(ShowState show, DateTimeOffset at, DateTimeOffset now) =>
        now - at < TimeSpan.FromSeconds(2) ? new("just now", "à l'instant") : new($"at {Clock(show, at)}", $"à {Clock(show, at)}");

    private static string ByEn(string? by) => by is null ? "" : $" by {by}";

    private static string ByFr(string? by) => by is null ? "" : $" par {by}";
}
