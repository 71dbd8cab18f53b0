using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Platforms.YouTube;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts.SigningIn;

/// <param name="Scheme">"twitch" or "google": also in addresses.</param>
public sealed record OutsideLogin(string Scheme, string Name);

/// <summary>Where Google lets people sign in. Twitch's addresses stand in its own options; the client of both is the one their reading uses.</summary>
public sealed record GoogleSignInOptions
{
    public const string Section = "Google";

    public Uri AuthorizeUri { get; init; } = new("https://accounts.google.com/o/oauth2/v2/auth");

    /// <summary>Where a connected account's sign-in is given back.</summary>
    public Uri RevokeUri { get; init; } = new("https://oauth2.googleapis.com/revoke");

    public Uri UserInfoUri { get; init; } = new("https://openidconnect.googleapis.com/v1/userinfo");
}

/// <summary>
/// Sign-in by Twitch and Google, where a client id and its secret are configured. They let in who linked that account on their own page; nobody
/// is made an account from outside. Their tokens are used once, to ask who it is, and not kept.
/// </summary>
public sealed class OutsideLogins(IReadOnlyList<OutsideLogin> offered, IDataProtectionProvider protection, TimeProvider time)
{
    private const string Twitch = "twitch";
    private const string Google = "google";
    private const string Link = "link";
    private static readonly TimeSpan TicketLives = TimeSpan.FromMinutes(30);

    public IReadOnlyList<OutsideLogin> Offered { get; } = offered;

    public static string NameOf(string? scheme) => scheme switch { Twitch => "Twitch", Google => "Google", _ => "" };

