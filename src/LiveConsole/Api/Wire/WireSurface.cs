namespace LiveConsole.Api.Wire;

/// <summary>What became of a press.</summary>
/// <param name="Action">Names it, for undo.</param>
/// <param name="Undoable">True, or why not, in a sentence.</param>
/// <param name="Changed">False: it was so already.</param>
/// <param name="Journaled">False only for CLEAR while the disk or database is away: the screens are dark, the entry follows.</param>
public sealed record WirePressed(Guid Action, WireUndoable Undoable, bool Changed, bool Journaled);
