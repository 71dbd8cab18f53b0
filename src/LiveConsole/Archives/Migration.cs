using LiveConsole.Domain.Journal;
using LiveConsole.Hosting;
using LiveConsole.Journal.Archive;
using LiveConsole.Journal.Folder;

namespace LiveConsole.Archives;

/// <summary>Moves house: the installation into an archive, the archive into the other store, everything compared. What it came from is left as it is.</summary>
public static class Migration
{
    /// <summary>From the data folder into the database.</summary>
    public static async Task<(ArchiveSummary Summary, IReadOnlyList<ShowId> Newer)> ToDatabaseAsync(string folder, string database, Action<string>? progress, Action<string> said, CancellationToken ct)
    {
        // Nothing is made where there is nothing.
        await using (await Installation.ReadFolderAsync(folder, ct)) { }
        using var owned = DataFolder.Open(folder) switch
        {
            DataFolder.Owned taken => taken,
            DataFolder.OwnedByOther other => throw new StartRefusedException(other.Words),
            DataFolder.Unusable unusable => throw new StartRefusedException(unusable.Words),
            _ => throw new InvalidOperationException("A data folder opened as nothing known."),
        };
        await using var from = await Installation.ReadFolderAsync(folder, ct);
        return await ThroughAsync(from, progress, restore => DatabaseRestore.RunAsync(restore, database, said, ct), ct);
    }

    /// <summary>From the database into a data folder.</summary>
    public static async Task<(ArchiveSummary Summary, IReadOnlyList<ShowId> Newer)> ToFolderAsync(string database, string folder, Action<string>? progress, Action<string> said, CancellationToken ct)
    {
        if (FolderRestore.WhyNot(folder) is { } full) throw new StartRefusedException(full);
        await using var alone = await DatabaseAlone.TakeAsync(database, ct);
        await using var from = await Installation.OpenDatabaseAsync(database, toRestore: false, ct);
        return await ThroughAsync(from, progress, restore => FolderRestore.RunAsync(restore, folder, said, ct), ct);
    }

    private static async Task<(ArchiveSummary Summary, IReadOnlyList<ShowId> Newer)> ThroughAsync(Installation from, Action<string>? progress,
        Func<Restore, Task<(ArchiveSummary Summary, IReadOnlyList<ShowId> Newer)>> take, CancellationToken ct)
    {
        // Readable by this user only; gone at the end, whatever the end is.
        var between = Directory.CreateTempSubdirectory("liveconsole-migrate-").FullName;
        try
        {
            var archive = Path.Combine(between, "migrate.liveconsole");
            var marks = await from.Entries.MarksAsync(ct);
            await ArchiveFile.WriteAsync(archive, (to, token) => Backup.WriteAsync(from, to, withSessions: true, progress, token), ct);
            var taken = await take(new Restore(archive, progress));
            return (await from.Entries.MarksAsync(ct)).SequenceEqual(marks) ? taken
                : throw new ArchiveException("Something was written to the old store while it was moved: the new one lacks it. Stop what writes there, and migrate again into an empty store.");
        }
        finally
        {
            Directory.Delete(between, recursive: true);
        }
    }
}
