using System.Collections.Immutable;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Questions;

/// <summary>
/// Puts aside, as one action, the questions about a moment that is over (desks.md, section 4, "Only now"): those of the ones named that still wait for it
/// on the board. What somebody took up meanwhile, or says is no question of the moment, stays.
/// </summary>
/// <param name="Items">As they were painted: none that joined since is put aside unseen.</param>
public sealed record DismissOvertaken(ImmutableArray<ItemId> Items) : IShowCommand
{
    public string Verb => "dismiss";

    public Permission Needs => Permission.Triage;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        Entry[] aside = [.. Items.Distinct().Where(id => show.Item(id) is { } item && item.IsOvertaken(show.Phase))
            .Select(id => new ItemChanged(id, [new StandingIs(Stage.Dismissed, Dismissed: DismissReason.Overtaken)]))];
        return aside.Length == 0 ? Decision.Unchanged : Decision.Of(aside);
    }
}
