namespace LiveConsole.Domain.Journal;

/// <summary>The show is in contingency from here on; what that disarmed, hid and put on air stands in entries of their own before it.</summary>
/// <param name="Line">The item that the prepared line became.</param>
public sealed record ContingencyCalled(ItemId Line) : Entry;

/// <summary>The contingency is over.</summary>
public sealed record ContingencyEnded : Entry;
