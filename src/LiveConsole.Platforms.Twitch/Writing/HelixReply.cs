using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace LiveConsole.Platforms.Twitch.Writing;

/// <summary>What came of a call.</summary>
internal abstract record HelixReply
{
    /// <param name="Message">Twitch's words, as plain text; null: it had none.</param>
    /// <param name="Body">Undefined: none, or no JSON.</param>
    /// <param name="Remaining">Points left in the bucket; null: not said.</param>
    /// <param name="Reset">When the bucket is full again, by Twitch's clock.</param>
    public sealed record Answered(int Status, string? Message, JsonElement Body, int? Remaining, DateTimeOffset? Reset) : HelixReply
    {
        public JsonElement? First => HelixJson.Items(Body, "data").Select(e => (JsonElement?)e).FirstOrDefault();
    }

    /// <summary>No connection came about: nothing went out.</summary>
    public sealed record NeverLeft(string Reason) : HelixReply;

    /// <summary>It went out, and no answer came, or half of one.</summary>
    public sealed record Unanswered(string Reason) : HelixReply;

    private const int LongestWords = 300;

    /// <summary>Total: an answer of any shape is an answer.</summary>
    public static Answered Read(int status, ReadOnlyMemory<byte> body, HttpResponseHeaders? headers)
    {
        JsonElement root = default;
        try
        {
            if (!body.IsEmpty)
            {
                using var json = JsonDocument.Parse(body);
                root = json.RootElement.Clone();
            }
        }
        catch (JsonException)
        {
            // A gateway's own page: the status says all there is.
        }

        return new Answered(status, Plain(HelixJson.Text(root, "message")), root, Number(headers, "Ratelimit-Remaining") is { } left and <= int.MaxValue ? (int)left : null,
            Number(headers, "Ratelimit-Reset") is { } second and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(second) : null);
    }

    /// <summary>One line that can be shown: no tags, no control characters, no more than three hundred characters.</summary>
    public static string? Plain(string? words)
    {
        if (string.IsNullOrWhiteSpace(words)) return null;
        var inTag = false;
        var plain = new System.Text.StringBuilder(Math.Min(words.Length, LongestWords));
        foreach (var rune in words.EnumerateRunes())
        {
            if (rune.Value == '<') inTag = true;
            else if (rune.Value == '>') inTag = false;
            else if (!inTag && plain.Length + rune.Utf16SequenceLength <= LongestWords) plain.Append(System.Text.Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return plain.ToString().Trim() is { Length: > 0 } text ? text : null;
    }

    private static long? Number(HttpResponseHeaders? headers, string name) =>
        headers is not null && headers.TryGetValues(name, out var values) && long.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
