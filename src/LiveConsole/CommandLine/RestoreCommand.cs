using System.CommandLine;
using System.Diagnostics;
using LiveConsole.Archives;
using LiveConsole.Domain.Journal;
using LiveConsole.Hosting;
using LiveConsole.Journal.Archive;

namespace LiveConsole.CommandLine;

/// <summary>restore: an archive into an empty folder or database, compared entry by entry afterwards.</summary>
public static class RestoreCommand
{
    public static void AddTo(RootCommand root, CommandSession session)
    {
        var file = new Argument<string>("FILE") { Description = "An archive that 'liveconsole backup' wrote." };
        var data = ServeCommand.Data();
        var command = new Command("restore", "Takes an archive into an empty data folder (or database), and compares every entry afterwards.") { file, data };
        command.SetAction(async (parsed, ct) =>
        {
            var storage = ConsoleHost.Storage(ConsoleHost.CreateBuilder(new HostSettings(null, parsed.GetValue(data), session.Overrides)).Configuration);
            var since = Stopwatch.GetTimestamp();
            var progress = ArchiveWords.Progress(session);
            try
            {
                var restore = new Restore(Path.GetFullPath(parsed.GetValue(file)!), progress);
                void Said(string words) => session.Error.WriteLine(words);
                var (summary, newer) = storage.Database is { } database ? await DatabaseRestore.RunAsync(restore, database, Said, ct) : await FolderRestore.RunAsync(restore, storage.DataFolder, Said, ct);
                progress?.Invoke("");
                await SayAsync(session, summary, newer);
                await session.Out.WriteLineAsync($"Restored into {(storage.Database is null ? Path.GetFullPath(storage.DataFolder) : "the database")}: {ArchiveWords.Of(summary)}, every one compared, {ArchiveWords.Since(since)}. Everybody comes in again by a new link; screens keep their addresses.");
                return ConsoleCommands.Done;
            }
            catch (ArchiveException refused)
            {
                return await session.RefuseAsync(refused.Message);
            }
        });
        root.Subcommands.Add(command);
    }

    /// <summary>What a newer version put into the archive.</summary>
    internal static async Task SayAsync(CommandSession session, ArchiveSummary summary, IReadOnlyList<ShowId> newer)
    {
        if (summary.SkippedFrames > 0) await session.Error.WriteLineAsync($"A newer LiveConsole added {summary.SkippedFrames} part(s) that this one may leave out, and did.");
        foreach (var show in newer) await session.Error.WriteLineAsync($"Show {show} holds entries of a newer LiveConsole: it was restored whole, and opens fully there.");
    }
}
