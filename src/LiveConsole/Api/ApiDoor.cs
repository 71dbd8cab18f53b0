using System.Globalization;
using LiveConsole.Accounts.ApiTokens;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.Primitives;

namespace LiveConsole.Api;

/// <summary>
/// Everything under /api passes here: who calls is a token and nothing else (a cookie opens no door, so no other site can act by a person's browser), and whatever goes wrong is
/// answered as a problem. Rights are not looked at here: they are, with the verb, in the one table.
/// </summary>
public static class ApiDoor
{
    public const string Path = "/api";

    /// <summary>An endpoint that a token with GET actions may call with GET.</summary>
    public sealed record ActionByGet;

    /// <summary>No body of ours is longer; intake says its own.</summary>
    private const long LongestBody = 256 * 1024;

    public static void Use(WebApplication app) => app.UseWhen(context => context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase), api =>
    {
        // A program says its language with each call; it has no cookie of ours.
        api.UseRequestLocalization(options =>
        {
            CultureInfo[] offered = [new("en"), new("fr")];
            options.DefaultRequestCulture = new RequestCulture("en");
            (options.SupportedCultures, options.SupportedUICultures) = (offered, offered);
            options.RequestCultureProviders = [new AcceptLanguageHeaderRequestCultureProvider()];
        });
        api.Use(AnswerAsync);
        api.UseRateLimiter();
    });

    /// <summary>A token of the header, or, for tokens that opted in, of the address.</summary>
    public static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return header["Bearer ".Length..].Trim();
        return null;
    }

    private static async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        http.Response.Headers.CacheControl = "no-store";
        // Also when the address is none: who has no token learns nothing of what there is.
        var (call, problem) = LetIn(http);
        if (problem is not null)
        {
            await problem.ExecuteAsync(http);
            return;
        }

        http.Features.Set(call);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = LongestBody;
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException unreadable) when (!http.Response.HasStarted)
        {
            await (Unreadable(http, unreadable.StatusCode) ?? Said(unreadable.StatusCode)).ExecuteAsync(http);
            return;
        }

        if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null }) await (NoVerb(http) ?? NoAddress(http) ?? Unreadable(http, http.Response.StatusCode) ?? Said(http.Response.StatusCode)).ExecuteAsync(http);
    }

    /// <summary>The pages' own fallback answers GET alone, so that whatever else is asked of an address that there is not looks like a wrong method.</summary>
    /// <returns>Null: there is such an address, or it is something else.</returns>
    private static ApiProblem? NoAddress(HttpContext http)
    {
        // The pages' fallback answers HEAD, too, with nothing.
        var head = HttpMethods.IsHead(http.Request.Method) && http.Response.StatusCode == StatusCodes.Status404NotFound;
        if (!head && http.Response.StatusCode != StatusCodes.Status405MethodNotAllowed) return null;
        var methods = http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText is { } pattern && pattern.StartsWith(Path + "/", StringComparison.Ordinal)
                && new TemplateMatcher(TemplateParser.Parse(pattern), []).TryMatch(http.Request.Path, []))
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Distinct(StringComparer.Ordinal).ToArray();
        http.Response.Headers.Allow = methods.Length > 0 ? string.Join(", ", methods) : default(StringValues);
        if (methods.Length > 0)
        {
            if (!head) return null;
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return Said(StatusCodes.Status405MethodNotAllowed);
        }

        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Said(StatusCodes.Status404NotFound);
    }

    /// <returns>Which part of the address is no number, or no time; null: it is something else.</returns>
    private static ApiProblem? Unreadable(HttpContext http, int status)
    {
        if (status != StatusCodes.Status400BadRequest) return null;
        foreach (var name in new[] { "after", "limit" })
        {
            if (http.Request.Query.TryGetValue(name, out var given) && !long.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
                return ApiProblem.Invalid($"{name} is a whole number.", $"{name} est un nombre entier.");
        }

        foreach (var name in new[] { "from", "to" })
        {
            if (http.Request.Query.TryGetValue(name, out var given) && !DateTimeOffset.TryParse(given, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
                return ApiProblem.Invalid($"{name} is a time, as 2026-02-18T21:48:00Z.", $"{name} est une heure, comme 2026-02-18T21:48:00Z.");
        }

        return null;
    }

    /// <returns>For a deed that there is not: those that there are, as the endpoints say. Null: it is something else.</returns>
    private static ApiProblem? NoVerb(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || http.Response.StatusCode is not (StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed)) return null;
        var within = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["api", "v1", "shows", _, "moderation", _] => "/api/v1/shows/{show}/moderation/",
            ["api", "v1", "shows", _, "items", _, _] => "/api/v1/shows/{show}/items/{id}/",
            _ => null,
        };
        if (within is null) return null;
        var verbs = string.Join(", ", http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => e.RoutePattern.RawText ?? "").Where(p => p.StartsWith(within, StringComparison.Ordinal)).Select(p => p[within.Length..]).Distinct(StringComparer.Ordinal));
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        http.Response.Headers.Allow = default;
        return ApiProblem.NotFound($"There is no such verb. There are: {verbs}.", $"Ce verbe n'existe pas. Il y a : {verbs}.");
    }

    private static (ApiCall? Call, ApiProblem? Problem) LetIn(HttpContext http)
    {
        var request = http.Request;
        var book = http.RequestServices.GetRequiredService<ApiTokenBook>();
        var time = http.RequestServices.GetRequiredService<TimeProvider>();
        var inAddress = request.Query["token"].ToString();
        var given = TokenOf(request) ?? (inAddress.Length > 0 ? inAddress : null);
        if (given is null) return (null, ApiProblem.NoToken(
            "No token came with this call. Send it as \"Authorization: Bearer TOKEN\"; 'liveconsole token create' makes one.",
            "Aucun jeton n'accompagne cet appel. Envoyez-le dans « Authorization: Bearer JETON » ; « liveconsole token create » en crée un."));
        if (book.Find(given) is not { } token) return (null, ApiProblem.NoToken("This token is not known here.", "Ce jeton est inconnu ici."));
        if (token.RevokedAt is { } revoked) return (null, ApiProblem.NoToken(
            $"This token was revoked on {revoked.UtcDateTime:yyyy-MM-dd HH:mm} UTC. Ask for another one.", $"Ce jeton a été révoqué le {revoked.UtcDateTime:yyyy-MM-dd HH:mm} UTC. Demandez-en un autre."));
        if (!token.IsAlive(time.GetUtcNow())) return (null, ApiProblem.NoToken(
            $"This token expired on {token.ExpiresAt!.Value.UtcDateTime:yyyy-MM-dd HH:mm} UTC. Ask for another one.", $"Ce jeton a expiré le {token.ExpiresAt!.Value.UtcDateTime:yyyy-MM-dd HH:mm} UTC. Demandez-en un autre."));
        book.Used(token.Id);
        if (TokenOf(request) is null && !token.ActsByGet) return (null, ApiProblem.NoToken(
            "This token may not stand in an address. Send it as \"Authorization: Bearer TOKEN\", or make one with --get-actions.",
            "Ce jeton n'a pas le droit de figurer dans une adresse. Envoyez-le dans « Authorization: Bearer JETON », ou créez-en un avec --get-actions."));
        var call = new ApiCall(token, null);
        if (http.GetRouteValue("show") is string slug)
        {
            // Another show's are as if there were none.
            if (http.RequestServices.GetRequiredService<LiveShows>().Find(slug) is not LiveShow live || !token.Opens(live.Id)) return (null, ApiProblem.Of(Refusals.NotFound("show")));
            call = new ApiCall(token, live);
        }

        return Scoped(http, token) is { } outside ? (null, outside) : (call, null);
    }

    private static ApiProblem? Scoped(HttpContext http, ApiTokenRow token)
    {
        var acts = !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method);
        var byGet = !acts && http.GetEndpoint()?.Metadata.GetMetadata<ActionByGet>() is not null;
        if ((acts || byGet) && token.Scope == ApiScope.Read) return ApiProblem.Forbidden(
            "This token reads only. Make one without --read-only.", "Ce jeton est en lecture seule. Créez-en un sans --read-only.");
        return byGet && !token.ActsByGet ? ApiProblem.Forbidden(
            "This token acts by POST only. Call it so, or make one with --get-actions.", "Ce jeton n'agit que par POST. Appelez-le ainsi, ou créez-en un avec --get-actions.") : null;
    }

    private static ApiProblem Said(int status) => status switch
    {
        StatusCodes.Status404NotFound => ApiProblem.NotFound("There is nothing at this address. /openapi/v1.json names all that is there.", "Il n'y a rien à cette adresse. /openapi/v1.json nomme tout ce qui existe."),
        StatusCodes.Status405MethodNotAllowed => ApiProblem.Invalid("This address is not called with that method. /openapi/v1.json says which.", "Cette adresse ne s'appelle pas avec cette méthode. /openapi/v1.json dit laquelle.", status),
        StatusCodes.Status413PayloadTooLarge => ApiProblem.Invalid("The body is too long. Send less at once.", "Le corps de l'appel est trop long. Envoyez-en moins à la fois.", status),
        StatusCodes.Status415UnsupportedMediaType => ApiProblem.Invalid("Send JSON: \"Content-Type: application/json\".", "Envoyez du JSON : « Content-Type: application/json ».", status),
        _ => ApiProblem.Invalid("A part of the address or of the body cannot be read. /openapi/v1.json says what is expected.", "Une partie de l'adresse ou du corps est illisible. /openapi/v1.json dit ce qui est attendu.", status is >= 400 and < 500 ? status : StatusCodes.Status400BadRequest),
    };
}
