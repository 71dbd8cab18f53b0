using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Audience;

/// <summary>A phase begins: its word and clock on every desk and screen.</summary>
/// <param name="Zero">What the clock counts to or from; null: no clock.</param>
public sealed record BeginPhase(string Key, string WordFr, string WordEn, DateTimeOffset? Zero) : IShowCommand
{
    public string Verb => "phase";

    public Permission Needs => Permission.Moments;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now) => this switch
    {
        _ when string.IsNullOrWhiteSpace(Key) || string.IsNullOrWhiteSpace(WordFr) || string.IsNullOrWhiteSpace(WordEn) => Refusals.Invalid(
            "A phase needs a key, and a word in French and one in English.", "Une phase a besoin d'une clé, d'un mot en français et d'un en anglais."),
        _ when Key.Length > SettingsLimits.LongestWord || WordFr.Length > SettingsLimits.LongestWord || WordEn.Length > SettingsLimits.LongestWord => SettingsLimits.LongWord,
        { Zero: { } zero } when (zero - now).Duration() > ResumeShow.Furthest => Refusals.Invalid("The clock's time is more than a year away. Check its date.", "L'heure du chrono est à plus d'un an. Vérifiez la date."),
        _ when show.Phase is { } phase && phase.Key == Key && phase.Zero == Zero => Decision.Unchanged,
        _ => new PhaseBegan(new Phase(Key, WordFr, WordEn, now, Zero)),
    };
}

/// <summary>Marks a time, with a word for it.</summary>
public sealed record MarkMoment(string Text) : IShowCommand
{
    /// <summary>When it was, for a moment that a recording tells; null: now.</summary>
    public DateTimeOffset? At { get; init; }

    public string Verb => "moment";

    public Permission Needs => Permission.Moments;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now) => string.IsNullOrWhiteSpace(Text)
        ? Refusals.Invalid("Give the moment a word.", "Donnez un nom au repère.")
        : new MomentMarked(new Moment(At ?? now, Text.Trim(), by.Name));
}
