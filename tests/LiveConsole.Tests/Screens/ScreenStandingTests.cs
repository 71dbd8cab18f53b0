using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Domain.OnAir;
using LiveConsole.Screens;
using LiveConsole.Shows;
using LiveConsole.Testing;
using LiveConsole.Tests.Features;

namespace LiveConsole.Tests.Screens;

public sealed class ScreenStandingTests
{
    private readonly FakeShow _show = new(new FakeTime(), new ShowSettings("landing", "Landing night"));

    [Fact]
    public void A_tablet_says_what_would_make_it_fail_in_the_night()
    {
        Assert.Equal("draws its rest page, may fall asleep!, battery 17 %!", Said(new ScreenPresence(Awake: false, Battery: 17, Charging: false)));
        Assert.Equal("draws its rest page, kept awake, battery 17 %, charging", Said(new ScreenPresence(Awake: true, Battery: 17, Charging: true)));
        Assert.Equal("draws its rest page, its page is hidden!", Said(new ScreenPresence(Visible: false, Awake: false)));
        Assert.Equal("draws its rest page", Said(null));
    }

    [Fact]
    public void An_overlay_in_OBS_says_whether_it_is_in_the_programme_and_is_never_called_hidden()
    {
        Assert.Equal("draws nothing, as it should, loaded in OBS, not in programme", Said(new ScreenPresence(Visible: false, Obs: true, InProgramme: false), ScreenKind.Overlay));
        Assert.Equal("draws nothing, as it should, in OBS's programme", Said(new ScreenPresence(Obs: true, InProgramme: true), ScreenKind.Overlay));
        Assert.Equal("draws nothing, as it should, loaded in OBS", Said(new ScreenPresence(Obs: true), ScreenKind.Overlay));
    }

    [Fact]
    public void What_is_on_air_is_drawn_or_not()
    {
        var item = ItemId.New(A.Time);
        _show.Do(new AddItem(ItemKind.Line, "Bonsoir", null, null, "fr", item), A.Producer("Bo"));
        _show.Do(new PutOnAir(item, _show.Snapshot.State.Item(item)!.Version, null), A.Producer("Bo"));

        Assert.Equal("has not drawn Q1", Said(null));
        Assert.Equal("draws Q1", Said(null, drawn: 1));
    }

    private string Said(ScreenPresence? presence, ScreenKind kind = ScreenKind.Presenter, long drawn = 0)
    {
        var standing = ScreenStanding.Of(new ScreenReport("Tablet", kind, drawn, A.Time, A.Time, A.Time) { Presence = presence }, _show.Snapshot.For(new Reader(Role.Owner)));
        return string.Join(", ", standing.Facts.Select(f => f.Words.En + (f.Watch ? "!" : "")).Prepend(standing.Says.En));
    }
}
