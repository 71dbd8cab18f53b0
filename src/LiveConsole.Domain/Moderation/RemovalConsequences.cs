using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Moderation;

/// <summary>What a removal does to items and to the air (product.md, rule 2). Pure.</summary>
public static class RemovalConsequences
{
    /// <returns>The desk entries that stand beside the removal: asks struck, items withdrawn, the air dark. A whole-chat clear withdraws nothing.</returns>
    public static IEnumerable<Entry> Of(ShowState state, MessagesRemoved removed, DateTimeOffset now)
    {
        if (removed.Removal.Scope == RemovalScope.Channel) yield break;
        foreach (var item in state.Items.Values.Where(i => i.LiveAsks.Any(a => Removals.Reaches(removed, a))).OrderBy(i => i.Number))
        {
            var gone = item.LiveAsks.Where(a => Removals.Reaches(removed, a)).ToList();
            foreach (var ask in gone) yield return new AskStruck(item.Id, ask.Message, removed.Removal);
            if (!MustWithdraw(item, gone)) continue;
            yield return new ItemChanged(item.Id, [new StandingIs(Stage.Withdrawn)]);
            if (state.Air.Item == item.Id) yield return new AirChanged(Airs.Dark(state.Air, AirCause.Withdrawn, Actor.Program, now));
        }
    }

    /// <summary>The shown message is gone (by its words or its author's name), or it was the last ask.</summary>
    private static bool MustWithdraw(Item item, List<Ask> gone)
    {
        if (item.Stage is Stage.Withdrawn or Stage.Merged) return false;
        if (item.Asks.Count(a => a.Removed is null) == gone.Count) return item.Stage is not (Stage.Done or Stage.Dismissed) || ShowsOneOf(item, gone);
        return item.Stage is not (Stage.Done or Stage.Dismissed) && ShowsOneOf(item, gone);
    }

    private static bool ShowsOneOf(Item item, List<Ask> gone) => gone.Any(ask =>
        item.Shown == ask.Message
        || (!item.Name.Hidden && item.Name.Name is { } name && name == ShownNames.Of(ask.Name))
        || item.Wording.Fr == ask.Text || item.Wording.En == ask.Text);
}
