using LiveConsole.Hosting;
using LiveConsole.Journal.Checkup;
using LiveConsole.Journal.Folder;
using LiveConsole.Sources;

namespace LiveConsole.Doctor;

/// <summary>What is looked at: one installation as its configuration says it is.</summary>
/// <param name="Folder">The data folder, absolute.</param>
/// <param name="Owner">The server that runs on it now; null: none.</param>
/// <param name="Database">Holds a secret; null: everything is in the folder.</param>
/// <param name="Public">Where a start would listen.</param>
public sealed record Patient(string Folder, DataFolder.OwnedByOther? Owner, Uri Public, PlatformAddresses Platforms, string? Database)
{
    public bool Sqlite => Database is null;

    /// <summary>Without the secret.</summary>
    public override string ToString() => Folder;

    /// <exception cref="StartRefusedException">The configuration itself is wrong: words by key.</exception>
    public static Patient Of(IConfiguration configuration, HostSettings settings)
    {
        var storage = ConsoleHost.Storage(configuration);
        var folder = Path.GetFullPath(storage.DataFolder);
        return new Patient(folder, DataFolder.OwnerOf(folder), PublicName.Of(configuration, settings).Uri, ConsoleHost.Platforms(configuration), storage.Database);
    }
}

/// <summary>What the journal's checks and the clock's know of the shows.</summary>
/// <param name="Journal">Null: it cannot be read.</param>
/// <param name="Slugs">Names of the shows, as far as the accounts' store can be read.</param>
public sealed record Shows(JournalReport? Journal, IReadOnlyDictionary<Guid, string> Slugs)
{
    public string Name(Domain.Journal.ShowId show) => Slugs.TryGetValue(show.Value, out var slug) ? $"'{slug}'" : $"show {show}";
}
