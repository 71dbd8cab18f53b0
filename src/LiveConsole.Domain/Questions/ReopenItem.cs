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
        if (!item.ShowsRemoved)
        {
            var approved = item.WasApproved || show.ApprovalsWanted == 0;
            return new ItemChanged(Item, [new StandingIs(approved ? Stage.Approved : Standings.Unapproved(item)).Honest(show, item, now)]);
        }

        var stage = show.ApprovalsWanted == 0 ? Stage.Approved : Standings.Unapproved(item);
        var offers = item.LiveAsks.Select(a => WithWordsOf(show, item, a, stage)).Where(o => !o.Aggregate(item, (i, c) => c.ApplyTo(i)).ShowsRemoved).ToList();
        return (offers.FirstOrDefault(o => o.Any(c => c is WordingIs { Words: not null })) ?? offers.FirstOrDefault()) is { } offer
            ? new ItemChanged(Item, [.. offer])
            : Refusals.AllAsksGone(item);
    }

    /// <summary>Words somebody approved were those of the removed message: these are not approved yet.</summary>
    private static List<ItemChange> WithWordsOf(ShowState show, Item item, Ask other, Stage stage)
    {
        var language = show.Settings?.Language ?? "fr";
        var words = FirstWording.OfText(other.Text, show.Settings?.Mentions ?? []) is { Length: > 0 } text ? text : null;
        // The name of somebody whose message was removed is not shown, even when they asked twice.
        var name = item.Asks.Any(a => a.Removed is not null && a.Viewer == other.Viewer) ? null : ShownNames.Of(other.Name);
        return
        [
            new StandingIs(stage),
            new ApprovalsAre([]),
            new ShownIs(other.Message, other.Text),
            new WordingIs("fr", language == "fr" ? words : null),
            new WordingIs("en", language == "fr" ? null : words),
            new NameIs(new ShownName(name)),
        ];
    }
}
