using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Moderation;

/// <summary>What a removal does to items and to the air (product.md, rule 2). Pure.</summary>
public static class RemovalConsequences
{
    /// <returns>The desk entries that stand beside the removal: asks struck, items withdrawn, the air dark. A whole-chat clear withdraws nothing: it asks the desk.</returns>
    public static IEnumerable<Entry> Of(ShowState state, MessagesRemoved removed, DateTimeOffset now) =>
        removed is { MessageId: null, ViewerId: null } ? Cleared(state, removed) : Struck(state, removed, now);

    /// <summary>The item on air would be withdrawn by it: asked for each removal that comes, before anything is written.</summary>
    public static bool TouchAir(ShowState state, MessagesRemoved removed) => state.OnAir is { } item && MustWithdraw(item, Gone(item, removed));

    private static IEnumerable<Entry> Cleared(ShowState state, MessagesRemoved removed)
    {
        var items = state.Items.Values.Where(i => ChatClear.Concerns(i, removed.Platform, removed.Channel, removed.Removal.At)).OrderBy(i => i.Number).ToList();
        if (items.Count > 0) yield return new ChatClearAsked(removed.Platform, removed.Channel, removed.Removal, [.. items.Select(i => i.Id)]);
    }

    private static IEnumerable<Entry> Struck(ShowState state, MessagesRemoved removed, DateTimeOffset now)
    {
        foreach (var item in state.Items.Values.Where(i => i.LiveAsks.Any(a => Removals.Reaches(removed, a))).OrderBy(i => i.Number))
        {
            var gone = Gone(item, removed);
            foreach (var ask in gone) yield return new AskStruck(item.Id, ask.Message, removed.Removal);
            if (!MustWithdraw(item, gone)) continue;
            yield return new ItemChanged(item.Id, [new StandingIs(Stage.Withdrawn)]);
            if (state.Air.Item == item.Id) yield return new AirChanged(Airs.Dark(state.Air, AirCause.Withdrawn, Actor.Program, now));
        }
    }

    private static List<Ask> Gone(Item item, MessagesRemoved removed) => [.. item.LiveAsks.Where(a => Removals.Reaches(removed, a))];

    /// <summary>The shown message is gone (by its words or its author's name), or it was the last ask: from any stage, done and dismissed too.</summary>
    private static bool MustWithdraw(Item item, List<Ask> gone) =>
        gone.Count > 0 && item.Stage is not (Stage.Withdrawn or Stage.Merged) && (item.LiveAsks.Count() == gone.Count || gone.Any(item.Shows));
}
