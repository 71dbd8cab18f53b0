using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.OnAir;

/// <summary>CLEAR: empties the air and the overlay. Never refused; the screens go dark before it is journaled (see the screen latch).</summary>
public sealed record TakeOffAir(bool PresenterConnected = false) : IShowCommand
{
    public string Verb => "clear";

    public Permission Needs => Permission.Clear;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now) => show.Air.Item is null
        ? Decision.Unchanged
        : Decision.Of([.. Airs.Leaving(show, PresenterConnected, now), new AirChanged(Airs.Dark(show.Air, AirCause.Cleared, by, now))]);
}
