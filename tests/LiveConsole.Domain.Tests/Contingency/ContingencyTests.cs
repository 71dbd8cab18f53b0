using System.Text.Json;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Contingency;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Posts;
using LiveConsole.Domain.Questions;
using LiveConsole.Domain.Tests.Posts;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Contingency;

/// <summary>CONTINGENCY (desks.md, section 4): one press, and nothing cheerful goes anywhere until a producer says that it is over.</summary>
public sealed class ContingencyTests
{
    private static readonly Actor Salome = A.Producer("Salomé");
    private static readonly Actor Ana = A.Editor("Ana");
    private static readonly Actor Basile = A.Person("Basile", Role.Lead);
    private static readonly ItemId Line = new(new Guid(77, 0, 0, new byte[8]));
    private static readonly PostWritten Touchdown = new("Touchdown", PostKind.Post, new("Posé !", "Touchdown!"), new("Pas de signal.", "No signal."), Moment: "touchdown");
    private static readonly PostWritten Joy = new("Joy", PostKind.Post, new("Bravo !", "Well done!"), Moment: "touchdown");
    private static readonly PostWritten Welcome = new("Welcome", PostKind.Post, new("Bienvenue !", "Welcome!"), Every: TimeSpan.FromMinutes(10));
    private static readonly PostWritten Plain = new("News", PostKind.Post, new("Nous attendons.", "We are waiting."));

    [Fact]
    public void One_turn_disarms_every_post_and_schedule_and_takes_back_what_counts_down()
    {
        var show = APostShow.Show(Touchdown, Welcome, Plain).After(new ArmPost(1, 1), Salome).After(new SchedulePost(2, 1), Salome).After(new FirePost(3, 1), Salome);
        Assert.NotEmpty(show.State.Effects.Open);

        show = show.After(new CallContingency(Line), Basile);

        Assert.All(show.State.Posts.All.Values, p => Assert.False(p.Waits));
        Assert.Empty(show.State.Effects.Open);
        Assert.Empty(show.After(new MarkMoment("touchdown"), Salome).State.Effects.Open);
    }

    [Fact]
    public void The_prepared_line_stands_on_the_presenters_screen_and_the_overlay_is_hidden()
    {
        var show = A.Show(A.Settings(2)).With(A.Question("why is it red?").OnAir());
        Assert.True(show.State.Air.OverlayShown);

        show = show.After(new CallContingency(Line), Ana);

        Assert.Equal((Line, ContingencyPlan.UsualLine, false), (show.State.Air.Item!.Value, show.State.Air.Wording, show.State.Air.OverlayShown));
        Assert.Equal((ItemKind.Line, Stage.OnAir, "Q2"), (show.State.OnAir!.Kind, show.State.OnAir.Stage, show.State.OnAir.Q));
        Assert.Equal(ContingencyPlan.Usual(Role.Presenter).Fr, show.State.OnAir.Note);
        Assert.Equal(Stage.Done, show.Item(1).Stage);
        Assert.Equal((A.Time, Ana, Line), (show.State.Contingency!.Since, show.State.Contingency.By, show.State.Contingency.Line));
    }

    [Fact]
    public void What_the_presenter_had_not_read_is_kept_for_later()
    {
        var show = A.Show().With(A.Question("one?").OnAir()).Later(5).After(new CallContingency(Line, PresenterConnected: true), Ana);

        Assert.Equal((Stage.Queued, Mark.NotRead), (show.Item(1).Stage, show.Item(1).Mark));
    }

