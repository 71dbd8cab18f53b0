using LiveConsole.Domain.Journal;
using LiveConsole.Journal;

namespace LiveConsole.Shows;

/// <summary>
/// A show that a newer version wrote: read up to the entry before the first that is not known here, written by nobody here, its screens
/// dark. Verbs are refused; CLEAR, which is never refused, finds the screens dark already.
/// </summary>
public sealed record ReadOnlyShow(JournalFormatException.UnknownType First)
{
    public const string Kind = "newer-version";

    private static Words ToDo { get; } = new(
        "Stop this LiveConsole and start the newer version that wrote it.",
        "Arrêtez ce LiveConsole et lancez la version plus récente qui l'a écrite.");

    /// <summary>What the desks say, for as long as it is so.</summary>
    public NodeTrouble Trouble(ShowId show) => new(Kind, AlertSeverity.ActNow, new(
        $"This show was written by a newer LiveConsole (entry {First.Sequence}: \"{First.Type}\" {First.Version}). It is read-only here, up to the entry before; the screens stay dark.",
        $"Cette émission a été écrite par un LiveConsole plus récent (entrée {First.Sequence} : « {First.Type} » {First.Version}). Ici elle est en lecture seule, jusqu'à l'entrée d'avant ; les écrans restent noirs."),
        ToDo, Show: show);

    /// <summary>What a verb hears.</summary>
    public Refusal Refusal => new(RefusalKind.Storage, new(
        $"Nothing was changed: a newer LiveConsole wrote this show, it is read-only here. {ToDo.En}",
        $"Rien n'a changé : un LiveConsole plus récent a écrit cette émission, elle est ici en lecture seule. {ToDo.Fr}"));
}
