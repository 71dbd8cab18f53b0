using System.CommandLine;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.CommandLine;

/// <summary>export: messages, items or the journal, to a file or standard output.</summary>
public static class ExportCommand
{
    public static void AddTo(RootCommand root, CommandSession session)
    {
        var show = new Option<string>("--show") { Description = "The show's slug.", Required = true };
        var what = new Option<string>("--what") { Description = "messages, items or journal.", DefaultValueFactory = _ => "messages" };
        var format = new Option<string>("--format") { Description = "jsonl or csv.", DefaultValueFactory = _ => "jsonl" };
        var withRemoved = new Option<bool>("--with-removed") { Description = "Keep the text of removed messages." };
        var file = new Option<string?>("--out") { Description = "A file; default: standard output." };
        var data = ServeCommand.Data();
        what.AcceptOnlyFromAmong("messages", "items", "journal");
        format.AcceptOnlyFromAmong("jsonl", "csv");
        var command = new Command("export", "Writes a show out.") { show, what, format, withRemoved, file, data };
        command.SetAction((parsed, ct) =>
        {
            var path = parsed.GetValue(file) is { } given ? Path.GetFullPath(given) : null;
            var wish = new ExportWish(parsed.GetValue(what)!, parsed.GetValue(format)!, parsed.GetValue(withRemoved));
            string[] words = ["export", "--show", parsed.GetValue(show)!, "--what", wish.What, "--format", wish.Format, .. wish.WithRemoved ? ["--with-removed"] : Array.Empty<string>(), .. path is null ? [] : new[] { "--out", path }];
            return FolderCommand.RunAsync(session, parsed.GetValue(data), words, (services, output, token) => ExportAsync(services, output, parsed.GetValue(show)!, wish, path, token), ct);
        });
        root.Subcommands.Add(command);
    }

    private static async Task<int> ExportAsync(IServiceProvider services, CommandOutput output, string slug, ExportWish wish, string? path, CancellationToken ct)
    {
        var journal = services.GetRequiredService<Journal.IJournal>();
        var show = services.GetRequiredService<LiveShows>().Find(slug) as LiveShow;
        // Its journal stays, and this is the way to it.
        var archived = show is null && await services.GetRequiredService<ShowDirectory>().FindAsync(slug, ct) is { ArchivedAt: not null } row ? new ShowId(row.Id) : (ShowId?)null;
        if (show is null && archived is null) return await output.RefuseAsync(await ShowCommands.NotOpenAsync(services, slug, ct));
        // Not a word on standard output, which is the export itself.
        if (show?.ReadOnly is { } readOnly) await output.Error.WriteLineAsync($"{readOnly.Trouble(show!.Id).Words.En} What this version does not know is only in --what journal.");
        var export = archived is { } id ? new Export(journal, id, await journal.LoadAsync(id, null, ct)) : new Export(journal, show!);
        try
        {
            if (path is null)
            {
                await export.WriteAsync(wish, output.Out, ct);
                await output.Out.FlushAsync(ct);
            }
            else
            {
                await using var file = new StreamWriter(path);
                await export.WriteAsync(wish, file, ct);
            }

            return ConsoleCommands.Done;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return await output.RefuseAsync($"{path ?? "Standard output"} cannot be written ({trouble.Message}). Choose another place with --out.");
        }
    }
}
