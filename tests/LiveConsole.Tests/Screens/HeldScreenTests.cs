using LiveConsole.Api.Wire;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Contingency;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Screens;
using LiveConsole.Shows;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Screens;

/// <summary>A hold is on every glass at once: screens and the API are told since when the clock stands.</summary>
public sealed class HeldScreenTests
{
    private static ShowView View(AShow show, Role role) => new ShowSnapshot(new ShowId(Guid.NewGuid()), 1, show.State, null, StorageHealth.Well, [], []).For(new Reader(role));

    [Fact]
    public void In_a_contingency_the_presenter_sees_the_prepared_line_and_nothing_next_that_is_held_back()
    {
        var line = new ItemId(new Guid(77, 0, 0, new byte[8]));
        var show = A.Show().With(A.Question("why is it red?").Queued(), A.Question("how far?").Queued()).After(new CallContingency(line), A.Producer("Cy"));
        show = show.After(new AddItem(ItemKind.Line, "Rien de neuf.", null, null, "fr", new ItemId(new Guid(78, 0, 0, new byte[8]))), A.Producer("Cy"));

        var during = Presenter(show);
        var withLine = Presenter(show.After(new QueueItem(show.Id(4), show.Version(4), 1), A.Producer("Cy")));
        var after = Presenter(show.After(new StandDown(A.Time), A.Producer("Cy")));

        Assert.Equal((ContingencyPlan.UsualLine.Fr, ContingencyPlan.Usual(Role.Presenter).Fr), (during.OnAir.Wording.Fr, during.OnAir.Item!.Note));
        Assert.Null(during.Next);
        Assert.Empty(during.Following);
        Assert.Equal((4, 0), (withLine.Next!.Number, withLine.Following.Count));
        Assert.Equal((1, 1), (after.Next!.Number, after.Following.Count));

        ScreenState Presenter(AShow of) => ScreenStates.Of(View(of, Role.Presenter), new ScreenDevice("Tablet", ScreenKind.Presenter, "fr", 2, 13, false, false), new ShowClock(TimeProvider.System), null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Screens_and_followers_hear_since_when_the_clock_stands_whether_a_phase_has_begun_or_not(bool begun)
    {
        var show = A.Show().After(new ShowConfigured(A.Settings()));
        if (begun) show = show.After(new BeginPhase("critical", "CRITIQUE", "CRITICAL", A.Time.AddMinutes(4)), A.Producer("Cy"));
        Assert.Null(WireStates.Of(View(show, Role.Observer)).Phase?.Held);
        show = show.Later(60).After(new HoldShow(), A.Producer("Cy"));

        var screen = ScreenStates.Of(View(show, Role.Presenter), new ScreenDevice("Tablet", ScreenKind.Presenter, "en", 2, 13, false, false), new ShowClock(TimeProvider.System), null).Phase;
        Assert.Equal((true, show.Now), (screen.Held, screen.HeldAt));
        var told = WireStates.Of(View(show, Role.Observer)).Phase!;

        Assert.Equal((begun ? "critical" : "", show.Now), (told.Key, told.Held));
        Assert.Equal(begun ? A.Time.AddMinutes(4) : null, told.Zero);
    }
}
