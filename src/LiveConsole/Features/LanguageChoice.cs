using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace LiveConsole.Features;

/// <summary>French or English: by <c>?lang=</c>, then by the cookie of the person's choice, then by what the browser asks for.</summary>
public static class LanguageChoice
{
    private static readonly CultureInfo[] Offered = [new("en"), new("fr")];
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    public static void UseLanguageChoice(this IApplicationBuilder app)
    {
        app.UseRequestLocalization(options =>
        {
            options.DefaultRequestCulture = new RequestCulture("en");
            options.SupportedCultures = Offered;
            options.SupportedUICultures = Offered;
            options.RequestCultureProviders =
            [
                new QueryStringRequestCultureProvider { QueryStringKey = "lang", UIQueryStringKey = "lang" },
                new CookieRequestCultureProvider(),
                new AcceptLanguageHeaderRequestCultureProvider(),
            ];
        });
        app.Use(async (http, next) =>
        {
            // The circuit's socket comes without the page's query: only the cookie carries the choice over to it.
            if (Known(http.Request.Query["lang"]) is { } chosen) Keep(http, chosen);
            await next(http);
        });
    }

    public static void MapLanguageChoice(this IEndpointRouteBuilder app) => app.MapGet("/language/{language}", (string language, string? back, HttpContext http) =>
    {
        if (Known(language) is { } chosen) Keep(http, chosen);
        return Results.LocalRedirect(back is ['/', not ('/' or '\\'), ..] ? back : "/");
    });

    private static CultureInfo? Known(string? language) => Offered.FirstOrDefault(c => c.Name == language);

    private static void Keep(HttpContext http, CultureInfo language) => http.Response.Cookies.Append(
        CookieRequestCultureProvider.DefaultCookieName,
        CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
        new CookieOptions { MaxAge = Remembered, IsEssential = true, HttpOnly = true, SameSite = SameSiteMode.Lax });
}
