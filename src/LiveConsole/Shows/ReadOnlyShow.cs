using LiveConsole.Domain.Journal;
using LiveConsole.Journal;

namespace LiveConsole.Shows;

/// <summary>
/// A show that a newer version wrote, or whose journal is damaged: read up to the entry before the first that cannot be read here, written
/// by nobody here, its screens dark. Verbs are refused; CLEAR, which is never refused, finds the screens dark already.
/// </summary>
/// <param name="From">The first entry that cannot be read.</param>
/// <param name="Newer">What it is, when a newer version wrote it; null: it is damaged.</param>
public sealed record ReadOnlyShow(long From, JournalFormatException.UnknownType? Newer = null)
{
    public const string Kind = "newer-version";

    public const string DamagedKind = "damaged-journal";

    private Words ToDo => Newer is null
        ? new("Stop LiveConsole, keep a copy of the data folder, then run 'liveconsole doctor' or restore the last backup.",
            "Arrêtez LiveConsole, copiez le dossier de données, puis lancez « liveconsole doctor » ou restaurez la dernière sauvegarde.")
        : new("Stop this LiveConsole and start the newer version that wrote it.",
            "Arrêtez ce LiveConsole et lancez la version plus récente qui l'a écrite.");

    /// <summary>What the desks say, for as long as it is so.</summary>
    public NodeTrouble Trouble(ShowId show) => new(Newer is null ? DamagedKind : Kind, AlertSeverity.ActNow, Newer is { } first
        ? new($"This show was written by a newer LiveConsole (entry {first.Sequence}: \"{first.Type}\" {first.Version}). It is read-only here, up to the entry before; the screens stay dark.",
            $"Cette émission a été écrite par un LiveConsole plus récent (entrée {first.Sequence} : « {first.Type} » {first.Version}). Ici elle est en lecture seule, jusqu'à l'entrée d'avant ; les écrans restent noirs.")
        : new($"This show's journal is damaged at entry {From}. What was saved before it is whole; the show is read-only here up to there, and the screens stay dark.",
            $"Le journal de cette émission est abîmé à l'entrée {From}. Ce qui était enregistré avant est entier ; l'émission est ici en lecture seule jusque-là, et les écrans restent noirs."),
        ToDo, Show: show);

    /// <summary>What a verb hears.</summary>
    public Refusal Refusal => new(RefusalKind.Storage, Newer is not null
        ? new($"Nothing was changed: a newer LiveConsole wrote this show, it is read-only here. {ToDo.En}",
            $"Rien n'a changé : un LiveConsole plus récent a écrit cette émission, elle est ici en lecture seule. {ToDo.Fr}")
        : new($"Nothing was changed: this show's journal is damaged at entry {From}, it is read-only here. {ToDo.En}",
            $"Rien n'a changé : le journal de cette émission est abîmé à l'entrée {From}, elle est ici en lecture seule. {ToDo.Fr}"));
}
