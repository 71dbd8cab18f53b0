using LiveConsole.Features.Frame;

namespace LiveConsole.Features.Moderate;

/// <summary>The feed's keys, the same on the moderator's desk and in the board's drawer.</summary>
public static class FeedKeys
{
    public static IReadOnlyList<Key> All { get; } =
    [
        Key.Move("ArrowUp", "up", "Rows", "feed"),
        Key.Move("ArrowDown", "down", "Rows", "feed"),
        Key.Move("k", "up", "Rows", "feed"),
        Key.Move("j", "down", "Rows", "feed"),
        Key.InList("Home", "home", "Oldest", "feed"),
        Key.InList("End", "end", "Edge", "feed"),
        Key.InList("Enter", "open", "OpenCard", "feed"),
        Key.InList("q", "question", "Question", "feed"),
        Key.InList("c", "comment", "Comment", "feed"),
        Key.InList("m", "mark", "Marker", "feed"),
        Key.InList("/", "search", "Search", "feed"),
    ];
}
