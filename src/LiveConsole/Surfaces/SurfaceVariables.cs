using System.Globalization;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Features.Frame;
using LiveConsole.Screens;
using LiveConsole.Shows;

namespace LiveConsole.Surfaces;

/// <summary>
/// What a control surface shows of a show, flat and by stable names (docs/surfaces.md is their list): made from what one reader may see. Nothing is an empty
/// text, never a missing name.
/// </summary>
public static class SurfaceVariables
{
    /// <summary>They count by themselves: asked for they are right, but nobody is told each second.</summary>
    public static IReadOnlySet<string> Ticking { get; } = new HashSet<string>(StringComparer.Ordinal) { "show_clock", "phase_clock", "on_air_for" };

    /// <summary>The boolean ones: what a button lights on.</summary>
    public static IReadOnlyList<string> Feedbacks { get; } =
        ["on_air", "overlay_shown", "next", "read", "another_wanted", "withdrawn", "critical", "screens_ok", "sources_ok", "storage_ok", "rehearsal"];

    /// <param name="now">Show time.</param>
    public static IReadOnlyDictionary<string, SurfaceValue> Of(ShowView view, DateTimeOffset now)
    {
        var (language, times) = (view.Settings?.Language == "en" ? "en" : "fr", ShowTimes.Of(view, now));
        Dictionary<string, SurfaceValue> all = new(StringComparer.Ordinal)
        {
            ["title"] = view.Settings?.Title ?? "",
            ["rehearsal"] = view.Settings?.Rehearsal == true,
            ["show_clock"] = times.Clock(now),
        };
        AddAir(all, view, language, times, now);
        AddNext(all, view, language);
        all["phase"] = view.Phase is { } phase ? (language == "fr" ? phase.WordFr : phase.WordEn) : "";
        all["phase_key"] = view.Phase?.Key ?? "";
        all["phase_clock"] = view.Phase?.Zero is { } zero ? ToZero(now - zero) : "";
        all["critical"] = view.IsCritical;
        AddHealth(all, view, language);
        return all;
    }

    private static void AddAir(Dictionary<string, SurfaceValue> all, ShowView view, string language, ShowTimes times, DateTimeOffset now)
    {
        var (air, item) = (view.Air, view.OnAir);
        all["on_air"] = item is not null;
        all["air_number"] = (long?)air.Number;
        all["overlay_shown"] = item is not null && air.OverlayShown;
        all["number"] = (long?)item?.Number;
        all["kind"] = Kind(item);
        all["text"] = item is null ? "" : air.Wording.In(language) ?? item.Text;
        all["text_fr"] = item is null ? "" : air.Wording.Fr ?? "";
        all["text_en"] = item is null ? "" : air.Wording.En ?? "";
        all["name"] = item is null || air.Name.Hidden ? "" : air.Name.Name ?? "";
        all["source"] = Source(item);
        all["by"] = item is null ? "" : air.By?.Name ?? "";
        all["on_air_since"] = item is null ? "" : times.Clock(air.Since);
        all["on_air_for"] = item is null ? "" : ShowTimes.Lasted(now > air.Since ? now - air.Since : TimeSpan.Zero);
        all["withdrawn"] = item is null && air.Cause == AirCause.Withdrawn;
        all["hand"] = view.Hand?.Name ?? "";
        var taps = view.Signals.Where(s => s.At >= air.Since && !s.Undone).ToList();
        var read = item is null ? null : taps.LastOrDefault(s => s.Kind == SignalKind.Reading && s.Item == item.Id);
        all["read"] = read is not null;
        all["read_at"] = read is null ? "" : times.Clock(read.At);
        all["last_signal"] = taps.LastOrDefault() is { } last ? last.Kind.ToString().ToLowerInvariant() : "";
        all["another_wanted"] = taps.LastOrDefault() is { Kind: SignalKind.Another };
    }

    private static void AddNext(Dictionary<string, SurfaceValue> all, ShowView view, string language)
    {
        var next = view.Next;
        all["next"] = next is not null;
        all["next_number"] = (long?)next?.Number;
        all["next_kind"] = Kind(next);
        all["next_text"] = next is null ? "" : next.Wording.In(language) ?? next.Text;
        all["next_name"] = next is null || next.Name.Hidden ? "" : next.Name.Name ?? "";
        all["next_source"] = Source(next);
        all["rundown_count"] = (long?)view.Rundown.Count();
    }

    private static void AddHealth(Dictionary<string, SurfaceValue> all, ShowView view, string language)
    {
        var drawn = view.Screens.Count(s => s.Drawn >= view.Air.Number || view.Air.Number == 0);
        all["screens"] = $"{drawn.ToString(CultureInfo.InvariantCulture)}/{view.Screens.Length.ToString(CultureInfo.InvariantCulture)}";
        all["screens_ok"] = drawn == view.Screens.Length;
        all["presenter_connected"] = view.Screens.Any(s => s.Kind == ScreenKind.Presenter);
        all["questions_new"] = (long?)view.Items.Count(i => i is { Kind: ItemKind.Question, Stage: Stage.New });
        all["messages"] = (long?)view.Messages;
        foreach (var viewers in view.Viewers.GroupBy(v => v.Platform)) all["viewers_" + viewers.Key] = viewers.All(v => v.Count is null) ? "" : viewers.Sum(v => v.Count);
        all["sources_ok"] = view.Channels.All(c => c.Live || c.Ended);
        all["storage_ok"] = view.Storage is { Words: null } or { Slow: true };
        all["alerts"] = (long?)view.Alerts.Length;
        all["alert"] = view.Alerts.FirstOrDefault() is { } alert ? alert.Words.In(language).Replace("{0}", ShowTimes.Age(view.At - alert.Since), StringComparison.Ordinal) : "";
    }

    private static string Kind(Item? item) => item?.Kind.ToString().ToLowerInvariant() ?? "";

    private static string Source(Item? item) => item is null ? "" : item.Shown is { } shown ? Domain.Chat.PlatformNames.Of(shown.Platform) : item.Source ?? "";

    /// <summary>T-00:04:27 before zero, T+00:00:03 from it on.</summary>
    private static string ToZero(TimeSpan since)
    {
        // Before zero the second that has begun still counts: T-00:00:01 until zero itself.
        var whole = since < TimeSpan.Zero ? (long)Math.Ceiling((-since).TotalSeconds) : (long)since.TotalSeconds;
        return string.Create(CultureInfo.InvariantCulture, $"T{(since < TimeSpan.Zero ? '-' : '+')}{whole / 3600:00}:{whole / 60 % 60:00}:{whole % 60:00}");
    }
}
