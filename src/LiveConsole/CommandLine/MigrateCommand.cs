using System.CommandLine;
using System.Diagnostics;
using LiveConsole.Archives;
using LiveConsole.Hosting;
using LiveConsole.Journal.Archive;

namespace LiveConsole.CommandLine;

/// <summary>migrate: everything into the other store, compared entry by entry; what it came from stays as it is.</summary>
public static class MigrateCommand
{
    public static void AddTo(RootCommand root, CommandSession session)
    {
        var to = new Option<string>("--to") { Description = "postgres or sqlite.", Required = true };
        var data = ServeCommand.Data();
        to.AcceptOnlyFromAmong(Installation.Postgres, Installation.Sqlite);
        var command = new Command("migrate", "Moves shows, people, screens and keys between the data folder and the database of ConnectionStrings:LiveConsole. The server must be stopped.") { to, data };
        command.SetAction(async (parsed, ct) =>
        {
            var configuration = ConsoleHost.CreateBuilder(new HostSettings(null, parsed.GetValue(data), session.Overrides)).Configuration;
            // Either may be the provider now: both ends are needed.
            var (database, folder) = (ConsoleHost.Database(configuration), ConsoleHost.Storage(configuration).DataFolder);
            var toDatabase = parsed.GetValue(to) == Installation.Postgres;
            var since = Stopwatch.GetTimestamp();
            var progress = ArchiveWords.Progress(session);
            try
            {
                void Said(string words) => session.Error.WriteLine(words);
                var (summary, newer) = toDatabase
                    ? await Migration.ToDatabaseAsync(folder, database, progress, Said, ct)
                    : await Migration.ToFolderAsync(database, folder, progress, Said, ct);
                progress?.Invoke("");
                await RestoreCommand.SayAsync(session, summary, newer);
                await session.Out.WriteLineAsync($"Moved to {(toDatabase ? "PostgreSQL" : Path.GetFullPath(folder))}: {ArchiveWords.Of(summary)}, every one compared, {ArchiveWords.Since(since)}.");
                await session.Out.WriteLineAsync(toDatabase
                    ? $"From now on: Storage:Provider = Postgres, with the same ConnectionStrings:LiveConsole and data folder. {Path.GetFullPath(folder)} is as it was: nothing reads its stores any more, keep it until you are sure."
                    : $"From now on: Storage:Provider = Sqlite and Storage:DataFolder = {Path.GetFullPath(folder)}. The database is as it was: nothing reads it any more, keep it until you are sure.");
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
