using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace LiveConsole.Platforms.Twitch.EventSub;

/// <summary>
/// Fields of the rarer events, read from a whole document: total, for a field of another kind is an absent one, and words with broken UTF-8 or half a surrogate pair
/// (on which <see cref="JsonElement.GetString"/> throws) are read as every viewer's are.
/// </summary>
internal static class EventJson
{
    public static string? Text(JsonElement e, string name) => Find(e, name) is { ValueKind: JsonValueKind.String } value ? Decoded(value) : null;

    /// <summary>A text that says something.</summary>
    public static string? Filled(JsonElement e, string name) => Text(e, name) is { Length: > 0 } text ? text : null;

    public static int? Number(JsonElement e, string name) =>
        Find(e, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) && number >= 0 ? number : null;

    public static bool? YesNo(JsonElement e, string name) =>
        Find(e, name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.ValueKind == JsonValueKind.True : null;

    /// <summary>Twitch's times have nanoseconds; what a <see cref="DateTimeOffset"/> cannot keep is cut off.</summary>
    public static DateTimeOffset? Time(JsonElement e, string name) =>
        Find(e, name) is { ValueKind: JsonValueKind.String } value && JsonMarshal.GetRawUtf8Value(value).IndexOf((byte)'\\') < 0 && value.TryGetDateTimeOffset(out var time) ? time.ToUniversalTime() : null;

    public static JsonElement Child(JsonElement e, string name) =>
        Find(e, name) is { ValueKind: JsonValueKind.Object } value ? value : default;

    public static IEnumerable<JsonElement> Items(JsonElement e, string name) =>
        Find(e, name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object) : [];

    public static IEnumerable<string> Texts(JsonElement e, string name)
    {
        if (Find(e, name) is not { ValueKind: JsonValueKind.Array } value) yield break;
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String && Decoded(item) is { } text) yield return text;
        }
    }

    /// <summary>By the name's bytes: the document's own search decodes every name it passes, and throws on half a surrogate pair in one.</summary>
    public static JsonElement? Find(JsonElement e, string name)
    {
        if (e.ValueKind != JsonValueKind.Object) return null;
        foreach (var property in e.EnumerateObject())
        {
            if (Ascii.Equals(JsonMarshal.GetRawUtf8PropertyName(property), name)) return property.Value;
        }

        return null;
    }

    private static string? Decoded(JsonElement text)
    {
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(text));
        return reader.Read() ? JsonText.Read(ref reader).OrNull() : null;
    }
}
