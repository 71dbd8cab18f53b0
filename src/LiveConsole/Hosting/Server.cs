using LiveConsole.Accounts;
using LiveConsole.CommandLine;
using LiveConsole.Journal;
using LiveConsole.Journal.Folder;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Screens;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Hosting;

/// <summary>One server process from start to stop: it owns its data folder for its whole life.</summary>
public static class Server
{
    public static async Task<int> RunAsync(HostSettings settings, IServed served, CommandSession session, CancellationToken ct)
    {
        var builder = ConsoleHost.CreateBuilder(settings);
        var addresses = ConsoleHost.Platforms(builder.Configuration);
        var storage = ConsoleHost.Storage(builder.Configuration);
        var publicUri = PublicUri(builder.Configuration, settings);
        using var folder = Own(storage.DataFolder);
        await using var journal = await OpenJournalAsync(folder.FolderPath, ct);
        builder.WebHost.UseUrls(settings.Urls ?? publicUri.GetLeftPart(UriPartial.Authority));
        builder.Services.AddSingleton(served.GetType(), served);
        builder.Services.AddSingleton(folder);
        ConsoleHost.AddLiveConsole(builder, journal, folder.FolderPath, addresses);
        await using var app = builder.Build();
        await using var ending = served;
        await LoadStoresAsync(app.Services, ct);
        await served.StartAsync(app.Services, ct);
        ConsoleHost.Map(app);
        OwnerDoor.Map(app, folder.Secret);
        await ListenAsync(app, ct);
        var address = LocalAddress(app);
        folder.Announce(address);
        await served.SayAsync(app.Services, settings.Urls is null ? publicUri : address, session, ct);
        await app.WaitForShutdownAsync(ct);
        return ConsoleCommands.Done;
    }

    /// <summary>The accounts' store is brought to this version and read.</summary>
    public static async Task LoadStoresAsync(IServiceProvider services, CancellationToken ct)
    {
        await using (var db = await services.GetRequiredService<IDbContextFactory<AccountsDb>>().CreateDbContextAsync(ct))
        {
            await db.Database.MigrateAsync(ct);
        }

        await services.GetRequiredService<Crew>().LoadAsync(ct);
        await services.GetRequiredService<ScreenDirectory>().LoadAsync(ct);
    }

    public static async Task<SqliteJournal> OpenJournalAsync(string folder, CancellationToken ct)
    {
        try
        {
            return await SqliteJournal.OpenAsync(folder, TimeProvider.System, ct);
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

    private static Uri PublicUri(IConfiguration configuration, HostSettings settings)
    {
        var named = configuration["Server:PublicUri"];
        if (named is null) return settings.Urls is null ? new ServerOptions().PublicUri : First(settings.Urls);
        return Uri.TryCreate(named, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri : throw new StartRefusedException($"[Server:PublicUri] '{named}' is no address. Give one like http://localhost:5080.");
    }

    private static Uri First(string urls)
    {
        var first = urls.Split(';')[0].Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal);
        return Uri.TryCreate(first, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri : throw new StartRefusedException($"--urls: '{urls}' is no address. Give one like http://localhost:5080.");
    }

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
    }

    /// <summary>Where this machine reaches the server, with the port that was really taken.</summary>
    private static Uri LocalAddress(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return First(addresses.FirstOrDefault(a => a.StartsWith("http:", StringComparison.Ordinal)) ?? addresses.First()).ToString().Replace("[::]", "localhost", StringComparison.Ordinal) is var text ? new Uri(text) : null!;
    }
}
