using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Sources;

/// <summary>What the desks say of the reading of chats: who is not read, since when, whether it will be read later, what to do.</summary>
public static class SourceAlerts
{
    /// <summary>The end of a broadcast is said for so long: after it there is nothing to watch.</summary>
    private static readonly TimeSpan EndSaidFor = TimeSpan.FromMinutes(10);

    public static IEnumerable<Alert> Of(ShowState show, DateTimeOffset now)
    {
        var channels = ChannelReading.All(show);
        foreach (var channel in channels)
        {
            var name = SourceWords.Name(channel.Platform, channel.Channel, channels.Count(c => c.Platform == channel.Platform) > 1);
            if (Of(channel, name, now) is { } alert) yield return alert;
        }
    }

    private static Alert? Of(ChannelReading channel, string name, DateTimeOffset now) => channel switch
    {
        { Live: true, Lacking: { } lacking } => Lacking(channel, lacking, name),
        { Live: true } => null,
        _ when channel.Transports.FirstOrDefault(t => t.State == SourceState.Denied) is { } denied => Denied(channel, denied, name),
        _ when channel.Transports.FirstOrDefault(t => t.State == SourceState.Ended) is { } ended => now - ended.Since < EndSaidFor ? Ended(channel, ended, name) : null,
        { UnreadSince: { } since } => Unread(channel, since, name),
        _ => null,
    };

    private static Alert Lacking(ChannelReading channel, SourceStatus lacking, string name)
    {
        var (reads, not) = (SourceWords.Transport(channel.Transports[0].Key.Transport), SourceWords.Transport(lacking.Key.Transport));
        return new Alert("source.one-way", About(channel), AlertSeverity.Watch,
            new($"{name} has been read by {reads.En} alone for {{0}}: {not.En} does not read. Nothing is missing.",
                $"{reads.Fr} lit seul {name} depuis {{0}} : {not.Fr} ne lit pas. Rien ne manque."),
            lacking.State == SourceState.Denied ? WithReason(lacking, DeniedToDo) : WithReason(lacking, null), lacking.ReadUntil ?? lacking.Since);
    }

    private static Alert Denied(ChannelReading channel, SourceStatus denied, string name) => new("source.denied", About(channel), AlertSeverity.ActNow,
        new($"Nobody has read {name} for {{0}}: the platform refuses.", $"Plus personne ne lit {name} depuis {{0}} : la plateforme refuse."),
        WithReason(denied, DeniedToDo), channel.UnreadSince ?? denied.Since);

    private static Alert Ended(ChannelReading channel, SourceStatus ended, string name) => new("source.ended", About(channel), AlertSeverity.Watch,
        new($"{name}'s broadcast ended {{0}} ago.", $"La diffusion sur {name} est terminée depuis {{0}}."),
        new("A new one is looked for every minute.", "Une nouvelle est cherchée chaque minute."), ended.Since);

    private static Alert Unread(ChannelReading channel, DateTimeOffset since, string name)
    {
        var cause = channel.Transports.FirstOrDefault(t => t.Reason is not null) ?? channel.Transports[0];
        return new Alert("source.unread", About(channel), AlertSeverity.ActNow,
            new($"Nobody has read {name} for {{0}}.", $"Plus personne ne lit {name} depuis {{0}}."),
            WithReason(cause, channel.Replays
                ? new("It tries again by itself; what is written meanwhile will be read then.", "La console réessaie seule ; ce qui s'écrit entre-temps sera lu ensuite.")
                : new("It tries again by itself; what is written meanwhile is lost to us: keep the platform's own chat open.",
                    "La console réessaie seule ; ce qui s'écrit entre-temps est perdu pour nous : gardez ouvert le chat de la plateforme.")), since);
    }

    private static Words DeniedToDo { get; } = new("Put it right, then press Retry now on the sources panel.", "Corrigez, puis appuyez sur Réessayer dans le panneau des sources.");

    private static Words? WithReason(SourceStatus status, Words? then)
    {
        if (status.Reason is null) return then;
        var reason = ReasonWords.Of(status.Reason);
        return then is null ? reason : new($"{reason.En} {then.En}", $"{reason.Fr} {then.Fr}");
    }

    private static string About(ChannelReading channel) => $"{channel.Platform}/{channel.Channel}";
}
