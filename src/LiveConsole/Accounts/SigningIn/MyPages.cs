using System.Buffers.Text;
using System.Globalization;
using LiveConsole.Accounts.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts.SigningIn;

/// <summary>/me: a person's own name, ways to sign in, and sessions. Guests have it too: nothing on it has to be done.</summary>
public static class MyPages
{
    private const string Page = "/me";
    private const string CodesPath = "/me/codes";

    public static void Map(WebApplication app)
    {
        var group = app.MapGroup(Page).OnlyFromOurForms(_ => Page);
        group.AddEndpointFilter(async (call, next) => Me(call.HttpContext) is null ? Results.Redirect("/sign-in?back=/me") : await next(call));
        group.MapMethods("", Doors.Reading, ShowAsync);
        group.MapPost("/name", RenameMeAsync);
        group.MapPost("/passkeys/options", async (HttpContext http, Crew crew, Passkeys passkeys) =>
            Results.Content(await passkeys.BeginMakingAsync(http, Me(http)!, crew.NameOf(Me(http)!) ?? ""), "application/json"));
        group.MapPost("/passkeys", AddPasskeyAsync);
        group.MapPost("/passkeys/{id}/rename", RenamePasskeyAsync);
        group.MapPost("/passkeys/{id}/remove", RemovePasskeyAsync);
        group.MapPost("/password", SetPasswordAsync).NotTooOften(_ => Page);
        group.MapMethods("/codes", Doors.Reading, ShowCodesAsync);
        group.MapPost("/codes", BeginCodesAsync);
        group.MapPost("/codes/confirm", ConfirmCodesAsync).NotTooOften(_ => CodesPath);
        group.MapPost("/codes/recovery", NewRecoveryCodesAsync).NotTooOften(_ => Page);
        group.MapPost("/codes/off", CodesOffAsync).NotTooOften(_ => Page);
        group.MapPost("/logins/{scheme}/remove", UnlinkAsync);
        group.MapPost("/sessions/others", SignOutOthersAsync);
        group.MapPost("/sign-out", SignOutAsync);
    }

    /// <summary>What a passkey is called until its owner says otherwise.</summary>
    public static string PasskeyName(HttpContext http) => SignInWords.Of("Me.PasskeyDefault", Device.Of(http.Request) ?? SignInWords.Of("Me.PasskeyDefaultDevice"));

    private static string? Me(HttpContext http) => http.RequestServices.GetRequiredService<Crew>().SignedIn(http.User);

    private static async Task<IResult> ShowAsync(HttpContext http, IDbContextFactory<AccountsDb> store, Crew crew, Passkeys passkeys, SecondStep second, PublicOrigin origin, OutsideLogins outside, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var me = Me(http)!;
        var person = await db.People.AsNoTracking().FirstAsync(p => p.Id == me, ct);
        var query = http.Request.Query;
        return new RazorComponentResult<MePage>(new
        {
            Antiforgery = Doors.Token(http), Person = person, Passkeys = await passkeys.OfAsync(me, ct), Elsewhere = origin.PasskeysElsewhere(http.Request),
            RecoveryCodes = await second.RecoveryCodesLeftAsync(me, ct), Offered = outside.Offered, Links = outside.Tickets(crew.SessionOf(http.User)!.Value),
            Logins = (IReadOnlyList<Microsoft.AspNetCore.Identity.IdentityUserLogin<string>>)await db.Logins.AsNoTracking().Where(l => l.UserId == me).ToListAsync(ct),
            Sessions = (IReadOnlyList<MySession>)[.. crew.SessionsOf(me).Select(s => new MySession(s, crew.EndOf(s.Id), s.Id == crew.SessionOf(http.User)))],
            Trouble = SignInWords.Named("Trouble", query["trouble"], int.TryParse(query["minutes"], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) ? minutes : OutsideLogins.NameOf(query["with"])),
            Said = SignInWords.Named("Said", query["said"]),
        });
    }

