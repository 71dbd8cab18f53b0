using LiveConsole.Hosting;
using LiveConsole.Journal.Checkup;
using LiveConsole.Journal.Folder;
using LiveConsole.Sources;

namespace LiveConsole.Doctor;

/// <summary>What is looked at: one installation as its configuration says it is.</summary>
/// <param name="Folder">The data folder, absolute.</param>
/// <param name="Owner">The server that runs on it now; null: none.</param>
/// <param name="Public">Where a start would listen.</param>
public sealed record Patient(string Folder, DataFolder.OwnedByOther? Owner, Uri Public, PlatformAddresses Platforms, bool Sqlite)
{
    /// <exception cref="StartRefusedException">The configuration itself is wrong: words by key.</exception>
    public static Patient Of(IConfiguration configuration, HostSettings settings)
    {
        var sqlite = (configuration["Storage:Provider"] ?? "Sqlite").Equals("Sqlite", StringComparison.OrdinalIgnoreCase);
        var folder = Path.GetFullPath(ConsoleHost.Storage(configuration).DataFolder);
        return new Patient(folder, DataFolder.OwnerOf(folder), PublicName.Of(configuration, settings).Uri, ConsoleHost.Platforms(configuration), sqlite);
    }
}

/// <summary>What the journal's checks and the clock's know of the shows.</summary>
/// <param name="Journal">Null: it cannot be read.</param>
/// <param name="Slugs">Names of the shows, as far as the accounts' store can be read.</param>
public sealed record Shows(JournalReport? Journal, IReadOnlyDictionary<Guid, string> Slugs)
{
    public string Name(Domain.Journal.ShowId show) => Slugs.TryGetValue(show.Value, out var slug) ? $"'{slug}'" : $"show {show}";
}
