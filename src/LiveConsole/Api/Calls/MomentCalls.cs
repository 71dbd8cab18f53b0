using LiveConsole.Api.Wire;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Api.Calls;

/// <summary>Moments of the show, and undo.</summary>
public static class MomentCalls
{
    public static void Map(RouteGroupBuilder show)
    {
        show.MapGet("/moments", (string show, HttpContext http) => new ApiAnswer<IReadOnlyList<WireMoment>>([.. ApiCall.Of(http).View.Moments.Select(Of)]))
            .Says<IReadOnlyList<WireMoment>>("listMoments", "moments", "Marked times, oldest first", "");
        show.MapPost("/moments", MarkAsync).Takes<WireNewMoment>().Says<WireMarked>("markMoment", "moments", "Mark a time, with a word for it", "", StatusCodes.Status201Created, problems: ApiSays.OfAVerb);
        show.MapPost("/undo", async (string show, HttpContext http, ICommands commands) =>
        {
            var (body, wrong) = await ApiBody.ReadAsync<WireUndo>(http);
            if (wrong is not null) return wrong;
            var touched = ApiCall.Of(http).View.ItemsOf(body!.Action);
            return await ApiVerbs.ItemAsync(http, commands, new UndoAction(body.Action), touched is [var only] ? only : null);
        }).Takes<WireUndo>().Says<WireDone>("undo", "undo", "Put back what one action changed, and only that",
            "Refused (409) when a person has changed one of those fields since: who and what is said. TAKE can be undone for 10 s, CLEAR, SKIP and LATER for 30 s.", problems: ApiSays.OfAVerb);
    }

    private static async Task<IResult> MarkAsync(string show, HttpContext http, ICommands commands)
    {
        var (body, wrong) = await ApiBody.ReadAsync<WireNewMoment>(http);
        if (wrong is not null) return wrong;
        var call = ApiCall.Of(http);
        var (outcome, problem) = await ApiVerbs.SendAsync(http, commands, new MarkMoment(body!.Text) { At = body.At });
        if (problem is not null) return problem;
        if (outcome is Outcome.Refused refused) return ApiProblem.Of(refused.Refusal);
        var marked = call.View.Moments.LastOrDefault(m => m.Text == body.Text.Trim() && (body.At is null || m.At == body.At)) ?? call.View.Moments[^1];
        return new ApiAnswer<WireMarked>(new WireMarked(Of(marked), ((Outcome.Accepted)outcome!).Action), StatusCodes.Status201Created);
    }

    private static WireMoment Of(Moment moment) => new(moment.At, moment.Text, moment.By);
}
