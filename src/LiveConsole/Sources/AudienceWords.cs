using System.Globalization;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Sources;

/// <summary>Viewers, broadcasts, polls and the budget of calls, as people read them. A clock's words are made by who knows the show's zone.</summary>
public static class AudienceWords
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>Absent is not zero: it is said to be absent.</summary>
    public static Words Count(Viewers viewers, string platform) => viewers.Count is { } count
        ? new($"{En(count)} watching", $"{Fr(count)} en direct")
        : new($"{platform} gives no viewer count", $"{platform} ne donne pas de compteur");

    public static Words Peak(Viewers viewers, Func<DateTimeOffset, string> clock) => viewers is { Peak: { } peak, PeakAt: { } at }
        ? new($"peak {En(peak)} at {clock(at)}", $"pic {Fr(peak)} à {clock(at)}")
        : new("", "");

    public static Words Chatters(long chatters) => new($"{En(chatters)} in the chat", $"{Fr(chatters)} dans le chat");

    public static Words Sum(AudienceSum sum) => new($"{En(sum.Total)} watching: the sum of the platforms' counts", $"{Fr(sum.Total)} en direct : somme des compteurs des plateformes");

    public static Words Parts(AudienceSum sum, IReadOnlyCollection<Viewers> channels) => new(
        string.Join(" + ", sum.Parts.Select(p => $"{Name(p, channels)} {En(p.Count)}")), string.Join(" + ", sum.Parts.Select(p => $"{Name(p, channels)} {Fr(p.Count)}")));

    public static Words PeakOfSum(AudienceSum peak, Func<DateTimeOffset, string> clock) => new($"peak of the sum {En(peak.Total)} at {clock(peak.At)}", $"pic de la somme {Fr(peak.Total)} à {clock(peak.At)}");

    public static Words Broadcast(Broadcast broadcast, Func<DateTimeOffset, string> clock) => broadcast switch
    {
        { Standing: BroadcastStanding.Upcoming, ScheduledStart: { } start } => new($"announced for {clock(start)}", $"annoncée pour {clock(start)}"),
        { Standing: BroadcastStanding.Upcoming } => new("announced", "annoncée"),
        { Standing: BroadcastStanding.Ended } => new($"broadcast over since {clock(broadcast.EndedAt ?? broadcast.At)}", $"diffusion terminée depuis {clock(broadcast.EndedAt ?? broadcast.At)}"),
        _ => new($"live since {clock(broadcast.LiveSince ?? broadcast.At)}", $"en direct depuis {clock(broadcast.LiveSince ?? broadcast.At)}"),
    };

    public static Words Poll(Poll poll)
    {
        var (en, fr) = (string.Join(", ", poll.Options.Select(o => o.Votes is { } v ? $"{o.Text} {En(v)}" : o.Text)), string.Join(", ", poll.Options.Select(o => o.Votes is { } v ? $"{o.Text} {Fr(v)}" : o.Text)));
        return poll.Status == PollStatus.Active ? new($"Poll now: {poll.Question} {en}", $"Sondage en cours : {poll.Question} {fr}") : new($"Poll closed: {poll.Question} {en}", $"Sondage clos : {poll.Question} {fr}");
    }

    /// <summary>"YouTube budget: 1,260 of 10,000 units used, 174 actions left, ends 01:40."</summary>
    public static Words Quota(QuotaReading quota, Func<DateTimeOffset, string> clock)
    {
        var ends = Ends(quota, clock);
        return new($"YouTube budget: {En(quota.Used)} of {En(quota.Daily)} units used today, {En(quota.ActionsLeft)} actions left; {ends.En}.",
            $"Budget YouTube : {Fr(quota.Used)} unités sur {Fr(quota.Daily)} utilisées aujourd'hui, reste {Fr(quota.ActionsLeft)} actions ; {ends.Fr}.");
    }

    public static Words QuotaUses(QuotaReading quota) => new(
        $"chats {En(quota.Reading)}, viewer counts {En(quota.Viewers)}, actions {En(quota.Actions)}; {En(quota.Reserve)} kept for actions; {En(quota.UsedBefore)} were used before this show today",
        $"chats {Fr(quota.Reading)}, compteurs {Fr(quota.Viewers)}, actions {Fr(quota.Actions)} ; {Fr(quota.Reserve)} gardées pour les actions ; {Fr(quota.UsedBefore)} utilisées aujourd'hui avant cette émission");

    public static Words Ends(QuotaReading quota, Func<DateTimeOffset, string> clock) => quota switch
    {
        { ClosedUntil: { } until } when until > quota.At => new($"Google says that today's units are spent, until {clock(until)}", $"selon Google les unités du jour sont épuisées, jusqu'à {clock(until)}"),
        { ReadingIsSpent: true } => new($"reading stands still until {clock(quota.ResetsAt)}", $"la lecture est arrêtée jusqu'à {clock(quota.ResetsAt)}"),
        { ReadingEnds: { } ends } => new($"ends {clock(ends)} as it goes now", $"fin à {clock(ends)} au rythme actuel"),
        { UnitsASecond: null } => new("too early to say when it ends", "trop tôt pour dire quand il finit"),
        _ => new($"lasts until Google counts anew at {clock(quota.ResetsAt)}", $"tient jusqu'à la remise à zéro de Google à {clock(quota.ResetsAt)}"),
    };

    private static string Name(SumPart part, IReadOnlyCollection<Viewers> channels) => SourceWords.Name(part.Platform, part.Channel, channels.Count(c => c.Platform == part.Platform) > 1);

    private static string En(long figure) => figure.ToString("N0", CultureInfo.InvariantCulture);

    private static string Fr(long figure) => figure.ToString("N0", French);
}
