using System.Data.Common;
using System.Net.Sockets;
using LiveConsole.Accounts;
using LiveConsole.Accounts.ApiTokens;
using LiveConsole.Accounts.Connected;
using LiveConsole.CommandLine;
using LiveConsole.Journal;
using LiveConsole.Journal.Folder;
using LiveConsole.Journal.Postgres;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Outputs;
using LiveConsole.Screens;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Hosting;

/// <summary>One server process from start to stop: it owns its data folder for its whole life.</summary>
public static class Server
{
    /// <summary>Ctrl+C has 20 s in all; what is connected is let go after these.</summary>
    private static readonly TimeSpan ConnectionsLeaveWithin = TimeSpan.FromSeconds(5);

    /// <summary>A machine that starts both at once: the database may need this long. A command does not wait.</summary>
    private static readonly TimeSpan DatabaseComesWithin = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(HostSettings settings, IServed served, CommandSession session, CancellationToken ct)
    {
        // Ends in this order, also when a start fails half-way: what is played or read, the server with its shows, the journal, the folder.
        var builder = ConsoleHost.CreateBuilder(settings);
        var addresses = ConsoleHost.Platforms(builder.Configuration);
        var storage = ConsoleHost.Storage(builder.Configuration);
        var name = PublicName.Of(builder.Configuration, settings);
        // Refused before anything is opened; used when the pages are mapped.
        _ = ProxyTrust.Of(builder.Configuration);
        using var folder = Own(storage.DataFolder);
        await using var journal = await OpenJournalAsync(storage, folder.FolderPath, DatabaseComesWithin, words => session.Error.WriteLine(words), ct);
        builder.WebHost.UseUrls(settings.Urls ?? name.Uri.GetLeftPart(UriPartial.Authority));
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = ConnectionsLeaveWithin);
        builder.Services.AddSingleton(name);
        builder.Services.AddSingleton(served.GetType(), served);
        builder.Services.AddSingleton(folder);
        ConsoleHost.AddLiveConsole(builder, served.Over(journal), folder.FolderPath, addresses);
        await using var app = builder.Build();
        await using var ending = served;
        try
        {
            await LoadStoresAsync(app.Services, ct);
            await served.StartAsync(app.Services, ct);
            ConsoleHost.Map(app);
            OwnerDoor.Map(app, folder.Secret);
            await ListenAsync(app, ct);
            var address = LocalAddress(app);
            name.Listens(address);
            folder.Announce(address);
            await served.SayAsync(app.Services, name.Uri, session, ct);
            await app.WaitForShutdownAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Ctrl+C while starting: it stops as it was asked to.
            return ConsoleCommands.Done;
        }

        return ConsoleCommands.Done;
    }

    /// <summary>The accounts' store is brought to this version and read.</summary>
    public static async Task LoadStoresAsync(IServiceProvider services, CancellationToken ct)
    {
        await AccountsStore.BringUpToDateAsync(services.GetRequiredService<IDbContextFactory<AccountsDb>>(), ct);
        try
        {
            await services.GetRequiredService<Crew>().LoadAsync(ct);
            await services.GetRequiredService<ScreenDirectory>().LoadAsync(ct);
            await services.GetRequiredService<OutputBook>().LoadAsync(ct);
            await services.GetRequiredService<ApiTokenBook>().LoadAsync(ct);
            await services.GetRequiredService<ProgramClients>().LoadAsync(ct);
            await services.GetRequiredService<PlatformAccounts>().LoadAsync(ct);
        }
        catch (DbException unusable)
        {
            throw new StartRefusedException($"The accounts' store cannot be read: {unusable.Message} Run 'liveconsole doctor'.");
        }
    }

    /// <param name="waits">How long a database that is not there yet is waited for; <paramref name="says"/> hears of it once.</param>
    public static async Task<IJournal> OpenJournalAsync(StorageOptions storage, string folder, TimeSpan waits, Action<string>? says, CancellationToken ct)
    {
        try
        {
            return storage.Database is { } database
                ? await PostgresJournal.OpenAsync(database, TimeProvider.System, waits: waits, says: says, ct: ct)
                : await SqliteJournal.OpenAsync(folder, TimeProvider.System, ct);
        }
        catch (Exception unreadable) when (unreadable is JournalFormatException or JournalStorageException)
        {
            throw new StartRefusedException(unreadable.Message);
        }
    }

    private static DataFolder.Owned Own(string path) => DataFolder.Open(path) switch
    {
        DataFolder.Owned owned => owned,
        DataFolder.OwnedByOther other => throw new StartRefusedException(other.Words),
        DataFolder.Unusable unusable => throw new StartRefusedException(unusable.Words),
        _ => throw new InvalidOperationException("A data folder opened as nothing known."),
    };

    private static async Task ListenAsync(WebApplication app, CancellationToken ct)
    {
        try
        {
            await app.StartAsync(ct);
        }
        catch (IOException taken)
        {
            throw new StartRefusedException($"Cannot listen: {taken.Message} Stop what uses the port, or choose another with --urls http://localhost:5081.");
        }
        catch (Exception wrong) when (wrong is SocketException or FormatException or InvalidOperationException)
        {
            throw new StartRefusedException($"Cannot listen: {wrong.Message} Choose another address with --urls http://localhost:5081.");
        }
    }

    /// <summary>Where this machine reaches the server, with the port that was really taken.</summary>
    private static Uri LocalAddress(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return PublicName.First(addresses.FirstOrDefault(a => a.StartsWith("http:", StringComparison.Ordinal)) ?? addresses.First());
    }
}
