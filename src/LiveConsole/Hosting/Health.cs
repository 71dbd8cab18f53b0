using LiveConsole.Shows;

namespace LiveConsole.Hosting;

/// <summary>/health/live: the process answers. /health/ready: storage is open and writable and pages are served.</summary>
public static class Health
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", (IShows shows) =>
        {
            var trouble = shows.All.Select(s => s.Snapshot.Storage.Words).FirstOrDefault(w => w is not null);
            return trouble is null ? Results.Text("ready") : Results.Text(trouble.En, statusCode: StatusCodes.Status503ServiceUnavailable);
        });
    }
}
