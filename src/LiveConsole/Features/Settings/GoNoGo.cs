using System.Globalization;
using LiveConsole.Accounts.Connected;
using LiveConsole.Domain.Journal;
using LiveConsole.Features.Frame;
using LiveConsole.Features.Shows;
using LiveConsole.Shows;
using LiveConsole.Sources;

namespace LiveConsole.Features.Settings;

/// <summary>
/// The check before a show: each line with what was seen. Only what this version can see is asked: acting on the platforms, posts and
/// pairing have no line until they are built, so that nothing stands green that nobody looked at.
/// </summary>
public static partial class GoNoGo
{
    /// <summary>The moment that GO marks.</summary>
    public const string Moment = "GO";

    private static readonly TimeSpan BackupIsOld = TimeSpan.FromHours(24);
    private static readonly TimeSpan ShortDisk = TimeSpan.FromHours(24), NoDisk = TimeSpan.FromHours(12);

    public static IReadOnlyList<GoLine> Lines(ShowView view, GoFacts facts, DateTimeOffset now)
    {
        if (view.Settings is not { } settings || !facts.Complete) return [];
        return
        [
            Dates(settings),
            .. Channels(view, settings, facts, now),
            .. SignIns(settings, facts),
            .. Topics(settings),
            Contingency(settings),
            .. People(view, settings, facts),
            .. Screens(view, settings, facts, now),
            .. Machine(view, settings, facts),
        ];
    }

    private static GoLine Dates(ShowSettings settings)
    {
        var word = new Words("Date", "Date");
        if (settings.Plan.StartsAt is not { } starts || settings.Plan.EndsAt is not { } ends) return new("dates", "details", GoStanding.No, word,
            new("no start and end yet", "ni début ni fin pour l'instant"), new("Give both: guests may work until the end.", "Donnez les deux : les invités peuvent travailler jusqu'à la fin."));
        return new("dates", "details", GoStanding.Go, word, new(When(starts, ends, settings.TimeZone, "en"), When(starts, ends, settings.TimeZone, "fr")));
    }

    private static string When(DateTimeOffset starts, DateTimeOffset ends, string zone, string language)
    {
        var (from, to) = (ShowTimesIn.Local(starts, zone), ShowTimesIn.Local(ends, zone));
        var days = DateOnly.FromDateTime(to.DateTime).DayNumber - DateOnly.FromDateTime(from.DateTime).DayNumber;
        var next = days > 0 ? string.Create(CultureInfo.InvariantCulture, $" +{days}") : "";
        return string.Create(CultureInfo.GetCultureInfo(language), $"{from:dddd d MMMM} {from:HH:mm} – {to:HH:mm}{next}, {zone}");
    }

    private static IEnumerable<GoLine> Channels(ShowView view, ShowSettings settings, GoFacts facts, DateTimeOffset now)
    {
        if (settings.Channels.IsEmpty)
        {
            yield return new("channels", "channels", GoStanding.No, new("Channels", "Chaînes"), new("none: no chat is read", "aucune : aucun chat n'est lu"),
                new("Add the Twitch channel or the YouTube video.", "Ajoutez la chaîne Twitch ou la vidéo YouTube."));
        }

        foreach (var setting in settings.Channels) yield return Channel(view, setting, facts, now);
        if (settings.Channels.Any(c => c.Platform == ChannelNames.YouTube)) yield return Quota(view, settings, now);
    }

    /// <summary>A test with the real project on the same day eats the show's budget: what was used before, and what that leaves.</summary>
    private static GoLine Quota(ShowView view, ShowSettings settings, DateTimeOffset now)
    {
        var word = new Words("YouTube budget", "Budget YouTube");
        if (view.Audience.Quotas is not [.., var quota]) return new("quota", "channels", GoStanding.No, word, new("nothing was asked of YouTube yet", "rien n'a encore été demandé à YouTube"),
            new("Wait until the channel is read.", "Attendez que la chaîne soit lue."));
        var ends = AudienceWords.Ends(quota, ShowTimes.Of(view, now).Minutes);
        var evidence = new Words(
            string.Create(CultureInfo.InvariantCulture, $"{quota.UsedBefore:N0} units used today before this show, {quota.Used:N0} of {quota.Daily:N0} by now, {quota.ActionsLeft} actions left; {ends.En}"),
            string.Create(CultureInfo.GetCultureInfo("fr"), $"{quota.UsedBefore:N0} unités utilisées aujourd'hui avant cette émission, {quota.Used:N0} sur {quota.Daily:N0} à présent, reste {quota.ActionsLeft} actions ; {ends.Fr}"));
        var tooLittle = quota.ReadingIsSpent || quota.ReadingEnds is { } end && end < (settings.Plan.EndsAt ?? quota.ResetsAt);
        return new("quota", "channels", quota.ReadingIsSpent ? GoStanding.No : tooLittle ? GoStanding.Look : GoStanding.Go, word, evidence,
            tooLittle ? new("Google counts anew at midnight Pacific time; do not test with this project before then.", "Google remet à zéro à minuit, heure du Pacifique ; ne faites pas d'essai avec ce projet d'ici là.") : null);
    }

