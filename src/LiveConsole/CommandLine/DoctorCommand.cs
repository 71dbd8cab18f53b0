using System.CommandLine;
using LiveConsole.Doctor;
using LiveConsole.Hosting;
using LiveConsole.Journal.Checkup;
using LiveConsole.Journal.Folder;

namespace LiveConsole.CommandLine;

/// <summary>doctor: looks at the whole installation, a line a check; with --repair makes again what follows from the journal's entries.</summary>
public static class DoctorCommand
{
    public static void AddTo(RootCommand root, CommandSession session)
    {
        var repair = new Option<bool>("--repair") { Description = "Make tables, search and stored states again from the journal's entries. The server must be stopped." };
        var data = ServeCommand.Data();
        var command = new Command("doctor", "Checks storage, clock, ports, accounts, tokens; says what to do.") { repair, data };
        command.SetAction(async (parsed, ct) =>
        {
            var settings = new HostSettings(null, parsed.GetValue(data), session.Overrides);
            var patient = Patient.Of(ConsoleHost.CreateBuilder(settings).Configuration, settings);
            Action<string>? progress = Console.IsErrorRedirected || session.Error != Console.Error ? null : words => session.Error.Write($"\r{words,-60}\r");
            if (parsed.GetValue(repair) && await RepairAsync(patient, session, progress, ct) is { } refused)
            {
                await session.Error.WriteLineAsync(refused);
                return ConsoleCommands.Failed;
            }

            return await SayAsync(new Visit(patient, TimeProvider.System, progress), session, progress, ct);
        });
        root.Subcommands.Add(command);
    }

    private static async Task<int> SayAsync(Visit visit, CommandSession session, Action<string>? progress, CancellationToken ct)
    {
        var worst = Verdict.Ok;
        await foreach (var check in visit.RunAsync(ct))
        {
            progress?.Invoke("");
            await session.Out.WriteLineAsync(check.ToString());
            if (check.Verdict > worst) worst = check.Verdict;
        }

        return worst == Verdict.Broken ? ConsoleCommands.Failed : ConsoleCommands.Done;
    }

    /// <returns>Why nothing was repaired, in one line; null: it was, or there was nothing to repair.</returns>
    private static async Task<string?> RepairAsync(Patient patient, CommandSession session, Action<string>? progress, CancellationToken ct)
    {
        if (!patient.Sqlite) return "The journal is in PostgreSQL: its tables are written in the entries' own transactions, and --repair is for Sqlite's files. Restore the last backup if it is damaged.";
        if (!Directory.Exists(patient.Folder)) return $"There is no data folder {patient.Folder}: nothing to repair. Give the folder with --data.";
        if (patient.Owner is { } owner) return owner.Words;
        if (DataFolder.Trouble(patient.Folder) is { } foreign) return foreign;
        switch (DataFolder.Open(patient.Folder))
        {
            case DataFolder.Owned owned:
                using (owned)
                {
                    var found = JournalCheckup.Examine(patient.Folder, progress, ct);
                    var changed = found.NeedsRepair ? JournalRepair.Run(patient.Folder, found, progress, ct) : [];
                    progress?.Invoke("");
                    foreach (var line in changed.DefaultIfEmpty("nothing to make again; what is broken below is not repaired by this")) await session.Out.WriteLineAsync($"repair: {line}");
                    return null;
                }

            case DataFolder.OwnedByOther other:
                return other.Words;
            case DataFolder.Unusable unusable:
                return unusable.Words;
            default:
                throw new InvalidOperationException("A data folder opened as nothing known.");
        }
    }
}
