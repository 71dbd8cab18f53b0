using System.CommandLine;
using LiveConsole.Shows;

namespace LiveConsole.CommandLine;

/// <summary>import: a recording into a show's journal, through the same intake as live messages.</summary>
public static class ImportCommand
{
    public static void AddTo(RootCommand root, CommandSession session)
    {
        var show = new Option<string>("--show") { Description = "The show's slug.", Required = true };
        var file = new Argument<string>("FILE") { Description = "A recording: .jsonl or .jsonl.gz" };
        var data = ServeCommand.Data();
        var command = new Command("import", "Brings a recording into a show; says how many were new, duplicate, refused and why.") { show, file, data };
        command.SetAction((parsed, ct) =>
        {
            // The owner process may stand in another folder.
            var path = Path.GetFullPath(parsed.GetValue(file)!);
            return FolderCommand.RunAsync(session, parsed.GetValue(data), ["import", "--show", parsed.GetValue(show)!, path],
                (services, output, token) => ImportAsync(services, output, parsed.GetValue(show)!, path, token), ct);
        });
        root.Subcommands.Add(command);
    }

    private static async Task<int> ImportAsync(IServiceProvider services, CommandOutput output, string slug, string path, CancellationToken ct)
    {
        if (services.GetRequiredService<LiveShows>().Find(slug) is not LiveShow show) return await output.RefuseAsync(await ShowCommands.NotOpenAsync(services, slug, ct));
        if (show.ReadOnly is { } readOnly) return await output.RefuseAsync(readOnly.Refusal.Words.En);
        if (Directory.Exists(path)) return await output.RefuseAsync($"{path} is a folder. Give a recording (.jsonl or .jsonl.gz).");
        if (!File.Exists(path)) return await output.RefuseAsync($"{path} does not exist. Give a recording (.jsonl or .jsonl.gz).");
        try
        {
            var result = await Import.RunAsync(show, services.GetRequiredService<Journal.IJournal>(), path, output.Progress, ct);
            foreach (var (line, problem) in result.Refused.Take(Import.RefusedListed)) await output.Error.WriteLineAsync($"line {line}: {problem}");
            if (result.RefusedCount > Import.RefusedListed) await output.Error.WriteLineAsync($"... and {result.RefusedCount - Import.RefusedListed} more lines.");
            await output.Out.WriteLineAsync($"{result.New} new, {result.Duplicate} duplicate, {result.RefusedCount} refused, {result.Skipped} skipped ({result.Removals} removals, {result.Samples} samples, {result.Moments} moments{(result.Moderation > 0 ? $", {result.Moderation} of moderation" : "")}).");
            return ConsoleCommands.Done;
        }
        catch (InvalidDataException broken)
        {
            return await output.RefuseAsync($"{path} cannot be read: {broken.Message} What came before is in the show; import a whole file again: nothing comes twice.");
        }
        catch (UnauthorizedAccessException)
        {
            return await output.RefuseAsync($"{path} may not be read. Give this user the right to read it.");
        }
    }
}
