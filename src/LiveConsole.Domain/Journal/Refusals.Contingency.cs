using LiveConsole.Domain.Contingency;
using LiveConsole.Domain.Posts;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Journal;

/// <summary>What a contingency keeps from the air and from the chats, and who ends it.</summary>
public static partial class Refusals
{
    public static Refusal HeldForContingency(ShowState show, Item item)
    {
        var since = Clock(show, show.Contingency!.Since);
        return new(RefusalKind.NotAllowed, item.Kind == ItemKind.Line
            ? new($"CONTINGENCY since {since}: TAKE airs only lines that a producer approved. Ask the producer to approve {item.Q} (A) or to take it.",
                $"REPLI depuis {since} : seules passent les phrases que la production a validées. Demandez-lui de valider {item.Q} (A) ou de la prendre.")
            : new($"CONTINGENCY since {since}: TAKE airs only lines that a producer approved. {item.Q} waits until the producer stands it down.",
                $"REPLI depuis {since} : seules passent les phrases que la production a validées. {item.Q} attend que la production lève le repli."));
    }

    public static Refusal NoArmingInContingency(ShowState show) => new(RefusalKind.NotAllowed, new(
        $"CONTINGENCY since {Clock(show, show.Contingency!.Since)}: nothing is armed or repeated until it is stood down. Send by hand what must be said.",
        $"REPLI depuis {Clock(show, show.Contingency.Since)} : rien ne s'arme ni ne se répète avant la levée du repli. Publiez à la main ce qui doit être dit."));

    public static Refusal TooCheerful(ShowState show, Post post)
    {
        var since = Clock(show, show.Contingency!.Since);
        return new(RefusalKind.NotAllowed, post.Written.Other is not null
            ? new($"CONTINGENCY since {since}: of {post.P} only the other text goes out.", $"REPLI depuis {since} : de {post.P}, seul l'autre texte peut partir.")
            : new($"CONTINGENCY since {since}: {post.P} was for a moment that goes well, and has no other text. Write what must be said as a new post.",
                $"REPLI depuis {since} : {post.P} était pour un repère qui se passe bien, et n'a pas d'autre texte. Écrivez ce qui doit être dit dans une nouvelle publication."));
    }

    public static Refusal ContingencyCalledAgain(ShowState show, ContingencyCall call) => new(RefusalKind.Stale, new(
        $"{call.By.Name} called the contingency at {Clock(show, call.Since)}, after the one you saw. Look again before you stand it down.",
        $"{call.By.Name} a déclenché le repli à {Clock(show, call.Since)}, après celui que vous aviez vu. Regardez de nouveau avant de le lever."));

    public static Refusal ProducerStandsDown(ShowState show, ContingencyCall call) => new(RefusalKind.Forbidden, new(
        $"{call.By.Name} called the contingency at {Clock(show, call.Since)}. They stand it down, or a producer does: ask them.",
        $"{call.By.Name} a déclenché le repli à {Clock(show, call.Since)}. C'est à cette personne ou à la production de le lever : demandez-leur."));

    public static Refusal ShareAgain { get; } = new(RefusalKind.UndoBlocked, new(
        "Sharing a lane is switched in the lead's panel: press its button again.", "Le partage d'une file se règle dans le panneau de la référente ou du référent : appuyez de nouveau sur son bouton."));

    public static Refusal StandDownInstead { get; } = new(RefusalKind.UndoBlocked, new(
        "A contingency is stood down, not undone: hold STAND DOWN. What it disarmed is armed again by hand.",
        "Un repli se lève, il ne se défait pas : maintenez LEVER LE REPLI. Ce qu'il a désarmé se réarme à la main."));

    public static Refusal CallAgainInstead { get; } = new(RefusalKind.UndoBlocked, new(
        "A stand-down is not undone: hold CONTINGENCY again.", "Une levée de repli ne se défait pas : maintenez REPLI de nouveau."));
}
