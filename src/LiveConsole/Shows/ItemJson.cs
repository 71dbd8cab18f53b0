using System.Text.Encodings.Web;
using System.Text.Json;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Shows;

/// <summary>An item as the contract's JSON: exports now, the API later.</summary>
public static class ItemJson
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(ShowState show, Item item)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Compact)) Write(json, show, item);
        return buffer.WrittenSpan.ToArray();
    }

    public static void Write(Utf8JsonWriter json, ShowState show, Item item)
    {
        json.WriteStartObject();
        json.WriteString("id", item.Id.Value);
        json.WriteNumber("number", item.Number);
        json.WriteString("kind", Camel(item.Kind));
        json.WriteNumber("version", item.Version);
        json.WriteString("stage", Camel(item.Stage));
        json.WriteString("mark", item.Mark == Mark.None ? null : Camel(item.Mark));
        json.WriteString("text", item.Text);
        json.WriteString("language", item.Language);
        json.WriteStartObject("wording");
        json.WriteString("fr", item.Wording.Fr);
        json.WriteString("en", item.Wording.En);
        json.WriteEndObject();
        WriteAsks(json, item);
        json.WriteBoolean("onlyNow", item.OnlyNow);
        json.WriteStartArray("tags");
        foreach (var tag in item.Tags) json.WriteStringValue(tag);
        json.WriteEndArray();
        json.WriteString("topic", item.Topic);
        // As it stands at the show's last entry: a claim that had run out by then is none.
        if (item.HeldAt(show.LastAt) is { } claim)
        {
            json.WriteStartObject("claim");
            json.WriteString("by", claim.Name);
            json.WriteString("until", claim.Until.UtcDateTime);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("claim");
        }


        json.WriteNull("draft");
        json.WriteString("answer", item.Answer);
        json.WriteStartArray("approvals");
        foreach (var approval in item.Approvals)
        {
            json.WriteStartObject();
            json.WriteString("by", approval.Name);
            json.WriteString("at", approval.At.UtcDateTime);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (show.PlaceOf(item.Id) is { } place) json.WriteNumber("place", place);
        else json.WriteNull("place");
        json.WriteString("note", item.Note);
        json.WriteStartArray("groups");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAsks(Utf8JsonWriter json, Item item)
    {
        var asks = item.LiveAsks.ToList();
        json.WriteNumber("asks", asks.Count);
        json.WriteNumber("askers", item.Askers);
        json.WriteStartObject("platforms");
        foreach (var platform in asks.GroupBy(a => a.Message.Platform).OrderBy(g => g.Key, StringComparer.Ordinal)) json.WriteNumber(platform.Key, platform.Count());
        json.WriteEndObject();
        json.WriteStartObject("languages");
        foreach (var language in asks.Where(a => a.Language is not null).GroupBy(a => a.Language!).OrderBy(g => g.Key, StringComparer.Ordinal)) json.WriteNumber(language.Key, language.Count());
        json.WriteEndObject();
        if (item.Shown is { } shown)
        {
            json.WriteStartObject("shown");
            json.WriteString("messageId", shown.Id);
            json.WriteString("name", item.Name.Hidden ? null : item.Name.Name);
            json.WriteString("platform", shown.Platform);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("shown");
        }
    }

    private static string Camel<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
