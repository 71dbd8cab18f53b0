using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.OnAir;

public sealed class PresenterSignalTests
{
    private static AShow OnAir() => A.Show().With(A.Question("one?").OnAir(), A.Question("two?").Queued(), A.Question("three?").Queued(), A.Question("four?").Queued()).Later(10);

    private static PresenterSignal Tap(AShow show, SignalKind kind, double ago = 0, bool undo = false) => new(kind, show.Id(1), show.Now.AddSeconds(-ago), "left", undo);

    [Fact]
    public void SKIP_takes_the_item_off_air_to_approved_with_its_time_and_LATER_puts_it_third()
    {
        var show = OnAir();

        var skipped = show.After(Tap(show, SignalKind.Skip), A.Presenter);
        var later = show.After(Tap(show, SignalKind.Later), A.Presenter);

        Assert.Equal((Stage.Approved, Mark.Skipped, show.Now, null), (skipped.Item(1).Stage, skipped.Item(1).Mark, skipped.Item(1).MarkedAt, skipped.State.Air.Item));
        Assert.Equal((3, Mark.Later), (later.State.PlaceOf(show.Id(1)), later.Item(1).Mark));
    }

    [Fact]
    public void A_late_tap_on_what_left_the_air_or_came_back_since_is_only_recorded()
    {
        var show = OnAir();
        var tap = Tap(show, SignalKind.Skip);
        var cleared = show.After(new TakeOffAir(), A.Editor("Ana")).Later(60);
        var again = cleared.After(new ReopenItem(show.Id(1), cleared.Version(1)), A.Editor("Ana"));
        again = again.After(new PutOnAir(show.Id(1), again.Version(1), null), A.Editor("Ana"));

        Assert.Single(cleared.Decide(tap, A.Presenter).Entries, e => e is PresenterSignalled);
        Assert.Single(again.Decide(tap, A.Presenter).Entries);
    }

    [Fact]
    public void The_same_tap_sent_again_after_a_lost_link_changes_nothing()
    {
        var show = OnAir();
        var tap = Tap(show, SignalKind.Reading);
        show = show.After(tap, A.Presenter).Later(20);

        Assert.Empty(show.Decide(tap, A.Presenter).Entries);
        Assert.Empty(show.Decide(tap with { At = tap.At.AddMilliseconds(599) }, A.Presenter).Entries);
        Assert.NotEmpty(show.Decide(tap with { At = tap.At.AddMilliseconds(601) }, A.Presenter).Entries);
    }

    [Fact]
    public void A_SKIP_taken_back_within_four_seconds_makes_it_NEXT_and_never_puts_it_on_air()
    {
        var show = OnAir();
        show = show.After(Tap(show, SignalKind.Skip), A.Presenter).Later(3.9);

        var back = show.After(Tap(show, SignalKind.Skip, undo: true), A.Presenter);

        Assert.Equal((show.Id(1), null), (back.State.Rundown[0], back.State.Air.Item));
        Assert.Equal("Un appui peut être défait pendant 4 s.", show.Later(0.2).Decide(Tap(show.Later(0.2), SignalKind.Skip, undo: true), A.Presenter).Refusal!.Words.Fr);
    }

    [Fact]
    public void What_the_desk_did_with_the_item_since_stands_when_a_tap_is_taken_back()
    {
        var show = OnAir();
        show = show.After(Tap(show, SignalKind.Later), A.Presenter).Later(1);
        show = show.After(new MoveItem(show.Id(1), show.Version(1), 4), A.Editor("Ana"));

        show = show.After(Tap(show, SignalKind.Later, undo: true), A.Presenter);

        Assert.Equal(4, show.State.PlaceOf(show.Id(1)));
    }

    [Fact]
    public void READING_shows_the_overlay_where_the_mode_is_so_and_taken_back_hides_it()
    {
        var show = A.Show(A.Settings() with { OverlayMode = OverlayMode.WhenReading }).With(A.Question("one?").OnAir()).Later(5);
        Assert.False(show.State.Air.OverlayShown);

        show = show.After(Tap(show, SignalKind.Reading), A.Presenter).Later(2);
        Assert.True(show.State.Air.OverlayShown);

        show = show.After(Tap(show, SignalKind.Reading, undo: true), A.Presenter);
        Assert.False(show.State.Air.OverlayShown);
    }

    [Fact]
    public void A_tap_never_counts_as_later_than_now_and_only_a_presenters_screen_taps()
    {
        var show = OnAir();

        Assert.Equal(show.Now, show.After(Tap(show, SignalKind.Reading, ago: -90), A.Presenter).State.Signals[^1].At);
        Assert.Equal(RefusalKind.Forbidden, show.Decide(Tap(show, SignalKind.Reading), A.Editor("Ana")).Refusal!.Kind);
    }
}
