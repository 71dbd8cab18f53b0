namespace LiveConsole.Features.Frame;

/// <summary>Where a key acts. In a list: only while a list of that name has the focus (WCAG 2.1.4). On the page: outside text fields. Always: also while typing.</summary>
public enum KeyPlace { List, Page, Always }

/// <summary>One key of a desk: what the page binds and what the key card says.</summary>
/// <param name="Name">As the page reads it: "q", "Shift+Enter", "Alt+ArrowUp", "F8".</param>
/// <param name="Lists">For keys in lists: which ones; empty is any.</param>
/// <param name="From">"row": carries the selected row's id. "button": the id of the button of the same act. "none".</param>
/// <param name="Repeats">Moves: may repeat while held. A deed counts once within 250 ms.</param>
/// <param name="Words">Name of its line on the key card; null: not on the card.</param>
public sealed record Key(string Name, string Act, KeyPlace Place, string[] Lists, string From, bool Repeats, string? Words)
{
    public static Key InList(string name, string act, string? words, params string[] lists) => new(name, act, KeyPlace.List, lists, "row", Repeats: false, words);

    public static Key Move(string name, string act, string? words, params string[] lists) => new(name, act, KeyPlace.List, lists, "row", Repeats: true, words);

    /// <summary>Presses the button of that act as it is painted now.</summary>
    public static Key Button(string name, string act, KeyPlace place, string? words) => new(name, act, place, [], "button", Repeats: false, words);
}
