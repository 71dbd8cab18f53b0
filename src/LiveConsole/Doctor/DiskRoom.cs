using LiveConsole.Journal.Checkup;

namespace LiveConsole.Doctor;

/// <summary>Free space of a data folder in time: how long it lasts at the busiest rate seen in it.</summary>
/// <param name="Peak">Messages a second.</param>
/// <param name="Seen">The peak was seen here; else it is a great night's.</param>
public sealed record DiskRoom(long Free, TimeSpan Lasts, double Peak, bool Seen)
{
    private const string SearchFile = "search.db";

    /// <summary>An entry with its rows and its words in search, where a folder has too few to tell.</summary>
    private const double TypicalBytes = 900;
    private const long EnoughEntries = 10_000;

    /// <summary>Of a folder that has seen no show yet: the landing night's busiest minute.</summary>
    private const double TypicalPeak = 200;

    /// <param name="journal">Null: it was not examined; then typical figures are taken.</param>
    public static DiskRoom Of(string folder, JournalReport? journal = null)
    {
        var at = folder;
        while (!Directory.Exists(at) && Path.GetDirectoryName(at) is { } above) at = above;
        var free = new DriveInfo(at).AvailableFreeSpace;
        var entries = journal?.Shows.Sum(s => s.Entries) ?? 0;
        var search = new FileInfo(Path.Combine(folder, SearchFile)) is { Exists: true } file ? file.Length : 0;
        var bytes = entries >= EnoughEntries ? (double)(journal!.Bytes + search) / entries : TypicalBytes;
        var busiest = (journal?.Shows.Select(s => s.BusiestMinute).DefaultIfEmpty(0).Max() ?? 0) / 60.0;
        var peak = Math.Max(TypicalPeak, busiest);
        return new DiskRoom(free, TimeSpan.FromSeconds(Math.Min(free / (bytes * peak), TimeSpan.FromDays(9_999).TotalSeconds)), peak, busiest >= TypicalPeak);
    }
}