    private static GoLine Channel(ShowView view, ChannelSetting setting, GoFacts facts, DateTimeOffset now)
    {
        var name = ChannelNames.Of(setting.Platform, setting.Name).Channel?.Name ?? setting.Name;
        var platform = Domain.Chat.PlatformNames.Of(setting.Platform);
        var word = new Words($"Reading {platform} · {name}", $"Lecture {platform} · {name}");
        var key = $"channel {setting.Platform}/{name}";
        if (setting.Platform == ChannelNames.YouTube && !facts.YouTubeReads && view.Settings is not { Rehearsal: true }) return new(key, "channels", GoStanding.No, word,
            new("no account of YouTube is let in and no key is configured: it cannot be read", "aucun compte YouTube n'est admis et aucune clé n'est configurée : elle ne peut pas être lue"),
            new("Connect an account under Installation, Platform accounts; or give YouTube:ApiKey in the configuration and start again.",
                "Connectez un compte sous Installation, Comptes des plateformes ; ou donnez YouTube:ApiKey dans la configuration et redémarrez.")) { Elsewhere = Accounts };
        var whom = Whom(setting, facts, view.Settings is { Rehearsal: true });
        return view.Channels.FirstOrDefault(c => c.Platform == setting.Platform && c.Channel.Equals(name, StringComparison.OrdinalIgnoreCase)) switch
        {
            null => new(key, "channels", GoStanding.No, word, new("not read yet", "pas encore lue"), new("Wait a moment; see Sources (F9).", "Attendez un instant ; voyez Sources (F9).")),
            { Live: true, LastMessageAt: { } last } => new(key, "channels", GoStanding.Go, word, new(
                $"last message {Age(now - last)} ago, read {whom.En}", $"dernier message il y a {Age(now - last)}, lue {whom.Fr}")),
            { Live: true } => new(key, "channels", GoStanding.No, word, new($"connected {whom.En}, no message seen yet", $"connectée {whom.Fr}, aucun message vu pour l'instant"),
                new("Write one in that chat: a connection alone proves nothing.", "Écrivez-en un dans ce chat : une connexion seule ne prouve rien.")),
            { Ended: true } => new(key, "channels", GoStanding.No, word, new("the broadcast has ended or has not begun", "la diffusion est finie ou n'a pas commencé"),
                new("For tonight another video? Put its address under Channels.", "Une autre vidéo pour ce soir ? Mettez son adresse sous Chaînes.")),
            { Cause.Reason: { } reason } => new(key, "channels", GoStanding.No, word, ReasonWords.Of(reason), new("See Sources (F9), then press R.", "Voyez Sources (F9), puis appuyez sur R.")),
            _ => new(key, "channels", GoStanding.No, word, new("connecting", "connexion en cours"), new("Wait a moment, then press R.", "Attendez un instant, puis appuyez sur R.")),
        };
    }

    /// <summary>As its sources choose: the connected account that is let in, else what is configured; a rehearsal's emulated one.</summary>
    private static Words Whom(ChannelSetting setting, GoFacts facts, bool rehearsal) => rehearsal ? new("with the emulated account", "avec le compte émulé")
        : PlatformAccount.Choose(facts.Accounts, setting.Platform, ChannelNames.Of(setting.Platform, setting.Name).Channel?.Name ?? setting.Name) is { IsDead: false } account
            ? new($"with the account {account.Name}", $"avec le compte {account.Name}")
        : setting.Platform == ChannelNames.Twitch ? facts.TwitchSignedIn ? new("with the configured account", "avec le compte configuré") : new("anonymously", "anonymement")
        : new("with the configured key", "avec la clé configurée");

    private static IEnumerable<GoLine> Topics(ShowSettings settings)
    {
        var word = new Words("Topics", "Sujets");
        var topics = settings.Listening.Topics;
        if (topics.IsEmpty) yield break;
        var alone = topics.Where(t => t.Experts.IsEmpty).ToList();
        yield return alone.Count == 0
            ? new("topics", "topics", GoStanding.Go, word, new($"{topics.Length}, each with an expert", $"{topics.Length}, chacun avec un·e expert·e"))
            : new("topics", "topics", GoStanding.Look, word,
                new($"no expert for {string.Join(", ", alone.Select(t => t.NameEn))}", $"pas d'expert·e pour {string.Join(", ", alone.Select(t => t.NameFr))}"),
                new("Name one, or take the topic out.", "Nommez-en, ou retirez le sujet."));
    }

    /// <summary>The line that the presenter reads when it goes wrong: there always is one; whether it is this show's own is what is looked at.</summary>
    private static GoLine Contingency(ShowSettings settings)
    {
        var word = new Words("Contingency line", "Phrase de repli");
        var line = settings.Contingency.Line();
        var evidence = new Words($"“{line.In("en")}”", $"« {line.In("fr")} »");
        if (settings.Contingency.Own.IsEmpty) return new("contingency", "contingency", GoStanding.Look, word, new($"the usual words: {evidence.En}", $"les mots d'usage : {evidence.Fr}"),
            new("Write this show's own.", "Écrivez celle de cette émission."));
        return string.IsNullOrWhiteSpace(line.Fr) || string.IsNullOrWhiteSpace(line.En)
            ? new("contingency", "contingency", GoStanding.Look, word, new($"in one language only: {evidence.En}", $"dans une seule langue : {evidence.Fr}"), new("Write it in the other, too.", "Écrivez-la aussi dans l'autre."))
            : new("contingency", "contingency", GoStanding.Go, word, evidence);
    }

    /// <summary>2 s, 6 min, 2 h 05.</summary>
    private static string Age(TimeSpan age) => Frame.ShowTimes.Age(age < TimeSpan.Zero ? TimeSpan.Zero : age);
}
