using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveConsole.Domain.Journal;

/// <summary>A show's id (UUIDv7). People say its slug.</summary>
[JsonConverter(typeof(ShowIdJson))]
public readonly record struct ShowId(Guid Value)
{
    public override string ToString() => Value.ToString("D");
}

/// <summary>An item's id (UUIDv7). People say its number: Q41.</summary>
[JsonConverter(typeof(ItemIdJson))]
public readonly record struct ItemId(Guid Value)
{
    public static ItemId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    public override string ToString() => Value.ToString("D");
}

internal sealed class ShowIdJson : JsonConverter<ShowId>
{
    public override ShowId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetGuid());

    public override void Write(Utf8JsonWriter writer, ShowId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class ItemIdJson : JsonConverter<ItemId>
{
    public override ItemId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetGuid());

    public override void Write(Utf8JsonWriter writer, ItemId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
