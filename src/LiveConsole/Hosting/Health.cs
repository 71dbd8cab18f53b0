using LiveConsole.Shows;

namespace LiveConsole.Hosting;

/// <summary>/health/live: the process answers. /health/ready: storage is open and writable and pages are served.</summary>
public static class Health
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", (LiveShows shows) =>
        {
            var trouble = shows.All.Select(s => s.Snapshot.Storage.Words).FirstOrDefault(w => w is not null);
            if (trouble is not null) return Results.Text(trouble.En, statusCode: StatusCodes.Status503ServiceUnavailable);
            // One show that a newer version wrote does not take the others' node away; it is named.
            return Results.Text(string.Join('\n', ["ready", .. shows.NotOpen.Select(n => $"{n.Key} is not open: {n.Value}")]));
        });
    }
}
