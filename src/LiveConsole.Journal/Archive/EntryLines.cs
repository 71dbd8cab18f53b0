using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LiveConsole.Journal.Archive;

/// <summary>Entries as JSON objects, one after another. The payload and the actor stand in them byte for byte, and are cut out again as they stand.</summary>
internal static class EntryLines
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Utf8JsonWriter NewWriter(IBufferWriter<byte> to) => new(to, Plain);

    /// <exception cref="JsonException">The payload or the actor is no JSON: the journal is damaged.</exception>
    public static void Write(RawEntry entry, Utf8JsonWriter to, IBufferWriter<byte> buffer)
    {
        to.Reset();
        to.WriteStartObject();
        to.WriteNumber("sequence"u8, entry.Sequence);
        to.WriteString("at"u8, entry.At);
        to.WriteString("type"u8, entry.Type);
        to.WriteNumber("version"u8, entry.Version);
        if (entry.Skippable) to.WriteBoolean("skippable"u8, true);
        if (entry.Desk) to.WriteBoolean("desk"u8, true);
        if (entry.Batch is { } batch) to.WriteString("batch"u8, batch);
        if (entry.Command is { } command) to.WriteString("command"u8, command);
        if (entry.Verb is { } verb) to.WriteString("verb"u8, verb);
        if (!entry.Actor.IsEmpty)
        {
            to.WritePropertyName("by"u8);
            to.WriteRawValue(entry.Actor.Span);
        }

        to.WritePropertyName("entry"u8);
        to.WriteRawValue(entry.Payload.Span);
        to.WriteEndObject();
        to.Flush();
        buffer.Write("\n"u8);
    }

    /// <exception cref="JsonException">Not what <see cref="Write"/> wrote.</exception>
    public static List<RawEntry> Read(ReadOnlyMemory<byte> lines)
    {
        List<RawEntry> entries = [];
        var reader = new Utf8JsonReader(lines.Span, new JsonReaderOptions { AllowMultipleValues = true });
        try
        {
            while (reader.Read()) entries.Add(One(ref reader, lines));
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw new JsonException("An entry's member is of another kind than it should be.", e);
        }

        return entries;
    }

    private static RawEntry One(ref Utf8JsonReader reader, ReadOnlyMemory<byte> lines)
    {
        long? sequence = null;
        int? version = null;
        DateTimeOffset? at = null;
        string? type = null, verb = null;
        bool skippable = false, desk = false;
        Guid? batch = null, command = null;
        ReadOnlyMemory<byte> actor = default, payload = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "sequence": sequence = reader.GetInt64(); break;
                case "at": at = reader.GetDateTimeOffset(); break;
                case "type": type = reader.GetString(); break;
                case "version": version = reader.GetInt32(); break;
                case "skippable": skippable = reader.GetBoolean(); break;
                case "desk": desk = reader.GetBoolean(); break;
                case "batch": batch = reader.GetGuid(); break;
                case "command": command = reader.GetGuid(); break;
                case "verb": verb = reader.GetString(); break;
                case "by": actor = Raw(ref reader, lines); break;
                case "entry": payload = Raw(ref reader, lines); break;
                default: throw new JsonException($"An entry has a member \"{name}\" that this version does not know.");
            }
        }

        return sequence is { } s && at is { } time && type is not null && version is { } v && !payload.IsEmpty
            ? new RawEntry(s, time, type, v, skippable, desk, payload, command, verb, actor, batch)
            : throw new JsonException("An entry lacks a member.");
    }

    private static ReadOnlyMemory<byte> Raw(ref Utf8JsonReader reader, ReadOnlyMemory<byte> lines)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return lines[start..(int)reader.BytesConsumed];
    }
}
