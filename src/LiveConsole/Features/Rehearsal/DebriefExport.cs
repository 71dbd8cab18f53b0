using LiveConsole.Accounts;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;
using LiveConsole.Rehearsals;
using LiveConsole.Shows;

namespace LiveConsole.Features.Rehearsal;

/// <summary>A rehearsal's debrief as JSON, times in UTC; for those who may read the page, by the same gate.</summary>
public static class DebriefExport
{
    public static void Map(WebApplication app) => app.MapGet("/shows/{slug}/debrief.json", SendAsync);

    private static async Task SendAsync(HttpContext http, string slug, LiveShows shows, ICrew crew, Connections connections, IRehearsals rehearsals, IJournal journal)
    {
        if (shows.Find(slug) is not { } show || shows.Live(show.Id) is not { } live)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (crew.ActorFor(http.User, show.Id) is not { } actor || !new Reader(actor.Role).May(Permission.Audit))
        {
            http.Response.StatusCode = http.User.Identity?.IsAuthenticated == true ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized;
            return;
        }

        using var held = connections.WhileIn(http.User, show.Id, http.Abort);
        http.Response.Headers.CacheControl = "no-store";
        if (await rehearsals.OptionsOfAsync(show.Id, http.RequestAborted) is not { } options)
        {
            // A real show has none: an empty answer, not a refusal of who asks.
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        var debrief = await DebriefReader.ReadAsync(live, options, rehearsals.Find(show.Id) is not null, journal, http.RequestAborted);
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{slug}-debrief.json\"";
        await http.Response.WriteAsync(debrief.ToJson(), http.RequestAborted);
    }
}
