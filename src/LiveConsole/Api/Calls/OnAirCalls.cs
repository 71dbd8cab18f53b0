using LiveConsole.Api.Wire;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Shows;

namespace LiveConsole.Api.Calls;

/// <summary>What is on air, and what changes it.</summary>
public static class OnAirCalls
{
    private const string Tag = "on air";

    public static void Map(RouteGroupBuilder show)
    {
        show.MapGet("/on-air", (string show, HttpContext http) => new ApiAnswer<WireAir>(WireStates.Air(ApiCall.Of(http).View)))
            .Says<WireAir>("getOnAir", Tag, "What is on air, and next", "With the screens and the number that each has painted.");
        show.MapPost("/on-air/take-next", async (string show, HttpContext http, ICommands commands) =>
        {
            var (body, wrong) = await ApiBody.ReadAsync<WireTakeNext>(http, mayBeEmpty: true);
            return wrong ?? await ApiVerbs.AirAsync(http, commands, new TakeNext(Of(body!.SeenNext), Of(body.SeenOnAir), SawAir: body.SaysAir));
        }).Takes<WireTakeNext>(mayBeEmpty: true).Says<WireAired>("takeNext", Tag, "TAKE the next item", "With seenNext, seenOnAir or both it is exact: what you saw is looked at. Without, it takes whatever is NEXT, but changes nothing within 2 s of any TAKE: two fingers, one show.", problems: ApiSays.OfAVerb);
        Clear(show, new TakeOffAir(), "clear", "clear", "CLEAR: nothing is on air, screens and overlay go dark", "Never refused to whoever may press it, and waits for nothing: \"journaled\": false while the disk or database is away. No limit of calls.");
        Clear(show, new TakeOffAir(All: true), "clear-all", "clearAll", "CLEAR, and every armed or repeated post is disarmed", "As CLEAR. What counts down is taken back, too.");
        Overlay(show, "show-overlay", "showOverlay", true, "Show the item on air on the overlay");
        Overlay(show, "hide-overlay", "hideOverlay", false, "Take it off the overlay; it stays on air");
    }

    private static void Clear(RouteGroupBuilder show, TakeOffAir verb, string path, string name, string summary, string description) =>
        show.MapPost("/on-air/" + path, (string show, HttpContext http, ICommands commands) => ApiVerbs.AirAsync(http, commands, verb))
            .Says<WireAired>(name, Tag, summary, description, problems: StatusCodes.Status403Forbidden).DisableRateLimiting();

    private static void Overlay(RouteGroupBuilder show, string path, string name, bool shown, string summary) =>
        show.MapPost("/on-air/" + path, (string show, HttpContext http, ICommands commands) => ApiVerbs.AirAsync(http, commands, new ShowOverlay(shown)))
            .Says<WireAired>(name, Tag, summary, "Harmless when it is so already.", problems: ApiSays.OfAVerb);

    private static ItemId? Of(Guid? id) => id is { } seen ? new ItemId(seen) : null;
}
