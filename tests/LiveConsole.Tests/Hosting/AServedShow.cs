namespace LiveConsole.Tests.Hosting;

/// <summary>The program that serves one show, in a process and a folder of its own.</summary>
public sealed class AServedShow : IAsyncLifetime
{
    internal AServer Server { get; private set; } = null!;

    internal string Folder { get; } = Directory.CreateTempSubdirectory("liveconsole-").FullName;

    internal string Data => Path.Combine(Folder, "data");

    public async ValueTask InitializeAsync()
    {
        Server = await AServer.ServeAsync(Data);
        var (code, output, error) = await AServer.RunAsync("show", "create", "landing", "--title", "Landing night", "--data", Data);
        Assert.Equal((0, "landing created.\n", ""), (code, output, error));
        await Server.Until(said => said.Any(l => l.Contains("Ctrl+C stops", StringComparison.Ordinal)));
    }

    internal async Task StartAgainAsync()
    {
        await Server.DisposeAsync();
        Server = await AServer.ServeAsync(Data);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
