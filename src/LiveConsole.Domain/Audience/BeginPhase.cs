using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Posts;

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
        _ => Begin(show, new Phase(Key, WordFr, WordEn, now, Zero)),
    };

    /// <summary>Posts are frozen in the critical minutes: what has not gone out by then does not go out into them, save what was agreed before.</summary>
    private static Decision Begin(ShowState show, Phase phase) =>
        (show with { Phase = phase }).IsCritical && Posting.Waiting(show, agreed: false) is { IsEmpty: false } waiting
            ? Decision.Of([new PhaseBegan(phase), new EffectsCancelled(waiting)])
            : new PhaseBegan(phase);
}

/// <summary>Marks a time, with a word for it. Posts armed for that word go out with it, at once, each once: whoever marks it again marks a time and nothing else.</summary>
public sealed record MarkMoment(string Text) : IShowCommand
{
    /// <summary>When it was, for a moment that a recording tells; null: now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Which way it went: a post for it goes out with that text, and not at all when it has none.</summary>
    public PostEnding Ending { get; init; }

    public string Verb => "moment";

    public Permission Needs => Permission.Moments;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(Text)) return Refusals.Invalid("Give the moment a word.", "Donnez un nom au repère.");
        var marked = new MomentMarked(new Moment(At ?? now, Text.Trim(), by.Name));
        return At is null && show.May(by, Permission.Post) ? Decision.Of([marked, .. Fires(show, by)]) : marked;
    }

    private IEnumerable<Entry> Fires(ShowState show, Actor by)
    {
        var asked = 0;
        foreach (var post in show.Posts.ArmedFor(Text))
        {
            // It was for the other ending, or can no longer go out as it is written: it waits for nothing any more.
            if (PostDeeds.WhyNot(post, show.Settings, Ending) is not null)
            {
                yield return new PostsStopped([post.Number]);
                continue;
            }

            foreach (var entry in Posting.Fire(show, by, post, Ending, notBefore: null, asked, Text.Trim()))
            {
                if (entry is EffectsRequested requested) asked += requested.Effects.Length;
                yield return entry;
            }
        }
    }
}
