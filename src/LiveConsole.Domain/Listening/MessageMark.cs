namespace LiveConsole.Domain.Listening;

/// <summary>What about a message the desk should look at. Stores keep its number: a new one goes to the end.</summary>
public enum MarkKind
{
    Slur, Scam, Link, Caps, Repetition, MassMention, Raid, WatchWord,
    Threat, Insult, Profanity, Sexual, Advert, PrivateData, Disguise, OddSigns, Emotes, OwnWord,
}

/// <summary>Note: worth a look. Flagged: for the flagged lane. Severe: its text is covered until somebody looks.</summary>
public enum MarkSeverity { Note, Flagged, Severe }

/// <summary>Why a message is marked for the desk. Nothing is removed for it unless the show asks for that, rule by rule.</summary>
/// <param name="Reason">A key of <see cref="Reasons"/>.</param>
/// <param name="List">Which list it stands on; null when it is on none.</param>
/// <param name="At">Where in the message's text it was seen; what was seen is never copied, so there is nothing more to erase.</param>
/// <param name="Length">Of that place; 0: the message as a whole.</param>
public sealed record MessageMark(MarkKind Kind, MarkSeverity Severity, string Reason, string? List = null, int At = 0, int Length = 0);
