using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Domain.Listening;

/// <summary>A message that came, as the calm feed chooses among many.</summary>
/// <param name="Fold">What it is a copy in; null: it stands alone.</param>
public readonly record struct CalmRow(long Sequence, ChatMessage Message, Judgement? Judgement, CopyFold? Fold);

/// <summary>Which few of the messages that came are shown to somebody who reads along: the most useful ones, each copy once.</summary>
public static class CalmFeed
{
    /// <summary>Messages a second from which a feed is calmed; below <see cref="Until"/> it shows all of them again (desks.md, section 13).</summary>
    public const double From = 8, Until = 6;

    /// <summary>Said by so many, it is what the chat is about.</summary>
    private const int Crowd = 10;

    /// <returns>How many rows a second are shown.</returns>
    public static int ASecond(bool critical) => critical ? 2 : 4;

    /// <returns>At most <paramref name="room"/> of them, in their order; of several with the same weight the newest. A fold is taken once, by its newest member.</returns>
    public static IReadOnlyList<CalmRow> Choose(IReadOnlyList<CalmRow> came, int room)
    {
        if (room <= 0) return [];
        var each = came.Where(r => r.Fold is not null).GroupBy(r => r.Fold!.First).Select(g => g.MaxBy(r => r.Sequence)).Concat(came.Where(r => r.Fold is null));
        return [.. each.OrderByDescending(r => WeightOf(r)).ThenByDescending(r => r.Sequence).Take(room).OrderBy(r => r.Sequence)];
    }

    /// <summary>Of a past that is read at once: so many of each second, as if it had been read along.</summary>
    public static IReadOnlyList<CalmRow> Thin(IReadOnlyList<CalmRow> rows, int aSecond)
    {
        HashSet<long> shown = [];
        List<CalmRow> thinned = [];
        foreach (var second in rows.GroupBy(r => r.Message.ReceivedAt.ToUnixTimeSeconds()))
        {
            foreach (var row in Choose([.. second.Where(r => r.Fold is null || !shown.Contains(r.Fold.First))], aSecond))
            {
                if (row.Fold is { } fold) shown.Add(fold.First);
                thinned.Add(row);
            }
        }

        return [.. thinned.OrderBy(r => r.Sequence)];
    }

    /// <summary>What somebody at the desk would act on comes first, then what many say, then what says something.</summary>
    internal static double WeightOf(in CalmRow row)
    {
        var (message, judgement) = (row.Message, row.Judgement);
        var lanes = LaneRules.Of(message, judgement);
        if (lanes.HasFlag(Lanes.Paid) || message.Kind is MessageKind.Raid or MessageKind.Announcement) return 100;
        if (lanes.HasFlag(Lanes.Flagged)) return 95;
        if (message.Author.RunsTheChat) return 90;
        var copies = row.Fold is { Emotes: false } fold ? fold.Count : 1;
        if (lanes.HasFlag(Lanes.Questions)) return 80 + judgement!.Score + Math.Min(8, Math.Log2(copies));
        if (copies >= Crowd) return 75;
        if (lanes.HasFlag(Lanes.Mentions)) return 70;
        if (lanes.HasFlag(Lanes.First)) return 60;
        if (copies > 1) return 40 + Math.Min(10, copies);
        if (row.Fold is { Emotes: true }) return 5;
        // A sentence tells more than a word; a wall of text no more than a sentence.
        return 10 + Math.Min(20, message.Text.Length / 4);
    }
}
