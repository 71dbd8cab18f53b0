using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Questions;
using LiveConsole.Features.Frame;
using Microsoft.Extensions.Localization;

namespace LiveConsole.Features.Questions;

/// <summary>Who removed what an item shows, where and when, in words.</summary>
public static class Removed
{
    /// <returns>"removed by Nora on Twitch 22:18:04", or who pulled it after its chat was cleared; empty when nothing is withdrawn.</returns>
    public static string Of(Item item, DeskSession desk, IStringLocalizer words)
    {
        if (Shown(item) is { } ask) return Of(ask, desk, words);
        return item.Stage == Stage.Withdrawn && item.Stamps.TryGetValue("standing", out var by) ? words["PulledBy", by.By.Name, desk.Times.Clock(by.At)] : "";
    }

    /// <summary>As <see cref="Of(Item, DeskSession, IStringLocalizer)"/>, in the room of a chip: "Nora, Twitch 22:18".</summary>
    public static string Short(Item item, DeskSession desk, IStringLocalizer words)
    {
        if (Shown(item) is { } ask) return string.Join(", ", new[] { ask.Removed!.By, $"{PlatformNames.Of(ask.Message.Platform)} {desk.Times.Minutes(ask.Removed.At)}" }.OfType<string>());
        return item.Stage == Stage.Withdrawn && item.Stamps.TryGetValue("standing", out var by) ? words["PulledBy", by.By.Name, desk.Times.Minutes(by.At)] : "";
    }

    /// <summary>The removed ask that took the item down: the shown one if it is gone, else the last that went.</summary>
    private static Ask? Shown(Item item) => item.ShowsRemoved
        ? item.Asks.Where(a => a.Removed is not null).MaxBy(a => item.Shown == a.Message ? DateTimeOffset.MaxValue : a.Removed!.At)
        : null;

    /// <summary>Of one ask that was removed.</summary>
    public static string Of(Ask ask, DeskSession desk, IStringLocalizer words)
    {
        var (where, at) = (PlatformNames.Of(ask.Message.Platform), desk.Times.Clock(ask.Removed!.At));
        return ask.Removed.By is { } by ? words["RemovedBy", by, where, at] : words["RemovedOn", where, at];
    }
}
