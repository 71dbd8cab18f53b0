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

    /// <summary>What was only hidden here is gone from its platform now: that is more, and nobody shows it again. And what is removed by itself is so though its author's ban be taken back.</summary>
    public static bool Supersedes(Removal known, Removal told) => !told.Here && (known.Here || (known.Scope == RemovalScope.Viewer && told.Scope == RemovalScope.Message));

    /// <returns>How a message stands of which one removal is known and another told after it.</returns>
    public static Removal Next(Removal known, Removal told) => Supersedes(known, told) ? told : Named(known, told);

    /// <summary>As above for an ask; a whole-chat clear reaches no ask (it withdraws nothing).</summary>
    public static bool Reaches(MessagesRemoved removed, Ask ask)
    {
        if (removed.MessageId is { } id) return ask.Message.Platform == removed.Platform && (ask.Message.Id == id || ask.Copies.Contains(id));
        return removed.ViewerId is { } viewer && ask.Viewer == new ViewerRef(removed.Platform, viewer) && ask.At <= removed.Removal.At;
    }
}
