using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveConsole.Rehearsal.Night;

/// <summary>
/// What a generated message really is. Kept beside the messages for the debrief and for tests; the listening code never sees it.
/// </summary>
/// <param name="Ask">It asks the show something.</param>
/// <param name="Group">The question it asks: G.. of the script, T.... a rare one; null when it asks nothing.</param>
/// <param name="OnlyNow">Worth answering at that moment only.</param>
/// <param name="Language">ISO 639-1; null when it has none (pictures, numbers).</param>
/// <param name="Abuse">0 none, 1 rude, 2 insult, 3 threat or slur, 4 hate.</param>
/// <param name="RemovalExpected">A careful moderator would take it away.</param>
/// <param name="Incident">The scene it belongs to.</param>
public sealed record TruthRow(string Platform, string Id, bool Ask = false, string? Group = null, bool OnlyNow = false, string? Language = null,
    bool Spam = false, int Abuse = 0, bool RemovalExpected = false, string? Incident = null)
{
    /// <summary>One JSON line a row.</summary>
    public static async Task WriteAsync(IEnumerable<TruthRow> rows, Stream to, CancellationToken cancel)
    {
        await using var writer = new StreamWriter(to, leaveOpen: true) { NewLine = "\n" };
        foreach (var row in rows) await writer.WriteLineAsync(JsonSerializer.Serialize(row, TruthJson.Default.TruthRow).AsMemory(), cancel);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TruthRow))]
internal sealed partial class TruthJson : JsonSerializerContext;

/// <summary>A line with its truth, if it is a message.</summary>
internal readonly record struct Told(Domain.Chat.RecordingLine Line, TruthRow? Truth);
