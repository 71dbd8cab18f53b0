using System.Globalization;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;

namespace LiveConsole.Shows;

/// <summary>What desks and refused callers read about storage: what, since when, what is safe, what to do.</summary>
internal static class StorageWords
{
    /// <param name="since">As the show's clock says it.</param>
    public static Words Of(StorageTrouble trouble, JournalPlace place, string since) => place == JournalPlace.Database ? OfDatabase(trouble, since) : trouble switch
    {
        StorageTrouble.DiskFull => new(
            $"The disk is full since {since}: nothing new is saved. What was saved is safe, chat messages wait, CLEAR works. Free 100 MB on the console's disk; it goes on by itself.",
            $"Le disque est plein depuis {since} : rien de nouveau n'est enregistré. Ce qui l'était est en sûreté, les messages du chat attendent, CLEAR fonctionne. Libérez 100 Mo sur le disque de la console ; elle repart seule."),
        StorageTrouble.ReadOnly => new(
            $"The data folder is read-only since {since}: nothing new is saved. What was saved is safe, chat messages wait, CLEAR works. Make it writable; the console goes on by itself.",
            $"Le dossier de données est en lecture seule depuis {since} : rien de nouveau n'est enregistré. Ce qui l'était est en sûreté, les messages du chat attendent, CLEAR fonctionne. Rendez-le inscriptible ; la console repart seule."),
        StorageTrouble.Damaged => new(
            $"The journal's file is damaged, found at {since}: nothing new is saved. Chat messages wait, CLEAR works. Stop the console, keep a copy of the data folder, then run 'liveconsole doctor --repair' or restore the last backup.",
            $"Le fichier du journal est abîmé, constaté à {since} : rien de nouveau n'est enregistré. Les messages du chat attendent, CLEAR fonctionne. Arrêtez la console, copiez le dossier de données, puis lancez « liveconsole doctor --repair » ou restaurez la dernière sauvegarde."),
        StorageTrouble.Locked => new(
            $"Another program holds the journal since {since}: nothing new is saved. What was saved is safe, chat messages wait, CLEAR works. Close that program; the console goes on by itself.",
            $"Un autre programme retient le journal depuis {since} : rien de nouveau n'est enregistré. Ce qui l'était est en sûreté, les messages du chat attendent, CLEAR fonctionne. Fermez-le ; la console repart seule."),
        _ => new(
            $"The journal does not answer since {since}: nothing new is saved. What was saved is safe, chat messages wait, CLEAR works. Check the disk and its mount; the console keeps trying.",
            $"Le journal ne répond plus depuis {since} : rien de nouveau n'est enregistré. Ce qui l'était est en sûreté, les messages du chat attendent, CLEAR fonctionne. Vérifiez le disque et son montage ; la console réessaie."),
    };

    private static Words OfDatabase(StorageTrouble trouble, string since) => trouble switch
    {
        StorageTrouble.DiskFull => new(
            $"The database's disk is full since {since}: nothing new is saved. What was saved is safe, chat messages wait, CLEAR works. Free space on the database's machine; the console goes on by itself.",
            $"Le disque de la base de données est plein depuis {since} : rien de nouveau n'est enregistré. Ce qui l'était est en sûreté, les messages du chat attendent, CLEAR fonctionne. Libérez de la place sur la machine de la base ; la console repart seule."),
        StorageTrouble.ReadOnly => new(
            $"The database takes no writes since {since}: nothing new is saved. What was saved is safe, chat messages wait, CLEAR works. Make it the primary again, or give the console's user its rights; the console goes on by itself.",
            $"La base de données refuse d'écrire depuis {since} : rien de nouveau n'est enregistré. Ce qui l'était est en sûreté, les messages du chat attendent, CLEAR fonctionne. Refaites-en le serveur principal, ou rendez ses droits à l'utilisateur de la console ; la console repart seule."),
        StorageTrouble.Damaged => new(
            $"The journal in the database is damaged, found at {since}: nothing new is saved. Chat messages wait, CLEAR works. Stop the console, keep a copy of the database, then restore the last backup.",
            $"Le journal dans la base de données est abîmé, constaté à {since} : rien de nouveau n'est enregistré. Les messages du chat attendent, CLEAR fonctionne. Arrêtez la console, copiez la base, puis restaurez la dernière sauvegarde."),
        StorageTrouble.Locked => new(
            $"Another session holds the journal in the database since {since}: nothing new is saved. What was saved is safe, chat messages wait, CLEAR works. End that session; the console goes on by itself.",
            $"Une autre session retient le journal dans la base de données depuis {since} : rien de nouveau n'est enregistré. Ce qui l'était est en sûreté, les messages du chat attendent, CLEAR fonctionne. Terminez cette session ; la console repart seule."),
        _ => new(
            $"The database does not answer since {since}: nothing new is saved. What was saved is safe, chat messages wait, CLEAR works. Check PostgreSQL and the network to it; the console keeps trying.",
            $"La base de données ne répond plus depuis {since} : rien de nouveau n'est enregistré. Ce qui l'était est en sûreté, les messages du chat attendent, CLEAR fonctionne. Vérifiez PostgreSQL et le réseau jusqu'à elle ; la console réessaie."),
    };

    public static Words Slow(TimeSpan each, string since)
    {
        var seconds = Math.Max(1, (int)Math.Round(each.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return new($"Saving takes {seconds} s since {since}. Nothing you sent is lost; it shows as soon as it is saved.",
            $"Enregistrer prend {seconds} s depuis {since}. Rien de ce que vous avez envoyé n'est perdu ; tout s'affiche dès que c'est enregistré.");
    }
}