    [Fact]
    public void The_line_and_the_instructions_are_the_shows_own_where_it_wrote_some()
    {
        var plan = new ContingencyPlan { Own = new Wording(Fr: "Nous avons perdu le signal."), Instructions = [new(Role.Moderator, "Laissez passer la peine.", ""), new(Role.Producer, "", "Call the director.")] };

        var show = A.Show(A.Settings() with { Contingency = plan, Language = "en" }).After(new CallContingency(Line), Ana);

        Assert.Equal(new Wording(Fr: "Nous avons perdu le signal."), show.State.Air.Wording);
        Assert.Equal(("Nous avons perdu le signal.", "fr"), (show.State.OnAir!.Text, show.State.OnAir.Language));
        Assert.Equal(new Words("Laissez passer la peine.", "Laissez passer la peine."), plan.InstructionOf(Role.Moderator));
        Assert.Equal("Call the director.", plan.InstructionOf(Role.Owner).Fr);
        Assert.Equal(ContingencyPlan.Usual(Role.Expert), plan.InstructionOf(Role.Expert));
        Assert.All(Enum.GetValues<Role>(), role => Assert.NotEqual("", plan.InstructionOf(role).Fr));
    }

    [Fact]
    public void The_rundown_is_held_but_for_lines_that_a_producer_stands_for()
    {
        var (theirs, hers) = (new ItemId(new Guid(8, 0, 0, new byte[8])), new ItemId(new Guid(9, 0, 0, new byte[8])));
        var show = A.Show().With(A.Question("one?").Queued())
            .After(new AddItem(ItemKind.Line, "Bravo !", null, null, "fr", theirs), Ana).After(new AddItem(ItemKind.Line, "Rien de neuf.", null, null, "fr", hers), Salome)
            .After(new CallContingency(Line), Ana);

        Assert.Equal("CONTINGENCY since 21:50:00: TAKE airs only lines that a producer approved. Q1 waits until the producer stands it down.", show.Decide(Take(show, show.Id(1)), Ana).Refusal!.Words.En);
        Assert.NotNull(show.Decide(Take(show, show.Id(1)), Salome).Refusal);
        Assert.StartsWith("REPLI depuis 21:50:00", show.Decide(Take(show, theirs), Ana).Refusal!.Words.Fr, StringComparison.Ordinal);
        Assert.Null(show.Decide(Take(show, theirs), Salome).Refusal);
        Assert.Null(show.Decide(Take(show, hers), Ana).Refusal);
        show = show.After(new ApproveItem(theirs, 1), Salome);
        Assert.Null(show.Decide(Take(show, theirs), Ana).Refusal);
        var queued = show.After(new EditItem(theirs, show.State.Item(theirs)!.Version) { Fr = "Silence." }, Ana);
        queued = queued.After(new QueueItem(theirs, queued.State.Item(theirs)!.Version), Ana).After(new ApproveItem(theirs, queued.State.Item(theirs)!.Version + 1), Salome);
        Assert.Null(queued.Decide(Take(queued, theirs), Ana).Refusal);
        Assert.False(show.After(Take(show, theirs), Ana).State.Air.OverlayShown);
    }

    [Fact]
    public void The_prepared_line_may_be_taken_again_as_it_is_and_not_in_an_editors_words()
    {
        var show = A.Show().After(new CallContingency(Line), Ana).Later(3).After(new SkipItem(Line), Ana);
        Assert.Null(show.Decide(Take(show, Line), Ana).Refusal);

        show = show.After(new EditItem(Line, show.State.Item(Line)!.Version) { Fr = "Tout va bien !" }, Ana);

        Assert.NotNull(show.Decide(Take(show, Line), Ana).Refusal);
        Assert.Null(show.Decide(Take(show, Line), Salome).Refusal);
    }

    [Fact]
    public void The_presenters_taps_bring_nothing_else_on_air_and_show_no_overlay()
    {
        var settings = A.Settings() with { PresenterMayAdvance = true, OverlayMode = OverlayMode.WhenReading };
        var show = A.Show(settings).With(A.Question("one?").Queued()).After(new CallContingency(Line), Ana).Later(1);

        var read = show.After(new PresenterSignal(SignalKind.Reading, Line, show.Now, "left"), A.Presenter);
        var skipped = read.Later(1).After(new PresenterSignal(SignalKind.Skip, Line, show.Now.AddSeconds(1), "left"), A.Presenter);

        Assert.False(read.State.Air.OverlayShown);
        Assert.Null(skipped.State.Air.Item);
    }

