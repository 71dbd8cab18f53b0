using System.CommandLine;
using System.Collections.Immutable;
using System.Globalization;
using LiveConsole.Domain.Journal;
using LiveConsole.Hosting;
using LiveConsole.Shows;

namespace LiveConsole.CommandLine;

/// <summary>show create, show list, show archive.</summary>
public static class ShowCommands
{
    public static void AddTo(RootCommand root, CommandSession session)
    {
        var show = new Command("show", "Shows of this installation.") { Create(session), List(session), Archive(session) };
        root.Subcommands.Add(show);
    }

    private static Command Create(CommandSession session)
    {
        var slug = new Argument<string>("SLUG") { Description = "The show's name in addresses: lower-case letters, digits and hyphens." };
        var title = new Option<string>("--title") { Description = "The show's title.", Required = true };
        var twitch = new Option<string?>("--twitch") { Description = "A Twitch channel's login." };
        var youtube = new Option<string?>("--youtube") { Description = "A YouTube video's id or address." };
        var data = ServeCommand.Data();
        var command = new Command("create", "Creates a show.") { slug, title, twitch, youtube, data };
        command.SetAction((parsed, ct) => FolderCommand.RunAsync(session, parsed.GetValue(data), ["show", "create", parsed.GetValue(slug)!, "--title", parsed.GetValue(title)!,
            .. Given("--twitch", parsed.GetValue(twitch)), .. Given("--youtube", parsed.GetValue(youtube))], async (services, output, token) =>
        {
            ImmutableArray<ChannelSetting> channels = [.. Channel("twitch", parsed.GetValue(twitch)), .. Channel("youtube", parsed.GetValue(youtube))];
            var settings = new ShowSettings(parsed.GetValue(slug)!, parsed.GetValue(title)!, TimeZoneInfo.Local.Id is { Length: > 0 } zone && zone.Contains('/', StringComparison.Ordinal) ? zone : "Europe/Paris", Channels: channels);
            var (row, whyNot) = await services.GetRequiredService<ShowDirectory>().CreateAsync(settings, null, null, token);
            if (row is null) return await output.RefuseAsync(whyNot!.En);
            if (services.GetService<ServeShows>() is { } serving) await serving.OpenedAsync(services, row, token);
            await output.Out.WriteLineAsync($"{row.Slug} created.");
            return ConsoleCommands.Done;
        }, ct));
        return command;
    }

    private static Command List(CommandSession session)
    {
        var data = ServeCommand.Data();
        var command = new Command("list", "Lists shows.") { data };
        command.SetAction((parsed, ct) => FolderCommand.RunAsync(session, parsed.GetValue(data), ["show", "list"], async (services, output, token) =>
        {
            foreach (var row in await services.GetRequiredService<ShowDirectory>().ListAsync(archived: true, token))
            {
                var words = row.ArchivedAt is not null ? "archived" : row.Rehearsal ? "rehearsal" : "show";
                await output.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{row.Slug,-32} {words,-10} {row.CreatedAt:yyyy-MM-dd HH:mm}Z  {row.Title}"));
            }

            return ConsoleCommands.Done;
        }, ct));
        return command;
    }

    private static Command Archive(CommandSession session)
    {
        var slug = new Argument<string>("SLUG");
        var data = ServeCommand.Data();
        var command = new Command("archive", "Archives a show: it is read no more; its journal stays.") { slug, data };
        command.SetAction((parsed, ct) => FolderCommand.RunAsync(session, parsed.GetValue(data), ["show", "archive", parsed.GetValue(slug)!], async (services, output, token) =>
        {
            var directory = services.GetRequiredService<ShowDirectory>();
            if (await directory.FindAsync(parsed.GetValue(slug)!, token) is not { ArchivedAt: null } row)
                return await output.RefuseAsync($"There is no show '{parsed.GetValue(slug)}' to archive. 'liveconsole show list' names them.");
            if (services.GetRequiredService<Rehearsals.RunningRehearsals>() is var played && (played.IsPlayed(new ShowId(row.Id)) || played.Of(new ShowId(row.Id)) is not null))
                return await output.RefuseAsync($"'{row.Slug}' is being rehearsed. End the rehearsal first: on its desks, or with Ctrl+C where 'rehearse' runs.");
            if (services.GetService<ServeShows>() is { } serving) await serving.ClosedAsync(row.Slug);
            await directory.ArchiveAsync(row.Slug, token);
            await output.Out.WriteLineAsync($"{parsed.GetValue(slug)} archived.");
            return ConsoleCommands.Done;
        }, ct));
        return command;
    }

    /// <summary>Why a show cannot be worked on, and what to do.</summary>
    internal static async Task<string> NotOpenAsync(IServiceProvider services, string slug, CancellationToken ct) => services.GetRequiredService<LiveShows>().NotOpen.GetValueOrDefault(slug) is { } whyNot
        ? $"The show '{slug}' cannot be opened: {whyNot}"
        : await services.GetRequiredService<ShowDirectory>().FindAsync(slug, ct) is { ArchivedAt: not null }
        ? $"The show '{slug}' is archived: nothing is added to it any more. 'liveconsole export' still writes it out."
        : $"There is no open show '{slug}'. 'liveconsole show list' names them, 'liveconsole show create' makes one.";

    private static string[] Given(string option, string? value) => value is null ? [] : [option, value];

    private static ChannelSetting[] Channel(string platform, string? name) => name is null ? [] : [new(platform, name)];
}
