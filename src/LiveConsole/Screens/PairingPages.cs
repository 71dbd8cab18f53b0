using LiveConsole.Accounts;
using LiveConsole.Accounts.SigningIn;

namespace LiveConsole.Screens;

/// <summary>What the page with the code (<c>/screen</c>) asks. Nobody signs in here; the code alone opens nothing.</summary>
public static class PairingPages
{
    /// <summary>Its own measure: tablets that ask for codes take nothing from people who sign in.</summary>
    public const string Rate = "pairing";

    /// <summary>How often one network may ask what became of its codes: as many devices as there are codes, each every two seconds.</summary>
    public const string StateRate = "pairing-state";

    public sealed record Question(string? Secret);

    public static void Map(WebApplication app)
    {
        app.MapPost("/screen/pairing", async (HttpContext http, Pairings pairings, [FromKeyedServices(Rate)] SignInRate rate, CancellationToken ct) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            // A studio's tablets come from one address, all at once at most.
            if (!rate.May(http)) return Results.StatusCode(StatusCodes.Status429TooManyRequests);
            var begun = await pairings.BeginAsync(Device.Of(http.Request), SignInRate.Network(http.Connection.RemoteIpAddress), ct);
            return Results.Json(new { code = begun.Code, secret = begun.Secret, livesMs = Pairings.Lives.TotalMilliseconds });
        }).DisableAntiforgery();
        app.MapPost("/screen/pairing/state", async (HttpContext http, Question asked, Pairings pairings, [FromKeyedServices(StateRate)] SignInRate rate, CancellationToken ct) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            if (!rate.May(http)) return Results.StatusCode(StatusCodes.Status429TooManyRequests);
            return await pairings.LookAsync(asked.Secret, ct) switch
            {
                PairingAnswer.Paired paired => Results.Json(new { state = "paired", address = paired.Address }),
                PairingAnswer.Waiting => Results.Json(new { state = "waiting" }),
                _ => Results.Json(new { state = "gone" }),
            };
        }).DisableAntiforgery();
    }
}
