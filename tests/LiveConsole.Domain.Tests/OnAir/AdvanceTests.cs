using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.OnAir;

/// <summary>Where the show lets the presenter advance (desks.md, section 4): SKIP, LATER and a second tap take NEXT. Elsewhere no tap does.</summary>
public sealed class AdvanceTests
{
    private static readonly Actor Ana = A.Editor("Ana");

    [Theory]
    [InlineData(SignalKind.Skip, Stage.Approved)]
    [InlineData(SignalKind.Later, Stage.Queued)]
    public void SKIP_and_LATER_take_NEXT(SignalKind kind, Stage then)
    {
        var show = Advancing();

        show = show.After(Tap(show, kind), A.Presenter);

        Assert.Equal((show.Id(2), AirCause.Taken, show.Id(1)), (show.State.Air.Item, show.State.Air.Cause, show.State.Air.Previous));
        Assert.Equal((then, Stage.OnAir), (show.Item(1).Stage, show.Item(2).Stage));
        Assert.Equal(Ana, show.State.Hand);
    }

    [Fact]
    public void A_second_tap_after_READING_takes_NEXT_and_what_was_read_is_done()
    {
        var show = Advancing();
        show = show.After(Tap(show, SignalKind.Reading), A.Presenter).Later(5);

        show = show.After(new PresenterSignal(SignalKind.Another, null, show.Now, "left"), A.Presenter);

        Assert.Equal((show.Id(2), Stage.Done), (show.State.Air.Item, show.Item(1).Stage));
    }

    [Fact]
    public void GIVE_ME_ANOTHER_without_READING_is_only_said()
    {
        var show = Advancing();

        Assert.IsType<PresenterSignalled>(Assert.Single(show.Decide(new PresenterSignal(SignalKind.Another, null, show.Now, "left"), A.Presenter).Entries));
    }

    [Theory]
    [InlineData(SignalKind.Skip)]
    [InlineData(SignalKind.Later)]
    [InlineData(SignalKind.Reading)]
    [InlineData(SignalKind.Another)]
    public void Without_the_option_no_tap_puts_anything_on_air(SignalKind kind)
    {
        var show = Advancing(A.Settings());
        show = show.After(Tap(show, SignalKind.Reading), A.Presenter).Later(5);

        show = show.After(kind == SignalKind.Another ? new PresenterSignal(kind, null, show.Now, "left") : Tap(show, kind), A.Presenter);

        Assert.NotEqual(show.Id(2), show.State.Air.Item);
    }

    [Fact]
    public void A_late_tap_on_what_left_the_air_since_takes_nothing()
    {
        var show = Advancing();
        var tap = Tap(show, SignalKind.Skip);
        show = show.After(new TakeOffAir(), Ana).Later(30);

        Assert.Null(show.After(tap, A.Presenter).State.Air.Item);
    }

    [Fact]
    public void A_NEXT_that_may_not_air_leaves_it_to_the_desk()
    {
        var show = Advancing(A.Settings(approvals: 1) with { PresenterMayAdvance = true });
        show = show.After(new EditItem(show.Id(2), show.Version(2)) { Fr = "Autre chose" }, Ana);

        show = show.After(Tap(show, SignalKind.Skip), A.Presenter);

        Assert.Null(show.State.Air.Item);
        Assert.Equal(show.Id(2), show.State.Next!.Id);
    }

    [Fact]
    public void With_an_empty_rundown_LATER_does_not_bring_itself_back()
    {
        var show = A.Show(A.Settings() with { PresenterMayAdvance = true }).With(A.Question("one?").OnAir()).Later(10);

        show = show.After(Tap(show, SignalKind.Later), A.Presenter);

        Assert.Null(show.State.Air.Item);
    }

    [Theory]
    [InlineData(SignalKind.Skip)]
    [InlineData(SignalKind.Later)]
    [InlineData(SignalKind.Another)]
    public void Taken_back_the_tap_brings_back_what_was_there_and_NEXT_is_NEXT_again(SignalKind kind)
    {
        var show = Advancing();
        if (kind == SignalKind.Another) show = show.After(Tap(show, SignalKind.Reading), A.Presenter).Later(5);
        var tap = kind == SignalKind.Another ? new PresenterSignal(kind, null, show.Now, "left") : Tap(show, kind);
        show = show.After(tap, A.Presenter).Later(3);

        show = show.After(tap with { Undo = true }, A.Presenter);

        Assert.Equal((show.Id(1), Stage.OnAir), (show.State.Air.Item, show.Item(1).Stage));
        Assert.Equal((show.Id(2), Stage.Queued), (show.State.Next!.Id, show.Item(2).Stage));
    }

    [Fact]
    public void Taken_back_after_the_desk_took_another_it_leaves_the_air_alone()
    {
        var show = Advancing();
        show = show.After(Tap(show, SignalKind.Skip), A.Presenter).Later(1);
        show = show.After(new PutOnAir(show.Id(3), show.Version(3), show.State.Air.Item), Ana).Later(1);

        show = show.After(Tap(show.Later(-2), SignalKind.Skip) with { Undo = true }, A.Presenter);

        Assert.Equal(show.Id(3), show.State.Air.Item);
    }

    [Fact]
    public void The_desk_can_undo_an_advance_as_any_other_change_of_the_air()
    {
        var show = Advancing();
        show = show.After(Tap(show, SignalKind.Skip), A.Presenter).Later(20).Undo(Ana);

        Assert.Equal((show.Id(1), show.Id(2)), (show.State.Air.Item, show.State.Next!.Id));
    }

    private static AShow Advancing(ShowSettings? settings = null) => A.Show(settings ?? A.Settings() with { PresenterMayAdvance = true })
        .With(A.Question("one?").OnAir(), A.Question("two?").Queued(), A.Question("three?").Queued()).After(new HandTaken(Ana)).Later(10);

    private static PresenterSignal Tap(AShow show, SignalKind kind) => new(kind, show.Id(1), show.Now, "left");
}
