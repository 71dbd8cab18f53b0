using System.Globalization;
using System.Text.Json;
using LiveConsole.Accounts;
using LiveConsole.CommandLine;
using LiveConsole.Journal.Archive;

namespace LiveConsole.Archives;

/// <summary>Writes an installation into an archive, also while it is written to.</summary>
public static class Backup
{
    private const int RowsPerFrame = 1_000;

    /// <param name="withSessions">Moving house: who is signed in stays so.</param>
    public static async Task<ArchiveSummary> WriteAsync(Installation from, Stream to, bool withSessions, Action<string>? progress, CancellationToken ct)
    {
        using var archive = await ArchiveWriter.BeginAsync(to, ConsoleCommands.Version, TimeProvider.System.GetUtcNow(), from.Store, ct);
        // Accounts first: a show that is made meanwhile is then a journal without a name, which is nothing to anybody; never a name without its journal.
        foreach (var table in await AccountsArchive.ReadAsync(from.Accounts, withSessions, ct))
        {
            foreach (var rows in table.Rows.Chunk(RowsPerFrame))
            {
                using var json = JsonDocument.Parse($"[{string.Join(',', rows)}]");
                await archive.RowsAsync(table.Name, json.RootElement, ct);
            }
        }

        foreach (var (name, bytes) in from.Keys.All()) await archive.SecretAsync(name, bytes, ct);
        // Each show up to here: what is appended from now on is not this backup's.
        var marks = await from.Entries.MarksAsync(ct);
        var all = marks.Sum(m => m.Last);
        await JournalArchive.WriteAsync(from.Entries, marks, archive,
            progress is null ? null : written => progress(string.Create(CultureInfo.InvariantCulture, $"{written:N0} of {all:N0} entries")), ct);
        return await archive.EndAsync(ct);
    }
}
