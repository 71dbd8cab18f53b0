using System.Collections.Immutable;
using LiveConsole.Domain.Contingency;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Audience;

/// <summary>What settings may be, a section at a time: what is wrong in one does not keep people from changing another.</summary>
public static class SettingsLimits
{
    public const int LongestTitle = 200;

    /// <summary>A name, a topic's word, a viewer's command.</summary>
    public const int LongestWord = 100;

    /// <summary>A YouTube video's, as people copy it.</summary>
    public const int LongestAddress = 500;

    /// <summary>What a role is told in a contingency: it is read at a glance.</summary>
    public const int LongestInstruction = 300;

    /// <summary>Of anything one types a list of.</summary>
    public const int MostOfAList = 200;

    /// <summary>Twitch's own limit.</summary>
    public static readonly TimeSpan LongestTimeOut = TimeSpan.FromDays(14);

    public static readonly TimeSpan LongestClaim = TimeSpan.FromDays(1);

    /// <summary>Who can be let TAKE. Never an expert, an observer or a presenter's screen; what a volunteer says goes to the editor.</summary>
    public static ImmutableArray<Role> CanTake { get; } = [Role.Owner, Role.Producer, Role.Editor, Role.Lead, Role.Overlay];

    /// <returns>Why these settings cannot be, or null.</returns>
    public static Refusal? WhyNot(ShowSettings settings, IEnumerable<SettingsSection> sections) =>
        sections.Select(s => WhyNot(settings, s)).FirstOrDefault(r => r is not null);

    private static Refusal? WhyNot(ShowSettings settings, SettingsSection section) => section switch
    {
        SettingsSection.Details => Details(settings),
        SettingsSection.Rules => Rules(settings),
        SettingsSection.Plan => Plan(settings.Plan),
        SettingsSection.Listening => Listening(settings),
        SettingsSection.Channels => Channels(settings.Channels),
        SettingsSection.Overlay => OverlayParameter.WhyNot(settings.OverlayLook) is { } not ? Refusals.Invalid(not.En, not.Fr) : null,
        SettingsSection.Contingency => Contingency(settings.Contingency),
        _ => null,
    };

    private static Refusal? Details(ShowSettings settings) => settings switch
    {
        _ when string.IsNullOrWhiteSpace(settings.Title) => Refusals.Invalid("A show needs a title.", "Il faut un titre à l'émission."),
        { Title.Length: > LongestTitle } => Refusals.Invalid($"The title is longer than {LongestTitle} characters. Shorten it.", $"Le titre dépasse {LongestTitle} caractères. Raccourcissez-le."),
        _ when settings.Title.Any(char.IsControl) => Refusals.Invalid("A title is one line, without tabs or control characters.", "Un titre tient sur une ligne, sans tabulation ni caractère de commande."),
        { Language: not ("fr" or "en") } => Refusals.Invalid("A show is in French or in English.", "Une émission est en français ou en anglais."),
        _ when !TimeZoneInfo.TryFindSystemTimeZoneById(settings.TimeZone, out _) => Refusals.Invalid(
            $"'{settings.TimeZone}' is no time zone. Give one like Europe/Paris.", $"« {settings.TimeZone} » n'est pas un fuseau horaire. Donnez-en un comme Europe/Paris."),
        _ => null,
    };

    private static Refusal? Rules(ShowSettings settings) => settings switch
    {
        { Approvals: < 0 or > 2 } => Refusals.Invalid("A show wants 0, 1 or 2 approvals.", "Une émission demande 0, 1 ou 2 validations."),
        { Rules.MayTake.IsEmpty: true } => Refusals.Invalid("Somebody must be able to TAKE. Choose at least one role.", "Il faut que quelqu'un puisse faire TAKE. Choisissez au moins un rôle."),
        _ when settings.Rules.MayTake.Except(CanTake).Select(r => (Role?)r).FirstOrDefault() is { } never => Refusals.Invalid(
            $"{Refusals.RoleWords(never).En}: this role cannot be let TAKE.", $"{Refusals.RoleWords(never).Fr} : ce rôle ne peut pas faire TAKE."),
        _ when settings.Rules.LongestTimeOut < TimeSpan.Zero || settings.Rules.LongestTimeOut > LongestTimeOut => Refusals.Invalid(
            "The longest time-out is between none and 14 days.", "L'exclusion la plus longue va de rien à 14 jours."),
        _ when settings.Rules.ClaimFor > LongestClaim => Refusals.Invalid("A claim holds for a day at most.", "Une prise en charge tient un jour au plus."),
        _ => null,
    };

    private static Refusal? Plan(ShowPlan plan) => plan switch
    {
        { StartsAt: { } starts, EndsAt: { } ends } when ends <= starts => Refusals.Invalid("The show ends before it starts. Correct one of the two.", "L'émission finit avant de commencer. Corrigez l'une des deux heures."),
        _ when plan.Phases.Length > MostOfAList => TooMany,
        _ when plan.Phases.Any(p => string.IsNullOrWhiteSpace(p.Key) || string.IsNullOrWhiteSpace(p.WordFr) || string.IsNullOrWhiteSpace(p.WordEn)) => Refusals.Invalid(
            "A phase needs a word in French and one in English.", "Une phase a besoin d'un mot en français et d'un en anglais."),
        _ when Twice(plan.Phases.Select(p => p.Key)) is { } twice => Refusals.Invalid($"The phase '{twice}' is there twice.", $"La phase « {twice} » y est deux fois."),
        _ when TooLong(plan.Phases.SelectMany(p => new[] { p.Key, p.WordFr, p.WordEn })) => LongWord,
        _ => null,
    };

