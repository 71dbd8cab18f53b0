using LiveConsole.Domain.Journal;
using LiveConsole.Platforms;
using LiveConsole.Shows;

namespace LiveConsole.Accounts.Connected;

/// <summary>The way to a platform's page and back, for who runs the installation: a press on the settings' page leads there, a GET with a code comes back.</summary>
public static class ConnectPages
{
    private const string Settings = "/settings/accounts";

    public static void Map(WebApplication app)
    {
        app.MapGet("/settings/accounts/leave/{platform}", (string platform, string? wants, string? ticket, AccountDoors doors, Crew crew, IShows shows, HttpContext http) =>
        {
            if (Session(http, crew, shows) is not { } session) return Results.Redirect("/sign-in");
            if (!IsKnown(platform)) return Results.NotFound();
            return doors.Leave(platform, (wants ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries), ticket, session) is { } page ? Results.Redirect(page.AbsoluteUri) : Results.Redirect($"{Settings}?trouble={(doors.Open ? "Expired" : nameof(ConsentTrouble.Rehearses))}&on={platform}");
        }).AllowAnonymous();
        app.MapGet("/settings/accounts/back/{platform}", async (string platform, string? code, string? state, string? error, AccountDoors doors, Crew crew, IShows shows, HttpContext http, CancellationToken ct) =>
        {
            if (Session(http, crew, shows) is not { } session || crew.SignedIn(http.User) is not { } me) return Results.Redirect("/sign-in");
            if (!IsKnown(platform)) return Results.NotFound();
            if (error is { Length: > 0 }) return Results.Redirect($"{Settings}?trouble={(error == "redirect_mismatch" ? ConsentTrouble.WrongAddress : ConsentTrouble.Declined)}&on={platform}");
            var answer = await doors.BackAsync(platform, code, state, session, new Actor(me, crew.NameOf(me) ?? "", Role.Owner), ct);
            return Results.Redirect(answer.Value is { } account ? $"{Settings}?said={account.Id:N}" : $"{Settings}?trouble={answer.Trouble}&on={platform}");
        }).AllowAnonymous();
    }

    private static bool IsKnown(string platform) => platform is ChannelNames.Twitch or ChannelNames.YouTube;

    /// <returns>Null: nobody, or nobody who runs the installation.</returns>
    private static Guid? Session(HttpContext http, Crew crew, IShows shows) => crew.RunsInstallation(http.User, shows) ? crew.SessionOf(http.User) : null;
}
