using LiveConsole.Domain.Journal;

namespace LiveConsole.Shows;

/// <summary>What whoever acts on the platforms needs of a show.</summary>
public sealed partial class LiveShow
{
    /// <summary>As committed: no desk may have seen it yet.</summary>
    internal ShowState Committed => Volatile.Read(ref _committed);

    internal LiveConsoleMetrics Metrics { get; }
}
