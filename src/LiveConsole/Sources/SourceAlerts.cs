using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Sources;

/// <summary>What the desks say of the reading of chats: who is not read, since when, whether it will be read later, what to do.</summary>
public static class SourceAlerts
{
    /// <summary>The chat is not read because its account is signed out.</summary>
    public const string SignedOutKind = "source.signed-out";

    /// <summary>The end of a broadcast is said for so long: after it there is nothing to watch.</summary>
    private static readonly TimeSpan EndSaidFor = TimeSpan.FromMinutes(10);

    /// <summary>A gap stays said for so long after its end; it stays on the sources panel and in the feed.</summary>
    private static readonly TimeSpan GapSaidFor = TimeSpan.FromMinutes(2);

    /// <summary>A silence this old is known to everybody, or the show is over.</summary>
    private static readonly TimeSpan OldSilence = TimeSpan.FromMinutes(30);

    // Machine time: what a hiccup of this machine, or a page's own delay, may take. At a rehearsal's 20x a second of it is 20 of the show's.
    private static readonly TimeSpan Hiccup = TimeSpan.FromSeconds(3);

    /// <param name="rate">Show seconds a second.</param>
    public static IEnumerable<Alert> Of(ShowState show, DateTimeOffset now, double rate)
    {
        var channels = ChannelReading.All(show);
        foreach (var channel in channels)
        {
            if (Of(channel, Name(channel.Platform, channel.Channel, channels), now, Hiccup * rate) is { } alert) yield return alert;
        }

        for (var i = show.Gaps.Count - 1; i >= 0 && now - show.Gaps[i].To < GapSaidFor; i--)
            yield return Gap(show.Gaps[i], Name(show.Gaps[i].Source.Platform, show.Gaps[i].Source.Channel, channels));
    }

    private static string Name(string platform, string channel, IEnumerable<ChannelReading> channels) =>
        SourceWords.Name(platform, channel, channels.Count(c => c.Platform == platform) > 1);

    private static Alert? Of(ChannelReading channel, string name, DateTimeOffset now, TimeSpan hiccup) => channel switch
    {
        { Live: true } when channel.SilentSince(now, hiccup) is { } since => Silent(channel, name, since, now),
        { Live: true, Lacking: { } lacking } => Lacking(channel, lacking, name),
        { Live: true } => null,
        { Refused: true } => Denied(channel, channel.Cause, name),
        // A person took it out of the settings: what they did is no trouble.
        { Ended: true, Cause.Reason: ReadChannel.TakenOut or ReadChannel.NoAccount } => null,
        { Ended: true, Cause: var ended } => now - ended.Since < EndSaidFor ? Ended(channel, ended, name) : null,
        { UnreadSince: { } since } => Unread(channel, since, name),
        { Cause: { Reason: not null } never } => NotYet(channel, never, name),
        _ => null,
    };

    private static Alert Silent(ChannelReading channel, string name, DateTimeOffset since, DateTimeOffset now)
    {
        var normal = SourceWords.Rate(channel.Pace?.Normal ?? 0);
        // Nobody reads it: somebody's program writes, and that is all that is known.
        if (channel.Transports[0].Key.Transport == Intake.IntakeDoor.Transport) return new Alert("source.silent", About(channel), AlertSeverity.Watch,
            new($"{name} silent for {{0}}, normally {normal.En}.", $"{name} muet depuis {{0}}, d'ordinaire {normal.Fr}."),
            new("A program brings it in: look whether it still runs.", "Un programme l'apporte : voyez s'il tourne encore."), since);
        return new Alert("source.silent", About(channel), now - since < OldSilence ? AlertSeverity.ActNow : AlertSeverity.Watch,
            new($"{name} silent for {{0}}, normally {normal.En}.", $"{name} muet depuis {{0}}, d'ordinaire {normal.Fr}."),
            new("Chat reader connected; the stream itself may be fine.", "Le lecteur du chat est connecté ; la diffusion elle-même va peut-être bien."), since);
    }

    private static Alert NotYet(ChannelReading channel, SourceStatus never, string name) => new("source.not-yet", About(channel), AlertSeverity.Watch,
        new($"{name} is not read yet.", $"{name} n'est pas encore lu."), Reason(never), never.Since);

