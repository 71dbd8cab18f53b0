using System.Text.Json;
using LiveConsole.Platforms.Twitch.EventSub;

namespace LiveConsole.Platforms.Twitch;

/// <summary>Looks into Helix' answers without trusting their shape.</summary>
internal static class HelixJson
{
    public static string? Text(JsonElement root, string name) => EventJson.Text(root, name);

    public static JsonElement? Child(JsonElement root, string name) => EventJson.Find(root, name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    public static IEnumerable<JsonElement> Items(JsonElement root, string name) => EventJson.Find(root, name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];
}
