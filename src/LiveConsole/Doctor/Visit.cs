using LiveConsole.Journal;
using LiveConsole.Journal.Checkup;

namespace LiveConsole.Doctor;

/// <summary>All checks of one installation, in the order in which they are read. Nothing is changed.</summary>
public sealed class Visit(Patient patient, TimeProvider time, Action<string>? progress)
{
    private static readonly TimeSpan PlatformsAnswerWithin = TimeSpan.FromSeconds(5);

    public async IAsyncEnumerable<Check> RunAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var (wall, steady) = (time.GetUtcNow(), time.GetTimestamp());
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = PlatformsAnswerWithin };
        var folder = StorageChecks.Folder(patient);
        yield return folder;
        var (accounts, slugs) = folder.Verdict == Verdict.Broken ? (null, new Dictionary<Guid, string>()) : await AccountChecks.StoreAsync(patient, time, ct);
        JournalReport? journal = null;
        if (patient.Database is { } database)
        {
            foreach (var check in await DatabaseChecks.JournalAsync(database, slugs, ct)) yield return check;
        }
        else if (folder.Verdict != Verdict.Broken)
        {
            var (report, unreadable) = Look(ct);
            journal = report;
            if (unreadable is not null) yield return unreadable;
        }

        var shows = new Shows(journal, slugs);
        if (journal is not null) foreach (var check in StorageChecks.Journal(shows)) yield return check;
        yield return StorageChecks.Disk(patient, journal);
        var answers = await PlatformChecks.AskAsync(patient, http, ct);
        foreach (var check in ClockChecks.Of(shows, time, time.GetUtcNow() - wall, time.GetElapsedTime(steady), answers)) yield return check;
        yield return PortChecks.Port(patient);
        foreach (var check in await PortChecks.ServerAsync(patient, http, time, ct)) yield return check;
        if (accounts is not null) yield return accounts;
        if (folder.Verdict != Verdict.Broken) foreach (var check in await AccountChecks.ConnectedAsync(patient, time, ct)) yield return check;
        if (folder.Verdict != Verdict.Broken) yield return AccountChecks.Keys(patient);
        foreach (var check in PlatformChecks.Of(patient, answers)) yield return check;
    }

    private (JournalReport? Report, Check? Unreadable) Look(CancellationToken ct)
    {
        try
        {
            return (JournalCheckup.Examine(patient.Folder, progress, ct), null);
        }
        catch (Exception whyNot) when (whyNot is JournalFormatException or JournalStorageException)
        {
            return (null, StorageChecks.Unreadable(whyNot));
        }
    }
}
