using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using System.Security.Claims;

namespace LiveConsole.Accounts.SigningIn;

/// <summary>What the pages before and beside the desks share: forms that carry a token, tries that are counted, cookies that name a session.</summary>
public static class Doors
{
    public static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>A form without its token does nothing: it is shown again, and says why.</summary>
    /// <param name="page">Path of the page it stands on.</param>
    public static RouteGroupBuilder OnlyFromOurForms(this RouteGroupBuilder group, Func<HttpContext, string> page)
    {
        group.DisableAntiforgery();
        group.AddEndpointFilter(async (call, next) =>
        {
            var http = call.HttpContext;
            if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) return await next(call);
            if (await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http)) return await next(call);
            return http.Request.Path.Value?.EndsWith("/options", StringComparison.Ordinal) == true ? Results.BadRequest() : Back(page(http), "trouble", "Expired");
        });
        return group;
    }

    /// <summary>For what proves who somebody is: only so often from one address.</summary>
    public static RouteHandlerBuilder NotTooOften(this RouteHandlerBuilder route, Func<HttpContext, string> page) => route.AddEndpointFilter(async (call, next) =>
        call.HttpContext.RequestServices.GetRequiredService<SignInRate>().May(call.HttpContext) ? await next(call) : Back(page(call.HttpContext), "trouble", "TooOften"));

    /// <summary>A form's token. A page that has one is never kept by a cache.</summary>
    public static string Token(HttpContext http) => http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http).RequestToken ?? "";

    /// <summary>The page again, with a sentence.</summary>
    public static IResult Back(string page, string kind, string name, string? more = null) =>
        Results.Redirect(string.Create(CultureInfo.InvariantCulture, $"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{kind}={name}{more}"));

    /// <returns>A path of this server; "/" for anything else.</returns>
    public static string LocalPath(string? path) => path is ['/', not ('/' or '\\'), ..] or "/" && !path.Any(char.IsControl) ? path : "/";

    /// <summary>The cookie names the new session; one that this browser had before is ended, not forgotten.</summary>
    public static async Task SignInAsync(HttpContext http, Crew crew, ClaimsPrincipal principal, CancellationToken ct)
    {
        if (crew.SessionOf(http.User) is { } before && before != crew.SessionOf(principal)) await crew.RevokeSessionAsync(before, ct);
        await http.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, principal, new AuthenticationProperties { IsPersistent = true });
    }

    /// <summary>A name that the crew can read: no controls, no edges, forty characters.</summary>
    public static string? CrewName(string? typed)
    {
        var name = new string([.. (typed ?? "").Where(c => !char.IsControl(c))]).Trim();
        return name.Length == 0 ? null : new StringInfo(name).SubstringByTextElements(0, Math.Min(LongestCrewName, new StringInfo(name).LengthInTextElements));
    }

    public const int LongestCrewName = 40;

    public static int MinutesUntil(DateTimeOffset until, DateTimeOffset now) => Math.Max(1, (int)Math.Ceiling((until - now).TotalMinutes));
}
