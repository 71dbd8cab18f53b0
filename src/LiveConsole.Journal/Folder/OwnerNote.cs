using System.Text.Json.Serialization;

namespace LiveConsole.Journal.Folder;

/// <summary>What a data folder's owner leaves for other commands of the same user.</summary>
internal sealed record OwnerNote(int ProcessId, string Address, string Secret)
{
    public override string ToString() => $"process {ProcessId} at {Address} [redacted]";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OwnerNote))]
internal sealed partial class OwnerNoteJson : JsonSerializerContext;
