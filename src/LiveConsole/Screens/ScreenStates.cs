using System.Collections.Immutable;
using LiveConsole.Accounts;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Shows;

namespace LiveConsole.Screens;

/// <summary>What a screen is sent, made from what its role may read.</summary>
public static class ScreenStates
{
    private const int FollowingShown = 5;

    public static ScreenState Of(ShowView view, ScreenDevice device, ShowClock clock, DateTimeOffset? startedAt)
    {
        var settings = view.Settings ?? new ShowSettings("", "");
        var air = view.Air;
        var state = new ScreenState(
            view.Sequence,
            new ScreenShow(settings.Title, settings.Slug, settings.Rehearsal, settings.Language, settings.TimeZone, FirstDay(settings, startedAt)),
            new ScreenClock(clock.Now, clock.Rate),
            Phase(view),
            device,
            new ScreenAir(air.Number, view.OnAir is { } item ? ItemOf(item, air.Wording, air.Name) : null, view.OnAir is null ? null : air.Since,
                air.OverlayShown, new ScreenWords(air.Wording.Fr, air.Wording.En)),
            // In a contingency nobody reads on what is held back.
            view.Next is { } next && !view.IsHeldBack(next) ? ItemOf(next, next.Wording, next.Name) : null,
            [.. view.Rundown.Skip(1).Where(i => !view.IsHeldBack(i)).Take(FollowingShown).Select(i => ItemOf(i, i.Wording, i.Name))],
            Message: null,
            view.Withdrawn is var (number, at) ? new ScreenWithdrawal(number, at) : null,
            ScreenMode.Open,
            new ScreenPresenter(settings.PresenterMayAdvance, LastSignal(view)))
        {
            Overlay = device.Kind == ScreenKind.Overlay ? settings.OverlayLook : ImmutableSortedDictionary<string, string>.Empty,
        };
        return device.Kind == ScreenKind.Overlay ? state.ForOverlay() : state;
    }

    /// <summary>As <see cref="Of"/>, but with that item as if it were on air: the desk's true preview.</summary>
    public static ScreenState PreviewOf(ShowView view, Item? item, ScreenDevice device, ShowClock clock, DateTimeOffset? startedAt)
    {
        var state = Of(view, device, clock, startedAt);
        var air = item is null
            ? new ScreenAir(state.OnAir.Number, null, null, false, new ScreenWords(null, null))
            : new ScreenAir(state.OnAir.Number, ItemOf(item, item.Wording, item.Name), clock.Now, true, new ScreenWords(item.Wording.Fr, item.Wording.En));
        state = state with { OnAir = air, Withdrawn = null };
        return device.Kind == ScreenKind.Overlay ? state.ForOverlay() : state;
    }

    /// <summary>An overlay that shows these words, looking so: what somebody who sets its look sees before they save it.</summary>
    /// <param name="text">In <paramref name="language"/>.</param>
    public static ScreenState SampleOf(ShowView view, string text, string language, string name, ImmutableSortedDictionary<string, string> look, ScreenDevice device, ShowClock clock)
    {
        var wording = new ScreenWords(language == "fr" ? text : null, language == "en" ? text : null);
        var item = new ScreenItem("sample", 0, ScreenItemKind.Question, wording, text, language, new ScreenAsker(name, 3, "youtube", language), null);
        return Of(view, device, clock, null) with
        {
            OnAir = new ScreenAir(0, item, clock.Now, true, wording), Next = null, Following = [], Withdrawn = null, State = ScreenMode.Open, Overlay = look,
        };
    }

    /// <summary>What a screen whose address was revoked, or that points at no show, is told.</summary>
    public static ScreenState Closed(ScreenDevice device, DateTimeOffset now, bool revoked = true) => new(
        0, new ScreenShow("", "", false, device.Language, "UTC", null), new ScreenClock(now, 1), new ScreenPhase("", new ScreenWords(null, null), null, false, null),
        device, new ScreenAir(0, null, null, false, new ScreenWords(null, null)), null, [], null, null, revoked ? ScreenMode.Revoked : ScreenMode.Idle, new ScreenPresenter(false, null));

    public static ScreenDevice DeviceOf(ScreenRow row) => new(row.Name, row.Kind, row.Language, row.DistanceMetres, row.DiagonalInches, row.Mirrored, row.NotesHidden);

    private static ScreenItem ItemOf(Item item, Wording wording, ShownName name)
    {
        var shown = item.Asks.FirstOrDefault(a => a.Message == item.Shown) ?? item.LiveAsks.FirstOrDefault();
        var asker = item.Kind == ItemKind.Line || (name.Hidden && item.Askers <= 1) || (shown is null && name.Name is null)
            ? null
            : new ScreenAsker(name.Hidden ? null : name.Name, Math.Max(0, item.Askers - 1), shown?.Message.Platform ?? item.Source ?? "", shown?.Language);
        return new ScreenItem(item.Id.ToString(), item.Number, KindOf(item.Kind), new ScreenWords(wording.Fr, wording.En),
            wording.IsEmpty ? item.Text : wording.In("fr")!, item.Language, asker, item.Note);
    }

    private static ScreenItemKind KindOf(ItemKind kind) => kind switch
    {
        ItemKind.Question => ScreenItemKind.Question,
        ItemKind.Comment => ScreenItemKind.Comment,
        ItemKind.Line => ScreenItemKind.Line,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static ScreenPhase Phase(ShowView view) => view.Phase is { } phase
        ? new ScreenPhase(phase.Key, new ScreenWords(phase.WordFr, phase.WordEn), phase.Zero, view.Hold is not null, view.Hold?.Since)
        : new ScreenPhase("", new ScreenWords(null, null), null, view.Hold is not null, view.Hold?.Since);

    private static ScreenSignal? LastSignal(ShowView view) => view.OnAir is { } item
        && view.Signals.LastOrDefault(s => s.Item == item.Id && s.At >= view.Air.Since) is { Undone: false } signal
        ? new ScreenSignal(signal.Kind.ToString().ToLowerInvariant(), signal.Item?.ToString(), signal.At)
        : null;

    private static DateOnly? FirstDay(ShowSettings settings, DateTimeOffset? startedAt) =>
        startedAt is { } at && TimeZoneInfo.TryFindSystemTimeZoneById(settings.TimeZone, out var zone)
            ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime) : null;
}
