using LiveConsole.Rehearsal.Twitch.EventSub;
using Microsoft.AspNetCore.Http;

namespace LiveConsole.Rehearsal.Twitch.Acting;

/// <summary>
/// Helix' calls that do something, and the few that only a moderator may ask (platforms/twitch.md 4.2, 4.3, 4.5): scope, parameters, whose token it is, whether that user moderates the
/// room; then the call itself. What it changes comes back on IRC and EventSub as everybody hears it.
/// </summary>
internal sealed class ActingEndpoints
{
    private readonly EmulatedTwitch _twitch;
    private readonly Dictionary<string, Route> _routes;

    public ActingEndpoints(EmulatedTwitch twitch)
    {
        _twitch = twitch;
        _routes = new Route[][] { new ModerationCalls(twitch).Routes(), new ChatCalls(twitch).Routes(), new PollCalls(twitch).Routes() }.SelectMany(r => r).ToDictionary(r => r.Call, StringComparer.Ordinal);
    }

    public bool Answers(HttpContext http) => _routes.ContainsKey(CallOf(http));

    /// <summary>"POST moderation/bans", whichever of the two layouts it was asked in.</summary>
    public static string CallOf(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        var bare = path.StartsWith("/helix/", StringComparison.Ordinal) ? path["/helix/".Length..] : path.StartsWith("/mock/", StringComparison.Ordinal) ? path["/mock/".Length..] : path;
        return $"{http.Request.Method} {bare}";
    }

    public async Task AnswerAsync(HttpContext http, TokenUser? user)
    {
        var route = _routes[CallOf(http)];
        var fault = route.Changes ? _twitch.Acting.Take(route.Call) : HelixFault.None;
        if (fault == HelixFault.CutBefore)
        {
            http.Abort();
            return;
        }

        var answer = user is not { } caller ? HelixAnswer.No(401, "Missing user access token") : Faulty(http, fault) ?? Answer(route, new HelixCall(http.Request.Query, caller, await SubscriptionEndpoints.BodyAsync(http)), fault);
        _twitch.Calls.Note(new SeenCall(_twitch.Time.GetUtcNow(), route.Call, route.Scope, answer.Status, user?.UserId ?? ""));
        if (route.Changes) _twitch.Flush();
        if (fault == HelixFault.DoneThenCut) http.Abort();
        else if (fault == HelixFault.DoneThenHangs) await HangAsync(http);
        else if (fault == HelixFault.Unavailable) await SayUnavailableAsync(http);
        else if (answer.Refusal is { } words) await HelixEndpoints.ErrorAsync(http, answer.Status, words);
        else if (answer.Members is { } members) await HelixEndpoints.JsonAsync(http, answer.Status, members);
        else http.Response.StatusCode = answer.Status;
    }

    private static HelixAnswer? Faulty(HttpContext http, HelixFault fault)
    {
        switch (fault)
        {
            case HelixFault.DeadToken: return HelixAnswer.No(401, "Invalid OAuth token");
            case HelixFault.SomeoneElse: return HelixAnswer.No(409, "You may not update the user's ban state while someone else is updating the state.");
            // A limit of the endpoint's own: the bucket's headers say that plenty is left.
            case HelixFault.TooMany: return HelixAnswer.No(429, "The app has exceeded the number of requests it may make per minute for this broadcaster.");
            case HelixFault.Unavailable:
                http.Response.Headers.Remove("Ratelimit-Limit");
                return HelixAnswer.No(503, "");
            default: return null;
        }
    }

    private HelixAnswer Answer(Route route, HelixCall call, HelixFault fault)
    {
        if (route.Scope is { } scope && !call.User.May(scope) && (route.OrScope is null || !call.User.May(route.OrScope))) return HelixAnswer.No(401, $"Missing scope: {scope}");
        if (route.NeedsBody && call.Body is null) return HelixAnswer.No(400, "The request body is not valid JSON");
        foreach (var name in route.Query)
        {
            if (call.Query(name).Length == 0) return HelixAnswer.No(400, $"Missing required parameter \"{name}\"");
        }

        if (route.Own is { } whose && WhyNotTheirs(call, whose, route.OwnInBody) is { } theirs) return theirs;
        if (route.Room is null) return route.Answer(call, null!, fault);
        var id = route.RoomInBody ? call.Text(route.Room) : call.Query(route.Room);
        if (id.Length == 0) return HelixAnswer.No(400, $"Missing required parameter \"{route.Room}\"");
        if (_twitch.Rooms.FirstOrDefault(r => r.Id == id) is not { } room) return HelixAnswer.No(400, $"The ID in {route.Room} is not a valid broadcaster");
        if (route.ForModerators && !_twitch.Users.Moderates(call.User.UserId, room)) return HelixAnswer.No(403, $"The user in {route.Own} is not one of the broadcaster's moderators.");
        return route.Answer(call, room, fault);
    }

    private static HelixAnswer? WhyNotTheirs(HelixCall call, string name, bool inBody)
    {
        var own = inBody ? call.Text(name) : call.Query(name);
        if (own.Length == 0) return HelixAnswer.No(400, $"Missing required parameter \"{name}\"");
        return own == call.User.UserId ? null : HelixAnswer.No(401, $"The ID in {name} must match the user ID found in the request's OAuth token.");
    }

    // Accepted, done, and then never a word: until the client has had enough or the emulator stops.
    private async Task HangAsync(HttpContext http)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _twitch.Stopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, _twitch.Time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Abort();
    }

    // As a gateway in front of Twitch says it: no JSON.
    private static Task SayUnavailableAsync(HttpContext http)
    {
        http.Response.StatusCode = 503;
        http.Response.ContentType = "text/html";
        return http.Response.WriteAsync("<html><body><h1>503 Service Unavailable</h1>No server is available to handle this request.</body></html>", http.RequestAborted);
    }
}

/// <summary>A call and what stands before it.</summary>
/// <param name="Own">Names the parameter that must be the token's own user.</param>
/// <param name="Answer">The room is null where <see cref="Room"/> is.</param>
internal sealed record Route(string Call, string? Scope, string? Own, Func<HelixCall, TwitchRoom, HelixFault, HelixAnswer> Answer)
{
    /// <summary>Reading may be allowed by another scope.</summary>
    public string? OrScope { get; init; }

    /// <summary>Names the parameter with the channel.</summary>
    public string? Room { get; init; } = "broadcaster_id";

    public bool RoomInBody { get; init; }

    public bool OwnInBody { get; init; }

    public bool NeedsBody { get; init; }

    public bool ForModerators { get; init; } = true;

    /// <summary>It does something: drills meet it.</summary>
    public bool Changes { get; init; } = true;

    public string[] Query { get; init; } = [];
}
