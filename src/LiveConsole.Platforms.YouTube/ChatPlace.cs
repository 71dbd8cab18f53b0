using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveConsole.Platforms.YouTube;

/// <summary>Where reading stands: the chat and the newest page token. Its JSON is the opaque resume token of the journal.</summary>
/// <param name="Page">Null at a chat's beginning: what comes first then is history.</param>
/// <param name="ReadTo">What was published until then was handed over: YouTube's own time of the newest message, so that no other clock is compared with it.</param>
/// <param name="LastId">The newest message handed over: a later history that holds it reaches back to here, also after a restart.</param>
internal sealed record ChatPlace(
    [property: JsonPropertyName("chat")] string Chat,
    [property: JsonPropertyName("page")] string? Page,
    [property: JsonPropertyName("readTo")] DateTimeOffset? ReadTo = null,
    [property: JsonPropertyName("last")] string? LastId = null)
{
    private static readonly JsonSerializerOptions Short = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public string ToToken() => JsonSerializer.Serialize(this, Short);

    /// <returns>Null when the token was not made here.</returns>
    public static ChatPlace? FromToken(string token)
    {
        try
        {
            return JsonSerializer.Deserialize<ChatPlace>(token) is { Chat.Length: > 0 } place ? place : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
