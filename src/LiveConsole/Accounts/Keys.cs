using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts;

/// <summary>
/// The installation's keys by name: <c>tokens.key</c>, and one <c>keys/NAME.xml</c> for each Data Protection key. In a data folder they are
/// files that its user alone reads; several machines on one database share them there.
/// </summary>
public interface IKeys
{
    IReadOnlyList<(string Name, byte[] Bytes)> All();

    byte[]? Find(string name);

    /// <summary>Keeps it unless one of that name is there: of two who make one at once both have the first.</summary>
    /// <returns>The one that is kept.</returns>
    byte[] Keep(string name, byte[] bytes);
}

/// <summary>Keys of a data folder.</summary>
public sealed class FolderKeys(string folder) : IKeys
{
    public const string Folder = "keys";

    public IReadOnlyList<(string Name, byte[] Bytes)> All()
    {
        var keys = Path.Combine(folder, Folder);
        IEnumerable<string> names = Directory.Exists(keys) ? Directory.EnumerateFiles(keys, "*.xml").Select(f => $"{Folder}/{Path.GetFileName(f)}").Order(StringComparer.Ordinal) : [];
        return [.. names.Prepend(Tokens.SecretFile).Select(n => (n, Find(n))).Where(k => k.Item2 is not null).Select(k => (k.n, k.Item2!))];
    }

    public byte[]? Find(string name) => File.Exists(PathOf(name)) ? File.ReadAllBytes(PathOf(name)) : null;

    public byte[] Keep(string name, byte[] bytes)
    {
        if (Find(name) is { } kept) return kept;
        var path = PathOf(name);
        if (name.StartsWith(Folder + "/", StringComparison.Ordinal)) MakeFolder(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(path + ".new", options))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        // Renamed into place: half a key is never read.
        File.Move(path + ".new", path, overwrite: true);
        return bytes;
    }

    /// <summary>A name comes from an archive: it never leads elsewhere.</summary>
    private string PathOf(string name)
    {
        var file = name.StartsWith(Folder + "/", StringComparison.Ordinal) ? name[(Folder.Length + 1)..] : name;
        var plain = file.Length > 0 && file[0] != '.' && file.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        if (!plain || (file == name && name != Tokens.SecretFile)) throw new ArgumentException($"'{name}' is no key's name.", nameof(name));
        return Path.Combine(folder, name);
    }

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

/// <summary>Keys in the accounts' store.</summary>
public sealed class StoredKeys(IDbContextFactory<AccountsDb> store) : IKeys
{
    public IReadOnlyList<(string Name, byte[] Bytes)> All()
    {
        using var db = store.CreateDbContext();
        return [.. db.Kept.AsNoTracking().Where(k => k.Name != AccountsStore.RestoreMark).OrderBy(k => k.Name).AsEnumerable().Select(k => (k.Name, k.Value))];
    }

    public byte[]? Find(string name)
    {
        using var db = store.CreateDbContext();
        return db.Kept.AsNoTracking().FirstOrDefault(k => k.Name == name)?.Value;
    }

    public byte[] Keep(string name, byte[] bytes)
    {
        if (Find(name) is { } kept) return kept;
        try
        {
            using var db = store.CreateDbContext();
            db.Kept.Add(new KeptRow { Name = name, Value = bytes });
            db.SaveChanges();
            return bytes;
        }
        catch (DbUpdateException) when (Find(name) is not null)
        {
            // Another machine was first: its key is the one.
            return Find(name)!;
        }
    }
}

/// <summary>Data Protection keeps its keys among the installation's.</summary>
public sealed class ProtectionKeys(IKeys keys) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. keys.All().Where(k => k.Name.StartsWith(FolderKeys.Folder + "/", StringComparison.Ordinal)).Select(k => XElement.Load(new MemoryStream(k.Bytes)))];

    public void StoreElement(XElement element, string friendlyName) =>
        keys.Keep($"{FolderKeys.Folder}/{friendlyName}.xml", Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting)));
}
