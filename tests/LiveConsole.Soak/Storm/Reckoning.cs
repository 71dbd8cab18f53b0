using System.Globalization;
using System.Text.Json;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;
using LiveConsole.Rehearsal.Playing;

namespace LiveConsole.Soak.Storm;

/// <summary>What was said on the platforms against what the program exports and which gaps it recorded.</summary>
internal sealed class Reckoning(IReadOnlyDictionary<string, string> texts)
{
    /// <summary>Bytes that were on a socket when it was cut are neither read nor late: between what was last read and the cut's notice.</summary>
    private static readonly TimeSpan OnTheWire = TimeSpan.FromMilliseconds(500);

    private const int NamedAtMost = 20;

    private readonly Dictionary<string, HashSet<string>> _exported = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(DateTimeOffset From, DateTimeOffset To, string Reason)>> _gaps = new(StringComparer.Ordinal);

    public List<string> Wrong { get; } = [];

    public List<string> Figures { get; } = [];

    public async Task ReadExportAsync(string file)
    {
        await foreach (var line in File.ReadLinesAsync(file))
        {
            using var message = JsonDocument.Parse(line);
            var platform = message.RootElement.GetProperty("platform").GetString()!;
            var id = message.RootElement.GetProperty("id").GetString()!;
            if (!_exported.TryGetValue(platform, out var ids)) _exported[platform] = ids = new HashSet<string>(StringComparer.Ordinal);
            if (!ids.Add(id)) Wrong.Add($"{platform} {id} is there twice.");
            if (texts.TryGetValue(id, out var text) && text != message.RootElement.GetProperty("text").GetString()) Wrong.Add($"{platform} {id} has another text than was said.");
        }
    }

    public async Task ReadGapsAsync(IJournal journal)
    {
        foreach (var show in await journal.ShowsAsync(default))
        {
            var last = 0L;
            await foreach (var page in journal.ReadAsync(show, 0, null, default))
            {
                foreach (var stored in page)
                {
                    if (stored.Sequence != ++last) Wrong.Add($"After {last - 1} comes {stored.Sequence}.");
                    if (stored.Entry is not GapRecorded { Gap: var gap }) continue;
                    if (!_gaps.TryGetValue(gap.Source.Platform, out var gaps)) _gaps[gap.Source.Platform] = gaps = [];
                    gaps.Add((gap.From, gap.To, gap.Reason));
                }
            }
        }
    }

    /// <param name="delivered">What was written to a reader, at least once.</param>
    /// <param name="removed">Gone on the platform: who had not read it by then never can.</param>
    public void Compare(string platform, IReadOnlyDictionary<string, Said> said, IReadOnlySet<string> delivered, IReadOnlySet<string> removed)
    {
        var exported = _exported.GetValueOrDefault(platform) ?? [];
        var gaps = _gaps.GetValueOrDefault(platform) ?? [];
        var (inGaps, removedUnread, lost, thereAnyway) = (0, 0, 0, 0);
        foreach (var (id, at) in said)
        {
            var isInGap = gaps.Exists(g => at.Last >= g.From - OnTheWire && at.First <= g.To + OnTheWire);
            if (exported.Contains(id))
            {
                if (isInGap) thereAnyway++;
            }
            else if (isInGap) inGaps++;
            else if (removed.Contains(id) && !delivered.Contains(id)) removedUnread++;
            else if (++lost <= NamedAtMost || lost % 100 == 0) Wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{platform} {id} is lost: said {at.First:HH:mm:ss.fff} to {at.Last:HH:mm:ss.fff}, {(delivered.Contains(id) ? "delivered" : "not delivered")}, in no gap."));
        }

        var seconds = gaps.Sum(g => (g.To - g.From).TotalSeconds);
        Figures.Add(string.Create(CultureInfo.InvariantCulture,
            $"{platform}: {said.Count} said, {delivered.Count} delivered, {exported.Count} exported; not exported: {inGaps} said within recorded gaps, {removedUnread} removed on the platform before anybody read them, {lost} LOST. {gaps.Count} gaps, {seconds:F0} s ({thereAnyway} messages of them are there anyway)"));
        foreach (var reason in gaps.GroupBy(g => g.Reason, StringComparer.Ordinal).OrderByDescending(g => g.Count()))
            Figures.Add(string.Create(CultureInfo.InvariantCulture, $"  {reason.Count()} x {reason.Key}: {reason.Sum(g => (g.To - g.From).TotalSeconds):F1} s"));
    }
}
