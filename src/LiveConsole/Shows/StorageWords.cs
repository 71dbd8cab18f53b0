using LiveConsole.Domain.Journal;
using LiveConsole.Journal;

namespace LiveConsole.Shows;

/// <summary>What a desk says while storage is away: a sentence with what to do.</summary>
internal static class StorageWords
{
    public static Words Of(StorageTrouble trouble) => trouble switch
    {
        StorageTrouble.DiskFull => new("The disk is full: nothing was saved. Free space on the console's disk; it goes on by itself.",
            "Le disque est plein : rien n'a été enregistré. Libérez de la place sur le disque de la console ; elle repart seule."),
        StorageTrouble.ReadOnly => new("The data folder is read-only: nothing was saved. Make it writable; the console goes on by itself.",
            "Le dossier de données est en lecture seule : rien n'a été enregistré. Rendez-le inscriptible ; la console repart seule."),
        StorageTrouble.Damaged => new("The journal's file is damaged: nothing was saved. Stop the console and restore the last backup.",
            "Le fichier du journal est abîmé : rien n'a été enregistré. Arrêtez la console et restaurez la dernière sauvegarde."),
        StorageTrouble.Locked => new("Another program holds the journal: nothing was saved. Close it; the console goes on by itself.",
            "Un autre programme retient le journal : rien n'a été enregistré. Fermez-le ; la console repart seule."),
        _ => new("The journal cannot be written: nothing was saved. The console keeps trying; CLEAR works.",
            "Le journal ne s'écrit pas : rien n'a été enregistré. La console réessaie ; CLEAR fonctionne."),
    };
}
