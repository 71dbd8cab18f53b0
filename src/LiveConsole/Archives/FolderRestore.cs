using LiveConsole.Accounts;
using LiveConsole.Domain.Journal;
using LiveConsole.Hosting;
using LiveConsole.Journal.Archive;
using LiveConsole.Journal.Folder;
using LiveConsole.Journal.Sqlite;

namespace LiveConsole.Archives;

/// <summary>
/// An archive into a data folder that holds nothing. The stores are made in a folder inside it and moved into place when they are whole and
/// compared; until that inner folder is gone, nobody serves the folder and a restore begins it again.
/// </summary>
public static class FolderRestore
{
    /// <summary>In the order of moving: the journal last.</summary>
    private static readonly string[] Stores = [FolderKeys.Folder, Tokens.SecretFile, AccountsStore.FileName, "search.db", SqliteJournal.FileName];

    /// <returns>Why nothing can be restored here, in words; null: it can.</returns>
    public static string? WhyNot(string folder)
    {
        if (File.Exists(folder)) return $"{folder} is a file, not a folder. Choose a folder with --data.";
        var holds = DataFolder.Holds(folder);
        var ours = holds.Contains(DataFolder.Restoring, StringComparer.Ordinal) ? holds.Where(n => !IsOurs(n)).ToList() : holds;
        return ours.Count == 0 ? null : $"{Path.GetFullPath(folder)} is not empty (it holds {ours[0]}), and is left as it is. Restore into an empty or a new folder with --data.";
    }

    /// <param name="said">Told that an earlier restore was cut and is begun again.</param>
    /// <returns>The archive's figures, and shows of a newer version.</returns>
    public static async Task<(ArchiveSummary Summary, IReadOnlyList<ShowId> Newer)> RunAsync(Restore restore, string folder, Action<string> said, CancellationToken ct)
    {
        if (WhyNot(folder) is { } full) throw new StartRefusedException(full);
        var summary = await restore.CheckAsync(ct);
        using var owned = DataFolder.Open(folder, toRestore: true) switch
        {
            DataFolder.Owned taken => taken,
            DataFolder.OwnedByOther other => throw new StartRefusedException(other.Words),
            DataFolder.Unusable unusable => throw new StartRefusedException(unusable.Words),
            _ => throw new InvalidOperationException("A data folder opened as nothing known."),
        };
        // Now that nobody else can fill it.
        if (WhyNot(owned.FolderPath) is { } meanwhile) throw new StartRefusedException(meanwhile);
        var inner = Path.Combine(owned.FolderPath, DataFolder.Restoring);
        if (Directory.Exists(inner)) said("An earlier restore into this folder was cut; it is begun again.");
        Clear(owned.FolderPath);
        try
        {
            return (summary, await FillAsync(restore, owned.FolderPath, inner, summary, ct));
        }
        catch
        {
            Clear(owned.FolderPath);
            throw;
        }
    }

    private static async Task<IReadOnlyList<ShowId>> FillAsync(Restore restore, string folder, string inner, ArchiveSummary summary, CancellationToken ct)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(inner);
        else Directory.CreateDirectory(inner, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        IReadOnlyList<ShowId> newer;
        await using (var stores = await Installation.MakeFolderAsync(inner, ct))
        {
            await restore.FillAsync(stores, ct);
            await restore.CompareAsync(stores, summary, ct);
            newer = await restore.MakeReadyAsync(stores, ct);
        }

        foreach (var name in Stores)
        {
            var from = Path.Combine(inner, name);
            if (Directory.Exists(from)) Directory.Move(from, Path.Combine(folder, name));
            else if (File.Exists(from)) File.Move(from, Path.Combine(folder, name));
        }

        Directory.Delete(inner, recursive: true);
        return newer;
    }

    /// <summary>What a cut restore left: the folder held nothing before it.</summary>
    private static void Clear(string folder)
    {
        var inner = Path.Combine(folder, DataFolder.Restoring);
        if (!Directory.Exists(inner)) return;
        foreach (var name in DataFolder.Holds(folder).Where(n => n != DataFolder.Restoring && IsOurs(n)))
        {
            var path = Path.Combine(folder, name);
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
            else File.Delete(path);
        }

        // The mark goes last: a cut here is found again.
        Directory.Delete(inner, recursive: true);
    }

    private static bool IsOurs(string name) => name == DataFolder.Restoring || Stores.Any(s => name == s || name == s + "-wal" || name == s + "-shm");
}
