using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using LiveConsole.Archives;
using LiveConsole.Hosting;
using LiveConsole.Journal.Archive;

namespace LiveConsole.CommandLine;

/// <summary>backup: everything that the installation keeps, into one file. It reads beside a running server and asks nothing of it.</summary>
public static class BackupCommand
{
    public static void AddTo(RootCommand root, CommandSession session)
    {
        var file = new Argument<string>("FILE") { Description = "The archive to write; it must not be there yet." };
        var data = ServeCommand.Data();
        var command = new Command("backup", "Writes shows, people, screens and keys into one archive, also while the server runs. Keep it secret: it holds keys.") { file, data };
        command.SetAction(async (parsed, ct) =>
        {
            var path = Path.GetFullPath(parsed.GetValue(file)!);
            var storage = ConsoleHost.Storage(ConsoleHost.CreateBuilder(new HostSettings(null, parsed.GetValue(data), session.Overrides)).Configuration);
            var since = Stopwatch.GetTimestamp();
            var progress = ArchiveWords.Progress(session);
            try
            {
                await using var installation = await Installation.ReadAsync(storage, ct);
                var summary = await ArchiveFile.WriteAsync(path, (to, token) => Backup.WriteAsync(installation, to, withSessions: false, progress, token), ct);
                progress?.Invoke("");
                LastBackup.Keep(Path.GetFullPath(storage.DataFolder), TimeProvider.System.GetUtcNow());
                await session.Out.WriteLineAsync($"{path}: {ArchiveWords.Of(summary)}, {ArchiveWords.Bytes(new FileInfo(path).Length)}, {ArchiveWords.Since(since)}. It holds keys: keep it as secret as the data folder.");
                return ConsoleCommands.Done;
            }
            catch (ArchiveException refused)
            {
                return await session.RefuseAsync(refused.Message);
            }
        });
        root.Subcommands.Add(command);
    }
}

/// <summary>Figures of archives as commands print them.</summary>
internal static class ArchiveWords
{
    public static string Of(ArchiveSummary s) => string.Create(CultureInfo.InvariantCulture, $"{s.Shows} show{(s.Shows == 1 ? "" : "s")}, {s.Entries:N0} {(s.Entries == 1 ? "entry" : "entries")}");

    public static string Bytes(long bytes) => bytes < 10_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} bytes")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000.0:N1} MB");

    public static string Since(long began) => string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s");

    /// <summary>On a terminal, one line that is written over; "" wipes it. None in a pipe.</summary>
    public static Action<string>? Progress(CommandSession session)
    {
        if (Console.IsErrorRedirected || session.Error != Console.Error) return null;
        var (last, said) = (0L, "");
        return words =>
        {
            // Ten times a second is enough for eyes.
            if (words == said || (words.Length > 0 && last != 0 && Stopwatch.GetElapsedTime(last) < TimeSpan.FromMilliseconds(100))) return;
            (last, said) = (Stopwatch.GetTimestamp(), words);
            session.Error.Write($"\r{words,-60}\r");
        };
    }

    /// <returns>The exit code of what is refused or failed.</returns>
    public static async Task<int> RefuseAsync(this CommandSession session, string words)
    {
        Progress(session)?.Invoke("");
        await session.Error.WriteLineAsync(words);
        return ConsoleCommands.Failed;
    }
}
