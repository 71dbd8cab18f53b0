using LiveConsole.Shows;

namespace LiveConsole.Hosting;

/// <summary>/health/live: the process answers. /health/ready: storage is open and writable and pages are served.</summary>
public static class Health
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", (LiveShows shows, NodeHealth node) =>
        {
            var trouble = shows.All.Select(s => s.Snapshot.Storage.Words).FirstOrDefault(w => w is not null);
            if (trouble is not null) return Results.Text(trouble.En, statusCode: StatusCodes.Status503ServiceUnavailable);
            // One show that a newer version wrote does not take the others' node away; it is named, as is what this node can live with.
            return Results.Text(string.Join('\n', ["ready", .. shows.NotOpen.Select(n => $"{n.Key} is not open: {n.Value}"), .. node.Troubles.Select(Said)]));
        });
    }

    /// <summary>In one line, as the desks say it; they count since when.</summary>
    private static string Said(NodeTrouble trouble) => $"{trouble.Words.En.Replace("{0}", "a while", StringComparison.Ordinal)} {trouble.ToDo?.En}".TrimEnd();
}
