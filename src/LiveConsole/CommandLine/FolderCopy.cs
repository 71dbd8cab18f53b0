using LiveConsole.Hosting;
using LiveConsole.Journal.Sqlite;
using Microsoft.Data.Sqlite;

namespace LiveConsole.CommandLine;

/// <summary>
/// A data folder that cannot be written, copied so that it can be read: stores of SQLite write beside their files even to read. Who only
/// wants an export of a folder that became read-only gets it. Gone when disposed.
/// </summary>
internal sealed class FolderCopy : IDisposable
{
    private FolderCopy(string folder) => Folder = folder;

    public string Folder { get; }

    public static bool IsThere(string folder) => File.Exists(Path.Combine(folder, SqliteJournal.FileName));

    /// <exception cref="StartRefusedException">It cannot be read, or there is no room for the copy.</exception>
    public static FolderCopy Of(string folder)
    {
        var copy = new FolderCopy(Directory.CreateTempSubdirectory("liveconsole-").FullName);
        try
        {
            // Not what says who owns it, nor search, which is made again.
            foreach (var file in Directory.EnumerateFiles(folder).Where(f => Path.GetFileName(f) is var name && !name.StartsWith("owner.", StringComparison.Ordinal) && !name.EndsWith("-shm", StringComparison.Ordinal)))
                File.Copy(file, Path.Combine(copy.Folder, Path.GetFileName(file)));
            return copy;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            copy.Dispose();
            throw new StartRefusedException($"The data folder {folder} is read-only, and its copy to read from could not be made: {unreadable.Message} Make it writable for this user, or free space in {Path.GetTempPath()}.");
        }
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
