using System.Text.Encodings.Web;
using System.Text.Json;
using LiveConsole.Api.Wire;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Questions;
using LiveConsole.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Api.Calls;

/// <summary>What waits for the moderators, what they decide about it, and who is the same person.</summary>
public static class LaneCalls
{
    private const string Tag = "moderators' lanes", Lead = "lead";

    private const int Most = 1_000, Usual = 200;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, Lanes?> Named = LaneRules.All.ToDictionary(NameOf, l => (Lanes?)l, StringComparer.Ordinal)
        .Append(new(Lead, null)).ToDictionary(StringComparer.Ordinal);

    private static readonly Dictionary<string, Lanes> Shareable = LaneRules.Shareable.ToDictionary(NameOf, StringComparer.Ordinal);

    public static void Map(RouteGroupBuilder show)
    {
        show.MapGet("/lanes", List).Says<IReadOnlyList<WireLane>>("listLanes", Tag, "What waits for the moderators, lane by lane", "A message may wait in several at once. The lead's lane is told to who has the lead's say.", problems: StatusCodes.Status403Forbidden);
        show.MapGet("/lanes/{lane}", ReadAsync).Says<IReadOnlyList<WireWaitingMessage>>("readLane", Tag, "The rows of a lane, the oldest first", "What says the same is one row. Give the last one's sequence as after to go on.", problems: StatusCodes.Status403Forbidden);
        foreach (var shared in new[] { true, false })
        {
            show.MapPost(shared ? "/lanes/{lane}/share" : "/lanes/{lane}/unshare", (string show, string lane, HttpContext http, ICommands commands) => Shareable.TryGetValue(lane, out var which)
                    ? ApiVerbs.ItemAsync(http, commands, new ShareLane(which, shared), item: null) : Task.FromResult<IResult>(NoLane(Shareable.Keys)))
                .Says<WireDone>(shared ? "shareLane" : "unshareLane", Tag, shared ? "SHARE: new messages of the lane are dealt to those at the desk" : "The lane's messages are anybody's again",
                    "A phone counts half; after 20 s a message is anybody's. Harmless when it is so already.", problems: ApiSays.OfAVerb);
        }

        show.MapPost("/messages/{platform}/{id}/fine", (string show, string platform, string id, HttpContext http, ICommands commands) => DecideAsync(http, commands, platform, id, message => new PassMessage(message.Sequence)))
            .Says<WireDone>("passMessage", Tag, "FINE: nothing to do about it", "It leaves every lane it waits in, and what says the same with it.", problems: ApiSays.OfAVerb);
        show.MapPost("/messages/{platform}/{id}/lead", async (string show, string platform, string id, HttpContext http, ICommands commands) =>
        {
            var (body, wrong) = await ApiBody.ReadAsync<WireCallLead>(http);
            return wrong ?? await DecideAsync(http, commands, platform, id, message => new CallLead(message.Sequence, message.Message.Ref, body!.Reason));
        }).Takes<WireCallLead>().Says<WireDone>("callLead", Tag, "The lead should look at it", "It leaves the moderators' lanes and waits in the lead's.", problems: ApiSays.OfAVerb);
        show.MapPost("/viewers/match", MatchAsync).Takes<WireMatch>().Says<WireDone>("matchViewers", Tag, "Two viewers are one person, or not after all", "Each on a platform of theirs, and both have written in this show. Nothing is ever concluded from names.", problems: ApiSays.OfAVerb);
        show.MapPost("/items/dismiss-overtaken", async (string show, HttpContext http, ICommands commands) =>
        {
            var (body, wrong) = await ApiBody.ReadAsync<WireOvertaken>(http);
            return wrong ?? await ApiVerbs.ItemAsync(http, commands, new DismissOvertaken([.. body!.Items.Select(i => new ItemId(i))]), item: null);
        }).Takes<WireOvertaken>().Says<WireDone>("dismissOvertaken", "items", "Put aside the questions about a moment that is over", "Those of the ones named that still wait for it on the board; what somebody took up meanwhile stays. One action, one undo.", problems: ApiSays.OfAVerb);
    }

