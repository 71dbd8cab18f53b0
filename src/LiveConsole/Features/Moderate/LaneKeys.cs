using LiveConsole.Features.Frame;

namespace LiveConsole.Features.Moderate;

/// <summary>Keys of the lanes: the digits wherever a list of the desk has the focus, the rest in a lane.</summary>
public static class LaneKeys
{
    private static readonly string[] Anywhere = ["feed", "lane"];

    public static IReadOnlyList<Key> All { get; } =
    [
        Key.InList("0", "digit-0", null, Anywhere),
        Key.InList("1", "digit-1", "Lanes", Anywhere),
        Key.InList("2", "digit-2", "Lanes", Anywhere),
        Key.InList("3", "digit-3", "Lanes", Anywhere),
        Key.InList("4", "digit-4", "Lanes", Anywhere),
        Key.InList("5", "digit-5", "Lanes", Anywhere),
        Key.InList("6", "digit-6", "Lanes", Anywhere),
        Key.InList("7", "digit-7", "Lanes", Anywhere),
        Key.InList("a", "fine", "Fine", Anywhere),
        Key.InList("l", "lead", "CallLead", Anywhere),
        Key.Move("ArrowUp", "up", null, "lane"),
        Key.Move("ArrowDown", "down", null, "lane"),
        Key.Move("k", "up", null, "lane"),
        Key.Move("j", "down", null, "lane"),
        Key.InList("Home", "home", null, "lane"),
        Key.InList("Enter", "open", null, "lane"),
        Key.InList("q", "question", null, "lane"),
        Key.InList("c", "comment", null, "lane"),
    ];
}
