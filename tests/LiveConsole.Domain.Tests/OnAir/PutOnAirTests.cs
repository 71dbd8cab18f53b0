using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.OnAir;

public sealed class PutOnAirTests
{
    [Fact]
    public void An_approved_item_goes_on_air_with_its_words_and_name_on_both_outputs()
    {
        var show = A.Show().With(A.Question("how cold is it up there?").Approved());

        show = show.After(new PutOnAir(show.Id(1), show.Version(1), SeenOnAir: null), A.Editor("Ana"));

        Assert.Equal(Stage.OnAir, show.Item(1).Stage);
        Assert.Equal((show.Id(1), "How cold is it up there?", "Ayşe", true), (show.State.Air.Item!.Value, show.State.Air.Wording.Fr, show.State.Air.Name.Name, show.State.Air.OverlayShown));
        Assert.Equal("Ana", show.State.Hand!.Name);
    }

    [Fact]
    public void Of_two_people_taking_different_items_the_second_is_told_who_came_first()
    {
        var show = A.Show().With(A.Question("first?").Approved(), A.Question("second?").Approved());
        show = show.After(new PutOnAir(show.Id(1), show.Version(1), SeenOnAir: null), A.Editor("Ana"));

        var decision = show.Decide(new PutOnAir(show.Id(2), show.Version(2), SeenOnAir: null), A.Editor("Bo"));

        Assert.Equal("Ana took Q1 just now. It is on air.", decision.Refusal!.Message);
        Assert.Equal("Ana a mis Q1 à l'antenne à l'instant. Elle y est.", decision.Refusal.Words.Fr);
    }

    [Fact]
    public void The_second_of_two_people_taking_the_same_item_changes_nothing_and_is_not_refused()
    {
        var show = A.Show().With(A.Question("first?").Approved());
        var take = new PutOnAir(show.Id(1), show.Version(1), SeenOnAir: null);
        show = show.After(take, A.Editor("Ana"));

        var decision = show.Decide(take, A.Editor("Bo"));

        Assert.Null(decision.Refusal);
        Assert.Empty(decision.Entries);
    }

    [Fact]
    public void What_was_on_air_is_done_and_the_rundown_closes_up()
    {
        var show = A.Show().With(A.Question("one?").OnAir(), A.Question("two?").Queued(), A.Question("three?").Queued());

        show = show.After(new PutOnAir(show.Id(2), show.Version(2), show.Id(1)), A.Editor("Ana"));

        Assert.Equal(Stage.Done, show.Item(1).Stage);
        Assert.Equal([show.Id(3)], show.State.Rundown);
    }

    [Fact]
    public void With_a_presenters_screen_and_READING_not_tapped_what_was_on_for_a_moment_comes_back_first_as_not_read()
    {
        var show = A.Show().With(A.Question("one?").OnAir(), A.Question("two?").Queued(), A.Question("three?").Queued()).Later(6);

        show = show.After(new PutOnAir(show.Id(2), show.Version(2), show.Id(1), PresenterConnected: true), A.Editor("Ana"));

        Assert.Equal((Stage.Queued, Mark.NotRead, TimeSpan.FromSeconds(6)), (show.Item(1).Stage, show.Item(1).Mark, show.Item(1).WasOnAirFor));
        Assert.Equal([show.Id(1), show.Id(3)], show.State.Rundown);
    }

    [Fact]
    public void What_the_presenter_was_reading_is_done_however_short()
    {
        var show = A.Show().With(A.Question("one?").OnAir(), A.Question("two?").Queued()).Later(3);
        show = show.After(new PresenterSignal(SignalKind.Reading, show.Id(1), show.Now, "left"), A.Presenter).Later(3);

        show = show.After(new PutOnAir(show.Id(2), show.Version(2), show.Id(1), PresenterConnected: true), A.Editor("Ana"));

        Assert.Equal(Stage.Done, show.Item(1).Stage);
    }

    [Fact]
    public void A_new_wording_reaches_the_air_only_by_TAKE_and_keeps_its_time_on_air()
    {
        var show = A.Show().With(A.Question("one?").OnAir());
        var since = show.State.Air.Since;
        show = show.Later(30).After(new EditItem(show.Id(1), show.Version(1)) { Fr = "Une seule ?" }, A.Editor("Ana"));
        Assert.Equal("One?", show.State.Air.Wording.Fr);

        show = show.After(new PutOnAir(show.Id(1), show.Version(1), show.Id(1)), A.Editor("Ana"));

        Assert.Equal(("Une seule ?", since, AirCause.NewWording), (show.State.Air.Wording.Fr, show.State.Air.Since, show.State.Air.Cause));
    }

