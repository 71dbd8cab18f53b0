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

    /// <summary>The shown message is gone (by its words or its author's name), or it was the last ask: from any stage, done and dismissed too.</summary>
    private static bool MustWithdraw(Item item, List<Ask> gone) =>
        item.Stage is not (Stage.Withdrawn or Stage.Merged) && (item.LiveAsks.Count() == gone.Count || gone.Any(item.Shows));
}
