using LiveConsole.Api.Wire;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Screens;
using LiveConsole.Shows;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Screens;

/// <summary>A hold is on every glass at once: screens and the API are told since when the clock stands.</summary>
public sealed class HeldScreenTests
{
    private static ShowView View(AShow show, Role role) => new ShowSnapshot(new ShowId(Guid.NewGuid()), 1, show.State, null, StorageHealth.Well, [], []).For(new Reader(role));

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
