using LiveConsole.Hosting;
using LiveConsole.Journal.Folder;
using LiveConsole.Shows;

namespace LiveConsole.CommandLine;

/// <summary>What a command does with a folder's stores, here or in the owner process.</summary>
public delegate Task<int> FolderWork(IServiceProvider services, CommandOutput output, CancellationToken ct);

/// <summary>
/// A command on a data folder: through its owner process when there is one, else the folder is opened for as long as the command runs.
/// </summary>
public static class FolderCommand
{
    private static readonly AsyncLocal<(IServiceProvider Services, CommandOutput Output)?> Inside = new();

    /// <param name="words">The same command for the owner process, without --data.</param>
    public static async Task<int> RunAsync(CommandSession session, string? data, string[] words, FolderWork work, CancellationToken ct)
    {
        // In the owner process: the services are there already.
        if (Inside.Value is { } inside) return await work(inside.Services, inside.Output, ct);
        var settings = new HostSettings(null, data, session.Overrides);
        var builder = ConsoleHost.CreateBuilder(settings);
        // What goes wrong is said in the command's own line.
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        var storage = ConsoleHost.Storage(builder.Configuration);
        switch (DataFolder.Open(storage.DataFolder))
        {
            case DataFolder.OwnedByOther other:
                return await OwnerDoor.AskAsync(other, words, session.Out, session.Error, ct);
            case DataFolder.Unusable unusable when words is ["export" or "show", ..] and not ["show", "create" or "archive", ..] && FolderCopy.IsThere(unusable.FolderPath):
                using (var copy = FolderCopy.Of(unusable.FolderPath)) return await OpenAndRunAsync(builder, storage, copy.Folder, session, work, ct);
            case DataFolder.Unusable unusable:
                throw new StartRefusedException(unusable.Words);
            case DataFolder.Owned owned:
                using (owned) return await OpenAndRunAsync(builder, storage, owned.FolderPath, session, work, ct);
            default:
                throw new InvalidOperationException("A data folder opened as nothing known.");
        }
    }

    /// <summary>Another process asked the owner: the command runs on the owner's services and writes to that process.</summary>
    internal static async Task<int> RunHereAsync(string[] words, IServiceProvider services, CommandOutput output, CancellationToken ct)
    {
        if (words is not ["show" or "owner" or "token" or "import" or "export" or "judge", ..]) return await output.RefuseAsync("This command cannot be done by another process.");
        Inside.Value = (services, output);
        return await ConsoleCommands.RunAsync(words, output.Out, output.Error, ownProcess: false, ct);
    }

    private static async Task<int> OpenAndRunAsync(WebApplicationBuilder builder, StorageOptions storage, string folder, CommandSession session, FolderWork work, CancellationToken ct)
    {
        await using var journal = await Server.OpenJournalAsync(storage, folder, TimeSpan.Zero, says: null, ct);
        ConsoleHost.AddLiveConsole(builder, journal, folder, ConsoleHost.Platforms(builder.Configuration));
        await using var app = builder.Build();
        await Server.LoadStoresAsync(app.Services, ct);
        await app.Services.GetRequiredService<ShowDirectory>().OpenAllAsync(ct);
        Action<string>? progress = Console.IsErrorRedirected ? null : words => session.Error.Write($"\r{words}   ");
        return await work(app.Services, new CommandOutput(session.Out, session.Error, progress), ct);
    }
}
