using System.Text.Json;
using LiveConsole.Api.Wire;

namespace LiveConsole.Api;

/// <summary>A call's JSON body, read strictly: what cannot be read is said with its place.</summary>
public static class ApiBody
{
    /// <returns>The body, or what is wrong with it. An empty body counts as {} where everything in it may be left out.</returns>
    public static async ValueTask<(T? Body, ApiProblem? Problem)> ReadAsync<T>(HttpContext http, bool mayBeEmpty = false) where T : class
    {
        var length = http.Request.ContentLength;
        if (length is null or 0 && mayBeEmpty && !http.Request.Headers.TransferEncoding.Contains("chunked", StringComparer.OrdinalIgnoreCase)) return (JsonSerializer.Deserialize("{}", WireJson.Of<T>()), null);
        if (!http.Request.HasJsonContentType()) return (null, ApiProblem.Invalid(
            "Send JSON: \"Content-Type: application/json\".", "Envoyez du JSON : « Content-Type: application/json ».", StatusCodes.Status415UnsupportedMediaType));
        try
        {
            return await JsonSerializer.DeserializeAsync(http.Request.Body, WireJson.Of<T>(), http.RequestAborted) is { } body
                ? (body, null)
                : (null, ApiProblem.Invalid("The body is null. Send an object.", "Le corps est null. Envoyez un objet."));
        }
        catch (JsonException wrong)
        {
            // Its own message may hold what was sent; the place is enough.
            var at = wrong.Path is { Length: > 1 } path ? path : "$";
            var line = wrong.LineNumber is { } n ? n + 1 : 1;
            return (null, ApiProblem.Invalid(
                $"The body is not what this call takes (at {at}, line {line}). /openapi/v1.json says what is expected.",
                $"Le corps n'est pas celui que cet appel attend (à {at}, ligne {line}). /openapi/v1.json dit ce qui est attendu."));
        }
    }
}
