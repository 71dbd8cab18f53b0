using System.Text.Json;

namespace LiveConsole.Platforms.Twitch.EventSub;

/// <summary>Reads a value of the expected kind, or null when it is another one; the reader stands at the value's end either way.</summary>
internal static class JsonValues
{
    /// <summary>Twitch's times have nanoseconds; what a <see cref="DateTimeOffset"/> cannot keep is cut off.</summary>
    public static DateTimeOffset? Time(scoped ref Utf8JsonReader reader)
    {
        // No time needs an escape, and the reader throws on half a surrogate pair.
        if (reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && reader.TryGetDateTimeOffset(out var time)) return time.ToUniversalTime();
        reader.Skip();
        return null;
    }

    public static int? Number(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) && number >= 0) return number;
        reader.Skip();
        return null;
    }
}