    private static Alert Gap(Gap gap, string name)
    {
        var length = SourceWords.Length(gap.To - gap.From);
        return new Alert("gap", $"{gap.Source.Platform}/{gap.Source.Channel}/{gap.From.UtcTicks}", AlertSeverity.Watch,
            new($"{name} was not read for {length}, until {{0}} ago.", $"{name} n'a pas été lu pendant {length} ; il l'est de nouveau depuis {{0}}."),
            new("What was written then is missing: the feed shows where.", "Ce qui s'est écrit alors manque : le fil montre où."), gap.To);
    }

    private static Alert Lacking(ChannelReading channel, SourceStatus lacking, string name)
    {
        var (reads, not) = (SourceWords.Transport(channel.Transports[0].Key.Transport), SourceWords.Transport(lacking.Key.Transport));
        return new Alert("source.one-way", About(channel), AlertSeverity.Watch,
            new($"{name} has been read by {reads.En} alone for {{0}}: {not.En} does not read. Nothing is missing.",
                $"{reads.Fr} lit seul {name} depuis {{0}} : {not.Fr} ne lit pas. Rien ne manque."),
            lacking.State == SourceState.Denied ? ToPutRight(lacking) : Reason(lacking), lacking.ReadUntil ?? lacking.Since);
    }

    private static Alert Denied(ChannelReading channel, SourceStatus denied, string name) => ReasonWords.IsSignIn(denied.Reason) ? SignedOut(channel, denied, name) : new("source.denied", About(channel), AlertSeverity.ActNow,
        new($"{name} has not been read for {{0}}: the platform refuses.", $"{name} n'est plus lu depuis {{0}} : la plateforme refuse."),
        ToPutRight(denied), channel.UnreadSince ?? denied.Since);

    private static Alert SignedOut(ChannelReading channel, SourceStatus denied, string name) => new(SignedOutKind, About(channel), AlertSeverity.ActNow,
        new($"{name} has not been read for {{0}}: it no longer accepts our sign-in.", $"{name} n'est plus lu depuis {{0}} : notre connexion n'y est plus acceptée."),
        new("Connect the account again (Installation, Platform accounts), then press Retry now (F9).", "Reconnectez le compte (Installation, Comptes des plateformes), puis pressez Réessayer (F9)."), channel.UnreadSince ?? denied.Since);

    private static Alert Ended(ChannelReading channel, SourceStatus ended, string name) => new("source.ended", About(channel), AlertSeverity.Watch,
        new($"{name}'s broadcast ended {{0}} ago.", $"La diffusion sur {name} est terminée depuis {{0}}."),
        new("A new one is looked for every minute.", "Une nouvelle est cherchée chaque minute."), ended.Since);

    private static Alert Unread(ChannelReading channel, DateTimeOffset since, string name)
    {
        var normal = channel.Pace?.Normal is { } rate ? new Words($", normally {SourceWords.Rate(rate).En}", $", d'ordinaire {SourceWords.Rate(rate).Fr}") : null;
        return new Alert("source.unread", About(channel), AlertSeverity.ActNow,
            new($"{name} has not been read for {{0}}{normal?.En}.", $"{name} n'est plus lu depuis {{0}}{normal?.Fr}."),
            Then(channel.Replays
                ? new("It tries again by itself; what is written meanwhile will be read then, as far as the platform still has it.",
                    "La console réessaie seule ; ce qui s'écrit entre-temps sera lu ensuite, si la plateforme l'a encore.")
                : new("It tries again by itself; what is written meanwhile is lost to us: keep the platform's own chat open.",
                    "La console réessaie seule ; ce qui s'écrit entre-temps est perdu pour nous : gardez ouvert le chat de la plateforme."), channel.Cause.Reason), since);
    }

    // The deed first: a platform's own words can be long, and the status line has one line.
    private static Words ToPutRight(SourceStatus denied) => denied.Reason is { } reason
        ? Joined(new("Put this right, then press Retry now (F9):", "À corriger, puis pressez Réessayer (F9) :"), ReasonWords.Of(reason))
        : new("Put it right, then press Retry now (F9).", "Corrigez, puis pressez Réessayer (F9).");

    private static Words? Reason(SourceStatus status) => status.Reason is null ? null : ReasonWords.Of(status.Reason);

    private static Words Then(Words deed, string? reason) => reason is null ? deed : Joined(deed, ReasonWords.Of(reason));

    private static Words Joined(Words first, Words second) => new($"{first.En} {second.En}", $"{first.Fr} {second.Fr}");

    private static string About(ChannelReading channel) => $"{channel.Platform}/{channel.Channel}";
}
