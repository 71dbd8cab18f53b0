using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Chat;

/// <summary>Which messages a removal means: one, all that a viewer sent until then, or all that a channel sent until then.</summary>
public static class Removals
{
    public static bool Reaches(MessagesRemoved removed, ChatMessage message)
    {
        if (removed.Platform != message.Platform) return false;
        if (removed.MessageId is { } id) return message.Id == id || message.Copies.Contains(id);
        if (removed.ViewerId is { } viewer) return message.Author.Id == viewer && message.SentAt <= removed.Removal.At;
        return message.Channel == removed.Channel && message.SentAt <= removed.Removal.At;
    }

    /// <summary>Two transports tell one removal with their own clocks: further apart, a viewer was removed again.</summary>
    public static readonly TimeSpan SameWithin = TimeSpan.FromSeconds(2);

    /// <summary>A removal that is known, told again: who did it and why is learnt, all else stays as it was told first.</summary>
    public static Removal Named(Removal known, Removal told) =>
        known.By is null && told.By is not null && known.Here == told.Here && known.Scope == told.Scope && (known.Scope == RemovalScope.Message || (told.At - known.At).Duration() <= SameWithin)
            ? known with { By = told.By, Reason = told.Reason ?? known.Reason }
            : known;

    /// <summary>
    /// What was only hidden here is gone from its platform now: that is more, and nobody shows it again. What is removed by itself is so though its author's ban be taken back. And
    /// whatever anybody decides goes before what a rule has done.
    /// </summary>
    public static bool Supersedes(Removal known, Removal told) =>
        (!told.Here && (known.Here || (known.Scope == RemovalScope.Viewer && told.Scope == RemovalScope.Message))) || (known.Rule is not null && told.Rule is null);

    /// <returns>What a rule of the show hides, while nobody has removed or hidden it besides: it waits for a person. Null: nothing does, or somebody does.</returns>
    public static Removal? ByRule(Removal? stands) => stands?.Rule is not null && All(stands).All(r => r.Rule is not null) ? stands : null;

    /// <summary>One removal of all that a viewer or a chat had written, told twice.</summary>
    public static bool IsSame(Removal known, Removal told) => (told.At - known.At).Duration() <= SameWithin
        && (told.By is null || known.By is null || told.By == known.By) && (told.Reason is null || known.Reason is null || told.Reason == known.Reason);

    /// <summary>So many are remembered of one message; whoever removes it once more makes that nobody shows it again.</summary>
    public const int StackedAtMost = 8;

    /// <returns>Each that stands, the one that is shown first.</returns>
    public static IEnumerable<Removal> All(Removal? stands)
    {
        for (; stands is not null; stands = stands.Also) yield return stands with { Also = null };
    }

    /// <returns>How a message stands of which one removal, or several, are known and another is told after them: all stand, each until it is lifted itself.</returns>
    public static Removal Next(Removal? known, Removal told)
    {
        told = told with { Also = null };
        if (known is null) return told;
        List<Removal> all = [.. All(known)];
        if (all.Exists(r => r.At == told.At && r.Scope == told.Scope && r.By == told.By && r.Here == told.Here && r.Rule == told.Rule)) return known;
        if (all.FindIndex(r => Named(r, told) != r) is >= 0 and var i) all[i] = Named(all[i], told);
        else all.Insert(Supersedes(known, told) ? 0 : all.Count, told);
        return Stacked(all)!;
    }

    /// <returns>What stands when this is lifted; null: nothing, it is shown again.</returns>
    public static Removal? Without(Removal known, RemovalLifted lifted)
    {
        if (known.Many) return known;
        List<Removal> all = [.. All(known)];
        // By its id, whatever removed it then.
        return all.RemoveAll(r => r.At == lifted.Of && (lifted.By is null || r.By == lifted.By) && (lifted.MessageId is not null || r.Scope == lifted.Scope)) == 0 ? known : Stacked(all);
    }

    /// <returns>In this order, the first shown; null of none.</returns>
    internal static Removal? Stacked(IEnumerable<Removal> removals)
    {
        List<Removal> all = [.. removals];
        var many = all.Count > StackedAtMost || all.Exists(r => r.Many);
        Removal? stacked = null;
        for (var i = Math.Min(all.Count, StackedAtMost) - 1; i >= 0; i--) stacked = all[i] with { Also = stacked, Many = many && i == 0 };
        return stacked;
    }

    /// <summary>As above for an ask; a whole-chat clear reaches no ask (it withdraws nothing).</summary>
    public static bool Reaches(MessagesRemoved removed, Ask ask)
    {
        if (removed.MessageId is { } id) return ask.Message.Platform == removed.Platform && (ask.Message.Id == id || ask.Copies.Contains(id));
        return removed.ViewerId is { } viewer && ask.Viewer == new ViewerRef(removed.Platform, viewer) && ask.At <= removed.Removal.At;
    }
}
