namespace LiveConsole.Screens;

/// <summary>The screens' permanent addresses: always the same static page, whatever the token; the hub decides what it gets.</summary>
public static class ScreenPages
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/screen", (IWebHostEnvironment web) => Page(web, "pair.html"));
        app.MapGet("/screen/presenter/{token}", (IWebHostEnvironment web) => Page(web, "presenter.html"));
        app.MapGet("/screen/overlay/{token}", (IWebHostEnvironment web) => Page(web, "overlay.html"));
    }

    private static IResult Page(IWebHostEnvironment web, string name)
    {
        var file = web.WebRootFileProvider.GetFileInfo("screens/" + name);
        return file.Exists ? Results.Stream(file.CreateReadStream(), "text/html; charset=utf-8") : Results.NotFound();
    }
}
