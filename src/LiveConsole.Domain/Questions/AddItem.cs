using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Questions;

/// <summary>Adds an item by hand: a question heard elsewhere, a comment, or a line of the crew's.</summary>
/// <param name="Name">Who asked, as typed; null for a line.</param>
/// <param name="Source">Where it was heard: "hall", "e-mail"; null for a line.</param>
/// <param name="Language">"fr" or "en": which wording the text is.</param>
public sealed record AddItem(ItemKind Kind, string Text, string? Name, string? Source, string Language, ItemId NewId) : IShowCommand
{
    public string Verb => "add";

    public Permission Needs => Permission.Triage;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        var text = Text.Trim();
        if (text.Length == 0) return Refusals.Invalid("Type the words of the item first.", "Saisissez d'abord le texte.");
        if (text.Length > Wording.Longest) return Refusals.TooLong(text.Length);
        if (show.Items.ContainsKey(NewId)) return Decision.Unchanged;
        return new ItemAdded(NewItem.Of(show, NewId, Kind, by, now) with
        {
            Text = text,
            Language = Language,
            Wording = Language == "fr" ? new Wording(Fr: text) : new Wording(En: text),
            Name = new ShownName(Name is { Length: > 0 } ? ShownNames.Typed(Name) : null, Hidden: Kind == ItemKind.Line),
            Source = Kind == ItemKind.Line ? null : Source is { Length: > 0 } ? Source : "by hand",
        });
    }
}
