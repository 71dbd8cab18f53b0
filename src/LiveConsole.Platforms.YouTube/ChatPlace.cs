using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveConsole.Platforms.YouTube;

/// <summary>Where reading stands: the chat and the newest page token. Its JSON is the opaque resume token of the journal.</summary>
/// <param name="Page">Null at a chat's beginning: what comes first then is history.</param>
internal sealed record ChatPlace([property: JsonPropertyName("chat")] string Chat, [property: JsonPropertyName("page")] string? Page)
{
    public string ToToken() => JsonSerializer.Serialize(this);

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
