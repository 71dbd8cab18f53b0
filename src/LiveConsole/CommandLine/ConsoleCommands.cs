using System.CommandLine;
using System.CommandLine.Parsing;
using System.Reflection;
using LiveConsole.Hosting;
using LiveConsole.Journal;

namespace LiveConsole.CommandLine;

/// <summary>What can be typed. Exit codes: 0 done, 1 refused or failed (one line on stderr that says what and what to do), 2 wrong usage.</summary>
public static class ConsoleCommands
{
    public const int Done = 0, Failed = 1, WrongUsage = 2;

    public static Task<int> RunAsync(string[] args) => RunAsync(args, Console.Out, Console.Error, ownProcess: true, CancellationToken.None);

    /// <param name="ownProcess">The process is there for this command alone: Ctrl+C ends it.</param>
    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, bool ownProcess, CancellationToken ct)
    {
        var (words, overrides) = SplitConfiguration(args);
        var root = new RootCommand("LiveConsole: the control room for a live broadcast's audience. Without a command it plays the built-in rehearsal.");
        var session = new CommandSession(output, error, overrides);
        RehearseCommand.AddTo(root, session);
        ServeCommand.AddTo(root, session);
        EmulateCommand.AddTo(root, session);
        OwnerCommands.AddTo(root, session);
        ShowCommands.AddTo(root, session);
        TokenCommands.AddTo(root, session);
        ImportCommand.AddTo(root, session);
        ExportCommand.AddTo(root, session);
        JudgeCommand.AddTo(root, session);
        DoctorCommand.AddTo(root, session);
        BackupCommand.AddTo(root, session);
        RestoreCommand.AddTo(root, session);
        MigrateCommand.AddTo(root, session);
        var parsed = root.Parse(words);
        if (parsed.Errors.Count > 0)
        {
            await error.WriteLineAsync($"{string.Join(' ', parsed.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))} See: liveconsole {string.Join(' ', CommandPath(parsed.CommandResult).Append("--help"))}");
            return WrongUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = ownProcess ? TimeSpan.FromSeconds(20) : null, Output = output, Error = error,
            }, ct);
        }
        catch (Exception refused) when (refused is StartRefusedException or JournalStorageException or JournalFormatException)
        {
            await error.WriteLineAsync(refused.Message);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped before it was done. Do it again: nothing comes twice.");
            return Failed;
        }
    }

    public static string Version { get; } = typeof(ConsoleCommands).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>"--Storage:Provider X" and "--Storage:Provider=X" are configuration; the rest are commands and options.</summary>
    private static (string[] Words, IReadOnlyList<string> Overrides) SplitConfiguration(string[] args)
    {
        List<string> words = [], overrides = [];
        for (var i = 0; i < args.Length; i++)
        {
            var isKey = args[i].StartsWith("--", StringComparison.Ordinal) && args[i].Split('=')[0].Contains(':', StringComparison.Ordinal);
            if (!isKey) words.Add(args[i]);
            else if (args[i].Contains('=', StringComparison.Ordinal) || i + 1 >= args.Length) overrides.Add(args[i]);
            else overrides.AddRange([args[i], args[++i]]);
        }

        return ([.. words], overrides);
    }

    private static IEnumerable<string> CommandPath(CommandResult? result)
    {
        List<string> path = [];
        for (SymbolResult? at = result; at is CommandResult command && command.Parent is not null; at = command.Parent) path.Insert(0, command.Command.Name);
        return path;
    }
}

/// <summary>Where a command writes, and the configuration typed with it.</summary>
public sealed record CommandSession(TextWriter Out, TextWriter Error, IReadOnlyList<string> Overrides);
