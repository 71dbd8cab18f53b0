using LiveConsole.Domain.Journal;

namespace LiveConsole.Journal.Checkup;

/// <summary>What a finding is about.</summary>
public enum JournalPart { File, Entries, Batches, Counters, Messages, Amendments, Judgements, Removals, Samples, States, Search }

/// <summary>How a part stands. Only <see cref="Broken"/> keeps a show from being run.</summary>
public enum PartHealth { Well, Watch, Broken }

/// <summary>Something that is not as it should be.</summary>
/// <param name="Show">Null: of the whole file.</param>
/// <param name="Words">What was found, in words, without anything from chats.</param>
/// <param name="Repairable">It follows from the entries and can be made again from them.</param>
public sealed record JournalFinding(JournalPart Part, PartHealth Health, ShowId? Show, string Words, bool Repairable = false);

/// <summary>A show as its entries say it is.</summary>
/// <param name="LastAt">Show time of its newest entry.</param>
/// <param name="BusiestMinute">Most messages sent in one minute.</param>
public sealed record ShowFigures(ShowId Show, long Entries, long Messages, DateTimeOffset? LastAt, long BusiestMinute, bool Rehearsal);

/// <summary>A journal looked through from its first entry to its last.</summary>
/// <param name="Format">The file's format; null when there is no file.</param>
/// <param name="Bytes">Of the journal on disk, its log included.</param>
public sealed record JournalReport(long? Format, long Bytes, IReadOnlyList<ShowFigures> Shows, IReadOnlyList<JournalFinding> Findings)
{
    public IEnumerable<JournalFinding> Of(params JournalPart[] parts) => Findings.Where(f => parts.Contains(f.Part));

    public bool NeedsRepair => Findings.Any(f => f.Repairable);
}
