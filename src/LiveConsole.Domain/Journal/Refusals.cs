using System.Globalization;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Journal;

/// <summary>Every refusal's words, English and French side by side: a name, a time, a way on; never a code.</summary>
public static class Refusals
{
    public static Refusal NotFound(string what) => new(RefusalKind.NotFound, new($"There is no {what} in this show.", $"Il n'y a pas de {what} dans cette émission."));

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
            $"{last.By.Name} changed {item.Q} at {Clock(show, last.At)} ({last.Verb}). Look at it again.",
            $"{last.By.Name} a modifié {item.Q} à {Clock(show, last.At)} ({last.Verb}). Regardez-la de nouveau."));
    }

    public static Refusal AlreadyAsked(Item item) => new(RefusalKind.NotAllowed, new(
        $"This message is in {item.Q} already.", $"Ce message est déjà dans {item.Q}."));

    public static Refusal TakenFirst(ShowState show, DateTimeOffset now)
    {
        var air = show.Air;
        var (who, when) = (air.By?.Name ?? Actor.Program.Name, When(show, air.Cause == AirCause.Nothing ? now : show.AirStamp?.At ?? air.Since, now));
        return show.OnAir is { } item
            ? new(RefusalKind.Stale, new($"{who} took {item.Q} {when.En}. It is on air.", $"{who} a mis {item.Q} à l'antenne {when.Fr}. Elle y est."))
            : new(RefusalKind.Stale, new($"{who} cleared the air {when.En}. Nothing is on air.", $"{who} a fait CLEAR {when.Fr}. Rien n'est à l'antenne."));
    }

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
        $"{item.Q} needs {show.ApprovalsWanted} approval(s) and has {item.Approvals.Length}. Press A to approve it.",
        $"{item.Q} demande {show.ApprovalsWanted} validation(s) et en a {item.Approvals.Length}. Appuyez sur A pour la valider."));

    public static Refusal WordingToApprove(Item item) => new(RefusalKind.NotAllowed, new(
        $"The wording of {item.Q} was changed and must be approved again before it goes on air.",
        $"La formulation de {item.Q} a changé : elle doit être validée de nouveau avant l'antenne."));

    public static Refusal Invalid(string en, string fr) => new(RefusalKind.Invalid, new(en, fr));

    public static Refusal EmptyWording(Item item) => Invalid($"{item.Q} has no words to show. Type a wording (E).", $"{item.Q} n'a pas de texte à montrer. Saisissez une formulation (E).");

    public static Refusal TooLong(int length) => Invalid(
        $"The wording has {length} characters; at most {Wording.Longest} fit a screen. Shorten it.",
        $"La formulation fait {length} caractères ; {Wording.Longest} au plus tiennent à l'écran. Raccourcissez-la.");

    public static Refusal AllAsksGone(Item item) => new(RefusalKind.Removed, new(
        $"Every message that asked {item.Q} was removed. Add it by hand (+) in your own words.",
        $"Tous les messages qui posaient {item.Q} ont été supprimés. Ajoutez-la à la main (+) avec vos mots."));

    public static Refusal NothingToUndo { get; } = new(RefusalKind.UndoBlocked, new(
        "This action is not known or too old to be undone.", "Cette action est inconnue ou trop ancienne pour être défaite."));

    public static Refusal UndoneAlready { get; } = new(RefusalKind.UndoBlocked, new("It has been undone already.", "C'est déjà défait."));

    public static Refusal CannotUndo(string en, string fr) => new(RefusalKind.UndoBlocked, new(en, fr));

    public static Refusal UndoBlocked(ShowState show, Item item, Stamp since) => new(RefusalKind.UndoBlocked, new(
        $"{since.By.Name} changed {item.Q} at {Clock(show, since.At)} ({since.Verb}). Undo that first.",
        $"{since.By.Name} a modifié {item.Q} à {Clock(show, since.At)} ({since.Verb}). Défaites d'abord cela."));

    public static Refusal AirMovedOn(ShowState show, Stamp since) => new(RefusalKind.UndoBlocked, new(
        $"{since.By.Name} changed the air at {Clock(show, since.At)} ({since.Verb}). It cannot be put back.",
        $"{since.By.Name} a changé l'antenne à {Clock(show, since.At)} ({since.Verb}). On ne peut plus revenir en arrière."));

    public static Refusal TooLateToUndo(string verb, int seconds) => new(RefusalKind.UndoBlocked, new(
        $"{verb} can be undone for {seconds} s. Take the item again instead.",
        $"{verb} peut être défait pendant {seconds} s. Remettez plutôt l'élément à l'antenne."));

    public static Refusal Forbidden(Role role) => new(RefusalKind.Forbidden, new(
        $"Your role ({role}) may not do this. Ask the owner or the producer.",
        $"Votre rôle ({role}) ne le permet pas. Demandez au propriétaire ou à la production."));

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

    private static Words When(ShowState show, DateTimeOffset at, DateTimeOffset now) =>
        now - at < TimeSpan.FromSeconds(2) ? new("just now", "à l'instant") : new($"at {Clock(show, at)}", $"à {Clock(show, at)}");

    private static string ByEn(string? by) => by is null ? "" : $" by {by}";

    private static string ByFr(string? by) => by is null ? "" : $" par {by}";
}
