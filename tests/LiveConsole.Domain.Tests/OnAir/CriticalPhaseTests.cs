using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.People;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.OnAir;

/// <summary>In the critical phase TAKE airs only what a producer approved (desks.md, sections 4 and 13); and who has the hand.</summary>
public sealed class CriticalPhaseTests
{
    private static readonly Actor Ana = A.Editor("Ana");
    private static readonly Actor Bo = A.Editor("Bo");
    private static readonly Actor Camille = A.Producer("Camille");

    [Fact]
    public void An_editor_takes_only_what_a_producer_approved_and_is_told_what_to_do()
    {
        var show = Critical();

        var refused = show.Decide(Take(show), Ana).Refusal!;
        show = show.After(new ApproveItem(show.Id(1), show.Version(1)), Camille);

        Assert.Equal("CRITICAL since 21:50:00: TAKE airs only what a producer approved. Ask the producer to approve Q1 (A) or to take it.", refused.Words.En);
        Assert.Equal("CRITIQUE depuis 21:50:00 : seul passe à l'antenne ce que la production a validé. Demandez-lui de valider Q1 (A) ou de la prendre.", refused.Words.Fr);
        Assert.Null(show.Decide(Take(show), Ana).Refusal);
    }

    [Fact]
    public void What_was_approved_by_a_producer_before_is_approved_for_it()
    {
        var show = A.Show().With(A.Question("one?").Queued());
        show = show.After(new DequeueItem(show.Id(1), show.Version(1)), Ana);
        show = show.After(new ApproveItem(show.Id(1), show.Version(1)), Camille).After(Phase(), Camille);

        Assert.Null(show.Decide(Take(show), Ana).Refusal);
    }

    [Fact]
    public void Another_editors_approval_is_none_of_a_producers()
    {
        var show = Critical();
        show = show.After(new ApproveItem(show.Id(1), show.Version(1)), Bo);

        Assert.NotNull(show.Decide(Take(show), Ana).Refusal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Who_approved_as_an_editor_and_is_a_producer_now_approves_anew_and_it_counts(int wanted)
    {
        var show = A.Show(A.Settings() with { Approvals = wanted }).With(A.Question("one?").Queued()).After(Phase(), Camille);
        var editor = wanted == 0 ? Bo : Ana;
        if (wanted > 0) editor = A.Editor(show.Item(1).Approvals[0].Name);
        else show = show.After(new ApproveItem(show.Id(1), show.Version(1)), editor);
        Assert.NotNull(show.Decide(Take(show), Ana).Refusal);
        var before = show.Item(1).Approvals.Length;

        show = show.After(new ApproveItem(show.Id(1), show.Version(1)), editor with { Role = Role.Producer });

        Assert.Null(show.Decide(Take(show), Ana).Refusal);
        Assert.Equal((before, Role.Producer), (show.Item(1).Approvals.Length, show.Item(1).Approvals.Single(a => a.ActorId == editor.Id).As));
        // And once is enough.
        Assert.Same(Decision.Unchanged, show.Decide(new ApproveItem(show.Id(1), show.Version(1)), editor with { Role = Role.Producer }));
    }

    [Fact]
    public void A_producers_approval_is_for_the_words_that_were_seen_and_is_given_anew()
    {
        var show = Critical();
        show = show.After(new ApproveItem(show.Id(1), show.Version(1)), Camille);
        show = show.After(new EditItem(show.Id(1), show.Version(1)) { Fr = "Autre chose" }, Ana);
        Assert.NotNull(show.Decide(Take(show), Ana).Refusal);

        show = show.After(new ApproveItem(show.Id(1), show.Version(1)), Camille);

        Assert.Null(show.Decide(Take(show), Ana).Refusal);
        Assert.Single(show.Item(1).Approvals);
    }

    [Fact]
    public void A_producers_own_take_and_their_own_line_need_nobody_else()
    {
        var show = Critical();
        var line = new ItemId(new Guid(9, 0, 0, new byte[8]));
        show = show.After(new AddItem(ItemKind.Line, "Entrée à 19 400 km/h", null, null, "fr", line), Camille);

        Assert.Null(show.Decide(Take(show), Camille).Refusal);
        Assert.Null(show.Decide(new PutOnAir(line, 1, null), Ana).Refusal);
        show = show.After(new EditItem(line, 1) { Fr = "Autre chose" }, Ana);
        Assert.NotNull(show.Decide(new PutOnAir(line, 2, null), Ana).Refusal);
    }

    [Fact]
    public void A_show_may_do_without_and_says_itself_which_phase_is_critical()
    {
        var without = A.Settings() with { Rules = new ShowRules { CriticalByProducer = false } };
        var other = A.Settings() with { Plan = new ShowPlan { Phases = [new PlannedPhase("critical", "CRITIQUE", "CRITICAL"), new PlannedPhase("landing", "ATTERRISSAGE", "LANDING", Critical: true)] } };

        Assert.Null(Critical(without).Decide(Take(Critical(without)), Ana).Refusal);
        Assert.Null(Critical(other).Decide(Take(Critical(other)), Ana).Refusal);
        var show = Critical(other).After(new BeginPhase("landing", "ATTERRISSAGE", "LANDING", null), Camille);
        Assert.NotNull(show.Decide(Take(show), Ana).Refusal);
        show = show.After(new BeginPhase("questions", "QUESTIONS", "QUESTIONS", null), Camille);
        Assert.Null(show.Decide(Take(show), Ana).Refusal);
    }

    [Fact]
    public void The_hand_is_asked_of_nobody_who_may_not_take_any_more_or_has_gone()
    {
        var show = A.Show().With(A.Question("one?").Queued(), A.Question("two?").OnAir());
        show = show.After(new HandTaken(Bo));
        var take = new PutOnAir(show.Id(1), show.Version(1), show.Id(2), AskHand: true);
        Assert.Equal(RefusalKind.HandElsewhere, show.Decide(take, Ana).Refusal!.Kind);
        Assert.Null(show.Decide(take with { AskHand = false }, Ana).Refusal);

        var seen = show.State.Settings!;
        var left = show.After(new TakeOut(Bo), Camille);
        var fewer = show.After(new HandTaken(A.Person("Lou", Role.Lead)));

        Assert.Null(left.State.Hand);
        Assert.Null(left.Decide(take, Ana).Refusal);
        Assert.Null(fewer.Decide(take, Ana).Refusal);
        fewer = fewer.After(new ConfigureShow(seen with { Rules = seen.Rules with { MayTake = [Role.Editor, Role.Lead] } }, seen), Camille);
        Assert.Equal(RefusalKind.HandElsewhere, fewer.Decide(take, Ana).Refusal!.Kind);
    }

    private static AShow Critical(ShowSettings? settings = null) => A.Show(settings).With(A.Question("one?").Queued()).After(Phase(), Camille);

    private static BeginPhase Phase() => new("critical", "CRITIQUE", "CRITICAL", null);

    private static PutOnAir Take(AShow show) => new(show.Id(1), show.Version(1), show.State.Air.Item);
}
