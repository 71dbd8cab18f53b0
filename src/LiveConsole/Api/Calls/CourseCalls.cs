using LiveConsole.Api.Wire;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Contingency;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Api.Calls;

/// <summary>The show's course: its phases, and its clock held and resumed.</summary>
public static class CourseCalls
{
    private const string Tag = "course";

    public static void Map(RouteGroupBuilder show)
    {
        show.MapPost("/phase", async (string show, HttpContext http, ICommands commands) =>
        {
            var (body, wrong) = await ApiBody.ReadAsync<WireBeginPhase>(http);
            return wrong ?? await SendAsync(http, commands, Begins(body!, ApiCall.Of(http).View.Settings?.Plan));
        }).Takes<WireBeginPhase>().Says<WireCourse>("beginPhase", Tag, "Begin a phase: its word and clock on every desk and screen", "Harmless when it is that phase with that clock already.", problems: ApiSays.OfAVerb);
        show.MapPost("/hold", (string show, HttpContext http, ICommands commands) => SendAsync(http, commands, new HoldShow()))
            .Says<WireCourse>("holdShow", Tag, "HOLD: the clock stands on every desk and screen", "Nothing else stops. Harmless when it is held already.", problems: ApiSays.OfAVerb);
        show.MapPost("/resume", async (string show, HttpContext http, ICommands commands) =>
        {
            var (body, wrong) = await ApiBody.ReadAsync<WireResume>(http);
            return wrong ?? await SendAsync(http, commands, new ResumeShow(body!.Held, body.To));
        }).Takes<WireResume>().Says<WireCourse>("resumeShow", Tag, "The clock runs again, and the plan moves by as much", "Refused when somebody else has resumed it meanwhile: their time stands.", problems: ApiSays.OfAVerb);
        show.MapPost("/contingency", (string show, HttpContext http, ICommands commands) => SendAsync(http, commands, new CallContingency(ItemId.New(ApiCall.Of(http).View.At))))
            .Says<WireCourse>("callContingency", Tag, "CONTINGENCY: it has gone wrong", "In one turn every post and schedule is disarmed, the overlay is hidden, TAKE airs only lines that a producer approved, the prepared line is on the presenter's screen, and every desk is told what to do. Harmless when it lasts already. It is stood down, not undone.", problems: ApiSays.OfAVerb);
        show.MapPost("/contingency/stand-down", async (string show, HttpContext http, ICommands commands) =>
        {
            var (body, wrong) = await ApiBody.ReadAsync<WireStandDown>(http);
            return wrong ?? await SendAsync(http, commands, new StandDown(body!.Called));
        }).Takes<WireStandDown>().Says<WireCourse>("standDown", Tag, "The contingency is over", "A producer's to say, or of whoever called it. The prepared line leaves presenter and rundown; what was disarmed stays disarmed.", problems: ApiSays.OfAVerb);
    }

    private static BeginPhase Begins(WireBeginPhase body, ShowPlan? plan)
    {
        var planned = plan?.Phases.FirstOrDefault(p => p.Key == body.Key);
        var (fr, en) = (body.Word?.Fr ?? body.Word?.En ?? planned?.WordFr ?? "", body.Word?.En ?? body.Word?.Fr ?? planned?.WordEn ?? "");
        return new BeginPhase(body.Key, fr, en, body.Zero ?? (planned is null ? null : plan!.Zero));
    }

    private static async Task<IResult> SendAsync(HttpContext http, ICommands commands, IShowCommand command)
    {
        var (outcome, problem) = await ApiVerbs.SendAsync(http, commands, command);
        if (problem is not null) return problem;
        if (outcome is Outcome.Refused refused) return ApiProblem.Of(refused.Refusal);
        var accepted = (Outcome.Accepted)outcome!;
        return new ApiAnswer<WireCourse>(new WireCourse(WireStates.Phase(ApiCall.Of(http).View), accepted.Action, ApiVerbs.Undoable(accepted), accepted.Changed));
    }
}
