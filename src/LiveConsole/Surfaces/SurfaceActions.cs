using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Shows;

namespace LiveConsole.Surfaces;

/// <summary>What a button can do, by name: the same over HTTP and OSC.</summary>
public static class SurfaceActions
{
    public const string Clear = "clear", ClearAll = "clear-all";

    public static IReadOnlyList<string> All { get; } = [Clear, ClearAll, "take-next", "show-overlay", "hide-overlay", "toggle-overlay", "skip", "later", "moment", "undo"];

    /// <param name="view">The show now, as the one who pressed may read it.</param>
    /// <param name="text">A moment's word; null: the presser's name.</param>
    /// <returns>The verb, or why there is none now.</returns>
    public static (IShowCommand? Command, Refusal? WhyNot) CommandOf(string action, ShowView view, Actor by, string? text) => action switch
    {
        Clear => (new TakeOffAir(), null),
        ClearAll => (new TakeOffAir(All: true), null),
        "take-next" => (new TakeNext(), null),
        "show-overlay" => (new ShowOverlay(true), null),
        "hide-overlay" => (new ShowOverlay(false), null),
        "toggle-overlay" => (new ShowOverlay(!view.Air.OverlayShown), null),
        "skip" or "later" when view.OnAir is null => (null, new Refusal(RefusalKind.NotAllowed, new("Nothing is on air.", "Rien n'est à l'antenne."))),
        "skip" => (new SkipItem(view.OnAir!.Id), null),
        "later" => (new LaterItem(view.OnAir!.Id), null),
        "moment" => (new MarkMoment(string.IsNullOrWhiteSpace(text) ? by.Name : text.Trim()), null),
        "undo" when view.LastOwn(by) is { } last => (new UndoAction(last), null),
        "undo" => (null, Refusals.NothingToUndo),
        _ => (null, new Refusal(RefusalKind.NotFound, new($"There is no such action. There are: {string.Join(", ", All)}.", $"Cette action n'existe pas. Il y a : {string.Join(", ", All)}."))),
    };
}
