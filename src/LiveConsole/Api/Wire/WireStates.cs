using System.Text.Json;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Screens;
using LiveConsole.Shows;
using LiveConsole.Sources;

namespace LiveConsole.Api.Wire;

/// <summary>A show as the outside reads it, made from what one reader may see and from nothing else.</summary>
public static class WireStates
{
    private const int GapsTold = 20;

    public static WireState Of(ShowView view)
    {
        var screens = Screens(view);
        return new WireState(
            view.Sequence, Air(view, screens), Rundown(view), Counts(view), OldestWaiting(view),
            [.. view.Viewers.Select(v => new WireViewers(v.Platform, v.Channel, v.Count, v.SampledAt, v.Peak, v.PeakAt))],
            Sources(view), screens, Phase(view), [.. view.Alerts.Select(Alert)]);
    }

    public static WireAir Air(ShowView view) => Air(view, Screens(view));

    public static WireItem Item(ShowView view, Item item) => WireItem.Of(item, view.PlaceOf(item.Id), view.At);

    public static IReadOnlyList<WireSource> Sources(ShowView view)
    {
        var gaps = view.Gaps.ToLookup(g => (g.Source.Platform, g.Source.Channel));
        // Of several projects the one that runs out first.
        var quota = view.Audience.Quotas.OrderBy(q => q.ReadingEnds ?? DateTimeOffset.MaxValue).Select(q => new WireQuota(q.Used, q.Daily, q.ReadingLeft, q.ReadingEnds, q.ResetsAt)).FirstOrDefault();
        return [.. view.Channels.Select(c => Source(c, gaps[(c.Platform, c.Channel)], c.Platform == Shows.ChannelNames.YouTube ? quota : null))];
    }

    private static WireAir Air(ShowView view, IReadOnlyList<WireScreen> screens)
    {
        var air = view.Air;
        var signal = view.OnAir is { } onAir ? view.Signals.LastOrDefault(s => s.Item == onAir.Id && s.At >= air.Since) : null;
        return new WireAir(
            air.Number, view.OnAir is { } item ? Item(view, item with { Wording = air.Wording, Name = air.Name }) : null, air.Since == default ? null : air.Since, air.By?.Name, air.OverlayShown,
            view.Next is { } next ? Item(view, next) : null, view.Hand?.Name, screens,
            new WirePresenter(screens.Any(s => s.Kind == ScreenKind.Presenter), signal is { Undone: false } ? new WireSignal(signal.Kind, signal.At) : null));
    }

    private static IReadOnlyList<WireItem> Rundown(ShowView view) => [.. view.Rundown.Select((item, i) => WireItem.Of(item, i + 1, view.At))];

    private static WireCounts Counts(ShowView view)
    {
        var items = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var stage in view.Items.GroupBy(i => i.Stage)) items[JsonNamingPolicy.CamelCase.ConvertName(stage.Key.ToString())] = stage.Count();
        return new WireCounts(view.Messages, items);
    }

    private static WireWaiting? OldestWaiting(ShowView view) =>
        view.Items.Where(i => i.Kind == ItemKind.Question && i.Answer is null && i.Stage is Stage.New or Stage.Approved && i.AiredAt is null).MinBy(i => i.CreatedAt) is { } oldest
            ? new WireWaiting(oldest.Id.Value, oldest.Number, oldest.CreatedAt) : null;

    /// <summary>By name: a screen that is open a thousand times is one screen.</summary>
    private static IReadOnlyList<WireScreen> Screens(ShowView view) =>
    [
        .. view.Screens.GroupBy(s => (s.Name, s.Kind)).OrderBy(g => g.Key.Name, StringComparer.Ordinal)
            .Select(g => new WireScreen(g.Key.Name, g.Key.Kind, g.Any(s => s.Drawn is null) ? null : g.Min(s => s.Drawn), g.Max(s => s.LastSeen), g.Count())),
    ];

    private static WireSource Source(ChannelReading channel, IEnumerable<Gap> gaps, WireQuota? quota) => new(
        channel.Platform, channel.Channel, channel.Transports[0].State, channel.Transports[0].Since, channel.Live ? null : Sentence(channel.Cause.Reason),
        channel.LastMessageAt, channel.Messages, channel.Pace?.InMinuteBefore, channel.Pace?.Normal,
        [.. channel.Transports.Select(t => new WireTransport(t.Key.Transport, t.State, t.Since, Sentence(t.Reason)))],
        [.. gaps.TakeLast(GapsTold).Select(g => new WireGap(g.From, g.To, Sentence(g.Reason)!))], quota);

    private static WireSentence? Sentence(string? reason) => reason is null ? null : Sentence(ReasonWords.Of(reason));

    private static WireSentence Sentence(Words words) => new(words.Fr, words.En);

    public static WirePhase? Phase(ShowView view) => view.Phase is { } phase
        ? new WirePhase(phase.Key, new WireWords(phase.WordFr, phase.WordEn), phase.Since, phase.Zero, view.IsCritical, view.Hold?.Since, view.Contingency?.Since)
        : (view.Hold?.Since ?? view.Contingency?.Since) is { } since ? new WirePhase("", new WireWords("", ""), since, null, false, view.Hold?.Since, view.Contingency?.Since) : null;

    private static WireAlert Alert(Alert alert) => new(
        alert.Id, alert.Kind, alert.About, alert.Severity, Sentence(alert.Words), alert.ToDo is { } toDo ? Sentence(toDo) : null, alert.Since);
}
