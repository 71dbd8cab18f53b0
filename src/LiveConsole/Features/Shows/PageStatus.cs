namespace LiveConsole.Features.Shows;

/// <summary>The HTTP status of a page that says in words why it shows nothing.</summary>
public static class PageStatus
{
    public static void Say(HttpContext? http, int status)
    {
        if (http is not { Response.HasStarted: false }) return;
        // Not before: a 404 that is set while a page renders makes the framework drop the page.
        http.Response.OnStarting(() =>
        {
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        });
    }
}