    private static async Task<IResult> RenameMeAsync(HttpContext http, IDbContextFactory<AccountsDb> store, Crew crew, CancellationToken ct)
    {
        if (Doors.CrewName((await http.Request.ReadFormAsync(ct))["name"]) is not { } name) return Doors.Back(Page, "trouble", "CrewName");
        var me = Me(http)!;
        await using var db = await store.CreateDbContextAsync(ct);
        await db.People.Where(p => p.Id == me).ExecuteUpdateAsync(p => p.SetProperty(x => x.Name, name), ct);
        await crew.RefreshAsync(me, ct);
        return Doors.Back(Page, "said", "Name");
    }

    private static async Task<IResult> AddPasskeyAsync(HttpContext http, Passkeys passkeys, CancellationToken ct)
    {
        var made = await passkeys.MadeAsync(http, (await http.Request.ReadFormAsync(ct))["credential"].ToString());
        if (made is not { } new_ || new_.Person != Me(http)) return Doors.Back(Page, "trouble", "PasskeyNotMade");
        await passkeys.AddAsync(new_.Person, new_.Passkey, PasskeyName(http), ct);
        return Doors.Back(Page, "said", "Passkey");
    }

    private static async Task<IResult> RenamePasskeyAsync(string id, HttpContext http, Passkeys passkeys, CancellationToken ct)
    {
        var name = Doors.CrewName((await http.Request.ReadFormAsync(ct))["name"]) ?? PasskeyName(http);
        await passkeys.RenameAsync(Me(http)!, IdOf(id), name, ct);
        return Doors.Back(Page, "said", "PasskeyRenamed");
    }

    private static async Task<IResult> RemovePasskeyAsync(string id, HttpContext http, Passkeys passkeys, IDbContextFactory<AccountsDb> store, CancellationToken ct)
    {
        if (await WaysInAsync(store, Me(http)!, ct) < 2) return Doors.Back(Page, "trouble", "LastWayIn");
        await passkeys.RemoveAsync(Me(http)!, IdOf(id), ct);
        return Doors.Back(Page, "said", "PasskeyRemoved");
    }

    private static async Task<IResult> SetPasswordAsync(HttpContext http, IDbContextFactory<AccountsDb> store, Passwords passwords, Crew crew, TimeProvider time, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var (me, name, password) = (Me(http)!, form["signInName"].ToString().Trim(), form["password"].ToString());
        if (Passwords.WhyNot(name, password) is { } why) return Doors.Back(Page, "trouble", why);
        if (await passwords.IsTakenAsync(name, me, ct)) return Doors.Back(Page, "trouble", "NameTaken");
        await using var db = await store.CreateDbContextAsync(ct);
        var person = await db.People.FirstAsync(p => p.Id == me, ct);
        if (await PresentIsWrongAsync(person, form["present"].ToString(), passwords, time, ct) is { } refused) return refused;
        await db.Entry(person).ReloadAsync(ct);
        passwords.Set(person, name, password);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (passwords.IsTaken(name, me))
        {
            // Somebody chose it between our look and our save.
            return Doors.Back(Page, "trouble", "NameTaken");
        }

        await crew.RevokeOthersAsync(me, crew.SessionOf(http.User)!.Value, ct);
        return Doors.Back(Page, "said", "Password");
    }

    private static async Task<IResult> BeginCodesAsync(HttpContext http, IDbContextFactory<AccountsDb> store, SecondStep second, CancellationToken ct)
    {
        if (await RowAsync(store, Me(http)!, ct) is { TwoFactorEnabled: false, PasswordHash: not null }) await second.NewKeyAsync(Me(http)!, ct);
        return Results.Redirect(CodesPath);
    }

    private static async Task<IResult> ShowCodesAsync(HttpContext http, IDbContextFactory<AccountsDb> store, SecondStep second, CancellationToken ct)
    {
        var person = await RowAsync(store, Me(http)!, ct);
        if (second.WaitingKey(person) is not { } key) return Results.Redirect(Page);
        return new RazorComponentResult<CodesPage>(new
        {
            Antiforgery = Doors.Token(http), Code = QrCode.Of(OneTimeCode.Address(key, person.UserName ?? person.Name)), Key = OneTimeCode.Text(key), Trouble = SignInWords.Named("Trouble", http.Request.Query["trouble"]),
        });
    }

