using System.Collections.Immutable;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Domain.Listening;

/// <summary>
/// What has such a mark is hidden on our desks and screens without anybody's press, and waits in the flagged lane for a person. Never off its platform: that cannot be undone.
/// </summary>
/// <param name="From">From this severity on.</param>
public sealed record HideRule(MarkKind Kind, MarkSeverity From);

/// <summary>Which message a show's rules hide. Pure.</summary>
public static class HideRules
{
    /// <summary>Kinds that a rule can name, the gravest first. A watched word is one that the desk wants to read.</summary>
    public static ImmutableArray<MarkKind> Kinds { get; } =
    [
        MarkKind.Slur, MarkKind.Threat, MarkKind.OwnWord, MarkKind.Scam, MarkKind.Insult, MarkKind.Sexual, MarkKind.Raid, MarkKind.PrivateData, MarkKind.Link, MarkKind.Repetition,
        MarkKind.MassMention, MarkKind.Disguise, MarkKind.Advert, MarkKind.Profanity, MarkKind.OddSigns, MarkKind.Caps, MarkKind.Emotes,
    ];

    /// <returns>The gravest mark for which it is hidden; null: it is not. Whoever runs the chat is never hidden.</returns>
    public static MessageMark? Which(ImmutableArray<HideRule> rules, ChatMessage message, Judgement? judgement) =>
        rules.IsEmpty || judgement is null || judgement.Marks.IsEmpty || message.Author.RunsTheChat ? null : Which(rules, judgement);

    /// <summary>Of a text as typed, of nobody known.</summary>
    public static MessageMark? Which(ImmutableArray<HideRule> rules, Judgement judgement)
    {
        foreach (var mark in judgement.Marks)
        {
            if (Names(rules, mark)) return mark;
        }

        return null;
    }

    public static bool Names(ImmutableArray<HideRule> rules, MessageMark mark)
    {
        foreach (var rule in rules)
        {
            if (rule.Kind == mark.Kind && mark.Severity >= rule.From) return true;
        }

        return false;
    }
}