    [Fact]
    public void Who_does_not_have_the_hand_is_asked_once_and_a_played_colleague_never_keeps_it()
    {
        var show = A.Show().With(A.Question("one?").Approved(), A.Question("two?").Approved());
        var played = show.After(new PutOnAir(show.Id(1), show.Version(1), null), A.Editor("Camille") with { Played = true });
        show = show.After(new PutOnAir(show.Id(1), show.Version(1), null), A.Editor("Camille"));
        var take = new PutOnAir(show.Id(2), show.Version(2), show.Id(1), AskHand: true);

        Assert.Equal("Camille has the hand. Press again within 3 s to take it.", show.Decide(take, A.Editor("Bo")).Refusal!.Message);
        Assert.Null(show.Decide(take with { AskHand = false }, A.Editor("Bo")).Refusal);
        Assert.Null(show.Decide(take, A.Editor("Camille")).Refusal);
        Assert.Null(played.Decide(take, A.Editor("Bo")).Refusal);
    }

    [Fact]
    public void What_changed_since_it_was_seen_is_refused_with_who_and_what()
    {
        var show = A.Show().With(A.Question("one?").Approved());
        var seen = show.Version(1);
        show = show.Later(25).After(new EditItem(show.Id(1), seen) { Note = "light needs 11 min" }, A.Editor("Ana"));

        var decision = show.Decide(new PutOnAir(show.Id(1), seen, null), A.Editor("Bo"));

        Assert.Equal("Ana changed Q1 at 21:50:25 (edited). Look at it again.", decision.Refusal!.Message);
        Assert.Equal("Ana a modifié Q1 à 21:50:25 (reformulée). Regardez-la de nouveau.", decision.Refusal.Words.Fr);
    }

    [Theory]
    [InlineData(Role.Owner, true)]
    [InlineData(Role.Producer, true)]
    [InlineData(Role.Editor, true)]
    [InlineData(Role.Lead, false)]
    [InlineData(Role.Moderator, false)]
    [InlineData(Role.Expert, false)]
    [InlineData(Role.Presenter, false)]
    [InlineData(Role.Overlay, false)]
    [InlineData(Role.Observer, false)]
    public void Editor_producer_and_owner_may_TAKE(Role role, bool may)
    {
        var show = A.Show().With(A.Question("one?").Approved());

        Assert.Equal(may, show.Decide(new PutOnAir(show.Id(1), show.Version(1), null), A.Person("Bo", role)).Refusal is null);
    }

    [Fact]
    public void By_hand_the_overlay_waits_for_its_operator()
    {
        var show = A.Show(A.Settings() with { OverlayMode = OverlayMode.ByHand }).With(A.Question("one?").OnAir());

        Assert.False(show.State.Air.OverlayShown);
    }
}

public sealed class TakeNextTests
{
    [Fact]
    public void Two_fingers_on_two_surfaces_take_one_item()
    {
        var show = A.Show().With(A.Question("one?").Queued(), A.Question("two?").Queued());
        show = show.After(new TakeNext(), A.Editor("Ana")).Later(1.9);

        Assert.Empty(show.Decide(new TakeNext(), A.Editor("Bo")).Entries);
        Assert.NotEmpty(show.Later(0.2).Decide(new TakeNext(), A.Editor("Bo")).Entries);
    }

    [Fact]
    public void With_another_next_than_was_painted_it_is_refused_with_the_number()
    {
        var show = A.Show().With(A.Question("one?").Queued(), A.Question("two?").Queued());
        show = show.After(new QueueItem(show.Id(2), show.Version(2), Place: 1), A.Editor("Bo"));

        var decision = show.Decide(new TakeNext(show.Id(1)), A.Editor("Ana"));

        Assert.Equal("NEXT is Q2 now. Press again to take it.", decision.Refusal!.Message);
    }

    [Fact]
    public void An_empty_rundown_says_what_to_press()
    {
        Assert.Equal("The rundown is empty. Choose a card and press P.", A.Show().Decide(new TakeNext(), A.Editor("Ana")).Refusal!.Message);
    }
}
