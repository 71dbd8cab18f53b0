using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Sources;

/// <summary>What the desks say of the budget of YouTube's calls: when it will end, while something can still be done about it; and that it has.</summary>
public static class QuotaAlerts
{
    /// <summary>So long before its end it is said; a show whose end is planned and comes first needs no word.</summary>
    private static readonly TimeSpan SaidBefore = TimeSpan.FromHours(2), Urgent = TimeSpan.FromMinutes(15);

    public static IEnumerable<Alert> Of(ShowState show, DateTimeOffset now) =>
        show.Audience.Quotas.Where(q => now < q.ResetsAt).Select(q => Of(show, q, now)).OfType<Alert>();

    private static Alert? Of(ShowState show, QuotaReading quota, DateTimeOffset now)
    {
        string Clock(DateTimeOffset at) => Refusals.Clock(show, at)[..5];
        var left = (En: $"{quota.ActionsLeft} actions left", Fr: $"reste {quota.ActionsLeft} actions");
        if (quota.IsClosedAt(now) || quota.ReadingIsSpent)
        {
            var until = quota.IsClosedAt(now) ? quota.ClosedUntil!.Value : quota.ResetsAt;
            return new Alert("quota.spent", quota.Project, AlertSeverity.ActNow,
                new($"YouTube's budget for reading is used up until {Clock(until)}, {left.En}.", $"Le budget YouTube pour la lecture est épuisé jusqu'à {Clock(until)}, {left.Fr}."),
                new("Open YouTube's own chat; what is written meanwhile is read then, as far as YouTube still has it.",
                    "Ouvrez le chat de YouTube ; ce qui s'écrit entre-temps sera lu alors, si YouTube l'a encore."), quota.At);
        }

        if (quota.ReadingEnds is not { } ends || ends - now > SaidBefore || show.Settings?.Plan.EndsAt <= ends) return null;
        return new Alert("quota.ends", quota.Project, ends - now < Urgent ? AlertSeverity.ActNow : AlertSeverity.Watch,
            new($"YouTube budget ends {Clock(ends)}, {left.En}.", $"Le budget YouTube finit à {Clock(ends)}, {left.Fr}."),
            new($"Then its chat is not read until {Clock(quota.ResetsAt)}: give the show its planned end, and reading is spread over it, or have YouTube's own chat open by then.",
                $"Son chat ne sera alors plus lu jusqu'à {Clock(quota.ResetsAt)} : donnez sa fin prévue à l'émission, la lecture se répartit dessus, ou ayez alors le chat de YouTube ouvert."), quota.At);
    }
}
