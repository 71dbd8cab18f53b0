namespace LiveConsole.Domain.Journal;

// What a show is open to, for the trail and the export. It stands in the accounts' store, never here: no rule reads these, and a reader may skip them.

public enum OutputDeed { Added, On, Off, Removed }

public enum AccountDeed { Connected, Disconnected }

/// <summary>An output of the show was added, switched or taken out.</summary>
/// <param name="Kind">What is reached: "webhook", "osc".</param>
/// <param name="Name">As the crew calls it.</param>
public sealed record OutputSet(Guid Output, string Kind, string Name, OutputDeed Deed) : ArrivalEntry;

/// <summary>An API token that opens this show was made, or opens it no more.</summary>
/// <param name="EveryShow">It opens every show of the installation.</param>
/// <param name="ReadsOnly">It changes nothing.</param>
/// <param name="Ends">When it stops by itself; null: when somebody revokes it.</param>
/// <param name="Revoked">False: it was made.</param>
public sealed record TokenSet(Guid Token, string Name, Role Role, bool EveryShow, bool ReadsOnly, DateTimeOffset? Ends, bool Revoked) : ArrivalEntry;

/// <summary>A platform's account of the installation was connected, or taken out: it may be who acts in this show's chats.</summary>
/// <param name="Name">As it stands on its platform.</param>
public sealed record AccountSet(Guid Account, string Platform, string Name, AccountDeed Deed) : ArrivalEntry;
