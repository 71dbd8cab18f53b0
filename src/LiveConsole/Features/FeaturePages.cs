using LiveConsole.Features.Frame;
using LiveConsole.Features.Settings;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Diagnostics;

namespace LiveConsole.Features;

/// <summary>The pages' services and routes, as Program.cs lists them.</summary>
public static class FeaturePages
{
    // A cable pulled out is said after 10 s, not after SignalR's usual 30 (desks.md, law 12). The page's own figures stand in Client/desks.ts.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ClientSilence = TimeSpan.FromSeconds(12);

    // A browser that does not keep up: after so many renders it has not drawn, nothing more is kept for it; the next one draws the present.
    private const int RendersAhead = 10;

    // A field holds at most 5,000 characters (Client/desks/fields.ts), and a verb refuses above 4,000 in words: nothing longer is honest.
    private const long LongestPress = 64 * 1024;

    public static void AddPages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddRazorComponents().AddInteractiveServerComponents(circuits => circuits.MaxBufferedUnacknowledgedRenderBatches = RendersAhead).AddHubOptions(hub =>
        {
            hub.MaximumReceiveMessageSize = LongestPress;
            hub.KeepAliveInterval = KeepAlive;
            hub.ClientTimeoutInterval = ClientSilence;
        });
        services.AddCascadingAuthenticationState();
        services.AddSingleton<GoLook>();
        services.AddSingleton<HouseHealth>();
        services.AddScoped<CircuitLink>();
        services.AddScoped<CircuitHandler>(all => all.GetRequiredService<CircuitLink>());
    }

    public static void MapPages(this WebApplication app)
    {
        app.UseLanguageChoice();
        // A person who mistyped an address reads a sentence; programs (API, hub, screens) get their own answers.
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use((http, next) =>
        {
            if (!IsPerson(http) && http.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
            return next(http);
        });
        // A page that a fault of ours keeps from being drawn is said in words too, by the same page; the log has the fault.
        app.UseWhen(IsPerson, pages => pages.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = _ => Task.CompletedTask,
            StatusCodeSelector = fault => fault is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
        }));
        app.UseAntiforgery();
        app.MapLanguageChoice();
        Audit.AuditExport.Map(app);
        Rehearsal.DebriefExport.Map(app);
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }

    private static bool IsPerson(HttpContext http) => HttpMethods.IsGet(http.Request.Method)
        && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !Others.Any(path => http.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] Others = ["/api", "/hubs", "/screen", "/screens", "/health", "/come-in"];
}
