using System.Text.Encodings.Web;
using System.Text.Json;
using LiveConsole.Api.Wire;
using LiveConsole.Domain.Chat;
using LiveConsole.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Api.Calls;

/// <summary>The chats' messages, read. Intake has calls of its own.</summary>
public static class MessageCalls
{
    private const int Most = 1_000, Usual = 200, LongestSearch = 200;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Map(RouteGroupBuilder show) => show.MapGet("/messages", ListAsync).Says<IReadOnlyList<WireMessage>>("listMessages", "messages", "Messages of the chats, oldest first",
        "Give the last one's sequence as after to go on. q searches: all words, the last one as it begins. What was removed comes without text to who does not moderate.", problems: StatusCodes.Status403Forbidden);

    private static async Task<IResult> ListAsync(string show, HttpContext http, long? after = null, int? limit = null, string? q = null, string? platform = null)
    {
        if (limit is < 1 or > Most) return ApiProblem.Invalid($"limit is a number from 1 to {Most}.", $"limit est un nombre de 1 à {Most}.");
        if (after < 0) return ApiProblem.Invalid("after is the sequence of a message.", "after est la séquence d'un message.");
        if (q?.Length > LongestSearch) return ApiProblem.Invalid($"q is longer than {LongestSearch} characters.", $"q dépasse {LongestSearch} caractères.");
        var call = ApiCall.Of(http);
        if (!call.Reader.MaySeeFeed) return ApiProblem.Of(Domain.Journal.Refusals.Forbidden(call.Token.Role));
        var query = new MessageQuery(After: after ?? 0, Platform: string.IsNullOrWhiteSpace(platform) ? null : platform, Text: string.IsNullOrWhiteSpace(q) ? null : q, Limit: limit ?? Usual);
        return new Answer(await call.Show.ReadMessagesAsync(call.Reader, query, http.RequestAborted));
    }

    private sealed class Answer(IReadOnlyList<SeenMessage> messages) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            await using var json = new Utf8JsonWriter(httpContext.Response.BodyWriter, Compact);
            json.WriteStartArray();
            // The gate has taken out what this reader may not see.
            foreach (var message in messages) RecordingFormat.Write(json, message.Message, message.Sequence, message.Removed, withRemovedText: true);
            json.WriteEndArray();
            await json.FlushAsync(httpContext.RequestAborted);
        }
    }
}
