using System.Globalization;
using System.Text.Json;

namespace LiveConsole.Platforms.YouTube;

/// <summary>The small lists of the API (videos, channels, broadcasts): read whole, total, with what is odd left out.</summary>
internal static class YouTubeLists
{
    public static IReadOnlyList<T> Items<T>(ReadOnlySpan<byte> body, Func<JsonElement, T?> read) where T : class
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            if (Member(document.RootElement, "items", JsonValueKind.Array) is not { } items) return [];
            List<T> all = [];
            foreach (var item in items.EnumerateArray())
            {
                if (item.ValueKind == JsonValueKind.Object && read(item) is { } value) all.Add(value);
            }

            return all;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    /// <summary>The id of a single resource, as an insert answers; null: the answer tells none.</summary>
    public static string? Id(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            return Text(document.RootElement, "id") is { Length: > 0 } id ? id : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public static JsonElement? Object(JsonElement? from, string name) => from is { } element ? Member(element, name, JsonValueKind.Object) : null;

    public static string? Text(JsonElement? from, string name) => from is { } element && Member(element, name, JsonValueKind.String) is { } text ? text.GetString() : null;

    public static DateTimeOffset? Time(JsonElement? from, string name) =>
        DateTimeOffset.TryParse(Text(from, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static JsonElement? Member(JsonElement from, string name, JsonValueKind kind) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind == kind ? value : null;
}
