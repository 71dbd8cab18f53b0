using System.Text;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.Playing;

/// <summary>What each platform's wire can carry. Null: it can; else the reason in words.</summary>
internal static class Sendable
{
    /// <summary>Twitch's documented limit of a chat message, in characters (code points, as its emote ranges count).</summary>
    public const int TwitchCharacters = 500;

    public static string? WhyNotOnTwitch(ChatMessage message)
    {
        var isChat = message.Kind is MessageKind.Text or MessageKind.Action or MessageKind.Paid;
        if (message.Kind == MessageKind.Sticker) return "Twitch has no stickers";
        if (isChat && message.Text.Length == 0) return "an IRC chat message has a text";
        if (message.Text.AsSpan().ContainsAny('\r', '\n', '\0')) return "an IRC line cannot hold CR, LF or NUL";
        if (message.Id.Length == 0) return "a message has an id";
        if (!IsUnicode(message.Text)) return "the text is not valid Unicode";
        return CodePoints(Body(message.Text)) > TwitchCharacters ? "a Twitch message has at most 500 characters" : null;
    }

    public static string? WhyNotOnYouTube(ChatMessage message)
    {
        if (message.Kind is MessageKind.Action) return "YouTube has no /me";
        if (message.Kind is MessageKind.Raid or MessageKind.Announcement or MessageKind.Notice) return "the Data API has no message type for it";
        if (message.Kind == MessageKind.Text && message.Text.Length == 0) return "a textMessageEvent has a text";
        if (message.Id.Length == 0) return "a message has an id";
        return IsUnicode(message.Text) ? null : "the text is not valid Unicode";
    }

    /// <summary>The words of a /me message; any other text as it is.</summary>
    public static ReadOnlySpan<char> Body(string text) =>
        text.StartsWith("\u0001ACTION ", StringComparison.Ordinal) ? text.AsSpan(8).TrimEnd('\u0001') : text;

    public static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes()) count++;
        return count;
    }

    private static bool IsUnicode(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) return true;
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != System.Buffers.OperationStatus.Done) return false;
            rest = rest[used..];
        }

        return true;
    }
}
