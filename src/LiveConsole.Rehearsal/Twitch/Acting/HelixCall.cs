using System.Text.Json;
using LiveConsole.Rehearsal.Twitch.EventSub;
using Microsoft.AspNetCore.Http;

namespace LiveConsole.Rehearsal.Twitch.Acting;

/// <summary>A call that does something, as it came.</summary>
/// <param name="User">Whose token it came with.</param>
/// <param name="Body">Null: it had none, or none that is a JSON object.</param>
internal sealed record HelixCall(IQueryCollection Asked, TokenUser User, JsonElement? Body)
{
    /// <summary>"" when it is missing.</summary>
    public string Query(string name) => Asked[name].ToString();

    /// <summary>"" when it is missing or no text.</summary>
    public string Text(string name) => Body is { } body ? SubscriptionEndpoints.Text(body, name) : "";

    public bool Has(string name) => Body is { } body && body.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null;

    public bool? YesNo(string name) => Body is { } body && body.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.ValueKind == JsonValueKind.True : null;

    public int? Number(string name) => Body is { } body && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    /// <summary>The call about the body's "data" alone.</summary>
    public HelixCall Data() => this with { Body = Body is { } body && body.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? data : null };
}

/// <summary>What Helix says to a call.</summary>
/// <param name="Refusal">Twitch's words; null: it was done.</param>
/// <param name="Members">Of the answer's body; null: there is none.</param>
internal readonly record struct HelixAnswer(int Status, string? Refusal = null, Action<Utf8JsonWriter>? Members = null)
{
    public static HelixAnswer Done { get; } = new(204);

    public static HelixAnswer No(int status, string words) => new(status, words);

    /// <summary>One object in "data".</summary>
    public static HelixAnswer Of(Action<Utf8JsonWriter> one) => new(200, Members: json =>
    {
        json.WriteStartArray("data");
        json.WriteStartObject();
        one(json);
        json.WriteEndObject();
        json.WriteEndArray();
    });
}