    private static async Task<IResult> DecideAsync(HttpContext http, ICommands commands, string platform, string id, Func<SeenMessage, IShowCommand> command)
    {
        var call = ApiCall.Of(http);
        if (!call.Reader.MaySeeFeed) return ApiProblem.Of(Refusals.Forbidden(call.Token.Role));
        // The server leaves %2F as it came, so that it parts no path: the source's id has a slash there.
        var message = await call.Show.FindMessageAsync(call.Reader, new MessageRef(platform, id), http.RequestAborted)
            ?? await call.Show.FindMessageAsync(call.Reader, new MessageRef(platform, id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)), http.RequestAborted);
        if (message is null) return ApiProblem.Of(Refusals.NoMessage);
        return await ApiVerbs.ItemAsync(http, commands, command(message), item: null);
    }

    private static async Task<IResult> MatchAsync(string show, HttpContext http, ICommands commands)
    {
        var (body, wrong) = await ApiBody.ReadAsync<WireMatch>(http);
        if (wrong is not null) return wrong;
        var call = ApiCall.Of(http);
        if (!call.Reader.MaySeeViewers) return ApiProblem.Of(Refusals.Forbidden(call.Token.Role));
        var (one, other) = (Of(body!.One), Of(body.Other));
        foreach (var viewer in new[] { one, other })
        {
            if (viewer.Id.Length > 0 && await call.Show.ReadMessagesAsync(call.Reader, new MessageQuery(Viewer: viewer, Limit: 1), http.RequestAborted) is [])
                return ApiProblem.NotFound("No such viewer has written in this show.", "Personne de tel n'a écrit dans cette émission.");
        }

        return await ApiVerbs.ItemAsync(http, commands, new MatchViewers(one, other, body.Same), item: null);
    }

    private static string NameOf(Lanes lane) => JsonNamingPolicy.CamelCase.ConvertName(lane.ToString());

    private static ViewerRef Of(WireViewerRef viewer) => new(viewer.Platform, viewer.Id);

    private static ApiProblem NoLane(IEnumerable<string> lanes) =>
        ApiProblem.NotFound($"There is no such lane. There are: {string.Join(", ", lanes)}.", $"Cette file n'existe pas. Il y a : {string.Join(", ", lanes)}.");

    private static IResult List(string show, HttpContext http)
    {
        var call = ApiCall.Of(http);
        if (!call.Reader.MaySeeFeed) return ApiProblem.Of(Refusals.Forbidden(call.Token.Role));
        var view = call.View;
        return new ApiAnswer<IReadOnlyList<WireLane>>([.. Named.Where(n => n.Value is not null || call.Reader.MaySeeCalls).Select(n => (n.Key, Lane: view.Waiting(n.Value)))
            .Select(n => new WireLane(n.Key, n.Lane.Count, n.Lane.Oldest, n.Lane.LeftUndecided, n.Lane.AlikePassed,
                Named[n.Key] is { } lane && view.SharedLane(lane) is { } shared ? new WireSharing(shared.At, shared.By.Name) : null))]);
    }

    private static async Task<IResult> ReadAsync(string show, string lane, HttpContext http, long? after = null, int? limit = null)
    {
        if (!Named.TryGetValue(lane, out var wanted)) return NoLane(Named.Keys);
        if (limit is < 1 or > Most) return ApiProblem.Invalid($"limit is a number from 1 to {Most}.", $"limit est un nombre de 1 à {Most}.");
        var call = ApiCall.Of(http);
        if (!call.Reader.MaySeeFeed || (wanted is null && !call.Reader.MaySeeCalls)) return ApiProblem.Of(Refusals.Forbidden(call.Token.Role));
        var view = call.View.Waiting(wanted);
        List<Row> rows = [];
        foreach (var sequence in view.Sequences.Where(s => s > (after ?? 0)).Take(limit ?? Usual))
        {
            var called = wanted is null ? view.Call(sequence) : null;
            // What the lead is called for may be older than what a show's state holds.
            var message = view.Message(sequence) ?? (called is null ? null : await call.Show.FindMessageAsync(call.Reader, called.Message, http.RequestAborted));
            if (message is not null) rows.Add(new Row(message, view.Fold(sequence), called, wanted is { } of ? call.View.DealtOf(of, sequence, call.View.At) : null));
        }

        return new Answer(rows);
    }

    private sealed record Row(SeenMessage Message, LaneFold? Fold, LeadCall? Call, Dealt? Dealt);

    private sealed class Answer(List<Row> rows) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            await using var json = new Utf8JsonWriter(httpContext.Response.BodyWriter, Compact);
            json.WriteStartArray();
            foreach (var (message, fold, call, dealt) in rows)
            {
                json.WriteStartObject();
                json.WriteNumber("sequence", message.Sequence);
                json.WriteNumber("messages", fold?.Count ?? 1);
                json.WriteNumber("people", fold?.People ?? 1);
                json.WritePropertyName("message");
                RecordingFormat.Write(json, message.Message, message.Sequence, message.Removed, withRemovedText: true);
                json.WritePropertyName("call");
                if (call is null) json.WriteNullValue();
                else JsonSerializer.Serialize(json, new WireLeadCall(call.Reason, call.By.Name, call.At), WireJson.Of<WireLeadCall>());
                json.WritePropertyName("dealt");
                if (dealt is null) json.WriteNullValue();
                else JsonSerializer.Serialize(json, new WireDealt(dealt.To.Name, dealt.Until), WireJson.Of<WireDealt>());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            await json.FlushAsync(httpContext.RequestAborted);
        }
    }
}
