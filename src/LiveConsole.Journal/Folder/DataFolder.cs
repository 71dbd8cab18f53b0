using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace LiveConsole.Journal.Folder;

/// <summary>
/// Where an installation keeps its data. It has one owner process: who holds the operating system's lock on <c>owner.lock</c>. The lock
/// falls with its process, also at kill -9, so nothing is ever stale; the file itself stays. Beside it <c>owner.json</c> says where the
/// owner listens and the secret by which a local command shows that it may read this folder.
/// </summary>
public abstract class DataFolder
{
    private const string LockFile = "owner.lock";
    private const string NoteFile = "owner.json";

    /// <summary>Where a restore makes the folder's stores, until they are whole and are moved into place.</summary>
    public const string Restoring = "restoring";

    /// <summary>EROFS, on Linux and macOS: for this, too, .NET has no type of its own.</summary>
    private const int ReadOnlyFileSystem = 30;

    private DataFolder(string path) => FolderPath = path;

    public string FolderPath { get; }

    /// <summary>This process owns the folder until it disposes this.</summary>
    public sealed class Owned : DataFolder, IDisposable
    {
        private readonly FileStream _lock;

        internal Owned(string path, FileStream held) : base(path) => _lock = held;

        /// <summary>What other local commands show to be let in; made anew by every owner.</summary>
        public string Secret { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

        /// <summary>Tells other commands where to go, once this process listens.</summary>
        public void Announce(Uri address)
        {
            var note = JsonSerializer.SerializeToUtf8Bytes(new OwnerNote(Environment.ProcessId, address.ToString(), Secret), OwnerNoteJson.Default.OwnerNote);
            var fresh = Path.Combine(FolderPath, NoteFile + ".new");
            File.Delete(fresh);
            using (var file = new FileStream(fresh, OwnersOnly(FileMode.CreateNew))) file.Write(note);
            // Renamed into place: nobody reads half of it.
            File.Move(fresh, Path.Combine(FolderPath, NoteFile), overwrite: true);
        }

        public void Dispose()
        {
            if (!_lock.CanWrite) return;
            File.Delete(Path.Combine(FolderPath, NoteFile));
            _lock.Dispose();
        }

        public override string ToString() => $"{FolderPath}, owned [redacted]";
    }

    /// <summary>Another process owns it.</summary>
    /// <remarks><see cref="ProcessId"/>, <see cref="Address"/> and <see cref="Secret"/> are null while it has not said yet where it listens, or when its note is not ours to read.</remarks>
    public sealed class OwnedByOther : DataFolder
    {
        internal OwnedByOther(string path, OwnerNote? note) : base(path)
        {
            ProcessId = note?.ProcessId;
            Address = note is not null && Uri.TryCreate(note.Address, UriKind.Absolute, out var address) ? address : null;
            Secret = note?.Secret;
        }

        public int? ProcessId { get; }

        public Uri? Address { get; }

        public string? Secret { get; }

        public string Words => (ProcessId, Address) switch
        {
            ({ } id, { } address) => string.Create(CultureInfo.InvariantCulture, $"The data folder {FolderPath} is in use by LiveConsole at {address} (process {id}). Stop that one first, or choose another folder with --data."),
            _ => $"The data folder {FolderPath} is in use by another LiveConsole. Stop that one first, or choose another folder with --data.",
        };

        public override string ToString() => $"{FolderPath}, owned by process {ProcessId} at {Address} [redacted]";
    }

    /// <summary>Nobody can own it: the words say why and what to do.</summary>
    public sealed class Unusable : DataFolder
    {
        internal Unusable(string path, string words) : base(path) => Words = words;

        public string Words { get; }
    }

    /// <summary>Takes the folder, making it when it is not there. Never waits.</summary>
    /// <param name="toRestore">A restore may take a folder that a restore before it did not finish; nobody else may.</param>
    public static DataFolder Open(string path, bool toRestore = false)
    {
        path = Path.GetFullPath(path);
        try
        {
            if (Trouble(path) is { } words) return new Unusable(path, words);
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
            else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            if (TryLock(path) is not { } held) return new OwnedByOther(path, Note(path));
            if (!toRestore && Directory.Exists(Path.Combine(path, Restoring)))
            {
                held.Dispose();
                return new Unusable(path, $"A restore into {path} was cut before its end. Do it again ('liveconsole restore FILE --data {path}'), or choose another folder with --data.");
            }

            // Left behind by an owner that was killed: it says nothing any more.
            File.Delete(Path.Combine(path, NoteFile));
            return new Owned(path, held);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Unusable(path, $"The data folder {path} cannot be used: {e.Message} Make it writable for this user, or choose another one with --data.");
        }
    }

    /// <summary>For commands that only read, which may always: who owns the folder now, if anybody. Takes and makes nothing.</summary>
    /// <returns>Null: nobody owns it.</returns>
    public static OwnedByOther? OwnerOf(string path)
    {
        path = Path.GetFullPath(path);
        if (!File.Exists(Path.Combine(path, LockFile))) return null;
        try
        {
            using var held = TryLock(path);
            return held is null ? new OwnedByOther(path, Note(path)) : null;
        }
        catch (UnauthorizedAccessException)
        {
            // Another user's folder: whether it is owned cannot be known, and reading it will say so itself.
            return null;
        }
    }

    /// <summary>Names of what an installation keeps in this folder, or what is not ours. A node's own files (its lock, its latches) are nothing that is kept.</summary>
    public static IReadOnlyList<string> Holds(string path) => !Directory.Exists(path) ? []
        : [.. Directory.EnumerateFileSystemEntries(path).Select(e => Path.GetFileName(e)).Where(n => n is not (LockFile or NoteFile or "latches" or "lost+found")).Order(StringComparer.Ordinal)];

    /// <returns>Why this folder can be no data folder, in words; null: it is one, or can become one.</returns>
    public static string? Trouble(string path)
    {
        if (File.Exists(path)) return $"{path} is a file, not a folder. Choose a folder with --data.";
        if (!Directory.Exists(path) || File.Exists(Path.Combine(path, LockFile)) || File.Exists(Path.Combine(path, Sqlite.SqliteJournal.FileName))) return null;
        // "lost+found" is what an empty disk of its own has.
        return Directory.EnumerateFileSystemEntries(path).All(e => Path.GetFileName(e) == "lost+found") ? null
            : $"The folder {path} holds files that are not LiveConsole's. Choose an empty or a new folder with --data.";
    }

    /// <returns>Null: another process holds it.</returns>
    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(Path.Combine(path, LockFile), OwnersOnly(FileMode.OpenOrCreate));
        }
        catch (IOException e) when (e.GetType() == typeof(IOException) && e.HResult != ReadOnlyFileSystem && File.Exists(Path.Combine(path, LockFile)))
        {
            // .NET has no type of its own for "locked"; other troubles have theirs.
            return null;
        }
    }

    private static FileStreamOptions OwnersOnly(FileMode mode)
    {
        // FileShare.None is flock (Unix) or a share mode (Windows): the system drops it with the process.
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static OwnerNote? Note(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(path, NoteFile)), OwnerNoteJson.Default.OwnerNote);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            // Not written yet, or not ours to read: the owner is known only by its lock.
            return null;
        }
    }
}
