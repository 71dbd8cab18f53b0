using LiveConsole.Domain.Audience;
using LiveConsole.Shows;

namespace LiveConsole.Features.Moderate;

/// <summary>Where gaps stand among a window's rows: each before the first message that was received after its end, each once.</summary>
public sealed class GapPlaces
{
    private readonly Dictionary<long, List<Gap>> _before = [];

    /// <param name="fromTheStart">The window's first row is the show's first message: what is older stands above it.</param>
    /// <param name="toTheEdge">The window's last row is the newest message: what is newer stands below it.</param>
    public GapPlaces(IEnumerable<Gap> gaps, IReadOnlyList<SeenMessage> rows, bool fromTheStart, bool toTheEdge)
    {
        foreach (var gap in gaps.Distinct().OrderBy(g => g.To))
        {
            var at = FirstAfter(rows, gap.To);
            if (at == rows.Count)
            {
                if (toTheEdge) AtEnd.Add(gap);
            }
            else if (at > 0 || fromTheStart)
            {
                if (!_before.TryGetValue(rows[at].Sequence, out var there)) _before[rows[at].Sequence] = there = [];
                there.Add(gap);
            }
        }
    }

    /// <summary>Ended after the newest message.</summary>
    public List<Gap> AtEnd { get; } = [];

    public IReadOnlyList<Gap> Before(SeenMessage row) => _before.GetValueOrDefault(row.Sequence) ?? [];

    // Not a binary search: what was imported may stand in any order of time.
    private static int FirstAfter(IReadOnlyList<SeenMessage> rows, DateTimeOffset end)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Message.ReceivedAt >= end) return i;
        }

        return rows.Count;
    }
}
