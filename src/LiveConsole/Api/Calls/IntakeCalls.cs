using LiveConsole.Api.Wire;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Intake;
using Microsoft.AspNetCore.Http.Features;

namespace LiveConsole.Api.Calls;

/// <summary>Messages brought in from any other source.</summary>
public static class IntakeCalls
{
    /// <summary>1,000 messages of 4,000 characters each, and their names.</summary>
    private const int LongestBody = 8 * 1024 * 1024;

    public static void Map(RouteGroupBuilder show) => show.MapPost("/messages", TakeAsync).Takes<IReadOnlyList<WireIntakeMessage>>().Says<WireIntake>("takeMessages", "messages", "Bring messages in from any other source: 1 to 1,000 a call",
        "Answered once they are on disk: what is accepted is not lost any more. Send a call again when it was not answered, or after Retry-After: platform and id together count once. A row that cannot be "
        + "taken keeps no other from being taken. A message that is sent again with removed is struck.", StatusCodes.Status202Accepted,
        problems: [StatusCodes.Status403Forbidden, StatusCodes.Status503ServiceUnavailable, StatusCodes.Status504GatewayTimeout]);

    private static async Task<IResult> TakeAsync(string show, HttpContext http, IntakeDoor door)
    {
        var call = ApiCall.Of(http);
        if (!call.Show.Snapshot.State.May(call.By, Permission.Triage)) return ApiProblem.Of(Refusals.Forbidden(call.Token.Role));
        if (!http.Request.HasJsonContentType()) return ApiProblem.Invalid("Send JSON: \"Content-Type: application/json\".", "Envoyez du JSON : « Content-Type: application/json ».", StatusCodes.Status415UnsupportedMediaType);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = LongestBody;
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var read = IntakeFormat.Read(body.GetBuffer().AsMemory(0, (int)body.Length), call.Show.Clock.Now);
        if (read.Problem is { } problem) return ApiProblem.Invalid(problem.En, problem.Fr);
        return await door.TakeAsync(call.Show, read, http.RequestAborted) switch
        {
            IntakeAnswer.Done done => new ApiAnswer<WireIntake>(new WireIntake(done.Accepted, done.Duplicate, [.. done.Refused.Select(r => new WireRefusedRow(r.Index, r.Why.In(ApiCall.Language)))]), StatusCodes.Status202Accepted),
            IntakeAnswer.NotNow { Kind: RefusalKind.Busy } not => new ApiProblem(not.Kind, StatusCodes.Status429TooManyRequests, not.Why, retryAfter: not.After),
            IntakeAnswer.NotNow { Kind: RefusalKind.UnknownOutcome } not => new ApiProblem(not.Kind, StatusCodes.Status504GatewayTimeout, not.Why, retryAfter: not.After),
            IntakeAnswer.NotNow not => new ApiProblem(not.Kind, StatusCodes.Status503ServiceUnavailable, not.Why, retryAfter: not.After),
            _ => throw new InvalidOperationException("An intake call was answered with nothing known."),
        };
    }
}
