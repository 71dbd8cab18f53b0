using LiveConsole.Archives;
using LiveConsole.Doctor;
using LiveConsole.Hosting;
using LiveConsole.Journal.Folder;
using LiveConsole.Shows;

namespace LiveConsole.Features.Settings;

/// <summary>How the installation stands: what keeps the shows, when it was last copied, what is wrong with this machine. Nothing is changed.</summary>
public sealed class HouseHealth(LiveShows shows, NodeHealth node, IServiceProvider services, TimeProvider time)
{
    public Task<IReadOnlyList<GoLine>> LookAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var now = time.GetUtcNow();
        var folder = services.GetService<DataFolder.Owned>()?.FolderPath;
        List<GoLine> lines = [.. folder is null ? [] : Storage(folder, now)];
        lines.Add(GoNoGo.Address((services.GetService<PublicName>()?.Uri) ?? new ServerOptions().PublicUri));
        foreach (var (slug, whyNot) in shows.NotOpen)
            lines.Add(new($"show {slug}", null, GoStanding.No, new($"Show {slug}", $"Émission {slug}"), new(whyNot, whyNot), new("Run: liveconsole doctor", "Tapez : liveconsole doctor")));
        foreach (var trouble in node.Troubles.Where(t => t.Show is null))
            lines.Add(new($"trouble {trouble.Kind} {trouble.About}", null, trouble.Severity == AlertSeverity.ActNow ? GoStanding.No : GoStanding.Look, new("This machine", "Cette machine"), trouble.Words, trouble.ToDo));
        return Task.FromResult<IReadOnlyList<GoLine>>(lines);
    }

    private static IEnumerable<GoLine> Storage(string folder, DateTimeOffset now)
    {
        yield return new("folder", null, GoStanding.Go, new("Data folder", "Dossier des données"), new($"{folder}, written to by this server alone", $"{folder}, où seul ce serveur écrit"));
        yield return GoNoGo.Backup(LastBackup.Read(folder), now);
        yield return GoNoGo.Disk(DiskRoom.Of(folder));
    }
}
