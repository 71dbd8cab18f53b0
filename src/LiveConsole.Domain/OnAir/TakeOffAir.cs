using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Posts;

namespace LiveConsole.Domain.OnAir;

/// <summary>CLEAR: empties the air and the overlay. Never refused; the screens go dark before it is journaled (see the screen latch).</summary>
/// <param name="All">And every post and schedule is disarmed, what counts down is taken back.</param>
public sealed record TakeOffAir(bool PresenterConnected = false, bool All = false) : IShowCommand
{
    public string Verb => All ? "clear-all" : "clear";

    public Permission Needs => Permission.Clear;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        List<Entry> entries = [.. All ? Posting.StopAll(show) : []];
        if (show.Air.Item is not null) entries.AddRange([.. Airs.Leaving(show, PresenterConnected, now), new AirChanged(Airs.Dark(show.Air, AirCause.Cleared, by, now))]);
        return entries.Count == 0 ? Decision.Unchanged : Decision.Of(entries);
    }
}
