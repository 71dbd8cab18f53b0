using System.Text.Json.Nodes;
using LiveConsole.Api.Wire;
using LiveConsole.CommandLine;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.OpenApi;

namespace LiveConsole.Api;

/// <summary>/openapi/v1.json: made from the endpoints and the wire's own types, so that it cannot say other than what is there.</summary>
public static class ApiDescription
{
    private const string Scheme = "token";

    private static readonly Dictionary<string, string> Parameters = new(StringComparer.Ordinal)
    {
        ["show"] = "The show's name in addresses.",
        ["id"] = "The item's id, or its number: 41 or Q41; under messages: the platform's id of the message; under effects: the effect's number.",
        ["lane"] = "flagged, questions, first, paid, mentions or lead.",
        ["after"] = "Only what comes after this cursor.",
        ["limit"] = "At most so many; 1 to 1000, 200 when it is left out.",
        ["q"] = "Full-text search: all words, the last one as it begins.",
        ["platform"] = "Only of this platform.",
        ["kind"] = "question, comment or line.",
        ["stage"] = "new, answered, approved, queued, onAir, done, dismissed, merged or withdrawn.",
        ["from"] = "Only from this time on.",
        ["name"] = "The variable's name.",
        ["action"] = "What to do, by name.",
        ["text"] = "A moment's word.",
        ["to"] = "Only until this time.",
    };

    public static void Add(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            // The description is made from these: they must say what is sent.
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, WireJson.Default);
            foreach (var converter in WireJson.Default.Options.Converters) json.SerializerOptions.Converters.Add(converter);
            json.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict;
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
        });
        services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
            // As people say it: Item, not the name of a class.
            options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name ? name.Replace("Wire", "", StringComparison.Ordinal) : null;
            options.AddDocumentTransformer((document, _, _) => Document(document));
            options.AddOperationTransformer((operation, context, _) => Operation(operation, context));
            options.AddSchemaTransformer((schema, context, _) => Schema(schema, context));
        });
    }

    /// <summary>It says the same until the program is another one, and costs a second of a core to make: anybody may ask, as often as they like.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    public static void Map(WebApplication app) => app.MapOpenApi("/openapi/{documentName}.json").CacheOutput(new KeptForAll());

    private static Task Document(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "LiveConsole", Version = "v1",
            Description = "The control room for a live broadcast's audience. Tokens: 'liveconsole token create', or Tokens in /settings. Times are RFC 3339 in UTC. "
                + "Sentences come in the language of Accept-Language (fr, en). By example: docs/api.md of version " + ConsoleCommands.Version + ".",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API token. No cookie opens the API." },
        };
        document.Components.Responses = ProblemResponses(document);
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        return Task.CompletedTask;
    }

    private static Task Operation(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? []) parameter.Description = Parameters.GetValueOrDefault(parameter.Name ?? "");
        if (context.Description.HttpMethod == HttpMethods.Post)
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = ApiVerbs.KeyHeader, In = ParameterLocation.Header, Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 },
                Description = "The same key again gives the same answer and does nothing twice. Best a UUID; it is the action's id then.",
            });
        }

        // Each said once: forty operations refuse alike.
        foreach (var status in operation.Responses?.Keys.Where(ApiExamples.Problems.ContainsKey).ToList() ?? []) operation.Responses![status] = new OpenApiResponseReference(Name(status), context.Document);
        foreach (var (_, media) in operation.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>()) media.Example = Example(ApiExamples.Bodies, operation.OperationId);
        foreach (var (type, media) in (operation.Responses?.FirstOrDefault(r => r.Key.StartsWith('2')).Value as OpenApiResponse)?.Content ?? new Dictionary<string, OpenApiMediaType>())
            media.Example = type == "text/event-stream" ? JsonValue.Create(ApiExamples.Events) : Example(ApiExamples.Answers, operation.OperationId);
        return Task.CompletedTask;
    }

    private static Dictionary<string, IOpenApiResponse> ProblemResponses(OpenApiDocument document) => ApiExamples.Problems.ToDictionary(p => Name(p.Key), IOpenApiResponse (p) => new OpenApiResponse
    {
        Description = p.Value.Words,
        Headers = p.Key switch
        {
            "401" => new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal) { ["WWW-Authenticate"] = new OpenApiHeader { Description = "Bearer", Schema = new OpenApiSchema { Type = JsonSchemaType.String } } },
            "429" or "503" or "504" => new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal) { ["Retry-After"] = new OpenApiHeader { Description = "Seconds to wait.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } } },
            _ => null,
        },
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference("Problem", document), Example = JsonNode.Parse(p.Value.Example) },
        },
    }, StringComparer.Ordinal);

    private static string Name(string status) => "Problem" + status;

    private static Task Schema(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(WireUndoable)) schema.OneOf = [new OpenApiSchema { Type = JsonSchemaType.Boolean, Const = "true" }, new OpenApiSchema { Type = JsonSchemaType.String }];
        else if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(DateTimeOffset))
            (schema.Type, schema.Format) = (type == typeof(DateTimeOffset) ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null, "date-time");
        return Task.CompletedTask;
    }

    private static JsonNode? Example(IReadOnlyDictionary<string, string> examples, string? operation) => operation is not null && examples.TryGetValue(operation, out var json) ? JsonNode.Parse(json) : null;

    /// <summary>The framework's own policy makes it anew for each who is signed in or shows a key, and for each word behind the address.</summary>
    private sealed class KeptForAll : IOutputCachePolicy
    {
        public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = true;
            context.ResponseExpirationTimeSpan = Kept;
            return ValueTask.CompletedTask;
        }

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

        /// <summary>A renewed session's cookie is nobody else's.</summary>
        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            var answer = context.HttpContext.Response;
            context.AllowCacheStorage = answer.StatusCode == StatusCodes.Status200OK && answer.Headers.SetCookie.Count == 0;
            return ValueTask.CompletedTask;
        }
    }
}
