using System.CommandLine;
using LiveConsole.Hosting;

namespace LiveConsole.CommandLine;

/// <summary>serve: the server without rehearsal.</summary>
public static class ServeCommand
{
    public static Option<string?> Urls() => new("--urls") { Description = "Addresses to listen on, as http://localhost:5080 (semicolons between several)." };

    public static Option<string?> Data() => new("--data") { Description = "The data folder. Default: ./data" };

    public static void AddTo(RootCommand root, CommandSession session)
    {
        var (urls, data) = (Urls(), Data());
        var command = new Command("serve", "Serves the shows of a data folder.") { urls, data };
        command.SetAction((parsed, ct) => Server.RunAsync(new HostSettings(parsed.GetValue(urls), parsed.GetValue(data), session.Overrides), new ServeShows(), session, ct));
        root.Subcommands.Add(command);
    }
}
