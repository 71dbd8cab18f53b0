using System.Globalization;
using LiveConsole.Accounts.Invitations;
using LiveConsole.Accounts.Pages;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.People;
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
        app.MapGet("/come-in", () => Page(new ComeInView(ComeInPage.NoLink))).AllowAnonymous();
        app.MapMethods("/come-in/{token}", [HttpMethods.Get, HttpMethods.Head], ShowAsync).AllowAnonymous();
        app.MapPost("/come-in/{token}", EnterAsync).AllowAnonymous().DisableAntiforgery();
        app.MapPost("/sign-out", SignOutAsync).DisableAntiforgery();
        app.MapGet("/", HomeAsync);
    }

    /// <summary>Where a person lands: the desk of their role.</summary>
    public static string DeskOf(Role role, string slug) => role switch
    {
        Role.Moderator or Role.Lead => $"/shows/{slug}/moderate",
        Role.Overlay => $"/shows/{slug}/on-air",
        _ => $"/shows/{slug}/questions",
    };

    private static async Task<IResult> ShowAsync(string token, HttpContext context, InvitationBook book, IShows shows, Crew crew, IAntiforgery antiforgery, TimeProvider time, CancellationToken ct)
    {
        var link = await book.FindAsync(token, ct);
        if (link is null || shows.Find(new ShowId(link.ShowId)) is not { } show) return Page(new ComeInView(ComeInPage.Unknown), 404);
        if (InAlready(link, show, crew.ActorFor(context.User, show.Id), crew, time.GetUtcNow()) is { } answer) return answer;
        if (WhyClosed(link, time.GetUtcNow()) is { } closed) return Page(new ComeInView(closed, link, show), 410);
        return Page(new ComeInView(ComeInPage.Open, link, show)
        {
            Token = token, Antiforgery = antiforgery.GetAndStoreTokens(context).RequestToken, Name = link.Name ?? context.User.Identity?.Name, Until = crew.UntilOf(link),
        });
    }

    private static async Task<IResult> EnterAsync(string token, HttpContext context, InvitationBook book, IShows shows, Crew crew, ICommands commands, IAntiforgery antiforgery, TimeProvider time, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Results.Redirect($"/come-in/{token}");
        var form = await context.Request.ReadFormAsync(ct);
        var link = await book.FindAsync(token, ct);
        if (link is null || shows.Find(new ShowId(link.ShowId)) is not { } show) return Page(new ComeInView(ComeInPage.Unknown), 404);
        if (InAlready(link, show, crew.ActorFor(context.User, show.Id), crew, time.GetUtcNow()) is { } answer) return answer;
        var name = CleanName(form["name"].ToString()) ?? link.Name ?? ComeInWords.Role(link.Role);
        var principal = await crew.ComeInAsync(link, name, context.User, Device.Of(context.Request), ct);
        if (principal is null) return Page(new ComeInView(await book.FindAsync(token, ct) is { } now ? WhyClosed(now, time.GetUtcNow()) ?? ComeInPage.Spent : ComeInPage.Unknown, link, show), 410);
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, principal, new AuthenticationProperties { IsPersistent = true });
        // For the trail. They are in whatever becomes of it: a disk that is full keeps nobody out.
        if (crew.ActorFor(principal, show.Id) is { } actor) await commands.DoAsync(show.Id, new Join([.. link.TopicKeys()], link.Id), actor, null, ct);
        return Results.Redirect(DeskOf(link.Role, show.Slug));
    }

    /// <summary>
    /// Who is in the show comes by again. By the link they came by: to their desk. By one that was made for somebody else: nothing is spent, and no owner becomes
    /// an expert by looking at what they are about to send; save that who is in for a time may stay longer by it. What a start printed is for trying every role: it gives another, until it is spent.
    /// </summary>
    private static IResult? InAlready(InvitationRow link, IShow show, Actor? actor, Crew crew, DateTimeOffset now)
    {
        if (actor is null) return null;
        var seat = crew.SeatOf(actor.Id, show.Id);
        // Whose place ends is let stay longer by another invitation.
        if (seat?.Until is { } mine && seat.Invitation != link.Id && crew.UntilOf(link) > mine) return null;
        if (seat?.Invitation == link.Id || (link.CreatedBy is null && link.IsClosed(now))) return Results.Redirect(DeskOf(actor.Role, show.Slug));
        return link.CreatedBy is null ? null : Page(new ComeInView(ComeInPage.Already, link, show) { Name = actor.Name, Role = actor.Role, Desk = DeskOf(actor.Role, show.Slug) });
    }

    private static string? WhyClosed(InvitationRow link, DateTimeOffset now) => link switch
    {
        { RevokedAt: not null, RevokedByName: not null } => ComeInPage.Revoked,
        _ when link.Used >= link.Uses => ComeInPage.Spent,
        _ when link.IsClosed(now) => ComeInPage.Expired,
        _ => null,
    };

    private static async Task<IResult> SignOutAsync(HttpContext context, Crew crew, IAntiforgery antiforgery, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Results.Redirect("/");
        await crew.SignOutAsync(context.User, ct);
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.Redirect("/come-in");
    }

    /// <summary>Who has several shows chooses, and an owner without one makes the first; else the newest show this person is in, else what there is for them, else how to get in. Of rehearsals the newest is the one that plays.</summary>
    private static async Task<IResult> HomeAsync(HttpContext context, IShows shows, Crew crew, Owners owners, CancellationToken ct)
    {
        var mine = shows.All.Select(s => (Show: s, Actor: crew.ActorFor(context.User, s.Id))).Where(x => x.Actor is not null).OrderByDescending(x => x.Show.Id.Value).ToList();
        if (mine.Count(x => x.Show.Snapshot.State.Settings is { Rehearsal: false }) > 1 || (mine.Count == 0 && crew.IsOwner(context.User))) return Results.Redirect("/shows");
        if (mine.FirstOrDefault() is { Actor: { } actor, Show: { } show }) return Results.Redirect(DeskOf(actor.Role, show.Slug));
        if (crew.SignedIn(context.User) is { } person) return Results.Redirect(crew.IsOwner(person) ? "/shows" : "/me");
        // Where nobody has a way to sign in, people come by links.
        return Results.Redirect(await owners.AnyAsync(ct) ? "/sign-in" : "/come-in");
    }

    private static string? CleanName(string typed)
    {
        var name = new string([.. typed.Where(c => !char.IsControl(c))]).Trim();
        return name.Length == 0 ? null : name.Length > LongestName ? new StringInfo(name).SubstringByTextElements(0, Math.Min(LongestName, new StringInfo(name).LengthInTextElements)) : name;
    }

    private static RazorComponentResult<ComeInPage> Page(ComeInView view, int status = 200) => new(new { View = view }) { StatusCode = status };
}
