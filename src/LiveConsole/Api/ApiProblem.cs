using System.Globalization;
using LiveConsole.Api.Wire;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Api;

/// <summary>A refusal as application/problem+json, with a stable type and a sentence in the caller's language.</summary>
public sealed class ApiProblem(RefusalKind kind, int status, Words words, WireItem? item = null, WireAir? onAir = null, TimeSpan? retryAfter = null) : IResult
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public int Status => status;

    /// <param name="item">The item that the caller named, as it stands now.</param>
    /// <param name="onAir">What is on air now, where the caller said what it saw there.</param>
    public static ApiProblem Of(Refusal refusal, WireItem? item = null, WireAir? onAir = null) => refusal.Kind == RefusalKind.Stale
        ? new(refusal.Kind, StatusCodes.Status409Conflict, refusal.Words, item, onAir)
        : new(refusal.Kind, StatusOf(refusal.Kind), refusal.Words, retryAfter: refusal.Kind is RefusalKind.Busy or RefusalKind.Storage or RefusalKind.UnknownOutcome ? Soon : null);

    public static ApiProblem Invalid(string en, string fr, int status = StatusCodes.Status400BadRequest) => new(RefusalKind.Invalid, status, new(en, fr));

    public static ApiProblem NotFound(string en, string fr) => new(RefusalKind.NotFound, StatusCodes.Status404NotFound, new(en, fr));

    public static ApiProblem NoToken(string en, string fr) => new(RefusalKind.Forbidden, StatusCodes.Status401Unauthorized, new(en, fr));

    public static ApiProblem Forbidden(string en, string fr) => new(RefusalKind.Forbidden, StatusCodes.Status403Forbidden, new(en, fr));

    public static ApiProblem TooMany(TimeSpan retryAfter) => new(RefusalKind.Busy, StatusCodes.Status429TooManyRequests, new(
        $"This token calls too often. Try again in {Seconds(retryAfter)} s.", $"Ce jeton appelle trop souvent. Réessayez dans {Seconds(retryAfter)} s."), retryAfter: retryAfter);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/problem+json";
        if (status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
        if (retryAfter is { } wait) response.Headers.RetryAfter = Seconds(wait);
        var type = TypeOf(kind);
        var bytes = WireJson.Bytes(new WireProblem($"/problems/{type}", Titles[type].In(ApiCall.Language), status, words.In(ApiCall.Language), item, onAir));
        response.ContentLength = bytes.Length;
        return response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
    }

    private static string Seconds(TimeSpan wait) => Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.Busy or RefusalKind.Storage => StatusCodes.Status503ServiceUnavailable,
        RefusalKind.UnknownOutcome => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status409Conflict,
    };

    private static string TypeOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Stale => "stale",
        RefusalKind.NotFound => "not-found",
        RefusalKind.Removed => "removed",
        RefusalKind.Forbidden => "forbidden",
        RefusalKind.Invalid => "invalid",
        RefusalKind.Busy => "busy",
        RefusalKind.Storage => "storage",
        RefusalKind.UnknownOutcome => "unknown-outcome",
        RefusalKind.UndoBlocked => "undo-blocked",
        RefusalKind.NotAllowed or RefusalKind.HandElsewhere => "not-allowed",
        RefusalKind.PlatformCannot => "platform-cannot",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Every type there is, with its short name for people.</summary>
    internal static IReadOnlyDictionary<string, Words> Titles { get; } = new Dictionary<string, Words>(StringComparer.Ordinal)
    {
        ["stale"] = new("It has changed since you looked", "Cela a changé depuis que vous l'avez vu"),
        ["not-allowed"] = new("Not possible as it stands", "Impossible dans l'état actuel"),
        ["not-found"] = new("Not there", "Introuvable"),
        ["removed"] = new("The message was removed", "Le message a été supprimé"),
        ["forbidden"] = new("Not this token's right", "Ce jeton n'en a pas le droit"),
        ["invalid"] = new("The call cannot be understood", "L'appel ne peut pas être compris"),
        ["busy"] = new("Too much at once", "Trop à la fois"),
        ["storage"] = new("Nothing can be saved now", "Rien ne peut être enregistré pour l'instant"),
        ["unknown-outcome"] = new("Not known yet whether it was done", "On ne sait pas encore si c'est fait"),
        ["platform-cannot"] = new("The platform does not let us", "La plateforme ne le permet pas"),
        ["undo-blocked"] = new("It cannot be undone", "Cela ne peut pas être défait"),
    };
}
