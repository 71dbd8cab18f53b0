using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Questions;

/// <summary>Where an item may stand with the wording it has.</summary>
public static class Standings
{
    /// <returns>
    /// The standing, or what becomes of it when the wording lacks approval: approved falls back to answered or new, queued and on air
    /// are marked "to approve". No verb and no undo may bring an unapproved wording closer to the air than that.
    /// </returns>
    public static StandingIs Honest(this StandingIs standing, ShowState show, Item item, DateTimeOffset now) => !show.LacksApproval(item)
        ? standing
        : standing.Stage switch
        {
            Stage.Approved => standing with { Stage = Unapproved(item) },
            Stage.Queued or Stage.OnAir when standing.Mark != Mark.ToApprove => standing with { Mark = Mark.ToApprove, MarkedAt = now },
            _ => standing,
        };

    public static Stage Unapproved(Item item) => item.Answer is null ? Stage.New : Stage.Answered;
}
