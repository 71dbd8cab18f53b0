using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Journal;

/// <summary>It was looked whether what an item shows still stands on its platform. Makes nobody's version old: what was gone is removed by an entry of its own.</summary>
public sealed record ItemChecked(ItemId Item, SourceCheck Check) : ArrivalEntry;