    private static async Task<IResult> ConfirmCodesAsync(HttpContext http, SecondStep second, CancellationToken ct)
    {
        var codes = await second.ConfirmAsync(Me(http)!, (await http.Request.ReadFormAsync(ct))["code"].ToString(), ct);
        return codes is null ? Doors.Back(CodesPath, "trouble", "Code") : Shown(http, codes);
    }

    private static async Task<IResult> NewRecoveryCodesAsync(HttpContext http, IDbContextFactory<AccountsDb> store, Passwords passwords, SecondStep second, TimeProvider time, CancellationToken ct)
    {
        var person = await RowAsync(store, Me(http)!, ct);
        if (!person.TwoFactorEnabled) return Results.Redirect(Page);
        return await PresentIsWrongAsync(person, (await http.Request.ReadFormAsync(ct))["present"].ToString(), passwords, time, ct) ?? Shown(http, await second.NewRecoveryCodesAsync(person.Id, ct));
    }

    private static async Task<IResult> CodesOffAsync(HttpContext http, IDbContextFactory<AccountsDb> store, Passwords passwords, SecondStep second, TimeProvider time, CancellationToken ct)
    {
        var person = await RowAsync(store, Me(http)!, ct);
        if (await PresentIsWrongAsync(person, (await http.Request.ReadFormAsync(ct))["present"].ToString(), passwords, time, ct) is { } refused) return refused;
        await second.SwitchOffAsync(person.Id, ct);
        return Doors.Back(Page, "said", "CodesOff");
    }

    private static async Task<IResult> UnlinkAsync(string scheme, HttpContext http, IDbContextFactory<AccountsDb> store, CancellationToken ct)
    {
        var me = Me(http)!;
        await using var db = await store.CreateDbContextAsync(ct);
        // All of one platform go together.
        if (await WaysInAsync(store, me, ct) - await db.Logins.CountAsync(l => l.UserId == me && l.LoginProvider == scheme, ct) < 1) return Doors.Back(Page, "trouble", "LastWayIn");
        await db.Logins.Where(l => l.UserId == me && l.LoginProvider == scheme).ExecuteDeleteAsync(ct);
        return Doors.Back(Page, "said", "Unlinked");
    }

    private static async Task<IResult> SignOutOthersAsync(HttpContext http, Crew crew, CancellationToken ct)
    {
        await crew.RevokeOthersAsync(Me(http)!, crew.SessionOf(http.User)!.Value, ct);
        return Doors.Back(Page, "said", "OthersOut");
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, Crew crew, CancellationToken ct)
    {
        await crew.SignOutAsync(http.User, ct);
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Doors.Back("/sign-in", "said", "SignedOut");
    }

    /// <returns>Null: it is right, or none is set and none has to be given.</returns>
    private static async Task<IResult?> PresentIsWrongAsync(PersonRow person, string present, Passwords passwords, TimeProvider time, CancellationToken ct)
    {
        if (person.PasswordHash is null) return null;
        return await passwords.CheckPresentAsync(person, present, ct) switch
        {
            PasswordAnswer.Right => null,
            PasswordAnswer.Locked locked => Doors.Back(Page, "trouble", "Locked", $"&minutes={Doors.MinutesUntil(locked.Until, time.GetUtcNow())}"),
            _ => Doors.Back(Page, "trouble", "PasswordPresent"),
        };
    }

    private static RazorComponentResult<RecoveryPage> Shown(HttpContext http, IReadOnlyList<string> codes)
    {
        http.Response.Headers.CacheControl = "no-store";
        return new(new { Codes = codes });
    }

    private static async Task<PersonRow> RowAsync(IDbContextFactory<AccountsDb> store, string me, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.People.AsNoTracking().FirstAsync(p => p.Id == me, ct);
    }

    private static async Task<int> WaysInAsync(IDbContextFactory<AccountsDb> store, string me, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Passkeys.CountAsync(p => p.UserId == me, ct) + await db.Logins.CountAsync(l => l.UserId == me, ct) + await db.People.CountAsync(p => p.Id == me && p.PasswordHash != null, ct);
    }

    private static byte[] IdOf(string text) => Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : [];
}

/// <summary>A session as its owner sees it.</summary>
public sealed record MySession(SessionRow Row, DateTimeOffset? Ends, bool Here);
