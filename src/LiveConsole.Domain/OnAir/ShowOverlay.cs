using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.OnAir;

/// <summary>SHOW: the item on air appears on the overlay. HIDE takes off the overlay alone.</summary>
public sealed record ShowOverlay(bool Shown) : IShowCommand
{
    public string Verb => Shown ? "show-overlay" : "hide-overlay";

    public Permission Needs => Permission.Overlay;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Air.Item is null)
        {
            return Shown
                ? new Refusal(RefusalKind.NotAllowed, new("Nothing is on air: TAKE an item first, then show it.", "Rien n'est à l'antenne : faites d'abord TAKE, puis montrez-la."))
                : Decision.Unchanged;
        }

        if (show.Air.OverlayShown == Shown) return Decision.Unchanged;
        return new AirChanged(show.Air with
        {
            Number = show.Air.Number + 1,
            Cause = Shown ? AirCause.OverlayShown : AirCause.OverlayHidden,
            OverlayShown = Shown,
            OverlaySince = Shown ? now : null,
        });
    }
}
