using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
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
        // Kept to be looked at again when it is wrong; the door bounds its length.
        using var sent = new MemoryStream();
        await http.Request.Body.CopyToAsync(sent, http.RequestAborted);
        try
        {
            sent.Position = 0;
            if (JsonSerializer.Deserialize(sent, WireJson.Of<T>()) is not { } body) return (null, ApiProblem.Invalid("The body is null. Send an object.", "Le corps est null. Envoyez un objet."));
            return NullInAList(sent) is { } place
                ? (null, ApiProblem.Invalid($"There is a null in a list, at {place}. Leave it out.", $"Il y a un null dans une liste, à {place}. Retirez-le."))
                : (body, null);
        }
        catch (JsonException wrong)
        {
            if (WhatIsWrong(sent, WireJson.Of<T>()) is { } named) return (null, named);
            // Its own message may hold what was sent; the place is enough.
            var at = wrong.Path is { Length: > 1 } path ? path : "$";
            var line = wrong.LineNumber is { } n ? n + 1 : 1;
            return (null, ApiProblem.Invalid(
                $"The body is not what this call takes (at {at}, line {line}). /openapi/v1.json says what is expected.",
                $"Le corps n'est pas celui que cet appel attend (à {at}, ligne {line}). /openapi/v1.json dit ce qui est attendu."));
        }
    }

    /// <summary>The serializer looks at members, not at what is in lists; and no rule expects one.</summary>
    /// <returns>Where the first is; null: there is none.</returns>
    private static string? NullInAList(MemoryStream sent)
    {
        sent.Position = 0;
        using var document = JsonDocument.Parse(sent);
        return In(document.RootElement, "$");

        static string? In(JsonElement json, string at)
        {
            var n = 0;
            if (json.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in json.EnumerateObject())
                {
                    if (In(member.Value, $"{at}.{member.Name}") is { } place) return place;
                }
            }
            else if (json.ValueKind == JsonValueKind.Array)
            {
                foreach (var element in json.EnumerateArray())
                {
                    var here = $"{at}[{n++}]";
                    if (element.ValueKind == JsonValueKind.Null) return here;
                    if (In(element, here) is { } place) return place;
                }
            }

            return null;
        }
    }

    /// <returns>A member that is missing, or whose word is none of those it may be; null: it is wrong in another way.</returns>
    private static ApiProblem? WhatIsWrong(MemoryStream sent, JsonTypeInfo expected)
    {
        try
        {
            sent.Position = 0;
            using var document = JsonDocument.Parse(sent);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return null;
            foreach (var member in expected.Properties)
            {
                var given = document.RootElement.TryGetProperty(member.Name, out var value);
                if (!given && member.IsRequired) return Missing(member.Name);
                var type = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
                if (given && type.IsEnum && Words(type) is var words && !(value.ValueKind == JsonValueKind.String && words.Contains(value.GetString(), StringComparer.OrdinalIgnoreCase)) && !(value.ValueKind == JsonValueKind.Null && !member.IsRequired))
                    return ApiProblem.Invalid($"{member.Name} is one of: {string.Join(", ", words)}.", $"{member.Name} est l'un de : {string.Join(", ", words)}.");
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // No JSON at all, or text with lone surrogates: the place is all that can be said.
        }

        return null;
    }

    private static ApiProblem Missing(string member) => member == "seenVersion"
        ? ApiProblem.Invalid("seenVersion is missing: the item's version that you decided on.", "seenVersion manque : la version de l'élément sur laquelle vous avez décidé.")
        : ApiProblem.Invalid($"{member} is missing. /openapi/v1.json says what it is.", $"{member} manque. /openapi/v1.json dit ce que c'est.");

    /// <summary>As the contract writes them; "none" is for what is not said.</summary>
    private static List<string> Words(Type type) =>
        [.. Enum.GetValues(type).Cast<object>().Select(v => JsonSerializer.Serialize(v, WireJson.Plain.GetTypeInfo(type)!).Trim('"')).Where(w => w is not ("none" or "undone"))];
}
