using System.CommandLine;
using LiveConsole.Accounts;
using LiveConsole.Accounts.SigningIn;

namespace LiveConsole.CommandLine;

/// <summary>owner link: for an owner who has lost every way to sign in. Whoever reads the data folder may do anything with it anyway.</summary>
public static class OwnerCommands
{
    public static void AddTo(RootCommand root, CommandSession session)
    {
        var data = ServeCommand.Data();
        var link = new Command("link", "Prints a one-time link that makes one more owner: for when the owner cannot sign in any more.") { data };
        link.SetAction((parsed, ct) => FolderCommand.RunAsync(session, parsed.GetValue(data), ["owner", "link"], async (services, output, token) =>
        {
            var path = await services.GetRequiredService<Owners>().MakeLinkAsync(token);
            await output.Out.WriteLineAsync(services.GetRequiredService<PublicOrigin>().At(path).AbsoluteUri);
            return ConsoleCommands.Done;
        }, ct));
        root.Subcommands.Add(new Command("owner", "The owners of this installation.") { link });
    }
}
