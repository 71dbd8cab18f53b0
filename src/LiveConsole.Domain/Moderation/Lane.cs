using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;

namespace LiveConsole.Domain.Moderation;

/// <summary>The moderator's lanes by their keys (desks.md, section 5). A message may wait in several at once.</summary>
[Flags]
public enum Lanes
{
    None = 0,

    /// <summary>What the platforms hold back: no message of the chat waits in it (<see cref="HoldBook"/>), but it is shared as the others are.</summary>
    Held = 1 << 1,
    Flagged = 1 << 2,
    Questions = 1 << 3,
    First = 1 << 4,
    Paid = 1 << 5,
    Mentions = 1 << 6,
}

/// <summary>Which lanes a message waits in.</summary>
public static class LaneRules
{
    public static IReadOnlyList<Lanes> All { get; } = [Lanes.Flagged, Lanes.Questions, Lanes.First, Lanes.Paid, Lanes.Mentions];

    /// <summary>Those whose new messages can be dealt.</summary>
    public static IReadOnlyList<Lanes> Shareable { get; } = [Lanes.Held, .. All];

    /// <param name="judgement">Null: it has not been judged yet; what the platform says of it holds all the same.</param>
    public static Lanes Of(ChatMessage message, Judgement? judgement)
    {
        var lanes = Lanes.None;
        if (message.First) lanes |= Lanes.First;
        // A wave of gifts is one row, its own.
        if (message.IsOfWave) return lanes;
        if (message.Paid is not null || message.Bits is not null || message.Kind is MessageKind.Paid or MessageKind.Sticker or MessageKind.Member or MessageKind.Gift) lanes |= Lanes.Paid;
        if (judgement is null) return lanes;
        // Who speaks for the channel asks the viewers, not the show.
        if (judgement.Question && !message.Author.Roles.Contains("broadcaster")) lanes |= Lanes.Questions;
        if (judgement.Reasons.Contains(Reasons.ToShow) || judgement.Reasons.Contains(Reasons.WatchWord)) lanes |= Lanes.Mentions;
        foreach (var mark in judgement.Marks)
        {
            if (mark.Kind == MarkKind.WatchWord) lanes |= Lanes.Mentions;
            else if (mark.Severity >= MarkSeverity.Flagged) lanes |= Lanes.Flagged;
        }

        return lanes;
    }
}

/// <summary>Why a moderator calls the lead (desks.md, section 5): keys 1 to 5.</summary>
public enum LeadReason { Distress = 1, Threat, ChildsData, PressOrLegal, Other }

/// <summary>A message that waits for somebody to decide, in these lanes.</summary>
public sealed record WaitingMessage(FeedRow Row, Lanes Lanes)
{
    /// <summary>What a rule of the show did: it waits hidden, and may be older than what a state says of the newest. Null: it is shown.</summary>
    public Removal? Hidden { get; init; }
}

/// <summary>Messages of a lane that say the same, the oldest first: one row.</summary>
public sealed class LaneFold(ImmutableArray<WaitingMessage> waiting)
{
    public int Count => waiting.Length;

    public IEnumerable<FeedRow> Rows => waiting.Select(w => w.Row);

    /// <summary>By how many viewers.</summary>
    public int People { get; } = waiting.Select(w => w.Row.Message.Viewer).Distinct().Count();

    /// <summary>How many of them a rule of the show hides.</summary>
    public int Hidden { get; } = waiting.Count(w => w.Hidden is not null);
}

/// <summary>A moderator asked the lead to look at a message.</summary>
/// <param name="Sequence">Of the message, which may be older than what a show's state holds.</param>
public sealed record LeadCall(long Sequence, MessageRef Message, LeadReason Reason, Actor By, DateTimeOffset At)
{
    /// <summary>As of <see cref="WaitingMessage"/>.</summary>
    public Removal? Hidden { get; init; }
}

/// <summary>What somebody decided about a message.</summary>
/// <param name="Action">The command.</param>
/// <param name="Was">What waited; null: it waited in no lane.</param>
/// <param name="Call">The call to the lead that it ended; null: none.</param>
public sealed record DecidedMessage(long Sequence, Guid Action, string Verb, Actor By, DateTimeOffset At, WaitingMessage? Was = null, LeadCall? Call = null)
{
    /// <summary>What a rule had done, when this was decided: undone, it is so again.</summary>
    public Removal? Hidden => Was?.Hidden ?? Call?.Hidden;

    /// <summary>A person saw it and let it stand: it is shown, and what says the same is not hidden for a while.</summary>
    public bool IsFine => Verb is "fine" or "unhide";

    /// <summary>It was shown again by this, where a rule had hidden it.</summary>
    public bool ShowsAgain => IsFine || Verb == "promote";

    /// <summary>How many that say the same came after it was passed as fine, and were passed with it.</summary>
    public int Alike { get; init; }
}
