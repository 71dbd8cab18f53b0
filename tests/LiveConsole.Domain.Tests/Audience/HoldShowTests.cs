using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Audience;

/// <summary>A launch slips: the clock stands for everybody, and goes on towards the time that somebody says.</summary>
public sealed class HoldShowTests
{
    private static readonly Actor Cy = A.Producer("Cy");
    private static readonly Actor Lea = A.Person("Léa", Role.Lead);
    private static readonly DateTimeOffset Zero = A.Time.AddMinutes(10);

    private static AShow Counting()
    {
        var settings = A.Settings() with { Plan = new ShowPlan { StartsAt = A.Time.AddHours(-1), EndsAt = A.Time.AddHours(2), Zero = Zero, Phases = [new("waiting", "ATTENTE", "WAITING")] } };
        return A.Show().After(new ShowConfigured(settings)).After(new BeginPhase("waiting", "ATTENTE", "WAITING", Zero), Cy);
    }

    [Fact]
    public void Held_it_says_since_when_and_by_whom_and_a_second_press_changes_nothing()
    {
        var show = Counting().Later(30).After(new HoldShow(), Cy);

        Assert.Equal(new ShowHold(show.Now, "Cy"), show.State.Hold);
        Assert.Equal(Zero, show.State.Phase!.Zero);
        Assert.Empty(show.Later(5).Decide(new HoldShow(), Lea).Entries);
    }

    [Fact]
    public void Resumed_to_a_new_time_clock_and_plan_move_by_as_much_and_what_lies_behind_stays()
    {
        var show = Counting().Later(30).After(new HoldShow(), Cy);
        var held = show.Now;
        show = show.Later(600).After(new ResumeShow(held, Zero.AddMinutes(40)), Lea);

        Assert.Null(show.State.Hold);
        Assert.Equal(Zero.AddMinutes(40), show.State.Phase!.Zero);
        var plan = show.State.Settings!.Plan;
        Assert.Equal((A.Time.AddHours(-1), A.Time.AddMinutes(160), Zero.AddMinutes(40)), (plan.StartsAt, plan.EndsAt, plan.Zero));
    }

    [Fact]
    public void Without_a_new_time_the_clock_goes_on_from_where_it_stood()
    {
        var show = Counting().Later(30).After(new HoldShow(), Cy);
        var held = show.Now;
        show = show.Later(42).After(new ResumeShow(held, null), Cy);

        Assert.Equal(Zero - held, show.State.Phase!.Zero - show.Now);
    }

    [Fact]
    public void A_show_that_has_not_begun_is_moved_with_its_start()
    {
        var settings = A.Settings() with { Plan = new ShowPlan { StartsAt = A.Time.AddHours(1), EndsAt = A.Time.AddHours(3) } };
        var show = A.Show().After(new ShowConfigured(settings)).After(new HoldShow(), Cy);

        Assert.Equal(A.Time.AddHours(1), ResumeShow.ClockOf(show.State));
        show = show.Later(60).After(new ResumeShow(A.Time, A.Time.AddHours(2)), Cy);

        Assert.Equal((A.Time.AddHours(2), A.Time.AddHours(4)), (show.State.Settings!.Plan.StartsAt, show.State.Settings.Plan.EndsAt));
    }

    [Fact]
    public void Who_resumes_after_somebody_else_is_told_whose_time_stands()
    {
        var show = Counting().After(new HoldShow(), Cy);
        var held = show.Now;
        show = show.Later(60).After(new ResumeShow(held, Zero.AddMinutes(5)), Lea);

        Assert.StartsWith("Léa resumed the show at 21:51:00", show.Decide(new ResumeShow(held, Zero.AddMinutes(9)), Cy).Refusal!.Message, StringComparison.Ordinal);
        // Held anew: the one whose page is of the hold before saw another.
        show = show.Later(60).After(new HoldShow(), Cy);
        Assert.StartsWith("Cy held the show at 21:52:00", show.Decide(new ResumeShow(held, null), Lea).Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(Refusals.NotHeld, Counting().Decide(new ResumeShow(held, null), Cy).Refusal);
    }

    [Fact]
    public void Undo_puts_back_what_stood_before_step_by_step()
    {
        var counting = Counting();
        var show = counting.After(new HoldShow(), Cy);
        var (hold, holding) = (show.State.Hold, show.LastAction);
        show = show.Later(60).After(new ResumeShow(show.Now, Zero.AddMinutes(40)), Lea);

        Assert.StartsWith("Léa resumed the show", show.Decide(new UndoAction(holding), Cy).Refusal!.Message, StringComparison.Ordinal);
        show = show.Undo(Cy);
        Assert.Equal((hold, Zero, counting.State.Settings), (show.State.Hold, show.State.Phase!.Zero, show.State.Settings));

        show = show.After(new UndoAction(holding), Cy);
        Assert.Null(show.State.Hold);
        Assert.Equal(counting.State.Phase, show.State.Phase);
    }

    [Fact]
    public void A_phase_that_began_since_keeps_its_own_clock_when_the_resume_is_undone()
    {
        var show = Counting().After(new HoldShow(), Cy);
        show = show.Later(60).After(new ResumeShow(show.Now, Zero.AddMinutes(40)), Cy);
        var resumed = show.LastAction;
        show = show.Later(60).After(new BeginPhase("opening", "OUVERTURE", "OPENING", A.Time), Cy).After(new UndoAction(resumed), Cy);

        Assert.Equal(("opening", A.Time), (show.State.Phase!.Key, show.State.Phase.Zero));
        Assert.NotNull(show.State.Hold);
    }

    [Fact]
    public void A_stored_state_remembers_it_with_who_did_it()
    {
        var show = Counting().After(new HoldShow(), Cy);

        var restored = StoredShowState.FromJson(StoredShowState.Of(show.State).ToJson()).Restore(show.Newest());

        Assert.Equal((show.State.Hold, show.State.CourseStamp), (restored.Hold, restored.CourseStamp));
        Assert.Equal(show.State.Actions[show.LastAction].Course, restored.Actions[show.LastAction].Course);
    }
}