    [Fact]
    public void Nothing_is_armed_or_repeated_and_what_celebrates_is_not_sent_by_hand_either()
    {
        var show = APostShow.Show(Touchdown, Joy, Welcome, Plain).After(new CallContingency(Line), Basile);

        Assert.StartsWith("CONTINGENCY since 21:50:00: nothing is armed", show.Decide(new ArmPost(4, 1), Salome).Refusal!.Words.En, StringComparison.Ordinal);
        Assert.NotNull(show.Decide(new SchedulePost(3, 1), Salome).Refusal);
        Assert.Equal("CONTINGENCY since 21:50:00: of P1 only the other text goes out.", show.Decide(new FirePost(1, 1), Salome).Refusal!.Words.En);
        Assert.NotNull(show.Decide(new FirePost(2, 1), Salome).Refusal);
        Assert.Null(show.Decide(new FirePost(1, 1, PostEnding.Lost), Salome).Refusal);
        Assert.Null(show.Decide(new FirePost(4, 1), Salome).Refusal);
    }

    [Fact]
    public void What_was_on_its_way_and_comes_back_unsent_is_taken_back_and_what_is_asked_for_since_waits()
    {
        var show = APostShow.Show(Joy, Plain).After(new FirePost(1, 1), Salome).Later(6).After(new EffectStarted(1, Guid.Empty)).After(new CallContingency(Line), Basile).Later(1);
        Assert.Equal(EffectState.Started, show.State.Effects.Find(1)!.State);

        show = show.After(new EffectPutOff(1, show.Now.AddSeconds(20), Try: Guid.Empty)).After(new FirePost(2, 1), Salome);
        var since = show.State.Effects.LastId;
        show = show.After(new EffectStarted(since, Guid.Empty)).After(new EffectPutOff(since, show.Now.AddSeconds(20), Try: Guid.Empty));

        Assert.Equal((EffectState.Cancelled, EffectState.Requested), (show.State.Effects.Find(1)!.State, show.State.Effects.Find(since)!.State));
    }

    [Fact]
    public void A_cheerful_post_that_nobody_knows_of_is_not_asked_for_again()
    {
        var show = APostShow.Show(Joy).After(new FirePost(1, 1), Salome).Later(6).Settled(1, EffectState.Unknown, EffectTrouble.NoAnswer).After(new CallContingency(Line), Basile);

        Assert.NotNull(show.Decide(new DecideUnknown(1, IsThere: false, Again: true), Salome).Refusal);
        Assert.Null(show.Decide(new DecideUnknown(1, IsThere: false), Salome).Refusal);
    }

    [Fact]
    public void Standing_down_frees_the_rundown_takes_the_line_away_and_brings_nothing_back()
    {
        var show = APostShow.Show(Touchdown).After(new ArmPost(1, 1), Salome).With(A.Question("one?").Queued()).After(new CallContingency(Line), Basile).Later(30);

        show = show.After(new StandDown(A.Time), Salome);

        Assert.Null(show.State.Contingency);
        Assert.Null(show.State.Air.Item);
        Assert.Equal(Stage.Done, show.State.Item(Line)!.Stage);
        Assert.Null(show.State.Posts.Find(1)!.Armed);
        Assert.Null(show.Decide(Take(show, show.Id(1)), Ana).Refusal);
        Assert.Null(show.Decide(new ArmPost(1, show.State.Posts.Find(1)!.Version), Salome).Refusal);
    }

