using System.Globalization;
using LiveConsole.Accounts.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveConsole.Accounts.SigningIn;

/// <summary>/sign-in: a passkey first, else a password and, where set up, a code or a recovery code; or an account elsewhere that was linked.</summary>
public static class SignInPages
{
    private const string Page = "/sign-in";
    private const string CodePath = "/sign-in/code";
    private const string PasswordGiven = "password";

    public static void Map(WebApplication app)
    {
        var group = app.MapGroup(Page).AllowAnonymous().OnlyFromOurForms(_ => Page);
        group.MapMethods("", Doors.Reading, Show);
        group.MapPost("/passkey/options", async (HttpContext http, Passkeys passkeys) => Results.Content(await passkeys.BeginAskingAsync(http), "application/json"));
        // A passkey is not guessed: it stays open when somebody fills this address's measure with wrong passwords.
        group.MapPost("/passkey", WithPasskeyAsync);
        group.MapPost("/password", WithPasswordAsync).NotTooOften(_ => Page);
        group.MapMethods("/code", Doors.Reading, ShowCode);
        group.MapPost("/code", (HttpContext http, Steps steps, SecondStep second, Lockout lockout, Crew crew, TimeProvider time, CancellationToken ct) =>
            SecondAsync(http, steps, lockout, crew, time, "Code", (person, typed) => second.TakeCodeAsync(person, typed, ct), ct)).NotTooOften(_ => CodePath);
        group.MapPost("/recovery", (HttpContext http, Steps steps, SecondStep second, Lockout lockout, Crew crew, TimeProvider time, CancellationToken ct) =>
            SecondAsync(http, steps, lockout, crew, time, "Recovery", (person, typed) => second.TakeRecoveryCodeAsync(person, typed, ct), ct)).NotTooOften(_ => CodePath);
    }

    private static IResult Show(HttpContext http, Crew crew)
    {
        var query = http.Request.Query;
        var back = Doors.LocalPath(query["ReturnUrl"].FirstOrDefault() ?? query["back"].FirstOrDefault());
        if (crew.SignedIn(http.User) is not null && !query.ContainsKey("trouble")) return Results.Redirect(back);
        return PageOf(http, back, SignInWords.Named("Trouble", query["trouble"], Argument(query)), said: SignInWords.Named("Said", query["said"]));
    }

    /// <summary>A form that was refused is answered with the page itself: what was typed, save the password, stays, and stands in no address.</summary>
    private static RazorComponentResult<SignInPage> PageOf(HttpContext http, string back, string? trouble, string? name = null, string? said = null) => new(new
    {
        Antiforgery = Doors.Token(http), Back = back, Trouble = trouble, Name = name, Said = said,
        Elsewhere = http.RequestServices.GetRequiredService<PublicOrigin>().PasskeysElsewhere(http.Request), Outside = http.RequestServices.GetRequiredService<OutsideLogins>().Offered,
    });

    /// <summary>What a sentence is about: minutes, or a platform of ours. Nothing else of an address is repeated.</summary>
    private static string Argument(IQueryCollection query) =>
        int.TryParse(query["minutes"], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) ? minutes.ToString(CultureInfo.InvariantCulture) : OutsideLogins.NameOf(query["with"]);

    private static async Task<IResult> WithPasskeyAsync(HttpContext http, Passkeys passkeys, Crew crew, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (await passkeys.AskedAsync(http, form["credential"].ToString()) is not { } person) return PageOf(http, Doors.LocalPath(form["back"]), SignInWords.Of("Trouble.PasskeyUnknown"));
        return await EnterAsync(http, crew, person, form["back"], ct);
    }

    private static async Task<IResult> WithPasswordAsync(HttpContext http, Passwords passwords, Steps steps, Crew crew, TimeProvider time, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var (name, back) = (form["name"].ToString(), Doors.LocalPath(form["back"]));
        switch (await passwords.CheckAsync(name, form["password"].ToString(), ct))
        {
            case PasswordAnswer.Right { NeedsCode: true } right:
                steps.Begin(http, PasswordGiven, $"{right.Person} {back}");
                return Results.Redirect(CodePath);
            case PasswordAnswer.Right right:
                return await EnterAsync(http, crew, right.Person, back, ct);
            case PasswordAnswer.Locked locked:
                return PageOf(http, back, SignInWords.Of("Trouble.Locked", Doors.MinutesUntil(locked.Until, time.GetUtcNow())), name);
            default:
                return PageOf(http, back, SignInWords.Of("Trouble.Wrong"), name);
        }
    }

    private static IResult ShowCode(HttpContext http, Steps steps) => steps.Look(http, PasswordGiven) is null
        ? Doors.Back(Page, "trouble", "Expired")
        : new RazorComponentResult<CodePage>(new { Antiforgery = Doors.Token(http), Trouble = SignInWords.Named("Trouble", http.Request.Query["trouble"], Argument(http.Request.Query)) });

    private static async Task<IResult> SecondAsync(HttpContext http, Steps steps, Lockout lockout, Crew crew, TimeProvider time, string trouble, Func<string, string, Task<bool>> takeAsync, CancellationToken ct)
    {
        if (steps.Look(http, PasswordGiven)?.Split(' ', 2) is not [var person, var back]) return Doors.Back(Page, "trouble", "Expired");
        if (await lockout.TryAsync(person, ct) is { } locked) return Doors.Back(Page, "trouble", "Locked", Minutes(locked, time));
        if (!await takeAsync(person, (await http.Request.ReadFormAsync(ct))["code"].ToString()))
            return await lockout.FailedAsync(person, ct) is { } now ? Doors.Back(Page, "trouble", "Locked", Minutes(now, time)) : Doors.Back(CodePath, "trouble", trouble);
        if (steps.Take(http, PasswordGiven) is null) return Doors.Back(Page, "trouble", "Expired");
        await lockout.SucceededAsync(person, ct);
        return await EnterAsync(http, crew, person, back, ct);
    }

    private static async Task<IResult> EnterAsync(HttpContext http, Crew crew, string person, string? back, CancellationToken ct)
    {
        await Doors.SignInAsync(http, crew, await crew.OpenSessionAsync(person, endsWith: null, Device.Of(http.Request), ct), ct);
        return Results.Redirect(Doors.LocalPath(back));
    }

    private static string Minutes(DateTimeOffset until, TimeProvider time) => string.Create(CultureInfo.InvariantCulture, $"&minutes={Doors.MinutesUntil(until, time.GetUtcNow())}");
}
