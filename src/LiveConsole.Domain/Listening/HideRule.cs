using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;

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

    /// <summary>What a mark of that kind can be, the gravest first: a rule for another severity would say nothing more.</summary>
    public static ImmutableArray<MarkSeverity> SeveritiesOf(MarkKind kind) => kind switch
    {
        MarkKind.OwnWord => [MarkSeverity.Severe, MarkSeverity.Flagged, MarkSeverity.Note],
        MarkKind.Slur => [MarkSeverity.Severe, MarkSeverity.Flagged],
        MarkKind.Threat => [MarkSeverity.Severe],
        MarkKind.Insult or MarkKind.Link or MarkKind.Repetition or MarkKind.Raid or MarkKind.OddSigns => [MarkSeverity.Flagged, MarkSeverity.Note],
        MarkKind.Caps or MarkKind.Emotes or MarkKind.Advert or MarkKind.Profanity => [MarkSeverity.Note],
        _ => [MarkSeverity.Flagged],
    };

    /// <returns>What such marks are for, in the middle of a sentence.</returns>
    public static Words WordsOf(MarkKind kind) => kind switch
    {
        MarkKind.Slur => new("words of hate", "propos haineux"),
        MarkKind.Threat => new("threats", "menaces"),
        MarkKind.OwnWord => new("words of your own list", "mots de votre liste"),
        MarkKind.Scam => new("scams", "arnaques"),
        MarkKind.Insult => new("insults", "insultes"),
        MarkKind.Sexual => new("sexual words", "propos sexuels"),
        MarkKind.Raid => new("raids of newcomers", "raids de nouveaux venus"),
        MarkKind.PrivateData => new("telephone numbers, mail addresses", "téléphones, adresses mail"),
        MarkKind.Link => new("links", "liens"),
        MarkKind.Repetition => new("repetition", "répétition"),
        MarkKind.MassMention => new("many people named", "beaucoup de gens nommés"),
        MarkKind.Disguise => new("mixed alphabets in a word", "alphabets mêlés dans un mot"),
        MarkKind.Advert => new("adverts for one's own channel", "publicité pour sa propre chaîne"),
        MarkKind.Profanity => new("strong language", "grossièretés"),
        MarkKind.OddSigns => new("signs heaped on letters", "signes empilés sur les lettres"),
        MarkKind.Caps => new("capitals", "majuscules"),
        MarkKind.Emotes => new("walls of emotes", "murs d'émoticônes"),
        _ => new("watched words", "mots surveillés"),
    };

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
