using System.Globalization;
using LiveConsole.Journal;
using LiveConsole.Journal.Checkup;
using LiveConsole.Journal.Folder;

namespace LiveConsole.Doctor;

/// <summary>The folder, its disk, the journal and what follows from it.</summary>
public static class StorageChecks
{
    public const string Repair = "Stop LiveConsole if it runs, then: liveconsole doctor --repair";
    private const string Restore = "Stop LiveConsole, keep a copy of the data folder, and restore the last backup";

    private static readonly TimeSpan Scarce = TimeSpan.FromHours(24), Gone = TimeSpan.FromHours(1);

    public static Check Folder(Patient patient)
    {
        if (DataFolder.Trouble(patient.Folder) is { } foreign) return Check.Broken("folder", foreign.TrimEnd('.'), "Nothing in it was touched");
        if (patient.Owner is { } owner) return Check.Ok("folder", owner.Address is { } address
            ? string.Create(CultureInfo.InvariantCulture, $"{patient.Folder}, in use by LiveConsole at {address} (process {owner.ProcessId})") : $"{patient.Folder}, in use by a LiveConsole that is starting or another user's");
        if (!Directory.Exists(patient.Folder)) return Check.Ok("folder", $"{patient.Folder} is not there yet: the first start makes it");
        try
        {
            using (new FileStream(Path.Combine(patient.Folder, $".doctor-{Environment.ProcessId}"), FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose)) { }
            return Check.Ok("folder", $"{patient.Folder}, writable, not in use");
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return Check.Broken("folder", $"{patient.Folder} cannot be written to ({Check.Why(trouble)})", "Make it writable for the user LiveConsole runs as");
        }
    }

    /// <summary>Free space in hours at the busiest minute seen here.</summary>
    public static Check Disk(Patient patient, JournalReport? journal)
    {
        var room = DiskRoom.Of(patient.Folder, journal);
        var lasts = room.Lasts;
        var evidence = string.Create(CultureInfo.InvariantCulture, $"{room.Free / 1e9:0.0} GB free: {lasts.TotalHours:N0} h at {room.Peak:N0} messages a second, {(room.Seen ? "its busiest minute" : "a great night's peak")}");
        return lasts < Gone ? Check.Broken("disk", evidence, "Free some space before the show")
            : lasts < Scarce ? Check.Watch("disk", evidence, "Free some space before the show") : Check.Ok("disk", evidence);
    }

    /// <summary>Where the journal cannot be read at all.</summary>
    public static Check Unreadable(Exception whyNot) => Check.Broken("journal", whyNot.Message.TrimEnd('.'),
        whyNot is JournalStorageException { Trouble: StorageTrouble.Damaged } ? Restore : "Nothing in it was touched");

    public static IEnumerable<Check> Journal(Shows shows)
    {
        var report = shows.Journal!;
        if (report.Format is null) return [Check.Ok("journal", "none yet: the first start makes it")];
        var total = report.Shows.Sum(s => s.Entries);
        return
        [
            .. Lines("journal", string.Create(CultureInfo.InvariantCulture, $"format {report.Format}, {report.Bytes / 1e6:N1} MB, pages sound"), shows, Restore, JournalPart.File),
            .. report.Of(JournalPart.File).Any() ? [] : Lines("entries", string.Create(CultureInfo.InvariantCulture, $"{total:N0} in {report.Shows.Count} {(report.Shows.Count == 1 ? "show" : "shows")}, in order, none missing, every batch whole"), shows, Restore, JournalPart.Entries, JournalPart.Batches),
            .. report.Of(JournalPart.File).Any() ? [] : Lines("tables", "messages, removals, samples, counters and stored states agree with the entries", shows, Repair, JournalPart.Messages, JournalPart.Removals, JournalPart.Samples, JournalPart.Counters, JournalPart.States),
            .. report.Of(JournalPart.File).Any() ? [] : Lines("search", "agrees with the messages", shows, Repair, JournalPart.Search),
        ];
    }

    private static IEnumerable<Check> Lines(string name, string well, Shows shows, string what, params JournalPart[] parts)
    {
        var found = shows.Journal!.Of(parts).ToList();
        return found.Count == 0 ? [Check.Ok(name, well)] : found.Select(f => new Check(f.Health == PartHealth.Broken ? Verdict.Broken : Verdict.Watch, name,
            f.Show is { } show ? $"{shows.Name(show)}: {f.Words.TrimEnd('.')}" : f.Words.TrimEnd('.'), WhatToDo(f, what)));
    }

    private static string WhatToDo(JournalFinding finding, string what) => finding switch
    {
        { Repairable: true } => Repair,
        // Its own words name the version to start.
        { Part: JournalPart.Entries } when finding.Words.Contains("does not know", StringComparison.Ordinal) => "Until then it is read-only here, up to the entry before",
        { Health: PartHealth.Watch } => "Nothing needs to be done",
        { Part: JournalPart.Messages or JournalPart.Removals or JournalPart.Samples or JournalPart.States } => Restore,
        _ => what,
    };
}
