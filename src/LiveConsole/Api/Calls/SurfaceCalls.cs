using System.Text.Encodings.Web;
using System.Text.Json;
using LiveConsole.Api.Wire;
using LiveConsole.Shows;
using LiveConsole.Surfaces;

namespace LiveConsole.Api.Calls;

/// <summary>For control surfaces (Companion, Stream Deck): flat variables, boolean feedbacks, actions by name; step by step in docs/surfaces.md.</summary>
public static class SurfaceCalls
{
    private const string Tag = "control surfaces";

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Map(RouteGroupBuilder show)
    {
        var surface = show.MapGroup("/surface");
        surface.MapGet("/variables", (string show, HttpContext http) => Flat(http, _ => true)).Says<IReadOnlyDictionary<string, object>>("getVariables", Tag, "All variables, flat", "Names are stable; docs/surfaces.md is their list. Nothing is an empty text, or null for a figure.");
        surface.MapGet("/variables/{name}", (string show, string name, HttpContext http) => One(http, name, _ => true)).Says<string>("getVariable", Tag, "One variable as plain text", "\"true\" and \"false\" for yes and no; empty for nothing.", content: "text/plain");
        surface.MapGet("/feedbacks", (string show, HttpContext http) => Flat(http, SurfaceVariables.Feedbacks.Contains)).Says<IReadOnlyDictionary<string, bool>>("getFeedbacks", Tag, "What a button lights on: yes or no", "The boolean ones of the variables.");
        surface.MapGet("/feedbacks/{name}", (string show, string name, HttpContext http) => One(http, name, SurfaceVariables.Feedbacks.Contains)).Says<string>("getFeedback", Tag, "One feedback as plain text: true or false", "", content: "text/plain");
        Actions(surface, "/actions/{action}", "press", "Press a button: take-next, clear, clear-all, show-overlay, hide-overlay, toggle-overlay, skip, later, moment, undo",
            "take-next changes nothing within 2 s of any TAKE. moment takes a word in ?text=. undo takes back this token's own last action.");
        // CLEAR has no limit of calls: it is never refused.
        foreach (var clear in new[] { SurfaceActions.Clear, SurfaceActions.ClearAll })
        {
            foreach (var endpoint in Pair(surface, "/actions/" + clear, (string show, HttpContext http, ICommands commands) => PressAsync(http, commands, clear, null))) endpoint.DisableRateLimiting().ExcludeFromDescription();
        }
    }

    private static void Actions(RouteGroupBuilder surface, string pattern, string name, string summary, string description)
    {
        var pair = Pair(surface, pattern, (string show, string action, HttpContext http, ICommands commands, string? text = null) => PressAsync(http, commands, action, text));
        pair[0].Says<WirePressed>(name, Tag, summary, description, problems: ApiSays.OfAVerb);
        pair[1].Says<WirePressed>(name + "ByGet", Tag, "The same by GET", "Only with a token that opted in (--get-actions), which may then stand in the address as ?token=. Addresses are written into logs: give such a token no more than it needs.", problems: ApiSays.OfAVerb);
    }

    private static RouteHandlerBuilder[] Pair(RouteGroupBuilder surface, string pattern, Delegate pressed) =>
        [surface.MapPost(pattern, pressed), surface.MapGet(pattern, pressed).WithMetadata(new ApiDoor.ActionByGet())];

    private static async Task<IResult> PressAsync(HttpContext http, ICommands commands, string action, string? text)
    {
        var call = ApiCall.Of(http);
        var (command, whyNot) = SurfaceActions.CommandOf(action, call.View, call.By, text);
        if (command is null) return ApiProblem.Of(whyNot!);
        var (outcome, problem) = await ApiVerbs.SendAsync(http, commands, command);
        if (problem is not null) return problem;
        if (outcome is Outcome.Refused refused) return ApiProblem.Of(refused.Refusal, onAir: WireStates.Air(call.View));
        var accepted = (Outcome.Accepted)outcome!;
        return new ApiAnswer<WirePressed>(new WirePressed(accepted.Action, ApiVerbs.Undoable(accepted), accepted.Changed, accepted.Journaled));
    }

    private static IResult Flat(HttpContext http, Func<string, bool> wanted)
    {
        var call = ApiCall.Of(http);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            foreach (var (name, value) in SurfaceVariables.Of(call.View, call.Show.Clock.Now).Where(v => wanted(v.Key))) value.Write(json, name);
            json.WriteEndObject();
        }

        return Results.Bytes(buffer.ToArray(), "application/json; charset=utf-8");
    }

    private static IResult One(HttpContext http, string name, Func<string, bool> wanted)
    {
        var call = ApiCall.Of(http);
        return wanted(name) && SurfaceVariables.Of(call.View, call.Show.Clock.Now).TryGetValue(name, out var value)
            ? Results.Text(value.ToString(), "text/plain; charset=utf-8")
            : ApiProblem.NotFound("There is no variable of that name. .../surface/variables has them all.", "Aucune variable de ce nom. .../surface/variables les donne toutes.");
    }
}
