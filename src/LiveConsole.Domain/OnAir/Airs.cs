using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.OnAir;

/// <summary>The steps of the air that several verbs share.</summary>
public static class Airs
{
    /// <summary>Shorter than this and READING not tapped: the presenter did not get to it.</summary>
    public static readonly TimeSpan ReadSoonest = TimeSpan.FromSeconds(20);

    public static Air Dark(Air was, AirCause cause, Actor by, DateTimeOffset now) => Air.Empty with
    {
        Number = was.Number + 1, Since = now, By = by, Cause = cause, Previous = was.Item,
    };

    /// <returns>
    /// The entry that takes what is on air off, as done, or as "not read" back to the head of the rundown where a presenter's touch
    /// screen is connected, READING was not tapped and it was on for less than 20 s. Nothing when nothing is on air.
    /// </returns>
    public static IEnumerable<Entry> Leaving(ShowState show, bool presenterConnected, DateTimeOffset now)
    {
        if (show.OnAir is not { } item) yield break;
        var onFor = now - show.Air.Since;
        var read = show.Signals.LastOrDefault(s => s.Kind == SignalKind.Reading && s.Item == item.Id && s.At >= show.Air.Since) is { Undone: false };
        yield return presenterConnected && !read && onFor < ReadSoonest
            ? new ItemChanged(item.Id, [new StandingIs(Stage.Queued, 1, Mark.NotRead, now, onFor).Honest(show, item, now)])
            : new ItemChanged(item.Id, [new StandingIs(Stage.Done, AiredAt: show.Air.Since)]);
    }

    /// <summary>The air with this item on it, by a TAKE or where a presenter may advance.</summary>
    public static Air Taken(ShowState show, Item item, Actor by, DateTimeOffset now)
    {
        // In a contingency it is shown by hand alone.
        var withTake = show.Contingency is null && (show.Settings?.OverlayMode ?? OverlayMode.WithTake) == OverlayMode.WithTake;
        return new(show.Air.Number + 1, item.Id, now, by, AirCause.Taken, withTake, withTake ? now : null, item.Wording, item.Name, show.Air.Item);
    }

    /// <returns>What keeps an item from the air when this person takes it, or null.</returns>
    public static Refusal? Unfit(ShowState show, Item item, Actor by)
    {
        if (item.Wording.IsEmpty) return Refusals.EmptyWording(item);
        if (Math.Max(item.Wording.Fr?.Length ?? 0, item.Wording.En?.Length ?? 0) is > Wording.Longest and var length) return Refusals.TooLong(length);
        if (item.ShowsRemoved) return Refusals.ShownRemoved(show, item);
        if (show.IsHeldBack(item, by)) return Refusals.HeldForContingency(show, item);
        if (show.LacksApproval(item)) return Refusals.WordingToApprove(item);
        // A producer's own TAKE says as much as an approval.
        return show.LacksProducer(item) && !show.May(by, Permission.Critical) ? Refusals.ProducerToApprove(show, item) : null;
    }
}
