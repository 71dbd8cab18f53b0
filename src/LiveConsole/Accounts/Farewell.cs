using System.Security.Claims;
using LiveConsole.Accounts.Pages;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveConsole.Accounts;

/// <summary>
/// Who was taken out of a show reads by whom and when, and whose time in it is over when that was, whatever page of it they ask for, also with a cookie that is refused; and a circuit whose session has ended
/// loses its line, should its browser not have left by itself.
/// </summary>
public static class Farewell
{
    /// <summary>The page says goodbye within milliseconds and leaves; a browser that does not is no browser of ours.</summary>
    private static readonly TimeSpan LeavesWithin = TimeSpan.FromSeconds(5);

    private static readonly object Refused = new();

    /// <summary>Whose cookie was refused: only for words, never for a right.</summary>
    public static void Remember(HttpContext context, ClaimsPrincipal? refused) => context.Items[Refused] = refused;

    public static void UseFarewell(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            if (Left(context) is not { } left) return next(context);
            return new RazorComponentResult<LeftPage>(new { left.Title, left.Do }) { StatusCode = StatusCodes.Status403Forbidden }.ExecuteAsync(context);
        });
        app.Use(async (context, next) =>
        {
            var open = context.RequestServices.GetRequiredService<Connections>();
            var time = context.RequestServices.GetRequiredService<TimeProvider>();
            if (!context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase) || context.Request.Headers.Upgrade.Count == 0 || context.User.Identity?.IsAuthenticated != true)
            {
                await next(context);
                return;
            }

            await using var ends = time.CreateTimer(_ => context.Abort(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            using var held = open.WhileSignedIn(context.User, () => ends.Change(LeavesWithin, Timeout.InfiniteTimeSpan));
            await next(context);
        });
    }

    private static (string Title, string Do)? Left(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || SlugOf(context.Request.Path) is not { } slug) return null;
        if (context.RequestServices.GetRequiredService<IShows>().Find(slug) is not { } show) return null;
        var user = context.Items[Refused] as ClaimsPrincipal ?? context.User;
        return context.RequestServices.GetRequiredService<Crew>().StandingOf(user, show.Id) switch
        {
            Standing.TakenOut taken => (Words(show, taken.Left), ComeInWords.Of("LeftDo", taken.Left.By)),
            Standing.Over over => (Words(show, over), ComeInWords.Of("OverDo")),
            _ => null,
        };
    }

    /// <returns>Of /shows/{slug}/...; null: another page.</returns>
    internal static string? SlugOf(PathString path) =>
        path.StartsWithSegments("/shows", StringComparison.OrdinalIgnoreCase, out var rest) && rest.Value is ['/', .. var slug] && slug.Split('/')[0] is { Length: > 0 } first ? first : null;

    /// <returns>"You were let into this show until Sunday 23 November, 13:00." on the show's clock.</returns>
    internal static string Words(IShow show, Standing.Over over) => ComeInWords.Of("Over", ComeInWords.DayAndTime(show, over.At));

    /// <returns>"You are no longer in this show (by Camille, 21:50:25)." on the show's clock.</returns>
    internal static string Words(IShow show, Leaving left) => ComeInWords.Of("Left", left.By, Refusals.Clock(show.Snapshot.State, left.At));
}
