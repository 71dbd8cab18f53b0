using LiveConsole.Api.Wire;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Api.Calls;

/// <summary>Viewers over time, and how the chats are read.</summary>
public static class AudienceCalls
{
    private static readonly Words SumLabel = new("Sum of the platforms' own counts; who watches on two is in it twice.", "Somme des compteurs des plateformes ; qui regarde sur deux y est deux fois.");

    public static void Map(RouteGroupBuilder show)
    {
        show.MapGet("/audience", AudienceAsync).Says<WireAudience>("getAudience", "audience", "Viewers per channel: samples, now, peak, and their sum",
            "from and to narrow the samples; without them they are those of the last 24 hours.", problems: StatusCodes.Status403Forbidden);
        show.MapGet("/sources", (string show, HttpContext http) =>
        {
            var call = ApiCall.Of(http);
            return call.Reader.MaySeeSources ? (IResult)new ApiAnswer<IReadOnlyList<WireSource>>(WireStates.Sources(call.View)) : ApiProblem.Of(Refusals.Forbidden(call.Token.Role));
        }).Says<IReadOnlyList<WireSource>>("listSources", "sources", "How each channel's chat is read", "State and since when, last message, rate now and normally, gaps.", problems: StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> AudienceAsync(string show, HttpContext http, IJournal journal, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var call = ApiCall.Of(http);
        if (!call.Reader.MaySeeSources) return ApiProblem.Of(Refusals.Forbidden(call.Token.Role));
        var end = to ?? call.Show.Clock.Now;
        if ((from ?? end) > end) return ApiProblem.Invalid("from is after to.", "from est après to.");
        var view = call.View;
        var begin = from ?? (end - DateTimeOffset.MinValue > TimeSpan.FromHours(24) ? end - TimeSpan.FromHours(24) : DateTimeOffset.MinValue);
        var samples = (await journal.ReadSamplesAsync(call.Show.Id, begin, end, http.RequestAborted)).ToLookup(s => (s.Platform, s.Channel));
        var channels = view.Viewers.Select(v => new WireChannelAudience(v.Platform, v.Channel, v.Count, v.SampledAt, v.Peak, v.PeakAt,
            [.. samples[(v.Platform, v.Channel)].OrderBy(s => s.At).Select(s => new WireSample(s.At, s.Count))])).ToList();
        return new ApiAnswer<WireAudience>(new WireAudience(channels, Sum(view)));
    }

    private static WireSum? Sum(ShowView view)
    {
        var (now, peak) = (view.Audience.SumAt(view.At), view.Audience.PeakOfSum);
        return now is null && peak is null ? null : new WireSum(SumLabel.In(ApiCall.Language), now?.Total, [.. now?.Parts.Select(p => new WireSumPart(p.Platform, p.Channel, p.Count)) ?? []], peak?.Total, peak?.At);
    }
}
