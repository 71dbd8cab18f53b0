using System.Text.Json.Nodes;

namespace LiveConsole.Outputs;

/// <summary>
/// H2R Graphics. Its HTTP listener takes <c>messages[]</c> (id, timestamp in seconds, snippet.displayMessage, authorDetails.displayName, platform.name) into its social tab,
/// where a person picks them (h2r.graphics, "HTTP listener"); it has no call that takes a message back. So when the air is dark the named graphic is
/// hidden: POST GRAPHIC/hide ("HTTP API").
/// </summary>
public sealed class H2rOutput(OutputSettings settings, OutputReach reach, TimeProvider time) : AirOutput, IDisposable
{
    private readonly OutputHttp _http = new(OutputKind.H2r, reach, Patience, time);

    public override async Task<OutputSaid> TellAsync(AirPicture now, AirPicture? told, CancellationToken ct)
    {
        // Another line: what the graphic still shows is the one before, until a person has picked this one.
        if (settings.Graphic.Length > 0)
        {
            using var hide = new HttpRequestMessage(HttpMethod.Post, settings.Graphic.TrimEnd('/') + "/hide");
            if (await _http.SendAsync(hide, null, ct) is { Ok: false } not) return not;
        }

        return now.Shown is { } line ? await PostAsync(line, ct) : OutputSaid.Well;
    }

    public override Task<OutputSaid> TestAsync(CancellationToken ct) =>
        PostAsync(new ShownLine(Guid.CreateVersion7(time.GetUtcNow()), "LiveConsole: test", "LiveConsole", "", time.GetUtcNow()), ct);

    public void Dispose() => _http.Dispose();

    private async Task<OutputSaid> PostAsync(ShownLine line, CancellationToken ct)
    {
        var message = new JsonObject
        {
            ["id"] = line.Item.ToString("N"),
            ["timestamp"] = line.Since.ToUnixTimeSeconds(),
            ["snippet"] = new JsonObject { ["displayMessage"] = line.Text },
            ["authorDetails"] = new JsonObject { ["displayName"] = line.Name },
            ["platform"] = new JsonObject { ["name"] = line.Source },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Address) { Content = JsonContent.Create(new JsonObject { ["messages"] = new JsonArray(message) }) };
        return await _http.SendAsync(request, null, ct);
    }
}
