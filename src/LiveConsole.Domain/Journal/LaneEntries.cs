using LiveConsole.Domain.Moderation;

namespace LiveConsole.Domain.Journal;

/// <summary>From here on the lane's new messages are dealt to who is there; or not any more.</summary>
public sealed record LaneShared(Lanes Lane, bool Shared) : Entry;