    public static void Add(AuthenticationBuilder authentication, TwitchOptions twitch, YouTubeOptions youtube, GoogleSignInOptions google)
    {
        List<OutsideLogin> offered = [];
        if (twitch is { ClientId: { Length: > 0 } id, ClientSecret: { Length: > 0 } secret })
        {
            offered.Add(new OutsideLogin(Twitch, NameOf(Twitch)));
            authentication.AddOAuth(Twitch, o =>
            {
                Common(o, Twitch, id, secret, twitch.Id("authorize"), twitch.Id("token"), twitch.Id("validate"));
                o.Events.OnCreatingTicket = context => IdentifyAsync(context, "OAuth", "user_id", "login");
            });
        }

        if (youtube is { ClientId: { Length: > 0 } client, ClientSecret: { Length: > 0 } its })
        {
            offered.Add(new OutsideLogin(Google, NameOf(Google)));
            authentication.AddOAuth(Google, o =>
            {
                Common(o, Google, client, its, google.AuthorizeUri, youtube.TokenUri, google.UserInfoUri);
                o.Scope.Add("openid");
                o.Scope.Add("email");
                o.Events.OnCreatingTicket = context => IdentifyAsync(context, "Bearer", "sub", "email");
            });
        }

        authentication.Services.AddSingleton(p => new OutsideLogins(offered, p.GetRequiredService<IDataProtectionProvider>(), p.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Before anybody is authenticated: behind a proxy that speaks TLS the platform is given the https address that is registered with it.</summary>
    public static void Use(WebApplication app) => app.Use((http, next) =>
    {
        if (http.Request.Path.StartsWithSegments("/sign-in", StringComparison.OrdinalIgnoreCase) && http.RequestServices.GetRequiredService<PublicOrigin>().IsSecure(http.Request)) http.Request.Scheme = Uri.UriSchemeHttps;
        return next(http);
    });

    public static void Map(WebApplication app) => app.MapGet("/sign-in/with/{scheme}", (string scheme, string? back, string? link, OutsideLogins outside) =>
    {
        if (outside.Offered.All(o => o.Scheme != scheme)) return Results.Redirect("/sign-in");
        var properties = new AuthenticationProperties { RedirectUri = Doors.LocalPath(back) };
        if (link is not null) properties.Items[Link] = link;
        // Only a link's press leads here, not a form's: a page's policy lets no form lead to another site.
        return Results.Challenge(properties, [scheme]);
    }).AllowAnonymous();

    /// <summary>What a page's link carries, so that only who pressed it there links an account: sealed with the session and a time.</summary>
    public IReadOnlyDictionary<string, string> Tickets(Guid session) => Offered.ToDictionary(o => o.Scheme,
        o => Protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{session:D} {o.Scheme} {(time.GetUtcNow() + TicketLives).UtcTicks}")), StringComparer.Ordinal);

    private IDataProtector Protector => protection.CreateProtector("LiveConsole.LinkAccount");

    private static void Common(OAuthOptions o, string scheme, string id, string secret, Uri authorize, Uri token, Uri who)
    {
        (o.ClientId, o.ClientSecret) = (id, secret);
        (o.AuthorizationEndpoint, o.TokenEndpoint, o.UserInformationEndpoint) = (authorize.AbsoluteUri, token.AbsoluteUri, who.AbsoluteUri);
        o.CallbackPath = $"/sign-in/{scheme}/back";
        o.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        o.UsePkce = true;
        o.SaveTokens = false;
        // The way back is a plain GET to us: Lax is sent, and works without TLS on localhost, which None does not.
        o.CorrelationCookie.SameSite = SameSiteMode.Lax;
        o.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        o.CorrelationCookie.Path = "/sign-in";
        o.Events.OnTicketReceived = TakeAsync;
        o.Events.OnRemoteFailure = context =>
        {
            context.Response.Redirect($"/sign-in?trouble=OutsideFailed&with={scheme}");
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }

    private static async Task IdentifyAsync(OAuthCreatingTicketContext context, string word, string id, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, context.Options.UserInformationEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue(word, context.AccessToken);
        using var response = await context.Backchannel.SendAsync(request, context.HttpContext.RequestAborted);
        response.EnsureSuccessStatusCode();
        using var said = JsonDocument.Parse(await response.Content.ReadAsStreamAsync(context.HttpContext.RequestAborted));
        if (Text(said, id) is not { Length: > 0 } known) throw new InvalidOperationException("The platform did not say who signed in.");
        context.Identity!.AddClaim(new Claim(ClaimTypes.NameIdentifier, known));
        if (Text(said, name) is { } called) context.Identity.AddClaim(new Claim(ClaimTypes.Name, called));
    }

    private static string? Text(JsonDocument said, string name) =>
        said.RootElement.ValueKind == JsonValueKind.Object && said.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The platform has said who it is: links the account, or lets its person in.</summary>
    private static async Task TakeAsync(TicketReceivedContext context)
    {
        var http = context.HttpContext;
        var (services, scheme, ct) = (http.RequestServices, context.Scheme.Name, http.RequestAborted);
        var (crew, outside) = (services.GetRequiredService<Crew>(), services.GetRequiredService<OutsideLogins>());
        // This path is answered before anybody is authenticated: the session is asked for here.
        if ((await http.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme)).Principal is { } here) http.User = here;
        var (id, name) = (context.Principal!.FindFirstValue(ClaimTypes.NameIdentifier)!, context.Principal!.FindFirstValue(ClaimTypes.Name));
        await using var db = await services.GetRequiredService<IDbContextFactory<AccountsDb>>().CreateDbContextAsync(ct);
        var login = await db.Logins.FindAsync([scheme, id], ct);
        string there;
        if (context.Properties!.Items.TryGetValue(Link, out var ticket))
        {
            there = await outside.LinkAsync(db, login, scheme, id, name, ticket, crew, http, ct);
        }
        else if (login is null)
        {
            there = $"/sign-in?trouble=NotLinked&with={scheme}";
        }
        else
        {
            await Doors.SignInAsync(http, crew, await crew.OpenSessionAsync(login.UserId, endsWith: null, Device.Of(http.Request), ct), ct);
            there = Doors.LocalPath(context.ReturnUri);
        }

        context.Response.Redirect(there);
        context.HandleResponse();
    }

    private async Task<string> LinkAsync(AccountsDb db, IdentityUserLogin<string>? login, string scheme, string id, string? name, string? ticket, Crew crew, HttpContext http, CancellationToken ct)
    {
        if (crew.SignedIn(http.User) is not { } me || !IsTicketOf(ticket, crew.SessionOf(http.User), scheme)) return "/me?trouble=Expired";
        if (login is not null && login.UserId != me) return $"/me?trouble=OtherPerson&with={scheme}";
        if (login is null)
        {
            db.Logins.Add(new IdentityUserLogin<string> { LoginProvider = scheme, ProviderKey = id, ProviderDisplayName = name, UserId = me });
            await db.SaveChangesAsync(ct);
        }

        return "/me?said=Linked";
    }

    private bool IsTicketOf(string? ticket, Guid? session, string scheme)
    {
        try
        {
            return ticket is not null && Protector.Unprotect(ticket).Split(' ') is [var whose, var where, var until] && Guid.Parse(whose) == session && where == scheme
                && long.Parse(until, CultureInfo.InvariantCulture) > time.GetUtcNow().UtcTicks;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Not sealed by us: as if there were none.
            return false;
        }
    }
}
