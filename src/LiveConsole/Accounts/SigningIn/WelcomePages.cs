using LiveConsole.Accounts.Pages;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts.SigningIn;

/// <summary>/welcome/{token}: the first owner. Opening it never spends it (previews and scanners open links too); a button does, with a passkey or a password.</summary>
public static class WelcomePages
{
    public static void Map(WebApplication app)
    {
        var group = app.MapGroup("/welcome/{token}").AllowAnonymous().OnlyFromOurForms(PageOf);
        group.MapMethods("", Doors.Reading, ShowAsync);
        group.MapPost("/passkey/options", OptionsAsync);
        group.MapPost("/passkey", WithPasskeyAsync).NotTooOften(PageOf);
        group.MapPost("/password", WithPasswordAsync).NotTooOften(PageOf);
    }

    private static string PageOf(HttpContext http) => $"/welcome/{Uri.EscapeDataString(http.GetRouteValue("token")?.ToString() ?? "")}";

    private static async Task<IResult> ShowAsync(string token, HttpContext http, Owners owners, Crew crew, TimeProvider time, CancellationToken ct)
    {
        if (await WhyNotAsync(token, owners, time, ct) is { } why) return new RazorComponentResult<WelcomePage>(new { State = why.State, Page = PageOf(http) }) { StatusCode = why.Status };
        return Shown(http, SignInWords.Named("Trouble", http.Request.Query["trouble"]), crew.SignedIn(http.User) is { } person ? crew.NameOf(person) : null, null);
    }

    /// <summary>A form that was refused is answered with the page itself: what was typed, save the password, stays.</summary>
    private static RazorComponentResult<WelcomePage> Shown(HttpContext http, string? trouble, string? name, string? signInName) => new(new
    {
        State = WelcomePage.Open, Page = PageOf(http), Antiforgery = Doors.Token(http), Name = name, SignInName = signInName, Trouble = trouble,
        Elsewhere = http.RequestServices.GetRequiredService<PublicOrigin>().PasskeysElsewhere(http.Request),
    });

    private static async Task<IResult> OptionsAsync(string token, HttpContext http, Owners owners, Crew crew, Passkeys passkeys, TimeProvider time, CancellationToken ct)
    {
        if (await WhyNotAsync(token, owners, time, ct) is not null) return Results.NotFound();
        var name = Doors.CrewName((await http.Request.ReadFormAsync(ct))["name"]);
        return name is null ? Results.BadRequest() : Results.Content(await passkeys.BeginMakingAsync(http, PersonOf(http, crew, time), name), "application/json");
    }

    private static async Task<IResult> WithPasskeyAsync(string token, HttpContext http, Owners owners, Crew crew, Passkeys passkeys, TimeProvider time, CancellationToken ct)
    {
        if (await owners.FindAsync(token, ct) is not { } link || !link.IsOpen(time.GetUtcNow())) return Results.Redirect(PageOf(http));
        var form = await http.Request.ReadFormAsync(ct);
        if (Doors.CrewName(form["name"]) is not { } name) return Doors.Back(PageOf(http), "trouble", "CrewName");
        if (await passkeys.MadeAsync(http, form["credential"].ToString()) is not { } made) return Shown(http, SignInWords.Of("Trouble.PasskeyNotMade"), name, null);
        var row = Passkeys.Row(made.Passkey, made.Person, MyPages.PasskeyName(http));
        return await EnterAsync(http, crew, await owners.CreateAsync(link.Id, made.Person, name, (db, _) => db.Passkeys.Add(row), Device.Of(http.Request), ct), ct);
    }

    private static async Task<IResult> WithPasswordAsync(string token, HttpContext http, Owners owners, Crew crew, Passwords passwords, TimeProvider time, CancellationToken ct)
    {
        if (await owners.FindAsync(token, ct) is not { } link || !link.IsOpen(time.GetUtcNow())) return Results.Redirect(PageOf(http));
        var form = await http.Request.ReadFormAsync(ct);
        var (signInName, password, person) = (form["signInName"].ToString().Trim(), form["password"].ToString(), PersonOf(http, crew, time));
        if (Doors.CrewName(form["name"]) is not { } name) return Shown(http, SignInWords.Of("Trouble.CrewName"), null, signInName);
        if (Passwords.WhyNot(signInName, password) is { } why) return Shown(http, SignInWords.Of("Trouble." + why), name, signInName);
        if (await passwords.IsTakenAsync(signInName, person, ct)) return Shown(http, SignInWords.Of("Trouble.NameTaken"), name, signInName);
        try
        {
            return await EnterAsync(http, crew, await owners.CreateAsync(link.Id, person, name, (_, row) => passwords.Set(row, signInName, password), Device.Of(http.Request), ct), ct);
        }
        catch (DbUpdateException) when (passwords.IsTaken(signInName, person))
        {
            // Somebody chose it between our look and our save.
            return Shown(http, SignInWords.Of("Trouble.NameTaken"), name, signInName);
        }
    }

    private static async Task<IResult> EnterAsync(HttpContext http, Crew crew, System.Security.Claims.ClaimsPrincipal? owner, CancellationToken ct)
    {
        if (owner is null) return Results.Redirect(PageOf(http));
        await Doors.SignInAsync(http, crew, owner, ct);
        return Results.Redirect("/");
    }

    /// <summary>Who is in already becomes the owner, and stays the same person.</summary>
    private static string PersonOf(HttpContext http, Crew crew, TimeProvider time) => crew.SignedIn(http.User) ?? Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    private static async Task<(string State, int Status)?> WhyNotAsync(string token, Owners owners, TimeProvider time, CancellationToken ct) => await owners.FindAsync(token, ct) switch
    {
        null => (WelcomePage.Unknown, StatusCodes.Status404NotFound),
        { SpentAt: not null } => (WelcomePage.Spent, StatusCodes.Status410Gone),
        { RevokedAt: not null } => (WelcomePage.Revoked, StatusCodes.Status410Gone),
        { } link when !link.IsOpen(time.GetUtcNow()) => (WelcomePage.Old, StatusCodes.Status410Gone),
        _ => null,
    };
}
