using LiveConsole.Api.Calls;

namespace LiveConsole.Api;

/// <summary>The HTTP API's table of contents. Who calls was asked at the door (<see cref="ApiDoor"/>).</summary>
public static class ApiEndpoints
{
    public static void Map(WebApplication app)
    {
        var api = app.MapGroup("/api/v1");
        var show = api.MapGroup("/shows/{show}");
        ShowCalls.Map(api);
        MessageCalls.Map(show);
        IntakeCalls.Map(show);
        ItemCalls.Map(show);
        ItemVerbCalls.Map(show);
        OnAirCalls.Map(show);
        MomentCalls.Map(show);
        ActingCalls.Map(show);
        PostCalls.Map(show);
        PostLibraryCalls.Map(show);
        CourseCalls.Map(show);
        LaneCalls.Map(show);
        AudienceCalls.Map(show);
        EventCalls.Map(show);
        SurfaceCalls.Map(show);
    }
}
