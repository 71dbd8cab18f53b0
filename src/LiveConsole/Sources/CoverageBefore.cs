using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Sources;

/// <summary>How far a source had been read when the program last ran, from what its journal knows. Pure.</summary>
public static class CoverageBefore
{
    /// <param name="lastEntry">Show time of the show's last entry: the program ran until then at least.</param>
    /// <param name="unnoticed">A dead wire would have been said within this (show time): its last message may be older on a quiet channel, yet it was read.</param>
    /// <returns>Show time; what follows it is this start's gap. Null: never read before.</returns>
    public static DateTimeOffset? Until(SourceStatus? known, DateTimeOffset lastEntry, TimeSpan unnoticed)
    {
        if (known is null) return null;
        if (known.State != SourceState.Live) return known.ReadUntil ?? known.Since;
        // Another channel's last message is no witness for this one: its wire may have been dead, unnoticed as yet, when the program was killed.
        var witnessed = known.LastMessageAt is { } last && last > known.Since ? last : known.Since;
        return lastEntry - unnoticed > witnessed ? lastEntry - unnoticed : witnessed;
    }
}
