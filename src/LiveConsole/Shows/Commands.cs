using LiveConsole.Domain.Journal;

namespace LiveConsole.Shows;

/// <summary>What became of a command.</summary>
public abstract record Outcome
{
    /// <summary>For what is done already where it counts: it is in force, and only the show's trail does not say so. Null: it does.</summary>
    public Words? NotInTheTrail => this is Refused { Refusal.Words: var why }
        ? new($"It is done, but the show's trail does not say so: {why.En}", $"C'est fait, mais l'historique de l'émission ne le dit pas : {why.Fr}") : null;

    /// <param name="Action">The command's id: names the action for undo.</param>
    /// <param name="Changed">False: it was so already, nothing was appended.</param>
    /// <param name="NotUndoable">Why it cannot be undone; null when it can.</param>
    /// <param name="Journaled">False only for CLEAR while the disk is away: the screens are dark, the entry follows.</param>
    public sealed record Accepted(Guid Action, long Sequence, bool Changed, Refusal? NotUndoable, bool Journaled = true) : Outcome;

    public sealed record Refused(Refusal Refusal) : Outcome;
}

/// <summary>
/// The one door for verbs: desks, hub, API and the played crew see nothing else of a show's writing side. Checks the right of
/// the sender, validates, times, hands the command to the show's writer and waits for the commit.
/// </summary>
public interface ICommands
{
    /// <param name="commandId">The page's or the API's idempotency key: the same id again gives the same answer. Null: a new one.</param>
    Task<Outcome> DoAsync(ShowId show, IShowCommand command, Actor by, Guid? commandId = null, CancellationToken ct = default);
}
