using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Questions;

/// <summary>
/// Brings a dismissed, done or withdrawn item back: approved if it was, else new. If the shown message was removed, with the words and the
/// name of another viewer who asked it; never with what was removed.
/// </summary>
public sealed record ReopenItem(ItemId Item, int SeenVersion) : IShowCommand
{
    public string Verb => "reopen";

    public Permission Needs => Permission.Triage;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Item(Item) is not { } item) return Refusals.NoItem;
        if (item.Version != SeenVersion) return Refusals.Stale(show, item);
        if (item.Stage is not (Stage.Dismissed or Stage.Done or Stage.Withdrawn)) return Refusals.NotFrom(item, new("it is open", "elle est ouverte"));
        var standing = new StandingIs(item.WasApproved || show.ApprovalsWanted == 0 ? Stage.Approved : Stage.New);
        if (item.Asks.IsEmpty || item.Asks.Any(a => a.Removed is null && a.Message == item.Shown)) return new ItemChanged(Item, [standing]);
        if (item.LiveAsks.FirstOrDefault() is not { } other) return Refusals.AllAsksGone(item);
        // Words somebody approved were those of the removed message: the new ones are not approved yet.
        var approvedAgain = show.ApprovalsWanted == 0 ? standing : new StandingIs(Stage.New);
        var language = show.Settings?.Language ?? "fr";
        var words = other.Text.Length > Wording.Longest ? other.Text[..Wording.Longest] : other.Text;
        return new ItemChanged(Item,
        [
            approvedAgain,
            new ApprovalsAre([]),
            new ShownIs(other.Message, other.Text),
            new WordingIs("fr", language == "fr" ? words : null),
            new WordingIs("en", language == "fr" ? null : words),
            new NameIs(new ShownName(ShownNames.Of(other.Name))),
        ]);
    }
}
