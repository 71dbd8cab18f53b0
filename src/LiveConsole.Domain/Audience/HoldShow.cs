using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Audience;

/// <summary>The show's clock stands: a launch slips, a broadcast waits. Since when, and by whom.</summary>
public sealed record ShowHold(DateTimeOffset Since, string By);

/// <summary>What an action changed of the show's course, so that it can be put back.</summary>
/// <param name="Stamp">Who had held or resumed it before.</param>
public sealed record CourseChange(ShowHold? Hold, Phase? Phase, Stamp? Stamp);

/// <summary>HOLD: the phase's clock stops on every desk and screen until somebody resumes. Nothing else stops: chats are read, questions go on air.</summary>
public sealed record HoldShow : IShowCommand
{
    public string Verb => "hold";

    public Permission Needs => Permission.Moments;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now) => show.Hold is null ? new ShowHeld(new ShowHold(now, by.Name)) : Decision.Unchanged;
}

/// <summary>
/// The clock runs again, towards the time that somebody says. The plan moves with it: its zero by as much, and what of its start and end is still to come. Refused when somebody
/// else has resumed it meanwhile: their time stands.
/// </summary>
/// <param name="Held">Since when it was held, as the person saw it.</param>
/// <param name="To">What the clock counts to or from now (<see cref="ClockOf"/> is what it counted to before); null: it goes on from where it stood.</param>
public sealed record ResumeShow(DateTimeOffset Held, DateTimeOffset? To) : IShowCommand
{
    /// <summary>Nobody plans further; more is a slip of the hand.</summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromDays(366);

    public string Verb => "resume";

    public Permission Needs => Permission.Moments;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Hold is not { } hold || hold.Since != Held) return show.CourseStamp is { } stamp ? Refusals.CourseMovedOn(show, stamp) : Refusals.NotHeld;
        if (ClockOf(show) is not { } clock) return new ShowResumed();
        var to = To ?? clock + (now - hold.Since);
        if ((to - now).Duration() > Furthest) return Refusals.Invalid("The new time is more than a year away. Check its date.", "La nouvelle heure est à plus d'un an. Vérifiez la date.");
        var slip = to - clock;
        Entry resumed = new ShowResumed(show.Phase is { Zero: { } zero } phase ? phase with { Zero = zero + slip } : null);
        if (show.Settings is not { } settings || slip == TimeSpan.Zero) return Decision.Of([resumed]);
        var plan = settings.Plan with { StartsAt = Moved(settings.Plan.StartsAt), EndsAt = Moved(settings.Plan.EndsAt), Zero = settings.Plan.Zero + slip };
        return plan == settings.Plan ? Decision.Of([resumed]) : Decision.Of([resumed, new ShowConfigured(settings with { Plan = plan })]);

        DateTimeOffset? Moved(DateTimeOffset? at) => at > hold.Since ? at + slip : at;
    }

    /// <returns>What a hold stops: the phase's zero, else the plan's, else the beginning of a show that has not begun. Null: nothing is counted.</returns>
    public static DateTimeOffset? ClockOf(ShowState show) => show.Phase?.Zero ?? show.Settings?.Plan.Zero ?? (show.Hold is { } hold && show.Settings?.Plan.StartsAt is { } start && start > hold.Since ? start : null);
}
