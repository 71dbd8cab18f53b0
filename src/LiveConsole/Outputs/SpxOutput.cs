using System.Globalization;
using System.Text.Json.Nodes;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Outputs;

/// <summary>
/// SPX Graphics Controller, POST /api/v1/directplayout with command play, update or stop, the template's path, its layers and DataFields; an optional key goes in the
/// address (its API page). It answers some errors with 200 and an "error" member, and its free version answers 501.
/// </summary>
public sealed class SpxOutput(OutputSettings settings, string? key, OutputReach reach, TimeProvider time) : AirOutput, IDisposable
{
    private readonly OutputHttp _http = new(OutputKind.Spx, reach, Patience, time);

    public override async Task<OutputSaid> TellAsync(AirPicture now, AirPicture? told, CancellationToken ct) =>
        await PostAsync(now.Shown is null ? "stop" : told?.Shown is null ? "play" : "update", now.Shown, ct);

    /// <summary>Its help page: nothing plays.</summary>
    public override async Task<OutputSaid> TestAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, At("/api/v1/"));
        return await _http.SendAsync(request, null, ct);
    }

    public void Dispose() => _http.Dispose();

    private async Task<OutputSaid> PostAsync(string command, ShownLine? line, CancellationToken ct)
    {
        var layer = settings.Layer.ToString(CultureInfo.InvariantCulture);
        var body = new JsonObject
        {
            ["casparServer"] = "OVERLAY",
            ["casparChannel"] = settings.Channel.ToString(CultureInfo.InvariantCulture),
            ["casparLayer"] = layer,
            ["webplayoutLayer"] = layer,
            ["relativeTemplatePath"] = settings.Template,
            ["out"] = "manual",
            ["DataFields"] = Fields(line),
            ["command"] = command,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, At("/api/v1/directplayout")) { Content = JsonContent.Create(body) };
        return await _http.SendAsync(request, Wrong, ct);
    }

    private JsonArray Fields(ShownLine? line)
    {
        JsonArray fields = [];
        foreach (var (field, value) in new[] { (settings.TextField, line?.Text), (settings.NameField, line?.Name), (settings.SourceField, line?.Source) })
        {
            if (field.Length > 0) fields.Add(new JsonObject { ["field"] = field, ["value"] = value ?? "" });
        }

        return fields;
    }

    private string At(string path) => settings.Address.TrimEnd('/') + path + (key is { Length: > 0 } ? "?apikey=" + Uri.EscapeDataString(key) : "");

    private static Words? Wrong(string answer)
    {
        try
        {
            return JsonNode.Parse(answer) is JsonObject said && said.TryGetPropertyValue("error", out var error) && error is not null
                ? new("SPX answered with an error. Check its key and the template's path.", "SPX a répondu par une erreur. Vérifiez sa clé et le chemin du modèle.") : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null; // its older versions answer in plain words
        }
    }
}
