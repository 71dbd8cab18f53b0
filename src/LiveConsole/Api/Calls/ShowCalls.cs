using System.Collections.Immutable;
using LiveConsole.Api.Wire;
using LiveConsole.Domain.Journal;
using LiveConsole.Hosting;
using LiveConsole.Shows;

namespace LiveConsole.Api.Calls;

/// <summary>Shows: listed, read, made.</summary>
public static class ShowCalls
{
    private const string Tag = "shows";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/shows", (HttpContext http, LiveShows shows) =>
        {
            var call = ApiCall.Of(http);
            return new ApiAnswer<IReadOnlyList<WireShow>>([.. shows.All.OfType<LiveShow>().Where(s => call.Token.Opens(s.Id)).Select(s => Of(call with { Live = s }))]);
        }).Says<IReadOnlyList<WireShow>>("listShows", Tag, "The shows that this token opens", "Archived ones are not among them.");
        api.MapPost("/shows", CreateAsync).Takes<WireNewShow>().Says<WireShow>("createShow", Tag, "Make a show", "For a token of every show (token create --all-shows) with the role owner.",
            StatusCodes.Status201Created, problems: [StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict]);
        api.MapGet("/shows/{show}", (string show, HttpContext http) => new ApiAnswer<WireShow>(Of(ApiCall.Of(http)))).Says<WireShow>("getShow", Tag, "One show", "Title, times, topics, its clock, and what you are in it.");
    }

    private static async Task<IResult> CreateAsync(HttpContext http, ShowDirectory directory, LiveShows shows, IServiceProvider services)
    {
        var call = ApiCall.Of(http);
        // As in the settings' pages: who runs the installation.
        if (call.Token is not { ShowId: null, Role: Role.Owner }) return ApiProblem.Forbidden(
            "Shows are made by a token of every show with the role owner.", "Seul un jeton de toutes les émissions, au rôle de propriétaire, crée des émissions.");
        var (body, wrong) = await ApiBody.ReadAsync<WireNewShow>(http);
        if (wrong is not null) return wrong;
        if (body!.Language is not (null or "fr" or "en")) return ApiProblem.Invalid("language is fr or en.", "language est fr ou en.");
        if (body.TimeZone is { } zone && (!zone.Contains('/', StringComparison.Ordinal) || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))) return ApiProblem.Invalid(
            "timeZone is no zone's IANA name. Write for example Europe/Paris.", "timeZone n'est pas le nom IANA d'un fuseau. Écrivez par exemple Europe/Paris.");
        if (body.Title.Length > SettingsTitle) return ApiProblem.Invalid($"The title is longer than {SettingsTitle} characters.", $"Le titre dépasse {SettingsTitle} caractères.");
        if (await directory.FindAsync(body.Slug, http.RequestAborted) is not null) return new ApiProblem(RefusalKind.NotAllowed, StatusCodes.Status409Conflict, new(
            "There is a show of this name already. Choose another one.", "Une émission de ce nom existe déjà. Choisissez-en un autre."));
        ImmutableArray<ChannelSetting> channels = [.. Channel("twitch", body.Twitch), .. Channel("youtube", body.Youtube)];
        var settings = new ShowSettings(body.Slug, body.Title, Channels: channels);
        if (body.TimeZone is { } named) settings = settings with { TimeZone = named };
        if (body.Language is { } language) settings = settings with { Language = language };
        var (row, whyNot) = await directory.CreateAsync(settings, null, null, http.RequestAborted);
        if (row is null) return new ApiProblem(RefusalKind.Invalid, StatusCodes.Status400BadRequest, whyNot!);
        services.GetService<ServeShows>()?.Read(services, row);
        return new ApiAnswer<WireShow>(Of(call with { Live = shows.Live(new ShowId(row.Id)) }), StatusCodes.Status201Created);
    }

    private const int SettingsTitle = 200;

    private static WireShow Of(ApiCall call)
    {
        var view = call.View;
        var settings = view.Settings ?? new ShowSettings(call.Show.Slug, call.Show.Slug);
        return new WireShow(call.Show.Slug, call.Show.Id.Value, settings.Title, settings.Rehearsal, settings.Language, settings.TimeZone, settings.Approvals,
            [.. settings.Listening.Topics.Select(t => new WireTopic(t.Key, new WireWords(t.NameFr, t.NameEn)))], settings.Plan.StartsAt, settings.Plan.EndsAt, settings.Plan.Zero,
            [.. settings.Plan.Phases.Select(p => new WirePlannedPhase(p.Key, new WireWords(p.WordFr, p.WordEn), p.Critical))],
            call.Show.Clock.Now, view.Sequence, call.Token.Role);
    }

    private static ChannelSetting[] Channel(string platform, string? name) => string.IsNullOrWhiteSpace(name) ? [] : [new(platform, name.Trim())];
}