    private static Refusal? Listening(ShowSettings settings)
    {
        var (listening, topics) = (settings.Listening, settings.Listening.Topics);
        if (topics.Any(t => !IsKey(t.Key))) return Refusals.Invalid(
            "A topic's key is lower-case letters, digits and hyphens.", "La clé d'un sujet : lettres minuscules, chiffres et tirets.");
        if (topics.Any(t => string.IsNullOrWhiteSpace(t.NameFr) || string.IsNullOrWhiteSpace(t.NameEn))) return Refusals.Invalid(
            "A topic needs a name in French and one in English.", "Un sujet a besoin d'un nom en français et d'un en anglais.");
        if (Twice(topics.Select(t => t.Key)) is { } twice) return Refusals.Invalid($"The topic '{twice}' is there twice.", $"Le sujet « {twice} » y est deux fois.");
        if (listening.Safety.Words.Any(w => w.Language is not (null or "fr" or "en"))) return Refusals.Invalid(
            "A word of the show's own is for French, for English, or for any language.", "Un mot de l'émission est pour le français, pour l'anglais, ou pour toutes les langues.");
        if (listening.Safety.Hides is { IsEmpty: false } hides && (hides.DistinctBy(h => h.Kind).Count() != hides.Length || hides.Any(h => !HideRules.Kinds.Contains(h.Kind) || !Enum.IsDefined(h.From)))) return Refusals.Invalid(
            "What is hidden by itself: one rule for each kind of mark, and none for watched words.", "Ce qui est masqué tout seul : une règle par genre de marque, et aucune pour les mots surveillés.");
        IEnumerable<IReadOnlyCollection<string>> lists = [settings.Mentions, listening.Commands, listening.WatchWords, listening.Safety.Allowed, [.. listening.Safety.Words.Select(w => w.Text)], .. topics.SelectMany(t => new IReadOnlyCollection<string>[] { t.Experts, t.Words })];
        if (topics.Length > MostOfAList || lists.Any(l => l.Count > MostOfAList)) return TooMany;
        return TooLong([.. topics.SelectMany(t => new[] { t.Key, t.NameFr, t.NameEn }), .. lists.SelectMany(l => l)]) ? LongWord
            : lists.Any(l => l.Any(string.IsNullOrWhiteSpace)) ? Refusals.Invalid("A word in a list is empty. Take it out.", "Un mot d'une liste est vide. Retirez-le.")
            : null;
    }

    private static Refusal? Channels(ImmutableArray<ChannelSetting> channels)
    {
        if (channels.Any(c => string.IsNullOrWhiteSpace(c.Platform) || string.IsNullOrWhiteSpace(c.Name))) return Refusals.Invalid(
            "A channel needs its platform and its name.", "Une chaîne a besoin de sa plateforme et de son nom.");
        if (Twice(channels.Select(c => $"{c.Platform}/{c.Name}")) is { } twice) return Refusals.Invalid($"The channel {twice} is there twice.", $"La chaîne {twice} y est deux fois.");
        return channels.Length > MostOfAList ? TooMany : channels.Any(c => c.Platform.Length > LongestWord || c.Name.Length > LongestAddress) ? LongWord : null;
    }

    private static Refusal? Contingency(ContingencyPlan plan) =>
        Math.Max(plan.Own.Fr?.Length ?? 0, plan.Own.En?.Length ?? 0) is > Wording.Longest and var length ? Refusals.TooLong(length)
        : plan.Instructions.Any(i => Math.Max(i.Fr.Length, i.En.Length) > LongestInstruction) ? Refusals.Invalid(
            $"An instruction is longer than {LongestInstruction} characters: nobody reads that in such a minute. Shorten it.",
            $"Une consigne dépasse {LongestInstruction} caractères : personne ne lit cela dans une telle minute. Raccourcissez-la.")
        : plan.Instructions.DistinctBy(i => i.Role).Count() != plan.Instructions.Length || plan.Instructions.Any(i => !ContingencyPlan.Told.Contains(i.Role)) ? Refusals.Invalid(
            "Each role is told one thing in a contingency.", "En repli, chaque rôle reçoit une seule consigne.")
        : null;

    private static bool IsKey(string key) => key.Length > 0 && key.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    private static string? Twice(IEnumerable<string> keys) =>
        keys.GroupBy(k => k, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1)?.Key;

    private static bool TooLong(IEnumerable<string> words) => words.Any(w => w.Length > LongestWord);

    internal static Refusal LongWord => Refusals.Invalid($"A word is longer than {LongestWord} characters. Shorten it.", $"Un mot dépasse {LongestWord} caractères. Raccourcissez-le.");

    private static Refusal TooMany => Refusals.Invalid($"A list holds at most {MostOfAList}. Take some out.", $"Une liste en tient {MostOfAList} au plus. Retirez-en.");
}
