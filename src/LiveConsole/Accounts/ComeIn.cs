using System.Globalization;
using LiveConsole.Accounts.Pages;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveConsole.Accounts;

/// <summary>Coming in by a link: opening it shows who you would be and spends nothing (previews and scanners open links too); the button does.</summary>
public static class ComeIn
{
    private const int LongestName = 40;

    public static void Map(WebApplication app)
    {
        app.MapGet("/come-in", () => Page(ComeInPage.NoLink, null, null)).AllowAnonymous();
        app.MapGet("/come-in/{token}", ShowAsync).AllowAnonymous();
        app.MapPost("/come-in/{token}", EnterAsync).AllowAnonymous().DisableAntiforgery();
        app.MapPost("/sign-out", SignOutAsync).DisableAntiforgery();
        app.MapGet("/", HomeAsync);
    }

    /// <summary>Where a person lands: the desk of their role.</summary>
    public static string DeskOf(Role role, string slug) => role is Role.Moderator or Role.Lead ? $"/shows/{slug}/moderate" : $"/shows/{slug}/questions";

    private static async Task<IResult> ShowAsync(string token, HttpContext context, SignInLinks links, IShows shows, Crew crew, IAntiforgery antiforgery, TimeProvider time, CancellationToken ct)
    {
        var link = await links.FindAsync(token, ct);
        if (link is null || shows.Find(new ShowId(link.ShowId)) is not { } show) return Page(ComeInPage.Unknown, null, null, 404);
        if (link.SpentAt is not null || link.RevokedAt is not null || link.ExpiresAt <= time.GetUtcNow())
        {
            // Whoever spent it and comes back is in already: the desk is what they want.
            return crew.ActorFor(context.User, show.Id) is { } actor ? Results.Redirect(DeskOf(actor.Role, show.Slug)) : Page(link.SpentAt is null ? ComeInPage.Expired : ComeInPage.Spent, link, show, 410);
        }

        return Page(ComeInPage.Open, link, show, token: token, antiforgery: antiforgery.GetAndStoreTokens(context).RequestToken, name: context.User.Identity?.Name);
    }

    private static async Task<IResult> EnterAsync(string token, HttpContext context, SignInLinks links, IShows shows, Crew crew, IAntiforgery antiforgery, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Results.Redirect($"/come-in/{token}");
        var form = await context.Request.ReadFormAsync(ct);
        var link = await links.FindAsync(token, ct);
        if (link is null || shows.Find(new ShowId(link.ShowId)) is not { } show) return Page(ComeInPage.Unknown, null, null, 404);
        var name = CleanName(form["name"].ToString()) ?? ComeInWords.Role(link.Role);
        var principal = await crew.ComeInAsync(link.Id, name, context.User, Device.Of(context.Request), ct);
        if (principal is null) return Page(ComeInPage.Spent, link, show, 410);
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, principal, new AuthenticationProperties { IsPersistent = true });
        return Results.Redirect(DeskOf(link.Role, show.Slug));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, Crew crew, IAntiforgery antiforgery, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Results.Redirect("/");
        await crew.SignOutAsync(context.User, ct);
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.Redirect("/come-in");
    }

    /// <summary>The newest show this person is in; else what to do to get in.</summary>
    private static Task<IResult> HomeAsync(HttpContext context, IShows shows, Crew crew)
    {
        var mine = shows.All.Select(s => (Show: s, Actor: crew.ActorFor(context.User, s.Id))).Where(x => x.Actor is not null).OrderByDescending(x => x.Show.Id.Value);
        return Task.FromResult(mine.FirstOrDefault() is { Actor: { } actor, Show: { } show } ? Results.Redirect(DeskOf(actor.Role, show.Slug)) : Results.Redirect("/come-in"));
    }

    private static string? CleanName(string typed)
    {
        var name = new string([.. typed.Where(c => !char.IsControl(c))]).Trim();
        return name.Length == 0 ? null : name.Length > LongestName ? new StringInfo(name).SubstringByTextElements(0, Math.Min(LongestName, new StringInfo(name).LengthInTextElements)) : name;
    }

    private static RazorComponentResult<ComeInPage> Page(string state, SignInLinkRow? link, IShow? show, int status = 200, string? token = null, string? antiforgery = null, string? name = null) =>
        new(new { State = state, Link = link, Title = show?.Snapshot.State.Settings?.Title, Rehearsal = show?.Snapshot.State.Settings?.Rehearsal ?? false, Token = token, Antiforgery = antiforgery, Name = name })
        {
            StatusCode = status,
        };
}