    [Fact]
    public void A_line_that_another_has_followed_on_air_leaves_only_the_rundown()
    {
        var hers = new ItemId(new Guid(9, 0, 0, new byte[8]));
        var show = A.Show().After(new CallContingency(Line), Ana).Later(3).After(new LaterItem(Line), Ana)
            .After(new AddItem(ItemKind.Line, "Rien de neuf.", null, null, "fr", hers), Salome);
        show = show.After(Take(show, hers), Salome).After(new StandDown(A.Time), Salome);

        Assert.Equal(hers, show.State.Air.Item);
        Assert.Empty(show.State.Rundown);
    }

    [Fact]
    public void A_producer_or_who_called_it_stands_it_down_and_nobody_one_that_they_did_not_see()
    {
        var show = A.Show().After(new CallContingency(Line), Basile);

        Assert.Equal(RefusalKind.Forbidden, show.Decide(new StandDown(A.Time), Ana).Refusal!.Kind);
        Assert.Null(show.Decide(new StandDown(A.Time), Basile).Refusal);
        Assert.Equal("Basile called the contingency at 21:50:00, after the one you saw. Look again before you stand it down.", show.Decide(new StandDown(A.Time.AddMinutes(-1)), Salome).Refusal!.Words.En);
        Assert.Same(show.State, show.After(new CallContingency(new ItemId(Guid.NewGuid())), Ana).State);
        show = show.After(new StandDown(A.Time), Basile);
        Assert.Same(show.State, show.After(new StandDown(A.Time), Salome).State);
    }

    [Fact]
    public void Neither_is_undone_and_nothing_from_before_it_comes_back_on_air()
    {
        var show = A.Show().With(A.Question("one?").OnAir()).Later(25).After(new TakeOffAir(), Ana);
        var cleared = show.LastAction;
        show = show.After(new CallContingency(Line), Ana);

        Assert.Equal(Refusals.StandDownInstead, show.Decide(new UndoAction(show.LastAction), Ana).Refusal);
        Assert.NotNull(show.Decide(new UndoAction(cleared), Ana).Refusal);
        show = show.After(new StandDown(A.Time.AddSeconds(25)), Ana);
        Assert.Equal(Refusals.CallAgainInstead, show.Decide(new UndoAction(show.LastAction), Ana).Refusal);
    }

    [Fact]
    public void It_is_in_the_stored_state_and_a_state_of_before_has_none()
    {
        var show = A.Show().After(new CallContingency(Line), Ana);

        var restored = StoredShowState.FromJson(StoredShowState.Of(show.State).ToJson()).Restore(show.Newest());

        Assert.Equal(show.State.Contingency, restored.Contingency);
        var without = StoredShowState.Of(A.Show().State).ToJson();
        Assert.False(JsonDocument.Parse(without).RootElement.TryGetProperty("contingency", out _));
        Assert.Null(StoredShowState.FromJson(without).Restore([]).Contingency);
    }

    [Fact]
    public void Settings_are_of_a_length_that_is_read_at_a_glance()
    {
        var show = A.Show();
        var seen = show.State.Settings!;

        Assert.NotNull(Set(new ContingencyPlan { Own = new Wording(Fr: new string('x', 501)) }).Refusal);
        Assert.NotNull(Set(new ContingencyPlan { Instructions = [new(Role.Lead, new string('x', 301), "")] }).Refusal);
        Assert.NotNull(Set(new ContingencyPlan { Instructions = [new(Role.Lead, "a", "b"), new(Role.Lead, "c", "d")] }).Refusal);
        Assert.Equal(SettingsSection.Contingency, Assert.Single(show.After(new ConfigureShow(seen with { Contingency = new() { Own = new(Fr: "Panne") } }, seen), Salome).State.Settings!.ChangedFrom(seen)));

        Decision Set(ContingencyPlan plan) => show.Decide(new ConfigureShow(seen with { Contingency = plan }, seen), Salome);
    }

    private static PutOnAir Take(AShow show, ItemId item) => new(item, show.State.Item(item)!.Version, show.State.Air.Item);
}
