using LiveConsole.Api.Wire;

namespace LiveConsole.Api;

/// <summary>An answer in the contract's JSON.</summary>
public sealed class ApiAnswer<T>(T value, int status = StatusCodes.Status200OK) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var bytes = WireJson.Bytes(value);
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = bytes.Length;
        return httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
    }
}

/// <summary>What an endpoint says of itself in /openapi/v1.json.</summary>
public static class ApiSays
{
    /// <param name="name">Stable: generated clients call the operation so.</param>
    /// <param name="problems">Statuses of problems beside 401, 429 and, under a show, 404.</param>
    public static RouteHandlerBuilder Says<TAnswer>(this RouteHandlerBuilder endpoint, string name, string tag, string summary, string description, int status = StatusCodes.Status200OK, string content = "application/json", params int[] problems)
    {
        endpoint.WithName(name).WithTags(tag).WithSummary(summary).WithDescription(description).Produces<TAnswer>(status, content);
        foreach (var problem in new[] { StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status404NotFound, StatusCodes.Status429TooManyRequests }.Union(problems).Order())
            endpoint.Produces<WireProblem>(problem, "application/problem+json");
        return endpoint;
    }

    /// <summary>It takes a body, and may be refused as every write.</summary>
    public static RouteHandlerBuilder Takes<TBody>(this RouteHandlerBuilder endpoint, bool mayBeEmpty = false) where TBody : class
    {
        endpoint.Accepts<TBody>(mayBeEmpty, "application/json");
        foreach (var problem in new[] { StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType }) endpoint.Produces<WireProblem>(problem, "application/problem+json");
        return endpoint;
    }

    /// <summary>Every verb may be refused so.</summary>
    public static int[] OfAVerb { get; } =
        [StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable, StatusCodes.Status504GatewayTimeout];
}
