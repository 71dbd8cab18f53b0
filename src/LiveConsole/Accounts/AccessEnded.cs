namespace LiveConsole.Accounts;

/// <summary>A way in that was taken back: whoever keeps something open for it (a circuit, a hub's connection, a stream) closes it.</summary>
/// <param name="Session">The one session; null: all of this person's.</param>
public sealed record AccessEnded(string Person, Guid? Session);
