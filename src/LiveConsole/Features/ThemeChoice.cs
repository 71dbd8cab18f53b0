namespace LiveConsole.Features;

/// <summary>Dark unless the person chose otherwise: by <c>?theme=</c>, kept in a cookie. Read while the first bytes are written, so that nothing flashes.</summary>
public static class ThemeChoice
{
    private const string Cookie = "liveconsole.theme";
    private static readonly string[] Offered = ["dark", "light", "auto"];
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    public static string Of(HttpContext http)
    {
        if (Known(http.Request.Query["theme"]) is not { } chosen) return Known(http.Request.Cookies[Cookie]) ?? "dark";
        if (!http.Response.HasStarted)
            http.Response.Cookies.Append(Cookie, chosen, new CookieOptions { MaxAge = Remembered, IsEssential = true, HttpOnly = true, SameSite = SameSiteMode.Lax });
        return chosen;
    }

    private static string? Known(string? theme) => Offered.FirstOrDefault(t => t == theme);
}
