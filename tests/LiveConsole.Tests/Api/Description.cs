using System.Text.Json;

namespace LiveConsole.Tests.Api;

/// <summary>/openapi/v1.json as a stranger's tool reads it: its operations, and whether an answer is what it says.</summary>
internal sealed class Description(JsonElement document)
{
    public JsonElement Document => document;

    public IEnumerable<Operation> Operations =>
        from path in document.GetProperty("paths").EnumerateObject()
        from method in path.Value.EnumerateObject()
        select new Operation(path.Name, method.Name.ToUpperInvariant(), method.Value, this);

    public JsonElement Resolved(JsonElement element)
    {
        while (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("$ref", out var reference))
            element = reference.GetString()!.Split('/').Skip(1).Aggregate(document, (at, name) => at.GetProperty(name));
        return element;
    }

    /// <returns>Where the value is not what the schema says; empty: it is.</returns>
    public IEnumerable<string> Problems(JsonElement schema, JsonElement value, string at = "$")
    {
        schema = Resolved(schema);
        if (schema.ValueKind != JsonValueKind.Object) return [];
        foreach (var choice in new[] { "oneOf", "anyOf" })
        {
            if (schema.TryGetProperty(choice, out var choices))
                return choices.EnumerateArray().Any(c => !Problems(c, value, at).Any()) ? [] : [$"{at}: none of {choice}"];
        }

        if (schema.TryGetProperty("enum", out var all)) return all.EnumerateArray().Any(e => JsonElement.DeepEquals(e, value)) ? [] : [$"{at}: {value} is none of {all}"];
        if (schema.TryGetProperty("type", out var type) && !TypesOf(type).Any(t => IsOf(t, value))) return [$"{at}: {value.ValueKind} is not {type}"];
        return value.ValueKind switch
        {
            JsonValueKind.Object => ProblemsOfObject(schema, value, at),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) => value.EnumerateArray().SelectMany((v, i) => Problems(items, v, $"{at}[{i}]")),
            _ => [],
        };
    }

    public static IEnumerable<string> TypesOf(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];

    private List<string> ProblemsOfObject(JsonElement schema, JsonElement value, string at)
    {
        List<string> problems = [];
        if (schema.TryGetProperty("required", out var required)) problems.AddRange(required.EnumerateArray().Where(r => !value.TryGetProperty(r.GetString()!, out _)).Select(r => $"{at}.{r} is missing"));
        var known = schema.TryGetProperty("properties", out var properties);
        var others = schema.TryGetProperty("additionalProperties", out var other) && other.ValueKind == JsonValueKind.Object;
        foreach (var member in value.EnumerateObject())
        {
            if (known && properties.TryGetProperty(member.Name, out var its)) problems.AddRange(Problems(its, member.Value, $"{at}.{member.Name}"));
            else if (!known && !others) continue;
            else if (others) problems.AddRange(Problems(other, member.Value, $"{at}.{member.Name}"));
            else problems.Add($"{at}.{member.Name} is not described");
        }

        return problems;
    }

    private static bool IsOf(string type, JsonElement value) => (type, value.ValueKind) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("null", JsonValueKind.Null) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => value.TryGetInt64(out _),
        _ => false,
    };
}

internal sealed record Operation(string Path, string Method, JsonElement Says, Description Of)
{
    public string Id => Says.GetProperty("operationId").GetString()!;

    public bool Writes => Method != "GET";

    public bool Streams => Responses.Any(r => r.Value.TryGetProperty("content", out var content) && content.TryGetProperty("text/event-stream", out _));

    public IReadOnlyDictionary<string, JsonElement> Responses => Says.GetProperty("responses").EnumerateObject().ToDictionary(r => r.Name, r => Of.Resolved(r.Value), StringComparer.Ordinal);

    public IEnumerable<JsonElement> Parameters => Says.TryGetProperty("parameters", out var all) ? all.EnumerateArray() : [];

    public IEnumerable<string> Queries => Parameters.Where(p => p.GetProperty("in").GetString() == "query").Select(p => p.GetProperty("name").GetString()!);

    public bool HasId => Path.Contains("{id}", StringComparison.Ordinal);

    public JsonElement? Body => Says.TryGetProperty("requestBody", out var body) ? Of.Resolved(body).GetProperty("content").GetProperty("application/json") : null;

    /// <summary>The body's members with their schemas.</summary>
    public IEnumerable<(string Name, JsonElement Schema)> Members => Body is { } body && Of.Resolved(body.GetProperty("schema")) is var schema && schema.TryGetProperty("properties", out var all)
        ? all.EnumerateObject().Select(p => (p.Name, p.Value)) : [];

    public IEnumerable<string> Required => Body is { } body && Of.Resolved(body.GetProperty("schema")).TryGetProperty("required", out var all) ? all.EnumerateArray().Select(r => r.GetString()!) : [];

    /// <returns>What is wrong with an answer by what the description says; empty: nothing.</returns>
    public IEnumerable<string> Problems(AProgram.Answer answer)
    {
        var status = ((int)answer.Status).ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (status[0] == '5') return [$"{status}"];
        if (!Responses.TryGetValue(status, out var response)) return [$"{status} is not described"];
        if (status[0] != '2' && answer.Type != "application/problem+json") return [$"{status} comes as {answer.Type}"];
        if (!response.TryGetProperty("content", out var content)) return [];
        // Plain text is any text.
        if (answer.Type == "text/plain" && content.TryGetProperty("text/plain", out _)) return [];
        return content.TryGetProperty(answer.Type ?? "", out var media) ? Of.Problems(media.GetProperty("schema"), answer.Json) : [$"{status} comes as {answer.Type}"];
    }

    public override string ToString() => $"{Method} {Path}";
}
