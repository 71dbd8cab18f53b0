using LiveConsole.Features.Frame;
using LiveConsole.Features.Moderate;

namespace LiveConsole.Features.Questions;

/// <summary>The board's keys (desks.md, section 6), as far as there are verbs for them.</summary>
public static class BoardKeys
{
    private static readonly string[] Cards = ["candidates", "rundown"];

    public static IReadOnlyList<Key> All { get; } =
    [
        Key.Button("Shift+Enter", "take", KeyPlace.Page, "Take"),
        Key.Move("ArrowUp", "up", "Rows", Cards),
        Key.Move("ArrowDown", "down", "Rows", Cards),
        Key.Move("k", "up", "Rows", Cards),
        Key.Move("j", "down", "Rows", Cards),
        Key.Button("ArrowLeft", "", KeyPlace.List, "Columns"),
        Key.Button("ArrowRight", "", KeyPlace.List, "Columns"),
        Key.InList("Enter", "open", "OpenItem", Cards),
        Key.InList("e", "edit", "Edit", Cards),
        Key.InList("p", "last", "Last", Cards),
        Key.InList("n", "next", "First", Cards),
        Key.InList("Alt+ArrowUp", "earlier", "Move", "rundown"),
        Key.InList("Alt+ArrowDown", "later-place", "Move", "rundown"),
        Key.InList("Delete", "dequeue", "Dequeue", "rundown"),
        Key.InList("a", "approve", "Approve", Cards),
        Key.InList("i", "claim", "Claim", Cards),
        Key.InList("b", "give-back", "Release", Cards),
        Key.InList("d", "dismiss", "Dismiss", Cards),
        Key.InList("1", "reason-1", null, Cards),
        Key.InList("2", "reason-2", null, Cards),
        Key.InList("3", "reason-3", null, Cards),
        Key.InList("4", "reason-4", null, Cards),
        Key.InList("5", "reason-5", null, Cards),
        Key.Button("o", "overlay", KeyPlace.List, "Overlay"),
        Key.Button("v", "full", KeyPlace.List, "Full"),
        Key.Button("f", "drawer", KeyPlace.List, "Drawer"),
        Key.Button("+", "add", KeyPlace.List, "Add"),
        new("w", "reopen", KeyPlace.List, Cards, "button", Repeats: false, "Reopen"),
        .. ClearedChats.Keys,
        .. FeedKeys.All,
    ];
}
