using LiveConsole.Features.Frame;

namespace LiveConsole.Features.Moderate;

/// <summary>Keys that act on a row's message or its viewer: here and on the platform it came from (desks.md, section 5). On the moderator's desk alone, not in the board's drawer.</summary>
public static class ActKeys
{
    private static readonly string[] Rows = ["feed", "lane"];

    public static IReadOnlyList<Key> All { get; } =
    [
        Key.InList("d", "remove", "Remove", Rows),
        Key.InList("Delete", "remove", "Remove", Rows),
        Key.InList("h", "hide", "Hide", Rows),
        Key.InList("t", "timeout", "TimeOut", Rows),
        Key.InList("Shift+t", "timeout-how", "TimeOutHow", Rows),
        Key.InList("b", "ban", "Ban", Rows),
        Key.InList("w", "warn", "Warn", Rows),
        Key.Button("r", "chat-rules", KeyPlace.List, "ChatRules"),
    ];
}
